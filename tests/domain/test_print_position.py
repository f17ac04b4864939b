"""The crease is the ruler: what it shows is how far to move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import print_position
from refdesk.domain.lengths import POINTS_PER_MM, Unit
from refdesk.domain.print_position import Position, Reading, Readings, Side

MM = POINTS_PER_MM


def _read(
    top: float, bottom: float, left: float, right: float, ruler: float | None = None, *, balance: bool = False
) -> Reading:
    of = Readings(top * MM, bottom * MM, left * MM, right * MM, None if ruler is None else ruler * MM)
    return print_position.read(of, Unit.MM, balance=balance)


def _fields(found: Reading) -> list[str]:
    return [each.field for each in found.problems]


@pytest.mark.parametrize(
    ("readings", "moved"),
    [
        ((0, 0, 0, 0), (0, 0)),
        ((1.5, 1.5, 0, 0), (1.5, 0)),  # 1.5 too far left: the crease reads 1.5 right, the print moves right
        ((1.0, 2.0, -0.5, 0.5), (1.5, 0)),
        ((-2, -2, 3, 3), (-2, 3)),
        ((4.9, 4.9, -4.9, -4.9), (4.9, -4.9)),
    ],
)
def test_the_reading_is_the_nudge(readings: tuple[float, float, float, float], moved: tuple[float, float]) -> None:
    found = _read(*readings)
    assert found.position is not None
    assert (found.position.right / MM, found.position.up / MM) == pytest.approx(moved)
    assert found.position.scale == 1.0


@pytest.mark.parametrize(
    ("readings", "field", "words"),
    [
        ((1.5, 0.4, 0, 0), "front_bottom", "crooked: A and B are 1.1 mm apart"),
        ((0, 0, -1, 0.5), "front_right", "crooked: C and D are 1.5 mm apart"),
        ((6, 6, 0, 0), "front_top", "4.9 mm at most"),
        ((0, 0, -5.5, -5.5), "front_left", "4.9 mm at most"),
        ((12, 12, 0, 0), "front_top", "The scale ends at 10 mm"),
    ],
)
def test_what_no_nudge_can_mend_is_said(
    readings: tuple[float, float, float, float], field: str, words: str
) -> None:  # fmt: skip
    found = _read(*readings)
    assert found.position is None
    assert field in _fields(found)
    assert any(words in each.sentence for each in found.problems)


def test_a_millimeter_apart_is_not_crooked() -> None:
    assert _read(1.0, 0.0, 0.0, 1.0).position == Position(0.5 * MM, 0.5 * MM)


@pytest.mark.parametrize(
    ("ruler", "scale"), [(None, 1.0), (100, 1.0), (100.2, 1.0), (99.5, 100 / 99.5), (100.8, 100 / 100.8)]
)
def test_a_ruler_that_is_nearly_right_is_corrected(ruler: float | None, scale: float) -> None:
    found = _read(0, 0, 0, 0, ruler)
    assert found.position is not None
    assert found.position.scale == pytest.approx(scale)


@pytest.mark.parametrize(
    ("ruler", "words"),
    [
        (97, "shrinks the page to 97%: “Fit to page” is on"),
        (98.2, "shrinks the page to 98.2%: “Fit to page” is on"),
        (99, "shrinks the page to 99%: “Fit to page” is on"),
        (94, "prints at 94%"),
        (102, "prints at 102%"),
        (50, "cannot be that far off"),
        (0, "cannot be that far off"),
    ],
)
def test_a_printer_that_changes_the_size_is_told_so(ruler: float, words: str) -> None:
    found = _read(1, 1, 0, 0, ruler)
    assert found.position is None
    assert _fields(found) == ["front_ruler"]
    assert words in found.problems[0].sentence


@pytest.mark.parametrize("ruler", [94, 97, 98.5, 102])
def test_a_printer_that_cannot_do_otherwise_is_balanced(ruler: float) -> None:
    found = _read(1, 1, 0, 0, ruler, balance=True)
    assert found.position is not None
    assert found.position.scale == pytest.approx(100 / ruler)
    assert _read(1, 1, 0, 0, 80, balance=True).position is None


def test_fields_of_the_back_are_named_so() -> None:
    found = print_position.read(Readings(2 * MM, 0, 0, 0), Unit.INCH, side=Side.BACK)
    assert [each.field for each in found.problems] == ["back_bottom"]
    assert "0.08 in apart" in found.problems[0].sentence


ERRORS = st.floats(-4.9, 4.9)


@given(ERRORS, ERRORS, st.floats(-0.5, 0.5), st.floats(-0.5, 0.5), st.floats(99.1, 100.9))
def test_a_printer_that_is_moved_by_its_readings_prints_into_the_middle(
    wrong_x: float, wrong_y: float, skew_x: float, skew_y: float, size: float
) -> None:
    """A printer puts everything off by (x, y): its zero lies there, so the crease shows the opposite."""
    found = _read(-wrong_x + skew_x, -wrong_x - skew_x, -wrong_y + skew_y, -wrong_y - skew_y, size)
    assert found.position is not None
    assert found.position.right + wrong_x * MM == pytest.approx(0, abs=1e-6)
    assert found.position.up + wrong_y * MM == pytest.approx(0, abs=1e-6)
    assert found.position.scale * size / 100 == pytest.approx(1, abs=0.003)
    assert print_position.problem(found.position) is None


@given(*[st.floats(-1000, 1000)] * 4, st.none() | st.floats(-10, 1000), st.booleans())
def test_any_readings_end_in_a_position_that_can_be_kept_or_in_a_sentence(
    top: float, bottom: float, left: float, right: float, ruler: float | None, balance: bool
) -> None:
    found = _read(top, bottom, left, right, ruler, balance=balance)
    assert (found.position is None) == bool(found.problems)
    assert found.position is None or print_position.problem(found.position) is None


@pytest.mark.parametrize(
    ("position", "unit", "words"),
    [
        (Position(1.5 * MM, -0.5 * MM), Unit.MM, "1.5 mm to the right, 0.5 mm down"),
        (Position(-4.5, 2.25), Unit.INCH, "0.06 in to the left, 0.03 in up"),
        (Position(), Unit.MM, "not moved"),
        (Position(scale=100 / 98), Unit.MM, "size 102%"),
        (Position(right=MM, scale=1 / 1.005), Unit.MM, "1 mm to the right, size 99.5%"),
    ],
)
def test_a_position_is_said_in_words(position: Position, unit: Unit, words: str) -> None:
    assert print_position.words(position, unit) == words


def test_a_position_beyond_its_limits_is_refused() -> None:
    assert print_position.problem(Position(14, -14)) is None
    assert print_position.problem(Position(14.1)) is not None
    assert print_position.problem(Position(up=-15)) is not None
    assert print_position.problem(Position(scale=1.2)) is not None

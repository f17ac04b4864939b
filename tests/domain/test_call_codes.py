from dataclasses import replace
from datetime import date

import pytest

from refdesk.domain import call_codes
from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.referral import Direction

DAY = date(2026, 11, 18)
LATER = date(2026, 11, 24)
TALKED = FilledRow(number=3, code=Code.TALKED)


@pytest.mark.parametrize(
    ("code", "letter", "touch", "back", "stops", "day"),
    [
        (Code.TALKED, "T", True, False, False, False),
        (Code.MESSAGE, "M", True, True, False, False),
        (Code.NO_ANSWER, "N", False, True, False, False),
        (Code.CALL_BACK, "B", False, True, False, True),
        (Code.WRONG_NUMBER, "W", False, False, True, False),
        (Code.DO_NOT_CALL, "X", False, False, True, False),
    ],
)
def test_what_each_letter_does(code: Code, letter: str, touch: bool, back: bool, stops: bool, day: bool) -> None:
    assert code == letter
    assert call_codes.is_touch(code) is touch
    assert call_codes.comes_back(code) is back
    assert call_codes.stops(code) is stops
    assert call_codes.needs_day(code) is day
    assert call_codes.WORDS[code]
    assert call_codes.OUTCOMES[code]


@pytest.mark.parametrize(
    "row",
    [
        TALKED,
        replace(TALKED, help="two gardens", good_lead="anyone with a slope"),
        replace(TALKED, lead_to="a roofer", lead_by=LATER),
        replace(TALKED, referral_direction=Direction.RECEIVED, referral_name="Theo"),
        replace(TALKED, code=Code.CALL_BACK, call_back_on=LATER),
        replace(TALKED, code=Code.MESSAGE, call_back_on=LATER),
    ],
)
def test_a_complete_row_can_be_saved(row: FilledRow) -> None:
    assert call_codes.is_complete(row, on=DAY)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (FilledRow(code=Code.TALKED), "number"),
        (replace(TALKED, number=0), "number"),
        (FilledRow(number=3, help="x"), "code"),
        (replace(TALKED, code=Code.CALL_BACK), "call_back_on"),
        (replace(TALKED, code=Code.CALL_BACK, call_back_on=DAY), "call_back_on"),
        (replace(TALKED, lead_to="a roofer"), "lead_by"),
        (replace(TALKED, lead_by=LATER), "lead_to"),
        (replace(TALKED, lead_to="a roofer", lead_by=date(2026, 11, 17)), "lead_by"),
        (replace(TALKED, referral_name="Theo"), "referral_direction"),
        (replace(TALKED, referral_need="a kitchen"), "referral_direction"),
        (replace(TALKED, referral_direction=Direction.GIVEN), "referral_name"),
        (replace(TALKED, help="x" * 20_001), "help"),
    ],
)
def test_an_incomplete_row_stays_a_draft(row: FilledRow, field: str) -> None:
    assert [problem.field for problem in call_codes.problems(row, on=DAY)] == [field]
    assert not call_codes.is_complete(row, on=DAY)


def test_cells_become_a_row() -> None:
    cells = {
        "number": " 12 ", "code": "b", "call_back_on": "2026-11-24", "help": "h", "good_lead": "g", "lead_to": "l",
        "lead_by": "2026-11-25", "referral_direction": "To them", "referral_name": "Theo", "referral_need": "n",
    }  # fmt: skip
    row, wrong = call_codes.read(cells, read_day=call_codes.iso_day)
    assert wrong == ()
    assert row == FilledRow(
        12, Code.CALL_BACK, LATER, "h", "g", "l", date(2026, 11, 25), Direction.GIVEN, "Theo", "n"
    )  # fmt: skip
    assert set(cells) == set(call_codes.FIELDS)


def test_a_month_of_many_calls_has_long_numbers() -> None:
    row, wrong = call_codes.read({"number": "123456"}, read_day=call_codes.iso_day)
    assert (row.number, wrong) == (123_456, ())


def test_missing_cells_are_empty() -> None:
    assert call_codes.read({}, read_day=call_codes.iso_day) == (FilledRow(), ())
    row, _wrong = call_codes.read({"number": "4"}, read_day=call_codes.iso_day)
    assert row.is_blank
    assert not replace(row, help="x").is_blank


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("number", "three"),
        ("number", "-1"),
        ("number", "1" * 5_000),
        ("number", "²"),
        ("code", "Q"),
        ("code", "TT"),
        ("call_back_on", "soon"),
        ("lead_by", "2026-02-30"),
        ("referral_direction", "sideways"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(name: str, typed: str) -> None:
    row, wrong = call_codes.read({name: typed}, read_day=call_codes.iso_day)
    assert [problem.field for problem in wrong] == [name]
    assert getattr(row, name) is None


@pytest.mark.parametrize(("typed", "direction"), [("received", "received"), ("from", "received"), ("given", "given")])
def test_the_direction_of_a_referral_is_read_in_plain_words(typed: str, direction: str) -> None:
    row, _wrong = call_codes.read({"referral_direction": typed}, read_day=call_codes.iso_day)
    assert row.referral_direction == direction

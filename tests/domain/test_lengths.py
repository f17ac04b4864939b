"""Lengths are typed as people measure them, and come back as they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk import i18n
from refdesk.domain import lengths
from refdesk.domain.lengths import Unit


@pytest.mark.parametrize(
    ("typed", "unit", "points"),
    [
        ("8.5", Unit.INCH, 612.0),
        ("8,5", Unit.INCH, 612.0),
        ("8 1/2", Unit.INCH, 612.0),
        ("8½", Unit.INCH, 612.0),
        ("½", Unit.INCH, 36.0),
        ("1/16", Unit.INCH, 4.5),
        (" 11 ", Unit.INCH, 792.0),
        ('11"', Unit.MM, 792.0),
        ("11 in", Unit.MM, 792.0),
        ("25.4", Unit.MM, 72.0),
        ("25.4 mm", Unit.INCH, 72.0),
        ("2.54cm", Unit.INCH, 72.0),
        ("-1.5", Unit.MM, -4.2520),
        ("−1/2", Unit.INCH, -36.0),
        (".5", Unit.INCH, 36.0),
        ("0", Unit.MM, 0.0),
        ("٣", Unit.INCH, 216.0),
    ],
)  # fmt: skip
def test_a_length_is_read(typed: str, unit: Unit, points: float) -> None:
    assert lengths.read(typed, unit) == pytest.approx(points, abs=1e-3)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "nan", "inf", "1e9", "1/0", "8.5.2", "8 5", "wide", "8 ft", "1,000,000", "--1", "1/2/3", "9" * 30,
        "\0", "🎂",
    ],
)  # fmt: skip
def test_what_is_no_length_is_not_guessed(typed: str) -> None:
    assert lengths.read(typed, Unit.INCH) is None


@given(st.text(max_size=40), st.sampled_from(Unit))
def test_any_words_are_a_length_or_none(typed: str, unit: Unit) -> None:
    found = lengths.read(typed, unit)
    assert found is None or abs(found) < 1e9


@given(st.floats(0, 2000), st.sampled_from(Unit), st.sampled_from(["en_US", "de_DE", "fr_FR"]))
def test_what_is_shown_is_read_back(value: float, unit: Unit, locale: str) -> None:
    i18n.use(locale)
    try:
        back = lengths.read(lengths.show(value, unit), unit)
    finally:
        i18n.use("en_US")
    assert back == pytest.approx(value, abs=0.02)


@pytest.mark.parametrize(("country", "unit"), [("US", Unit.INCH), ("us", Unit.INCH), ("DE", Unit.MM), ("CA", Unit.MM)])
def test_rulers_follow_the_country(country: str, unit: Unit) -> None:
    assert lengths.of_country(country) is unit


def test_a_length_is_shown_without_needless_digits() -> None:
    assert lengths.show(612, Unit.INCH) == "8.5"
    assert lengths.show(792, Unit.INCH) == "11"
    assert lengths.show(595.276, Unit.MM) == "210"
    assert lengths.show(-0.001, Unit.MM) == "0"

"""Days are read as people type them, and a wrong one is explained."""

from datetime import date

import pytest

from refdesk import i18n
from refdesk.ui.widgets import day_text

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11/3/2026", date(2026, 11, 3)),
        ("11/3/26", date(2026, 11, 3)),
        ("11/3", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        ("2026.11.3", date(2026, 11, 3)),
        ("Nov 3", date(2026, 11, 3)),
        ("3 November 2025", date(2025, 11, 3)),
        ("november 3, 27", date(2027, 11, 3)),
        ("sept. 9", date(2026, 9, 9)),
        ("2/29/2028", date(2028, 2, 29)),
        ("  today ", TODAY),
        ("Tomorrow", date(2026, 11, 19)),
        ("yesterday", date(2026, 11, 17)),
        ("friday", date(2026, 11, 20)),
        ("Mon", date(2026, 11, 23)),
        ("wed.", date(2026, 11, 25)),
        ("", None),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: date | None) -> None:
    assert day_text.read(typed, TODAY) == meant


def test_what_is_shown_can_be_read_again() -> None:
    assert day_text.show(TODAY) == "Nov 18, 2026"
    assert day_text.read(day_text.show(TODAY), TODAY) == TODAY


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Nov 31", "November has 30 days"),
        ("2/29/2026", "February has 28 days"),
        ("13/1/2026", "There is no month 13"),
        ("0000-01-01", "0 cannot be right. Check the year."),
        ("0001-01-01", "1 cannot be right. Check the year."),
        ("Nov 3, 1026", "1026 cannot be right. Check the year."),
        ("9999-12-31", "9999 cannot be right. Check the year."),
        ("soon", "This is not a day. Type it as 11/18/26."),
        ("12345", "This is not a day. Type it as 11/18/26."),
        ("1/2/3/4", "This is not a day. Type it as 11/18/26."),
    ],
)
def test_what_is_no_day_is_explained(typed: str, sentence: str) -> None:
    with pytest.raises(day_text.NotADay) as wrong:
        day_text.read(typed, TODAY)
    assert str(wrong.value) == sentence


def test_the_order_of_day_and_month_is_that_of_the_language() -> None:
    i18n.use("en_GB")
    try:
        assert day_text.read("3/11/2026", TODAY) == date(2026, 11, 3)
    finally:
        i18n.use("en_US")

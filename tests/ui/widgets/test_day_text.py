"""Days are read as people type them, and a wrong one is explained."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk import i18n
from refdesk.ui.widgets import day_text
from refdesk.ui.widgets.day_text import Lean

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
        ("next Friday", date(2026, 11, 27)),
        ("next  mon", date(2026, 11, 23)),
        ("last wednesday", date(2026, 11, 11)),
        ("Last Mon", date(2026, 11, 16)),
        ("next week", date(2026, 11, 25)),
        ("next month", date(2026, 12, 18)),
        ("in 3 days", date(2026, 11, 21)),
        ("2 weeks", date(2026, 12, 2)),
        ("In 1 month", date(2026, 12, 18)),
        ("", None),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: date | None) -> None:
    assert day_text.read(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "ahead", "near", "back"),
    [
        ("Jan 5", date(2027, 1, 5), date(2027, 1, 5), date(2026, 1, 5)),
        ("Nov 3", date(2026, 11, 3), date(2026, 11, 3), date(2026, 11, 3)),
        ("10/18", date(2027, 10, 18), date(2026, 10, 18), date(2026, 10, 18)),
        ("10/19", date(2026, 10, 19), date(2026, 10, 19), date(2026, 10, 19)),
        ("May 19", date(2027, 5, 19), date(2027, 5, 19), date(2026, 5, 19)),
        ("May 20", date(2027, 5, 20), date(2026, 5, 20), date(2026, 5, 20)),
        ("Dec 17", date(2026, 12, 17), date(2026, 12, 17), date(2026, 12, 17)),
        ("Dec 18", date(2026, 12, 18), date(2026, 12, 18), date(2025, 12, 18)),
        ("Dec 18, 2026", date(2026, 12, 18), date(2026, 12, 18), date(2026, 12, 18)),
        ("12/18/25", date(2025, 12, 18), date(2025, 12, 18), date(2025, 12, 18)),
        ("fri", date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 13)),
        ("wed", date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 11)),
    ],
)
def test_a_day_without_a_year_is_in_the_year_that_is_meant(typed: str, ahead: date, near: date, back: date) -> None:
    assert [day_text.read(typed, TODAY, lean) for lean in (Lean.AHEAD, Lean.NEAR, Lean.BACK)] == [ahead, near, back]


@given(today=st.dates(date(1990, 1, 1), date(2100, 1, 1)), days=st.integers(-364, 364), lean=st.sampled_from(Lean))
def test_a_day_without_a_year_is_never_further_away_than_a_year(today: date, days: int, lean: Lean) -> None:
    day = today + timedelta(days=days)
    try:
        meant = day_text.read(f"{day:%m/%d}", today, lean)
    except day_text.NotADay:
        assert (day.month, day.day) == (2, 29), "in the year meant there is none"
        return
    assert meant is not None
    assert (meant.month, meant.day) == (day.month, day.day)
    assert -lean <= (meant - today).days <= 365 - lean


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
        ("next", "This is not a day. Type it as 11/18/26."),
        ("in days", "This is not a day. Type it as 11/18/26."),
        ("5000 days", "This is not a day. Type it as 11/18/26."),
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

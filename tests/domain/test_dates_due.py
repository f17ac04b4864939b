"""Rule 12: days of people before they come with "mail by", on the day, and seven days after; February 29."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import dates_due as rules
from refdesk.domain.dates_due import Said
from refdesk.domain.touches import Outcome, TouchKind
from refdesk.domain.working_time import DueState, WorkingTime

WORKING = WorkingTime(zone="America/New_York")
BIRTHDAY = date(2026, 11, 25)  # a Wednesday; mail by Friday, November 20


@pytest.mark.parametrize(
    ("year", "kept_on"), [(2026, date(2026, 2, 28)), (2028, date(2028, 2, 29)), (2100, date(2100, 2, 28))]
)
def test_february_29_is_kept_on_the_28th_in_common_years(year: int, kept_on: date) -> None:
    assert rules.observed(2, 29, year) == kept_on


@pytest.mark.parametrize(
    ("today", "words", "state"),
    [
        (date(2026, 11, 15), "Mail by Friday", DueState.DUE),
        (date(2026, 11, 19), "Mail by Friday", DueState.DUE),
        (date(2026, 11, 20), "Mail by today", DueState.DUE),
        (date(2026, 11, 21), "On Wednesday", DueState.LATE),
        (date(2026, 11, 24), "Tomorrow", DueState.LATE),
        (date(2026, 11, 25), "Today", DueState.LATE),
        (date(2026, 11, 26), "1 day ago", DueState.OVERDUE),
        (date(2026, 12, 2), "7 days ago", DueState.OVERDUE),
    ],
)
def test_a_birthday_from_mail_by_to_missed(today: date, words: str, state: DueState) -> None:
    assert rules.occurrence(11, 25, today) == BIRTHDAY
    assert rules.words(BIRTHDAY, today, WORKING) == words
    assert rules.clock(BIRTHDAY, WORKING).state(WORKING.open_of(today)) is state
    assert rules.can_be_mailed(BIRTHDAY, today, WORKING) is (today <= date(2026, 11, 20))


@pytest.mark.parametrize("today", [date(2026, 11, 14), date(2026, 12, 3)])
def test_it_is_shown_neither_sooner_nor_later(today: date) -> None:
    assert rules.occurrence(11, 25, today) is None


def test_mail_by_is_the_working_day_before_a_free_one() -> None:
    assert rules.mail_by(date(2026, 11, 27), WORKING) == date(2026, 11, 20), "five days before is a Sunday"


@pytest.mark.parametrize(
    ("today", "on"),
    [
        (date(2026, 12, 28), date(2027, 1, 2)),
        (date(2027, 1, 6), date(2027, 1, 2)),
        (date(2026, 12, 24), date(2027, 1, 2)),
    ],
)
def test_the_turn_of_the_year_is_no_edge(today: date, on: date) -> None:
    assert rules.occurrence(1, 2, today) == on


@given(day=st.dates(date(2000, 1, 1), date(2100, 12, 31)), ahead=st.integers(-10, 7))
def test_every_day_that_is_near_is_looked_for(day: date, ahead: int) -> None:
    today = day + timedelta(days=ahead)
    assert rules.is_near(day, today)
    assert (day.month, day.day) in rules.days_near(today)
    if (day.month, day.day) == (2, 28):
        assert (2, 29) in rules.days_near(today)


@pytest.mark.parametrize(
    ("said", "is_done"),
    [
        (Said(TouchKind.CARD, Outcome.NONE, date(2026, 11, 16)), True),
        (Said(TouchKind.CARD, Outcome.NONE, date(2026, 11, 14)), False),  # a card for something else
        (Said(TouchKind.CALL, Outcome.TALKED, date(2026, 11, 24)), False),  # the day before nobody congratulates
        (Said(TouchKind.CALL, Outcome.TALKED, BIRTHDAY), True),
        (Said(TouchKind.CALL, Outcome.NO_ANSWER, BIRTHDAY), False),
        (Said(TouchKind.MESSAGE, Outcome.NONE, date(2026, 11, 27)), True),
    ],
)
def test_who_was_remembered_is_not_named_any_more(said: Said, is_done: bool) -> None:
    assert rules.is_done(BIRTHDAY, [said]) is is_done

"""Putting lines off: until when, how long a red one can wait, and that the clock edges hold."""

from datetime import UTC, date, datetime, timedelta

import pytest

from refdesk.domain import snoozing
from refdesk.domain.snoozing import Until
from refdesk.domain.working_time import WorkingTime

WORKING = WorkingTime(zone="America/New_York")


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    """Return a moment in New York."""
    return WORKING.moment_of(date(2026, month, day), datetime(2026, 1, 1, hour, minute, tzinfo=UTC).time())


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        (at(18, 10, 40), [at(18, 13), at(19, 9), at(23, 9)]),  # Wednesday morning
        (at(18, 14, 30), [at(19, 9), at(23, 9)]),  # three hours later it is closed
        (at(20, 16), [at(21, 9), at(23, 9)]),  # Friday: tomorrow is Saturday, the next week begins on Monday
        (at(22, 12), [at(22, 15), at(23, 9)]),  # Sunday: tomorrow is next week
        (at(18, 23, 59), [at(19, 9), at(23, 9)]),  # a minute before midnight
        (at(31, 15, month=10), [at(1, 9), at(2, 9)]),  # the clocks go back on Sunday: still nine by the wall
        (at(7, 15, month=3), [at(8, 9, month=3), at(9, 9, month=3)]),  # and forward
    ],
)
def test_the_times_that_are_offered(now: datetime, offered: list[datetime]) -> None:
    assert [each.moment for each in snoozing.offers(now, WORKING, is_overdue=False)] == offered


def test_a_red_line_waits_until_tomorrow_at_most() -> None:
    now = at(18, 10)
    offered = snoozing.offers(now, WORKING, is_overdue=True)
    assert [each.until for each in offered] == [Until.LATER_TODAY, Until.TOMORROW]
    assert snoozing.problems(at(19, 9), now, WORKING, is_overdue=True) == ()
    assert snoozing.problems(at(19, 9, 1), now, WORKING, is_overdue=True) != ()
    assert snoozing.problems(at(23, 9), now, WORKING, is_overdue=False) == ()


def test_a_day_that_is_over_or_more_than_a_year_away_is_refused() -> None:
    now = at(18, 10)
    for until in (now, now - timedelta(seconds=1), now + timedelta(days=367)):
        assert [each.field for each in snoozing.problems(until, now, WORKING, is_overdue=False)] == ["until"]


def test_a_line_is_hidden_until_its_moment_and_comes_back_when_it_turns_red() -> None:
    until = at(23, 9)
    assert snoozing.hides(until, until - timedelta(seconds=1), WORKING, is_overdue=False)
    assert not snoozing.hides(until, until, WORKING, is_overdue=False)
    assert not snoozing.hides(until, at(19, 12), WORKING, is_overdue=True)
    assert snoozing.hides(at(20, 9), at(19, 12), WORKING, is_overdue=True)


def test_the_next_week_begins_with_its_first_working_day() -> None:
    # Memorial Day is May 25 in 2026.
    working = WorkingTime(zone="America/New_York", country="US")
    now = working.moment_of(date(2026, 5, 20), datetime(2026, 1, 1, 10, tzinfo=UTC).time())
    assert working.date_of(snoozing.next_week(now, working)) == date(2026, 5, 26)

"""Reminders: what can be set, and when one that repeats comes again."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import reminders
from refdesk.domain.contact import LONGEST_TEXT
from refdesk.domain.reminders import Every, ReminderDraft, Repeat, Series
from refdesk.domain.working_time import DueState, WorkingTime

NEW_YORK = WorkingTime(zone="America/New_York")
TODAY = date(2026, 11, 18)


def local(day: date, at: time) -> datetime:
    return NEW_YORK.moment_of(day, at)


def days(repeat: Repeat, first: date, count: int) -> list[date]:
    """Return the days of a series, each asked for with the moment before it."""
    series, found = Series(repeat, first, time(9)), [first]
    while len(found) < count:
        moment = series.next_after(local(found[-1], time(9)), NEW_YORK)
        assert NEW_YORK.local(moment).time() == time(9)
        found.append(NEW_YORK.date_of(moment))
    return found


@pytest.mark.parametrize(
    ("repeat", "first", "then"),
    [
        (Repeat(Every.DAY), date(2026, 12, 30), [date(2026, 12, 31), date(2027, 1, 1)]),
        (Repeat(Every.DAY, 10), date(2026, 2, 20), [date(2026, 3, 2), date(2026, 3, 12)]),
        (Repeat(Every.WEEK), date(2026, 12, 28), [date(2027, 1, 4), date(2027, 1, 11)]),
        (Repeat(Every.WEEK, 2), date(2026, 3, 6), [date(2026, 3, 20), date(2026, 4, 3)]),
        (Repeat(Every.MONTH), date(2026, 1, 31), [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]),
        (Repeat(Every.MONTH), date(2028, 1, 30), [date(2028, 2, 29), date(2028, 3, 30)]),
        (Repeat(Every.MONTH, 3), date(2026, 11, 30), [date(2027, 2, 28), date(2027, 5, 30)]),
        (Repeat(Every.MONTH, 13), date(2026, 12, 15), [date(2028, 1, 15), date(2029, 2, 15)]),
        (Repeat(Every.YEAR), date(2028, 2, 29), [date(2029, 2, 28), date(2030, 2, 28), date(2031, 2, 28),
                                                 date(2032, 2, 29)]),
        (Repeat(Every.YEAR, 2), date(2026, 11, 18), [date(2028, 11, 18), date(2030, 11, 18)]),
    ],
)  # fmt: skip
def test_the_next_day_by_its_rule(repeat: Repeat, first: date, then: list[date]) -> None:
    assert days(repeat, first, len(then) + 1) == [first, *then]


@pytest.mark.parametrize(
    ("first", "at", "after", "found"),
    [
        # 2:30 does not exist on March 8: it rings at 3:30 that day, and at 2:30 again on the next.
        (date(2026, 3, 1), time(2, 30), (date(2026, 3, 7), time(2, 30)), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        (date(2026, 3, 1), time(2, 30), (date(2026, 3, 8), time(3, 30)), datetime(2026, 3, 9, 6, 30, tzinfo=UTC)),
        # 1:30 comes twice on November 1: it rings once, at the first.
        (date(2026, 10, 1), time(1, 30), (date(2026, 10, 31), time(1, 30)), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        # Nine in the morning stays nine in the morning.
        (date(2026, 10, 1), time(9), (date(2026, 10, 31), time(9)), datetime(2026, 11, 1, 14, tzinfo=UTC)),
        # Without a time it is due by the close of the day.
        (date(2026, 10, 1), None, (date(2026, 10, 31), time(17)), datetime(2026, 11, 1, 22, tzinfo=UTC)),
    ],
)
def test_clock_changes_do_not_move_what_follows(
    first: date, at: time | None, after: tuple[date, time], found: datetime
) -> None:
    assert Series(Repeat(Every.DAY), first, at).next_after(local(*after), NEW_YORK) == found


def test_the_same_second_of_a_repeated_hour_does_not_ring_twice() -> None:
    series = Series(Repeat(Every.DAY), date(2026, 10, 1), time(1, 30))
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert series.next_after(first, NEW_YORK) == datetime(2026, 11, 2, 6, 30, tzinfo=UTC)


@given(
    st.builds(Repeat, st.sampled_from(Every), st.integers(1, 99)),
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.one_of(st.none(), st.times(timezones=st.none()).map(lambda at: at.replace(second=0, microsecond=0))),
    st.integers(-400, 4000),
)
def test_the_next_moment_is_the_first_one_later(repeat: Repeat, first: date, at: time | None, ahead: int) -> None:
    series = Series(repeat, first, at)
    assert reminders.series(series.rule) == series
    moment = local(first, time(12)) + timedelta(days=ahead)
    found = series.next_after(moment, NEW_YORK)
    every = [reminders.due_at(repeat.day(first, index), at, NEW_YORK) for index in range(60)]
    assert found > moment
    assert not any(moment < each < found for each in every)
    if found <= every[-1]:
        assert found in every


def test_one_that_is_due_once_keeps_no_series() -> None:
    assert reminders.series("") is None


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (ReminderDraft("Order ink", TODAY), set()),
        (ReminderDraft("Order ink", TODAY, time(0)), set()),  # earlier today: it is due at once
        (ReminderDraft(" \u200b ", None), {"text", "on"}),
        (ReminderDraft("x" * (LONGEST_TEXT + 1), TODAY), {"text"}),
        (ReminderDraft("Order ink", TODAY - timedelta(days=1)), {"on"}),
        (ReminderDraft("Order ink", date(2100, 1, 1)), {"on"}),
        (ReminderDraft("Order ink", TODAY, repeat=Repeat(Every.WEEK, 0)), {"count"}),
        (ReminderDraft("Order ink", TODAY, repeat=Repeat(Every.WEEK, 100)), {"count"}),
    ],
)
def test_what_cannot_be_set_is_said_by_field(draft: ReminderDraft, fields: set[str]) -> None:
    assert {problem.field for problem in reminders.problems(draft, today=TODAY)} == fields


def test_a_day_that_is_over_may_stay_when_another_thing_is_changed() -> None:
    over = TODAY - timedelta(days=3)
    assert reminders.problems(ReminderDraft("Order ink", over), today=TODAY, was_on=over) == ()


@pytest.mark.parametrize(
    ("repeat", "words"),
    [
        (Repeat(Every.DAY), "every day"), (Repeat(Every.DAY, 3), "every 3 days"), (Repeat(Every.WEEK), "every week"),
        (Repeat(Every.WEEK, 2), "every 2 weeks"), (Repeat(Every.MONTH), "every month"),
        (Repeat(Every.MONTH, 6), "every 6 months"), (Repeat(Every.YEAR), "every year"),
        (Repeat(Every.YEAR, 5), "every 5 years"),
    ],
)  # fmt: skip
def test_how_often_in_words(repeat: Repeat, words: str) -> None:
    assert repeat.words == words


@pytest.mark.parametrize(
    ("on", "at", "now", "state"),
    [
        # A Wednesday at three: due to the minute, then late, overdue from Thursday's close.
        (date(2026, 11, 18), time(15), datetime(2026, 11, 18, 20, tzinfo=UTC), DueState.DUE),
        (date(2026, 11, 18), time(15), datetime(2026, 11, 18, 20, 1, tzinfo=UTC), DueState.LATE),
        (date(2026, 11, 18), time(15), datetime(2026, 11, 19, 22, tzinfo=UTC), DueState.LATE),
        (date(2026, 11, 18), time(15), datetime(2026, 11, 19, 22, 1, tzinfo=UTC), DueState.OVERDUE),
        # On a Saturday it rings on the Saturday; overdue is counted in working days.
        (date(2026, 11, 21), time(8), datetime(2026, 11, 23, 15, tzinfo=UTC), DueState.LATE),
        (date(2026, 11, 21), time(8), datetime(2026, 11, 23, 22, 1, tzinfo=UTC), DueState.OVERDUE),
        (date(2026, 11, 18), None, datetime(2026, 11, 18, 22, tzinfo=UTC), DueState.DUE),
        (date(2026, 11, 18), None, datetime(2026, 11, 18, 22, 1, tzinfo=UTC), DueState.LATE),
    ],
)
def test_the_clock_of_a_reminder(on: date, at: time | None, now: datetime, state: DueState) -> None:
    clock = reminders.clock(reminders.due_at(on, at, NEW_YORK), NEW_YORK)
    assert clock.state(now) is state
    assert clock.began_at <= clock.due_at < clock.overdue_at

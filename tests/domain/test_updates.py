"""Rule 6: when a giver should hear what became of whom they sent, to the day and at the edges of the calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import updates
from refdesk.domain.stages import Meaning
from refdesk.domain.updates import Case, Mark
from refdesk.domain.working_time import Away, DueState, WorkingTime

WORKING = WorkingTime(zone="America/New_York", country="US", region="OH")
FAR = date(2030, 1, 1)


def at(day: str, clock: str = "10:00") -> datetime:
    """Return a moment on the wall clock in New York."""
    local = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo("America/New_York"))
    return local.astimezone(UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


OPEN = Case(Meaning.OPEN, first_contact_at=at("2026-11-18"), spoken_at=at("2026-11-18"))
LOST = replace(OPEN, meaning=Meaning.LOST, ended_at=at("2026-12-01"))
WON = replace(LOST, meaning=Meaning.WON)


def told(case: Case, *days: str) -> Case:
    """Return the case after updates on these days."""
    last = at(days[-1])
    return replace(case, updates=case.updates + len(days), updated_at=last, mentioned_at=last)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case(Meaning.OPEN), None),
        (OPEN, "2026-11-18"),
        (told(OPEN, "2026-11-18"), "2026-11-25"),
        (told(OPEN, "2026-11-18", "2026-11-25"), "2026-12-23"),
        (told(OPEN, "2026-11-18", "2026-11-25", "2026-12-23"), "2027-01-20"),
        (replace(OPEN, mentioned_at=at("2026-11-17")), "2026-11-24"),
        (replace(OPEN, mentioned_at=at("2026-11-10")), "2026-11-18"),
        (replace(told(OPEN, "2026-11-18"), mentioned_at=at("2026-11-20")), "2026-11-27"),
        (LOST, "2026-12-01"),
        (told(LOST, "2026-11-28"), "2026-12-05"),
        (told(LOST, "2026-12-01"), None),
        (told(LOST, "2026-12-02"), None),
        (replace(LOST, thanked_at=at("2026-12-02"), mentioned_at=at("2026-12-02")), "2026-12-09"),
        (WON, "2026-12-01"),
        (replace(WON, news_comes=True), None),
        (replace(WON, thanked_at=at("2026-12-02"), mentioned_at=at("2026-12-02")), None),
        (replace(WON, thanked_at=at("2026-11-19"), mentioned_at=at("2026-11-19")), "2026-12-01"),
        (replace(OPEN, hear_less=True), None),
        (replace(told(OPEN, "2026-11-18"), hear_less=True), None),
        (replace(LOST, hear_less=True), "2026-12-01"),
        (replace(OPEN, discreet=True), "2026-11-18"),
        (replace(OPEN, discreet=True, spoken_at=None), None),
        (replace(OPEN, discreet=True, hear_less=True), None),
        (replace(told(OPEN, "2026-11-18"), discreet=True), None),
        (replace(LOST, discreet=True), "2026-11-18"),
        (replace(told(LOST, "2026-11-18"), discreet=True), None),
        (replace(OPEN, discreet=True, thanked_at=at("2026-11-19")), None),
        (replace(OPEN, discreet=True, thanked_at=at("2026-11-17"), mentioned_at=at("2026-11-17")), "2026-11-24"),
    ],
)
def test_rule_6_when_the_next_update_is_wanted(case: Case, expected: str | None) -> None:
    assert updates.due_on(case, day("2026-12-05"), WORKING) == (None if expected is None else day(expected))


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (at("2026-11-18", "23:59"), "2026-11-18"),
        (at("2026-11-19", "00:00"), "2026-11-19"),
        (at("2028-02-29"), "2028-02-29"),
    ],
)
def test_rule_6_days_are_days_of_the_business(contact: datetime, expected: str) -> None:
    assert updates.due_on(Case(Meaning.OPEN, contact, contact), FAR, WORKING) == day(expected)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (at("2028-02-22"), "2028-02-29"),  # a leap year
        (at("2027-02-22"), "2027-03-01"),
        (at("2026-03-07", "23:30"), "2026-03-14"),  # the clocks go forward on the 8th
        (at("2026-10-31", "23:30"), "2026-11-07"),  # and back on November 1
    ],
)
def test_rule_6_seven_days_are_seven_days_whatever_the_clocks_do(last: datetime, expected: str) -> None:
    case = Case(Meaning.OPEN, last, last, updates=1, updated_at=last, mentioned_at=last)
    assert updates.due_on(case, FAR, WORKING) == day(expected)


@pytest.mark.parametrize(
    ("from_on", "due", "overdue"),
    [
        ("2026-11-18", "2026-11-19", "2026-11-27"),  # Thursday the 26th is Thanksgiving
        ("2026-11-20", "2026-11-23", "2026-11-30"),  # a Friday: the weekend is no time to be late in
        ("2026-11-21", "2026-11-23", "2026-11-30"),
        ("2026-11-25", "2026-11-27", "2026-12-04"),
        ("2026-12-31", "2027-01-04", "2027-01-11"),
    ],
)
def test_an_update_is_due_by_the_close_of_the_next_working_day(from_on: str, due: str, overdue: str) -> None:
    clock = updates.clock(day(from_on), WORKING)
    assert clock.began_at == at(from_on, "00:00")
    assert clock.due_at == at(due, "17:00")
    assert clock.overdue_at == at(overdue, "17:00")
    assert clock.state(clock.due_at) is DueState.DUE
    assert clock.state(clock.due_at + timedelta(seconds=1)) is DueState.LATE


def test_an_absence_moves_the_clock_to_the_first_working_day_after() -> None:
    away = replace(WORKING, away=(Away(day("2026-11-19"), day("2026-11-29")),))
    assert updates.clock(day("2026-11-18"), away).due_at == at("2026-11-30", "17:00")


def test_what_comes_due_within_a_week_comes_along_but_never_into_the_quiet_days() -> None:
    case = told(OPEN, "2026-11-18", "2026-11-25")  # wanted on December 23
    assert not updates.comes_along(case, day("2026-12-15"), WORKING)
    assert updates.comes_along(case, day("2026-12-16"), WORKING)
    assert not updates.comes_along(replace(case, mentioned_at=at("2026-12-12")), day("2026-12-18"), WORKING)
    assert not updates.comes_along(Case(Meaning.OPEN), day("2026-12-18"), WORKING)


def test_after_90_days_an_end_is_no_news() -> None:
    assert updates.due_on(LOST, day("2027-03-01"), WORKING) == day("2026-12-01")
    assert updates.due_on(LOST, day("2027-03-02"), WORKING) is None


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case(Meaning.OPEN), Mark.NONE),
        (OPEN, Mark.DUE),
        (told(OPEN, "2026-11-18"), Mark.DUE),
        (told(OPEN, "2026-12-01"), Mark.KEPT_POSTED),
        (replace(WON, news_comes=True), Mark.KEPT_POSTED),
        (replace(OPEN, hear_less=True), Mark.NONE),
    ],
)
def test_the_mark_on_the_board(case: Case, expected: Mark) -> None:
    assert updates.mark(case, day("2026-12-05"), WORKING) is expected


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case(Meaning.OPEN), False),
        (OPEN, True),
        (LOST, True),
        (replace(OPEN, discreet=True), True),
        (replace(OPEN, discreet=True, spoken_at=None), False),
        (replace(told(OPEN, "2026-11-18"), discreet=True), False),
    ],
)
def test_whether_there_is_anything_to_tell(case: Case, expected: bool) -> None:
    assert updates.has_news(case) is expected


moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
cases = st.builds(
    Case,
    meaning=st.sampled_from(Meaning),
    first_contact_at=st.none() | moments,
    spoken_at=st.none() | moments,
    ended_at=st.none() | moments,
    updates=st.integers(0, 4),
    updated_at=st.none() | moments,
    mentioned_at=st.none() | moments,
    thanked_at=st.none() | moments,
    discreet=st.booleans(),
    hear_less=st.booleans(),
    news_comes=st.booleans(),
)
days = st.dates(day("2026-01-01"), day("2028-12-31"))


@given(cases, days)
def test_rule_6_never_within_seven_days_of_a_mention(case: Case, today: date) -> None:
    found = updates.due_on(case, today, WORKING)
    if found is not None and case.mentioned_at is not None:
        assert (found - WORKING.date_of(case.mentioned_at)).days >= 7
    if updates.comes_along(case, today, WORKING) and case.mentioned_at is not None:
        assert (today - WORKING.date_of(case.mentioned_at)).days >= 7


@given(cases, days)
def test_rule_6_whoever_hears_less_hears_of_no_open_referral(case: Case, today: date) -> None:
    if case.hear_less and case.meaning is Meaning.OPEN:
        assert updates.due_on(case, today, WORKING) is None


@given(cases, days)
def test_rule_6_what_is_discreet_is_told_once_and_only_after_a_talk(case: Case, today: date) -> None:
    found = updates.due_on(replace(case, discreet=True), today, WORKING)
    assert found is None or (case.spoken_at is not None and not case.updates)
    if found is not None:
        assert found >= WORKING.date_of(case.spoken_at or datetime.max.replace(tzinfo=UTC))


@given(days)
def test_an_update_is_never_late_on_the_day_it_comes_up(from_on: date) -> None:
    clock = updates.clock(from_on, WORKING)
    assert clock.began_at < clock.due_at < clock.overdue_at
    assert clock.state(WORKING.start_of(from_on + timedelta(days=1))) is DueState.DUE
    assert WORKING.is_working_day(WORKING.date_of(clock.due_at))

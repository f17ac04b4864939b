"""Goals: weeks and months, their even pace, and which numbers may be aimed at."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import goals
from refdesk.domain.goals import Period
from refdesk.domain.working_time import Away, WorkingTime

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("period", "day", "first", "last"),
    [
        (Period.WEEK, date(2026, 11, 18), date(2026, 11, 16), date(2026, 11, 22)),
        (Period.WEEK, date(2026, 11, 16), date(2026, 11, 16), date(2026, 11, 22)),
        (Period.WEEK, date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 22)),
        (Period.WEEK, date(2026, 1, 1), date(2025, 12, 29), date(2026, 1, 4)),
        (Period.MONTH, date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        (Period.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_day_lies_in_its_week_and_month(period: Period, day: date, first: date, last: date) -> None:
    assert goals.bounds(period, day) == (first, last)


@pytest.mark.parametrize(
    ("period", "today", "share"),
    [
        (Period.WEEK, date(2026, 11, 16), 1 / 5),
        (Period.WEEK, date(2026, 11, 20), 1.0),
        (Period.WEEK, date(2026, 11, 22), 1.0),  # Sunday: the working days are over
        (Period.MONTH, date(2026, 11, 1), 0.0),  # a Sunday: none has begun
        (Period.MONTH, date(2026, 11, 30), 1.0),
    ],
)
def test_the_pace_counts_working_days(period: Period, today: date, share: float) -> None:
    assert goals.pace(period, today, WorkingTime()) == pytest.approx(share)


def test_a_holiday_is_no_working_day_and_a_week_away_counts_its_days() -> None:
    thanksgiving = WorkingTime(country="US")
    assert goals.pace(Period.WEEK, date(2026, 11, 23), thanksgiving) == pytest.approx(1 / 4)
    away = WorkingTime(away=(Away(date(2026, 11, 16), date(2026, 11, 22)),))
    assert goals.pace(Period.WEEK, date(2026, 11, 17), away) == pytest.approx(2 / 7)


@given(DAYS, st.sampled_from(Period))
def test_the_pace_never_falls_within_a_period(day: date, period: Period) -> None:
    first, last = goals.bounds(period, day)
    assert first <= day <= last
    paces = [goals.pace(period, first + timedelta(days=n), WorkingTime()) for n in range((last - first).days + 1)]
    assert paces == sorted(paces)
    assert paces[0] >= 0
    assert paces[-1] == 1


@pytest.mark.parametrize(("target", "wrong"), [(0, False), (1, False), (10_000, False), (-1, True), (10_001, True)])
def test_a_target_is_a_number_one_can_reach(target: int, wrong: bool) -> None:
    assert bool(goals.problems(target)) is wrong


def test_a_target_that_is_no_number_is_asked_for() -> None:
    assert goals.problems(None)[0].field == "target"

"""The steps of a report: how long they are, and in which one a day lies."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import report_period, report_steps
from refdesk.domain.report_period import Period
from refdesk.domain.report_steps import Unit

D = date


@pytest.mark.parametrize(
    ("period", "unit", "count", "second"),
    [
        (Period(D(2026, 11, 18), D(2026, 11, 18)), Unit.WEEK, 1, None),
        (Period(D(2026, 11, 1), D(2026, 11, 30)), Unit.WEEK, 6, D(2026, 11, 2)),
        (Period(D(2026, 7, 1), D(2026, 9, 30)), Unit.WEEK, 14, D(2026, 7, 6)),
        (Period(D(2026, 1, 1), D(2026, 11, 18)), Unit.MONTH, 11, D(2026, 2, 1)),
        (Period(D(2025, 1, 1), D(2026, 12, 31)), Unit.MONTH, 24, D(2025, 2, 1)),
        (Period(D(2024, 2, 10), D(2026, 12, 31)), Unit.QUARTER, 12, D(2024, 4, 1)),
        (Period(D(2017, 1, 1), D(2026, 12, 31)), Unit.YEAR, 10, D(2018, 1, 1)),
    ],
)
def test_a_chart_has_as_many_steps_as_can_be_read(period: Period, unit: Unit, count: int, second: date | None) -> None:
    steps = report_steps.of(period)
    assert (steps.unit, len(steps.firsts)) == (unit, count)
    assert steps.firsts[0] == period.first
    assert second is None or steps.firsts[1] == second


@given(first=st.dates(D(1980, 1, 1), D(2080, 1, 1)), length=st.integers(0, 18_000), ahead=st.integers(0, 18_000))
def test_every_day_lies_in_the_step_that_holds_it(first: date, length: int, ahead: int) -> None:
    period = Period(first, first + timedelta(days=length))
    steps = report_steps.of(period)
    spans = steps.spans()
    day = first + timedelta(days=min(ahead, length))
    assert spans[steps.place(day)].holds(day)
    assert (spans[0].first, spans[-1].last) == (period.first, period.last)
    assert sum(span.days for span in spans) == period.days
    assert len(spans) <= 51
    assert steps.place(first - timedelta(days=5)) == 0
    assert steps.place(period.last + timedelta(days=5)) == len(spans) - 1


@given(first=st.dates(D(1980, 1, 1), D(2080, 1, 1)), length=st.integers(0, 6_000), ahead=st.integers(0, 6_000))
def test_days_of_the_time_before_lie_in_the_same_steps(first: date, length: int, ahead: int) -> None:
    period = Period(first, first + timedelta(days=length))
    earlier = report_period.before(period)
    steps = report_steps.of(period)
    before = report_steps.before(steps, period, earlier)
    assert before.place(earlier.first) == 0
    assert before.place(earlier.last) == len(steps.firsts) - 1
    assert 0 <= before.place(earlier.first + timedelta(days=min(ahead, earlier.days - 1))) < len(steps.firsts)


def test_a_month_stands_beside_the_same_month() -> None:
    period = Period(D(2024, 1, 1), D(2024, 12, 31))
    steps = report_steps.of(period)
    before = report_steps.before(steps, period, report_period.before(period))
    for month in range(1, 13):
        assert before.place(D(2023, month, 1)) == before.place(D(2023, month, 28)) == month - 1

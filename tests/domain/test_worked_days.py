"""Working days counted once answer the same as the working time itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain.worked_days import WorkedDays
from refdesk.domain.working_time import Away, Hours, WorkingTime

WORKING = WorkingTime(
    "America/New_York", (Hours(time(8), time(16)),) * 3 + (None,) + (Hours(time(10), time(12)),) * 2 + (None,),
    country="US", days_off=frozenset({date(2026, 3, 9)}), away=(Away(date(2026, 5, 4), date(2026, 5, 20)),),
)  # fmt: skip
MOMENTS = st.datetimes(datetime(2026, 2, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
WORKED = WorkedDays(WORKING, [date(2026, 1, 31), date(2026, 12, 31)])


@given(first=MOMENTS, second=MOMENTS)
def test_days_and_hours_are_those_of_the_working_time(first: datetime, second: datetime) -> None:
    start, end = sorted((first, second))
    days = WORKING.date_of(start), WORKING.date_of(end)
    assert WORKED.days_between(*days) == WORKING.working_days_between(*days)
    assert WORKED.worked_between(start, end) == WORKING.worked_between(start, end)
    assert WORKED.worked_between(end, start) == timedelta(0)
    assert WORKED.days_between(*reversed(days)) == 0


@pytest.mark.parametrize(
    "zone", ["UTC", "America/New_York", "America/Havana", "Asia/Beirut", "Asia/Kolkata", "Pacific/Chatham"]
)  # fmt: skip
@given(moment=MOMENTS)
def test_a_moment_lies_on_its_day_and_counts_for_its_working_day(zone: str, moment: datetime) -> None:
    working = replace(WORKING, zone=zone)
    worked = WorkedDays(working, [date(2026, 1, 31), date(2027, 1, 10)])
    place = worked.place(moment)
    assert worked.days[place] == working.date_of(moment)
    assert worked.days[worked.due_place(moment, place)] == working.first_contact_day(moment)


def test_days_beyond_count_as_the_outermost() -> None:
    assert WORKED.days_between(date(2020, 1, 1), date(2026, 2, 2)) == 1
    assert WorkedDays(WORKING, []).days_between(date(2026, 1, 1), date(2026, 1, 9)) == 0

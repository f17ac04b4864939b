"""Working days and working time between many moments of the same years, counted once and then only looked up."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate

from refdesk.domain.working_time import WorkingTime

MOST_DAYS = 20_000
"""More than any report is about; a day beyond counts as the last one."""


class WorkedDays:
    """Answers what `WorkingTime` would, for days between the first and the last of those it was made for."""

    def __init__(self, working: WorkingTime, days: Iterable[date]) -> None:
        known = set(days)
        self._working = working
        self._first = min(known, default=date.min)
        count = min((max(known, default=date.min) - self._first).days + 1, MOST_DAYS)
        self._days = [self._first + timedelta(days=ahead) for ahead in range(count)]
        self._places = {day: place for place, day in enumerate(self._days)}
        self._is_worked = [working.is_working_day(day) for day in self._days]
        self._counted = list(accumulate(self._is_worked))

    def days_between(self, earlier: date, later: date) -> int:
        """Count the working days after `earlier` up to and including `later`; none where it lies before."""
        return max(self._counted[self._place(later)] - self._counted[self._place(earlier)], 0)

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two moments; none where the end lies before the start."""
        return max(self._worked_until(end) - self._worked_until(start), timedelta(0))

    def _worked_until(self, moment: datetime) -> timedelta:
        place = self._place(self._working.date_of(moment))
        if not self._is_worked[place]:
            return self._hours[place]
        opens, closes = self._working.open_of(self._days[place]), self._working.close_of(self._days[place])
        return self._hours[place] + min(max(moment - opens, timedelta(0)), closes - opens)

    @cached_property
    def _hours(self) -> list[timedelta]:
        """The working time before each day."""
        working = self._working
        worked = (
            working.close_of(day) - working.open_of(day) if is_worked else timedelta(0)
            for day, is_worked in zip(self._days, self._is_worked, strict=True)
        )  # fmt: skip
        return [timedelta(0), *accumulate(worked)]

    def _place(self, day: date) -> int:
        place = self._places.get(day)
        return (0 if day < self._first else len(self._days) - 1) if place is None else place

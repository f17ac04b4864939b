"""Days and working time of many moments of the same years: laid out once, and then only looked up.

A moment is told by its *place*: the number of its day, counted from the first day that was laid out.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import accumulate

from refdesk.domain.working_time import WorkingTime

MOST_DAYS = 20_000
"""More than any report is about; a day beyond counts as the last one."""
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class WorkedDays:
    """Answers what `WorkingTime` would, for days between the first and the last of those it was made for."""

    def __init__(self, working: WorkingTime, days: Iterable[date]) -> None:
        known = set(days)
        self._working = working
        self._first = min(known, default=date.min)
        count = min((max(known, default=date.min) - self._first).days + 1, MOST_DAYS)
        self.days = [self._first + timedelta(days=ahead) for ahead in range(count)]
        self._is_worked = [working.is_working_day(day) for day in self.days]
        self._counted = list(accumulate(self._is_worked))

    def place(self, moment: datetime) -> int:
        """Return the place of the day of the business on which a moment falls."""
        return bisect_right(self._starts, moment) - 1

    def due_place(self, moment: datetime, place: int) -> int:
        """Return the place of the working day for which something counts that was received at this moment and place."""
        until, in_time, after = self._due[place]
        return in_time if moment < until else after

    def places_between(self, earlier: int, later: int) -> int:
        """Count the working days after one place up to and including another; none where it lies before."""
        return max(self._counted[later] - self._counted[earlier], 0)

    def days_between(self, earlier: date, later: date) -> int:
        """Count the working days after `earlier` up to and including `later`; none where it lies before."""
        return self.places_between(self._place_of(earlier), self._place_of(later))

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two moments; none where the end lies before the start."""
        return max(self._worked_until(end) - self._worked_until(start), timedelta(0))

    def _place_of(self, day: date) -> int:
        return min(max((day - self._first).days, 0), len(self.days) - 1)

    def _worked_until(self, moment: datetime) -> timedelta:
        opens, closes, before = self._hours[self.place(moment)]
        return before + (min(moment, closes) - opens if moment > opens else timedelta(0))

    @cached_property
    def _starts(self) -> list[datetime]:
        """The moment at which each day begins; what lies before the first counts for it."""
        return [BEFORE_ALL, *(self._working.start_of(day) for day in self.days[1:])]

    @cached_property
    def _hours(self) -> list[tuple[datetime, datetime, timedelta]]:
        """When each day opens and closes, and the working time before it; a free day closes as it opens."""
        working, found, before = self._working, list[tuple[datetime, datetime, timedelta]](), timedelta(0)
        for day, is_worked in zip(self.days, self._is_worked, strict=True):
            opens = working.open_of(day)
            closes = working.close_of(day) if is_worked else opens
            found.append((opens, closes, before))
            before += closes - opens
        return found

    @cached_property
    def _due(self) -> list[tuple[datetime, int, int]]:
        """For each day until when what comes counts for it or the first worked one after it, and for which later."""
        found, following = list[tuple[datetime, int, int]](), len(self.days) - 1
        last = timedelta(minutes=self._working.rules.last_minutes)
        for place in range(len(self.days) - 1, -1, -1):
            if self._is_worked[place]:
                found.append((self._working.close_of(self.days[place]) - last, place, following))
                following = place
            else:
                found.append((self._starts[place], following, following))
        return found[::-1]

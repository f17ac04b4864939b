"""The calendar of the made-up business: its days are told from today, so that its story is always of now."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from refdesk.domain.working_time import WorkingTime


class StoryDays:
    """Reads days such as "w3" (three working days ago), "d45" (45 days ago), "+2" (in two working days)."""

    def __init__(self, now: datetime, working: WorkingTime) -> None:
        self.now, self.working = now, working
        self.today = working.date_of(now)

    def day(self, told: str) -> date:
        """Return the working day that is meant; "+0" is today, or the next working day if today is free."""
        if told.startswith("+"):
            return self.working.add_working_days(self.working.working_day_from(self.today), int(told[1:]))
        count = int(told[1:])
        return self._working_days_ago(count) if told.startswith("w") else self._worked(count)

    def moment(self, told: str, at: str) -> datetime:
        """Return the moment on that day; "now" with "0:45" is three quarters of an hour ago."""
        clock = time.fromisoformat(at.zfill(5))
        if told == "now":
            return self.now - timedelta(hours=clock.hour, minutes=clock.minute)
        return self.working.moment_of(self.day(told), clock)

    def later(self, moment: datetime, working_days: int, *, minutes: int = 0) -> datetime:
        """Return a moment so many working days later, at nearly the same time of the day."""
        local = self.working.local(moment)
        day = self.working.add_working_days(self.working.working_day_from(local.date()), working_days)
        return self.working.moment_of(day, local.time()) + timedelta(minutes=minutes)

    def _working_days_ago(self, count: int) -> date:
        day = self.today
        for _number in range(count):
            day = next(self._worked_before(day))
        return day

    def _worked(self, days_ago: int) -> date:
        return next(self._worked_before(self.today - timedelta(days=days_ago - 1)))

    def _worked_before(self, day: date) -> Iterator[date]:
        while True:
            day -= timedelta(days=1)
            if self.working.is_working_day(day):
                yield day

"""Business time: the one module that turns moments into working days, due moments and clocks.

Moments are aware and in UTC; days are days of the business. Nothing here looks at a clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from refdesk import i18n
from refdesk.domain import public_holidays
from refdesk.domain.rules import USUAL, Rules
from refdesk.i18n import _, ngettext

FURTHEST_SEARCH = 3_700
"""Days to look ahead for a working day; away dates are shorter than that."""
LONG_TIME = timedelta(days=120)
"""Beyond this nobody wants to count working days."""


class DueState(StrEnum):
    """How a duty stands; never `late` before its due moment."""

    DUE = "due"
    LATE = "late"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Hours:
    """Name when the business opens and closes on a day."""

    opens: time = time(9)
    closes: time = time(17)


@dataclass(frozen=True, slots=True)
class Away:
    """Name days on which nobody works, both ends included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Say whether the day lies in the absence."""
        return self.first <= day <= self.last


OFFICE_HOURS = Hours()
OFFICE_WEEK: tuple[Hours | None, ...] = (OFFICE_HOURS,) * 5 + (None, None)


@dataclass(frozen=True, slots=True)
class Clock:
    """Hold the three moments of a duty: when it began, when it is due, when it becomes overdue."""

    began_at: datetime
    due_at: datetime
    overdue_at: datetime

    def state(self, now: datetime) -> DueState:
        """Return how the duty stands; at the due moment itself it is still due."""
        if now <= self.due_at:
            return DueState.DUE
        return DueState.LATE if now <= self.overdue_at else DueState.OVERDUE


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Know the working days and hours of one business, Monday first; None is a free day."""

    zone: str = "UTC"
    week: tuple[Hours | None, ...] = OFFICE_WEEK
    country: str = ""
    region: str = ""
    keeps_holidays: bool = True
    days_off: frozenset[date] = frozenset()
    away: tuple[Away, ...] = ()
    rules: Rules = USUAL
    # Days that were asked about: a long list asks about the same few days once a row.
    _worked: dict[date, bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    _bounds: dict[date, tuple[datetime, datetime]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def local(self, moment: datetime) -> datetime:
        """Return the moment on the wall clock of the business."""
        return moment.astimezone(_zone(self.zone))

    def date_of(self, moment: datetime) -> date:
        """Return the day of the business on which the moment falls."""
        return self.local(moment).date()

    def moment_of(self, day: date, at: time) -> datetime:
        """Return the moment at which the wall clock shows `at`; the first one if it shows it twice."""
        return datetime.combine(day, at, tzinfo=_zone(self.zone)).astimezone(UTC)

    def start_of(self, day: date) -> datetime:
        """Return the moment at which the day begins."""
        return self.moment_of(day, time(0))

    def holiday_on(self, day: date) -> str | None:
        """Return the name of the public holiday that the business keeps on this day."""
        if not self.keeps_holidays or not self.country:
            return None
        return public_holidays.of_year(self.country, self.region, day.year, i18n.code()).get(day)

    def is_away(self, day: date) -> bool:
        """Say whether the day lies in an absence or is a day off."""
        return day in self.days_off or any(day in absence for absence in self.away)

    def is_working_day(self, day: date) -> bool:
        """Say whether the business works on this day."""
        known = self._worked.get(day)
        if known is None:
            known = self.week[day.weekday()] is not None and not self.is_away(day) and self.holiday_on(day) is None
            self._worked[day] = known
        return known

    def hours_on(self, day: date) -> Hours:
        """Return the hours of the day; a free day has the latest hours of the week."""
        hours = self.week[day.weekday()]
        if hours is not None:
            return hours
        return max((each for each in self.week if each), key=lambda each: each.closes, default=OFFICE_HOURS)

    def open_of(self, day: date) -> datetime:
        """Return the moment at which the business opens on this day."""
        return self._bounds_of(day)[0]

    def close_of(self, day: date) -> datetime:
        """Return the moment at which the business closes on this day."""
        return self._bounds_of(day)[1]

    def working_day_from(self, day: date) -> date:
        """Return this day if it is worked, else the first working day after it."""
        for ahead in range(FURTHEST_SEARCH):
            if self.is_working_day(found := day + timedelta(days=ahead)):
                return found
        return day  # a business without any working day: every day counts rather than none

    def next_working_day(self, day: date) -> date:
        """Return the first working day after this day."""
        return self.working_day_from(day + timedelta(days=1))

    def working_day_until(self, day: date) -> date:
        """Return this day if it is worked, else the last working day before it."""
        for back in range(FURTHEST_SEARCH):
            if self.is_working_day(found := day - timedelta(days=back)):
                return found
        return day

    def usual_day_before(self, day: date) -> date | None:
        """Return the last day before this one that is worked in a usual week, absences or not."""
        for back in range(1, FURTHEST_SEARCH):
            found = day - timedelta(days=back)
            if self.week[found.weekday()] is not None and self.holiday_on(found) is None:
                return found
        return None

    def add_working_days(self, day: date, count: int) -> date:
        """Return the working day `count` working days after this day."""
        for _step in range(count):
            day = self.next_working_day(day)
        return day

    def working_days(self, first: date, last: date) -> tuple[date, ...]:
        """Return the working days from first to last, both included."""
        return tuple(day for day in _days(first, last) if self.is_working_day(day))

    def working_days_between(self, earlier: date, later: date) -> int:
        """Count the working days after `earlier` up to and including `later`."""
        return len(self.working_days(earlier + timedelta(days=1), later))

    def first_contact(self, received_at: datetime) -> Clock:
        """Return the clock of a first contact, and of the word of thanks, for something received at this moment."""
        return self._overdue_later(received_at, self.first_contact_day(received_at))

    def first_contact_day(self, received_at: datetime) -> date:
        """Return the working day for which something received at this moment counts; late in the day, the next one."""
        day = self.date_of(received_at)
        due_day = self.working_day_from(day)
        if due_day == day and received_at >= self.close_of(day) - timedelta(minutes=self.rules.last_minutes):
            return self.next_working_day(day)
        return due_day

    def card_day(self, day: date) -> date:
        """Return the day by whose end a thank-you card is due for something received on `day`."""
        return self.add_working_days(day, self.rules.card_days)

    def card(self, received_at: datetime, *, due_day: date | None = None) -> Clock:
        """Return the clock of a thank-you card for something received at this moment; `due_day` if it is known."""
        due_day = due_day or self.card_day(self.date_of(received_at))
        due_at = self.close_of(due_day)
        overdue_at = self.after_absence(self._days_later(received_at, self.rules.card_overdue_days))
        if overdue_at <= due_at:
            overdue_at = self.close_of(self.next_working_day(due_day))
        return Clock(received_at, due_at, overdue_at)

    def by_end_of(self, day: date, *, began_at: datetime) -> Clock:
        """Return the clock of something due on a day: on a free day it may wait for the working day after."""
        return self._overdue_later(began_at, self.working_day_from(day))

    def after_absence(self, moment: datetime) -> datetime:
        """Return the moment, or the close of the first working day after the absence in which it falls."""
        if not self.away and not self.days_off:
            return moment
        day = self.date_of(moment)
        return self.close_of(self.working_day_from(day)) if self.is_away(day) else moment

    def moved(self, clock: Clock) -> Clock:
        """Return a clock that was set earlier with its moments moved out of absences entered since then."""
        if not self.away and not self.days_off and clock.due_at < clock.overdue_at:
            return clock
        due_at, overdue_at = self.after_absence(clock.due_at), self.after_absence(clock.overdue_at)
        if (due_at, overdue_at) == (clock.due_at, clock.overdue_at) and due_at < overdue_at:
            return clock
        if overdue_at <= due_at:
            overdue_at = self.close_of(self.next_working_day(self.date_of(due_at)))
        return Clock(clock.began_at, due_at, overdue_at)

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time between two moments."""
        worked = timedelta(0)
        for day in _days(self.date_of(start), self.date_of(end)):
            if self.is_working_day(day):
                opens, closes = self._bounds_of(day)
                worked += max(min(closes, end) - max(opens, start), timedelta(0))
        return worked

    def share_gone(self, clock: Clock, now: datetime) -> float:
        """Return the share of the allowed working time that is gone, from 0 to 1."""
        if now >= clock.due_at:
            return 1.0
        if now <= clock.began_at:
            return 0.0
        if clock.due_at - clock.began_at > LONG_TIME:
            return (now - clock.began_at) / (clock.due_at - clock.began_at)
        allowed = self.worked_between(clock.began_at, clock.due_at)
        return self.worked_between(clock.began_at, now) / allowed if allowed else 0.0

    def words(self, clock: Clock, now: datetime) -> str:
        """Return what stands beside the clock: "Today by 5 PM", "Tomorrow", "2 days late", "Overdue, 3 days"."""
        state = clock.state(now)
        if state is DueState.DUE:
            return self._due_words(clock.due_at, now)
        if now - clock.due_at > LONG_TIME:
            return _("Overdue")
        days = self.working_days_between(self.date_of(clock.due_at), self.date_of(now))
        if state is DueState.OVERDUE:
            return ngettext("Overdue, {n} day", "Overdue, {n} days", days).format(n=days) if days > 1 else _("Overdue")
        if days:
            return ngettext("{n} day late", "{n} days late", days).format(n=days)
        return _("Late since {when}").format(when=self._when(clock.due_at, now))

    def _bounds_of(self, day: date) -> tuple[datetime, datetime]:
        known = self._bounds.get(day)
        if known is None:
            hours = self.hours_on(day)
            known = self._bounds[day] = self.moment_of(day, hours.opens), self.moment_of(day, hours.closes)
        return known

    def _due_words(self, due_at: datetime, now: datetime) -> str:
        day, today = self.date_of(due_at), self.date_of(now)
        if day == today:
            return _("Today by {time}").format(time=hour_words(self.local(due_at)))
        if day == today + timedelta(days=1):
            return _("Tomorrow")
        return _("By {when}").format(when=self._when(due_at, now))

    def _when(self, moment: datetime, now: datetime) -> str:
        day, today = self.date_of(moment), self.date_of(now)
        if day == today:
            return hour_words(self.local(moment))
        return i18n.weekday(day) if abs((day - today).days) < 7 else i18n.day_short(day)

    def _days_later(self, moment: datetime, days: int) -> datetime:
        """Return the same time on the wall clock some days later, whatever the clocks did in between."""
        # Adding to a moment with a zone moves its wall clock.
        return (self.local(moment) + timedelta(days=days)).astimezone(UTC)

    def _overdue_later(self, began_at: datetime, due_day: date) -> Clock:
        overdue_day = self.add_working_days(due_day, self.rules.overdue_days)
        return Clock(began_at, self.close_of(due_day), self.close_of(overdue_day))


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    # Long lists ask for the same one a thousand times, and it takes a while to find that out.
    return ZoneInfo(name)


def hour_words(moment: datetime) -> str:
    """Return "5 PM", "5:30 PM" or "17:30" for a moment on the wall clock."""
    shown = i18n.clock(moment).replace("\u202f", " ")
    return shown.replace(":00", "") if " " in shown else shown


def days_of_month(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return first, after - timedelta(days=1)


def _days(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)

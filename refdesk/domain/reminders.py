"""Reminders: notes to oneself, due once or again and again.

One that repeats keeps the day and the time with which it began: from a 31st it goes to the last day of shorter months
and back to the 31st, and an hour that a clock change leaves out does not move all that follow.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from refdesk.domain import months, text
from refdesk.domain.contact import LONGEST_TEXT, too_long
from refdesk.domain.ids import ContactId
from refdesk.domain.working_time import Clock, WorkingTime
from refdesk.errors import Problem
from refdesk.i18n import _, ngettext

MOST_BETWEEN = 99
YEARS_AHEAD = 50
_DAYS_A_YEAR = 366
_MONTHS = 12


class Every(StrEnum):
    """What a repetition counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Repeat:
    """Say how often: every `count` days, weeks, months or years."""

    every: Every
    count: int = 1

    @property
    def words(self) -> str:
        """Return "every day" or "every 2 weeks"."""
        if self.every is Every.DAY:
            said = ngettext("every day", "every {n} days", self.count)
        elif self.every is Every.WEEK:
            said = ngettext("every week", "every {n} weeks", self.count)
        elif self.every is Every.MONTH:
            said = ngettext("every month", "every {n} months", self.count)
        else:
            said = ngettext("every year", "every {n} years", self.count)
        return said.format(n=self.count)

    def day(self, first: date, index: int) -> date:
        """Return the day of a repetition, `first` being that of number 0; days that a month lacks are its last."""
        steps = index * self.count
        if self.every is Every.DAY:
            return first + timedelta(days=steps)
        if self.every is Every.WEEK:
            return first + timedelta(weeks=steps)
        return months.later(first, steps if self.every is Every.MONTH else steps * _MONTHS)

    def index_near(self, first: date, day: date) -> int:
        """Return the number of a repetition that is not later than the next one after `day`."""
        if self.every is Every.DAY:
            passed = (day - first).days
        elif self.every is Every.WEEK:
            passed = (day - first).days // 7
        elif self.every is Every.MONTH:
            passed = (day.year - first.year) * _MONTHS + day.month - first.month
        else:
            passed = day.year - first.year
        return max(passed // self.count - 1, 0)


@dataclass(frozen=True, slots=True)
class Series:
    """Hold a repetition with the day on which it began, and its time on the wall clock; None is the close of a day."""

    repeat: Repeat
    first: date
    at: time | None = None

    def next_after(self, moment: datetime, working: WorkingTime) -> datetime:
        """Return the first moment of the series after this one."""
        index = self.repeat.index_near(self.first, working.date_of(moment))
        while True:
            found = due_at(self.repeat.day(self.first, index), self.at, working)
            if found > moment:
                return found
            index += 1

    @property
    def rule(self) -> str:
        """Return the series as it is kept with its reminder: "month 1 2026-01-31 09:00"."""
        words = [self.repeat.every.value, str(self.repeat.count), self.first.isoformat()]
        return " ".join(words if self.at is None else [*words, self.at.isoformat("minutes")])


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """Hold a reminder as it is typed in, about somebody or nobody; without a time it is due by the close of its day."""

    text: str
    on: date | None
    at: time | None = None
    contact_id: ContactId | None = None
    repeat: Repeat | None = None


def series(rule: str) -> Series | None:
    """Return the series that a reminder keeps; None for one that is due once."""
    if not rule:
        return None
    every, count, first, *at = rule.split(" ")
    repeat = Repeat(Every(every), int(count))
    return Series(repeat, date.fromisoformat(first), time.fromisoformat(at[0]) if at else None)


def problems(draft: ReminderDraft, *, today: date, was_on: date | None = None) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the reminder can be saved; `was_on` is the day that it had."""
    found = []
    if text.is_blank(draft.text):
        found.append(Problem("text", _("Type what to remind you of.")))
    elif len(draft.text) > LONGEST_TEXT:
        found.append(Problem("text", too_long(LONGEST_TEXT)))
    if draft.on is None:
        found.append(Problem("on", _("Choose the day of the reminder.")))
    elif draft.on < today and draft.on != was_on:
        found.append(Problem("on", _("This day is over.")))
    elif (draft.on - today).days > YEARS_AHEAD * _DAYS_A_YEAR:
        found.append(Problem("on", _("This day is too far away.")))
    if draft.repeat is not None and not 1 <= draft.repeat.count <= MOST_BETWEEN:
        found.append(Problem("count", _("Type a number from 1 to {most}.").format(most=MOST_BETWEEN)))
    return tuple(found)


def due_at(on: date, at: time | None, working: WorkingTime) -> datetime:
    """Return the moment at which a reminder is due: its time of the day, or the close of the day without one."""
    return working.close_of(on) if at is None else working.moment_of(on, at)


def clock(due: datetime, working: WorkingTime) -> Clock:
    """Return the clock of a reminder: it runs from the morning of its day, and is overdue some working days later."""
    day = working.date_of(due)
    overdue_day = working.add_working_days(day, working.rules.overdue_days)
    return Clock(min(working.open_of(day), due), due, working.close_of(overdue_day))

"""Snoozing: until when a line may be put off. It hides the line and stops no clock."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem
from refdesk.i18n import _

LATER_HOURS = 3
FURTHEST_DAYS = 366


class Until(StrEnum):
    """The times that are offered; any other day can be picked."""

    LATER_TODAY = "later_today"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "next_week"


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold a time until which a line can be put off."""

    until: Until
    moment: datetime


def offers(now: datetime, working: WorkingTime, *, is_overdue: bool) -> tuple[Offer, ...]:
    """Return the times that are offered now; a red line can wait until tomorrow at most."""
    today = working.date_of(now)
    later = _on_the_hour(now + timedelta(hours=LATER_HOURS), working)
    found = [Offer(Until.LATER_TODAY, later)] if later < working.close_of(today) else []
    next_day, monday = tomorrow(now, working), next_week(now, working)
    found.append(Offer(Until.TOMORROW, next_day))
    if not is_overdue and monday != next_day:  # on a Sunday both are the same
        found.append(Offer(Until.NEXT_WEEK, monday))
    return tuple(found)


def tomorrow(now: datetime, working: WorkingTime) -> datetime:
    """Return when the next day begins, at the hour at which the business opens."""
    return working.open_of(working.date_of(now) + timedelta(days=1))


def next_week(now: datetime, working: WorkingTime) -> datetime:
    """Return when the first working day of the next week begins."""
    today = working.date_of(now)
    return working.open_of(working.working_day_from(today + timedelta(days=7 - today.weekday())))


def on_day(day: date, working: WorkingTime) -> datetime:
    """Return when a line that was put off to this day is there again."""
    return working.open_of(day)


def problems(until: datetime, now: datetime, working: WorkingTime, *, is_overdue: bool) -> tuple[Problem, ...]:
    """Return why a line cannot be put off until then."""
    if until <= now:
        return (Problem("until", _("Choose a day that is still to come.")),)
    if is_overdue and until > tomorrow(now, working):
        return (Problem("until", _("This is overdue. It can wait until tomorrow, no longer.")),)
    if until > now + timedelta(days=FURTHEST_DAYS):
        return (Problem("until", _("Choose a day within a year.")),)
    return ()


def hides(until: datetime, now: datetime, working: WorkingTime, *, is_overdue: bool) -> bool:
    """Say whether a line that was put off until then is hidden now; one that turns red meanwhile comes back."""
    return now < until and not (is_overdue and until > tomorrow(now, working))


def _on_the_hour(moment: datetime, working: WorkingTime) -> datetime:
    local = working.local(moment)
    return working.moment_of(local.date(), local.time().replace(minute=0, second=0, microsecond=0))

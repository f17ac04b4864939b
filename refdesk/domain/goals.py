"""Goals: how much of what in a week or a month, and where one would be today at an even pace."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import working_time
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem
from refdesk.i18n import N_, _

WELL_PREPARED = 4
"""From this preparedness on a referral counts as well prepared: the person wants to talk with us."""
MOST = 10_000


class Measure(StrEnum):
    """What is counted."""

    RECEIVED = "received"
    WELL_PREPARED = "well_prepared"
    GIVEN = "given"
    ASKS = "asks"
    TOUCHES = "touches"
    CARDS = "cards"
    CALLS = "calls"
    THANKS_IN_TIME = "thanks_in_time"


class Period(StrEnum):
    """For how long."""

    WEEK = "week"
    MONTH = "month"


MEASURE_WORDS: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.RECEIVED: N_("Referrals received"),
        Measure.WELL_PREPARED: N_("Well-prepared referrals"),
        Measure.GIVEN: N_("Referrals given"),
        Measure.ASKS: N_("Direct asks"),
        Measure.TOUCHES: N_("Conversations"),
        Measure.CARDS: N_("Cards mailed"),
        Measure.CALLS: N_("Calls"),
        Measure.THANKS_IN_TIME: N_("Thanked in time"),
    }
)
MEASURE_MEANINGS: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.RECEIVED: N_("Referrals that came to you."),
        Measure.WELL_PREPARED: N_("Referrals that came to you prepared 4 or 5: the person wants to talk with you."),
        Measure.GIVEN: N_("Referrals that you gave to others."),
        Measure.ASKS: N_("Conversations in which you asked for a referral directly."),
        Measure.TOUCHES: N_("Everything that reached the person, of any kind: talks, messages, cards, gifts."),
        Measure.CARDS: N_("Cards mailed or handed over."),
        Measure.CALLS: N_("Calls, also those that nobody answered."),
        Measure.THANKS_IN_TIME: N_("Thank-you calls, messages and cards done by the time they were due."),
    }
)


@dataclass(frozen=True, slots=True)
class Goal:
    """Hold what is aimed at; a target of 0 is no goal."""

    measure: Measure
    period: Period
    target: int


DEFAULT_GOALS = (
    Goal(Measure.GIVEN, Period.WEEK, 1),
    Goal(Measure.THANKS_IN_TIME, Period.WEEK, 2),
    Goal(Measure.WELL_PREPARED, Period.MONTH, 2),
)
"""What a business aims at until it says otherwise."""


def problems(target: int | None) -> tuple[Problem, ...]:
    """Return what is wrong with a target."""
    if target is None or not 0 <= target <= MOST:
        return (Problem("target", _("Type a number from 0 to {most}; 0 ends the goal.").format(most=MOST)),)
    return ()


def bounds(period: Period, day: date) -> tuple[date, date]:
    """Return the first and the last day of the week (from Monday) or the month in which the day lies."""
    if period is Period.MONTH:
        return working_time.days_of_month(day.year, day.month)
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def pace(period: Period, today: date, working: WorkingTime) -> float:
    """Return the share of the period's working days that are over or running, from 0 to 1.

    A period in which nobody works counts its calendar days.
    """
    first, last = bounds(period, today)
    if days := working.working_days(first, last):
        return sum(day <= today for day in days) / len(days)
    return ((today - first).days + 1) / ((last - first).days + 1)

"""Who was thanked in a time, how soon, and what is still owed: each part of each thank-you as it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import thanks_pace
from refdesk.domain.thanks import Part
from refdesk.domain.thanks_pace import Owed, Pace
from refdesk.domain.worked_days import WorkedDays
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import N_

TIMED = (Part.WORD, Part.CARD)
"""The parts that have a time of their own; gifts and rewards come when they come."""


class How(StrEnum):
    """How a part of a thank-you came out."""

    IN_TIME = "in_time"
    LATE = "late"
    OPEN = "open"
    OVER = "over"
    LEFT_OUT = "left_out"


HOW_WORDS: Mapping[How, str] = MappingProxyType(
    {
        How.IN_TIME: N_("in time"),
        How.LATE: N_("late"),
        How.OPEN: N_("open"),
        How.OVER: N_("open, past its time"),
        How.LEFT_OUT: N_("left out"),
    }
)


@dataclass(frozen=True, slots=True)
class PartFacts:
    """Hold what is known of a part; `may_be_owed` is not set for who left: what they were not given is left out."""

    part: Part
    opened_at: datetime
    due_at: datetime
    done_at: datetime | None = None
    waived_at: datetime | None = None
    may_be_owed: bool = True


@dataclass(frozen=True, slots=True)
class PartLine:
    """Hold how a part came out: on which day it was done, and after how many working days."""

    part: Part
    how: How
    due_on: date
    done_on: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """Hold how many parts of one kind came out how, and how soon they were done."""

    part: Part
    counts: Mapping[How, int]
    pace: Pace

    @property
    def owed(self) -> int:
        """Return how many there were, those left out apart."""
        return sum(count for how, count in self.counts.items() if how is not How.LEFT_OUT)

    @property
    def waiting(self) -> int:
        """Return how many are still open."""
        return self.counts[How.OPEN] + self.counts[How.OVER]


def how(facts: PartFacts, now: datetime, working: WorkingTime) -> How:
    """Return how a part came out; absences move the time by which it was due."""
    due_at = working.after_absence(facts.due_at)
    if facts.done_at is not None:
        return How.IN_TIME if facts.done_at <= due_at else How.LATE
    if facts.waived_at is not None or not facts.may_be_owed:
        return How.LEFT_OUT
    return How.OVER if now > due_at else How.OPEN


def lines(facts: Sequence[PartFacts], now: datetime, working: WorkingTime) -> list[PartLine]:
    """Return how each part came out, in their order."""
    moments = [each.opened_at for each in facts] + [each.done_at for each in facts if each.done_at]
    worked = WorkedDays(
        working, [working.date_of(moment) for moment in (min(moments), max(moments))] if moments else []
    )
    found = []
    for each in facts:
        done_on = None if each.done_at is None else working.date_of(each.done_at)
        days = None if done_on is None else worked.days_between(working.date_of(each.opened_at), done_on)
        due_on = working.date_of(working.after_absence(each.due_at))
        found.append(PartLine(each.part, how(each, now, working), due_on, done_on, days))
    return found


def sums(facts: Iterable[PartFacts], now: datetime, working: WorkingTime) -> tuple[Sums, ...]:
    """Return the sums of the words and of the cards."""
    known = list(facts)
    return tuple(_sums(part, [each for each in known if each.part is part], now, working) for part in TIMED)


def _sums(part: Part, facts: Sequence[PartFacts], now: datetime, working: WorkingTime) -> Sums:
    found = [(how(each, now, working), each) for each in facts]
    owed = [Owed(each.opened_at, each.due_at, each.done_at) for how_, each in found if how_ is not How.LEFT_OUT]
    counts = {each: sum(how_ is each for how_, _facts in found) for each in How}
    return Sums(part, counts, thanks_pace.of(part, owed, now, working))

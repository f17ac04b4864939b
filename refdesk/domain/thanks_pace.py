"""How soon people are thanked: the average time to the word and to the card, and the share in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from refdesk.domain import rates
from refdesk.domain.rules import USUAL
from refdesk.domain.thanks import Part
from refdesk.domain.working_time import WorkingTime

FEWEST = 5
"""Below this many there is no average: one slow card would speak for all."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Hold one part that was owed; `done_at` is None for one that is still open."""

    opened_at: datetime
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pace:
    """Hold how soon one kind of thanks comes: of `decided`, those done or past their time, `in_time` were in time.

    `average` is the working time that it took for a word, the working days for a card; None while there are too few.
    """

    done: int
    average: float | None
    decided: int
    in_time: int
    rates_from: int = USUAL.rates_from

    @property
    def percent(self) -> int | None:
        """Return the share in time; None while there are too few to speak of one."""
        return rates.percent(self.in_time, self.decided, self.rates_from)


def of(part: Part, owed: Iterable[Owed], now: datetime, working: WorkingTime) -> Pace:
    """Return how soon these were done: a word in hours of working time, a card in working days."""
    spans: list[float] = []
    decided = in_time = 0
    for each in owed:
        due_at = working.after_absence(each.due_at)
        if each.done_at is not None:
            spans.append(_span(part, each.opened_at, each.done_at, working))
        if each.done_at is not None or now > due_at:
            decided += 1
            in_time += each.done_at is not None and each.done_at <= due_at
    average = sum(spans) / len(spans) if len(spans) >= FEWEST else None
    return Pace(len(spans), average, decided, in_time, working.rules.rates_from)


def _span(part: Part, opened_at: datetime, done_at: datetime, working: WorkingTime) -> float:
    if part is Part.WORD:
        return working.worked_between(opened_at, done_at) / timedelta(hours=1)
    return working.working_days_between(working.date_of(opened_at), working.date_of(done_at))

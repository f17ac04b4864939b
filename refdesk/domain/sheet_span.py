"""Which call sheets are printed at once: of one day, of a week, of the rest of the month, or of all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Span(StrEnum):
    """How much is printed at once."""

    DAY = "day"
    WEEK = "week"
    REST = "rest"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Load:
    """Hold the calls of a day, and those of them that still wait for a result."""

    day: date
    calls: int
    to_go: int


def days(span: Span, loads: Sequence[Load], *, day: date) -> tuple[date, ...]:
    """Return the days whose sheets are printed: a day alone as it is, of a week or the rest those with calls to go."""
    if span is Span.DAY:
        return (day,)
    if span is Span.MONTH:
        return tuple(load.day for load in loads if load.calls)
    first, last = day, max((load.day for load in loads), default=day)
    if span is Span.WEEK:
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=6)
    return tuple(load.day for load in loads if load.to_go and first <= load.day <= last)

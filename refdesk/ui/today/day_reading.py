"""What the page of the day shows, read at once."""

from dataclasses import dataclass
from datetime import date

from refdesk.services import business, goals, today, today_ahead
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.services.goals import Bar
from refdesk.services.keep_in_touch import WordDue
from refdesk.services.today import Day, Line
from refdesk.services.today_ahead import DayAhead


@dataclass(frozen=True, slots=True)
class FreeDay:
    """Hold what an empty day shows instead of lines."""

    new: bool
    tomorrow: tuple[Line, ...]
    suggestion: WordDue | None


@dataclass(frozen=True, slots=True)
class WholeDay:
    """Hold everything on the page; `free` only where nothing is left to do."""

    on: date
    day: Day
    bars: tuple[Bar, ...]
    free: FreeDay | None


def read(desk: Desk) -> WholeDay:
    """Return everything that the page shows now."""
    now, working = desk.now(), desk.ask(business.working_time)
    found = desk.ask(today.day, now, working)
    new = not found.lines and desk.ask(today.is_new)
    free = None
    if not found.lines:
        ahead = desk.ask(today_ahead.tomorrow, now, working)
        free = FreeDay(new, ahead, desk.ask(today_ahead.suggestion, now, working))
    bars = () if new else desk.ask(goals.bars, Clocks(now, working))
    return WholeDay(working.date_of(now), found, bars, free)


def read_ahead(desk: Desk) -> tuple[DayAhead, ...]:
    """Return what comes in the next fourteen days."""
    return desk.ask(today_ahead.next_days, desk.now(), desk.ask(business.working_time))

"""What the place of the first hour shows, read off the window's thread: in a long list it takes a moment."""

from dataclasses import dataclass

from refdesk.progress import Progress
from refdesk.services import first_hour
from refdesk.services.desk import Desk
from refdesk.services.first_hour import FirstHour, ToPlan


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold how far the hour is, whom to plan for, and for whom a plan was made last."""

    hour: FirstHour
    to_plan: tuple[ToPlan, ...]
    planned: ToPlan | None


def read(desk: Desk, turn: int, _progress: Progress) -> tuple[int, Seen]:
    """Return the turn that asked, and what is in the file now."""
    return turn, Seen(desk.ask(first_hour.look), desk.ask(first_hour.to_plan), desk.ask(first_hour.planned_last))

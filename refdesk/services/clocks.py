"""Clocks of duties as rows show them: the state, the words beside it, and the part of the time that is gone."""

from dataclasses import dataclass, replace
from datetime import datetime

from refdesk.domain import thanks
from refdesk.domain.thanks import Part
from refdesk.domain.working_time import Clock, DueState, WorkingTime


@dataclass(frozen=True, slots=True)
class ClockFace:
    """Hold what a clock shows now; `share_gone` runs from 0 to 1."""

    due_at: datetime
    overdue_at: datetime
    state: DueState
    words: str
    share_gone: float


class Clocks:
    """Reads clocks at one moment, and keeps what two duties of the same minute share."""

    def __init__(self, now: datetime, working: WorkingTime) -> None:
        self.now, self.working = now, working
        self._faces: dict[Clock, ClockFace] = {}

    def first_contact(self, received_at: datetime) -> ClockFace:
        """Return the clock of a first contact."""
        return self.face(self.working.first_contact(received_at))

    def part(self, part: Part, opened_at: datetime, due_at: datetime) -> ClockFace:
        """Return the clock of a part of a thank-you that was given its due moment when it opened."""
        return self.face(replace(thanks.clock(part, opened_at, self.working), due_at=due_at))

    def face(self, clock: Clock) -> ClockFace:
        """Return what the clock shows, with its moments moved out of absences."""
        found = self._faces.get(clock)
        if found is None:
            moved = self.working.moved(clock)
            found = ClockFace(
                moved.due_at,
                moved.overdue_at,
                moved.state(self.now),
                self.working.words(moved, self.now),
                self.working.share_gone(moved, self.now),
            )
            self._faces[clock] = found
        return found

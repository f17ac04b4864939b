"""Clocks of duties as rows show them: the state, the words beside it, and the part of the time that is gone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

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
    """Reads clocks at one moment; what many duties share, their days and their words, is worked out once."""

    def __init__(self, now: datetime, working: WorkingTime) -> None:
        self.now, self.working = now, working
        self._of_day: dict[date, tuple[datetime, Clock, Clock]] = {}
        self._said: dict[tuple[datetime, DueState], str] = {}
        self._card_day: dict[date, date] = {}
        self._faces: dict[Clock, ClockFace] = {}
        self._due_after: dict[datetime, datetime] = {}

    def first_contact(self, received_at: datetime) -> ClockFace:
        """Return the clock of a first contact."""
        return self.face(self._first_contact(received_at))

    def part(self, part: Part, opened_at: datetime, due_at: datetime) -> ClockFace:
        """Return the clock of a part of a thank-you that was given its due moment when it opened."""
        clock = self._first_contact(opened_at) if part is Part.WORD else self._card(opened_at)
        return self.face(Clock(opened_at, due_at, clock.overdue_at))

    def is_late(self, due_at: datetime) -> bool:
        """Say whether a duty with this due moment is late or overdue, absences considered."""
        if due_at not in self._due_after:
            self._due_after[due_at] = self.working.after_absence(due_at)
        return self.now > self._due_after[due_at]

    def face(self, clock: Clock) -> ClockFace:
        """Return what the clock shows, with its moments moved out of absences."""
        if clock not in self._faces:
            self._faces[clock] = self._read(clock)
        return self._faces[clock]

    def _read(self, clock: Clock) -> ClockFace:
        moved = self.working.moved(clock)
        state = moved.state(self.now)
        gone = self.working.share_gone(moved, self.now) if state is DueState.DUE else 1.0
        return ClockFace(moved.due_at, moved.overdue_at, state, self._words(moved, state), gone)

    def _words(self, clock: Clock, state: DueState) -> str:
        key = (clock.due_at, state)
        if key not in self._said:
            self._said[key] = self.working.words(clock, self.now)
        return self._said[key]

    def _card(self, opened_at: datetime) -> Clock:
        """Return the clock of a card: what came on one day is due on one day."""
        day = self.working.date_of(opened_at)
        if day not in self._card_day:
            self._card_day[day] = self.working.card_day(day)
        return self.working.card(opened_at, due_day=self._card_day[day])

    def _first_contact(self, received_at: datetime) -> Clock:
        """Return the clock of a first contact: what came on a day before its last hour is due together."""
        day = self.working.date_of(received_at)
        if day not in self._of_day:
            begins = self.working.start_of(day)
            turns = max(begins, self.working.close_of(day) - timedelta(minutes=self.working.rules.last_minutes))
            self._of_day[day] = (turns, self.working.first_contact(begins), self.working.first_contact(turns))
        turns, before, after = self._of_day[day]
        shared = before if received_at < turns else after
        return Clock(received_at, shared.due_at, shared.overdue_at)

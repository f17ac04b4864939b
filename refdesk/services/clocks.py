"""Clocks of duties as rows show them: the state, the words beside it, and the part of the time that is gone."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from refdesk.domain.thanks import Part
from refdesk.domain.working_time import Clock, DueState, WorkingTime


@dataclass(frozen=True, slots=True)
class ClockFace:
    """Hold what a clock shows now; its words and the part of the time that is gone are worked out when they are shown.

    `said` stands in place of the usual words, where a line counts in its own way.
    """

    clock: Clock
    state: DueState
    _clocks: "Clocks" = field(repr=False, compare=False)
    said: str = ""

    @property
    def due_at(self) -> datetime:
        """Return the moment by which it is due, absences considered."""
        return self.clock.due_at

    @property
    def overdue_at(self) -> datetime:
        """Return the moment from which on it is overdue."""
        return self.clock.overdue_at

    @property
    def words(self) -> str:
        """Return what stands beside the clock."""
        return self.said or self._clocks.words(self.clock, self.state)

    @property
    def share_gone(self) -> float:
        """Return the part of the allowed time that is gone, from 0 to 1."""
        return self._clocks.share_gone(self.clock, self.state)


class Clocks:
    """Reads clocks at one moment; what many duties share, their days and their words, is worked out once."""

    def __init__(self, now: datetime, working: WorkingTime) -> None:
        self.now, self.working = now, working
        self._days: dict[datetime, date] = {}
        self._turns: dict[date, datetime] = {}
        self._of_day: dict[tuple[date, bool], Clock] = {}
        self._said: dict[tuple[datetime, DueState], str] = {}
        self._card_day: dict[date, date] = {}
        self._due_after: dict[datetime, datetime] = {}

    @cached_property
    def today(self) -> date:
        """Return the day of the business."""
        return self.working.date_of(self.now)

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

    def face(self, clock: Clock, *, said: str = "") -> ClockFace:
        """Return what the clock shows, with its moments moved out of absences."""
        moved = self.working.moved(clock)
        return ClockFace(moved, moved.state(self.now), self, said)

    def words(self, clock: Clock, state: DueState) -> str:
        """Return what stands beside a clock in this state."""
        key = (clock.due_at, state)
        if key not in self._said:
            self._said[key] = self.working.words(clock, self.now)
        return self._said[key]

    def share_gone(self, clock: Clock, state: DueState) -> float:
        """Return the part of a clock's time that is gone."""
        return self.working.share_gone(clock, self.now) if state is DueState.DUE else 1.0

    def _card(self, opened_at: datetime) -> Clock:
        """Return the clock of a card: what came on one day is due on one day."""
        day = self._day_of(opened_at)
        if day not in self._card_day:
            self._card_day[day] = self.working.card_day(day)
        return self.working.card(opened_at, due_day=self._card_day[day])

    def _first_contact(self, received_at: datetime) -> Clock:
        """Return the clock of a first contact: what came on a day before its last hour is due together."""
        day = self._day_of(received_at)
        if day not in self._turns:
            turns = self.working.close_of(day) - timedelta(minutes=self.working.rules.last_minutes)
            self._turns[day] = max(self.working.start_of(day), turns)
        is_late = received_at >= self._turns[day]
        shared = self._of_day.get((day, is_late))
        if shared is None:
            came = self._turns[day] if is_late else self.working.start_of(day)
            shared = self._of_day[day, is_late] = self.working.first_contact(came)
        return Clock(received_at, shared.due_at, shared.overdue_at)

    def _day_of(self, moment: datetime) -> date:
        """Return the day of the business on which the moment falls; a thank-you asks it for each of its parts."""
        day = self._days.get(moment)
        if day is None:
            day = self._days[moment] = self.working.date_of(moment)
        return day

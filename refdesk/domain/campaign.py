"""The referral month: who is called on which day, who is left out and why, and what a code does to an entry."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import call_codes, ranking
from refdesk.domain.call_codes import Code
from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.ids import ContactId, HouseholdId
from refdesk.domain.ranking import Rank
from refdesk.domain.rules import USUAL
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem
from refdesk.i18n import N_, _

LONGEST_DAYS = 92
LONGEST_MINUTES = 24 * 60
_NO_HOUSEHOLD = 0


class CampaignState(StrEnum):
    """How far a referral month has come."""

    PLANNED = "planned"
    RUNNING = "running"
    CLOSED = "closed"


class EntryState(StrEnum):
    """What became of one person of the month."""

    OPEN = "open"
    REACHED = "reached"
    STOPPED = "stopped"
    EXHAUSTED = "exhausted"


class Reason(StrEnum):
    """Why a person is not on the plan."""

    DO_NOT_CALL = "may_not_be_called"
    INACTIVE = "inactive"
    DECEASED = "deceased"
    NO_PHONE = "no_phone"
    SAME_HOUSEHOLD = "same_household"
    NO_TIME = "no_time"


REASON_WORDS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.DO_NOT_CALL: N_("may not be called"),
        Reason.INACTIVE: N_("inactive"),
        Reason.DECEASED: N_("deceased"),
        Reason.NO_PHONE: N_("no phone number"),
        Reason.SAME_HOUSEHOLD: N_("reached through somebody of the same household"),
        Reason.NO_TIME: N_("no time left this month"),
    }
)


@dataclass(frozen=True, slots=True)
class Person:
    """Hold what the plan must know about somebody."""

    contact_id: ContactId
    rank: Rank | None = None
    last_touch_on: date | None = None
    may_be_called: MayBeCalled = MayBeCalled.UNKNOWN
    status: Status = Status.ACTIVE
    has_phone: bool = True
    household_id: HouseholdId | None = None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """Hold the calls of one day, in their order."""

    day: date
    contact_ids: tuple[ContactId, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Hold somebody who is not on the plan, and why."""

    contact_id: ContactId
    reason: Reason


class LeftOuts:
    """Hold everybody who is not on the plan, in order: as numbers, for there may be a hundred thousand of them."""

    __slots__ = ("_ids", "_reasons")

    def __init__(self) -> None:
        self._ids, self._reasons = array("q"), list[Reason]()

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[LeftOut]:
        return map(LeftOut, map(ContactId, self._ids), self._reasons)

    def add(self, contact_ids: Iterable[ContactId], reason: Reason) -> None:
        """Put people behind those who are left out already."""
        self._ids.extend(contact_ids)
        self._reasons.extend([reason] * (len(self._ids) - len(self._reasons)))


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold a plan; `callable_people` counts everybody who could be called, planned or not."""

    days: tuple[PlannedDay, ...]
    left_out: LeftOuts
    to_confirm: tuple[ContactId, ...]
    callable_people: int

    @property
    def reached(self) -> int:
        """Return how many people the plan reaches."""
        return sum(len(day.contact_ids) for day in self.days)

    @property
    def calls_a_day(self) -> int:
        """Return how many calls the fullest day has."""
        return max((len(day.contact_ids) for day in self.days), default=0)


def problems(
    first: date, last: date, *, minutes_a_day: int | None, working: WorkingTime, today: date
) -> tuple[Problem, ...]:
    """Return what is wrong with the dates and the minutes of a referral month."""
    found = []
    if last < first:
        found.append(Problem("last_on", _("The last day lies before the first.")))
    elif (last - first).days >= LONGEST_DAYS:
        found.append(Problem("last_on", _("Plan at most three months at a time.")))
    elif not days_to_call(first, last, working=working, today=today):
        found.append(Problem("first_on", _("There is no working day left in this time. Choose other days.")))
    if minutes_a_day is not None and (sentence := _wrong_minutes(minutes_a_day, working.rules.minutes_a_call)):
        found.append(Problem("minutes_a_day", sentence))
    return tuple(found)


def days_to_call(first: date, last: date, *, working: WorkingTime, today: date) -> tuple[date, ...]:
    """Return the working days of the month that have not gone by."""
    return working.working_days(max(first, today), last)


def plan(
    people: Iterable[Person], days: Sequence[date], *, calls_a_day: int | None = None, most: int | None = None,
    one_a_household: bool = False,
) -> Plan:  # fmt: skip
    """Put people on days: best ranks first, then the longest without a touch, as many on one day as on another.

    `calls_a_day` is what a day holds, None for any number; `most` keeps to the best so many.
    """
    left_out, waiting = LeftOuts(), _Waiting()
    for person in people:
        if reason := why_not(person):
            left_out.add((person.contact_id,), reason)
        else:
            waiting.add(person)
    found = waiting.in_order()
    if one_a_household:
        found, others = waiting.best_of_households(found)
        left_out.add(waiting.ids(others), Reason.SAME_HOUSEHOLD)
    room = _room(len(found), len(days), calls_a_day=calls_a_day, most=most)
    planned, late = found[: sum(room)], found[sum(room) :]
    left_out.add(waiting.ids(late), Reason.NO_TIME)
    return Plan(
        days=_on_days(waiting.ids(planned), days, room),
        left_out=left_out,
        to_confirm=waiting.ids(waiting.to_confirm(planned)),
        callable_people=len(found),
    )


def calls_a_day(minutes: int, *, minutes_a_call: int = USUAL.minutes_a_call) -> int:
    """Return how many calls fit into so many minutes."""
    return max(minutes, 0) // minutes_a_call


def minutes_for_everybody(callable_people: int, days: int, *, minutes_a_call: int = USUAL.minutes_a_call) -> int:
    """Return the minutes a day that it takes to call everybody; 0 when there is no day."""
    return -(-callable_people // days) * minutes_a_call if days else 0


def state_after(
    code: Code, *, tries: int, most_tries: int = USUAL.most_tries, before: EntryState = EntryState.OPEN
) -> EntryState:
    """Return what an entry becomes by this code, the result of one of `tries` tries.

    An old sheet that is typed late opens nobody again who is through.
    """
    if code is Code.TALKED or before is EntryState.REACHED:
        return EntryState.REACHED
    if call_codes.stops(code):
        return EntryState.STOPPED
    if before is not EntryState.OPEN:
        return before
    return EntryState.OPEN if tries < most_tries else EntryState.EXHAUSTED


def next_try_on(code: Code, *, on: date, call_back_on: date | None, working: WorkingTime) -> date | None:
    """Return the day of the next try; None when the person is not called again."""
    if not call_codes.comes_back(code):
        return None
    return working.working_day_from(call_back_on) if call_back_on is not None else working.next_working_day(on)


def why_not(person: Person) -> Reason | None:
    """Return why somebody cannot be called at all."""
    if person.status is Status.DECEASED:
        return Reason.DECEASED
    if person.status is Status.INACTIVE:
        return Reason.INACTIVE
    if person.may_be_called is MayBeCalled.NO:
        return Reason.DO_NOT_CALL
    return None if person.has_phone else Reason.NO_PHONE


def order(person: Person) -> tuple[int, date, int]:
    """Return what puts people in the order of calling: the best rank, then the longest without a touch."""
    return ranking.order(person.rank), person.last_touch_on or date.min, person.contact_id


def _wrong_minutes(minutes: int, minutes_a_call: int) -> str:
    if minutes < minutes_a_call:
        return _("A call takes {n} minutes. Plan at least that.").format(n=minutes_a_call)
    return _("A day has 24 hours. Type fewer minutes.") if minutes > LONGEST_MINUTES else ""


class _Waiting:
    """Holds who can be called, each named by a place in columns of numbers: a fifth of what as many objects take."""

    def __init__(self) -> None:
        self._ids, self._households = array("q"), array("q")
        self._ranks, self._touched = array("b"), array("l")
        self._unknown = bytearray()

    def add(self, person: Person) -> None:
        """Let one more wait."""
        rank, touched_on, contact_id = order(person)
        self._ranks.append(rank)
        self._touched.append(touched_on.toordinal())
        self._ids.append(contact_id)
        self._households.append(person.household_id or _NO_HOUSEHOLD)
        self._unknown.append(person.may_be_called is MayBeCalled.UNKNOWN)

    def in_order(self) -> Sequence[int]:
        """Return the places of all in the order of calling."""
        places = list(range(len(self._ids)))
        for column in (self._ids, self._touched, self._ranks):  # what is equal keeps its order: the best counts last
            places.sort(key=column.__getitem__)
        return array("l", places)

    def best_of_households(self, places: Iterable[int]) -> tuple[Sequence[int], Sequence[int]]:
        """Return the first of each household with everybody who has none, and the others of the households."""
        first, others, seen = array("l"), array("l"), set[int]()
        for place in places:
            household = self._households[place]
            (others if household in seen else first).append(place)
            if household != _NO_HOUSEHOLD:
                seen.add(household)
        return first, others

    def to_confirm(self, places: Iterable[int]) -> Iterator[int]:
        """Yield the places of those of whom nobody knows whether they may be called."""
        return (place for place in places if self._unknown[place])

    def ids(self, places: Iterable[int]) -> tuple[ContactId, ...]:
        """Return who waits at these places."""
        return tuple(ContactId(self._ids[place]) for place in places)


def _room(people: int, days: int, *, calls_a_day: int | None, most: int | None) -> list[int]:
    """Return how many calls each day gets; no two days differ by more than one."""
    if not days:
        return []
    wanted = people if most is None else min(people, most)
    wanted = wanted if calls_a_day is None else min(wanted, max(calls_a_day, 0) * days)
    return [wanted // days + (place < wanted % days) for place in range(days)]


def _on_days(planned: Sequence[ContactId], days: Sequence[date], room: Sequence[int]) -> tuple[PlannedDay, ...]:
    found, start = [], 0
    for day, calls in zip(days, room, strict=True):
        found.append(PlannedDay(day, tuple(planned[start : start + calls])))
        start += calls
    return tuple(found)

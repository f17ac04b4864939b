"""The rest of a referral month spread anew: who is called on which of the days that are left."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from refdesk.domain import campaign
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import Person
from refdesk.domain.ids import EntryId
from refdesk.domain.working_time import WorkingTime


class How(StrEnum):
    """What gives way when a month is behind: the calls of a day grow, the month grows, or fewer people are called."""

    EVENLY = "evenly"
    LONGER = "longer"
    FEWER = "fewer"


@dataclass(frozen=True, slots=True)
class Planned:
    """Hold somebody of the month who is still to be called: their day, and what came of the last try, if any.

    `is_on_paper` says that their day's sheet has their number already.
    """

    entry_id: EntryId
    person: Person
    planned_on: date
    is_on_paper: bool = False
    tried_on: date | None = None
    code: Code | None = None
    call_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hold a call that looks for its day, not before `earliest`; the smallest `place` comes first."""

    entry_id: EntryId
    earliest: date
    place: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Hold calls on the days they got, and `left` for whom no day had room."""

    days: tuple[tuple[date, tuple[EntryId, ...]], ...]
    left: tuple[EntryId, ...]


def split(planned: Iterable[Planned], first: date, working: WorkingTime) -> tuple[list[Waiting], dict[date, int]]:
    """Return who gets a new day from `first` on, and by day the number of those who keep theirs.

    Whoever stands on a sheet that is printed keeps the day, and so does whoever asked to be called on it.
    """
    waiting, kept = [], dict[date, int]()
    for each in planned:
        if each.planned_on >= first and (each.is_on_paper or _is_promised(each)):
            kept[each.planned_on] = kept.get(each.planned_on, 0) + 1
        else:
            waiting.append(waits(each, first, working))
    return waiting, kept


def waits(each: Planned, first: date, working: WorkingTime) -> Waiting:
    """Return somebody as they wait for a day from `first` on: a day after the last try, promised calls first."""
    earliest = first if each.tried_on is None else max(first, working.next_working_day(each.tried_on))
    rank, last_touch_on, contact_id = campaign.order(each.person)
    promised = each.code is Code.CALL_BACK and each.call_back_on is not None
    if promised and each.call_back_on is not None:
        earliest = max(earliest, each.call_back_on)
    return Waiting(each.entry_id, earliest, (0 if promised else 1, rank, last_touch_on.toordinal(), contact_id))


def spread(
    waiting: Sequence[Waiting], days: Sequence[date], *, kept: Mapping[date, int], calls_a_day: int | None = None
) -> Spread:
    """Put calls on days, as evenly as their earliest days allow, the first in order on the first days.

    `kept` are calls that the days have already. With `calls_a_day` no day gets more than that: when not everybody
    fits, the days are filled and the last in order are left. Nobody comes before their earliest day.
    """
    last = max(days, default=date.min)
    in_time = [each for each in waiting if each.earliest <= last]
    room = _even(in_time, days, kept)
    if calls_a_day is not None and any(kept.get(day, 0) + room[day] > calls_a_day for day in days if room[day]):
        room = {day: max(calls_a_day - kept.get(day, 0), 0) for day in days}
    found, unplaced = _filled(in_time, days, room)
    late = [each for each in waiting if each.earliest > last]
    return Spread(found, _in_order([*unplaced, *late]))


def late_ones(
    waiting: Sequence[Waiting], planned_on: Mapping[EntryId, date], days: Sequence[date], *, kept: Mapping[date, int]
) -> tuple[list[Waiting], dict[date, int]]:
    """Return who must move for days that stay even, and by day the number of all others.

    Where it is enough to place those whose day has gone by, nobody else gets another day.
    """
    left = frozenset(days)
    late = [each for each in waiting if planned_on[each.entry_id] not in left]
    stay = dict(kept)
    for each in waiting:
        if planned_on[each.entry_id] in left:
            stay[planned_on[each.entry_id]] = stay.get(planned_on[each.entry_id], 0) + 1
    room = _even([each for each in late if days and each.earliest <= days[-1]], days, stay)
    loads = [stay.get(day, 0) + room[day] for day in days]
    if loads and max(loads) - min(loads) <= 1:
        return late, stay
    return list(waiting), dict(kept)


def longer(
    waiting: Sequence[Waiting], days: Sequence[date], *, kept: Mapping[date, int], calls_a_day: int,
    after: date, working: WorkingTime,
) -> tuple[date, ...]:  # fmt: skip
    """Return the days with as many working days more, after the last one, as it takes to call everybody."""
    more = list(days)
    room = sum(max(calls_a_day - kept.get(day, 0), 0) for day in days)
    last = max([after, *days])
    while room < len(waiting) or spread(waiting, more, kept=kept, calls_a_day=calls_a_day).left:
        last = working.next_working_day(last)
        more.append(last)
        room += max(calls_a_day - kept.get(last, 0), 0)
        if last - after > timedelta(days=campaign.LONGEST_DAYS):
            break
    return tuple(more)


def _is_promised(each: Planned) -> bool:
    return each.code is Code.CALL_BACK and each.call_back_on is not None and each.planned_on >= each.call_back_on


def _even(waiting: Sequence[Waiting], days: Sequence[date], kept: Mapping[date, int]) -> dict[date, int]:
    """Return how many calls each day gets; whoever can wait longest for nothing is put first where there is least."""
    by_earliest = defaultdict[date, int](int)
    for each in waiting:
        by_earliest[each.earliest] += 1
    found = dict.fromkeys(days, 0)
    for earliest in sorted(by_earliest, reverse=True):
        least = [(kept.get(day, 0) + found[day], day) for day in days if day >= earliest]
        heapq.heapify(least)
        for _each in range(by_earliest[earliest]):
            load, day = least[0]
            found[day] += 1
            heapq.heapreplace(least, (load + 1, day))
    return found


def _filled(
    waiting: Sequence[Waiting], days: Sequence[date], room: Mapping[date, int]
) -> tuple[tuple[tuple[date, tuple[EntryId, ...]], ...], list[Waiting]]:
    """Return the days with their calls, and whoever found no room."""
    coming = sorted(waiting, key=lambda each: each.earliest, reverse=True)
    ready: list[tuple[tuple[int, ...], EntryId, Waiting]] = []
    found = []
    for day in days:
        while coming and coming[-1].earliest <= day:
            each = coming.pop()
            heapq.heappush(ready, (each.place, each.entry_id, each))
        ids = [heapq.heappop(ready)[1] for _each in range(min(room[day], len(ready)))]
        found.append((day, tuple(ids)))
    return tuple(found), [each for _place, _entry_id, each in ready]


def _in_order(waiting: Iterable[Waiting]) -> tuple[EntryId, ...]:
    return tuple(each.entry_id for each in sorted(waiting, key=lambda each: each.place))

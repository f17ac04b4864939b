"""What came of a referral month: every measure in all and week by week, counted once from plain facts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import promises, ranking, working_time
from refdesk.domain.call_codes import Code
from refdesk.domain.ids import EntryId, GiftId
from refdesk.domain.promises import Kept
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import N_

GIFTS_FOR_DAYS = 31
"""A gift counts for the month when it is given after the person's call, until so many days after the month's end."""
_A_YEAR, _ABOUT = timedelta(days=365), timedelta(days=92)


class Measure(StrEnum):
    """What is counted, in the order of the report."""

    PLANNED = "planned"
    CALLED = "called"
    CALLS = "calls"
    REACHED = "reached"
    ANSWERED = "answered"
    HELPED = "helped"
    LEADS_GIVEN = "leads_given"
    RECEIVED = "received"
    PROMISED = "promised"
    KEPT = "kept"
    IN_TIME = "in_time"
    GIFTS = "gifts"


WORDS: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.PLANNED: N_("People on the list"),
        Measure.CALLED: N_("People called"),
        Measure.CALLS: N_("Calls made"),
        Measure.REACHED: N_("People reached"),
        Measure.ANSWERED: N_("People who told what would help them"),
        Measure.HELPED: N_("People helped"),
        Measure.LEADS_GIVEN: N_("Leads given"),
        Measure.RECEIVED: N_("Referrals received"),
        Measure.PROMISED: N_("Promises made"),
        Measure.KEPT: N_("Promises kept"),
        Measure.IN_TIME: N_("Promises kept on time"),
        Measure.GIFTS: N_("Gifts"),
    }
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold somebody on the list of the month."""

    entry_id: EntryId
    rank: Rank | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Hold a call whose result is in; `answered` says that the person told what would help them."""

    entry_id: EntryId
    on: date
    code: Code
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """Hold a referral that a call brought: received from the person who was called, or given to them."""

    entry_id: EntryId
    on: date
    direction: Direction


@dataclass(frozen=True, slots=True)
class Promised:
    """Hold a promise made in a call."""

    entry_id: EntryId
    on: date
    due_on: date
    kept_on: date | None = None
    dropped_on: date | None = None


@dataclass(frozen=True, slots=True)
class Gift:
    """Hold a gift to somebody on the list; a merged person may stand there twice, the gift is still one."""

    gift_id: GiftId
    entry_id: EntryId
    on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold everything that is known of a month."""

    first_on: date
    last_on: date
    listed: Sequence[Listed] = ()
    calls: Sequence[Call] = ()
    leads: Sequence[Lead] = ()
    promised: Sequence[Promised] = ()
    gifts: Sequence[Gift] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """Hold a week of the month: its first and last working day, and the last of its days."""

    first: date
    last: date
    until: date


@dataclass(frozen=True, slots=True)
class Group:
    """Count the people of a rank, and those of them who were reached; None stands for nobody's rank yet."""

    rank: Rank | None
    reached: int
    people: int


@dataclass(frozen=True, slots=True)
class Promises:
    """Count the promises by the week in which they fall due, what was dropped before it was due left out."""

    in_time: tuple[int, ...]
    late: tuple[int, ...]
    open: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MonthReport:
    """Hold what came of a month; `counts` has a number for each week and a last one for what came later.

    `tries` counts who was reached at the first, second, third call and so on.
    """

    weeks: tuple[Week, ...]
    counts: Mapping[Measure, tuple[int, ...]]
    people: int
    codes: Mapping[Code, int]
    tries: tuple[int, ...]
    ranks: tuple[Group, ...]
    promises: Promises
    dropped: int

    def total(self, measure: Measure) -> int:
        """Return the count of the whole month."""
        return self.people if measure is Measure.PLANNED else sum(self.counts[measure])

    @property
    def goes_on(self) -> bool:
        """Say whether anything came after the last week."""
        return any(counts[-1] for counts in self.counts.values())


def report(facts: Facts, *, today: date, working: WorkingTime) -> MonthReport:
    """Count a month; somebody called three times is one person called, three calls, and reached at most once."""
    calendar = weeks(facts.first_on, facts.last_on, working)
    days = dict(_days(facts, working))
    promised, dropped = _promises(facts.promised, calendar, today=today, working=working)
    return MonthReport(
        weeks=calendar,
        counts={measure: _by_week(days.get(measure, ()), calendar) for measure in Measure},
        people=len(facts.listed),
        codes={code: sum(call.code is code for call in facts.calls) for code in Code},
        tries=_tries(facts.calls),
        ranks=_ranks(facts),
        promises=promised,
        dropped=dropped,
    )


def weeks(first: date, last: date, working: WorkingTime) -> tuple[Week, ...]:
    """Return the weeks of a month in which anybody works, each from Monday, cut to the month."""
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday <= last:
        until = min(monday + timedelta(days=6), last)
        if worked := working.working_days(max(monday, first), until):
            found.append(Week(worked[0], worked[-1], until))
        monday += timedelta(days=7)
    return tuple(found)


def a_year_before(first_on: date, others: Iterable[date]) -> date | None:
    """Return which of other months' first days lies nearest to a year before; None when none does within a season."""
    wanted = first_on - _A_YEAR
    near = [other for other in others if other < first_on and abs(other - wanted) <= _ABOUT]
    return min(near, key=lambda other: abs(other - wanted), default=None)


def a_year_later(first_on: date, last_on: date) -> tuple[date, date]:
    """Return the first and last day of the month to come: whole months stay so, other days keep their weekday."""
    if first_on.day == 1 and (last_on + timedelta(days=1)).day == 1:
        return first_on.replace(year=first_on.year + 1), working_time.days_of_month(last_on.year + 1, last_on.month)[1]
    weeks_on = timedelta(weeks=52)
    return first_on + weeks_on, last_on + weeks_on


def gifts_until(last_on: date) -> date:
    """Return the last day on which a gift still counts for a month."""
    return last_on + timedelta(days=GIFTS_FOR_DAYS)


def counting_gifts(calls: Iterable[Call], gifts: Iterable[Gift], *, last_on: date) -> tuple[Gift, ...]:
    """Return the gifts that count, each once: those given to somebody from the day of their first call on."""
    called = _first_days((call.entry_id, call.on) for call in calls)
    until = gifts_until(last_on)
    counting = (gift for gift in gifts if called.get(gift.entry_id, date.max) <= gift.on <= until)
    return tuple({gift.gift_id: gift for gift in counting}.values())


def _days(facts: Facts, working: WorkingTime) -> Iterator[tuple[Measure, list[date]]]:
    """Return the day of everything that is counted."""
    calls, gifts = facts.calls, counting_gifts(facts.calls, facts.gifts, last_on=facts.last_on)
    given = [lead for lead in facts.leads if lead.direction is Direction.GIVEN]
    kept = [(each, each.kept_on) for each in facts.promised if each.kept_on is not None]
    helped = [(lead.entry_id, lead.on) for lead in given] + [(gift.entry_id, gift.on) for gift in gifts]
    helped += [(each.entry_id, day) for each, day in kept]
    yield Measure.CALLED, list(_first_days((call.entry_id, call.on) for call in calls).values())
    yield Measure.CALLS, [call.on for call in calls]
    yield Measure.REACHED, list(_reached(calls).values())
    answered = ((call.entry_id, call.on) for call in calls if call.answered)
    yield Measure.ANSWERED, list(_first_days(answered).values())
    yield Measure.HELPED, list(_first_days(helped).values())
    yield Measure.LEADS_GIVEN, [lead.on for lead in given]
    yield Measure.RECEIVED, [lead.on for lead in facts.leads if lead.direction is Direction.RECEIVED]
    yield Measure.PROMISED, [each.on for each in facts.promised]
    yield Measure.KEPT, [day for _each, day in kept]
    yield Measure.IN_TIME, [day for each, day in kept if day <= working.working_day_from(each.due_on)]
    yield Measure.GIFTS, [gift.on for gift in gifts]


def _first_days(pairs: Iterable[tuple[EntryId, date]]) -> dict[EntryId, date]:
    found: dict[EntryId, date] = {}
    for entry_id, day in pairs:
        found[entry_id] = min(day, found.get(entry_id, day))
    return found


def _reached(calls: Iterable[Call]) -> dict[EntryId, date]:
    return _first_days((call.entry_id, call.on) for call in calls if call.code is Code.TALKED)


def _by_week(days: Iterable[date], calendar: Sequence[Week]) -> tuple[int, ...]:
    counted = Counter(_place(day, calendar) for day in days)
    return tuple(counted[place] for place in range(len(calendar) + 1))


def _place(day: date, calendar: Sequence[Week]) -> int:
    """Return in which week a day lies; one in no week counts for the next, and after the last for what came later."""
    return next((place for place, week in enumerate(calendar) if day <= week.until), len(calendar))


def _tries(calls: Sequence[Call]) -> tuple[int, ...]:
    """Count who was reached at which call."""
    reached, needed = _reached(calls), defaultdict[EntryId, int](int)
    for call in calls:
        if call.entry_id in reached and call.on <= reached[call.entry_id]:
            needed[call.entry_id] += 1
    counted = Counter(needed.values())
    return tuple(counted[number] for number in range(1, max(counted, default=0) + 1))


def _ranks(facts: Facts) -> tuple[Group, ...]:
    reached = _reached(facts.calls)
    people = Counter(each.rank for each in facts.listed)
    found = Counter(each.rank for each in facts.listed if each.entry_id in reached)
    return tuple(Group(rank, found[rank], people[rank]) for rank in sorted(people, key=ranking.order))


def _promises(
    promised: Iterable[Promised], calendar: Sequence[Week], *, today: date, working: WorkingTime
) -> tuple[Promises, int]:
    """Count promises by the week of their day, and those that were dropped."""
    days = defaultdict[Kept, list[date]](list)
    dropped = 0
    for each in promised:
        dropped += each.dropped_on is not None
        if each.dropped_on is None:
            how = promises.kept(each.due_on, kept_on=each.kept_on, dropped_on=None, today=today, working=working)
            days[how].append(each.due_on)
    still = [*days[Kept.RUNNING], *days[Kept.NOT]]
    counted = [_by_week(found, calendar) for found in (days[Kept.IN_TIME], days[Kept.LATE], still)]
    return Promises(*counted), dropped

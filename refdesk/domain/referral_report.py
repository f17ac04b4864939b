"""What came of the referrals of a time: counted once from plain facts, in all, step by step, and source by source."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median

from refdesk.domain import promises, rank_proposals
from refdesk.domain.ids import ContactId
from refdesk.domain.promises import Kept
from refdesk.domain.referral import BEST_PREPARED, LEAST_PREPARED
from refdesk.domain.referral_report_facts import Facts, Promised, Received, Thanked
from refdesk.domain.report_steps import Steps
from refdesk.domain.stages import Meaning
from refdesk.domain.worked_days import WorkedDays
from refdesk.domain.working_time import WorkingTime

FEWEST_FOR_HALF = 5
"""With fewer there is no "half of them": one slow call would speak for all."""
SOON = (0, 1, 3)
"""The last working day of each bar for a call and for a word: the same day, the next one, the two after."""
CARD_MORE = (0, 1, 5)
"""The same for a card, in working days past its time."""


class Measure(StrEnum):
    """What is counted step by step, in the order of the report."""

    RECEIVED = "received"
    WON = "won"
    LOST = "lost"
    OPEN = "open"
    SAME_DAY = "same_day"
    GIVEN = "given"
    WORDS = "words"
    CARDS = "cards"
    PROMISES = "promises"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Speed:
    """Count how soon something was done: a number for each bar, and a last one for what was not done yet."""

    counts: tuple[int, ...]

    @property
    def at_once(self) -> int:
        """Return how many were done at the soonest."""
        return self.counts[0]

    @property
    def waiting(self) -> int:
        """Return how many are not done yet."""
        return self.counts[-1]

    @property
    def whole(self) -> int:
        """Return how many there are."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Count the people who came with one mark of preparedness, None for a mark that is not known."""

    mark: int | None
    won: int = 0
    lost: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class PromiseCounts:
    """Count promises by the step of their day; `open` are those not due yet, or late and still not kept."""

    in_time: tuple[int, ...]
    late: tuple[int, ...]
    open: tuple[int, ...]
    running: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Source:
    """Count what one source sent; people who sent somebody together are one source, and () is nobody known."""

    givers: tuple[ContactId, ...]
    received: int = 0
    won: int = 0
    lost: int = 0
    prepared_sum: int = 0
    prepared_count: int = 0
    given: int = 0
    last_on: date | None = None
    value_minor: int = 0
    is_top: bool = False

    @property
    def open(self) -> int:
        """Return how many are neither won nor lost."""
        return self.received - self.won - self.lost

    @property
    def mean(self) -> float | None:
        """Return the mean mark of preparedness; None where no mark is known."""
        return self.prepared_sum / self.prepared_count if self.prepared_count else None

    @property
    def weight(self) -> int:
        """Return the referrals weighted by preparedness (rule 8)."""
        return self.prepared_sum + (self.received - self.prepared_count) * rank_proposals.UNKNOWN_PREPAREDNESS


@dataclass(frozen=True, slots=True)
class ReferralReport:
    """Hold what came of a time.

    `reached` counts the people of each stage of the way: everybody, each open stage after the first, and the won.
    """

    steps: Steps
    counts: Mapping[Measure, tuple[int, ...]]
    reached: tuple[int, ...]
    first_contact: Speed
    half_within: timedelta | None
    word: Speed
    card: Speed
    promises: PromiseCounts
    prepared: tuple[Prepared, ...]
    recipients: int
    sources: tuple[Source, ...]
    value_minor: int

    def total(self, measure: Measure) -> int:
        """Return the count of the whole time."""
        return sum(self.counts[measure])

    @property
    def decided(self) -> int:
        """Return how many are won or lost: rates are of them."""
        return self.total(Measure.WON) + self.total(Measure.LOST)

    @property
    def given_elsewhere(self) -> int:
        """Return how many referrals were given to people who sent nobody in this time."""
        return self.total(Measure.GIVEN) - sum(source.given for source in self.sources)


class _Counting:
    """Counts days by their places: what came or was done on them, step by step."""

    def __init__(self, steps: Steps, worked: WorkedDays) -> None:
        self.steps, self.worked = steps, worked
        self._step_of = [steps.place(day) for day in worked.days]

    def by_step(self, places: Iterable[int]) -> tuple[int, ...]:
        counted = [0] * len(self.steps.firsts)
        for place, count in Counter(places).items():  # many share a day
            counted[self._step_of[place]] += count
        return tuple(counted)

    def days_by_step(self, days: Iterable[date]) -> tuple[int, ...]:
        counted = [0] * len(self.steps.firsts)
        for day, count in Counter(days).items():
            counted[self.steps.place(day)] += count
        return tuple(counted)

    def places(self, moments: Iterable[datetime]) -> list[int]:
        place = self.worked.place
        return [place(moment) for moment in moments]

    def call_lags(self, owed: Iterable[Thanked], places: Iterable[int]) -> list[int | None]:
        """Return how many working days after its day somebody was called or thanked; None where nobody was."""
        worked = self.worked
        between, due, place = worked.places_between, worked.due_place, worked.place
        return [
            None if done_at is None else between(due(came_at, at), place(done_at))
            for (came_at, done_at), at in zip(owed, places, strict=True)
        ]

    def card_lags(self, owed: Iterable[Thanked], places: Iterable[int]) -> list[int | None]:
        """Return how many working days after it came to be owed a card left; None where none did."""
        between, place = self.worked.places_between, self.worked.place
        return [
            None if done_at is None else between(at, place(done_at))
            for (_opened_at, done_at), at in zip(owed, places, strict=True)
        ]


def report(
    facts: Facts, steps: Steps, *, today: date, working: WorkingTime, with_sources: bool = True
) -> ReferralReport:  # fmt: skip
    """Count a time; everything of a referral counts for the day it came, a promise for the day it fell due.

    The time that stands beside another needs no sources, and not within what time half were called.
    """
    counting = _Counting(steps, WorkedDays(working, _outermost_days(facts, working, today)))
    came, worded, carded = (
        counting.places(each.received_at for each in facts.received),
        counting.places(opened_at for opened_at, _done_at in facts.words),
        counting.places(opened_at for opened_at, _done_at in facts.cards),
    )
    lags = counting.call_lags(((each.received_at, each.tried_at) for each in facts.received), came)
    words, cards = counting.call_lags(facts.words, worded), counting.card_lags(facts.cards, carded)
    kept = [_kept(each, today, working) for each in facts.promised]
    counts = {
        **_of_received(facts.received, came, lags, counting),
        Measure.GIVEN: counting.by_step(counting.places(each.given_at for each in facts.given)),
        Measure.WORDS: _soonest(worded, words, counting, most=SOON[0]),
        Measure.CARDS: _soonest(carded, cards, counting, most=working.rules.card_days),
        Measure.PROMISES: _promised(facts.promised, kept, counting, (Kept.IN_TIME, Kept.LATE, Kept.NOT)),
        Measure.KEPT: _promised(facts.promised, kept, counting, (Kept.IN_TIME,)),
    }
    return ReferralReport(
        steps=steps,
        counts={measure: counts[measure] for measure in Measure},
        reached=_reached(facts),
        first_contact=_speed(lags, SOON),
        half_within=_half(facts.received, counting.worked) if with_sources else None,
        word=_speed(words, SOON),
        card=_speed(cards, tuple(working.rules.card_days + more for more in CARD_MORE)),
        promises=_promises(facts.promised, kept, counting),
        prepared=_prepared(facts.received),
        recipients=len({each.recipient_id for each in facts.given}),
        sources=_sources(facts, counting.worked, working.rules.top_percent) if with_sources else (),
        value_minor=sum(each.value_minor for each in facts.received),
    )


def _outermost_days(facts: Facts, working: WorkingTime, today: date) -> set[date]:
    """Return the first and the last day on which anything counted came or was done."""
    owed = [(each.received_at, each.tried_at) for each in facts.received]
    owed += [(each.given_at, None) for each in facts.given]
    owed += (*facts.words, *facts.cards)
    if not owed:
        return {today}
    came, done = [came_at for came_at, _done_at in owed], [done_at for _came_at, done_at in owed if done_at is not None]
    return {working.date_of(most(moments)) for most in (min, max) for moments in (came, done) if moments}


def _speed(lags: Sequence[int | None], bounds: tuple[int, ...]) -> Speed:
    """Count lags by the bar in which they lie: up to each bound, later, and not yet."""
    counted = [0] * (len(bounds) + 2)
    for lag, count in Counter(lags).items():
        counted[-1 if lag is None else bisect_left(bounds, lag)] += count
    return Speed(tuple(counted))


def _of_received(
    received: Sequence[Received], places: Sequence[int], lags: Sequence[int | None], counting: _Counting
) -> dict[Measure, tuple[int, ...]]:  # fmt: skip
    meanings = {Measure.WON: Meaning.WON, Measure.LOST: Meaning.LOST, Measure.OPEN: Meaning.OPEN}
    found = {
        measure: counting.by_step(at for at, each in zip(places, received, strict=True) if each.meaning is meaning)
        for measure, meaning in meanings.items()
    }
    same_day = _soonest(places, lags, counting, most=SOON[0])
    return {Measure.RECEIVED: counting.by_step(places), Measure.SAME_DAY: same_day, **found}


def _soonest(
    places: Sequence[int], lags: Sequence[int | None], counting: _Counting, *, most: int
) -> tuple[int, ...]:  # fmt: skip
    """Count by step what was done at the soonest, for the day on which it came or came to be owed."""
    return counting.by_step(at for at, lag in zip(places, lags, strict=True) if lag is not None and lag <= most)


def _reached(facts: Facts) -> tuple[int, ...]:
    """Count who came at least so far; who was won came all the way."""
    won = sum(each.meaning is Meaning.WON for each in facts.received)
    furthest = Counter(each.furthest for each in facts.received if each.meaning is not Meaning.WON)
    later = [
        won + sum(count for place, count in furthest.items() if place >= stage) for stage in range(1, facts.stages)
    ]
    return (len(facts.received), *later, won)


def _half(received: Sequence[Received], worked: WorkedDays) -> timedelta | None:
    """Return within which working time half of those called were called; None while there are too few."""
    spans = [
        worked.worked_between(each.received_at, each.tried_at).total_seconds()
        for each in received
        if each.tried_at is not None
    ]
    return timedelta(seconds=median(spans)) if len(spans) >= FEWEST_FOR_HALF else None


def _kept(each: Promised, today: date, working: WorkingTime) -> Kept:
    return promises.kept(
        each.due_on, kept_on=each.kept_on, dropped_on=each.dropped_on, today=today, working=working
    )  # fmt: skip


def _promised(
    promised: Sequence[Promised], kept: Sequence[Kept], counting: _Counting, wanted: tuple[Kept, ...]
) -> tuple[int, ...]:
    found = zip(promised, kept, strict=True)
    return counting.days_by_step(each.due_on for each, how in found if how in wanted)


def _promises(promised: Sequence[Promised], kept: Sequence[Kept], counting: _Counting) -> PromiseCounts:
    found = list(zip(promised, kept, strict=True))
    still = [each.due_on for each, how in found if each.dropped_on is None and how in (Kept.NOT, Kept.RUNNING)]
    return PromiseCounts(
        in_time=_promised(promised, kept, counting, (Kept.IN_TIME,)),
        late=_promised(promised, kept, counting, (Kept.LATE,)),
        open=counting.days_by_step(still),
        running=sum(how is Kept.RUNNING for how in kept),
        dropped=sum(how is Kept.NOT and each.dropped_on is not None for each, how in found),
    )


def _prepared(received: Sequence[Received]) -> tuple[Prepared, ...]:
    """Return every mark, the best first; people without one only where there are any."""
    counted = Counter((each.preparedness, each.meaning) for each in received)
    marks: list[int | None] = [*range(BEST_PREPARED, LEAST_PREPARED - 1, -1), None]
    groups = [
        Prepared(
            mark, counted[mark, Meaning.WON], counted[mark, Meaning.LOST],
            sum(counted[mark, meaning] for meaning in Meaning),
        )
        for mark in marks
    ]  # fmt: skip
    return tuple(groups if groups[-1].people else groups[:-1])


def _sources(facts: Facts, worked: WorkedDays, top_percent: int) -> tuple[Source, ...]:
    """Return the sources, those who sent most first; nobody known comes last."""
    sent = defaultdict[tuple[ContactId, ...], list[Received]](list)
    for each in facts.received:
        sent[each.givers].append(each)
    made = [_source(givers, referrals, worked) for givers, referrals in sent.items()]
    ordered = sorted(made, key=lambda each: (not each.givers, -each.received, -each.weight, -each.won, each.givers))
    top = set(rank_proposals.top({each.givers: each.weight for each in ordered if each.givers}, top_percent))
    gave = Counter(each.recipient_id for each in facts.given)
    found = []
    # What was given to somebody who sent alone and with others counts once: where they sent alone, if they did.
    own = {source.givers[0] for source in ordered if len(source.givers) == 1}
    for source in ordered:
        theirs = [giver for giver in source.givers if len(source.givers) == 1 or giver not in own]
        given = sum(gave.pop(giver, 0) for giver in theirs)
        is_top = source.givers in top
        found.append(replace(source, given=given, is_top=is_top) if given or is_top else source)
    return tuple(found)


def _source(givers: tuple[ContactId, ...], sent: Sequence[Received], worked: WorkedDays) -> Source:
    """Count what one source sent, in one go: most of a thousand sources sent one person each."""
    won = lost = marks = marked = value_minor = 0
    for each in sent:
        won += each.meaning is Meaning.WON
        lost += each.meaning is Meaning.LOST
        value_minor += each.value_minor
        if each.preparedness is not None:
            marks += each.preparedness
            marked += 1
    return Source(
        givers=givers,
        received=len(sent),
        won=won,
        lost=lost,
        prepared_sum=marks,
        prepared_count=marked,
        last_on=worked.days[worked.place(max(each.received_at for each in sent))],
        value_minor=value_minor,
    )

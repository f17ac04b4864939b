"""The top sources of a time: who sent most, weighted by how well the people were prepared, and what came of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from refdesk.domain import rank_proposals
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.rules import USUAL
from refdesk.domain.stages import Meaning


@dataclass(frozen=True, slots=True)
class Sent:
    """Hold a referral as one of its givers sent it."""

    giver_id: ContactId
    referral_id: ReferralId
    on: date
    meaning: Meaning = Meaning.OPEN
    preparedness: int | None = None
    value_minor: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Count referrals; one that several people sent counts for each of them, and once in a sum."""

    received: int = 0
    won: int = 0
    lost: int = 0
    prepared_sum: int = 0
    prepared_count: int = 0
    weight: int = 0
    value_minor: int = 0
    last_on: date | None = None

    @property
    def open(self) -> int:
        """Return how many are neither won nor lost."""
        return self.received - self.won - self.lost

    @property
    def mean(self) -> float | None:
        """Return the mean mark of preparedness; None where no mark is known."""
        return self.prepared_sum / self.prepared_count if self.prepared_count else None


@dataclass(frozen=True, slots=True)
class TopSource:
    """Hold one of the top sources: `before` is what they sent in the time before, `given` what we sent them."""

    contact_id: ContactId
    counts: Counts
    before: int = 0
    given: int = 0


@dataclass(frozen=True, slots=True)
class TopSources:
    """Hold the top sources, the heaviest first, with the sums of theirs and of what all `sources` sent."""

    top: tuple[TopSource, ...]
    together: Counts
    everybody: Counts
    sources: int
    shared: int
    before: int = 0
    everybody_before: int = 0

    @property
    def given(self) -> int:
        """Return how many referrals were given to them."""
        return sum(each.given for each in self.top)


def of(
    sources: Sequence[int],
    sent: Iterable[Sent],
    *,
    earlier: Iterable[Sent] = (),
    given: Mapping[ContactId, int] | None = None,
    percent: int = USUAL.top_percent,
) -> TopSources:
    """Return the top of the sources (rule 8); of equal ones those who stand first in `sources`.

    What others sent who are no sources (any more) does not count.
    """
    now, before = list(sent), list(earlier)
    givers = {each.giver_id for each in (*now, *before)}
    known = dict.fromkeys(ContactId(each) for each in sources if each in givers)
    now, before = _of(now, known), _of(before, known)
    per_source = _per_source(now)
    counted = {each: count(per_source[each]) for each in known if each in per_source}
    weights = {each: counts.weight for each, counts in counted.items()}
    best = rank_proposals.top(weights, percent, among=len(sources))
    sent_before = {each: len(_referrals(those)) for each, those in _per_source(before).items()}
    theirs = [each for one in best for each in per_source[one]]
    return TopSources(
        top=tuple(
            TopSource(each, counted[each], sent_before.get(each, 0), (given or {}).get(each, 0)) for each in best
        ),
        together=count(theirs),
        everybody=count(now),
        sources=len(sources),
        shared=_shared(theirs),
        before=len(_referrals(_of(before, set(best)))),
        everybody_before=len(_referrals(before)),
    )


def count(sent: Iterable[Sent]) -> Counts:
    """Return what these come to, each referral once."""
    referrals = _referrals(sent)
    marks = [each.preparedness for each in referrals if each.preparedness is not None]
    won = [each for each in referrals if each.meaning is Meaning.WON]
    return Counts(
        received=len(referrals),
        won=len(won),
        lost=sum(each.meaning is Meaning.LOST for each in referrals),
        prepared_sum=sum(marks),
        prepared_count=len(marks),
        weight=sum(rank_proposals.weight(each.preparedness) for each in referrals),
        value_minor=sum(each.value_minor for each in won),
        last_on=max((each.on for each in referrals), default=None),
    )


def _referrals(sent: Iterable[Sent]) -> Collection[Sent]:
    return {each.referral_id: each for each in sent}.values()


def _per_source(sent: Iterable[Sent]) -> dict[ContactId, list[Sent]]:
    found = defaultdict[ContactId, list[Sent]](list)
    for each in sent:
        found[each.giver_id].append(each)
    return dict(found)


def _of(sent: Iterable[Sent], givers: Collection[ContactId]) -> list[Sent]:
    return [each for each in sent if each.giver_id in givers]


def _shared(sent: Iterable[Sent]) -> int:
    """Return how many of these came from several of the people."""
    givers = Counter(each.referral_id for each in {(one.giver_id, one.referral_id): one for one in sent}.values())
    return sum(number > 1 for number in givers.values())

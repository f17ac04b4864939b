"""Which rank fits a person by what they sent, and why (rule 8); the owner accepts it or knows better."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from refdesk.domain import ranking
from refdesk.domain.ranking import Rank
from refdesk.domain.rules import USUAL, Rules
from refdesk.i18n import _, ngettext

HAPPY_FROM = 4
"""Of 5, the satisfaction from which somebody may be asked."""
UNHAPPY_TO = 2
"""Of 5, the satisfaction up to which something is to be put right before anything is asked."""
SENDERS = frozenset({Rank.A_PLUS, Rank.A})
"""The ranks of people who send, and not only could."""
UNKNOWN_PREPAREDNESS = 3
"""What a referral weighs whose preparedness nobody knows yet: the middle."""

Who = TypeVar("Who")


@dataclass(frozen=True, slots=True)
class RankFacts:
    """What a rank follows from: referrals received from the person, and what stands for asking or against it.

    `sent` counts as far as a rank looks back, `sent_lately` those of them that make an A; both lengths, and how many an
    A+ sends, are in `rules`. `remembered` is how many the owner recalls of that time, beside those that were logged.
    """

    sent_lately: int = 0
    sent: int = 0
    remembered: int | None = None
    satisfaction: int | None = None
    influential: bool = False
    was_asked_directly: bool = False
    may_be_reached: bool = True
    rules: Rules = USUAL

    @property
    def is_satisfied(self) -> bool:
        """Say whether the person may be asked for what they said of our work."""
        return self.satisfaction is not None and self.satisfaction >= HAPPY_FROM

    @property
    def is_unhappy(self) -> bool:
        """Say whether the person was not happy with our work."""
        return is_unhappy(self.satisfaction)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rank with the reason in words."""

    rank: Rank
    reason: str


def propose(facts: RankFacts) -> Proposal:
    """Return the rank that fits, with its reason; of what was logged and what is remembered, the better counts."""
    sent = [found for found in (_by_logged(facts), _by_remembered(facts)) if found]
    if sent:
        return min(sent, key=lambda found: ranking.order(found.rank))
    if not facts.may_be_reached:
        return Proposal(Rank.D, _("wants no calls and no mail"))
    if facts.is_unhappy:
        return Proposal(Rank.D, _("was not happy with the work: put that right first"))
    if facts.was_asked_directly:
        words = _("was asked, and has not sent anybody in {months}")
        return Proposal(Rank.C, words.format(months=looked_back(facts.rules)))
    if facts.is_satisfied or facts.influential:
        why = _("satisfied") if facts.is_satisfied else _("influential")
        return Proposal(Rank.B, _("{why}, and not asked properly yet").format(why=why))
    return Proposal(Rank.C, _("may know somebody; nothing is known yet"))


def is_unhappy(satisfaction: int | None) -> bool:
    """Say whether somebody who judged our work so, of 5, was not happy with it."""
    return satisfaction is not None and satisfaction <= UNHAPPY_TO


def look_again(rank: Rank, facts: RankFacts) -> Proposal | None:
    """Return the rank that fits better than one chosen a while ago; None when only facts known then speak against it.

    An owner's own judgement stands until something happens: somebody was sent, was asked in vain, or is not to be
    reached any more; or a rank that says "sends" is borne by a person who has sent nobody as far as a rank looks back.
    """
    proposal, logged = propose(facts), _by_logged(facts)
    if proposal.rank is rank or (facts.remembered and proposal != logged):
        return None
    if logged or not facts.may_be_reached or facts.is_unhappy:
        return proposal
    if rank is Rank.D:
        return None
    if facts.was_asked_directly or facts.is_satisfied or facts.influential:
        return proposal
    if rank not in SENDERS:
        return None
    return Proposal(proposal.rank, _("has not sent anybody in {months}").format(months=looked_back(facts.rules)))


def looked_back(rules: Rules = USUAL) -> str:
    """Return how far a rank looks back, in words that follow "in": two years."""
    months = rules.rank_back
    if months == USUAL.rank_back:
        return _("two years")
    return ngettext("{n} month", "{n} months", months).format(n=months)


def _by_logged(facts: RankFacts) -> Proposal | None:
    lately = facts.rules.rank_lately
    if count := facts.sent_lately:
        said = ngettext("{n} referral in the last {months} months", "{n} referrals in the last {months} months", count)
        rank = Rank.A_PLUS if count >= facts.rules.rank_often else Rank.A
        return Proposal(rank, said.format(n=count, months=lately))
    if facts.sent:
        words = _("sent somebody within {whole}, but not in the last {months} months")
        return Proposal(Rank.B, words.format(whole=looked_back(facts.rules), months=lately))
    return None


def _by_remembered(facts: RankFacts) -> Proposal | None:
    if not (count := facts.remembered):
        return None
    # A memory of two years is halved to compare it with one.
    lately, back = count * facts.rules.rank_lately, facts.rules.rank_back
    rank = Rank.A_PLUS if lately >= facts.rules.rank_often * back else Rank.A if lately >= back else Rank.B
    return Proposal(rank, _("you remember {n} in {months}").format(n=count, months=looked_back(facts.rules)))


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = date.fromordinal(first_of_next.toordinal() - 1).day
    return date(year, month + 1, min(day.day, last))


def weight(preparedness: int | None) -> int:
    """Return what a referral counts among top sources: its preparedness, 1 to 5."""
    return UNKNOWN_PREPAREDNESS if preparedness is None else preparedness


def top(
    weights: Mapping[Who, int], percent: int = USUAL.top_percent, *, among: int | None = None
) -> tuple[Who, ...]:  # fmt: skip
    """Return the top of the sources, rounded up, the heaviest first; who sent nobody is never among them.

    `among` is how many sources there are where `weights` does not have those who sent nobody.
    """
    ordered = sorted((who for who in weights if weights[who] > 0), key=lambda who: -weights[who])
    return tuple(ordered[: math.ceil((len(weights) if among is None else among) * percent / 100)])

"""Rewards promised to everybody who refers, kept apart from gifts: money off, points or a thing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from refdesk import i18n
from refdesk.domain import gifts, money, text
from refdesk.domain.contact import LONGEST_LINE, too_long
from refdesk.errors import Problem
from refdesk.i18n import N_, _, ngettext

MOST_POINTS = 1_000_000


class RewardKind(StrEnum):
    """What is promised."""

    MONEY_OFF = "money_off"
    POINTS = "points"
    THING = "thing"


class EarnedOn(StrEnum):
    """When it is owed: with the referral, or with the win."""

    REFERRAL = "referral"
    WIN = "win"


KIND_WORDS: Mapping[RewardKind, str] = MappingProxyType(
    {RewardKind.MONEY_OFF: N_("Money off"), RewardKind.POINTS: N_("Points"), RewardKind.THING: N_("A thing")}
)
EARNED_WORDS: Mapping[EarnedOn, str] = MappingProxyType(
    {EarnedOn.REFERRAL: N_("For each referral"), EarnedOn.WIN: N_("For each referral won")}
)


@dataclass(frozen=True, slots=True)
class RewardDraft:
    """Hold a promise to everybody as it is entered; both days count, `until_on` None is until further notice."""

    name: str
    kind: RewardKind
    earned_on: EarnedOn
    from_on: date
    until_on: date | None = None
    amount_minor: int = 0
    points: int = 0

    def holds_on(self, day: date) -> bool:
        """Say whether the promise holds on a day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def problems(draft: RewardDraft) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the promise can be saved."""
    return tuple(_problems(draft))


def words(draft: RewardDraft, currency: str) -> str:
    """Return what somebody gets, in few words: "$50.00 off the next job", "200 points", "Dinner for two"."""
    if draft.kind is RewardKind.MONEY_OFF:
        amount = i18n.money(money.from_minor(draft.amount_minor, currency), currency)
        return _("{amount} off: {name}").format(amount=amount, name=draft.name)
    if draft.kind is RewardKind.POINTS:
        said = ngettext("{n} point: {name}", "{n} points: {name}", draft.points)
        return said.format(n=i18n.number(draft.points), name=draft.name)
    return draft.name


def _problems(draft: RewardDraft) -> Iterator[Problem]:
    if text.is_blank(draft.name):
        yield Problem("name", _("Type what everybody who refers gets."))
    if len(draft.name) > LONGEST_LINE:
        yield Problem("name", too_long(LONGEST_LINE))
    if draft.kind is RewardKind.MONEY_OFF and draft.amount_minor == 0:
        yield Problem("amount_minor", _("Type how much is taken off."))
    elif found := gifts.amount_problem("amount_minor", draft.amount_minor):
        yield found
    if draft.kind is RewardKind.POINTS and not 1 <= draft.points <= MOST_POINTS:
        yield Problem("points", _("Type how many points."))
    if draft.until_on is not None and draft.until_on < draft.from_on:
        yield Problem("until_on", _("The last day lies before the first."))

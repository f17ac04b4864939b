"""Ranks: the order of people by the referrals they send, and how often to keep in touch."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain.rules import USUAL, Rules
from refdesk.i18n import N_, _


class Rank(StrEnum):
    """How likely a person is to refer; no rank is None, never a member."""

    A_PLUS = "A+"
    A = "A"
    B = "B"
    C = "C"
    D = "D"


KEPT_IN_TOUCH = (Rank.A_PLUS, Rank.A, Rank.B, Rank.C)
"""The ranks that hear from us by themselves, best first (rule 7)."""

MEANINGS: Mapping[Rank, str] = MappingProxyType(
    {
        Rank.A_PLUS: N_("sends often"),
        Rank.A: N_("sends"),
        Rank.B: N_("could send"),
        Rank.C: N_("maybe"),
        Rank.D: N_("not asking"),
    }
)

_ORDER = MappingProxyType({Rank.A_PLUS: 0, Rank.A: 1, Rank.B: 2, Rank.C: 3, None: 4, Rank.D: 5})


def order(rank: Rank | None) -> int:
    """Return the place of a rank, best first; people not ranked yet stand before those we do not ask."""
    return _ORDER[rank]


def is_source(rank: Rank | None) -> bool:
    """Say whether a person of this rank counts as a source."""
    return rank is not None and rank is not Rank.D


def words(rank: Rank | None) -> str:
    """Return what stands beside the badge: "sends often", "not asking", "not ranked yet"."""
    return _("not ranked yet") if rank is None else _(MEANINGS[rank])


def touch_days(rules: Rules = USUAL) -> dict[Rank, int]:
    """Return after how many days a word is due, for each rank that hears from us."""
    days = (rules.touch_a_plus, rules.touch_a, rules.touch_b, rules.touch_c)
    return dict(zip(KEPT_IN_TOUCH, days, strict=True))


def touch_due_on(
    rank: Rank | None, last_touch_on: date | None, *, today: date, rules: Rules = USUAL
) -> date | None:  # fmt: skip
    """Return the day on which a word is due to a person of this rank; None means never."""
    allowed = None if rank is None else touch_days(rules).get(rank)
    if allowed is None:
        return None
    return today if last_touch_on is None else last_touch_on + timedelta(days=allowed)

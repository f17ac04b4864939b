"""Gifts: what may stand in the ledger, and never the same item twice to a person or household."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from refdesk import i18n
from refdesk.domain import money, text
from refdesk.domain.contact import LONGEST_LINE, LONGEST_TEXT, too_long
from refdesk.domain.ids import ContactId, GiftItemId, ReferralId
from refdesk.errors import Problem
from refdesk.i18n import _


class GiftDirection(StrEnum):
    """Who gave it: given by us, or received from them."""

    GIVEN = "given"
    RECEIVED = "received"


class GiftState(StrEnum):
    """How far a gift has come."""

    PLANNED = "planned"
    BOUGHT = "bought"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class GiftDraft:
    """Hold a gift as it is entered; costs are in minor units, shipping and wrapping apart."""

    contact_id: ContactId | None
    name: str
    on: date
    category: str = ""
    direction: GiftDirection = GiftDirection.GIVEN
    occasion: str = ""
    referral_id: ReferralId | None = None
    cost_minor: int = 0
    shipping_minor: int = 0
    business_reason: str = ""
    relationship: str = ""
    state: GiftState = GiftState.GIVEN
    item_id: GiftItemId | None = None
    is_consumable: bool = False
    is_voucher: bool = False
    carries_our_mark: bool = False


@dataclass(frozen=True, slots=True)
class EarlierGift:
    """Hold a gift that this person or somebody of the household has had or is to have."""

    name: str
    on: date
    recipient: str
    item_id: GiftItemId | None = None
    category: str = ""


_LINES = ("name", "category", "occasion", "relationship")


def problems(draft: GiftDraft, *, earlier: Iterable[EarlierGift] = ()) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the gift can be saved.

    `earlier` are the other gifts given to the person and, if there is one, to the household.
    """
    same = same_gift(draft, earlier)
    return (*_fact_problems(draft), *([same] if same else []))


def same_gift(draft: GiftDraft, earlier: Iterable[EarlierGift]) -> Problem | None:
    """Return the refusal of an item that the person or household has had, with the date of the first."""
    if draft.direction is not GiftDirection.GIVEN:
        return None
    first = min((each for each in earlier if is_same(draft, each)), key=lambda gift: gift.on, default=None)
    if first is None:
        return None
    sentence = _("{name} had this on {day}. Choose something else.")
    return Problem("name", sentence.format(name=first.recipient, day=i18n.day_full(first.on)))


def is_same(draft: GiftDraft, earlier: EarlierGift) -> bool:
    """Say whether an earlier gift was the same entry of the catalog, or had the same name however it was written."""
    if draft.item_id is not None and draft.item_id == earlier.item_id:
        return True
    folded = text.fold(draft.name)
    return bool(folded) and text.fold(earlier.name) == folded


def _fact_problems(draft: GiftDraft) -> Iterator[Problem]:
    if draft.contact_id is None:
        given = draft.direction is GiftDirection.GIVEN
        yield Problem("contact_id", _("Choose who gets it.") if given else _("Choose who gave it."))
    if text.is_blank(draft.name):
        yield Problem("name", _("Type what it is."))
    for name in ("cost_minor", "shipping_minor"):
        if found := amount_problem(name, getattr(draft, name)):
            yield found
    for name in _LINES:
        if len(getattr(draft, name)) > LONGEST_LINE:
            yield Problem(name, too_long(LONGEST_LINE))
    if len(draft.business_reason) > LONGEST_TEXT:
        yield Problem("business_reason", too_long(LONGEST_TEXT))


def amount_problem(field: str, minor: int) -> Problem | None:
    """Return what is wrong with an amount in minor units."""
    if minor < 0:
        return Problem(field, _("Type an amount of zero or more."))
    return Problem(field, _("This amount is too large.")) if minor > money.MOST_MINOR else None

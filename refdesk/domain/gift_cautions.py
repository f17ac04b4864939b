"""What to think of before a gift is given: everything but the same item twice only warns, and the owner may go on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from refdesk import i18n
from refdesk.domain import gift_modes, gift_rules, money, text
from refdesk.domain.gift_modes import Mode
from refdesk.domain.gift_rules import GiftRules, Reach, Standing
from refdesk.domain.gifts import GiftDirection, GiftDraft
from refdesk.i18n import _


class CautionKind(StrEnum):
    """What a caution is about."""

    NOTES_ONLY = "notes_only"
    TOKEN = "token"  # noqa: S105 - a small present
    NO_GIFTS = "no_gifts"
    PAST_LIMIT = "past_limit"
    NEAR_LIMIT = "near_limit"
    NO_MARK = "no_mark"
    CONSUMABLE = "consumable"
    VOUCHER = "voucher"
    WE_SELL_THIS = "we_sell_this"
    SAME_CATEGORY = "same_category"
    NONE_LEFT = "none_left"


QUIETING = frozenset({CautionKind.NOTES_ONLY, CautionKind.TOKEN, CautionKind.NO_GIFTS})
"""Cautions for which nothing is suggested."""


@dataclass(frozen=True, slots=True)
class Caution:
    """Hold one warning as it is said."""

    kind: CautionKind
    sentence: str


@dataclass(frozen=True, slots=True)
class LastGift:
    """Hold the gift that the person or household had before."""

    category: str
    on: date


@dataclass(frozen=True, slots=True)
class Recipient:
    """Hold whom a gift is for; `household` is "" for somebody who lives alone.

    The totals are what was given in the tax year of the gift, this gift apart.
    """

    name: str
    household: str = ""
    may_accept_gifts: bool = True
    last: LastGift | None = None
    person_total: Decimal = Decimal(0)
    household_total: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """Hold what the catalog says of an item."""

    we_sell_this: bool = False
    in_stock: int | None = None


@dataclass(frozen=True, slots=True)
class Guarded:
    """Hold what is to be said of a gift: the cautions, whose total it counts for, and how that stands with it."""

    cautions: tuple[Caution, ...]
    whose: str
    before: Standing
    after: Standing

    def has(self, kind: CautionKind) -> bool:
        """Say whether there is a caution of this kind."""
        return any(each.kind is kind for each in self.cautions)


def guard(draft: GiftDraft, to: Recipient, rules: GiftRules, *, item: ItemFacts | None = None) -> Guarded:
    """Hold a gift against every rule; nothing is said of one that was received."""
    limit = rules.limit_at(draft.on)
    together = bool(to.household) and limit.household_as_one
    before = to.household_total if together else to.person_total
    standing = Standing(before, limit)
    whose = to.household if together else to.name
    if draft.direction is GiftDirection.RECEIVED:
        return Guarded((), whose, standing, standing)
    after = Standing(before + counts_for(draft, rules), limit)
    found = (
        *_mode_cautions(rules.mode),
        *_person_cautions(to),
        *_limit_cautions(whose, after, draft, rules),
        *_kind_cautions(draft, rules),
        *_item_cautions(item),
        *_category_cautions(draft, to),
    )
    return Guarded(found, whose, standing, after)


def counts_for(draft: GiftDraft, rules: GiftRules) -> Decimal:
    """Return what a gift adds to the total of the year."""
    cost, shipping = (money.from_minor(each, rules.currency) for each in (draft.cost_minor, draft.shipping_minor))
    return gift_rules.counted(cost, shipping, rules.limit_at(draft.on))


def _mode_cautions(mode: Mode) -> Iterator[Caution]:
    kinds = {Mode.NOTES_ONLY: CautionKind.NOTES_ONLY, Mode.TOKEN: CautionKind.TOKEN}
    if mode in kinds:
        yield Caution(kinds[mode], gift_modes.sentence(mode))


def _person_cautions(to: Recipient) -> Iterator[Caution]:
    if not to.may_accept_gifts:
        sentence = _("{name} may not accept gifts. A card is always right.").format(name=to.name)
        yield Caution(CautionKind.NO_GIFTS, sentence)


def _limit_cautions(whose: str, after: Standing, draft: GiftDraft, rules: GiftRules) -> Iterator[Caution]:
    amount = after.limit.amount
    if amount is None:
        return

    def said(value: Decimal) -> str:
        return i18n.money(value, rules.currency)

    facts = {
        "whose": whose, "year": rules.year_of(draft.on).name, "total": said(after.total), "limit": said(amount),
        "over": said(after.over), "left": said(after.left),
    }  # fmt: skip
    if after.reach is Reach.PAST:
        cliff = _("{whose} would have had {total} in {year}. Past {limit} none of it counts. Ask your accountant.")
        part = _(
            "{whose} would have had {total} in {year}: {over} past the limit of {limit}, and that part does not count. "
            "Ask your accountant."
        )
        yield Caution(CautionKind.PAST_LIMIT, (cliff if after.limit.is_cliff else part).format(**facts))
    elif after.reach is Reach.NEAR and counts_for(draft, rules):
        near = _("Near the limit: {whose} would have had {total} of {limit} in {year}, which leaves {left}.")
        yield Caution(CautionKind.NEAR_LIMIT, near.format(**facts))


def _kind_cautions(draft: GiftDraft, rules: GiftRules) -> Iterator[Caution]:
    limit = rules.limit_at(draft.on)
    if limit.needs_our_mark and not draft.carries_our_mark:
        words = _("By these rules a gift counts only if it carries your name where everybody sees it.")
        yield Caution(CautionKind.NO_MARK, words)
    if limit.no_consumables and draft.is_consumable:
        yield Caution(CautionKind.CONSUMABLE, _("By these rules food, drink and tobacco do not count as gifts."))
    if limit.no_consumables and draft.is_voucher:
        yield Caution(CautionKind.VOUCHER, _("By these rules vouchers do not count as gifts."))


def _item_cautions(item: ItemFacts | None) -> Iterator[Caution]:
    if item is not None and item.we_sell_this:
        words = _("You sell this. It may look like a sample; something else says thank you better.")
        yield Caution(CautionKind.WE_SELL_THIS, words)
    if item is not None and item.in_stock is not None and item.in_stock <= 0:
        yield Caution(CautionKind.NONE_LEFT, _("By the catalog none of it is left."))


def _category_cautions(draft: GiftDraft, to: Recipient) -> Iterator[Caution]:
    folded = text.fold(draft.category)
    if to.last is not None and folded and folded == text.fold(to.last.category):
        words = _("The last gift, on {day}, was of the same kind: {category}.")
        sentence = words.format(day=i18n.day_long(to.last.on), category=to.last.category)
        yield Caution(CautionKind.SAME_CATEGORY, sentence)

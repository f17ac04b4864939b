"""The gift guard: what is to be thought of before a gift is given, and what of the catalog keeps every rule."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import gift_cautions, gift_modes, text
from refdesk.domain import gifts as gift_facts
from refdesk.domain.gift_cautions import CautionKind, Guarded, ItemFacts, Recipient
from refdesk.domain.gift_modes import Mode
from refdesk.domain.gift_rules import GiftRules, Standing
from refdesk.domain.gifts import EarlierGift, GiftDirection, GiftDraft, GiftState
from refdesk.domain.ids import ContactId, GiftId, GiftItemId
from refdesk.errors import Problem
from refdesk.i18n import N_, _
from refdesk.services import gift_history, gift_limits
from refdesk.store.tables.gifts import GiftItem
from refdesk.store.tables.people import Contact

MOST = 3
_REASONS = {
    CautionKind.PAST_LIMIT: N_("would pass the limit"),
    CautionKind.NO_MARK: N_("does not carry your name"),
    CautionKind.CONSUMABLE: N_("food, drink or tobacco"),
    CautionKind.VOUCHER: N_("a voucher"),
    CautionKind.WE_SELL_THIS: N_("you sell it"),
    CautionKind.SAME_CATEGORY: N_("the same kind as last time"),
    CautionKind.NONE_LEFT: N_("none left"),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """Hold what is to be said of a gift while it is typed; `refused` is the same item twice, the only refusal."""

    guarded: Guarded
    refused: Problem | None
    year: str
    currency: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """Hold an item that keeps every rule; `left` is what the limit leaves after it, None without a limit."""

    item_id: GiftItemId
    name: str
    category: str
    cost_minor: int
    shipping_minor: int
    in_stock: int | None
    left: Decimal | None
    is_near: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Hold an item that would break a rule, and which."""

    item_id: GiftItemId
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Hold what may be given to a person: the items that fit, best first, one sentence why, and what was left out.

    Where nothing is to be given at all, `quiet` says so in place of everything else.
    """

    contact_id: ContactId
    name: str
    whose: str
    year: str
    currency: str
    standing: Standing
    quiet: str
    why: str
    items: tuple[Suggested, ...]
    left_out: tuple[LeftOut, ...]


def look(session: Session, draft: GiftDraft, *, gift_id: GiftId | None = None) -> Looked | None:
    """Return what is to be said of a gift as it is typed; None until somebody is chosen."""
    contact = None if draft.contact_id is None else session.get(Contact, draft.contact_id)
    if contact is None:
        return None
    rules = gift_limits.rules(session)
    to = gift_history.recipient(session, contact, draft.on, rules, without=gift_id)
    guarded = gift_cautions.guard(draft, to, rules, item=_item_facts(session, draft, is_new=gift_id is None))
    same = gift_facts.same_gift(draft, gift_history.earlier(session, contact, without=gift_id))
    return Looked(guarded, same, rules.year_of(draft.on).name, rules.currency)


def suggest(session: Session, contact_id: ContactId, day: date) -> Suggestions:
    """Return what of the catalog keeps every rule for this person on this day, and why the rest does not."""
    contact = session.get_one(Contact, contact_id)
    rules = gift_limits.rules(session)
    to = gift_history.recipient(session, contact, day, rules)
    had = gift_history.earlier(session, contact)
    items = session.scalars(select(GiftItem).where(GiftItem.retired_on.is_(None)).order_by(GiftItem.id)).all()
    fitting, left_out = _sorted_out(items, to, rules, had, contact_id, day)
    before = gift_cautions.guard(_nothing(contact_id, day), to, rules)
    return Suggestions(
        contact_id=contact_id,
        name=to.name,
        whose=before.whose,
        year=rules.year_of(day).name,
        currency=rules.currency,
        standing=before.before,
        quiet=_quiet(to, rules),
        why=_why(to, rules, day, has_items=bool(items), fits=bool(fitting)),
        items=tuple(fitting[:MOST]),
        left_out=tuple(left_out),
    )


def _sorted_out(
    items: Sequence[GiftItem], to: Recipient, rules: GiftRules, had: Sequence[EarlierGift], contact_id: ContactId,
    day: date,
) -> tuple[list[Suggested], list[LeftOut]]:  # fmt: skip
    """Return what fits, what was counted and given least before the rest, and what does not."""
    times = Counter(text.fold(each.category) for each in had)
    fitting: list[tuple[tuple[bool, int, int, int], Suggested]] = []
    left_out: list[LeftOut] = []
    for item in items:
        draft = draft_from(item, contact_id, day)
        guarded = gift_cautions.guard(draft, to, rules, item=ItemFacts(item.we_sell_this, item.in_stock))
        if why := _why_not(draft, guarded, had):
            left_out.append(LeftOut(GiftItemId(item.id), item.name, why))
        else:
            order = (item.in_stock is None, times[text.fold(item.category)], item.cost_minor, item.id)
            fitting.append((order, _suggested(item, guarded)))
    return [each for _order, each in sorted(fitting, key=lambda pair: pair[0])], left_out


def draft_from(item: GiftItem, contact_id: ContactId | None, day: date) -> GiftDraft:
    """Return a gift of this entry of the catalog."""
    return GiftDraft(
        contact_id=contact_id, name=item.name, on=day, category=item.category, cost_minor=item.cost_minor,
        shipping_minor=item.shipping_minor, item_id=GiftItemId(item.id), is_consumable=item.is_consumable,
        is_voucher=item.is_voucher, carries_our_mark=item.carries_our_mark, state=GiftState.PLANNED,
    )  # fmt: skip


def _item_facts(session: Session, draft: GiftDraft, *, is_new: bool) -> ItemFacts | None:
    if draft.item_id is None or draft.direction is GiftDirection.RECEIVED:
        return None
    item = session.get(GiftItem, draft.item_id)
    # The last one that was handed over is no longer in stock: that is no caution.
    return None if item is None else ItemFacts(item.we_sell_this, item.in_stock if is_new else None)


def _nothing(contact_id: ContactId, day: date) -> GiftDraft:
    return GiftDraft(contact_id, "", day)


def _why_not(draft: GiftDraft, guarded: Guarded, had: Sequence[EarlierGift]) -> str:
    """Return why an item is left out, in few words; "" for one that keeps every rule."""
    same = [each.on for each in had if gift_facts.is_same(draft, each)]
    if same:
        return _("had it in {month}").format(month=i18n.month_year(min(same)))
    return next((_(_REASONS[each.kind]) for each in guarded.cautions if each.kind in _REASONS), "")


def _suggested(item: GiftItem, guarded: Guarded) -> Suggested:
    left = None if guarded.after.limit.amount is None else guarded.after.left
    return Suggested(
        GiftItemId(item.id), item.name, item.category, item.cost_minor, item.shipping_minor, item.in_stock, left,
        guarded.has(CautionKind.NEAR_LIMIT),
    )  # fmt: skip


def _quiet(to: Recipient, rules: GiftRules) -> str:
    if not to.may_accept_gifts:
        return _("{name} may not accept gifts. A card is always right.").format(name=to.name)
    return "" if rules.mode is Mode.GIFTS else gift_modes.sentence(rules.mode)


def _why(to: Recipient, rules: GiftRules, day: date, *, has_items: bool, fits: bool) -> str:
    """Return one sentence that says why these fit, or why nothing does."""
    if not has_items:
        return _("The catalog is empty. Add what you like to give, and RefDesk picks what fits.")
    if not fits:
        return _("Nothing of the catalog keeps every rule. A card is always right.")
    limit = rules.limit_at(day)
    whose = to.household or to.name
    parts = [_("nothing {whose} had before").format(whose=whose)]
    if to.last is not None and to.last.category:
        parts.append(_("not the same kind as last time ({category})").format(category=to.last.category))
    parts.append(_("nothing you sell"))
    if limit.needs_our_mark:
        parts.append(_("carrying your name"))
    if limit.no_consumables:
        parts.append(_("no food, drink, tobacco or vouchers"))
    if limit.amount is not None:
        parts.append(_("within {limit} for the year").format(limit=i18n.money(limit.amount, rules.currency)))
    said = _("These fit: {reasons}.").format(reasons=i18n.listing(parts))
    apart = limit.amount is not None and limit.shipping_apart
    return f"{said} {_('Shipping and wrapping are counted apart.')}" if apart else said

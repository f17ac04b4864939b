"""The catalog of gifts: entries with cost, stock and picture; one that is retired keeps its history."""

from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from refdesk.domain import gift_items as rules
from refdesk.domain import text
from refdesk.domain.gift_items import ItemDraft
from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.domain.ids import GiftItemId
from refdesk.errors import Overtaken, Refused
from refdesk.i18n import N_, _
from refdesk.services.operation import operation
from refdesk.services.pictures import Gated
from refdesk.store.tables.gifts import Gift, GiftItem
from refdesk.store.tables.office import Picture
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Hold an entry of the catalog; `given` counts how often it was given, `last_on` is the last day."""

    item_id: GiftItemId
    draft: ItemDraft
    has_picture: bool
    retired_on: date | None
    given: int
    last_on: date | None
    version: int


def rows(session: Session, *, with_retired: bool = False) -> tuple[ItemRow, ...]:
    """Return the catalog by name; retired entries stand last."""
    query = _with_times()
    if not with_retired:
        query = query.where(GiftItem.retired_on.is_(None))
    found = [_row(row.GiftItem, row.given or 0, row.last_on) for row in session.execute(query)]
    return tuple(sorted(found, key=lambda row: (row.retired_on is not None, text.fold(row.draft.name), row.item_id)))


@cache
def _with_times() -> Select[Any]:
    """Return the select of all entries, with how often each was given and when last."""
    times = (
        select(Gift.item_id, func.count().label("given"), func.max(Gift.on).label("last_on"))
        .where(Gift.direction == GiftDirection.GIVEN, Gift.state == GiftState.GIVEN, Gift.item_id.is_not(None))
        .group_by(Gift.item_id)
        .subquery()
    )
    return select(GiftItem, times.c.given, times.c.last_on).outerjoin(times, times.c.item_id == GiftItem.id)


def row_of(session: Session, item_id: GiftItemId) -> ItemRow | None:
    """Return one entry, retired or not; None if it is gone."""
    return next((row for row in rows(session, with_retired=True) if row.item_id == item_id), None)


def picture_of(session: Session, item_id: GiftItemId) -> bytes | None:
    """Return the picture of an entry as a file; None when there is none."""
    query = select(Picture.content).join(GiftItem, GiftItem.picture_id == Picture.id).where(GiftItem.id == item_id)
    return session.scalars(query).one_or_none()


def categories(session: Session) -> tuple[str, ...]:
    """Return the kinds that the catalog and the gifts know, by name."""
    known = {*session.scalars(select(GiftItem.category).distinct()), *session.scalars(select(Gift.category).distinct())}
    by_fold = {text.fold(each): each for each in sorted(known, reverse=True) if each}
    return tuple(by_fold[key] for key in sorted(by_fold))


@operation(N_("Add to the catalog"))
def add(unit: Unit, draft: ItemDraft, *, picture: Gated | None = None) -> GiftItemId:
    """Add an entry; raises `Refused` with the problems by field."""
    _check(unit, draft)
    item = unit.add(GiftItem(name=""))
    _fill(item, draft)
    if picture is not None:
        item.picture_id = unit.add(Picture(content=picture.content, mime=picture.mime)).id
    unit.say(_("“{gift}” added to the catalog").format(gift=item.name), "gift_item", item.id)
    return GiftItemId(item.id)


@operation(N_("Change the catalog"))
def edit(
    unit: Unit,
    item_id: GiftItemId,
    draft: ItemDraft,
    *,
    version: int | None = None,
    picture: Gated | None = None,
    drop_picture: bool = False,
) -> None:
    """Save another version of an entry and its picture; `Overtaken` when it has moved on from `version`.

    Gifts that were given keep what they cost.
    """
    item = unit.get(GiftItem, item_id, version=version)
    _check(unit, draft, item_id=item_id)
    _fill(item, draft)
    if picture is not None or drop_picture:
        _drop_picture(unit, item)
    if picture is not None:
        item.picture_id = unit.add(Picture(content=picture.content, mime=picture.mime)).id
    unit.say(_("“{gift}” changed in the catalog").format(gift=item.name), "gift_item", item.id)


@operation(N_("Retire from the catalog"))
def retire(unit: Unit, item_id: GiftItemId) -> None:
    """Offer an entry no longer; who had it is still known."""
    item = unit.get(GiftItem, item_id)
    if item.retired_on is not None:
        raise Overtaken(_("This was changed in the meantime."))
    item.retired_on = unit.today
    unit.say(_("“{gift}” retired from the catalog").format(gift=item.name), "gift_item", item.id)


@operation(N_("Take back into the catalog"))
def restore(unit: Unit, item_id: GiftItemId) -> None:
    """Offer a retired entry again; raises `Refused` when another of its name took its place."""
    item = unit.get(GiftItem, item_id)
    _check(unit, _draft(item), item_id=item_id)
    item.retired_on = None
    unit.say(_("“{gift}” is in the catalog again").format(gift=item.name), "gift_item", item.id)


@operation(N_("Count the stock"))
def count(unit: Unit, item_id: GiftItemId, in_stock: int | None) -> None:
    """Note how many there are; None is not counted any more."""
    item = unit.get(GiftItem, item_id)
    if problem := rules.stock_problem(in_stock):
        raise Refused(problem)
    item.in_stock = in_stock
    unit.say(_("Stock of “{gift}” counted").format(gift=item.name), "gift_item", item.id)


def _check(unit: Unit, draft: ItemDraft, *, item_id: GiftItemId | None = None) -> None:
    query = select(GiftItem.name).where(GiftItem.retired_on.is_(None))
    if item_id is not None:
        query = query.where(GiftItem.id != item_id)
    if found := rules.problems(draft, others=unit.session.scalars(query)):
        raise Refused(*found)


def _fill(item: GiftItem, draft: ItemDraft) -> None:
    item.name, item.category = text.clean(draft.name), text.clean(draft.category)
    item.notes = text.clean(draft.notes, lines=True)
    for name in _PLAIN:
        setattr(item, name, getattr(draft, name))


def _drop_picture(unit: Unit, item: GiftItem) -> None:
    # A picture that nobody shows is not kept; undo brings it back from the trail.
    if item.picture_id is not None:
        unit.session.delete(unit.get(Picture, item.picture_id))
        item.picture_id = None


def _draft(item: GiftItem) -> ItemDraft:
    return ItemDraft(**{each.name: getattr(item, each.name) for each in fields(ItemDraft)})


def _row(item: GiftItem, given: int, last_on: date | None) -> ItemRow:
    return ItemRow(
        GiftItemId(item.id), _draft(item), item.picture_id is not None, item.retired_on, given, last_on, item.version
    )


_PLAIN = ("cost_minor", "shipping_minor", "we_sell_this", "is_consumable", "is_voucher", "carries_our_mark", "in_stock")

"""What people and their households have had: never the same twice, and one total of the tax year for a home."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import gift_rules, money
from refdesk.domain.gift_cautions import LastGift, Recipient
from refdesk.domain.gift_rules import GiftRules, Limit
from refdesk.domain.gifts import EarlierGift, GiftDirection, GiftState
from refdesk.domain.ids import ContactId, GiftId, GiftItemId
from refdesk.services import household_names, shown_names
from refdesk.services.conditions import WHO
from refdesk.store.prepared import Prepared
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.people import Contact, Household

Whose = tuple[str, int]
"""Whose total a gift counts for: the table, and the id in it."""


@dataclass(frozen=True, slots=True)
class CountedGift:
    """Hold a gift with whose total it counts for; its amounts are decimals of the file's currency."""

    gift_id: GiftId
    contact_id: ContactId
    on: date
    cost: Decimal
    shipping: Decimal
    home: Whose

    def whose(self, limit: Limit) -> Whose:
        """Return whose total it counts for: where a household is not one, everybody stands alone."""
        return self.home if limit.household_as_one else (Contact.__tablename__, self.contact_id)


def earlier(session: Session, contact: Contact, *, without: GiftId | None = None) -> list[EarlierGift]:
    """Return what this person or somebody of the household was given or is to have, the first first."""
    return [
        EarlierGift(
            row.name, row.on, shown_names.usual_at_end(row),
            None if row.item_id is None else GiftItemId(row.item_id), row.category,
        )
        for row in _earlier.rows(session, who=contact.id, home=contact.household_id)
        if row.id != without
    ]  # fmt: skip


def recipient(
    session: Session, contact: Contact, day: date, rules: GiftRules, *, without: GiftId | None = None
) -> Recipient:
    """Return whom a gift of this day is for, with the totals of its tax year; `without` is the gift itself."""
    limit, year = rules.limit_at(day), rules.year_of(day)
    given = _given.rows(session, who=contact.id, home=contact.household_id, first=year.first, last=year.last)
    found = [counted(row, rules.currency) for row in given if row.id != without]
    home = (Household.__tablename__, contact.household_id)
    past = [each for each in earlier(session, contact, without=without) if each.on <= day]
    names = {} if contact.household_id is None else household_names.on_envelopes(session, [contact.household_id])
    return Recipient(
        name=shown_names.of([getattr(contact, part) for part in shown_names.PARTS]).usual,
        household=names.get(contact.household_id or 0, ""),
        may_accept_gifts=contact.may_accept_gifts,
        last=LastGift(past[-1].category, past[-1].on) if past else None,
        person_total=total([each for each in found if each.contact_id == contact.id], limit),
        household_total=total([each for each in found if each.home == home], limit),
    )


def total(gifts: Iterable[CountedGift], limit: Limit) -> Decimal:
    """Return what gifts count for together."""
    return sum((gift_rules.counted(each.cost, each.shipping, limit) for each in gifts), Decimal(0))


def counted_columns() -> Any:  # noqa: ANN401 - a select of many columns
    """Return the select of gifts with what tells whose total they count for."""
    somebody = aliased(Contact)
    return select(
        Gift.id, Gift.contact_id, Gift.household_id, Gift.on, Gift.cost_minor, Gift.shipping_minor,
        Contact.household_id.label("lives_in"),
        exists().where(somebody.household_id == Gift.household_id).label("is_lived_in"),
    ).join(Contact, Contact.id == Gift.contact_id)  # fmt: skip


def counted(row: Any, currency: str) -> CountedGift:  # noqa: ANN401 - a row of these columns
    """Return a row of `counted_columns` as a value.

    A gift counts for the household of its day as long as somebody lives there, and otherwise for the one in which the
    person lives now: people who move together in the middle of a year have one total for it.
    """
    home = row.household_id if row.is_lived_in or row.lives_in is None else row.lives_in
    return CountedGift(
        GiftId(row.id), ContactId(row.contact_id), row.on, money.from_minor(row.cost_minor, currency),
        money.from_minor(row.shipping_minor, currency),
        (Contact.__tablename__, row.contact_id) if home is None else (Household.__tablename__, home),
    )  # fmt: skip


@Prepared
def _earlier() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(Gift.id, Gift.name, Gift.on, Gift.item_id, Gift.category, *shown_names.parts(Contact))
        .join(Contact, Contact.id == Gift.contact_id)
        .where(Gift.direction == GiftDirection.GIVEN.value, _theirs())
        .order_by(Gift.on, Gift.id)
    )


@Prepared
def _given() -> Any:  # noqa: ANN401 - a select of many columns
    first, last = bindparam("first", type_=Date), bindparam("last", type_=Date)
    return counted_columns().where(_is_given(), Gift.on >= first, Gift.on <= last, _theirs())


def _is_given() -> ColumnElement[bool]:
    return (Gift.direction == GiftDirection.GIVEN.value) & (Gift.state == GiftState.GIVEN.value)


def _theirs() -> ColumnElement[bool]:
    """Return the condition of gifts to a person, or to somebody of the household now or on the day of the gift."""
    home = bindparam("home", type_=Integer)
    members = select(Contact.id).where(Contact.household_id == home)
    return or_(Gift.contact_id == WHO, Gift.household_id == home, Gift.contact_id.in_(members))

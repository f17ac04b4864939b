"""Gifts: logged in the ledger, never the same one twice to a person or household."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import gifts as rules
from refdesk.domain import promises as promise_rules
from refdesk.domain import text
from refdesk.domain.contact import Status
from refdesk.domain.gifts import EarlierGift, GiftDirection, GiftDraft, GiftState
from refdesk.domain.ids import ContactId, GiftId, ReferralId
from refdesk.domain.promises import NOTHING_PROMISED, OnTheWay
from refdesk.domain.touches import Purpose, TouchKind
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, contacts, promises, shown_names, thanks_parts
from refdesk.services.operation import operation
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.people import Contact, Household
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

_NOON = time(12)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Hold one gift of the ledger; `together_minor` is what the person or household had that year, shipping apart."""

    gift_id: GiftId
    on: date
    contact_id: ContactId
    name: str
    gift: str
    category: str
    occasion: str
    business_reason: str
    relationship: str
    cost_minor: int
    shipping_minor: int
    state: GiftState
    referral_id: ReferralId | None
    together_minor: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Hold the gifts of a year, the newest first, and their sums in minor units."""

    year: int
    rows: tuple[LedgerRow, ...]
    count: int
    cost_minor: int
    shipping_minor: int


@operation(N_("Log a gift"))
def log(unit: Unit, draft: GiftDraft, *, promised: OnTheWay = NOTHING_PROMISED) -> GiftId:
    """Enter a gift, and what was promised with it; one that the person or household had before is refused."""
    contact = None if draft.contact_id is None else unit.get(Contact, draft.contact_id)
    earlier = [] if contact is None else _earlier(unit.session, contact)
    found = [
        *rules.problems(draft, earlier=earlier),
        *_day_problems(draft, unit.today),
        *_left_problems(draft, contact),
        *promise_rules.problems_on_the_way(promised),
    ]
    if found:
        raise Refused(*found)
    assert contact is not None, "the rules ask for a contact"
    gift = unit.add(
        Gift(
            contact_id=contact.id, household_id=contact.household_id, name=text.clean(draft.name),
            category=text.clean(draft.category), direction=draft.direction.value, occasion=text.clean(draft.occasion),
            referral_id=draft.referral_id, on=draft.on, cost_minor=draft.cost_minor,
            shipping_minor=draft.shipping_minor, business_reason=text.clean(draft.business_reason, lines=True),
            relationship=text.clean(draft.relationship), state=draft.state.value,
        )
    )  # fmt: skip
    if draft.state is GiftState.GIVEN:
        _log_touch(unit, gift)
    thanks_parts.note_gift(unit, gift)
    promises.add_on_the_way(unit, contact.id, promised, referral_id=draft.referral_id)
    name = contacts.name_of(contact)
    said = _("Gift to {name} logged") if draft.direction is GiftDirection.GIVEN else _("Gift from {name} logged")
    unit.say(said.format(name=name), "contact", contact.id)
    return GiftId(gift.id)


def ledger(session: Session, year: int) -> Ledger:
    """Return the gifts given in a year; planned and bought ones are listed and not summed."""
    somebody = aliased(Contact)
    query = (
        select(
            Gift, shown_names.columns(Contact), Contact.household_id.label("lives_in"),
            exists().where(somebody.household_id == Gift.household_id).label("is_lived_in"),
        )
        .join(Contact, Contact.id == Gift.contact_id)
        .where(Gift.direction == GiftDirection.GIVEN, Gift.on >= date(year, 1, 1), Gift.on <= date(year, 12, 31))
        .order_by(Gift.on.desc(), Gift.id.desc())
    )  # fmt: skip
    found = session.execute(query).all()
    given = [row.Gift for row in found if row.Gift.state == GiftState.GIVEN]
    together: Counter[tuple[str, int]] = Counter()
    for row in found:
        if row.Gift.state == GiftState.GIVEN:
            together[_whose(row)] += row.Gift.cost_minor
    return Ledger(
        year=year,
        rows=tuple(_ledger_row(row, together[_whose(row)]) for row in found),
        count=len(given),
        cost_minor=sum(gift.cost_minor for gift in given),
        shipping_minor=sum(gift.shipping_minor for gift in given),
    )


def years(session: Session, today: date) -> tuple[int, ...]:
    """Return the years that have gifts, and this year, the newest first."""
    days = session.scalars(select(Gift.on).where(Gift.direction == GiftDirection.GIVEN).distinct())
    return tuple(sorted({today.year, *(day.year for day in days)}, reverse=True))


def _earlier(session: Session, contact: Contact) -> list[EarlierGift]:
    same = [Gift.contact_id == contact.id]
    if contact.household_id is not None:
        members = select(Contact.id).where(Contact.household_id == contact.household_id)
        same += [Gift.household_id == contact.household_id, Gift.contact_id.in_(members)]
    query = (
        select(Gift.name, Gift.on, shown_names.columns(Contact))
        .join(Contact, Contact.id == Gift.contact_id)
        .where(Gift.direction == GiftDirection.GIVEN, or_(*same))
        .order_by(Gift.on, Gift.id)
    )
    return [EarlierGift(row.name, row.on, shown_names.of(row.person).usual) for row in session.execute(query)]


def _day_problems(draft: GiftDraft, today: date) -> list[Problem]:
    if draft.state is GiftState.GIVEN and draft.on > today:
        return [Problem("on", _("This day has not come yet. Choose “planned”, or an earlier day."))]
    return []


def _left_problems(draft: GiftDraft, contact: Contact | None) -> list[Problem]:
    """Return why nothing is planned for somebody who left; what was given or received is history."""
    if contact is None or contact.status == Status.ACTIVE or draft.state is GiftState.GIVEN:
        return []
    sentence = _("{name} is off your lists. No gift can be planned.")
    return [Problem("contact_id", sentence.format(name=contacts.name_of(contact)))]


def _log_touch(unit: Unit, gift: Gift) -> None:
    working = business.working_time(unit.session)
    at = unit.now if gift.on == unit.today else working.moment_of(gift.on, _NOON)
    purpose = Purpose.THANKS if gift.referral_id is not None else Purpose.OTHER
    unit.add(
        Touch(
            contact_id=gift.contact_id, referral_id=gift.referral_id, kind=TouchKind.GIFT.value,
            purpose=purpose.value, at=at, summary=gift.name,
        )
    )  # fmt: skip


def _whose(row: Row[Any]) -> tuple[str, int]:
    """Return whose total a gift counts for: a household's, or the person's.

    It is the household of that day as long as somebody lives there, and otherwise the one in which the person lives
    now: people who move together in the middle of a year have one total for it.
    """
    gift: Gift = row.Gift
    home = gift.household_id if row.is_lived_in or row.lives_in is None else row.lives_in
    return (Contact.__tablename__, gift.contact_id) if home is None else (Household.__tablename__, home)


def _ledger_row(row: Row[Any], together_minor: int) -> LedgerRow:
    gift: Gift = row.Gift
    return LedgerRow(
        gift_id=GiftId(gift.id),
        on=gift.on,
        contact_id=ContactId(gift.contact_id),
        name=shown_names.of(row.person).usual,
        gift=gift.name,
        category=gift.category,
        occasion=gift.occasion,
        business_reason=gift.business_reason,
        relationship=gift.relationship,
        cost_minor=gift.cost_minor,
        shipping_minor=gift.shipping_minor,
        state=GiftState(gift.state),
        referral_id=None if gift.referral_id is None else ReferralId(gift.referral_id),
        together_minor=together_minor,
    )

"""A contact between its draft and its rows: cleaned, compared in one form, and read back as it was typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import phones, text
from refdesk.domain.addresses import Address
from refdesk.domain.contact import Category, ContactDraft, Kind, MayBeCalled, PointKind, Status
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.store.tables.people import Contact, ContactPoint, ContactTag, PostalAddress, Tag
from refdesk.store.tables.people import YearlyDate as DateRow

Mainable = TypeVar("Mainable", IncomingPoint, IncomingAddress)
LISTS = frozenset({"phones", "emails", "sites", "addresses", "dates", "tags"})
OF_ROW = tuple(each.name for each in fields(ContactDraft) if each.name not in LISTS)
MANY_LINES = frozenset({"what_they_do", "good_lead_for_them", "notes"})
_STATES: Mapping[str, type[Any]] = {
    "kind": Kind, "category": Category, "rank": Rank, "may_be_called": MayBeCalled, "status": Status,
}  # fmt: skip


def cleaned(draft: ContactDraft) -> ContactDraft:
    """Return the draft as it is kept: text trimmed, empty points and addresses left out, one main each, tags once."""
    texts: dict[str, Any] = {
        name: text.clean(value, lines=name in MANY_LINES)
        for name in OF_ROW
        if isinstance(value := getattr(draft, name), str) and name not in _STATES
    }
    return replace(
        draft,
        **texts,
        phones=_points(draft.phones),
        emails=_points(draft.emails),
        sites=_points(draft.sites),
        addresses=_addresses(draft.addresses),
        dates=tuple(replace(each, label=text.clean(each.label)) for each in draft.dates),
        tags=_tags(draft.tags),
    )


def compared(kind: PointKind, typed: str, country: str) -> str:
    """Return the form in which a point is compared: E.164 or the bare digits, and small letters for the rest."""
    if kind is not PointKind.PHONE:
        return typed.casefold()
    return phones.read(typed, country).e164 or phones.digits(typed) or typed


def contact_values(draft: ContactDraft) -> dict[str, Any]:
    """Return the columns of the contact's own row, but for who has them and what is derived."""
    values = {name: getattr(draft, name) for name in OF_ROW}
    return values | {name: value.value for name in _STATES if (value := values[name]) is not None}


def point_values(draft: ContactDraft, country: str) -> list[dict[str, Any]]:
    """Return the phones, e-mails and sites as columns, in their order."""
    return [
        {
            "kind": kind.value, "value": compared(kind, point.value, country), "as_typed": point.value,
            "label": point.label, "main": point.main,
        }
        for kind in PointKind
        for point in draft.points_of(kind)
    ]  # fmt: skip


def address_values(draft: ContactDraft) -> list[dict[str, Any]]:
    """Return the postal addresses as columns."""
    return [
        {
            "street": each.address.street, "city": each.address.city, "region": each.address.region,
            "postcode": each.address.postcode, "country": each.address.country, "label": each.label, "main": each.main,
        }
        for each in draft.addresses
    ]  # fmt: skip


def date_values(draft: ContactDraft) -> list[dict[str, Any]]:
    """Return the yearly dates as columns."""
    return [
        {"kind": each.kind.value, "month": each.on.month, "day": each.on.day, "year": each.on.year, "label": each.label}
        for each in draft.dates
    ]


def drafts(session: Session, contacts: Sequence[Contact]) -> list[ContactDraft]:
    """Return contacts as they can be edited, each with all that belongs to it."""
    ids = [contact.id for contact in contacts]
    points, places = _by_contact(session, ContactPoint, ids), _by_contact(session, PostalAddress, ids)
    days, tags = _by_contact(session, DateRow, ids), _tag_names(session, ids)
    return [
        _draft(
            contact, points.get(contact.id, ()), places.get(contact.id, ()), days.get(contact.id, ()),
            tags.get(contact.id, ()),
        )
        for contact in contacts
    ]  # fmt: skip


def _draft(
    contact: Contact,
    points: Iterable[ContactPoint],
    places: Iterable[PostalAddress],
    days: Iterable[DateRow],
    tags: Iterable[str],
) -> ContactDraft:
    own = {name: getattr(contact, name) for name in OF_ROW}
    own |= {name: state(own[name]) for name, state in _STATES.items() if own[name] is not None}
    by_kind: dict[str, list[IncomingPoint]] = {kind: [] for kind in PointKind}
    for point in points:
        by_kind[point.kind].append(IncomingPoint(point.as_typed, point.label, point.main))
    return ContactDraft(
        **own,
        phones=tuple(by_kind[PointKind.PHONE]),
        emails=tuple(by_kind[PointKind.EMAIL]),
        sites=tuple(by_kind[PointKind.SITE]),
        addresses=tuple(IncomingAddress(address_of(place), place.label, place.main) for place in places),
        dates=tuple(
            IncomingDate(DateKind(each.kind), YearlyDate(each.month, each.day, each.year), each.label) for each in days
        ),
        tags=tuple(tags),
    )


def address_of(row: PostalAddress) -> Address:
    """Return the address that a row holds."""
    return Address(row.street, row.city, row.region, row.postcode, row.country)


def _by_contact(session: Session, row_class: type[Any], ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in session.scalars(select(row_class).where(row_class.contact_id.in_(ids)).order_by(row_class.id)):
        found.setdefault(row.contact_id, []).append(row)
    return found


def _tag_names(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(ContactTag.contact_id, Tag.name).join(Tag, Tag.id == ContactTag.tag_id)
    for contact_id, name in session.execute(query.where(ContactTag.contact_id.in_(ids)).order_by(ContactTag.id)):
        found.setdefault(contact_id, []).append(name)
    return found


def _points(points: Iterable[IncomingPoint]) -> tuple[IncomingPoint, ...]:
    kept = [IncomingPoint(text.clean(each.value), text.clean(each.label), each.main) for each in points]
    return _one_main([each for each in kept if each.value])


def _addresses(addresses: Iterable[IncomingAddress]) -> tuple[IncomingAddress, ...]:
    kept = []
    for each in addresses:
        whole = each.address
        address = Address(
            text.clean(whole.street, lines=True), text.clean(whole.city), text.clean(whole.region),
            text.clean(whole.postcode), text.clean(whole.country),
        )  # fmt: skip
        if not address.is_empty:
            kept.append(IncomingAddress(address, text.clean(each.label), each.main))
    return _one_main(kept)


def _one_main(kept: Sequence[Mainable]) -> tuple[Mainable, ...]:
    """Make the first marked one the main one, and the only; the first of all when none is marked."""
    main = next((place for place, each in enumerate(kept) if each.main), 0)
    return tuple(
        each if each.main is (place == main) else replace(each, main=place == main) for place, each in enumerate(kept)
    )


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    once = {text.fold(name): name for each in reversed(tuple(tags)) if (name := text.clean(each))}
    return tuple(reversed(once.values()))

"""What some columns of the list read beside the lines: phone, e-mail, city, tags, birthday; a page at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from refdesk.domain.contact import PointKind
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import contacts
from refdesk.services.contact_order import Column
from refdesk.store.tables.people import Contact, ContactTag, PostalAddress, Tag
from refdesk.store.tables.people import YearlyDate as DateRow

Cells = dict[ContactId, Any]

_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_OWN_CITIES = (
    select(PostalAddress.contact_id, PostalAddress.city)
    .where(PostalAddress.contact_id.in_(_IDS), PostalAddress.city != "")
    .order_by(PostalAddress.main.desc(), PostalAddress.id)
)
_SHARED_CITIES = (
    select(Contact.id, PostalAddress.city)
    .join(PostalAddress, PostalAddress.household_id == Contact.household_id)
    .where(Contact.id.in_(_IDS), PostalAddress.city != "")
    .order_by(PostalAddress.main.desc(), PostalAddress.id)
)
_TAGS = (
    select(ContactTag.contact_id, Tag.name)
    .join(Tag, Tag.id == ContactTag.tag_id)
    .where(ContactTag.contact_id.in_(_IDS))
    .order_by(ContactTag.id)
)
_BIRTHDAYS = (
    select(DateRow.contact_id, DateRow.month, DateRow.day, DateRow.year)
    .where(DateRow.contact_id.in_(_IDS), DateRow.kind == DateKind.BIRTHDAY.value)
    .order_by(DateRow.id)
)


def read(session: Session, ids: Sequence[ContactId], columns: frozenset[Column]) -> dict[ContactId, dict[str, Any]]:
    """Return, for each of these contacts that has any, the values of the columns by the field of a line."""
    found: dict[ContactId, dict[str, Any]] = {}
    for column, of in _READERS.items():
        if column in columns and ids:
            for contact_id, value in of(session, ids).items():
                found.setdefault(contact_id, {})[column.value] = value
    return found


def _phones(session: Session, ids: Sequence[ContactId]) -> Cells:
    return _by_contact(contacts.points_to_use(session, ids, PointKind.PHONE))


def _emails(session: Session, ids: Sequence[ContactId]) -> Cells:
    return _by_contact(contacts.points_to_use(session, ids, PointKind.EMAIL))


def _cities(session: Session, ids: Sequence[ContactId]) -> Cells:
    found: Cells = {}
    for query in (_OWN_CITIES, _SHARED_CITIES):
        for contact_id, city in session.connection().execute(query, {"ids": ids}):
            if contact_id is not None:
                found.setdefault(ContactId(contact_id), city)
    return found


def _tags(session: Session, ids: Sequence[ContactId]) -> Cells:
    found: Cells = {}
    for contact_id, name in session.connection().execute(_TAGS, {"ids": ids}):
        found[ContactId(contact_id)] = (*found.get(ContactId(contact_id), ()), name)
    return found


def _birthdays(session: Session, ids: Sequence[ContactId]) -> Cells:
    found: Cells = {}
    for contact_id, month, day, year in session.connection().execute(_BIRTHDAYS, {"ids": ids}):
        found.setdefault(ContactId(contact_id), YearlyDate(month, day, year))
    return found


def _by_contact(values: dict[int, str]) -> Cells:
    return {ContactId(contact_id): value for contact_id, value in values.items()}


_READERS: dict[Column, Callable[[Session, Sequence[ContactId]], Cells]] = {
    Column.PHONE: _phones, Column.EMAIL: _emails, Column.CITY: _cities, Column.TAGS: _tags, Column.BIRTHDAY: _birthdays,
}  # fmt: skip

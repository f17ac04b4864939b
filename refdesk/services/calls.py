"""Calling somebody: what to know before dialing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.contact import MayBeCalled, PointKind, Status
from refdesk.domain.ids import ContactId
from refdesk.errors import Overtaken
from refdesk.i18n import _
from refdesk.services import conditions, contacts
from refdesk.services.conditions import WHO
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact, ContactPoint


@dataclass(frozen=True, slots=True)
class Number:
    """A phone number as it was typed, with its label."""

    as_typed: str
    label: str


@dataclass(frozen=True, slots=True)
class Callee:
    """Hold what to know of a person before dialing; `why_not` says why there is to be no call, or is "".

    There is no `email` of somebody who died.
    """

    contact_id: ContactId
    name: str
    numbers: tuple[Number, ...]
    email: str
    best_time: str
    what_they_do: str
    last_touch_on: date | None
    why_not: str


def callee(session: Session, contact_id: ContactId) -> Callee:
    """Return what to know of a person before dialing; raises `Overtaken` if they are gone."""
    row = session.get(Contact, contact_id)
    if row is None:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    emails = {} if row.status == Status.DECEASED else contacts.points_to_use(session, [contact_id], PointKind.EMAIL)
    return Callee(
        contact_id, contacts.name_of(row), numbers(session, contact_id), emails.get(contact_id, ""), row.best_time,
        row.what_they_do, row.last_touch_on, why_not(row),
    )  # fmt: skip


def may_be_called(session: Session, contact_id: ContactId) -> bool:
    """Return whether nothing is known against a call to this person."""
    asked = _asked.first(session, who=contact_id)
    return asked is None or asked.may_be_called != MayBeCalled.NO


def numbers(session: Session, contact_id: ContactId) -> tuple[Number, ...]:
    """Return the phones of a person, the main one first; none that turned out to be wrong."""
    return tuple(Number(*row) for row in _numbers.rows(session, who=contact_id))


def why_not(row: Contact) -> str:
    """Return why there is to be no call to somebody, or ""."""
    name = contacts.name_of(row)
    if row.status != Status.ACTIVE:
        return _("{name} is off every list and call.").format(name=name)
    if row.may_be_called == MayBeCalled.NO:
        return _("{name} is not to be called: write instead.").format(name=name)
    return ""


@Prepared
def _asked() -> Any:  # noqa: ANN401 - a select of a word
    return select(Contact.may_be_called).where(Contact.id == WHO)


@Prepared
def _numbers() -> Any:  # noqa: ANN401 - a select of a number and its label
    phones = ContactPoint.contact_id == WHO, conditions.is_of_kind(PointKind.PHONE)
    query = select(ContactPoint.as_typed, ContactPoint.label).where(*phones)
    return query.where(ContactPoint.label != contacts.WRONG_NUMBER).order_by(ContactPoint.main.desc(), ContactPoint.id)

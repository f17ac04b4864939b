"""The phone number to dial for each person of a list, but for those who may not be called."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from refdesk.domain.contact import MayBeCalled, PointKind
from refdesk.domain.ids import ContactId
from refdesk.services import conditions, contacts
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact, ContactPoint

CHUNK = 500


def to_dial(session: Session, contact_ids: Collection[int]) -> dict[ContactId, str]:
    """Return the number to dial of each of these people, however many, as typed.

    People without one are missing, and so is whoever may not be called.
    """
    ids = sorted(set(contact_ids))
    found: dict[ContactId, str] = {}
    for start in range(0, len(ids), CHUNK):
        for contact_id, typed in _numbers.rows(session, ids=ids[start : start + CHUNK]):
            found.setdefault(ContactId(contact_id), typed)
    return found


def never(session: Session, contact_ids: Collection[int]) -> set[ContactId]:
    """Return those of these people who may not be called."""
    ids = sorted(set(contact_ids))
    found: set[ContactId] = set()
    for start in range(0, len(ids), CHUNK):
        found.update(session.scalars(_uncalled(), {"ids": ids[start : start + CHUNK]}))
    return found


@Prepared
def _numbers() -> Any:  # noqa: ANN401 - a select of an id and a number
    return (
        select(ContactPoint.contact_id, ContactPoint.as_typed)
        .join(Contact, Contact.id == ContactPoint.contact_id)
        .where(
            ContactPoint.contact_id.in_(bindparam("ids", expanding=True)),
            conditions.is_of_kind(PointKind.PHONE),
            ContactPoint.label != contacts.WRONG_NUMBER,
            Contact.may_be_called != MayBeCalled.NO.value,
        )
        .order_by(ContactPoint.main.desc(), ContactPoint.id)
    )


@cache
def _uncalled() -> Any:  # noqa: ANN401 - a select of ids
    named = Contact.id.in_(bindparam("ids", expanding=True))
    return select(Contact.id).where(named, Contact.may_be_called == MayBeCalled.NO.value)

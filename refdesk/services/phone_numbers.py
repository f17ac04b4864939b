"""The phone number to dial for each person of a list, but for those who may not be called."""

from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from refdesk.domain.contact import MayBeCalled, PointKind
from refdesk.domain.ids import ContactId
from refdesk.services import contacts
from refdesk.store.tables.people import Contact

CHUNK = 500


def to_dial(session: Session, contact_ids: Collection[int]) -> dict[ContactId, str]:
    """Return the number to dial of each of these people, however many, as typed.

    People without one are missing, and so is whoever may not be called.
    """
    ids = sorted(set(contact_ids) - never(session, contact_ids))
    found: dict[ContactId, str] = {}
    for start in range(0, len(ids), CHUNK):
        part = contacts.points_to_use(session, ids[start : start + CHUNK], PointKind.PHONE)
        found.update((ContactId(contact_id), typed) for contact_id, typed in part.items())
    return found


def never(session: Session, contact_ids: Collection[int]) -> set[ContactId]:
    """Return those of these people who may not be called."""
    ids = sorted(set(contact_ids))
    found: set[ContactId] = set()
    for start in range(0, len(ids), CHUNK):
        left_in_peace = session.connection().execute(_NEVER, {"ids": ids[start : start + CHUNK]}).scalars()
        found.update(ContactId(each) for each in left_in_peace)
    return found


_NEVER = select(Contact.id).where(
    Contact.id.in_(bindparam("ids", expanding=True)), Contact.may_be_called == MayBeCalled.NO.value
)

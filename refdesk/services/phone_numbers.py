"""The phone number to dial for each person of a list."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from refdesk.domain.contact import PointKind
from refdesk.domain.ids import ContactId
from refdesk.services import contacts

CHUNK = 500


def to_dial(session: Session, contact_ids: Iterable[int]) -> dict[ContactId, str]:
    """Return the number to dial of each of these people, however many, as typed; people without one are missing."""
    ids = sorted(set(contact_ids))
    found: dict[ContactId, str] = {}
    for start in range(0, len(ids), CHUNK):
        part = contacts.points_to_use(session, ids[start : start + CHUNK], PointKind.PHONE)
        found.update((ContactId(contact_id), typed) for contact_id, typed in part.items())
    return found

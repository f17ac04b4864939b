"""Names of people in queries: the columns to read beside other things, and the name that they make."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Bundle, Session
from sqlalchemy.orm.util import AliasedClass

from refdesk.domain.names import PersonName
from refdesk.store.tables.people import Contact

CHUNK = 500


def columns(contact: type[Contact] | AliasedClass[Contact], label: str = "person") -> Bundle[Any]:
    """Return the parts of a contact's name as one column, for `of`."""
    return Bundle(
        label, contact.prefix, contact.given, contact.middle, contact.family, contact.suffix, contact.nickname,
        contact.organisation,
    )  # fmt: skip


def of(parts: Iterable[str]) -> PersonName:
    """Return the name that a row of `columns` holds."""
    return PersonName(*parts)


def by_id(session: Session, contact_ids: Iterable[int]) -> dict[int, PersonName]:
    """Return the names of these contacts."""
    ids = sorted(set(contact_ids))
    found: dict[int, PersonName] = {}
    for start in range(0, len(ids), CHUNK):
        query = select(Contact.id, columns(Contact)).where(Contact.id.in_(ids[start : start + CHUNK]))
        found.update((row.id, of(row.person)) for row in session.execute(query))
    return found

"""Names of people in queries: the columns to read beside other things, and the name that they make."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Bundle, Session
from sqlalchemy.orm.util import AliasedClass

from refdesk.domain import names
from refdesk.domain.names import PersonName
from refdesk.i18n import N_, _
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit

CHUNK = 500
PARTS = ("prefix", "given", "middle", "family", "suffix", "nickname", "organisation")
ERASED = N_("(erased)")
"""What stands in place of a name that was erased, where others need the row."""


def columns(contact: type[Contact] | AliasedClass[Contact], label: str = "person") -> Bundle[Any]:
    """Return the parts of a contact's name as one column, for `of`."""
    return Bundle(label, *parts(contact))


def parts(contact: type[Contact] | AliasedClass[Contact]) -> tuple[Any, ...]:
    """Return the parts of a contact's name as columns, to stand last in a query that is read by `at_end`."""
    return tuple(getattr(contact, part) for part in PARTS)


def at_end(row: Sequence[str]) -> PersonName:
    """Return the name whose parts are the last columns of a row."""
    return PersonName(*row[-len(PARTS) :])


def usual_at_end(row: Sequence[str]) -> str:
    """Return the usual name whose parts are the last columns of a row."""
    _prefix, given, middle, family, _suffix, nickname, organisation = row[-len(PARTS) :]
    return names.usual(given, middle, family, nickname, organisation)


def of(parts: Iterable[str]) -> PersonName:
    """Return the name that a row of `columns` holds."""
    return PersonName(*parts)


def is_erased(name: PersonName) -> bool:
    """Say whether somebody was erased, so that there is no name to write on anything."""
    return name.given == _(ERASED)


def by_id(session: Session, contact_ids: Iterable[int]) -> dict[int, PersonName]:
    """Return the names of these contacts."""
    ids = sorted(set(contact_ids))
    found: dict[int, PersonName] = {}
    for start in range(0, len(ids), CHUNK):
        rows = _by_id.rows(session, ids=ids[start : start + CHUNK])
        found.update((row.id, at_end(row)) for row in rows)
    return found


def of_one(unit: Unit, contact_id: int) -> PersonName | None:
    """Return the name of this contact, if they are there."""
    found = unit.read(_of_one, id=contact_id)
    return of(found[0]) if found else None


@Prepared
def _by_id() -> Any:  # noqa: ANN401 - a select of many columns
    return select(Contact.id, *parts(Contact)).where(Contact.id.in_(bindparam("ids", expanding=True)))


@Prepared
def _of_one() -> Any:  # noqa: ANN401
    return select(*parts(Contact)).where(Contact.id == bindparam("id"))

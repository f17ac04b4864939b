"""Tags: the words that the owner sorts people by; written once, whatever their capitals."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import text
from refdesk.domain.ids import ContactId
from refdesk.store.tables.people import ContactTag, Tag
from refdesk.store.unit import Unit

_NAMES_KEPT = 4_096


def names(session: Session) -> tuple[str, ...]:
    """Return every tag, by the alphabet."""
    return tuple(sorted(session.scalars(select(Tag.name)), key=text.fold))


@lru_cache(maxsize=_NAMES_KEPT)
def _folded(name: str) -> str:
    return text.fold(name)


def ids_by_fold(session: Session) -> dict[str, int]:
    """Return the id of each tag by its folded name; of two alike the older one."""
    found: dict[str, int] = {}
    for tag_id, name in session.execute(select(Tag.id, Tag.name).order_by(Tag.id)):
        found.setdefault(_folded(name), tag_id)
    return found


def id_of(unit: Unit, name: str) -> int:
    """Return the id of a tag, which is made if nobody had it yet."""
    return _ids(unit, [name])[0]


def set_of(unit: Unit, contact_id: ContactId, wanted: Sequence[str]) -> None:
    """Give a contact exactly these tags; a tag that nobody had yet is made."""
    ids = _ids(unit, wanted)
    query = select(ContactTag).where(ContactTag.contact_id == contact_id).order_by(ContactTag.id)
    rows = unit.session.scalars(query).all()
    for row in rows:
        if row.tag_id not in ids:
            unit.session.delete(row)
    had = {row.tag_id for row in rows}
    for tag_id in ids:
        if tag_id not in had:
            unit.add(ContactTag(contact_id=contact_id, tag_id=tag_id))


def _ids(unit: Unit, wanted: Iterable[str]) -> list[int]:
    if not (clean := [name for each in wanted if (name := text.clean(each))]):
        return []
    known = ids_by_fold(unit.session)
    for name in clean:
        if text.fold(name) not in known:
            known[text.fold(name)] = unit.add(Tag(name=name)).id
    return list(dict.fromkeys(known[text.fold(name)] for name in clean))

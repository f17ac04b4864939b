"""Writing people who came out of files: newcomers by the bulk door, and what is new about those already there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from refdesk.domain import text
from refdesk.domain.contact import ContactDraft, PointKind
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import contact_rows, import_rows, tags
from refdesk.services.import_rows import Arrival, Values
from refdesk.store.base import Row
from refdesk.store.tables.people import Contact, ContactPoint, ContactTag, PostalAddress, Tag, YearlyDate
from refdesk.store.unit import Unit

CHUNK = 2_000
MERGED_AT_ONCE = 500


def insert(
    unit: Unit,
    arrivals: Sequence[Arrival],
    progress: Progress,
    *,
    photos: Mapping[int, int],
    homes: Mapping[int, int],
) -> range:
    """Add everybody who is new; returns their ids, in their order. Photos and households are given by place."""
    first = unit.next_id(Contact)
    tag_ids = _tag_ids(unit, (name for arrival in arrivals for name in import_rows.tag_names(arrival.person)))
    parts, today = _Parts(unit), unit.today
    for start in range(0, len(arrivals), CHUNK):
        progress.say(start, len(arrivals), _("Adding contacts"))
        chunk = arrivals[start : start + CHUNK]
        ids = range(first + start, first + start + len(chunk))
        pairs = list(zip(ids, chunk, strict=True))
        rows = [{"id": each, **import_rows.contact_values(arrival, today)} for each, arrival in pairs]
        if photos or homes:
            for place, row in enumerate(rows, start):
                row |= {"photo_id": photos.get(place), "household_id": homes.get(place)}
        unit.insert_in_bulk(Contact, rows)
        parts.insert(ContactPoint, pairs, import_rows.point_values)
        parts.insert(PostalAddress, pairs, _addresses)
        parts.insert(YearlyDate, pairs, _dates)
        parts.insert(ContactTag, pairs, lambda arrival: _tags(arrival, tag_ids))
    progress.say(len(arrivals), len(arrivals), _("Adding contacts"))
    return range(first, first + len(arrivals))


def fill_in(unit: Unit, joined: Mapping[int, ContactDraft], country: str, progress: Progress) -> None:
    """Make contacts hold what their drafts hold; rows that say the same stay as they are."""
    tag_ids = _tag_ids(unit, (name for draft in joined.values() for name in draft.tags)) if joined else {}
    ids = sorted(joined)
    for start in range(0, len(ids), MERGED_AT_ONCE):
        progress.say(start, len(ids), _("Filling in what is new"))
        chunk = ids[start : start + MERGED_AT_ONCE]
        contacts = unit.session.scalars(select(Contact).where(Contact.id.in_(chunk))).all()
        rows = {row_class: _rows_of(unit, row_class, chunk) for row_class in (ContactPoint, PostalAddress, YearlyDate)}
        had = _rows_of(unit, ContactTag, chunk)
        for contact in contacts:
            draft = joined[contact.id]
            _set_own(unit, contact, draft)
            _set_points(unit, contact.id, rows[ContactPoint].get(contact.id, []), draft, country)
            places, days = contact_rows.address_values(draft), contact_rows.date_values(draft)
            _replace(unit, contact.id, rows[PostalAddress].get(contact.id, []), places, PostalAddress)
            _replace(unit, contact.id, rows[YearlyDate].get(contact.id, []), days, YearlyDate)
            wanted = {tag_ids[text.fold(name)]: None for name in draft.tags}
            _set_tags(unit, contact.id, had.get(contact.id, []), list(wanted))
        unit.session.flush()


def _set_own(unit: Unit, contact: Contact, draft: ContactDraft) -> None:
    ranked = contact.rank != draft.rank
    _set(contact, contact_rows.contact_values(draft))
    if ranked:
        contact.rank_set_on = unit.today


def _set_points(unit: Unit, contact_id: int, rows: Sequence[Any], draft: ContactDraft, country: str) -> None:
    wanted = contact_rows.point_values(draft, country)
    for kind in PointKind:
        there = [row for row in rows if row.kind == kind.value]
        _replace(unit, contact_id, there, [each for each in wanted if each["kind"] == kind.value], ContactPoint)


def _set_tags(unit: Unit, contact_id: int, rows: Sequence[Any], wanted: Sequence[int]) -> None:
    for row in rows:
        if row.tag_id not in wanted:
            unit.session.delete(row)
    had = {row.tag_id for row in rows}
    unit.session.add_all(ContactTag(contact_id=contact_id, tag_id=each) for each in wanted if each not in had)


def _replace(unit: Unit, contact_id: int, rows: Sequence[Row], wanted: Sequence[Values], row_class: type[Row]) -> None:
    for row, values in zip(rows, wanted, strict=False):
        _set(row, values)
    unit.session.add_all(row_class(contact_id=contact_id, **values) for values in wanted[len(rows) :])
    for row in rows[len(wanted) :]:
        unit.session.delete(row)


def _set(row: Row, values: Values) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _rows_of(unit: Unit, row_class: type[Any], ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in unit.session.scalars(select(row_class).where(row_class.contact_id.in_(ids)).order_by(row_class.id)):
        found.setdefault(row.contact_id, []).append(row)
    return found


class _Parts:
    """Gives ids to the rows that belong to contacts, table by table."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._next: dict[type[Row], int] = {}

    def insert(
        self,
        row_class: type[Row],
        pairs: Iterable[tuple[int, Arrival]],
        values_of: Callable[[Arrival], Iterable[Values]],
    ) -> None:
        """Insert the rows of these contacts."""
        first = self._next.get(row_class) or self._unit.next_id(row_class)
        owned = ((contact_id, values) for contact_id, arrival in pairs for values in values_of(arrival))
        rows = [{"id": first + at, "contact_id": owner, **values} for at, (owner, values) in enumerate(owned)]
        self._unit.insert_in_bulk(row_class, rows)
        self._next[row_class] = first + len(rows)


def _addresses(arrival: Arrival) -> Iterator[Values]:
    return map(import_rows.address_values, arrival.person.addresses)


def _dates(arrival: Arrival) -> Iterator[Values]:
    return map(import_rows.date_values, arrival.person.dates)


def _tags(arrival: Arrival, tag_ids: dict[str, int]) -> Iterator[Values]:
    return ({"tag_id": tag_ids[text.fold(name)]} for name in import_rows.tag_names(arrival.person))


def _tag_ids(unit: Unit, names: Iterable[str]) -> dict[str, int]:
    known = tags.ids_by_fold(unit.session)
    wanted = {text.fold(name): name for name in names}
    first = unit.next_id(Tag)
    new = {fold: first + at for at, fold in enumerate(sorted(wanted.keys() - known.keys()))}
    unit.insert_in_bulk(Tag, [{"id": tag_id, "name": wanted[fold]} for fold, tag_id in new.items()])
    return known | new

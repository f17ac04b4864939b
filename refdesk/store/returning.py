"""Rows that come back: a few one by one, many by the bulk door, so that an import is done again as fast as at first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import touches
from refdesk.store import derived, row_codec, unit
from refdesk.store.base import Row
from refdesk.store.tables.people import Contact, ContactPoint, ContactTag, PostalAddress, Tag
from refdesk.store.tables.work import Touch

MANY = 50
CHUNK = 2_000
Values = dict[str, Any]


def insert(of: unit.Unit, gone: Iterable[tuple[type[Row], int, str | None]]) -> None:
    """Insert removed rows again under their old ids; `gone` holds what the trail kept of each."""
    returned = _by_class(gone)
    derive = _Derived(of.session, returned, of.zone)
    back = {row["id"] for row in returned.get(Contact, ())}
    for row_class, rows in returned.items():
        for run in _runs(rows):
            alone = row_class.__tablename__ not in unit.DERIVED_FROM
            if len(run) < MANY or not (alone or all(_is_of(back, row) for row in run)):
                of.session.add_all(row_class(**row) for row in run)
                continue
            of.session.flush()
            for start in range(0, len(run), CHUNK):
                part = [derive.whole(row_class, row) for row in run[start : start + CHUNK]]
                of.insert_in_bulk(row_class, part)
            if alone:
                of.recorded.whose.update(row[key] for row in run for key in unit.WHOSE if row.get(key) is not None)
    of.session.flush()


def _is_of(back: set[int], row: Values) -> bool:
    """Tell whether whoever the row belongs to comes back with it: the others need their derived columns made again."""
    return all(row.get(key) is None or row[key] in back for key in unit.WHOSE)


def _by_class(gone: Iterable[tuple[type[Row], int, str | None]]) -> dict[type[Row], list[Values]]:
    found: dict[type[Row], list[Values]] = {}
    for row_class, row_id, kept in gone:
        assert kept is not None, "a removed row was there before"
        found.setdefault(row_class, []).append({"id": row_id, **row_codec.decode(row_class, kept)})
    for rows in found.values():
        rows.sort(key=lambda row: row["id"])
    return found


def _runs(rows: Sequence[Values]) -> Iterator[Sequence[Values]]:
    """Yield the rows in stretches whose ids have no gaps."""
    start = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place]["id"] != rows[place - 1]["id"] + 1:
            yield rows[start:place]
            start = place


class _Derived:
    """Fills what no trail keeps: the defaults, and for contacts what follows from the rows that come back with them.

    Nothing else can belong to a contact that was not there.
    """

    def __init__(self, session: Session, returned: dict[type[Row], list[Values]], zone: ZoneInfo) -> None:
        self._words: dict[int, list[str]] = {}
        self._last: dict[int, date] = {}
        if len(returned.get(Contact, ())) < MANY:
            return
        self._learn(returned.get(ContactPoint, ()), lambda row: derived.point_words(row["value"], row["as_typed"]))
        self._learn(returned.get(PostalAddress, ()), lambda row: (row["street"], row["city"], row["postcode"]))
        tags = _tag_names(session, returned)
        self._learn(returned.get(ContactTag, ()), lambda row: (tags[row["tag_id"]],))
        for row in returned.get(Touch, ()):
            if touches.counts_as_touch(touches.Outcome(row["outcome"])):
                self._touch(row["contact_id"], row["at"], zone)

    def whole(self, row_class: type[Row], row: Values) -> Values:
        """Return the row by column names, with its derived columns."""
        filled = {
            column.name: row[key] if key in row else row_codec.default_of(column)
            for key, column in row_codec.all_columns(row_class)
        }
        if row_class is Contact:
            filled["search_text"] = derived.search_text(row, self._words.get(row["id"], ()))
            filled["sort_key"] = derived.sort_key(row)
            filled["last_touch_on"] = self._last.get(row["id"])
        return filled

    def _learn(self, rows: Iterable[Values], words_of: Callable[[Values], Iterable[str]]) -> None:
        for row in rows:
            if row["contact_id"] is not None:
                self._words.setdefault(row["contact_id"], []).extend(words_of(row))

    def _touch(self, contact_id: int, at: datetime, zone: ZoneInfo) -> None:
        day = at.astimezone(zone).date()
        self._last[contact_id] = max(day, self._last.get(contact_id, day))


def _tag_names(session: Session, returned: dict[type[Row], list[Values]]) -> dict[int, str]:
    if ContactTag not in returned:
        return {}
    there = {row.id: row.name for row in session.execute(select(Tag.id, Tag.name))}
    return there | {row["id"]: row["name"] for row in returned.get(Tag, ())}

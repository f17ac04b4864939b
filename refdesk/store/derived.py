"""Columns computed from others: outside the trail, made again after each operation for the people it concerned."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, Connection, bindparam, func, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from refdesk.domain import names, text, touches
from refdesk.store import direct, row_codec, search_index
from refdesk.store.base import Moment
from refdesk.store.tables.people import Contact, ContactPoint, ContactTag, PostalAddress, Tag
from refdesk.store.tables.work import Touch

CHUNK = 500
WORDED_AT_ONCE = 10_000
SEARCHED = (
    "prefix", "given", "middle", "family", "suffix", "nickname", "organisation", "job_title", "what_they_do",
    "good_lead_for_them", "profession", "notes",
)  # fmt: skip
NO_TOUCH = tuple(outcome.value for outcome in touches.Outcome if not touches.counts_as_touch(outcome))
Values = dict[str, Any]

_CONTACT, _POINT, _PLACE, _TAGGED, _TAG, _TOUCH = map(
    row_codec.table_of, (Contact, ContactPoint, PostalAddress, ContactTag, Tag, Touch)
)
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_WORDED = select(
    _CONTACT.c.id, _CONTACT.c.search_text, _CONTACT.c.sort_key, *(_CONTACT.c[key] for key in SEARCHED)
).where(_CONTACT.c.id.in_(_IDS))
_POINTS = (
    select(_POINT.c.contact_id, _POINT.c.value, _POINT.c.as_typed)
    .where(_POINT.c.contact_id.in_(_IDS))
    .order_by(_POINT.c.id)
)
_PLACES = (
    select(_PLACE.c.contact_id, _PLACE.c.street, _PLACE.c.city, _PLACE.c.postcode)
    .where(_PLACE.c.contact_id.in_(_IDS))
    .order_by(_PLACE.c.id)
)
_TAGS = (
    select(_TAGGED.c.contact_id, _TAG.c.name)
    .join(_TAG, _TAG.c.id == _TAGGED.c.tag_id)
    .where(_TAGGED.c.contact_id.in_(_IDS))
    .order_by(_TAGGED.c.id)
)
_LAST = (
    select(func.max(_TOUCH.c.at, type_=Moment))
    .where(_TOUCH.c.contact_id == _CONTACT.c.id, _TOUCH.c.outcome.not_in(NO_TOUCH))
    .scalar_subquery()
)
_TOUCHED = select(_CONTACT.c.id, _CONTACT.c.last_touch_on, _LAST).where(_CONTACT.c.id.in_(_IDS))
_PUT = update(_CONTACT).where(_CONTACT.c.id == bindparam("whose"))
_FORGET_WORDS = "UPDATE contact SET search_text = '' WHERE id IN (SELECT made.value ->> 0 FROM json_each(?) AS made)"
_PUT_WORDS = (
    "UPDATE contact SET search_text = made.value ->> 1, sort_key = made.value ->> 2 FROM json_each(?) AS made"
    " WHERE contact.id = made.value ->> 0"
)
_LATER = or_(_CONTACT.c.last_touch_on.is_(None), _CONTACT.c.last_touch_on < bindparam("day"))
_MOVE_ON = "UPDATE contact SET last_touch_on = ?1 WHERE id = ?2 AND (last_touch_on IS NULL OR last_touch_on < ?1)"


def search_text(values: Mapping[str, Any], more: Iterable[str]) -> str:
    """Return what a contact is found by, folded: names, work, notes and `more` (phones, mail, places, tags)."""
    return text.fold(" ".join(filter(None, (*map(values.get, SEARCHED), *more))))


def sort_key(values: Mapping[str, Any]) -> str:
    """Return the folded key by which people are listed."""
    parts = ("prefix", "given", "middle", "family", "suffix", "nickname", "organisation")
    return names.PersonName(**{part: values.get(part) or "" for part in parts}).sort_key


def recompute(
    session: Session, *, worded: Iterable[int], touched: Iterable[int], came: Mapping[int, datetime], zone: ZoneInfo
) -> None:
    """Make derived columns again from the rows as they are now; days are days of `zone`.

    `worded` are contacts found or listed by other words than before, `touched` those with other touches, `came` those
    with new touches alone, and the newest of these.
    """
    connection = session.connection()
    reworded: dict[int, Values] = {}
    for ids in _chunks(worded):
        reworded |= _worded(connection, ids)
    with search_index.rewording(connection, len(reworded)):
        _put_words(session, reworded)
    for ids in _chunks(touched):
        _put(session, _touched(connection, ids, zone))
    if came:
        _move_on(session, {contact_id: at.astimezone(zone).date() for contact_id, at in came.items()})


def _chunks(contact_ids: Iterable[int]) -> Iterator[list[int]]:
    ids = sorted(contact_ids)
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _worded(connection: Connection, ids: list[int]) -> dict[int, Values]:
    """Return the words and the key of those for whom they are no longer what is kept."""
    more = _other_words(connection, ids)
    found: dict[int, Values] = {}
    for row in map(dict, connection.execute(_WORDED, {"ids": ids}).mappings()):
        values = {"search_text": search_text(row, more.get(row["id"], ())), "sort_key": sort_key(row)}
        if any(row[key] != value for key, value in values.items()):
            found[row["id"]] = values
    return found


def _touched(connection: Connection, ids: list[int], zone: ZoneInfo) -> dict[int, Values]:
    """Return the day of the last touch of those for whom it is no longer what is kept."""
    found: dict[int, Values] = {}
    for contact_id, kept, last in connection.execute(_TOUCHED, {"ids": ids}):
        day = last.astimezone(zone).date() if last else None
        if day != kept:
            found[contact_id] = {"last_touch_on": day}
    return found


def _put_words(session: Session, made: Mapping[int, Values]) -> None:
    """Write the words and keys of many at once: the search index writes itself out after each statement.

    What they were found by goes in a statement of its own. Where several people lose a word and get it again in one,
    an index of FTS5 without positions that deletes securely keeps it for the first of them alone (measured, 3.53).
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite" or len(made) == 1:
        _put(session, made)
        return
    rows = [(contact_id, values["search_text"], values["sort_key"]) for contact_id, values in made.items()]
    for start in range(0, len(rows), WORDED_AT_ONCE):
        some = (json.dumps(rows[start : start + WORDED_AT_ONCE]),)
        connection.exec_driver_sql(_FORGET_WORDS, some)
        connection.exec_driver_sql(_PUT_WORDS, some)
    _tell(session, made)


def _put(session: Session, made: Mapping[int, Values]) -> None:
    """Write derived columns past the session, which would load and record each contact, and tell it of them."""
    if not made:
        return
    session.connection().execute(_PUT, [{"whose": contact_id, **values} for contact_id, values in made.items()])
    _tell(session, made)


def _tell(session: Session, made: Mapping[int, Values]) -> None:
    for contact_id, values in made.items():
        if held := session.identity_map.get(identity_key(Contact, contact_id)):
            for key, value in values.items():
                set_committed_value(held, key, value)


def _move_on(session: Session, days: Mapping[int, date]) -> None:
    """Let the last touch be of these days, where it was earlier."""
    connection = session.connection()
    if direct.is_possible(connection):
        for contact_id, day in days.items():
            direct.run(connection, _MOVE_ON, (day.isoformat(), contact_id))
    else:
        rows = [{"whose": contact_id, "day": day, "last_touch_on": day} for contact_id, day in days.items()]
        connection.execute(_PUT.where(_LATER), rows)
    for contact_id, day in days.items():
        held = session.identity_map.get(identity_key(Contact, contact_id))
        if held and (held.last_touch_on is None or held.last_touch_on < day):
            set_committed_value(held, "last_touch_on", day)


def _other_words(connection: Connection, ids: list[int]) -> dict[int, list[str]]:
    words: dict[int, list[str]] = {}
    for contact_id, value, as_typed in connection.execute(_POINTS, {"ids": ids}):
        words.setdefault(contact_id, []).extend(point_words(value, as_typed))
    for contact_id, *place in connection.execute(_PLACES, {"ids": ids}):
        words.setdefault(contact_id, []).extend(place)
    for contact_id, name in connection.execute(_TAGS, {"ids": ids}):
        words.setdefault(contact_id, []).append(name)
    return words


def point_words(value: str, as_typed: str) -> tuple[str, ...]:
    """Return the words by which a phone or mail address is found: as typed, and by its digits alone."""
    digits = "".join(filter(str.isdigit, value)) if value.startswith("+") else ""
    typed_digits = "".join(filter(str.isdigit, as_typed))
    return (value, as_typed, digits, typed_digits) if digits else (value, as_typed)

"""Columns computed from others: outside the trail, made again after each operation for the people it concerned."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from refdesk.domain import names, text, touches
from refdesk.store.base import Moment
from refdesk.store.tables.people import Contact, ContactPoint, ContactTag, PostalAddress, Tag
from refdesk.store.tables.work import Touch

CHUNK = 500
SEARCHED = (
    "prefix", "given", "middle", "family", "suffix", "nickname", "organisation", "job_title", "what_they_do",
    "good_lead_for_them", "profession", "notes",
)  # fmt: skip
NO_TOUCH = tuple(outcome.value for outcome in touches.Outcome if not touches.counts_as_touch(outcome))


def search_text(values: Mapping[str, Any], more: Iterable[str]) -> str:
    """Return what a contact is found by, folded: names, work, notes and `more` (phones, mail, places, tags)."""
    return text.fold(" ".join(word for word in (*(values.get(key) or "" for key in SEARCHED), *more) if word))


def sort_key(values: Mapping[str, Any]) -> str:
    """Return the folded key by which people are listed."""
    parts = ("prefix", "given", "middle", "family", "suffix", "nickname", "organisation")
    return names.PersonName(**{part: values.get(part) or "" for part in parts}).sort_key


def recompute(session: Session, *, worded: Iterable[int], touched: Iterable[int], zone: ZoneInfo) -> None:
    """Make derived columns again from the rows as they are now; days are days of `zone`.

    `worded` are contacts found or listed by other words than before, `touched` those with other touches.
    """
    for ids in _chunks(worded):
        more = _other_words(session, ids)
        for contact in _contacts(session, ids):
            values = {key: getattr(contact, key) for key in SEARCHED}
            _set(contact, "search_text", search_text(values, more.get(contact.id, ())))
            _set(contact, "sort_key", sort_key(values))
    for ids in _chunks(touched):
        newest = {row[0]: row[1] for row in session.execute(_last_touches(ids))}
        for contact in _contacts(session, ids):
            last = newest.get(contact.id)
            _set(contact, "last_touch_on", last.astimezone(zone).date() if last else None)


def _chunks(contact_ids: Iterable[int]) -> Iterator[list[int]]:
    ids = sorted(contact_ids)
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _contacts(session: Session, ids: list[int]) -> Iterable[Contact]:
    if len(ids) == 1:
        # Most operations are about one person, whom the session mostly holds already.
        contact = session.get(Contact, ids[0])
        return (contact,) if contact else ()
    return session.scalars(select(Contact).where(Contact.id.in_(ids)))


def _last_touches(ids: list[int]) -> Select[int, datetime]:
    last = func.max(Touch.at, type_=Moment)
    query = select(Touch.contact_id, last).where(Touch.contact_id.in_(ids), Touch.outcome.not_in(NO_TOUCH))
    return query.group_by(Touch.contact_id)


def _other_words(session: Session, ids: list[int]) -> dict[int, list[str]]:
    words: dict[int, list[str]] = {}
    points = select(ContactPoint.contact_id, ContactPoint.value, ContactPoint.as_typed).where(
        ContactPoint.contact_id.in_(ids)
    )
    for contact_id, value, as_typed in session.execute(points.order_by(ContactPoint.id)):
        words.setdefault(contact_id, []).extend(point_words(value, as_typed))
    places = select(PostalAddress).where(PostalAddress.contact_id.in_(ids)).order_by(PostalAddress.id)
    for address in session.scalars(places):
        assert address.contact_id is not None
        words.setdefault(address.contact_id, []).extend((address.street, address.city, address.postcode))
    tags = select(ContactTag.contact_id, Tag.name).join(Tag, Tag.id == ContactTag.tag_id)
    for contact_id, name in session.execute(tags.where(ContactTag.contact_id.in_(ids)).order_by(ContactTag.id)):
        words.setdefault(contact_id, []).append(name)
    return words


def point_words(value: str, as_typed: str) -> tuple[str, ...]:
    """Return the words by which a phone or mail address is found: as typed, and by its digits alone."""
    digits = "".join(letter for letter in value if letter.isdigit()) if value.startswith("+") else ""
    typed_digits = "".join(letter for letter in as_typed if letter.isdigit())
    return (value, as_typed, digits, typed_digits) if digits else (value, as_typed)


def _set(contact: Contact, attribute: str, value: object) -> None:
    # A write only where something changed: an equal value would still mark the row and cost an UPDATE.
    if getattr(contact, attribute) != value:
        setattr(contact, attribute, value)

"""When people, or their households, were last given something."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.domain.ids import ContactId
from refdesk.store.tables.gifts import Gift

CHUNK = 400


def of(session: Session, people: Iterable[tuple[int, int | None]]) -> dict[ContactId, date]:
    """Return the day of the last gift to each of these people (with their household); those without are missing."""
    homes = dict(people)
    to_person, to_home = _days(session, homes)
    found = {}
    for contact_id, home in homes.items():
        days = [day for day in (to_person.get(contact_id), to_home.get(home or 0)) if day is not None]
        if days:
            found[ContactId(contact_id)] = max(days)
    return found


def _days(session: Session, homes: dict[int, int | None]) -> tuple[dict[int, date], dict[int, date]]:
    to_person: dict[int, date] = {}
    to_home: dict[int, date] = {}
    ids = sorted(homes)
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        shared = sorted({home for each in some if (home := homes[each]) is not None})
        query = select(Gift.contact_id, Gift.household_id, Gift.on).where(
            Gift.direction == GiftDirection.GIVEN, Gift.state == GiftState.GIVEN,
            or_(Gift.contact_id.in_(some), Gift.household_id.in_(shared)),
        )  # fmt: skip
        for row in session.execute(query):
            to_person[row.contact_id] = max(row.on, to_person.get(row.contact_id, row.on))
            if row.household_id is not None:
                to_home[row.household_id] = max(row.on, to_home.get(row.household_id, row.on))
    return to_person, to_home

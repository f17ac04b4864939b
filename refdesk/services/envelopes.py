"""Where a card goes: the name and lines of the envelope for each person of a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import addresses
from refdesk.domain.ids import ContactId
from refdesk.domain.profile import Profile
from refdesk.services import contact_rows, household_names, shown_names
from refdesk.store.tables.people import Contact, PostalAddress

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Envelope:
    """Hold the name and the lines below it; no lines means that no address is known."""

    name: str
    lines: tuple[str, ...]


def of(
    session: Session, contact_ids: Iterable[int], home_country: str, *, personal: bool = False
) -> dict[ContactId, Envelope]:
    """Return the envelope of each person: the household's name and address, where they have one, else their own.

    A `personal` one, as for a birthday, bears the person's own name.
    """
    ids = sorted(set(contact_ids))
    found: dict[ContactId, Envelope] = {}
    for start in range(0, len(ids), CHUNK):
        found.update(_some(session, ids[start : start + CHUNK], home_country, personal=personal))
    return found


def sender(profile: Profile) -> tuple[str, ...]:
    """Return the business's own name and address, line by line, as it stands on envelopes."""
    lines = addresses.envelope_lines(profile.address, profile.country)
    return tuple(filter(None, (profile.business_name or profile.owner, *lines)))


def _some(session: Session, ids: list[int], home_country: str, *, personal: bool) -> dict[ContactId, Envelope]:
    people = session.execute(
        select(Contact.id, Contact.household_id, shown_names.columns(Contact)).where(Contact.id.in_(ids))
    ).all()
    household_ids = [row.household_id for row in people if row.household_id]
    names = household_names.on_envelopes(session, household_ids) if household_ids and not personal else {}
    own, shared = _lines(session, ids, household_ids, home_country)
    found = {}
    for row in people:
        together = shared.get(row.household_id or 0)
        name = names.get(row.household_id or 0) or shown_names.of(row.person).full
        found[ContactId(row.id)] = Envelope(name, together or own.get(row.id, ()))
    return found


def _lines(
    session: Session, ids: list[int], household_ids: list[int], home_country: str
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    query = select(PostalAddress).where(
        PostalAddress.contact_id.in_(ids) | PostalAddress.household_id.in_(household_ids)
    )
    own: dict[int, tuple[str, ...]] = {}
    shared: dict[int, tuple[str, ...]] = {}
    for row in session.scalars(query.order_by(PostalAddress.main.desc(), PostalAddress.id)):
        lines = addresses.envelope_lines(contact_rows.address_of(row), home_country)
        if row.contact_id is not None:
            own.setdefault(row.contact_id, lines)
        elif row.household_id is not None:
            shared.setdefault(row.household_id, lines)
    return own, shared

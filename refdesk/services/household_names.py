"""The name on the envelope of a household, as it is written today: people who left are not on it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import household as rules
from refdesk.domain.contact import Status
from refdesk.domain.household import MemberName
from refdesk.store.tables.people import Contact, Household


def member(person: Any) -> MemberName:  # noqa: ANN401 - a contact, or a row with its names
    """Return the parts of a name that an envelope uses."""
    return MemberName(person.given or person.nickname, person.family)


def on_envelope(kept: str, people: Iterable[Any]) -> str:
    """Return the name for the envelope of a household with these members."""
    staying: list[MemberName] = []
    left: list[MemberName] = []
    for each in people:
        (staying if each.status == Status.ACTIVE else left).append(member(each))
    return rules.without_who_left(kept, staying, left)


def on_envelopes(session: Session, household_ids: Sequence[int]) -> dict[int, str]:
    """Return the name for the envelope of each of these households."""
    kept = session.execute(select(Household.id, Household.name_on_envelope).where(Household.id.in_(household_ids)))
    columns = (Contact.household_id, Contact.given, Contact.nickname, Contact.family, Contact.status)
    query = select(*columns).where(Contact.household_id.in_(household_ids)).order_by(Contact.id)
    members: dict[int, list[Any]] = {}
    for row in session.execute(query):
        members.setdefault(row.household_id, []).append(row)
    return {household_id: on_envelope(name, members.get(household_id, ())) for household_id, name in kept}

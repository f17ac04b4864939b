"""Whom a referral month may call: the people of a choice, with what the plan must know about each."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from refdesk.domain.campaign import Person
from refdesk.domain.contact import MayBeCalled, PointKind, Status
from refdesk.domain.ids import ContactId, HouseholdId
from refdesk.domain.ranking import Rank
from refdesk.services import conditions, contact_list, contacts
from refdesk.services.contact_list import Filter
from refdesk.store.tables.people import Contact, ContactPoint

CHUNK = 500
_RANKS: dict[str | None, Rank | None] = {None: None, **{each.value: each for each in Rank}}
_MAY_BE_CALLED = {each.value: each for each in MayBeCalled}
_STATUSES = {each.value: each for each in Status}


def chosen(session: Session, who: str, today: date) -> Iterator[Person]:
    """Yield everybody whom these words of the search box find, inactive people too; all for none."""
    wanted = None if not who.strip() else frozenset(ids_of(session, who, today))
    for row in session.execute(_query(), execution_options={"yield_per": CHUNK}):
        if wanted is None or row.id in wanted:
            yield _person(row)


def ids_of(session: Session, who: str, today: date) -> Sequence[int]:
    """Return the ids of everybody whom these words find, inactive people too."""
    return contact_list.matching_ids(session, Filter(who, include_inactive=True), today)


def some(session: Session, contact_ids: Collection[ContactId]) -> Sequence[Person]:
    """Return these people, however many."""
    ids, found = sorted(set(contact_ids)), list[Person]()
    for start in range(0, len(ids), CHUNK):
        of_these = _query().where(Contact.id.in_(ids[start : start + CHUNK]))
        found += [_person(row) for row in session.execute(of_these)]
    return found


def _query() -> Any:  # noqa: ANN401 - a select of many columns
    with_phone = exists().where(
        ContactPoint.contact_id == Contact.id,
        conditions.is_of_kind(PointKind.PHONE),
        ContactPoint.label != contacts.WRONG_NUMBER,
    )
    return select(
        Contact.id, Contact.rank, Contact.last_touch_on, Contact.may_be_called, Contact.status,
        with_phone.label("phone"), Contact.household_id,
    ).order_by(Contact.id)  # fmt: skip


def _person(row: Any) -> Person:  # noqa: ANN401 - a row of a query
    contact_id, rank, last_touch_on, called, status, has_phone, household_id = row
    return Person(
        ContactId(contact_id), _RANKS[rank], last_touch_on, _MAY_BE_CALLED[called], _STATUSES[status], has_phone,
        None if household_id is None else HouseholdId(household_id),
    )  # fmt: skip

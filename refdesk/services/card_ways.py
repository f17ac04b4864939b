"""How a printed card leaves the house: by mail, or by hand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from refdesk.domain.ids import PrintedId
from refdesk.store.prepared import Prepared
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import Contact, PostalAddress


def by_hand(session: Session, printed_ids: Sequence[PrintedId]) -> frozenset[PrintedId]:
    """Return which of these cards are handed over: no mail is welcome, or no address is known."""
    return frozenset(PrintedId(row.id) for row in _by_hand.rows(session, ids=list(printed_ids)))


@Prepared
def _by_hand() -> Any:  # noqa: ANN401 - a select of ids
    theirs = or_(PostalAddress.contact_id == Contact.id, PostalAddress.household_id == Contact.household_id)
    return (
        select(Printed.id)
        .join(Contact, Contact.id == Printed.contact_id)
        .where(Printed.id.in_(bindparam("ids", expanding=True)))
        .where(or_(Contact.may_be_mailed.is_(False), ~exists().where(theirs)))
    )

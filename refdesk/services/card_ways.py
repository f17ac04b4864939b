"""How a printed card leaves the house: by mail, or by hand."""

from collections.abc import Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from refdesk.domain.ids import PrintedId
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import Contact, PostalAddress


def by_hand(session: Session, printed_ids: Sequence[PrintedId]) -> frozenset[PrintedId]:
    """Return which of these cards are handed over: no mail is welcome, or no address is known."""
    theirs = or_(PostalAddress.contact_id == Contact.id, PostalAddress.household_id == Contact.household_id)
    query = (
        select(Printed.id)
        .join(Contact, Contact.id == Printed.contact_id)
        .where(Printed.id.in_(list(printed_ids)))
        .where(or_(Contact.may_be_mailed.is_(False), ~exists().where(theirs)))
    )
    return frozenset(PrintedId(number) for number in session.scalars(query))

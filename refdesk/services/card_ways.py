"""How a printed card leaves the house: by mail, or by hand."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.ids import ContactId, PrintedId
from refdesk.services import business, envelopes
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import Contact


def by_hand(session: Session, printed_ids: Sequence[PrintedId]) -> frozenset[PrintedId]:
    """Return which of these cards are handed over: no mail is welcome, or no address is known."""
    query = (
        select(Printed.id, Printed.contact_id, Contact.may_be_mailed)
        .join(Contact, Contact.id == Printed.contact_id)
        .where(Printed.id.in_(list(printed_ids)))
    )
    rows = session.execute(query).all()
    letters = envelopes.of(session, [row.contact_id for row in rows], business.load(session).country)
    return frozenset(
        PrintedId(row.id) for row in rows if not row.may_be_mailed or not letters[ContactId(row.contact_id)].lines
    )

"""Cards that were printed for birthdays and anniversaries, and what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from refdesk.domain import dates_due as rules
from refdesk.domain.ids import ContactId, PrintedId
from refdesk.domain.working_time import WorkingTime
from refdesk.store.prepared import Prepared
from refdesk.store.tables.paper import Printed, PrintJob

CHUNK = 500
_ANY = "other"


@dataclass(frozen=True, slots=True)
class DateCard:
    """Hold one card: what it is for, for which day, when it was printed, and how far it has come."""

    printed_id: PrintedId
    occasion: str
    for_on: date | None
    at: datetime
    state: str
    mailed_on: date | None


def of(session: Session, contact_ids: Iterable[ContactId]) -> dict[ContactId, list[DateCard]]:
    """Return the cards of these people that no thank-you asked for, the latest last."""
    ids = sorted(contact_ids)
    found: dict[ContactId, list[DateCard]] = {}
    for start in range(0, len(ids), CHUNK):
        for row in _rows.rows(session, ids=ids[start : start + CHUNK]):
            card = DateCard(PrintedId(row.id), row.occasion, row.for_on, row.at, row.state, row.mailed_on)
            found.setdefault(ContactId(row.contact_id), []).append(card)
    return found


def for_day(cards: Iterable[DateCard], kind: str, on: date, working: WorkingTime) -> DateCard | None:
    """Return the card for this day; one for another day of its own kind, such as a name day, is known by its time."""
    begins = working.start_of(rules.shown_from(on, working.rules))
    ends = working.start_of(rules.shown_until(on, working.rules) + timedelta(days=1))
    fitting = [
        card
        for card in cards
        if (card.for_on == on and card.occasion == kind)
        or (kind == _ANY and card.occasion == _ANY and begins <= card.at < ends)
    ]
    return fitting[-1] if fitting else None


@Prepared
def _rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(Printed.id, Printed.contact_id, Printed.occasion, Printed.for_on, Printed.state, Printed.mailed_on,
               PrintJob.at)
        .join(PrintJob, PrintJob.id == Printed.print_job_id)
        .where(Printed.contact_id.in_(bindparam("ids", expanding=True)), Printed.thanks_part_id.is_(None))
        .where(Printed.occasion.in_(("birthday", "anniversary", "other")))
        .order_by(Printed.id)
    )  # fmt: skip

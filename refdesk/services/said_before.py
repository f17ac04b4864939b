"""What was written on earlier cards to somebody, so that the next one says something else."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from refdesk.domain.ids import ContactId
from refdesk.domain.occasions import CardFor, CardId, CardOccasion
from refdesk.services.cards import WAITING
from refdesk.store.tables.paper import Printed, PrintJob

CHUNK = 500


def to(session: Session, contact_id: ContactId, card: CardId, limit: int = 2) -> tuple[str, ...]:
    """Return the words of the last cards to somebody but this one, the newest first."""
    rows = session.execute(_said().where(Printed.contact_id == contact_id))
    return tuple(row.text for row in rows if not is_itself(row, card))[:limit]


def rows(session: Session, ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Return the cards printed so far for each of these people, the newest first."""
    found: dict[int, list[Row[Any]]] = {}
    for start in range(0, len(ids), CHUNK):
        for row in session.execute(_said().where(Printed.contact_id.in_(ids[start : start + CHUNK]))):
            found.setdefault(row.contact_id, []).append(row)
    return found


def is_itself(row: Row[Any], card: CardId) -> bool:
    """Say whether a printed card is this very one, which lies there to be written or mailed: it said nothing yet."""
    if row.state not in WAITING:
        return False
    if not isinstance(card, CardFor):
        return bool(row.thanks_part_id == card)
    is_same = row.thanks_part_id is None and (row.contact_id, row.occasion) == (card.contact_id, card.occasion.value)
    return is_same and (card.occasion is CardOccasion.SEASON or row.for_on == card.on)


def _said() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(
            Printed.contact_id, Printed.text, Printed.state, Printed.thanks_part_id, Printed.occasion, Printed.for_on,
            PrintJob.at,
        )
        .join(PrintJob, PrintJob.id == Printed.print_job_id)
        .where(Printed.text != "")
        .order_by(PrintJob.at.desc(), Printed.id.desc())
    )  # fmt: skip

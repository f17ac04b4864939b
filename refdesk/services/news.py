"""What other processes did to the same store, read from the trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from refdesk.domain.changes import Changes
from refdesk.store.prepared import Prepared
from refdesk.store.tables.trail import Operation, RowChange


def newest(session: Session) -> int:
    """Return the id of the last operation."""
    return session.scalar(select(func.max(Operation.id))) or 0


def newest_at(session: Session) -> tuple[int, datetime | None]:
    """Return the id of the last operation and when it was done."""
    found = session.execute(select(Operation.id, Operation.at).order_by(Operation.id.desc()).limit(1)).first()
    return (found[0], found[1]) if found else (0, None)


def since(session: Session, operation_id: int, own_client: str) -> tuple[int, tuple[Changes, ...]]:
    """Return (the last operation now, what others than `own_client` did after `operation_id`)."""
    operations = _done_after.rows(session, id=operation_id)
    last = operations[-1].id if operations else operation_id
    return last, tuple(_changes_of(session, each) for each in operations if each.client != own_client)


@Prepared
def _done_after() -> Any:  # noqa: ANN401 - a select of many columns
    columns = (Operation.id, Operation.label, Operation.client)
    return select(*columns).where(Operation.id > bindparam("id")).order_by(Operation.id)


def _changes_of(session: Session, operation: Any) -> Changes:  # noqa: ANN401 - a row of `_done_after`
    from refdesk.store import row_codec  # most looks find nothing new
    from refdesk.store.tables import all_tables
    from refdesk.store.unit import WHOSE

    kinds: tuple[dict[str, set[int]], ...] = ({}, {}, {})
    bulk: list[tuple[str, range]] = []
    classes = all_tables.row_classes()
    for change in session.scalars(select(RowChange).where(RowChange.operation_id == operation.id)):
        if change.last_row_id is not None:
            bulk.append((change.table, range(change.row_id, change.last_row_id + 1)))
            continue
        which = 0 if change.before is None else 2 if change.after is None else 1
        kinds[which].setdefault(change.table, set()).add(change.row_id)
        for kept in filter(None, (change.before, change.after)):
            values = row_codec.decode(classes[change.table], kept)
            for key in filter(values.get, WHOSE):
                kinds[1].setdefault("contact", set()).add(values[key])
    return Changes.of(
        operation.id,
        operation.label,
        operation.client,
        added=kinds[0],
        updated=kinds[1],
        removed=kinds[2],
        bulk=tuple(bulk),
    )

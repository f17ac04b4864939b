"""Undo: the rows of an operation played back, or refused when they no longer hold what it left.

An undo is itself an operation and recorded like any other; a redo is the undo of an undo. Rows inserted in bulk stand
in the trail as a range: what they held is known from their first later change, if there is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, delete, exists, func, select, text
from sqlalchemy.orm import Session, aliased

from refdesk.errors import Overtaken
from refdesk.i18n import N_, _
from refdesk.progress import SILENT, Progress
from refdesk.store import recorder, returning, row_codec, search_index, unit
from refdesk.store.base import Row
from refdesk.store.tables import all_tables
from refdesk.store.tables.people import Contact
from refdesk.store.tables.trail import DRAFT, ERASED, NOTHING_KEPT, Operation, RowChange
from refdesk.store.unit import AnyRow

CHUNK = 500
CHANGED_SINCE = N_(
    "This cannot be undone any more: something it touched was changed later. Undo the later change first."
)


@dataclass(frozen=True, slots=True)
class Step:
    """An operation that can be undone or done again."""

    operation_id: int
    label: str


def next_undo(session: Session) -> Step | None:
    """Return what Ctrl+Z takes back: the newest operation that stands and of which nothing was erased.

    What was only kept as a draft is none: it goes with what it was typed into.
    """
    return _first(session, _NEXT_UNDO)


def next_redo(session: Session) -> Step | None:
    """Return what Ctrl+Shift+Z does again: the newest undo that stands, unless something new was done since."""
    return _first(session, _NEXT_REDO)


def size_of(session: Session, operation_id: int) -> int:
    """Return how many rows an operation changed."""
    rows = func.sum(func.coalesce(RowChange.last_row_id - RowChange.row_id, 0) + 1)
    return session.scalar(select(rows).where(RowChange.operation_id == operation_id)) or 0


def drafts_since(session: Session, operation_id: int) -> tuple[int, ...]:
    """Return what was kept as drafts after an operation and stands, the newest first."""
    return tuple(session.scalars(_DRAFTS_SINCE, {"operation_id": operation_id}))


def is_undone(session: Session, operation_id: int) -> bool:
    """Tell whether an undo of this operation stands."""
    return bool(session.scalar(_IS_UNDONE, {"operation_id": operation_id}))


class Kept(NamedTuple):
    """A line of the trail, read as plain values: there may be hundreds of thousands."""

    id: int
    table: str
    row_id: int
    last_row_id: int | None
    before: str | None
    after: str | None


def play_back(of: unit.Unit, operation_id: int, progress: Progress = SILENT) -> None:
    """Take an operation back: deletes, then updates, then inserts; raises `Overtaken` and changes nothing.

    Raises `Cancelled` when it is stopped.
    """
    session, classes = of.session, all_tables.row_classes()
    found = _changes_of(session, operation_id)
    if not found or is_undone(session, operation_id):
        raise Overtaken(_("This was already taken back."))
    if any(NOTHING_KEPT in (change.before, change.after) for change in found):
        raise Overtaken(_("This cannot be undone: somebody whom it concerned was erased."))
    single = [change for change in found if change.last_row_id is None]
    rows = _rows_as_left(session, single, classes)
    ranges = [(change.table, change.row_id, change.last_row_id) for change in found if change.last_row_id is not None]
    leaving = sum(last - first + 1 for table, first, last in ranges if table == Contact.__tablename__)
    with search_index.losing(session.connection(), leaving):
        for table, first, last in progress.over(ranges):
            _remove_range(of, classes[table], first, last, operation_id)
    _remove(session, [rows[change.id] for change in single if change.before is None])
    session.flush()
    for change in progress.over(single):
        if change.before is not None and change.after is not None:
            _set(rows[change.id], change.before)
    session.flush()
    gone = [(classes[change.table], change.row_id, change.before) for change in single if change.after is None]
    returning.insert(of, gone)
    progress.check()


def _changes_of(session: Session, operation_id: int) -> list[Kept]:
    return [Kept(*row) for row in session.execute(_CHANGES, {"operation_id": operation_id})]


def _undone(operation: Any) -> Any:  # noqa: ANN401 - an entity or an alias of it
    """Tell in SQL whether an undo of the operation stands (one that was not itself undone)."""
    undo, redo = aliased(Operation), aliased(Operation)
    return exists().where(undo.undoes_id == operation.id, ~exists().where(redo.undoes_id == undo.id).correlate(undo))


def _erased(operation: Any) -> Any:  # noqa: ANN401 - an entity or an alias of it
    """Tell in SQL whether something that the operation changed was erased since: it cannot be played back."""
    return exists().where(RowChange.operation_id == operation.id, text(f"({ERASED})"))


def _redoable() -> Select[int, str]:
    undone, done = aliased(Operation), aliased(Operation)
    newest = select(func.coalesce(func.max(done.id), 0)).where(done.undoes_id.is_(None)).scalar_subquery()
    return (
        select(Operation.id, Operation.label)
        .join(undone, undone.id == Operation.undoes_id)
        .where(undone.undoes_id.is_(None), Operation.id > newest, ~_undone(Operation), ~_erased(Operation))
        .order_by(Operation.id.desc())
        .limit(1)
    )


_NEXT_UNDO = (
    select(Operation.id, Operation.label)
    .where(Operation.undoes_id.is_(None), Operation.subject_kind != DRAFT)
    .where(~_undone(Operation), ~_erased(Operation))
    .order_by(Operation.id.desc())
    .limit(1)
)
_DRAFTS_SINCE = (
    select(Operation.id)
    .where(Operation.id > bindparam("operation_id"), Operation.subject_kind == DRAFT)
    .where(Operation.undoes_id.is_(None), ~_undone(Operation))
    .order_by(Operation.id.desc())
)
_NEXT_REDO = _redoable()
_IS_UNDONE = select(_undone(Operation)).where(Operation.id == bindparam("operation_id"))
_CHANGES = (
    select(RowChange.id, RowChange.table, RowChange.row_id, RowChange.last_row_id, RowChange.before, RowChange.after)
    .where(RowChange.operation_id == bindparam("operation_id"))
    .order_by(RowChange.id)
)


@cache
def _rows_by_id(row_class: type[AnyRow]) -> Select[AnyRow]:
    return select(row_class).where(row_class.id.in_(bindparam("ids", expanding=True)))


def _first(session: Session, newest: Select[int, str]) -> Step | None:
    row = session.execute(newest).first()
    return Step(row[0], row[1]) if row else None


def _rows_as_left(session: Session, changes: Iterable[Kept], classes: dict[str, type[Row]]) -> dict[int, Row]:
    """Return the rows by the id of their change, having made sure that each still holds what was left."""
    rows: dict[int, Row] = {}
    changes = tuple(changes)
    there = _rows_there(session, changes, classes)
    for change in changes:
        row = there.get((change.table, change.row_id))
        left = None if row is None else row_codec.encode(type(row), partial(getattr, row))
        if not _same(classes[change.table], left, change.after):
            raise Overtaken(_(CHANGED_SINCE))
        if row is not None:
            rows[change.id] = row
    return rows


def _rows_there(session: Session, changes: Iterable[Kept], classes: dict[str, type[Row]]) -> dict[recorder.RowKey, Row]:
    """Return the rows of these changes that exist, found a few hundred at a time."""
    ids: dict[str, list[int]] = {}
    for change in changes:
        ids.setdefault(change.table, []).append(change.row_id)
    found: dict[recorder.RowKey, Row] = {}
    for table, wanted in ids.items():
        row_class = classes[table]
        for start in range(0, len(wanted), CHUNK):
            rows = session.scalars(_rows_by_id(row_class), {"ids": wanted[start : start + CHUNK]})
            found.update({(table, row.id): row for row in rows})
    return found


def _same(row_class: type[Row], now: str | None, left: str | None) -> bool:
    if now is None or left is None or now == left:
        return now == left
    # A trail from before an upgrade lacks the columns that came since: only what it knew is compared.
    present = row_codec.decode(row_class, now)
    return all(present.get(key) == value for key, value in row_codec.decode(row_class, left).items())


def _set(row: Row, kept: str) -> None:
    for key, value in row_codec.decode(type(row), kept).items():
        setattr(row, key, value)


def _remove(session: Session, rows: Iterable[Row]) -> None:
    for row in rows:
        session.delete(row)


def _remove_range(of: unit.Unit, row_class: type[Row], first: int, last: int, operation_id: int) -> None:
    """Delete rows inserted in bulk, keeping each in the trail so that they can come back."""
    session, table = of.session, row_codec.table_of(row_class)
    session.flush()
    rows = session.execute(select(table).where(table.c.id.between(first, last)).order_by(table.c.id)).mappings().all()
    if len(rows) != last - first + 1:
        raise Overtaken(_(CHANGED_SINCE))
    held = {row["id"]: row_codec.encode_values(row_class, dict(row)) for row in rows}
    later = (
        select(RowChange.row_id, RowChange.before)
        .where(
            RowChange.table == table.name, RowChange.row_id.between(first, last), RowChange.operation_id > operation_id
        )
        .where(RowChange.last_row_id.is_(None))
        .order_by(RowChange.id)
    )
    first_changes: dict[int, str | None] = {}
    for row_id, before in session.execute(later):
        first_changes.setdefault(row_id, before)
    if any(not _same(row_class, held[row_id], before) for row_id, before in first_changes.items()):
        raise Overtaken(_(CHANGED_SINCE))
    session.connection().execute(delete(table).where(table.c.id.between(first, last)))
    # Only what left: of rows that were read and are to be set, the recorder must still see what they were.
    for row in [each for each in session.identity_map.values() if type(each) is row_class and first <= each.id <= last]:
        session.expunge(row)
    for row_id, kept in held.items():
        of.recorded.note((table.name, row_id), kept, None)

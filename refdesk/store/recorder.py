"""Sees every row that a session writes and keeps what it was and what it became."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session, UOWTransaction

from refdesk.store import bulk, row_codec
from refdesk.store.base import Row

RowKey = tuple[str, int]


@dataclass(slots=True)
class Change:
    """A row before and after the operation; None where there was none."""

    before: str | None
    after: str | None


@dataclass(slots=True)
class Recorded:
    """All that one transaction has written so far."""

    rows: dict[RowKey, Change] = field(default_factory=dict)
    ranges: list[tuple[str, int, int]] = field(default_factory=list)

    def note(self, key: RowKey, before: str | None, after: str | None) -> None:
        """Join a write with earlier ones of the same row: the first before, the last after."""
        known = self.rows.get(key)
        if known is None:
            self.rows[key] = Change(before, after)
        else:
            known.after = after

    def settled(self) -> Iterator[tuple[RowKey, Change]]:
        """Yield the rows that ended otherwise than they began."""
        return ((key, change) for key, change in self.rows.items() if change.before != change.after)


class UnrecordedWriteError(Exception):
    """A bulk statement would change rows behind the trail's back: a mistake of ours."""


def listen(session: Session) -> Recorded:
    """Begin to record the session; returns what will be filled as it flushes."""
    recorded = Recorded()

    def after_flush(of: Session, _context: UOWTransaction) -> None:
        _record(of, recorded)

    event.listen(session, "before_flush", _count_versions)
    event.listen(session, "after_flush", after_flush)
    event.listen(session, "do_orm_execute", _refuse_unrecorded)
    return recorded


def insert_in_bulk(
    session: Session, recorded: Recorded, row_class: type[Row], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert many rows whose ids are given and without gaps, recorded as a range."""
    if not rows:
        return
    first, last = rows[0]["id"], rows[-1]["id"]
    assert last - first + 1 == len(rows), "the ids of a bulk insert have no gaps"
    bulk.insert(session.connection(), row_codec.table_of(row_class), rows)
    recorded.ranges.append((row_class.__tablename__, first, last))


def _record(session: Session, recorded: Recorded) -> None:
    for row in _tracked(session.new):
        recorded.note((row.__tablename__, row.id), None, _now(row))
    for row in _tracked(session.dirty):
        if session.is_modified(row):
            recorded.note((row.__tablename__, row.id), _was(row), _now(row))
    for row in _tracked(session.deleted):
        recorded.note((row.__tablename__, row.id), _was(row), None)


def _tracked(rows: Any) -> Iterator[Row]:  # noqa: ANN401 - SQLAlchemy's identity set
    return (row for row in rows if isinstance(row, Row) and row.__tablename__ not in row_codec.UNTRACKED)


def _now(row: Row) -> str:
    return row_codec.encode(type(row), lambda key: getattr(row, key))


def _was(row: Row) -> str:
    state: InstanceState[Row] = inspect(row)

    def value_of(key: str) -> Any:  # noqa: ANN401
        deleted = state.attrs[key].history.deleted
        return deleted[0] if deleted else getattr(row, key)

    return row_codec.encode(type(row), value_of)


def _count_versions(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for row in session.dirty:
        if hasattr(row, "version") and session.is_modified(row) and _kept_changed(row):
            row.version += 1


def _kept_changed(row: Row) -> bool:
    state: InstanceState[Row] = inspect(row)
    return any(state.attrs[key].history.has_changes() for key, _ in row_codec.kept_columns(type(row)))


def _refuse_unrecorded(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise UnrecordedWriteError("change rows through the session, one by one, or insert them by unit.insert_in_bulk")

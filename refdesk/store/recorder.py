"""Sees every row that a session writes and keeps what it was and what it became."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event, inspect
from sqlalchemy.orm import (
    InstanceState,
    ORMExecuteState,
    PassiveFlag,
    Session,
    UOWTransaction,
    make_transient_to_detached,
)
from sqlalchemy.orm.attributes import get_history, set_committed_value

from refdesk.store import bulk, direct, row_codec
from refdesk.store.base import Row

RowKey = tuple[str, int]


@dataclass(slots=True)
class Change:
    """A row before and after the operation; None where there was none."""

    before: str | None
    after: str | None


@dataclass(slots=True)
class Recorded:
    """All that one transaction has written so far; `whose` are people whose rows came back in bulk."""

    rows: dict[RowKey, Change] = field(default_factory=dict)
    ranges: list[tuple[str, int, int]] = field(default_factory=list)
    whose: set[int] = field(default_factory=set)

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


class RecordingSession(Session):
    """A session that fills `recorded` as it flushes, and refuses statements that would change rows past it."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.recorded = Recorded()


def insert(session: RecordingSession, row: Row) -> None:
    """Insert one new row, recorded, and give it its id: what a flush does, without its preparations for many."""
    row_class, values = type(row), {}
    for key, column in row_codec.all_columns(row_class):
        value = getattr(row, key)
        if value is None:
            value = row_codec.default_of(column)
            set_committed_value(row, key, value)
        if key != "id" or value is not None:
            values[column.name] = value
    row_id = direct.insert(session.connection(), row_codec.table_of(row_class), values)
    set_committed_value(row, "id", row_id)
    make_transient_to_detached(row)
    session.add(row)
    session.recorded.note((row.__tablename__, row.id), None, _now(row))


def insert_in_bulk(session: RecordingSession, row_class: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows whose ids are given and without gaps, recorded as a range."""
    if not rows:
        return
    first, last = rows[0]["id"], rows[-1]["id"]
    assert last - first + 1 == len(rows), "the ids of a bulk insert have no gaps"
    bulk.insert(session.connection(), row_codec.table_of(row_class), rows)
    session.recorded.ranges.append((row_class.__tablename__, first, last))


@event.listens_for(RecordingSession, "after_flush")
def _record(session: RecordingSession, _context: UOWTransaction) -> None:
    recorded = session.recorded
    for row in _tracked(session.new):
        recorded.note((row.__tablename__, row.id), None, _now(row))
    for row in _tracked(session.dirty):
        if _kept_changed(row):
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
        if key not in state.committed_state:
            return getattr(row, key)
        deleted = get_history(row, key, PassiveFlag.PASSIVE_NO_INITIALIZE).deleted
        return deleted[0] if deleted else getattr(row, key)

    return row_codec.encode(type(row), value_of)


@event.listens_for(RecordingSession, "before_flush")
def _count_versions(session: RecordingSession, _context: UOWTransaction, _instances: object) -> None:
    for row in session.dirty:
        if hasattr(row, "version") and _kept_changed(row):
            row.version += 1


def _kept_changed(row: Row) -> bool:
    state: InstanceState[Row] = inspect(row)
    return any(
        key in state.committed_state and get_history(row, key, PassiveFlag.PASSIVE_NO_INITIALIZE).has_changes()
        for key, _ in row_codec.kept_columns(type(row))
    )


@event.listens_for(RecordingSession, "do_orm_execute")
def _refuse_unrecorded(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise UnrecordedWriteError("change rows through the session, one by one, or insert them by unit.insert_in_bulk")

"""Taking rows out for good: beside the trail, and out of it, so that no undo brings them back."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, and_, bindparam, case, delete, or_, select, update

from refdesk.store import row_codec
from refdesk.store.tables import all_tables
from refdesk.store.tables.trail import NOTHING_KEPT, RowChange

CHUNK = 500
FEW = 20
"""How many are looked for in the trail by their number; more are found by reading all."""
_TRAIL = row_codec.table_of(RowChange)

Ids = dict[str, set[int]]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reach:
    """What goes with some rows: rows that cannot be without them, and references of others that are let go."""

    gone: Ids = field(default_factory=dict)
    let_go: tuple[tuple[str, str, frozenset[int]], ...] = ()


def reach(connection: Connection, start: Mapping[str, AbstractSet[int]]) -> Reach:
    """Return everything that goes when these rows go."""
    gone: Ids = {name: set(ids) for name, ids in start.items()}
    let_go: list[tuple[str, str, frozenset[int]]] = []
    waiting = [(name, frozenset(ids)) for name, ids in start.items()]
    while waiting:
        name, ids = waiting.pop()
        for table, column in references_to(name):
            found = rows_where(connection, table, column, ids)
            if column.nullable:
                let_go.append((table.name, column.name, found))
            elif new := found - gone.setdefault(table.name, set()):
                gone[table.name] |= new
                waiting.append((table.name, frozenset(new)))
    left = ((table, column, ids - gone.get(table, set())) for table, column, ids in let_go)
    return Reach({name: ids for name, ids in gone.items() if ids}, tuple(each for each in left if each[2]))


def references_to(name: str) -> Iterator[tuple[Table, Column[int]]]:
    """Yield each column, with its table, that refers to rows of a table."""
    for table in all_tables.METADATA.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == name for key in column.foreign_keys):
                yield table, column


def rows_where(connection: Connection, table: Table, column: Column[int], ids: AbstractSet[int]) -> frozenset[int]:
    """Return the ids of the rows whose column holds one of these."""
    found: set[int] = set()
    for some in chunks(ids):
        found.update(connection.scalars(select(table.c.id).where(column.in_(some))))
    return frozenset(found)


def told(connection: Connection, name: str, key: str, ids: AbstractSet[int]) -> Iterator[tuple[int, Values]]:
    """Yield what the trail holds of the rows of a table that refer to one of these by `key`, with their ids."""
    parts = [f'%"{key}":{each}{mark}%' for each in ids for mark in ",}"] if len(ids) <= FEW else ['%"']
    if not ids:
        return
    either = (kept.like(part) for kept in (RowChange.before, RowChange.after) for part in parts)
    for row in connection.execute(_singles(name).where(or_(*either))):
        yield from ((row.row_id, values) for values in _read(row) if values.get(key) in ids)


def ever_where(connection: Connection, table: Table, column: Column[int], ids: AbstractSet[int]) -> set[int]:
    """Return the ids of the rows whose column holds one of these, or once did."""
    once = {row_id for row_id, _values in told(connection, table.name, column.name, ids)}
    return once | rows_where(connection, table, column, ids)


def held(connection: Connection, name: str, ids: AbstractSet[int]) -> Iterator[Values]:
    """Yield what the trail holds of these rows."""
    for some in chunks(ids):
        for row in connection.execute(_singles(name).where(RowChange.row_id.in_(some))):
            yield from _read(row)


def with_values(connection: Connection, name: str, key: str, wanted: Iterable[Values]) -> Iterator[int]:
    """Yield to whom, by `key`, rows belonged that the trail holds with all of these values; without it the rows."""
    for values in wanted:
        either = (
            and_(
                *(
                    kept.contains(f'"{each}":{json.dumps(value, ensure_ascii=False)}', autoescape=True)
                    for each, value in values.items()
                )
            )
            for kept in (RowChange.before, RowChange.after)
        )
        for row in connection.execute(_singles(name).where(or_(*either))):
            for kept in _read(row):
                if all(kept.get(each) == value for each, value in values.items()):
                    yield kept[key] if key else row.row_id


def _singles(name: str) -> Select[int, str | None, str | None]:
    query = select(RowChange.row_id, RowChange.before, RowChange.after)
    return query.where(RowChange.table == name, RowChange.last_row_id.is_(None))


def _read(row: Any) -> Iterator[Values]:  # noqa: ANN401 - a row of the trail
    return (json.loads(kept) for kept in (row.before, row.after) if kept and kept != NOTHING_KEPT)


def take_out(connection: Connection, what: Reach) -> None:
    """Delete the rows, let go of them in others, and blank them in the trail."""
    tables = all_tables.METADATA.tables
    for name, column, ids in what.let_go:
        for some in chunks(ids):
            connection.execute(update(tables[name]).where(tables[name].c.id.in_(some)).values({column: None}))
    for name, rows in what.gone.items():
        for table, optional in references_to(name):
            if optional.nullable:
                let_go_in_trail(connection, table.name, optional.name, rows)
        for some in chunks(rows):
            connection.execute(delete(tables[name]).where(tables[name].c.id.in_(some)))
        blank(connection, name, rows)


def let_go_in_trail(connection: Connection, name: str, key: str, gone: AbstractSet[int]) -> None:
    """Let the trail of a table refer to none of these by `key`: whatever else was done with its rows can be undone."""
    rows = {row_id for row_id, _values in told(connection, name, key, gone)}
    for some in chunks(rows):
        changes = connection.execute(_singles(name).add_columns(RowChange.id).where(RowChange.row_id.in_(some)))
        put = [
            {"whose": row.id, "was": _let_go(row.before, key, gone), "became": _let_go(row.after, key, gone)}
            for row in changes
        ]
        let_go = update(_TRAIL).where(_TRAIL.c.id == bindparam("whose"))
        connection.execute(let_go.values(before=bindparam("was"), after=bindparam("became")), put)


def _let_go(kept: str | None, key: str, gone: AbstractSet[int]) -> str | None:
    if not kept or kept == NOTHING_KEPT:
        return kept
    values = json.loads(kept)
    return row_codec.dump(values | {key: None}) if values.get(key) in gone else kept


def blank(connection: Connection, name: str, ids: AbstractSet[int], *, only_coming: bool = False) -> None:
    """Blank rows in the trail: that they came and went stays, what they held does not.

    An operation with a blanked row cannot be taken back. With `only_coming` no more is blanked than that they came.
    """
    blanked = {
        column: case((_TRAIL.c[column].is_(None), None), else_=NOTHING_KEPT) for column in ("before", "after")
    }  # fmt: skip
    for some in chunks(ids):
        these = [RowChange.table == name, RowChange.row_id.in_(some), RowChange.last_row_id.is_(None)]
        if only_coming:
            these.append(RowChange.before.is_(None))
        connection.execute(update(RowChange).where(*these).values(blanked))
    _blank_ranges(connection, name, sorted(ids))


def _blank_ranges(connection: Connection, name: str, ids: Sequence[int]) -> None:
    """Mark the bulk inserts that brought one of these rows: they cannot be taken back as a whole any more."""
    query = select(RowChange.id, RowChange.row_id, RowChange.last_row_id)
    ranges = connection.execute(query.where(RowChange.table == name, RowChange.last_row_id.is_not(None)))
    marked = {row.id for row in ranges if bisect_left(ids, row.row_id) < bisect_right(ids, row.last_row_id)}
    for some in chunks(marked):
        connection.execute(update(RowChange).where(RowChange.id.in_(some)).values(after=NOTHING_KEPT))


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield ids in order, as many at a time as one statement takes."""
    ordered = sorted(ids)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))

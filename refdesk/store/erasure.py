"""Taking rows out for good: beside the trail, and out of it, so that no undo brings them back."""

import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sqlalchemy import Column, Connection, Table, Text, case, delete, func, or_, select, update

from refdesk.store import row_codec
from refdesk.store.tables import all_tables
from refdesk.store.tables.trail import NOTHING_KEPT, Operation, RowChange

CHUNK = 500

Ids = dict[str, set[int]]


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
    for some in _chunks(ids):
        found.update(connection.scalars(select(table.c.id).where(column.in_(some))))
    return frozenset(found)


def take_out(connection: Connection, what: Reach) -> None:
    """Delete the rows, let go of them in others, and blank them in the trail."""
    tables = all_tables.METADATA.tables
    for name, column, ids in what.let_go:
        for some in _chunks(ids):
            connection.execute(update(tables[name]).where(tables[name].c.id.in_(some)).values({column: None}))
    for name, rows in what.gone.items():
        for some in _chunks(rows):
            connection.execute(delete(tables[name]).where(tables[name].c.id.in_(some)))
        blank(connection, name, rows)


def blank(connection: Connection, name: str, ids: AbstractSet[int]) -> None:
    """Blank rows in the trail: that they came and went stays, what they held does not."""
    table = row_codec.table_of(RowChange)
    blanked = {
        column: case((table.c[column].is_(None), None), else_=NOTHING_KEPT) for column in ("before", "after")
    }  # fmt: skip
    for some in _chunks(ids):
        these = (RowChange.table == name, RowChange.row_id.in_(some), RowChange.last_row_id.is_(None))
        connection.execute(update(RowChange).where(*these).values(blanked))


def replace_words(connection: Connection, words: Iterable[str], by: str) -> Ids:
    """Replace words in every text of every table, the trail included; returns the rows changed by table."""
    changed: Ids = {}
    for word in words:
        for table in all_tables.METADATA.sorted_tables:
            columns = [column for column in table.columns if isinstance(column.type, Text) and not _is_derived(column)]
            if found := _replace(connection, table, columns, (word, by)):
                changed.setdefault(table.name, set()).update(found)
    for name in (RowChange.__tablename__, Operation.__tablename__):
        changed.pop(name, None)
    return changed


def _replace(connection: Connection, table: Table, columns: list[Column[str]], words: tuple[str, str]) -> set[int]:
    if table.name == RowChange.__tablename__:
        columns = [column for column in columns if column.name in ("before", "after")]
        # Rows stand there as JSON, in which quotes and strokes are written otherwise.
        words = (_in_json(words[0]), _in_json(words[1]))
    if not columns:
        return set()
    having = or_(*(column.contains(words[0], autoescape=True) for column in columns))
    found = set(connection.scalars(select(table.c.id).where(having)))
    changed = {column: func.replace(column, *words) for column in columns}
    for some in _chunks(found):
        connection.execute(update(table).where(table.c.id.in_(some)).values(changed))
    return found


def _in_json(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)[1:-1]


def _is_derived(column: Column[str]) -> bool:
    return bool(column.info.get("derived"))


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))

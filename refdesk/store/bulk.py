"""Many rows into a table at once."""

import json
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, LargeBinary, Table, func, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

Processor = Callable[[Any], Any]


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns, their ids among them; the others get their defaults."""
    on_file = connection.dialect.name == "sqlite"
    if on_file and not any(isinstance(column.type, LargeBinary) for column in table.columns):
        _insert_in_one_statement(connection, table, rows)
        return
    connection.execute(table.insert(), list(rows))
    if on_file:
        return
    # A server counts ids by itself and does not look at those that were given; rows that come back have old ones.
    highest = select(func.max(table.c.id)).scalar_subquery()
    sequence = f"{table.name}_id_seq"
    connection.execute(select(func.setval(sequence, func.greatest(highest, func.nextval(sequence) - 1))))


def _insert_in_one_statement(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    # Statement by statement, FTS5 writes its index to disk after each row, which takes six times as long.
    usual = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }
    names = tuple(rows[0])
    left = [name for name in usual if name not in rows[0]]
    cells_of = itemgetter(*names)
    values = [list(cells_of(row)) for row in rows]
    for place, name in enumerate(names):
        if process := _processor(table, name, connection.dialect):
            for cells in values:
                cells[place] = process(cells[place])
    columns = ", ".join(f'"{name}"' for name in (*names, *left))
    cells_in = ", ".join((*(f"value->>{place}" for place in range(len(names))), *("?" for _each in left)))
    statement = f'INSERT INTO "{table.name}" ({columns}) SELECT {cells_in} FROM json_each(?)'  # noqa: S608 - our own names
    defaults = (usual[name] for name in left)
    connection.exec_driver_sql(statement, (*defaults, json.dumps(values, ensure_ascii=False)))


def _processor(table: Table, name: str, dialect: Dialect) -> Processor | None:
    processor: Processor | None = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
    return processor

"""Many rows into a table at once."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Table, func, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

Processor = Callable[[Any], Any]


def insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns, their ids among them; the others get their defaults."""
    if connection.dialect.name == "sqlite":
        _insert_in_one_statement(connection, table, rows)
        return
    connection.execute(table.insert(), list(rows))
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
    names = list(dict.fromkeys((*rows[0], *usual)))
    processors = [_processor(table, name, connection.dialect) for name in names]
    values = [
        [
            process(value) if process else value
            for value, process in zip(_cells(row, names, usual), processors, strict=True)
        ]
        for row in rows
    ]
    columns = ", ".join(f'"{name}"' for name in names)
    cells = ", ".join(f"value->>{place}" for place in range(len(names)))
    statement = f'INSERT INTO "{table.name}" ({columns}) SELECT {cells} FROM json_each(?)'  # noqa: S608 - our own names
    connection.exec_driver_sql(statement, (json.dumps(values, ensure_ascii=False),))


def _cells(row: Mapping[str, Any], names: Sequence[str], usual: Mapping[str, Any]) -> Iterator[Any]:
    return (row[name] if name in row else usual[name] for name in names)


def _processor(table: Table, name: str, dialect: Dialect) -> Processor | None:
    processor: Processor | None = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
    return processor

"""Statements of a file that are sent to its driver as they are: a short write takes a third of the time so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlite

Processor = Callable[[Any], Any]
_DIALECT = SQLiteDialect_pysqlite()


def is_possible(connection: Connection) -> bool:
    """Say whether the connection is to a file; a server is asked by way of SQLAlchemy."""
    return connection.dialect.name == "sqlite"


def rows(connection: Connection, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return what a question finds in the transaction of the connection, as the file keeps it."""
    try:
        found: list[tuple[Any, ...]] = _driver(connection, sql, values).execute(sql, values).fetchall()
    except sqlite.Error as error:
        raise _fault(sql, error) from error
    return found


def run(connection: Connection, sql: str, values: Sequence[Any]) -> int:
    """Run one statement in the transaction of the connection; returns the id of the row that it inserted."""
    try:
        row_id: int = _driver(connection, sql, values).execute(sql, values).lastrowid
    except sqlite.Error as error:
        raise _fault(sql, error) from error
    return row_id


def insert(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert one row, of which every column but the id is given, and return its id."""
    if not is_possible(connection):
        inserted: int = connection.execute(table.insert(), dict(values)).inserted_primary_key[0]  # type: ignore[index]
        return inserted
    sql, processors = _insert_into(table, tuple(values))
    return run(connection, sql, _kept(values.values(), processors))


def insert_few(connection: Connection, table: Table, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert some rows of these columns, whose ids nobody asks for; the other columns may be empty."""
    if not is_possible(connection):
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
        return
    sql, processors = _insert_into(table, names)
    for row in rows:
        run(connection, sql, _kept(row, processors))


def _driver(connection: Connection, sql: str, values: object) -> Any:  # noqa: ANN401 - sqlcipher3 has no types
    driver = connection.connection.dbapi_connection
    # Whoever listens to statements hears of these too.
    connection.dispatch.before_cursor_execute(connection, None, sql, values, None, False)
    return driver


def _fault(sql: str, error: sqlite.Error) -> BaseException:
    """Return the fault as SQLAlchemy names it: those who sort faults know no other."""
    fault: BaseException = DBAPIError.instance(sql, None, error, sqlite.Error, hide_parameters=True)
    return fault


def _kept(cells: Iterable[Any], processors: tuple[Processor | None, ...]) -> list[Any]:
    return [cell if keep is None else keep(cell) for cell, keep in zip(cells, processors, strict=True)]


@cache
def _insert_into(table: Table, names: tuple[str, ...]) -> tuple[str, tuple[Processor | None, ...]]:
    quoted = _DIALECT.identifier_preparer.quote
    columns, places = ", ".join(map(quoted, names)), ", ".join("?" * len(names))
    processors = (table.c[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT) for name in names)
    return f"INSERT INTO {quoted(table.name)} ({columns}) VALUES ({places})", tuple(processors)  # noqa: S608 - our own names

"""Many rows into a table at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, LargeBinary, Table, func, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

AT_ONCE = 5_000
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
    # Statement by statement, FTS5 writes its index to disk after each row, which takes six times as long; and a bare
    # table in memory takes the rows sooner than one text does that SQLite must take apart again.
    usual = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }
    names = tuple(rows[0]) if rows else ()
    left = tuple(name for name in usual if name not in names)
    processors = [(at, keep) for at, name in enumerate(names) if (keep := _processor(table, name, connection.dialect))]
    columns, come = (", ".join(f'"{name}"' for name in some) for some in ((*names, *left), names))
    cells = ", ".join((come, *("?" for _each in left)))
    connection.exec_driver_sql(f"CREATE TEMP TABLE coming ({come})")
    for start in range(0, len(rows), AT_ONCE):
        values = _cells(rows[start : start + AT_ONCE], names, processors)
        connection.exec_driver_sql(f"INSERT INTO temp.coming VALUES ({', '.join('?' * len(names))})", values)  # noqa: S608
        statement = f'INSERT INTO "{table.name}" ({columns}) SELECT {cells} FROM temp.coming ORDER BY rowid'  # noqa: S608
        connection.exec_driver_sql(statement, tuple(usual[name] for name in left))
        connection.exec_driver_sql("DELETE FROM temp.coming")
    connection.exec_driver_sql("DROP TABLE temp.coming")


def _cells(
    rows: Sequence[Mapping[str, Any]], names: tuple[str, ...], processors: list[tuple[int, Processor]]
) -> list[tuple[Any, ...]]:
    """Return the cells of these columns in the form in which the file keeps them."""
    values = [list(map(row.__getitem__, names)) for row in rows]
    for at, keep in processors:
        for cells in values:
            cells[at] = keep(cells[at])
    return [tuple(cells) for cells in values]


def _processor(table: Table, name: str, dialect: Dialect) -> Processor | None:
    processor: Processor | None = table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
    return processor

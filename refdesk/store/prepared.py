"""Questions that are asked again and again: on a file without building and compiling them, and with plain rows.

To build a statement and to compile it takes a hundred times as long as to run it. The text of each is therefore kept in
`prepared_texts`, which `build_scripts/statements.py` writes; the function that builds it stays the one source.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Connection, Select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import Session

from refdesk.store import direct
from refdesk.store.base import Day, Moment, read_day, read_moment
from refdesk.store.prepared_texts import TEXTS

Kept = tuple[str, tuple[str, ...]]
"""The SQL of a statement, and its columns as "name", or "name kind" where the file keeps another form."""

_LIST = re.compile(r"\(__\[POSTCOMPILE_(\w+)\]\)")
_VALUE = re.compile(r":(\w+)")


@dataclass(frozen=True, slots=True)
class _Ready:
    sql: str
    shape: Callable[[Iterable[Any]], Any]
    readers: tuple[tuple[int, Callable[[Any], Any]], ...]

    def rows(self, found: Iterable[tuple[Any, ...]]) -> list[Any]:
        """Return rows with names, each cell in the form in which the program has it."""
        return list(map(self.row if self.readers else self.shape, found))

    def row(self, found: Iterable[Any]) -> Any:  # noqa: ANN401 - a row with the names of the question
        """Return one of them."""
        cells = list(found)
        for place, read in self.readers:
            if cells[place] is not None:
                cells[place] = read(cells[place])
        return self.shape(cells)


class Prepared:
    """A question that is asked with values of the names that it binds; a list of ids is bound by one name."""

    def __init__(self, build: Callable[[], Select[Any]]) -> None:
        self._build = build
        self.name = f"{build.__module__.rpartition('.')[2]}.{build.__name__.strip('_')}"

    def rows(self, session: Session, **values: Any) -> list[Any]:  # noqa: ANN401 - of any column
        """Return the rows, whose cells are found by name and by place."""
        connection = session.connection()
        if not direct.is_possible(connection):
            return list(connection.execute(self._statement, values).all())
        return self._ready.rows(self._found(connection, values))

    def unread(self, session: Session, **values: Any) -> tuple[list[Any], Callable[[Any], Any]]:  # noqa: ANN401
        """Return the rows as they are kept, and what makes one of them what `rows` has: for those seldom looked at."""
        connection = session.connection()
        if not direct.is_possible(connection):
            return list(connection.execute(self._statement, values).all()), _same
        return self._found(connection, values), self._ready.row

    def first(self, session: Session, **values: Any) -> Any:  # noqa: ANN401
        """Return the first row, None where there is none."""
        return next(iter(self.rows(session, **values)), None)

    def _found(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        bound = {name: _BOUND.get(type(value), _same)(value) for name, value in values.items()}
        return direct.rows(connection, self._ready.sql, bound)

    def kept(self) -> Kept:
        """Return what is to be kept of this question: built, compiled and with its constants written out."""
        return _compiled(self._statement)

    @cached_property
    def _statement(self) -> Select[Any]:
        return self._build()

    @cached_property
    def _ready(self) -> _Ready:
        sql, columns = TEXTS.get(self.name) or self.kept()
        named = [column.partition(" ") for column in columns]
        readers = ((place, _READERS[kind]) for place, (_name, _, kind) in enumerate(named) if kind)
        return _Ready(sql, _row_class([name for name, _, _kind in named]), tuple(readers))


def _row_class(names: list[str]) -> Callable[[Iterable[Any]], Any]:
    # Where two columns have one name, the first has it; the other is found by its place.
    cells = {name: property(itemgetter(place)) for place, name in reversed([*enumerate(names)])}
    return type("Row", (tuple,), {"__slots__": (), **cells})


def _compiled(statement: Select[Any]) -> Kept:
    compiled = statement.compile(dialect=SQLiteDialect_pysqlite(paramstyle="named"))
    known = {name: bind for name, bind in compiled.binds.items() if not bind.required}
    sql = _LIST.sub(partial(_listed, known), " ".join(compiled.string.split()))
    sql = _VALUE.sub(lambda found: _literal(known[found[1]].value) if found[1] in known else found[0], sql)
    return sql, tuple(f"{column.name} {_kind(column.type)}".rstrip() for column in statement.selected_columns)


def _listed(known: Mapping[str, Any], found: re.Match[str]) -> str:
    if found[1] in known:
        return f"({', '.join(map(_literal, known[found[1]].value))})"
    return f"(SELECT value FROM json_each(:{found[1]}))"  # noqa: S608 - the name of a value


def _literal(value: Any) -> str:  # noqa: ANN401 - a constant of a statement
    if isinstance(value, str):
        assert not set(value) & set("':"), "our own words"
        return f"'{value}'"
    assert isinstance(value, int), "a constant is a word or a number"
    return str(int(value))


def _kind(of: object) -> str:
    return next((kind for kind, each in _KINDS.items() if isinstance(of, each)), "")


def _same(value: Any) -> Any:  # noqa: ANN401
    return value


def _bound_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


_KINDS: Mapping[str, type] = {"moment": Moment, "day": Day, "flag": Boolean}
_READERS: Mapping[str, Callable[[Any], Any]] = {"moment": read_moment, "day": read_day, "flag": bool}
_BOUND: Mapping[type, Callable[[Any], Any]] = {datetime: _bound_moment, date: date.isoformat, list: str}

"""Lets the many short-lived engines of the tests share what SQLAlchemy works out about statements, as one engine does.

A statement is compiled once for an engine and its dialect. A program has one engine for its life; tests open thousands.
What makes the tables is compiled each time: a program makes one file, tests make hundreds.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

from refdesk.store import engine as engines

STATEMENTS = 4_000


def sharing(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """Return `create_engine` so that all engines of one kind have one dialect and one store of compiled statements."""
    firsts: dict[str, Engine] = {}

    def create_engine(url: Any, **options: Any) -> Engine:
        made = create(url, **options)
        first = firsts.get(made.dialect.name)
        if first is None:
            made._compiled_cache = LRUCache(STATEMENTS)
            made.dialect.initialize = _once(made.dialect.initialize)
            firsts[made.dialect.name] = made
            return made
        # A new engine's first connection sets up the dialect that it was made with.
        made.dialect.initialize = first.dialect.initialize
        made.dialect = made.pool._dialect = first.dialect
        made._compiled_cache = first._compiled_cache
        return made

    return create_engine


def _once(initialize: Callable[[Connection], None]) -> Callable[[Connection], None]:
    done: list[bool] = []

    def run(connection: Connection) -> None:
        if not done:
            initialize(connection)
            done.append(True)

    return run


def remembering(create: Callable[[Engine], None]) -> Callable[[Engine], None]:
    """Return what makes the tables of a file: the first time as the program does, then by the same statements."""
    said: list[tuple[str, Any]] = []

    def create_again(engine: Engine) -> None:
        if not engines.is_file(engine):
            create(engine)
        elif said:
            with engine.execution_options(**{engines.WRITES: True}).begin() as connection:
                for statement, values in said:
                    connection.exec_driver_sql(statement, values)
        else:
            said.extend(_statements(create, engine))

    return create_again


def _statements(create: Callable[[Engine], None], engine: Engine) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        if not statement.startswith("BEGIN"):
            heard.append((statement, values))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        create(engine)
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    return heard

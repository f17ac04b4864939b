"""Lets the many short-lived engines of the tests share what SQLAlchemy works out about statements, as one engine does.

A statement is compiled once for an engine and its dialect. A program has one engine for its life; tests open thousands.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.util import LRUCache

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

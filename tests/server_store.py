"""A database on the throw-away server that test after test works in: emptied quickly, its connections kept."""

from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, make_url

from refdesk.store import engine, schema
from refdesk.store.tables import all_tables

_TABLES = tuple(all_tables.METADATA.tables)
_FULL = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in _TABLES)
_COUNTED = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"


class ServerStore:
    """Every table, in a database of its own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._idle: list[psycopg.Connection[Any]] = []
        made = engine.open_engine(url)
        schema.create(made)
        made.dispose()

    def engine(self) -> Engine:
        """Return a new engine; a connection that it gives back goes on with the next engine's."""
        made = engine.open_engine(self._url)
        made.pool._creator = self._connect
        return made

    def empty(self) -> None:
        """Take every row out, and let ids begin anew. TRUNCATE makes each table's files anew: a tenth of a second."""
        connection = self._connect()
        full = [name for (name,) in connection.execute(_FULL)]
        counted = [name for (name,) in connection.execute(_COUNTED)]
        emptied = [f'DELETE FROM "{name}"' for name in full]
        begun = [f"SELECT setval('\"{name}\"', 1, false)" for name in counted]
        # In this role references are not looked at: the order of the tables does not matter.
        connection.execute("; ".join(["SET LOCAL session_replication_role = replica", *emptied, *begun]))
        connection.commit()
        connection.close()

    def close(self) -> None:
        """End every connection that was kept."""
        while self._idle:
            psycopg.Connection.close(self._idle.pop())

    def _connect(self) -> psycopg.Connection[Any]:
        if self._idle:
            return self._idle.pop()
        place = make_url(self._url)
        connection = _Kept.connect(host=place.host, port=place.port, user=place.username, dbname=place.database)
        connection.idle = self._idle
        return connection


class _Kept(psycopg.Connection[Any]):
    """A connection that, when closed in good order, waits for who connects next: a new one begins knowing no table."""

    idle: "list[psycopg.Connection[Any]]"

    def close(self) -> None:
        if self.closed or self.info.transaction_status is not TransactionStatus.IDLE:
            super().close()
            return
        self._notice_handlers.clear()
        self.autocommit = True
        self.execute("RESET ALL")
        self.autocommit = False
        self.idle.append(self)

"""Connections and the rules each keeps: with `backup` and `schema` the only place that looks at the dialect."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlcipher3 import dbapi2 as sqlite

from refdesk.store import place

APPLICATION_ID = 0x52464453  # "RFDS", in the header of each data file
LEAST_SQLITE = (3, 51, 3)
WRITES = "refdesk_writes"
BUSY_MS = 5_000
PAGES_OF_CACHE = -16_000  # KiB


def open_engine(where: Path | str, *, read_only: bool = False, create: bool = False) -> Engine:
    """Return an engine on a data file, or on a server when given a URL; opens nothing yet."""
    assert sqlite.sqlite_version_info >= LEAST_SQLITE, "this SQLite has faults that lose data"
    if isinstance(where, str):
        return _server_engine(where)
    return _file_engine(where, read_only=read_only, create=create)


def file_connection(path: Path, mode: str) -> Any:  # noqa: ANN401 - sqlcipher3 has no types
    """Connect to a file in mode "ro", "rw" or "rwc", without pragmas and in no transaction."""
    uri = f"file:{quote(path.resolve().as_posix())}?mode={mode}"
    return sqlite.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)


def close(engine: Engine) -> None:
    """Close every connection and leave one whole file, unless another process is still at work on it."""
    engine.dispose()
    if not is_file(engine):
        return
    try:
        connection = file_connection(file_of(engine), "rw")
    except sqlite.OperationalError:
        return  # the place is gone or may not be written: there is nothing left to tidy
    with suppress(sqlite.OperationalError):
        connection.execute("PRAGMA busy_timeout=200")
        # Without its log the file is whole by itself, and may be looked at without leaving traces beside it.
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


def is_file(engine: Engine) -> bool:
    """Tell whether the engine works on a local file."""
    return engine.dialect.name == "sqlite"


def file_of(engine: Engine) -> Path:
    """Return the data file of the engine."""
    database = engine.url.database
    assert is_file(engine), "a server has no file"
    assert database, "a local data file has a path"
    return Path(database)


def _file_engine(path: Path, *, read_only: bool, create: bool) -> Engine:
    mode = "ro" if read_only else "rwc" if create else "rw"
    safe = place.judge(path).safe_journal

    def connect() -> Any:  # noqa: ANN401
        connection = file_connection(path, mode)
        _apply_pragmas(connection, read_only=read_only, safe_journal=safe)
        return connection

    url = make_url("sqlite+pysqlite://").set(database=str(path))
    engine = create_engine(url, module=sqlite, creator=connect, pool_size=4, max_overflow=4)
    event.listen(engine, "begin", _begin)
    return engine


def _apply_pragmas(connection: Any, *, read_only: bool, safe_journal: bool) -> None:  # noqa: ANN401
    journal = "DELETE" if safe_journal else "WAL"
    wanted: dict[str, str | int] = {
        "busy_timeout": BUSY_MS,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "synchronous": 3 if safe_journal else 2,
        "cache_size": PAGES_OF_CACHE,
    }
    if sys.platform == "darwin":
        wanted["checkpoint_fullfsync"] = 1
    if read_only:
        wanted["query_only"] = 1
    else:
        connection.execute(f"PRAGMA journal_mode={journal}")
    for pragma, value in wanted.items():
        connection.execute(f"PRAGMA {pragma}={value}")
        (found,) = connection.execute(f"PRAGMA {pragma}").fetchone()
        assert found == value, f"SQLite did not take {pragma}"


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server_engine(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)
    event.listen(engine, "begin", _begin_on_server)
    return engine


def _begin_on_server(connection: Connection) -> None:
    if not connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

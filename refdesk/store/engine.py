"""Connections and the rules each keeps: with `backup` and `schema` the only place that looks at the dialect."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlcipher3 import dbapi2 as sqlite

from refdesk.errors import StoreGone
from refdesk.i18n import N_, _
from refdesk.store import base, direct, place

APPLICATION_ID = 0x52464453  # "RFDS", in the header of each data file
LEAST_SQLITE = (3, 51, 3)
WRITES = "refdesk_writes"
IN_PLACE = "refdesk_in_place"
MOVED = N_(
    "Not saved: “{file}” was moved, renamed or replaced while it was open. Put it back where it was, then save again; "
    "what you typed is still here."
)
BUSY_MS = 5_000
STEPS_BETWEEN_LOOKS = 10_000
LONG_S = 1.0
PAGES_OF_CACHE = -1_000  # KiB, for each of up to eight connections; with more no search was quicker (measured)


def open_engine(where: Path | str, *, read_only: bool = False, create: bool = False) -> Engine:
    """Return an engine on a data file, or on a server when given a URL; opens nothing yet."""
    assert sqlite.sqlite_version_info >= LEAST_SQLITE, "this SQLite has faults that lose data"
    if isinstance(where, str):
        return _server_engine(where)
    return _file_engine(where, read_only=read_only, create=create)


def file_connection(path: Path, mode: str, *, immutable: bool = False) -> Any:  # noqa: ANN401 - sqlcipher3 has no types
    """Connect to a file in mode "ro", "rw" or "rwc", without pragmas and in no transaction.

    An `immutable` look heeds neither locks nor journals: it is for the header alone.
    """
    place_in_uri = path.resolve().as_posix()
    # A name need not be UTF-8, and a Windows drive or share needs its own number of strokes.
    strokes = "file://" if place_in_uri.startswith("/") else "file:///"
    uri = f"{strokes}{quote(os.fsencode(place_in_uri))}?mode={mode}{'&immutable=1' if immutable else ''}"
    return sqlite.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000)


def close(engine: Engine) -> None:
    """Close every connection and leave one whole file, unless another process is still at work on it."""
    engine.dispose()
    if is_file(engine) and _in_place(engine).stays():
        settle(file_of(engine))


def empty_log(engine: Engine) -> bool:
    """Take the write-ahead log into the file and cut it, so that neither holds what was erased.

    False means that somebody else is reading: it is done when the file is closed.
    """
    if not is_file(engine):
        return True
    pooled = engine.raw_connection()
    try:
        assert pooled.driver_connection is not None, "just connected"
        (busy, _pages, _moved) = pooled.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        pooled.close()
    return not busy


def settle(path: Path) -> None:
    """Take a file's log into it: it is then whole by itself, and may be looked at without leaving traces beside it."""
    try:
        connection = file_connection(path, "rw")
    except sqlite.DatabaseError:
        return  # the place is gone or may not be written: there is nothing left to tidy
    try:
        with suppress(sqlite.DatabaseError):
            connection.execute("PRAGMA busy_timeout=200")
            connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def journal_of(path: Path) -> Path:
    """Return the journal that lies beside a file while it is written without a write-ahead log."""
    return path.with_name(path.name + "-journal")


def beside(path: Path) -> tuple[Path, ...]:
    """Return what belongs to a file and may lie beside it: never leave one of these beside another file."""
    return tuple(path.with_name(path.name + suffix) for suffix in ("-wal", "-journal", "-shm"))


def sqlite_version() -> str:
    """Return the version of the one SQLite in the process."""
    return str(sqlite.sqlite_version)


def ensure_in_place(engine: Engine) -> None:
    """Raise `StoreGone` when the file no longer lies where it was opened: what is written now would be lost with it."""
    if is_file(engine):
        _in_place(engine).ensure()


def is_sound(engine: Engine, *, whole: bool, stopped: Callable[[], bool]) -> bool:
    """Read an open file for damage; `whole` compares indexes and references too. True also when `stopped` ends it."""
    with engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None, "just connected"
        driver.set_progress_handler(lambda: int(stopped()), STEPS_BETWEEN_LOOKS)
        try:
            pragma = "integrity_check(1)" if whole else "quick_check(1)"
            sound = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == "ok"
            strays = whole and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None
        except OperationalError:
            if stopped():
                return True
            raise
        finally:
            driver.set_progress_handler(None, 0)
    return sound and not strays


def is_file(engine: Engine) -> bool:
    """Tell whether the engine works on a local file."""
    return engine.dialect.name == "sqlite"


def file_of(engine: Engine) -> Path:
    """Return the data file of the engine."""
    database = engine.url.database
    assert is_file(engine), "a server has no file"
    assert database, "a local data file has a path"
    return Path(database)


class _InPlace:
    """Knows which file was opened: a moved or replaced one goes on taking writes that nobody would find again."""

    def __init__(self, path: Path, *, local: bool) -> None:
        self._path, self._local = path, local
        self._opened: tuple[int, int] | None = None

    def note(self) -> None:
        """Remember the file at the first connection; raises `StoreGone` if another lies there at a later one."""
        if self._opened is None:
            self._opened = self._lies()
        self.ensure()

    def stays(self) -> bool:
        """Tell whether the file that was opened still lies there."""
        return self._opened is None or self._lies() == self._opened

    def ensure(self) -> None:
        """Raise `StoreGone` when it does not."""
        if not self.stays():
            raise StoreGone(_(MOVED).format(file=self._path.name))

    def _lies(self) -> tuple[int, int] | None:
        # Only looked at from outside: opening it here would drop SQLite's locks.
        try:
            found = self._path.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if self._local else (0, 0)  # numbers on a network do not last


def _in_place(engine: Engine) -> _InPlace:
    found = engine.get_execution_options()[IN_PLACE]
    assert isinstance(found, _InPlace), "every engine on a file has one"
    return found


def _file_engine(path: Path, *, read_only: bool, create: bool) -> Engine:
    mode = "ro" if read_only else "rwc" if create else "rw"
    safe = place.judge(path).safe_journal
    in_place = _InPlace(path, local=not safe)

    def connect() -> Any:  # noqa: ANN401
        in_place.ensure()
        connection = file_connection(path, mode)
        try:
            _apply_pragmas(connection, read_only=read_only, safe_journal=safe)
            in_place.note()
        except BaseException:
            connection.close()
            raise
        return connection

    url = make_url("sqlite+pysqlite://").set(database=str(path))
    engine = create_engine(
        url, module=sqlite, creator=connect, pool_size=4, max_overflow=4, pool_use_lifo=True, hide_parameters=True,
        execution_options={IN_PLACE: in_place},
    )  # fmt: skip
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkout", _note_when)
    event.listen(engine, "checkin", _end_long_use)
    return engine


def _note_when(_driver: Any, record: Any, _proxy: Any) -> None:  # noqa: ANN401
    record.info[_note_when] = monotonic()


def _end_long_use(driver: Any, record: Any) -> None:  # noqa: ANN401
    """Close a connection that was long in use; whoever is next gets a fresh one.

    The driver takes a note of each cursor and keeps some hundred of them. One that was made amid the rows of a large
    file keeps the megabyte around it from being given back: 30 of them once everybody was looked through (measured).
    """
    since = record.info.pop(_note_when)
    if driver is not None and monotonic() - since > LONG_S:
        record.invalidate()


def _apply_pragmas(connection: Any, *, read_only: bool, safe_journal: bool) -> None:  # noqa: ANN401
    if not read_only:
        (journal,) = connection.execute(f"PRAGMA journal_mode={'DELETE' if safe_journal else 'WAL'}").fetchone()
        # A disk that cannot keep a write-ahead log says so by keeping the other journal: that one needs more care.
        safe_journal = journal != "wal"
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
    for pragma, value in wanted.items():
        connection.execute(f"PRAGMA {pragma}={value}")
        (found,) = connection.execute(f"PRAGMA {pragma}").fetchone()
        assert found == value, f"SQLite did not take {pragma}"


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    direct.run(connection, "BEGIN IMMEDIATE" if writes else "BEGIN", ())


def _server_engine(url: str) -> Engine:
    from refdesk.store.tables import all_tables

    assert all_tables.METADATA.tables, "each table is suited to the server"
    base.suit_server()
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True)
    event.listen(engine, "begin", _begin_on_server)
    return engine


def _begin_on_server(connection: Connection) -> None:
    if not connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

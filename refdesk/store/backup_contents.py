"""What is in a backup, read from beside: nothing of it is changed, and an earlier shape needs no upgrade first."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from refdesk.errors import StoreDamaged
from refdesk.i18n import N_, _
from refdesk.progress import SILENT, Progress
from refdesk.store import engine as engines
from refdesk.store import faults, schema

NOT_WHOLE = N_("“{file}” is damaged. Choose another backup; nothing was changed.")
FOREIGN = N_("“{file}” is not a RefDesk file. It was not changed.")
_BEGINS = b"SQLite format 3"
_TABLES = ("contact", "referral", "thanks", "gift", "printed")
_NEWEST = "SELECT id, at, label, undoes_id FROM operation ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Done:
    """An operation as the trail tells it; one that `takes_back` bears the label of what it took back."""

    operation_id: int
    at: datetime
    label: str
    takes_back: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """How much of what is in a file, and the last thing done in it (None where nothing was done yet)."""

    business: str
    people: int
    referrals: int
    thanks: int
    gifts: int
    cards: int
    newest: Done | None


@dataclass(frozen=True, slots=True)
class Since:
    """How many things were done in a file after a certain one, and the newest of them."""

    count: int
    newest: Done | None


def look(path: Path, *, progress: Progress = SILENT) -> Contents:
    """Return what is in a file that was read through; raises what `schema.probe` raises, and `StoreDamaged`."""
    _probe(path)
    with _reading(path, progress) as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise StoreDamaged(_(NOT_WHOLE).format(file=path.name))
        return _contents(connection)


def of_open(path: Path, *, progress: Progress = SILENT) -> Contents:
    """Return what is in a file that this process has open, as it is saved now."""
    with _reading(path, progress) as connection:
        return _contents(connection)


def since(path: Path, done: Done, *, progress: Progress = SILENT) -> Since | None:
    """Return what was done in a file after `done`; None where that was never done in it.

    After a restore the same numbers are given to other operations: their time tells them apart.
    """
    with _reading(path, progress) as connection:
        known = connection.execute("SELECT at FROM operation WHERE id = ?", (done.operation_id,)).fetchone()
        if known is None or _moment(known[0]) != done.at:
            return None
        later = "SELECT count(*) FROM operation WHERE id > ?"
        (count,) = connection.execute(later, (done.operation_id,)).fetchone()
        return Since(count, _newest(connection) if count else None)


def _probe(path: Path) -> None:
    """Raise what `schema.probe` raises, with words that fit a backup where the file cannot be read."""
    try:
        schema.probe(path)
    except StoreDamaged as fault:
        if not isinstance(fault.__cause__, sqlite.DatabaseError):
            raise
        with path.open("rb") as file:
            begins = file.read(len(_BEGINS))
        sentence = _(NOT_WHOLE) if begins == _BEGINS else _(FOREIGN)
        raise StoreDamaged(sentence.format(file=path.name)) from fault


@contextmanager
def _reading(path: Path, progress: Progress) -> Iterator[Any]:
    try:
        with closing(engines.file_connection(path, "ro")) as connection:
            connection.set_progress_handler(lambda: int(progress.is_stopped()), engines.STEPS_BETWEEN_LOOKS)
            yield connection
    except sqlite.DatabaseError as error:
        progress.check()
        fault = faults.of_driver(error)
        if fault is None or isinstance(fault, StoreDamaged):
            fault = StoreDamaged(_(NOT_WHOLE).format(file=path.name))
        raise fault from error


def _contents(connection: Any) -> Contents:  # noqa: ANN401 - sqlcipher3 has no types
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    people, referrals, thanks, gifts, cards = (_count(connection, name) if name in there else 0 for name in _TABLES)
    return Contents(_business(connection), people, referrals, thanks, gifts, cards, _newest(connection))


def _count(connection: Any, table: str) -> int:  # noqa: ANN401
    (count,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - a name of `_TABLES`
    return int(count)


def _business(connection: Any) -> str:  # noqa: ANN401
    found = connection.execute("SELECT value FROM setting WHERE key = 'business_name'").fetchone()
    return str(json.loads(found[0])) if found else ""


def _newest(connection: Any) -> Done | None:  # noqa: ANN401
    found = connection.execute(_NEWEST).fetchone()
    if found is None:
        return None
    number, at, label, undoes = found
    return Done(number, _moment(at), label, undoes is not None)


def _moment(kept: str) -> datetime:
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)

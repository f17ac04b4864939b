"""Backups: copied by SQLite's own backup, reopened, checked and counted before they count as done, kept by a plan."""

import errno
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Engine
from sqlcipher3 import dbapi2 as sqlite

from refdesk.errors import DiskFull, StoreDamaged, StoreFault
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.store import engine as engines
from refdesk.store import faults, schema

MANIFEST = "backups.json"
PAGES_A_STEP = 4_096
KEEP_ALL_DAYS, KEEP_DAILY, KEEP_WEEKLY, KEEP_MONTHLY, KEEP_AT_LEAST = 2, 12, 10, 9, 5


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy; `operation_id` is the last operation in it, `people` the number of contacts."""

    sequence: int
    file: str
    at: str
    reason: str
    version: str
    operation_id: int
    people: int

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.at)


def folder_of(data_file: Path) -> Path:
    """Return the folder that holds the backups of a data file."""
    return data_file.with_name(f"{data_file.stem} backups")


def make(data_file: Path, folder: Path, reason: str, *, now: datetime, progress: Progress = SILENT) -> Backup:
    """Make a verified backup and prune old ones; raises a `StoreFault` and leaves no half copy."""
    with _room():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        known = listed(folder)
        sequence = max((backup.sequence for backup in known), default=0) + 1
        target = _free_name(folder, f"{data_file.stem} {now:%Y-%m-%d %H%M%S}")
        copy_to(data_file, target, progress=progress)
        version, operation_id, people = inspect(target)
        made = Backup(sequence, target.name, now.isoformat(), reason, version, operation_id, people)
        kept = to_keep([*known, made])
        _write_manifest(folder, kept)
        for backup in known:
            if backup not in kept:
                (folder / backup.file).unlink(missing_ok=True)
    return made


def copy_to(data_file: Path, target: Path, *, progress: Progress = SILENT) -> None:
    """Copy a data file, live or not, to a new checked file: written aside (0600), checked, synced, renamed."""
    aside = target.with_name(target.name + ".part")
    aside.unlink(missing_ok=True)
    try:
        _copy(data_file, aside, progress)
        check(aside)
        with aside.open("rb+") as written:
            os.fsync(written.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def check(path: Path) -> None:
    """Read a whole file that nobody has open; raises `StoreDamaged` if a page, an index or a reference is wrong."""
    try:
        connection = engines.file_connection(path, "ro")
        try:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            strays = connection.execute("PRAGMA foreign_key_check").fetchone()
        finally:
            connection.close()
    except sqlite.DatabaseError as error:
        raise StoreDamaged(_(faults.DAMAGED)) from error
    if found != ["ok"] or strays is not None:
        raise StoreDamaged(_(faults.DAMAGED))


def inspect(path: Path) -> tuple[str, int, int]:
    """Return (schema version, last operation, number of contacts) of a data file or backup."""
    version = schema.probe(path)
    connection = engines.file_connection(path, "ro")
    try:
        (operation,) = connection.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()
        (people,) = connection.execute("SELECT count(*) FROM contact").fetchone()
    finally:
        connection.close()
    return version, operation, people


def listed(folder: Path) -> list[Backup]:
    """Return the backups of the folder, oldest first; files that are gone are left out."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        backups = [Backup(**entry) for entry in found]
    except (OSError, ValueError, TypeError):
        backups = []
    return sorted((backup for backup in backups if (folder / backup.file).is_file()), key=lambda b: b.sequence)


def to_keep(backups: Iterable[Backup]) -> list[Backup]:
    """Return which to keep: two days whole, 12 daily, 10 weekly, 9 monthly, and never fewer than the newest five.

    Age is counted from the newest by its own time, order by sequence, so that a clock set wrong deletes nothing new.
    """
    ordered = sorted(backups, key=lambda backup: backup.sequence, reverse=True)
    keep = set(ordered[:KEEP_AT_LEAST])
    if ordered:
        newest = ordered[0].moment
        keep |= {backup for backup in ordered if abs((newest - backup.moment).days) < KEEP_ALL_DAYS}
    for form, many in (("%Y-%m-%d", KEEP_DAILY), ("%G-%V", KEEP_WEEKLY), ("%Y-%m", KEEP_MONTHLY)):
        keep |= _newest_of_each(ordered, form, many)
    return sorted(keep, key=lambda backup: backup.sequence)


def restore(backup: Path, over: Path, *, now: datetime) -> Path | None:
    """Put a checked copy of `backup` in the place of `over`, which nobody has open; returns where that one went."""
    schema.probe(backup)
    with _room():
        fresh = over.with_name(over.name + ".restored")
        copy_to(backup, fresh)
        aside = None
        if over.exists():
            aside = _free_name(over.parent, f"{over.stem} before restore {now:%Y-%m-%d %H%M%S}")
            over.replace(aside)
            for suffix in ("-wal", "-shm"):
                trailing = over.with_name(over.name + suffix)
                if trailing.exists():
                    trailing.replace(aside.with_name(aside.name + suffix))
        fresh.replace(over)
    return aside


def engine_file(engine: Engine) -> Path:
    """Return the file that an engine works on."""
    return engines.file_of(engine)


def _copy(data_file: Path, aside: Path, progress: Progress) -> None:
    source = engines.file_connection(data_file, "ro")
    try:
        aside.touch(mode=0o600)
        target = engines.file_connection(aside, "rw")
        try:
            source.backup(
                target, pages=PAGES_A_STEP, progress=lambda _status, left, total: progress.say(total - left, total)
            )
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
    except sqlite.DatabaseError as error:
        said = str(error).lower()
        raise (DiskFull(_(faults.FULL)) if "full" in said else StoreDamaged(_(faults.DAMAGED))) from error
    finally:
        source.close()


class _room:  # noqa: N801 - reads as a word in `with _room():`
    """Turn the operating system's errors into a sentence."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise DiskFull(_("No backup was made: the disk is full.")) from error
        if isinstance(error, OSError):
            raise StoreFault(
                _("No backup was made: RefDesk may not write to “{place}”.").format(place=error.filename or "")
            ) from error


def _newest_of_each(ordered: list[Backup], form: str, many: int) -> set[Backup]:
    newest: dict[str, Backup] = {}
    for backup in ordered:
        newest.setdefault(backup.moment.strftime(form), backup)
    return set(list(newest.values())[:many])


def _free_name(folder: Path, stem: str) -> Path:
    for turn in count():
        target = folder / f"{stem}{f' ({turn})' if turn else ''}.refdesk"
        if not target.exists():
            return target
    raise AssertionError("count does not end")


def _write_manifest(folder: Path, backups: list[Backup]) -> None:
    aside = folder / f"{MANIFEST}.part"
    aside.write_text(json.dumps([asdict(backup) for backup in backups], indent=1), encoding="utf-8")
    aside.chmod(0o600)
    aside.replace(folder / MANIFEST)

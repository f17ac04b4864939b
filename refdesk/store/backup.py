"""Backups: copied by SQLite's own backup, reopened, checked and counted before they count as done, kept by a plan."""

import errno
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from glob import escape
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout
from sqlcipher3 import dbapi2 as sqlite

from refdesk.errors import DiskFull, StoreBusy, StoreDamaged, StoreFault
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.store import engine as engines
from refdesk.store import faults, schema

LONGEST_WAIT = 60  # seconds for another process that makes a backup of its own
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


def make(
    data_file: Path, folder: Path, reason: str, *, now: datetime, name: str = "", progress: Progress = SILENT
) -> Backup:
    """Make a verified backup and prune old ones; raises a `StoreFault` and leaves no half copy.

    `name` is the business it belongs to, by the name of its file: several may keep their backups in one folder.
    """
    name = name or data_file.stem
    with _room(), _alone(folder):
        _sweep(folder, name)
        known = listed(folder, name)
        sequence = max((backup.sequence for backup in known), default=0) + 1
        target = _free_name(folder, f"{name} {now:%Y-%m-%d %H%M%S}")
        copy_to(data_file, target, progress=progress)
        version, operation_id, people = inspect(target)
        made = Backup(sequence, target.name, now.isoformat(), reason, version, operation_id, people)
        kept = to_keep([*known, made])
        _write_manifest(folder, name, kept)
        for backup in known:
            if backup not in kept:
                (folder / backup.file).unlink(missing_ok=True)
    return made


def copy_to(data_file: Path, target: Path, *, failed: str = "", progress: Progress = SILENT) -> None:
    """Copy a data file, live or not, to a new checked file: written aside (0600), checked, synced, renamed."""
    aside = target.with_name(target.name + ".part")
    with _room(failed):
        _clear(aside)
        try:
            _copy(data_file, aside, progress)
            progress.say(0, 0, _("Reading the copy through…"))
            check(aside, progress=progress)
            progress.check()
            with aside.open("rb+") as written:
                os.fsync(written.fileno())
            aside.replace(target)
            _sync_folder(target.parent)
        finally:
            _clear(aside)


def check(path: Path, *, progress: Progress = SILENT) -> None:
    """Read a whole file that nobody has open; raises `StoreDamaged` if a page, an index or a reference is wrong."""
    with _named(), closing(engines.file_connection(path, "ro")) as connection:
        connection.set_progress_handler(lambda: int(progress.is_stopped()), engines.STEPS_BETWEEN_LOOKS)
        try:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
            strays = connection.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite.OperationalError:
            progress.check()
            raise
    if found != ["ok"] or strays is not None:
        raise StoreDamaged(_(faults.DAMAGED))


def inspect(path: Path) -> tuple[str, int, int]:
    """Return (schema version, last operation, number of contacts) of a data file or backup."""
    version = schema.probe(path)
    with _named(), closing(engines.file_connection(path, "ro")) as connection:
        (operation,) = connection.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()
        (people,) = connection.execute("SELECT count(*) FROM contact").fetchone()
    return version, operation, people


def listed(folder: Path, name: str) -> list[Backup]:
    """Return the backups of a business, oldest first; files that are gone are left out."""
    try:
        found = json.loads((folder / _manifest(name)).read_text(encoding="utf-8"))
        backups = [Backup(**entry) for entry in found]
        assert all(backup.moment.tzinfo for backup in backups), "a moment has a zone"
    except (OSError, ValueError, TypeError, AssertionError):
        backups = _found(folder, name)
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


def restore(backup: Path, over: Path, *, now: datetime, progress: Progress = SILENT) -> Path | None:
    """Put a checked copy of `backup` in the place of `over`, which nobody has open; returns where that one went.

    Whenever the process dies, a whole file lies at `over`, the former one or the restored one.
    """
    schema.probe(backup)
    failed = _("Not restored")
    with _room(failed):
        fresh = over.with_name(over.name + ".restored")
        copy_to(backup, fresh, failed=failed, progress=progress)
        try:
            aside = _keep_aside(over, now)
            fresh.replace(over)
            _sync_folder(over.parent)
        finally:
            fresh.unlink(missing_ok=True)
    return aside


def _copy(data_file: Path, aside: Path, progress: Progress) -> None:
    aside.touch(mode=0o600)
    with _named(), closing(engines.file_connection(data_file, "ro")) as source:
        target = engines.file_connection(aside, "rw")
        with closing(target):
            source.backup(
                target, pages=PAGES_A_STEP, progress=lambda _status, left, total: progress.say(total - left, total)
            )
            target.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except sqlite.DatabaseError as error:
        raise (faults.of_driver(error) or StoreDamaged(_(faults.DAMAGED))) from error


def _keep_aside(over: Path, now: datetime) -> Path | None:
    left_over = [each for each in engines.beside(over) if each.exists()]
    if left_over and over.exists() and _is_sound(over):
        engines.settle(over)
        left_over = [each for each in left_over if each.exists()]
    if not over.exists() and not left_over:
        return None
    aside = _free_name(over.parent, f"{over.stem} before restore {now:%Y-%m-%d %H%M%S}")
    if over.exists():
        _second_name(over, aside)
    # What is left belongs to the former file: SQLite would mix it into the restored one.
    for each in left_over:
        each.replace(aside.with_name(aside.name + each.name.removeprefix(over.name)))
    return aside if aside.exists() else None


def forget_second_names(path: Path) -> None:
    """Undo the first half of a restore that died before the second: the file has two names, and one is enough."""
    found = path.stat()
    if found.st_nlink == 1:
        return
    for each in path.parent.glob(f"{escape(path.stem)} before restore *.refdesk"):
        if os.path.samestat(each.stat(), found):
            each.unlink()


def _second_name(over: Path, aside: Path) -> None:
    try:
        os.link(over, aside)
    except OSError:  # a disk that knows no second names
        over.replace(aside)


def _is_sound(path: Path) -> bool:
    try:
        schema.probe(path)
        check(path)
    except StoreFault:
        return False
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time write the backups of a folder."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(str(folder / ".backups.lock"), timeout=LONGEST_WAIT, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreBusy(_(faults.BUSY)) from error
    except NotImplementedError:
        yield  # a disk without locks: names are never used twice, so that nothing is lost
        return
    try:
        yield
    finally:
        lock.release()


def _sweep(folder: Path, name: str) -> None:
    """Remove what a process that died left half made."""
    for part in folder.glob(f"{escape(name)} *.refdesk.part"):
        _clear(part)


def _clear(path: Path) -> None:
    for each in (path, *engines.beside(path)):
        each.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _found(folder: Path, name: str) -> list[Backup]:
    """Return what the folder itself shows, where the list is missing or broken."""
    stamped = re.compile(re.escape(name) + r" (\d{4}-\d{2}-\d{2} \d{6})(?: \(\d+\))?\.refdesk")
    backups: list[Backup] = []
    for path in sorted(folder.glob("*.refdesk")):
        if found := stamped.fullmatch(path.name):
            with suppress(StoreFault, ValueError):
                at = datetime.strptime(found[1], "%Y-%m-%d %H%M%S").replace(tzinfo=UTC)
                backups.append(Backup(len(backups) + 1, path.name, at.isoformat(), "found", *inspect(path)))
    return backups


@contextmanager
def _room(failed: str = "") -> Iterator[None]:
    """Turn the operating system's errors into a sentence."""
    failed = failed or _("No backup was made")
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(_("{failed}: the disk is full.").format(failed=failed)) from error
        sentence = _("{failed}: RefDesk may not write to “{place}”, or it is gone.")
        raise StoreFault(sentence.format(failed=failed, place=error.filename or "")) from error


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


def _manifest(name: str) -> str:
    return f"{name}.backups.json"


def _write_manifest(folder: Path, name: str, backups: list[Backup]) -> None:
    aside = folder / f"{_manifest(name)}.part"
    aside.unlink(missing_ok=True)
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump([asdict(backup) for backup in backups], out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(folder / _manifest(name))

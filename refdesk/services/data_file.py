"""A data file from the first look to the last backup: create, open, close, restore."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from refdesk.domain.profile import Profile
from refdesk.errors import Problem, Refused, StoreFault, StoreGone
from refdesk.i18n import N_, _
from refdesk.progress import SILENT, Progress
from refdesk.services import business, news, referrals
from refdesk.services.desk import Clock, Desk
from refdesk.store import backup as backups
from refdesk.store import engine as engines
from refdesk.store import place, playback, schema
from refdesk.store.backup import Backup
from refdesk.store.lock import InUse, Lock
from refdesk.store.unit import Unit

__all__ = ["Backup", "InUse", "OpenFile"]

MOVED_PLACE = N_(
    "This file lies in a folder that is copied to the internet or a network. That can damage it: keep it on this "
    "computer and let the backups go there."
)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is open; `lock` is None for a command that runs beside the window, `warning` is for the owner."""

    path: Path
    desk: Desk
    lock: Lock | None
    warning: str = ""

    def close(self) -> None:
        """Leave one whole file, and give it free."""
        self.desk.close()
        if self.lock is not None:
            self.lock.release()


@dataclass(frozen=True, slots=True)
class SavedCopy:
    """A verified backup as Settings lists it."""

    path: Path
    moment: datetime
    reason: str
    people: int


def create(path: Path, profile: Profile, *, clock: Clock, client: str = "window") -> OpenFile:
    """Make a new file for a business and open it; raises `Refused` where a file already lies."""
    if path.exists():
        sentence = _("There already is a file “{file}”. Choose another name, or open it.").format(file=path.name)
        raise Refused(Problem("file", sentence))
    _writable_folder(path.parent)
    lock = Lock(path)
    lock.take(clock())
    aside = path.with_name(path.name + ".new")
    try:
        _make(aside, profile, clock=clock, client=client)
        aside.replace(path)
    except BaseException:
        lock.release()
        raise
    finally:
        for leftover in (aside, aside.with_name(aside.name + "-wal"), aside.with_name(aside.name + "-shm")):
            leftover.unlink(missing_ok=True)
    return OpenFile(path, Desk(engines.open_engine(path), clock=clock, client=client), lock, _warning(path))


def open_file(path: Path, *, clock: Clock, client: str = "window", beside: bool = False) -> OpenFile:
    """Open a file, upgrading it first if it is older.

    With `beside` a window of this computer may hold it. Raises `InUse`, and every fault that `schema.probe` knows; a
    file that cannot be opened is never changed.
    """
    version = schema.probe(path)
    lock: Lock | None = Lock(path)
    assert lock is not None, "just made"
    try:
        lock.take(clock())
    except InUse as fault:
        if not (beside and fault.here) or version != schema.NEWEST:
            raise
        lock = None
    try:
        if version != schema.NEWEST:
            backups.make(path, backups.folder_of(path), f"before {schema.NEWEST}", now=clock())
            upgraded = engines.open_engine(path)
            schema.upgrade(upgraded, version)
            upgraded.dispose()
        desk = Desk(engines.open_engine(path), clock=clock, client=client)
        desk.ask(playback.next_undo)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return OpenFile(path, desk, lock, _warning(path))


def back_up(opened: OpenFile, reason: str, *, progress: Progress = SILENT) -> Backup:
    """Make a verified backup in the first folder, and copy it to the second if there is one that can be reached."""
    profile = opened.desk.ask(business.load)
    now = opened.desk.now().astimezone(opened.desk.zone)
    made = backups.make(opened.path, backup_folder(opened.path, profile), reason, now=now, progress=progress)
    if profile.second_backup_folder:
        source = backup_folder(opened.path, profile) / made.file
        with suppress(StoreFault):
            backups.make(source, Path(profile.second_backup_folder), reason, now=now, progress=progress)
    return made


def newest_backup(opened: OpenFile) -> Backup | None:
    """Return the last backup that was made of this file."""
    found = backups.listed(backup_folder(opened.path, opened.desk.ask(business.load)))
    return found[-1] if found else None


def saved_copies(opened: OpenFile) -> tuple[SavedCopy, ...]:
    """Return every backup of this file that is there, newest first."""
    folder = backup_folder(opened.path, opened.desk.ask(business.load))
    found = reversed(backups.listed(folder))
    return tuple(SavedCopy(folder / each.file, each.moment, each.reason, each.people) for each in found)


def changed_since_backup(opened: OpenFile) -> bool:
    """Tell whether anything was done since the last backup."""
    last = newest_backup(opened)
    newest = opened.desk.ask(news.newest)
    return newest != (last.operation_id if last else 0)


def backup_folder_of(opened: OpenFile) -> Path:
    """Return where the backups of the open file go."""
    return backup_folder(opened.path, opened.desk.ask(business.load))


def backup_folder(path: Path, profile: Profile) -> Path:
    """Return where the backups of a file go."""
    return Path(profile.backup_folder) if profile.backup_folder else backups.folder_of(path)


def copy(path: Path, target: Path) -> None:
    """Write a checked copy of a file, open or not, to a place of one's own."""
    schema.probe(path)
    _writable_folder(target.parent)
    backups.copy_to(path, target)


def restore(backup: Path, over: Path, *, now: datetime) -> Path | None:
    """Put a backup in the place of a file that nobody has open; returns where the present file was put aside."""
    lock = Lock(over)
    if over.parent.is_dir():
        lock.take(now)
    else:
        raise StoreGone(_("The folder “{folder}” is not there.").format(folder=over.parent))
    try:
        return backups.restore(backup, over, now=now)
    finally:
        lock.release()


def check(path: Path) -> tuple[str, int, int]:
    """Read the whole file; returns (schema version, last operation, number of people), or raises."""
    found = backups.inspect(path)
    backups.check(path)
    return found


def begin(unit: Unit, profile: Profile) -> None:
    """Write what a new file starts with: the settings and the stages of the board."""
    business.save(unit, profile)
    referrals.add_default_stages(unit)


def _make(path: Path, profile: Profile, *, clock: Clock, client: str) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    engine = engines.open_engine(path)
    schema.create(engine)
    desk = Desk(engine, clock=clock, client=client)
    desk.start_with(begin, profile)
    desk.close()


def _writable_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFault(_("The folder “{folder}” cannot be made.").format(folder=folder)) from error
    if not os.access(folder, os.W_OK):
        raise StoreFault(_("RefDesk may not write to “{folder}”. Choose another folder.").format(folder=folder))


def _warning(path: Path) -> str:
    return _(MOVED_PLACE) if place.judge(path).safe_journal else ""

"""A data file from the first look to the last backup: create, open, close, restore."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import i18n
from refdesk.domain.profile import Profile
from refdesk.errors import DiskFull, Problem, RefDeskError, Refused, StoreDamaged, StoreFault, StoreGone
from refdesk.i18n import N_, _
from refdesk.progress import SILENT, Progress
from refdesk.services import business
from refdesk.services.desk import Clock, Desk
from refdesk.store import backup as backups
from refdesk.store import engine as engines
from refdesk.store import faults, place, reading_copy, schema
from refdesk.store.backup import Backup
from refdesk.store.lock import InUse, Lock, NotWritable

if TYPE_CHECKING:
    from refdesk.store.unit import Unit

__all__ = ["Backup", "InUse", "NotWritable", "OpenFile"]

MOVED_PLACE = N_(
    "This file lies in a folder that is copied to the internet or a network. That can damage it: keep it on this "
    "computer and let the backups go there."
)
READ_ONLY = N_("RefDesk may not write to “{file}”. Allow writing, or copy it to another folder and open the copy.")
HELD = N_("This file is open on {computer}; nothing can be changed here.")
HELD_BY = N_("Open on {computer} by {who} since {since}: everything can be read here, nothing can be changed.")
AS_IT_WAS = N_("{why} You see it as it was at {time}.")
LOCKED = N_("RefDesk may not write to this file; nothing can be changed here.")
LOCKED_PLACE = N_("RefDesk may not write to this file: everything can be read here, nothing can be changed.")
BACKUP_FIRST = N_("Making a backup before the upgrade…")
UPGRADING = N_("Upgrading your file…")


def _go_on(_fault: StoreFault) -> None:
    """Hear of a second folder that was missed, and say nothing."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is open; `lock` is None for a command that runs beside the window, `warning` is for the owner.

    `reading` is not empty where the file is only read: it says why. `copy` is what is read in its place.
    """

    path: Path
    desk: Desk
    lock: Lock | None
    warning: str = ""
    reading: str = ""
    copy: Path | None = None

    def close(self) -> None:
        """Leave one whole file, and give it free."""
        try:
            self.desk.close()
        finally:
            if self.lock is not None:
                self.lock.release()
            if self.copy is not None:
                reading_copy.drop(self.copy)


@dataclass(frozen=True, slots=True)
class SavedCopy:
    """A verified backup as Settings lists it."""

    path: Path
    moment: datetime
    reason: str
    people: int


def create(path: Path, profile: Profile, *, clock: Clock, client: str = "window") -> OpenFile:
    """Make a new file for a business and open it; raises `Refused` where a file already lies."""
    _writable_folder(path.parent)
    lock = Lock(path)
    lock.take(clock())
    aside = path.with_name(path.name + ".new")
    try:
        _nothing_lies_at(path)
        with _made(path):
            _make(aside, profile, clock=clock, client=client)
            aside.replace(path)
        return OpenFile(path, Desk(engines.open_engine(path), clock=clock, client=client), lock, _warning(path))
    except BaseException:
        lock.release()
        raise
    finally:
        _clear(aside)


def open_file(
    path: Path, *, clock: Clock, client: str = "window", beside: bool = False, progress: Progress = SILENT
) -> OpenFile:  # fmt: skip
    """Open a file, upgrading it first if it is older.

    With `beside` a window of this computer may hold it. Raises `InUse`, and every fault that `schema.probe` knows; a
    file that cannot be opened is never changed.
    """
    version = schema.probe(path)
    if not os.access(path, os.W_OK):
        raise NotWritable(_(READ_ONLY).format(file=path.name))
    lock: Lock | None = Lock(path)
    assert lock is not None, "just made"
    try:
        lock.take(clock())
    except InUse as fault:
        if not (beside and fault.here) or version != schema.NEWEST:
            raise
        lock = None
    try:
        if lock is not None:
            backups.forget_second_names(path)
        if version != schema.NEWEST:
            _upgrade(path, now=clock(), progress=progress)
        desk = _desk_on(path, clock=clock, client=client)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return OpenFile(path, desk, lock, _warning(path))


def can_be_read(fault: RefDeskError) -> bool:
    """Tell whether a file that could not be opened may be opened to read: another computer has it, or it is locked."""
    return isinstance(fault, NotWritable) or (isinstance(fault, InUse) and not fault.here)


def open_to_read(path: Path, *, clock: Clock, progress: Progress = SILENT) -> OpenFile:
    """Open a file that may only be read; where it may be written after all, it is opened as ever."""
    try:
        return open_file(path, clock=clock, progress=progress)
    except StoreFault as fault:
        if not can_be_read(fault):
            raise
        reading, sentence = _why_only_read(fault)
    found = schema.probe(path)
    if found == schema.NEWEST and not reading_copy.is_needed(path):
        desk = _desk_on(path, clock=clock, client="window", only_to_read=sentence)
        return OpenFile(path, desk, None, reading=reading)
    copy = reading_copy.make(path, progress=progress)
    try:
        if found != schema.NEWEST:
            _bring_to_this_version(copy)  # the file itself stays as it was
        desk = _desk_on(copy, clock=clock, client="window", only_to_read=sentence)
    except BaseException:
        reading_copy.drop(copy)
        raise
    at = clock().astimezone()
    return OpenFile(path, desk, None, reading=_(AS_IT_WAS).format(why=reading, time=i18n.clock(at)), copy=copy)


def back_up(
    opened: OpenFile, reason: str, *, progress: Progress = SILENT, missed: Callable[[StoreFault], None] = _go_on
) -> Backup:
    """Make a verified backup in the first folder, and copy it to the second if there is one.

    A second folder that cannot be reached spoils nothing: `missed` is told.
    """
    if opened.desk.only_to_read:
        raise StoreFault(opened.desk.only_to_read)
    profile = opened.desk.ask(business.load)
    now = opened.desk.now().astimezone(opened.desk.zone)
    folder = backup_folder(opened.path, profile)
    made = backups.make(opened.path, folder, reason, now=now, progress=progress)
    if profile.second_backup_folder:
        second, name = Path(profile.second_backup_folder), opened.path.stem
        try:
            backups.make(folder / made.file, second, reason, now=now, name=name, progress=progress)
        except StoreFault as fault:
            missed(fault)
    return made


def newest_backup(opened: OpenFile) -> Backup | None:
    """Return the last backup that was made of this file."""
    found = backups.listed(backup_folder(opened.path, opened.desk.ask(business.load)), opened.path.stem)
    return found[-1] if found else None


def saved_copies(opened: OpenFile) -> tuple[SavedCopy, ...]:
    """Return every backup of this file that is there, newest first."""
    folder = backup_folder(opened.path, opened.desk.ask(business.load))
    found = reversed(backups.listed(folder, opened.path.stem))
    return tuple(SavedCopy(folder / each.file, each.moment, each.reason, each.people) for each in found)


def changed_since_backup(opened: OpenFile) -> bool:
    """Tell whether anything was done since the last backup; whoever only reads leaves that to others."""
    if opened.desk.only_to_read:
        return False
    from refdesk.services import news

    last = newest_backup(opened)
    newest, at = opened.desk.ask(news.newest_at)
    if last is None or at is None:
        return newest != 0
    # After a restore the same numbers are given to other operations: their time tells them apart.
    return newest != last.operation_id or at > last.moment


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


def restore(backup: Path, over: Path, *, now: datetime, progress: Progress = SILENT) -> Path | None:
    """Put a backup in the place of a file that nobody has open; returns where the present file was put aside."""
    over = over.resolve()  # where a link leads, not the link
    if not over.parent.is_dir():
        raise StoreGone(_("The folder “{folder}” is not there.").format(folder=over.parent))
    lock = Lock(over)
    lock.take(now)
    try:
        return backups.restore(backup, over, now=now, progress=progress)
    finally:
        lock.release()


def backups_of_damaged(path: Path) -> tuple[tuple[Path, datetime], ...]:
    """Return the backups of a file that cannot be opened, the newest first, and when each was made."""
    folders = dict.fromkeys((schema.backup_folder_in(path), backups.folder_of(path)))
    found = [(each, folder) for folder in folders if folder for each in backups.listed(folder, path.stem)]
    found.sort(key=lambda pair: pair[0].moment, reverse=True)
    return tuple((folder / each.file, each.moment) for each, folder in found)


def look_through(opened: OpenFile, *, whole: bool, progress: Progress = SILENT) -> None:
    """Read the open file for damage, `whole` with each index and reference too; raises `StoreDamaged`, `Cancelled`."""
    with faults.named():
        sound = engines.is_sound(opened.desk.engine, whole=whole, stopped=progress.is_stopped)
    progress.check()
    if not sound:
        raise StoreDamaged(_(faults.DAMAGED))


def check(path: Path) -> tuple[str, int, int]:
    """Read the whole file; returns (schema version, last operation, number of people), or raises."""
    found = backups.inspect(path)
    backups.check(path)
    return found


def begin(unit: "Unit", profile: Profile) -> None:
    """Write what a new file starts with: the settings and the stages of the board."""
    from refdesk.services import referrals

    business.save(unit, profile)
    referrals.add_default_stages(unit)


def _make(path: Path, profile: Profile, *, clock: Clock, client: str) -> None:
    _clear(path)
    path.touch(mode=0o600)
    engine = engines.open_engine(path)
    desk = Desk(engine, clock=clock, client=client)
    try:
        with faults.named():
            schema.create(engine)
        desk.start_with(begin, profile)
    finally:
        desk.close()


def _clear(path: Path) -> None:
    with suppress(OSError):
        for each in (path, *engines.beside(path)):
            each.unlink(missing_ok=True)


@contextmanager
def _made(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(_("“{file}” was not made: the disk is full.").format(file=path.name)) from error
        sentence = _("“{file}” was not made: this disk does not take it. Choose another name or folder.")
        raise StoreFault(sentence.format(file=path.name)) from error


def _nothing_lies_at(path: Path) -> None:
    if path.exists():
        sentence = _("There already is a file “{file}”. Choose another name, or open it.").format(file=path.name)
        raise Refused(Problem("file", sentence))
    for each in engines.beside(path):
        if each.exists():
            # SQLite would mix it into the new file; it may hold what was last saved in an earlier one.
            sentence = _("Here lies “{file}”, a part of an earlier file. Choose another name.").format(file=each.name)
            raise Refused(Problem("file", sentence))


def _upgrade(path: Path, *, now: datetime, progress: Progress) -> None:
    progress.say(0, 0, _(BACKUP_FIRST))
    backups.make(path, backups.folder_of(path), f"before {schema.NEWEST}", now=now, progress=progress)
    progress.say(0, 0, _(UPGRADING))
    _bring_to_this_version(path)


def _bring_to_this_version(path: Path) -> None:
    from refdesk.store import upgrading  # brings Alembic, seldom needed

    engine = engines.open_engine(path)
    try:
        with faults.named():
            upgrading.run(engine)
    finally:
        engine.dispose()


def _why_only_read(fault: StoreFault) -> tuple[str, str]:
    """Return why a file is only read, and the sentence that refuses a change."""
    if isinstance(fault, InUse) and fault.holder is not None:
        held = fault.holder
        reading = _(HELD_BY).format(computer=held.computer, who=held.who, since=held.since_when)
        return reading, _(HELD).format(computer=held.computer)
    return _(LOCKED_PLACE), _(LOCKED)


def _desk_on(path: Path, *, clock: Clock, client: str, only_to_read: str = "") -> Desk:
    engine = engines.open_engine(path, read_only=bool(only_to_read))
    desk = Desk(engine, clock=clock, client=client, only_to_read=only_to_read)
    try:
        desk.ask(business.load)
    except BaseException:
        desk.engine.dispose()
        raise
    return desk


def _writable_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreFault(_("The folder “{folder}” cannot be made.").format(folder=folder)) from error
    if not os.access(folder, os.W_OK):
        raise StoreFault(_("RefDesk may not write to “{folder}”. Choose another folder.").format(folder=folder))


def _warning(path: Path) -> str:
    return _(MOVED_PLACE) if place.judge(path).safe_journal else ""

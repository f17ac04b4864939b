"""Before a backup is put back: what is in it, beside what is in the open file, and what would go."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from refdesk.errors import RefDeskError, StoreDamaged, StoreFault
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import data_file
from refdesk.services.data_file import OpenFile
from refdesk.store import backup_contents
from refdesk.store.backup_contents import Contents, Done, Since

__all__ = ["Choice", "Contents", "Done", "Since", "contents", "look"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A backup beside the open file; `made` is known of the backups that Settings lists.

    `present` is None where the file is damaged, and cannot be read. `would_go` is what was done since in the open
    file, `would_come` what the backup has beyond it; None where that cannot be told: the two do not follow from each
    other.
    """

    path: Path
    backup: Contents
    present: Contents | None
    made: datetime | None
    would_go: Since | None
    would_come: Since | None


def contents(backup: Path) -> Contents:
    """Return what is in a backup; raises a `StoreFault` that says in a sentence what is wrong with it."""
    return backup_contents.look(backup)


def look(opened: OpenFile, backup: Path, *, progress: Progress = SILENT) -> Choice:
    """Read a backup and the open file, and change neither; raises a fault if the one cannot be put over the other."""
    if backup.exists() and backup.samefile(opened.path):
        raise RefDeskError(_("“{file}” is the file that is open. Choose one of its backups.").format(file=backup.name))
    chosen = backup_contents.look(backup, progress=progress)
    present = backup_contents.of_open(opened.path, progress=progress)
    go = backup_contents.since(opened.path, chosen.newest, progress=progress) if chosen.newest else None
    come = backup_contents.since(backup, present.newest, progress=progress) if present.newest else None
    return Choice(backup, chosen, present, _made(opened, backup), go, come)


def look_newest(damaged: Path, *, progress: Progress = SILENT) -> Choice:
    """Read the newest whole backup of a file that is damaged; raises `StoreDamaged` where there is none."""
    for backup, made in data_file.backups_of_damaged(damaged):
        try:
            return Choice(backup, backup_contents.look(backup, progress=progress), None, made, None, None)
        except StoreFault:
            continue
    raise StoreDamaged(_("No whole backup of “{file}” was found.").format(file=damaged.name))


def _made(opened: OpenFile, backup: Path) -> datetime | None:
    return next(
        (each.moment for each in data_file.saved_copies(opened) if each.path.resolve() == backup.resolve()), None
    )

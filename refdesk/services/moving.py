"""The whole file on its way to another computer: one checked copy, named so that it finds its place there."""

from pathlib import Path

from refdesk import paths
from refdesk.errors import Problem, Refused, StoreFault
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import business
from refdesk.services.data_file import OpenFile
from refdesk.store import backup, schema


def suggested_name(opened: OpenFile) -> str:
    """Return the name of the file that goes along: named as a backup, the other computer brings it to its own place."""
    now = opened.desk.now().astimezone(opened.desk.zone)
    return f"{opened.path.stem} {now:%Y-%m-%d %H%M%S}{paths.FILE_SUFFIX}"


def has_folders(opened: OpenFile) -> bool:
    """Tell whether folders for backups are set, which the other computer may not have."""
    profile = opened.desk.ask(business.load)
    return bool(profile.backup_folder or profile.second_backup_folder)


def write_out(opened: OpenFile, target: Path, *, progress: Progress = SILENT) -> Path:
    """Write everything into one checked file and return it; raises `Refused` for the place of the open file itself."""
    if target.suffix != paths.FILE_SUFFIX:
        target = target.with_name(target.name + paths.FILE_SUFFIX)
    if target.resolve() in {each.resolve() for each in (opened.path, opened.copy) if each is not None}:
        raise Refused(Problem("", _("That is the file that is open. Choose another place, such as a memory stick.")))
    if not target.parent.is_dir():
        raise StoreFault(_("The folder “{folder}” is not there.").format(folder=target.parent))
    source = opened.copy or opened.path
    schema.probe(source)
    backup.copy_to(source, target, progress=progress)
    return target

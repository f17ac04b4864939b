"""The open file as About and Settings tell of it: how large it is, and whether it is whole."""

from pathlib import Path

from refdesk import i18n
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import data_file
from refdesk.services.data_file import OpenFile


def size(path: Path) -> str:
    """Return how large a file is, in whole megabytes, at least one."""
    length = path.stat().st_size if path.exists() else 0
    return _("{n} MB").format(n=i18n.number(max(round(length / 1e6), 1)))


def look_through(opened: OpenFile, progress: Progress) -> None:
    """Read each page, index and reference of the file; raises `StoreDamaged`."""
    data_file.look_through(opened, whole=True, progress=progress)


def whole() -> str:
    """Return what is said of a file in which nothing is wrong."""
    return _("The file is whole: each page, index and reference was read.")


def no_folders() -> str:
    """Return what is said where no program shows a folder."""
    return _("No program of this computer shows folders. The file lies where it says above.")

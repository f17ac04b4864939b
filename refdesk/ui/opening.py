"""What is to be opened, and the work of it beside the window: the look at it, the upgrade with its backup, the lock."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from refdesk.errors import RefDeskError
from refdesk.progress import Progress
from refdesk.services import data_file
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Clock

Opened = Callable[[RefDeskError | None], None]


def nothing_more(_fault: RefDeskError | None) -> None:
    """Stand for a step that is not needed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be opened; `then` is told once it is shown, or why it is not."""

    path: Path
    own: bool = True
    to_read: bool = False
    then: Opened = nothing_more


def open_wanted(wanted: Wanted, clock: Clock, progress: Progress) -> OpenFile:
    """Open it; whoever stopped meanwhile leaves nothing open."""
    opens = data_file.open_to_read if wanted.to_read else data_file.open_file
    file = opens(wanted.path, clock=clock, progress=progress)
    try:
        progress.check()
    except RefDeskError:
        file.close()
        raise
    return file


def give_back(file: object) -> None:
    """Close a file that came when nobody wanted it any more."""
    if isinstance(file, OpenFile):
        file.close()

"""Choosing a picture: the file is asked for, and goes through the gate for pictures beside the window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import pictures
from refdesk.services.pictures import Gated
from refdesk.ui.workplace import Workplace


class PictureChoosing(QObject):
    """Asks for a file and hands on the picture as it may be kept; a file that is no picture is said in plain words.

    `title` stands over the dialog, `read` makes of the file what may be kept.
    """

    def __init__(
        self,
        workplace: Workplace,
        parent: QWidget,
        taken: Callable[[Gated], None],
        *,
        title: str = "",
        read: Callable[[Path], Gated] = pictures.from_file,
    ) -> None:
        super().__init__(parent)
        self._workplace, self._over, self._taken = workplace, parent, taken
        self._title, self._read = title or _("Choose a picture"), read

    def ask(self) -> None:
        """Let the person choose."""
        kinds = _("Pictures ({patterns})").format(patterns="*.jpg *.jpeg *.png *.webp")
        path = self._workplace.ask_to_open(self._over, self._title, "", kinds)
        if path is not None:
            work = partial(_work, self._read, path)
            self._workplace.jobs.start(work, then=self._take, failed=self._workplace.show_fault)

    def _take(self, picture: Gated) -> None:
        try:
            self._taken(picture)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)


def _work(read: Callable[[Path], Gated], path: Path, _progress: Progress) -> Gated:
    return read(path)

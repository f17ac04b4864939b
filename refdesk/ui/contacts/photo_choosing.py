"""Choosing a photo: the file is asked for, and goes through the gate for pictures beside the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import pictures
from refdesk.services.pictures import Gated
from refdesk.ui.workplace import Workplace


class PhotoChoosing(QObject):
    """Asks for a file and hands on the picture as it may be kept; a file that is no picture is said in plain words."""

    def __init__(self, workplace: Workplace, parent: QWidget, taken: Callable[[Gated], None]) -> None:
        super().__init__(parent)
        self._workplace, self._over, self._taken = workplace, parent, taken

    def ask(self) -> None:
        """Let the person choose."""
        kinds = _("Pictures ({patterns})").format(patterns="*.jpg *.jpeg *.png *.webp")
        path = self._workplace.ask_to_open(self._over, _("Choose a photo"), "", kinds)
        if path is not None:
            work = _Reading(path)
            self._workplace.jobs.start(work, then=self._take, failed=self._workplace.show_fault)

    def _take(self, picture: Gated) -> None:
        self._taken(picture)


class _Reading:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, _progress: Progress) -> Gated:
        return pictures.from_file(self._path)

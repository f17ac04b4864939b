"""Choosing a picture of the business: the file is asked for, and goes through the gate beside the window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import own_pictures
from refdesk.services.own_pictures import Gated, OwnPicture
from refdesk.ui.workplace import Workplace


class OwnPictureChoosing(QObject):
    """Asks for a file and hands on the picture as it may be kept; a file that is no picture is said in plain words."""

    def __init__(
        self, workplace: Workplace, parent: QWidget, which: OwnPicture, taken: Callable[[Gated], None]
    ) -> None:
        super().__init__(parent)
        self._workplace, self._over, self._which, self._taken = workplace, parent, which, taken

    def ask(self) -> None:
        """Let the person choose."""
        kinds = _("Pictures ({patterns})").format(patterns="*.jpg *.jpeg *.png *.webp")
        path = self._workplace.ask_to_open(self._over, _("Choose a picture"), "", kinds)
        if path is not None:
            work = partial(_read, path, self._which)
            self._workplace.jobs.start(work, then=self._take, failed=self._workplace.show_fault)

    def _take(self, picture: Gated) -> None:
        try:
            self._taken(picture)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)


def _read(path: Path, which: OwnPicture, _progress: Progress) -> Gated:
    return own_pictures.from_file(path, which)

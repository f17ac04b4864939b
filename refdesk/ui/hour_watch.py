"""Keeps the place of the first hour above Today while something of it is left and nobody put it away."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from refdesk.domain.changes import Changes
from refdesk.progress import Progress
from refdesk.services.desk import Desk
from refdesk.ui import timers
from refdesk.ui.places import PlaceName
from refdesk.ui.shell import Shell
from refdesk.ui.workplace import Workplace

if TYPE_CHECKING:
    from refdesk.domain.first_hour import Step

LOOK_AFTER_MS = 250
_KINDS = ("contact", "plan", "goal")


class HourWatch(QObject):
    """Looks once the window is painted, and again after what may end the hour or bring it back."""

    def __init__(self, workplace: Workplace, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._shell = workplace, shell
        self._is_kept = False
        self._soon = timers.once(self, LOOK_AFTER_MS, self.look)
        workplace.bus.changed.connect(self._heard)

    def look(self) -> None:
        """Read beside the window what is left; a file that is only read shows nothing."""
        if not self._workplace.desk.only_to_read:
            work = partial(_read, self._workplace.desk)
            self._workplace.jobs.start(work, then=self._show, failed=self._workplace.show_fault)

    def _show(self, left: "tuple[Step, ...]") -> None:
        self._is_kept = bool(left)
        self._shell.keep_place(PlaceName.GUIDE, kept=self._is_kept)
        self._shell.set_count(PlaceName.GUIDE, len(left))

    def _heard(self, changes: Changes) -> None:
        # Once the hour is over only a setting brings it back: nobody who is long past it pays for the look.
        if changes.touches("setting") or (self._is_kept and changes.touches(*_KINDS)):
            self._soon.start()


def _read(desk: Desk, _progress: Progress) -> "tuple[Step, ...]":
    from refdesk.services import first_hour  # read in beside the window

    return desk.ask(first_hour.left_on_today)

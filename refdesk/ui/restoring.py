"""The way back to a backup: chosen, looked into beside the window, asked about, and put in place with nothing open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import data_file
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Clock
from refdesk.ui.opening import Wanted
from refdesk.ui.passage import Came
from refdesk.ui.workplace import AskForFile

if TYPE_CHECKING:
    from refdesk.services.restoring import Choice
    from refdesk.ui.main_window import MainWindow

FILE_FILTER = "RefDesk (*.refdesk)"
Put = Callable[..., Path | None]


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of the window that a restore takes: to work at length, to stay, to leave the file, to open one."""

    work: Callable[[str, Callable[[Progress], object], Came], None]
    stay: Callable[[], None]
    leave: Callable[[Callable[[], None]], None]
    open: Callable[[Wanted], None]


class Restoring(QObject):
    """Belongs to the window; until somebody says yes, the open file stays open and nothing is changed."""

    def __init__(self, window: "MainWindow", clock: Clock, ask_to_open: AskForFile, ways: Ways) -> None:
        super().__init__(window)
        self._window, self._clock, self._ask_to_open, self._ways = window, clock, ask_to_open, ways

    def choose(self) -> None:
        """Let the person choose a backup of the open file."""
        if self._window.opened is None:
            return
        folder = data_file.backup_folder_of(self._window.opened.file)
        path = self._ask_to_open(self._window, _("Restore a backup"), str(folder), FILE_FILTER)
        if path is not None:
            self.look_into(path)

    def look_into(self, backup: Path) -> None:
        """Read what is in a backup, then ask whether it is to be put in the place of the open file."""
        opened = self._window.opened
        if opened is None:
            return
        if opened.file.reading:
            self._window.show_fault(RefDeskError(opened.file.desk.only_to_read))
            return
        self._ways.work(_("Reading the backup…"), partial(_look, opened.file, Path(backup)), self._ask)

    def newest(self, path: Path) -> None:
        """Read the newest whole backup of a damaged file, then ask whether it is to take the place of the file."""
        self._ways.work(_("Reading the backup…"), partial(_look_newest, Path(path)), partial(self._ask_newest, path))

    def _ask_newest(self, path: Path, choice: "Choice | None", fault: RefDeskError | None) -> None:
        self._ways.stay()
        if fault is not None:
            self._window.show_fault(fault)
        if choice is not None:
            from refdesk.ui.restore_dialog import RestoreDialog

            dialog = RestoreDialog(choice, self._zone(), self._window)
            dialog.accepted.connect(partial(self._replace, path, choice.path))
            dialog.open()

    def _replace(self, path: Path, backup: Path) -> None:
        """Put a backup in the place of a damaged file, which is kept aside as it is."""
        put = partial(self._put_back, path, partial(data_file.restore, backup, path), self._now(), own=True)
        if self._window.opened is not None and self._window.opened.file.path == path:
            self._ways.leave(put)
        else:
            put()

    def _ask(self, choice: "Choice | None", fault: RefDeskError | None) -> None:
        self._ways.stay()
        if fault is not None:
            self._window.show_fault(fault)
        if choice is None or self._window.opened is None:
            return
        from refdesk.ui.restore_dialog import RestoreDialog

        dialog = RestoreDialog(choice, self._window.opened.file.desk.zone, self._window)
        dialog.accepted.connect(partial(self._restore, choice.path))
        dialog.open()

    def _restore(self, backup: Path) -> None:
        opened = self._window.opened
        if opened is None:
            return
        path, own = opened.file.path, not opened.is_made_up
        self._ways.leave(partial(self._put_back, path, partial(data_file.restore, backup, path), self._now(), own=own))

    def _now(self) -> datetime:
        """Return the moment in the zone of the business: the file that is kept aside is named after it."""
        return self._clock().astimezone(self._zone())

    def _zone(self) -> ZoneInfo | None:
        """Return the zone of the business; with nothing open, None stands for that of the computer."""
        return None if self._window.opened is None else self._window.opened.file.desk.zone

    def _put_back(self, path: Path, put: Put, now: datetime, *, own: bool) -> None:
        work = partial(_put, put, now)
        self._ways.work(
            _("Putting the backup in the place of your file…"), work, partial(self._put_back_ended, path, own)
        )

    def _put_back_ended(self, path: Path, own: bool, aside: Path | None, fault: RefDeskError | None) -> None:
        self._ways.open(Wanted(path, own=own, then=partial(self._say_put_back, aside, fault)))

    def _say_put_back(self, aside: Path | None, fault: RefDeskError | None, _not_opened: RefDeskError | None) -> None:
        if fault is not None:
            self._window.show_fault(fault)
        elif aside is not None and self._window.opened is not None:
            words = _("Restored. The file as it was before is kept as “{file}”.").format(file=aside.name)
            self._window.opened.workplace.tell(words)


def _look_newest(path: Path, progress: Progress) -> "Choice":
    from refdesk.services import restoring  # no start waits for it

    return restoring.look_newest(path, progress=progress)


def _look(file: OpenFile, backup: Path, progress: Progress) -> "Choice":
    from refdesk.services import restoring  # no start waits for it

    return restoring.look(file, backup, progress=progress)


def _put(put: Put, now: datetime, progress: Progress) -> Path | None:
    return put(now=now, progress=progress)

"""Leaves the open file while the window stays alive: what runs is stopped, a backup is made, the file is closed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer

from refdesk.errors import RefDeskError, StoreFault
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import data_file
from refdesk.services.data_file import OpenFile
from refdesk.ui.jobs import Job
from refdesk.ui.leaving_cover import LeavingCover

if TYPE_CHECKING:
    from refdesk.ui.main_window import MainWindow
    from refdesk.ui.open_window import OpenWindow

LOOK_EVERY_MS = 15
PATIENCE_MS = 10_000
Then = Callable[[], None]


def do_nothing() -> None:
    """Stand for a step that is not needed."""


class Leaving(QObject):
    """One try to leave what the window shows: ends in `then`, or in `otherwise` where the person keeps the file open.

    Where there is nothing to wait for, both come before `begin` returns, and nobody sees anything of it.
    """

    def __init__(self, window: "MainWindow", then: Then, otherwise: Then, over: Then) -> None:
        super().__init__(window)
        self._window = window
        self._then, self._otherwise, self._over = then, otherwise, over
        self._cover: LeavingCover | None = None
        self._fault: RefDeskError | None = None
        self._job: Job | None = None
        self._ended: OpenWindow | None = None
        self._made = self._skips = self._stays = False
        self._patience = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        self._go_on: Then = do_nothing
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)

    def begin(self) -> None:
        """Stop what writes, then make the backup: whoever is half way in a long write takes it back."""
        self._window.jobs.stop(writing_only=True)
        self._go_on = self._back_up
        self._look()

    def redirect(self, then: Then) -> None:
        """Go somewhere else once the file is left."""
        otherwise, self._otherwise, self._then = self._otherwise, do_nothing, then
        self._stays = False
        otherwise()

    def _look(self) -> None:
        """Go on as soon as nothing that runs is in the way."""
        jobs = self._window.jobs
        in_the_way = jobs.is_writing if self._go_on == self._back_up else not jobs.is_idle
        if in_the_way and not self._patience.hasExpired():
            self._covered()
            self._looking.start()
            return
        self._looking.stop()
        self._go_on()

    def _back_up(self) -> None:
        opened = self._window.opened
        try:
            needed = opened is not None and opened.needs_backup()
        except RefDeskError as fault:
            self._fault = fault
            self._ask()
            return
        if opened is None or not needed:
            self._stop_all()
            return
        cover = self._covered()
        cover.wait_for_backup()
        self._made = self._skips = self._stays = False
        self._job = self._window.jobs.start(partial(_back_up, opened.file), then=self._backed_up, failed=self._failed)
        self._job.progressed.connect(cover.show_progress)
        self._job.ended.connect(self._backup_ended)

    def _backed_up(self, _done: None) -> None:
        self._made = True

    def _failed(self, fault: RefDeskError) -> None:
        self._fault = fault

    def _backup_ended(self) -> None:
        self._job = None
        # How it came out is told right after this.
        QTimer.singleShot(0, self, self._after_backup)

    def _after_backup(self) -> None:
        if self._stays:
            self._stay()
        elif self._made or self._skips:
            self._stop_all()
        else:
            self._ask()

    def _ask(self) -> None:
        fault = self._fault or StoreFault(_("No backup was made."))
        self._fault = None
        self._covered().ask_after(fault)

    def _wish_to_skip(self) -> None:
        self._skips = True
        self._window.jobs.stop()  # another backup may hold ours up
        self._heed()

    def _wish_to_stay(self) -> None:
        self._stays = True
        self._heed()

    def _heed(self) -> None:
        """Do what was chosen: now, or as soon as the backup has stopped."""
        if self._job is None:
            self._after_backup()
        else:
            self._covered().wait_for_end()
            self._job.stop()

    def _stay(self) -> None:
        self._end(self._otherwise)

    def _stop_all(self) -> None:
        """Stop what only reads too: nothing may be at the file when it is closed."""
        self._ended = self._window.opened
        if self._ended is not None:
            self._ended.end_work()
        self._window.jobs.stop()
        self._patience = QDeadlineTimer(PATIENCE_MS)
        self._go_on = self._finish
        self._look()

    def _finish(self) -> None:
        if self._window.opened is not self._ended:  # what just ended has opened a file
            self._stop_all()
            return
        self._window.put_away()
        self._end(self._then)

    def _end(self, then: Then) -> None:
        if self._cover is not None:
            self._cover.leave()
        self._over()
        self.deleteLater()
        then()

    def _covered(self) -> LeavingCover:
        if self._cover is None:
            self._cover = LeavingCover(self._window)
            self._cover.stay_wanted.connect(self._wish_to_stay)
            self._cover.skip_wanted.connect(self._wish_to_skip)
        return self._cover


def _back_up(file: OpenFile, progress: Progress) -> None:
    data_file.back_up(file, "at close", progress=progress)

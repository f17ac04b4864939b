"""Garbage is collected on the GUI thread alone.

Python collects on whichever thread happens to allocate, and a window or timer in a circle of references would then be
destroyed on a job's thread: Qt ends the process, or waits for itself for ever (measured).
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from refdesk.ui.lull import Lull

EVERY_MS = 100
MOST_AT_ONCE = 10_000
"""So many objects are looked through within 10 ms (measured); threads that read make far more."""
AWAY_TURNS = 20
"""Whoever looks into another program for a moment comes back before that."""


class Collecting(QObject):
    """Takes Python's own collection over while other threads may run; belongs to the GUI thread."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._taken_over = False
        self._seen, self._turns_away, self._put_by = 0, 0, False
        self._lull = Lull()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect_what_is_due)

    def begin(self) -> None:
        """Collect here from now on, unless somebody else already does."""
        if gc.isenabled():
            gc.disable()
            self._taken_over = True
            self._timer.start()

    def end(self) -> None:
        """Leave it to Python again: no other thread runs any more."""
        if self._taken_over:
            self._taken_over = False
            self._timer.stop()
            gc.enable()

    def collect_what_is_due(self) -> None:
        """Collect what is new, and now and then what stayed, never so much that somebody feels it.

        What stayed twice is put by until the person has been in another program for a while. So is what came in one
        rush: it was just read for the window and is no garbage.
        """
        is_here = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        self._turns_away = 0 if is_here else self._turns_away + 1
        if self._put_by and self._turns_away >= AWAY_TURNS:
            self._collect_all()
            return
        # Counted here: whoever asks Python for the objects themselves disturbs a tuple that a thread is just making.
        young = gc.get_count()[0]
        if young > MOST_AT_ONCE and is_here:
            self._put_all_by()
            self._seen = MOST_AT_ONCE  # the next look is a whole one: only that lets go of tuples spared for reuse
        elif self._lull.has_come() and young > gc.get_threshold()[0] > 0:
            self._look_through(young)
            self._lull.begin_anew()

    def _look_through(self, young: int) -> None:
        self._seen += young
        if self._seen > MOST_AT_ONCE:
            gc.collect()
            self._put_all_by()
        else:
            gc.collect(0)

    def _put_all_by(self) -> None:
        gc.freeze()
        self._seen, self._put_by = 0, True

    def _collect_all(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()  # or the next look at what is new would look through all of it again
        self._seen, self._put_by = 0, False

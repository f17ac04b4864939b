"""Garbage is collected on the GUI thread alone.

Python collects on whichever thread happens to allocate, and a window or timer in a circle of references would then be
destroyed on a job's thread: Qt ends the process, or waits for itself for ever (measured).
"""

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

EVERY_MS = 100
MOST_YOUNG, A_RUSH = 15_000, 40_000
"""So many objects are looked through within 10 ms, and within 30 (measured); threads that read make far more."""
LONG_S, RARELY = 0.02, 20


class Collecting(QObject):
    """Takes Python's own collection over while other threads may run; belongs to the GUI thread."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._taken_over = False
        self._young, self._took, self._put_by = 0, 0.0, False
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
        """Collect the oldest generation that Python itself would collect by now, if nobody feels it.

        The oldest of all may hold a long report: if it took long the last time it waits until the person has gone to
        another program, or until twenty times as much has come together. What came in one rush was just read for the
        window and is no garbage: it is put by until the person is away.
        """
        counts, most = gc.get_count(), gc.get_threshold()
        due = [count > limit > 0 for count, limit in zip(counts, most, strict=True)]
        if not due[0]:
            return
        # Counted here: whoever asks Python for the objects themselves disturbs a tuple that a thread is just making.
        self._young += counts[0]
        is_away = QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive
        if counts[0] > A_RUSH and not is_away:
            gc.freeze()
            self._young, self._put_by = 0, True
            return
        with_young = due[1] or self._young > MOST_YOUNG
        if with_young and due[2] and (is_away or self._took < LONG_S or counts[2] > most[2] * RARELY):
            if is_away and self._put_by:
                gc.unfreeze()
                self._put_by = False
            self._collect(2)
        else:
            self._collect(1 if with_young else 0)

    def _collect(self, generation: int) -> None:
        begun = time.thread_time()
        gc.collect(generation)
        if generation:
            self._young = 0
        if generation == len(gc.get_threshold()) - 1:
            self._took = time.thread_time() - begun

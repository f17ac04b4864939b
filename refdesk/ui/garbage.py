"""Garbage is collected on the GUI thread alone.

Python collects on whichever thread happens to allocate, and a window or timer in a circle of references would then be
destroyed on a job's thread: Qt ends the process, or waits for itself for ever (measured).
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

EVERY_MS = 100
MOST_YOUNG, MOST_OLD = 15_000, 40_000
"""So many objects are looked through within 10 ms and within 20 (measured); threads that read make far more."""


class Collecting(QObject):
    """Takes Python's own collection over while other threads may run; belongs to the GUI thread."""

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._taken_over = False
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

        The oldest of all may hold a long report: it waits until the person has gone to another program.
        """
        due = [count > most > 0 for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if not due[0]:
            return
        with_young = due[1] or len(gc.get_objects(generation=1)) > MOST_YOUNG
        is_away = QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive
        if with_young and due[2] and (is_away or len(gc.get_objects(generation=2)) <= MOST_OLD):
            gc.collect()
        else:
            gc.collect(1 if with_young else 0)

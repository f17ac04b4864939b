"""Garbage is collected on the GUI thread alone.

Python collects on whichever thread happens to allocate, and a window or timer in a circle of references would then be
destroyed on a job's thread: Qt ends the process, or waits for itself for ever (measured).
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 200


class Collecting(QObject):
    """Takes Python's own collection over while other threads may run; belongs to the GUI thread."""

    def __init__(self, parent: QObject) -> None:
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
        """Collect the oldest generation that Python itself would collect by now."""
        due = [count > most > 0 for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)

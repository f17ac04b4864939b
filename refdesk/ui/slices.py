"""Work of the window in slices: something is seen at once, and what is typed or clicked comes between the rest."""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

SLICE_S = 0.012
"""How long one slice may take; the layout and the painting that follow it take as long again."""


class Slices(QObject):
    """Takes the steps of a generator, a few in each turn of the event loop. Goes away with its parent."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left."""
        return self._steps is None

    def run(self, steps: Iterator[None]) -> None:
        """Take the first slice now and the others in events of their own, in place of what was left before."""
        self._steps = steps
        self._timer.start()
        self._next()

    def stop(self) -> None:
        """Leave out what is left."""
        self._steps = None
        self._timer.stop()

    def _next(self) -> None:
        steps, until = self._steps, perf_counter() + SLICE_S
        while steps is not None and steps is self._steps:  # a step may begin something else
            try:
                next(steps)
            except StopIteration:
                if steps is self._steps:
                    self.stop()
                return
            if perf_counter() >= until:
                return

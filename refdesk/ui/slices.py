"""Work of the window in slices: something is seen at once, and what is typed or clicked comes between the rest."""

from collections.abc import Iterator
from time import perf_counter

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

AFTER_PAINT_MS = 20
"""So long what comes soon waits: what is there already is painted in an event of its own."""
SLICE_S = 0.012
"""How long one slice may take; the layout and the painting that follow it take as long again."""


class Slices(QObject):
    """Takes the steps of a generator, a few in each turn of the event loop. Goes away with its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._steps: Iterator[None] | None = None

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left."""
        return self._steps is None

    @property
    def is_seen(self) -> bool:
        """Tell whether somebody may be looking at what is made."""
        return self._widget.isVisible()

    def run(self, steps: Iterator[None]) -> None:
        """Take the first slice now and the others in events of their own, in place of what was left before."""
        self._steps = steps
        self.take_one()
        if not self.is_done:
            _TURNS.ask(self)

    def run_soon(self, steps: Iterator[None]) -> None:
        """Take all slices in events of their own once what is there was painted, in place of what was left before."""
        self._steps = steps
        QTimer.singleShot(AFTER_PAINT_MS, self, self._ask)

    def _ask(self) -> None:
        if not self.is_done:
            _TURNS.ask(self)

    def finish(self) -> None:
        """Take all that is left now."""
        steps, self._steps = self._steps, None
        for _step in steps or ():
            pass

    def stop(self) -> None:
        """Leave out what is left."""
        self._steps = None

    def take_one(self) -> None:
        """Take as many steps as one slice may hold."""
        steps, until = self._steps, perf_counter() + SLICE_S
        while steps is not None and steps is self._steps:  # a step may begin something else
            try:
                next(steps)
            except StopIteration:
                if steps is self._steps:
                    self._steps = None
                return
            if perf_counter() >= until:
                return


class _Turns:
    """Lets one have its slice in every other turn of the event loop: two that are filled together take no longer.

    In the turns between, what was made is laid out and painted, and nothing else.
    """

    def __init__(self) -> None:
        self._waiting: list[Slices] = []
        self._timer: QTimer | None = None
        self._paints = False

    @property
    def is_idle(self) -> bool:
        """Tell whether nobody waits for a turn."""
        return not self._waiting

    def ask(self, slices: Slices) -> None:
        """Give this one its turns until it is done."""
        if slices not in self._waiting:
            self._waiting.append(slices)
        if self._timer is None or not shiboken6.isValid(self._timer):
            self._timer = QTimer()
            self._timer.setInterval(0)
            self._timer.timeout.connect(self._next)
        if not self._timer.isActive():
            self._paints = False  # the next turn is for what was just made
        self._timer.start()

    def _next(self) -> None:
        self._paints = not self._paints
        if self._paints:
            return
        self._waiting = [each for each in self._waiting if shiboken6.isValid(each) and not each.is_done]
        if not self._waiting:
            if self._timer is not None:
                self._timer.stop()
            return
        mine = next((each for each in self._waiting if each.is_seen), self._waiting[0])
        self._waiting.remove(mine)
        self._waiting.append(mine)
        mine.take_one()


_TURNS = _Turns()


def all_done() -> bool:
    """Tell whether nothing of the window is still to be made in turns to come."""
    return _TURNS.is_idle


def leave(widget: QWidget) -> None:
    """Leave out what is left to make on a widget: what it would ask for may be there no more."""
    for each in widget.findChildren(Slices):
        each.stop()

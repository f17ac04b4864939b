"""What PySide6 keeps beside each widget for its signals, given back.

It makes an object for every signal of every widget and layout, used or not: 2 KB for one label, 14 MB with every place
seen (measured). A signal that is asked for again gets another such object; what is connected stays connected.
"""

from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import QObject, QTimer, SignalInstance
from shiboken6 import Object

LOOK_AFTER_MS = 100
AT_ONCE = 1_000


class SpareSignals(QObject):
    """Gives them back while nobody waits: soon after `look_after`, some objects in each event."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: list[Object] = []
        self._soon, self._next = QTimer(self), QTimer(self)
        for timer, interval, act in ((self._soon, LOOK_AFTER_MS, self._begin), (self._next, 0, self._go_on)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
            timer.timeout.connect(act)

    def look_after(self) -> None:
        """Look at what was made, once the event is over that makes it."""
        if not self._soon.isActive():
            self._soon.start()

    def _begin(self) -> None:
        self._left = shiboken6.getAllValidWrappers()
        self._next.start()

    def _go_on(self) -> None:
        give_back(self._left[:AT_ONCE])
        del self._left[:AT_ONCE]
        if self._left:
            self._next.start()


def give_back(made: Iterable[object]) -> None:
    """Forget the objects that stand for the signals of these, and keep all else that was set on them."""
    for each in made:
        if isinstance(each, QObject):  # all others have no signals, and asking would make them hold something
            held = vars(each)
            kept = {name: value for name, value in held.items() if type(value) is not SignalInstance}
            if len(kept) < len(held):
                held.clear()  # or the room for the names would stay
                held.update(kept)

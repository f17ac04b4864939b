"""What PySide6 keeps beside each widget for its signals, given back.

It makes an object for every signal of every widget and layout, used or not: 2 KB for one label, 14 MB with every place
seen (measured). A signal that is asked for again gets another such object; what is connected stays connected.
"""

import gc
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, SignalInstance

LOOK_AFTER_MS = 100


class SpareSignals(QObject):
    """Gives back what was made for new widgets while nobody waits: soon after `look_after`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_AFTER_MS)
        self._soon.timeout.connect(self._look)

    def look_after(self) -> None:
        """Look at what was made, once the event is over that makes it."""
        if not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        # The collector knows what is new, and never names what is just being freed, as shiboken6's own list may.
        give_back([*gc.get_objects(generation=0), *gc.get_objects(generation=1)])


def give_back(made: Iterable[object]) -> None:
    """Forget the objects that stand for the signals of these, and keep all else that was set on them."""
    for each in made:
        # By its type: something among all that is there may say of itself that it is what it stands for.
        if issubclass(type(each), QObject):
            held = vars(each)
            kept = {name: value for name, value in held.items() if type(value) is not SignalInstance}
            if len(kept) < len(held):
                held.clear()  # or the room for the names would stay
                held.update(kept)

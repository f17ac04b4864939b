"""What PySide6 keeps beside each widget for its signals, given back.

It makes an object for every signal of every widget and layout, used or not: 2 KB for one label, 14 MB with every place
seen (measured). A signal that is asked for again gets another such object; what is connected stays connected.
"""

from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import QObject, SignalInstance

from refdesk.ui import timers
from refdesk.ui.jobs import Jobs
from refdesk.ui.lull import Lull

LOOK_AFTER_MS = 100
AT_ONCE = 1_000


class SpareSignals(QObject):
    """Gives them back while nobody waits: soon after `look_after`, some objects in each event."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._left: list[QObject] = []
        self._lull = Lull()
        self._soon = timers.once(self, LOOK_AFTER_MS, self._begin)
        self._next = timers.once(self, 0, self._go_on)

    def look_after(self) -> None:
        """Look at what was made, once the event is over that makes it."""
        if not self._soon.isActive():
            self._soon.start()

    def _begin(self) -> None:
        if not self._lull.has_come() or not self._jobs.is_idle:
            # A thread that works may be freeing an object at this moment, and to take hold of that one ends the
            # program. (The collector's list is no way out: whoever holds it disturbs a tuple that is being made.)
            self._soon.start()
            return
        self._left = [each for each in shiboken6.getAllValidWrappers() if isinstance(each, QObject)]
        self._next.start()

    def _go_on(self) -> None:
        give_back(self._left[:AT_ONCE])
        del self._left[:AT_ONCE]
        if self._left:
            self._next.start()


def give_back(made: Iterable[QObject]) -> None:
    """Forget the objects that stand for the signals of these, and keep all else that was set on them."""
    for each in made:
        held = vars(each)
        kept = {name: value for name, value in held.items() if type(value) is not SignalInstance}
        if len(kept) < len(held):
            held.clear()  # or the room for the names would stay
            held.update(kept)

"""How long work tells how far it is, and hears that it should stop."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

from refdesk.errors import Cancelled

Item = TypeVar("Item")
Report = Callable[[int, int, str], None]
STEPS_BETWEEN_REPORTS = 64


class Progress:
    """Counts what is done; `stop` may be called from any thread, and the next step then raises `Cancelled`."""

    def __init__(self, report: Report | None = None) -> None:
        self._report = report
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._stopped.set()

    def is_stopped(self) -> bool:
        """Tell whether Stop was pressed."""
        return self._stopped.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if Stop was pressed."""
        if self.is_stopped():
            raise Cancelled

    def say(self, done: int, total: int, note: str = "") -> None:
        """Report `done` of `total` (0: not known) and stop if asked to."""
        self.check()
        if self._report is not None:
            self._report(done, total, note)

    def over(self, items: Iterable[Item], *, note: str = "", total: int | None = None) -> Iterator[Item]:
        """Yield the items, reporting now and then; raises `Cancelled` between two of them."""
        if total is None:
            total = len(items) if isinstance(items, Sized) else 0
        for done, item in enumerate(items):
            if done % STEPS_BETWEEN_REPORTS == 0:
                self.say(done, total, note)
            yield item
        self.say(total, total, note)


SILENT = Progress()

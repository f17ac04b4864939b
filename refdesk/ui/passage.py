"""Long work between two files, with nothing below it to use: a backup put back, the made-up business made."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from refdesk.errors import RefDeskError
from refdesk.progress import Progress
from refdesk.ui.job_dialog import JobCover
from refdesk.ui.jobs import Jobs

Then = Callable[[], None]
Came = Callable[[Any, RefDeskError | None], None]
"""Takes what the work gave (None where it was stopped or failed), and the fault."""


def keep(_result: object) -> None:
    """Leave alone what came when nobody wanted it any more."""


class Passage(QObject):
    """One such work, under a cover that says what it is; `came` is called once, however it ends.

    What still comes of the work after the way led elsewhere is handed to `spare`.
    """

    def __init__(self, window: QWidget, came: Came, over: Then, spare: Callable[[Any], None] = keep) -> None:
        super().__init__(window)
        self._window, self._came, self._over, self._spare = window, came, over, spare
        self._result: Any = None
        self._fault: RefDeskError | None = None
        self._instead: Then | None = None

    def begin(self, jobs: Jobs, work: Callable[[Progress], Any], note: str) -> None:
        """Start the work."""
        # A reader by its lane: the cover of this passage stands in for the one that a writer gets after a moment.
        self._job = jobs.start(work, then=self._take, failed=self._take_fault)
        JobCover(self._job, self._window, note=note, shield=True)
        self._job.ended.connect(self._ended)

    def redirect(self, then: Then) -> None:
        """Stop, and go somewhere else once it has ended."""
        self._instead = then
        self._job.stop()

    def _take(self, result: Any) -> None:  # noqa: ANN401 - each work has its own
        self._result = result

    def _take_fault(self, fault: RefDeskError) -> None:
        self._fault = fault

    def _ended(self) -> None:
        # How it came out is told right after this.
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        self._over()
        self.deleteLater()
        if self._instead is not None:
            self._spare(self._result)
            self._instead()
        else:
            self._came(self._result, self._fault)

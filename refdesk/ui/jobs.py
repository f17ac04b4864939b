"""Work off the GUI thread: writers one after the other, readers side by side.

Listeners go in with the call, so that no answer can be lost; they are called on the GUI thread.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from refdesk.errors import Cancelled, RefDeskError
from refdesk.progress import Progress

Result = TypeVar("Result")
Work = Callable[[Progress], Result]
Failed = Callable[[RefDeskError], None]
READERS = 2
log = logging.getLogger(__name__)


class Job(QObject):
    """One piece of work on its way; lives on the GUI thread."""

    progressed = Signal(int, int, str)
    ended = Signal()
    _came = Signal(object)
    _broke = Signal(object)

    def __init__(
        self, work: Work[Any], then: Callable[[Any], None], failed: Failed | None, *, writes: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.writes = writes
        self._work, self._then, self._failed = work, then, failed
        self._progress = Progress(self.progressed.emit)
        self._came.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self._fail, Qt.ConnectionType.QueuedConnection)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._progress.stop()

    def run(self) -> None:
        """Do the work; called on a thread of a lane."""
        try:
            result = self._work(self._progress)
        except Exception as error:  # noqa: BLE001 - every end of a job must reach the GUI thread
            self._broke.emit(error)
        else:
            self._came.emit(result)

    @Slot(object)
    def _finish(self, result: object) -> None:
        self.ended.emit()
        self.deleteLater()
        if _listens(self._then):
            self._then(result)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.ended.emit()
        self.deleteLater()
        if isinstance(error, Cancelled):
            return
        if isinstance(error, RefDeskError) and self._failed is not None:
            if _listens(self._failed):
                self._failed(error)
            return
        raise error


def _listens(callback: Callable[..., None]) -> bool:
    """Tell whether whoever would be called is still there: a page may have gone away while its job ran."""
    called = callback.func if isinstance(callback, partial) else callback
    owner = getattr(called, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class _Errand(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


class JobLanes(Protocol):
    """What windows need of jobs; tests give one that runs at once."""

    def start(
        self, work: Work[Result], *, then: Callable[[Result], None], failed: Failed | None = None, writes: bool = False
    ) -> Job:
        """Start work; `then` gets its result, `failed` a fault in plain words (else the crash window does)."""
        ...


class Jobs(QObject):
    """The two lanes."""

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writing, self._reading = QThreadPool(self), QThreadPool(self)
        self._writing.setMaxThreadCount(1)
        self._reading.setMaxThreadCount(READERS)
        self._running: set[Job] = set()

    @property
    def is_writing(self) -> bool:
        """Tell whether a long write is on its way."""
        return any(job.writes for job in self._running)

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is on its way."""
        return not self._running

    def start(
        self, work: Work[Result], *, then: Callable[[Result], None], failed: Failed | None = None, writes: bool = False
    ) -> Job:
        """Start work in the lane it belongs to."""
        job = Job(work, then, failed, writes=writes, parent=self)
        self._running.add(job)
        job.ended.connect(self._forget)
        self.started.emit(job)
        (self._writing if writes else self._reading).start(_Errand(job))
        return job

    def shut_down(self, wait_ms: int = 10_000) -> bool:
        """Stop what runs and wait for it; False if something did not end in time."""
        for job in tuple(self._running):
            job.stop()
        ended = [lane.waitForDone(wait_ms) for lane in (self._writing, self._reading)]
        return all(ended)

    @Slot()
    def _forget(self) -> None:
        job = self.sender()
        assert isinstance(job, Job), "only jobs end here"
        self._running.discard(job)

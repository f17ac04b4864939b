"""Work off the GUI thread: writers one after the other, readers side by side.

Listeners go in with the call, so that no answer can be lost; they are called on the GUI thread.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from refdesk.errors import Cancelled, RefDeskError
from refdesk.progress import Progress

Result = TypeVar("Result")
Work = Callable[[Progress], Result]
Failed = Callable[[RefDeskError], None]
READERS = 2


class Job(QObject):
    """One piece of work on its way, as the GUI thread sees it; the thread that works never touches it."""

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, progress: Progress, *, writes: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.writes = writes
        self._progress = progress

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        self._progress.stop()


@dataclass(frozen=True, slots=True)
class _End:
    """How the work of a job came out: a result, or what was raised."""

    number: int
    result: Any = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Running:
    """A job with its listeners."""

    job: Job
    then: Callable[[Any], None]
    failed: Failed | None
    future: "Future[None]"


def _listens(callback: Callable[..., None]) -> bool:
    """Tell whether whoever would be called is still there: a page may have gone away while its job ran."""
    called = callback.func if isinstance(callback, partial) else callback
    owner = getattr(called, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class JobLanes(Protocol):
    """What windows need of jobs; tests give one that runs at once."""

    def start(
        self, work: Work[Result], *, then: Callable[[Result], None], failed: Failed | None = None, writes: bool = False
    ) -> Job:
        """Start work; `then` gets its result, `failed` a fault in plain words (else the crash window does)."""
        ...


class Jobs(QObject):
    """The two lanes.

    They are plain threads that speak to the GUI thread through this object alone, which outlives every job: a QRunnable
    or a job that the GUI thread deletes while its thread still returns from a signal ends the process (measured).
    """

    started = Signal(object)
    _told = Signal(int, int, int, str)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writing = ThreadPoolExecutor(1, "writing")
        self._reading = ThreadPoolExecutor(READERS, "reading")
        self._running: dict[int, _Running] = {}
        self._last = 0
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is on its way."""
        return not self._running

    @property
    def is_writing(self) -> bool:
        """Tell whether a long write is on its way."""
        return any(each.job.writes for each in self._running.values())

    def start(
        self, work: Work[Result], *, then: Callable[[Result], None], failed: Failed | None = None, writes: bool = False
    ) -> Job:
        """Start work in the lane it belongs to."""
        self._last += 1
        number = self._last
        progress = Progress(partial(self._told.emit, number))
        job = Job(progress, writes=writes, parent=self)
        self.started.emit(job)
        lane = self._writing if writes else self._reading
        future = lane.submit(_work, work, progress, number, self._ended.emit)
        self._running[number] = _Running(job, then, failed, future)
        return job

    def shut_down(self, wait_ms: int = 10_000) -> bool:
        """Stop what runs, wait for it and tell nobody; False if something did not end in time.

        New work may start afterwards.
        """
        leaving, self._running = self._running, {}
        for each in leaving.values():
            each.job.stop()
        # A writer is waited for as long as it takes: whoever holds the file next must be its only one.
        wait([each.future for each in leaving.values() if each.job.writes])
        unfinished = wait([each.future for each in leaving.values()], timeout=wait_ms / 1000).not_done
        for each in leaving.values():
            each.job.ended.emit()
            each.job.deleteLater()
        return not unfinished

    def _pass_on(self, number: int, done: int, total: int, note: str) -> None:
        if number in self._running:
            self._running[number].job.progressed.emit(done, total, note)

    def _finish(self, end: _End) -> None:
        running = self._running.pop(end.number, None)
        if running is None:
            return
        running.job.ended.emit()
        running.job.deleteLater()
        if end.error is None:
            if _listens(running.then):
                running.then(end.result)
        elif isinstance(end.error, RefDeskError) and running.failed is not None:
            if _listens(running.failed) and not isinstance(end.error, Cancelled):
                running.failed(end.error)
        elif not isinstance(end.error, Cancelled):
            raise end.error


def _work(work: Work[Any], progress: Progress, number: int, tell: Callable[[_End], None]) -> None:
    """Do the work on a thread of a lane, and tell how it came out."""
    try:
        progress.check()
        end = _End(number, result=work(progress))
    except Exception as error:  # noqa: BLE001 - every end of a job must reach the GUI thread
        end = _End(number, error=error)
    tell(end)

"""Work off the GUI thread: writers one after the other, readers side by side.

Listeners go in with the call, so that no answer can be lost; they are called on the GUI thread.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from threading import Event, Lock
from time import perf_counter
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from refdesk.errors import Cancelled, RefDeskError
from refdesk.progress import Progress
from refdesk.ui.garbage import Collecting

Result = TypeVar("Result")
Work = Callable[[Progress], Result]
Failed = Callable[[RefDeskError], None]
READERS = 3
"""The first may be at a large file for minutes, to see whether it is whole; the others are for who waits."""
BETWEEN_S = 0.08
"""Whoever looks on is told how far it is as often as an eye can follow, and no more."""


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


class _Errand:
    """What a thread is given to do, and its way of speaking to the GUI thread, until the GUI thread cuts it.

    The thread holds nothing of Qt but this, and gives even this up first: what belongs to the GUI thread must never be
    freed on another, and nobody may speak through an object that is on its way out.
    """

    def __init__(
        self, number: int, work: Work[Any], told: Callable[..., None], ended: Callable[[_End], None], may_begin: Event
    ) -> None:  # fmt: skip
        self._may_begin = may_begin
        self.progress = Progress(self._say)
        self._number = number
        self._work: Work[Any] | None = work
        self._told: Callable[..., None] | None = told
        self._ended: Callable[[_End], None] | None = ended
        self._speaking = Lock()
        self._said: tuple[float, str] | None = None

    def run(self) -> None:
        """Do the work on a thread of a lane, and tell how it came out."""
        self._may_begin.wait()
        end = self._outcome()
        with self._speaking:
            if self._ended is not None:
                self._ended(end)

    def cut(self) -> None:
        """Let the thread say nothing any more."""
        with self._speaking:
            self._told = self._ended = None

    def let_go(self) -> None:
        """Forget the work too, on the GUI thread, once it is done."""
        self.cut()
        self._work = None

    def _outcome(self) -> _End:
        try:
            self.progress.check()
            return _End(self._number, result=self._work(self.progress) if self._work is not None else None)
        except Cancelled as error:
            # Nobody asks where it was stopped, and the trace holds all that was read until then: it goes here and now.
            return _End(self._number, error=error.with_traceback(None))
        except Exception as error:  # noqa: BLE001 - every end of a job must reach the GUI thread
            return _End(self._number, error=error)

    def _say(self, done: int, total: int, note: str) -> None:
        now = perf_counter()
        if self._said is not None and now - self._said[0] < BETWEEN_S and note == self._said[1] and done != total:
            return
        self._said = (now, note)
        with self._speaking:
            if self._told is not None:
                self._told(self._number, done, total, note)


@dataclass(frozen=True, slots=True)
class _Running:
    """A job with its listeners."""

    job: Job
    errand: _Errand
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


class _Voice(QObject):
    """Carries what threads say to the GUI thread; it goes away only after everyone who speaks through it was cut."""

    told = Signal(int, int, int, str)
    ended = Signal(object)


class Jobs(QObject):
    """The two lanes.

    They are plain threads that speak to the GUI thread through one voice, which outlives every job and these lanes: an
    object that the GUI thread deletes while another thread speaks through it ends the process (measured).
    Whoever makes one calls `shut_down` before it goes.
    """

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collecting = Collecting(self)
        self._may_begin = Event()
        self._may_begin.set()
        self._open_lanes()
        self._running: dict[int, _Running] = {}
        self._late: list[_Running] = []
        self._last = 0
        self._voice = _Voice(QCoreApplication.instance())
        self._voice.told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._voice.ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(partial(_cut_all, self._running, self._voice, self._may_begin))

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
        errand = _Errand(number, work, self._voice.told.emit, self._voice.ended.emit, self._may_begin)
        job = Job(errand.progress, writes=writes, parent=self)
        self.started.emit(job)
        self._collecting.begin()
        lane = self._writing if writes else self._reading
        future = lane.submit(errand.run)
        self._running[number] = _Running(job, errand, then, failed, future)
        return job

    def hold(self) -> None:
        """Let nothing begin until `let_begin`: a thread that works keeps the window from being painted."""
        self._may_begin.clear()

    def let_begin(self) -> None:
        """Let what was held back begin."""
        self._may_begin.set()

    def stop(self, *, writing_only: bool = False) -> None:
        """Ask what runs to end at its next step; whoever started it is told as always."""
        self.let_begin()
        for each in self._running.values():
            if each.job.writes or not writing_only:
                each.job.stop()

    def shut_down(self, wait_ms: int = 10_000) -> bool:
        """Stop what runs, wait for it and tell nobody; False if something did not end in time.

        New work may start afterwards.
        """
        self.let_begin()
        left = [*self._running.values()]
        self._running.clear()
        for each in left:
            each.job.stop()
        # A writer is waited for as long as it takes: whoever holds the file next must be its only one.
        wait([each.future for each in left if each.job.writes])
        wait([each.future for each in (*self._late, *left)], timeout=wait_ms / 1000)
        self._part_with(left)
        self._close_lanes()
        for each in left:
            each.job.ended.emit()
            each.job.deleteLater()
        return not self._late

    def _open_lanes(self) -> None:
        self._writing = ThreadPoolExecutor(1, "writing")
        self._reading = ThreadPoolExecutor(READERS, "reading")

    def _part_with(self, left: Iterable[_Running]) -> None:
        """Hear no more of these; the work of a late one is kept, lest its thread be the last to hold it."""
        late = []
        for each in (*self._late, *left):
            each.errand.cut()
            if each.future.done():
                each.errand.let_go()
            else:
                late.append(each)
        self._late = late

    def _close_lanes(self) -> None:
        """End the threads, so that none of them frees or collects anything later on; only a late one is left alone."""
        for lane in (self._writing, self._reading):
            lane.shutdown(wait=not self._late, cancel_futures=True)
        self._open_lanes()
        if not self._late:
            self._collecting.end()

    def _pass_on(self, number: int, done: int, total: int, note: str) -> None:
        if number in self._running:
            self._running[number].job.progressed.emit(done, total, note)

    def _finish(self, end: _End) -> None:
        running = self._running.pop(end.number, None)
        if running is None:
            return
        running.errand.let_go()
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


def _cut_all(
    running: dict[int, _Running], voice: _Voice, may_begin: Event, _gone: QObject | None = None
) -> None:  # fmt: skip
    """End the voice of lanes that went away, perhaps without having been shut down."""
    may_begin.set()
    for each in running.values():
        each.errand.cut()
    if shiboken6.isValid(voice):
        voice.deleteLater()


class JobsWhileOpen:
    """The lanes as the windows of one file see them: once the file is closed, nothing starts any more.

    A page outlives its file by a moment, and a timer of it may still ask for more: its work would open the file again,
    and end after the window that it speaks to.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs, self._is_open = jobs, True

    def close(self) -> None:
        """Start nothing from now on; what runs is stopped by `Jobs.shut_down`."""
        self._is_open = False

    def start(
        self, work: Work[Result], *, then: Callable[[Result], None], failed: Failed | None = None, writes: bool = False
    ) -> Job:
        """Start work as long as the file is open; later return a job that never begins and tells nobody."""
        if self._is_open:
            return self._jobs.start(work, then=then, failed=failed, writes=writes)
        job = Job(Progress(), writes=writes, parent=self._jobs)
        job.deleteLater()
        return job

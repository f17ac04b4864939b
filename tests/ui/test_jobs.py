"""Work off the GUI thread."""

import gc
import threading
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from refdesk.errors import BadFile, Cancelled, RefDeskError
from refdesk.progress import Progress
from refdesk.ui import job_dialog, theme
from refdesk.ui.garbage import Collecting
from refdesk.ui.job_dialog import Cover, JobCover, JobWatch
from refdesk.ui.jobs import Jobs, JobsWhileOpen


class Ear(QObject):
    """Hears results, on whichever thread they come."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: list[QThread] = []

    def hear(self, result: object) -> None:
        self.heard.append(result)
        self.threads.append(QThread.currentThread())


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:  # noqa: ARG001 - threads and timers need it
    made = Jobs()
    yield made
    made.shut_down()


def test_a_result_comes_back_to_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    ear = Ear()
    jobs.start(lambda _progress: threading.get_ident(), then=ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 1)
    assert ear.heard != [threading.get_ident()]
    assert ear.threads == [QThread.currentThread()]


def test_what_is_held_begins_when_it_may_and_no_later_than_it_is_stopped(jobs: Jobs, qtbot: QtBot) -> None:
    ear, begun = Ear(), threading.Event()

    def work(_progress: Progress) -> int:
        begun.set()
        return 1

    jobs.hold()
    jobs.start(work, then=ear.hear)
    assert not begun.wait(0.02)
    jobs.let_begin()
    qtbot.waitUntil(lambda: ear.heard == [1])
    begun.clear()
    jobs.hold()
    jobs.start(work, then=ear.hear)
    jobs.stop()
    qtbot.waitUntil(lambda: jobs.is_idle)
    assert not begun.is_set()
    assert ear.heard == [1]


def test_writers_stand_in_line(jobs: Jobs, qtbot: QtBot) -> None:
    ear = Ear()
    running: list[int] = []
    most: list[int] = []

    def write(_progress: Progress) -> int:
        running.append(1)
        most.append(len(running))
        time.sleep(0.02)
        running.pop()
        return 1

    for _ in range(4):
        jobs.start(write, then=ear.hear, writes=True)
    assert jobs.is_writing
    qtbot.waitUntil(lambda: len(ear.heard) == 4)
    assert max(most) == 1
    assert not jobs.is_writing


def test_it_is_told_how_far_work_is_no_more_often_than_an_eye_can_follow(jobs: Jobs, qtbot: QtBot) -> None:
    ear, told = Ear(), Ear()

    def count(progress: Progress) -> None:
        for _ in progress.over(range(100_000), note="Reading"):
            pass
        progress.say(1, 2, "Comparing")

    jobs.start(count, then=ear.hear).progressed.connect(lambda *said: told.hear(said))
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert told.heard[0] == (0, 100_000, "Reading")
    assert told.heard[-2:] == [(100_000, 100_000, "Reading"), (1, 2, "Comparing")]
    assert len(told.heard) < 100


def test_a_fault_is_told_and_a_stop_is_silent(jobs: Jobs, qtbot: QtBot) -> None:
    ear, failed = Ear(), Ear()

    def broken(_progress: Progress) -> None:
        raise BadFile("No such file.")

    def stopped(_progress: Progress) -> None:
        raise Cancelled

    jobs.start(stopped, then=ear.hear, failed=failed.hear)
    jobs.start(broken, then=ear.hear, failed=failed.hear)
    qtbot.waitUntil(lambda: len(failed.heard) == 1)
    (fault,) = failed.heard
    assert isinstance(fault, RefDeskError)
    assert fault.sentence == "No such file."
    assert ear.heard == []


class Read:
    """Something that was read."""


def test_what_was_read_until_a_stop_is_freed_at_once(jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Collecting, "begin", lambda _self: gc.disable())  # no collection lends a hand
    left: list[weakref.ref[Read]] = []

    def work(progress: Progress) -> None:
        read = Read()
        left.append(weakref.ref(read))
        while True:
            progress.check()

    stopped = jobs.start(work, then=lambda _result: None)
    try:
        qtbot.waitUntil(lambda: bool(left))
        with qtbot.waitSignal(stopped.ended):
            stopped.stop()
        assert left[0]() is None
    finally:
        gc.enable()


def test_a_bug_reaches_whoever_catches_bugs(jobs: Jobs, qtbot: QtBot) -> None:
    def bug(_progress: Progress) -> None:
        raise KeyError("x")

    with capture_exceptions() as caught:
        job = jobs.start(bug, then=Ear().hear)
        with qtbot.waitSignal(job.ended):
            pass
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is KeyError


def test_whoever_has_gone_away_is_not_called(jobs: Jobs, qtbot: QtBot) -> None:
    ear = Ear()
    heard = ear.heard
    go = threading.Event()
    job = jobs.start(lambda _progress: go.wait(5), then=ear.hear)
    ear.deleteLater()
    qtbot.waitUntil(lambda: not _is_there(ear))
    with qtbot.waitSignal(job.ended):
        go.set()
    assert heard == []


def _is_there(thing: QObject) -> bool:
    import shiboken6

    return shiboken6.isValid(thing)


def test_closing_stops_what_runs(jobs: Jobs) -> None:
    def endless(progress: Progress) -> None:
        for _ in progress.over(iter(int, 1)):
            time.sleep(0.0005)

    jobs.start(endless, then=Ear().hear)
    assert jobs.shut_down(5_000)


def test_a_long_write_covers_the_window_and_can_be_stopped(
    jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_dialog, "SHOW_AFTER_MS", 10)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    watch = JobWatch(window)
    jobs.started.connect(watch.watch)

    def long_write(progress: Progress) -> None:
        for done in range(10_000):
            progress.say(done, 10_000, "Adding contacts")
            time.sleep(0.002)

    job = jobs.start(long_write, then=Ear().hear, writes=True)
    (cover,) = window.findChildren(JobCover)
    qtbot.waitUntil(cover.isVisible)
    qtbot.waitUntil(lambda: "10,000" in cover._count.text())
    with qtbot.waitSignal(job.ended):
        cover._stop.click()
    assert not cover.isVisible()
    window.close()


def test_many_short_jobs_come_and_go(jobs: Jobs, qtbot: QtBot) -> None:
    ear = Ear()
    for number in range(400):
        jobs.start(lambda progress, number=number: (progress.say(1, 2), number)[1], then=ear.hear)
    qtbot.waitUntil(lambda: len(ear.heard) == 400)
    assert set(ear.heard) == set(range(400))


def test_what_ends_after_closing_is_told_to_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    ear = Ear()
    jobs.start(lambda _progress: 1, then=ear.hear)
    assert jobs.shut_down()
    jobs.start(lambda _progress: 2, then=ear.hear)
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert ear.heard == [2]


class Circle:
    """Garbage that only a collection finds; says on which thread it was found."""

    def __init__(self, died_on: list[int]) -> None:
        self._itself, self._died_on = self, died_on

    def __del__(self) -> None:
        self._died_on.append(threading.get_ident())


@pytest.mark.usefixtures("collects_by_itself")
def test_no_garbage_is_collected_on_the_thread_of_a_job(jobs: Jobs, qtbot: QtBot) -> None:
    ear = Ear()
    died_on: list[int] = []

    def allocate(_progress: Progress) -> list[list[int]]:
        Circle(died_on)
        return [[each] for each in range(10 * gc.get_threshold()[0])]

    jobs.start(allocate, then=ear.hear)
    qtbot.waitUntil(lambda: bool(ear.heard and died_on))
    assert died_on == [threading.get_ident()]


def test_python_collects_again_once_no_thread_is_left(jobs: Jobs) -> None:
    before = threading.active_count()
    assert gc.isenabled()
    jobs.start(lambda _progress: 1, then=Ear().hear)
    assert not gc.isenabled()
    assert jobs.shut_down()
    assert gc.isenabled()
    assert threading.active_count() == before


def test_python_does_not_collect_while_a_late_job_still_runs(jobs: Jobs) -> None:
    go = threading.Event()
    jobs.start(lambda _progress: go.wait(5), then=Ear().hear)
    assert not jobs.shut_down(20)
    assert not gc.isenabled()
    go.set()
    assert jobs.shut_down()


class Page:
    """Says on which thread it went away."""

    def __init__(self, freed_on: list[int], go: threading.Event) -> None:
        self._freed_on, self._go = freed_on, go

    def load(self, _progress: Progress) -> bool:
        return self._go.wait(5)

    def __del__(self) -> None:
        self._freed_on.append(threading.get_ident())


def test_whose_work_is_done_is_freed_on_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    ear, go = Ear(), threading.Event()
    freed_on: list[int] = []
    jobs.start(Page(freed_on, go).load, then=ear.hear)
    (running,) = jobs._running.values()
    held_by_the_thread = running.errand
    del running
    go.set()
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert freed_on == [threading.get_ident()], "although the thread still holds its errand"
    held_by_the_thread.run()
    qtbot.wait(20)
    assert ear.heard == [True], "nothing is said any more"


def test_whose_work_is_late_is_freed_on_the_gui_thread(jobs: Jobs) -> None:
    go = threading.Event()
    freed_on: list[int] = []
    jobs.start(Page(freed_on, go).load, then=Ear().hear)
    assert not jobs.shut_down(20)
    go.set()
    assert jobs.shut_down()
    assert freed_on == [threading.get_ident()]


def test_nothing_starts_for_a_file_that_was_closed(jobs: Jobs, qtbot: QtBot) -> None:
    ear = Ear()
    of_file = JobsWhileOpen(jobs)
    of_file.start(lambda _progress: 1, then=ear.hear)
    qtbot.waitUntil(lambda: ear.heard == [1])
    of_file.close()
    of_file.start(lambda _progress: 2, then=ear.hear).stop()
    assert jobs.is_idle
    jobs.start(lambda _progress: 3, then=ear.hear)
    qtbot.waitUntil(lambda: ear.heard == [1, 3])


def test_nobody_speaks_through_jobs_that_went_away(jobs: Jobs) -> None:
    import shiboken6

    told: list[str] = []
    begun, go = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        go.wait(5)
        try:
            progress.say(1, 2)
        except RuntimeError as error:  # what speaking through it would raise, at best
            told.append(str(error))

    passing = Jobs(jobs)
    passing.start(work, then=Ear().hear)
    (running,) = passing._running.values()
    begun.wait(5)
    shiboken6.delete(passing)
    go.set()
    running.future.result(5)
    assert told == []
    gc.enable()  # its window would have shut it down


def test_the_note_of_a_long_write_is_whole_with_large_words(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job_dialog, "SHOW_AFTER_MS", 0)
    theme.apply(qapp, text_percent=200)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    cover = Cover("Making up a business to look at, with everybody in it…", window)
    qtbot.waitUntil(cover.isVisible)
    note = cover._note
    wanted = note.fontMetrics().boundingRect(note.contentsRect(), int(Qt.TextFlag.TextWordWrap), note.text())
    assert wanted.height() <= note.height()
    assert wanted.width() <= note.width()
    assert window.rect().contains(cover._card.geometry())

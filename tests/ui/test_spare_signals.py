"""What PySide6 keeps for signals is given back, and every signal works on."""

from collections.abc import Iterator
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui import lull, spare_signals
from refdesk.ui.jobs import Jobs
from refdesk.ui.spare_signals import SpareSignals


class _Teller(QObject):
    told = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.own = 7


@pytest.fixture
def top(qapp: object) -> QWidget:
    assert qapp, "widgets need it"
    return QWidget()


def _kept(widget: QObject) -> list[str]:
    return [name for name, value in vars(widget).items() if type(value) is SignalInstance]


def test_what_is_kept_for_signals_is_given_back(top: QWidget) -> None:
    label, teller = QLabel("Ann", top), _Teller(top)
    assert _kept(label), "PySide6 makes no such objects any more: spare_signals can go"
    assert _kept(teller)
    spare_signals.give_back([label, teller])
    assert not _kept(label)
    assert vars(teller) == {"own": 7}


def test_signals_connected_before_and_after_arrive(top: QWidget) -> None:
    button, teller, heard = QPushButton(top), _Teller(top), list[int]()
    teller.told.connect(heard.append)
    pressed = QSignalSpy(button.clicked)
    spare_signals.give_back([button, teller])
    teller.told.emit(1)
    button.click()
    assert heard == [1]
    assert pressed.count() == 1
    teller.told.disconnect(heard.append)
    teller.told.emit(2)
    assert heard == [1]
    teller.told.connect(heard.append)
    teller.told.emit(3)
    assert heard == [1, 3]


@pytest.fixture
def jobs(top: QWidget) -> Iterator[Jobs]:
    jobs = Jobs(top)
    yield jobs
    jobs.shut_down()


def test_all_that_was_made_is_looked_at_some_in_each_event(
    top: QWidget, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spare_signals, "AT_ONCE", 3)
    monkeypatch.setattr(lull, "WORK_S", 60)
    labels = [QLabel(str(number), top) for number in range(10)]
    made = [each for each in shiboken6.getAllValidWrappers() if each in labels]
    monkeypatch.setattr(shiboken6, "getAllValidWrappers", lambda: [*made, 5])
    spare = SpareSignals(jobs, top)
    spare.look_after()
    spare._begin()
    for left in (7, 4, 1, 0):
        spare._go_on()
        assert sum(bool(_kept(label)) for label in labels) == left


def test_nothing_is_looked_at_while_something_opens(
    top: QWidget, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    label, looked = QLabel("Ann", top), list[float]()

    def made() -> list[object]:
        looked.append(lull.WORK_S)
        return [label]

    monkeypatch.setattr(shiboken6, "getAllValidWrappers", made)
    monkeypatch.setattr(spare_signals, "LOOK_AFTER_MS", 1)
    monkeypatch.setattr(lull, "PATIENCE", 10**9)
    monkeypatch.setattr(lull, "WORK_S", -1)  # whatever it does is too much
    spare = SpareSignals(jobs, top)
    spare.look_after()
    qtbot.wait(10)
    assert _kept(label)
    monkeypatch.setattr(lull, "WORK_S", 60)
    qtbot.waitUntil(lambda: not _kept(label))
    assert looked == [60]


def test_nothing_is_looked_at_while_a_thread_works(
    top: QWidget, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    label = QLabel("Ann", top)
    looked = list[bool]()

    def made() -> list[object]:
        looked.append(jobs.is_idle)
        return [label]

    monkeypatch.setattr(shiboken6, "getAllValidWrappers", made)
    monkeypatch.setattr(spare_signals, "LOOK_AFTER_MS", 1)
    may_end, ended = Event(), list[object]()
    jobs.start(lambda _progress: may_end.wait(), then=ended.append)
    spare = SpareSignals(jobs, top)
    spare.look_after()
    qtbot.wait(10)
    assert _kept(label)
    may_end.set()
    qtbot.waitUntil(lambda: not _kept(label))
    assert (ended, looked) == ([True], [True])

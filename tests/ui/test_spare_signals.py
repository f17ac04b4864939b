"""What PySide6 keeps for signals is given back, and every signal works on."""

import gc
import weakref

import pytest
from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui import spare_signals
from refdesk.ui.spare_signals import SpareSignals


class _Teller(QObject):
    told = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.own = 7


class _Gone:
    """Dies at once; a proxy of it refuses every question."""


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
    spare_signals.give_back([label, teller, 5])
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


def test_all_that_was_made_lately_is_looked_at(top: QWidget, qtbot: QtBot) -> None:
    labels = [QLabel(str(number), top) for number in range(10)]
    gc.collect(0)
    labels.append(QLabel("new", top))
    stranger = weakref.proxy(_Gone())
    assert all(_kept(label) for label in labels)
    SpareSignals(top).look_after()
    qtbot.waitUntil(lambda: not any(_kept(label) for label in labels))
    with pytest.raises(ReferenceError):
        str(stranger)  # looked at too, and asked nothing

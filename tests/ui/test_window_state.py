"""Where the window stands is kept, and fits the screen that is there."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.settings import WindowPlace
from refdesk.ui import window_state


def placed(qtbot: QtBot, place: WindowPlace | None) -> QRect:
    window = QWidget()
    qtbot.addWidget(window)
    window_state.put(window, place)
    return window.geometry()


def test_a_place_that_fits_is_kept(qtbot: QtBot) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    wide, high = window_state.LEAST_WIDTH, window_state.LEAST_HEIGHT
    assert room.width() > wide, "the test screen has room for this"
    place = WindowPlace(room.left() + 7, room.top() + 9, wide, high, maximized=False)
    assert placed(qtbot, place) == QRect(room.left() + 7, room.top() + 9, wide, high)


def test_a_window_of_a_larger_screen_is_brought_into_this_one(qtbot: QtBot) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    place = WindowPlace(room.left() + 100, room.top() + 100, room.width() + 500, room.height() + 50, maximized=False)
    assert placed(qtbot, place) == room


def test_a_screen_that_is_gone_is_forgotten(qtbot: QtBot) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    far = WindowPlace(room.right() + 9_000, room.top(), 1200, 800, maximized=False)
    assert room.contains(placed(qtbot, far).center())

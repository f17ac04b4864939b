"""What tests of pieces share: the light look without motion, and a window to put a piece into."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui import theme

Piece = TypeVar("Piece", bound=QWidget)
Put = Callable[[Piece], Piece]


@pytest.fixture(autouse=True)
def _light_look(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    theme.shared().by_key = False


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return an active window of 1024 x 700 with an empty column as its layout."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 700)
    QVBoxLayout(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def put(window: QWidget) -> Put[Piece]:
    """Return a function that shows a piece in the window."""

    def show(piece: Piece) -> Piece:
        layout = window.layout()
        assert layout is not None
        layout.addWidget(piece)
        piece.show()
        layout.activate()
        return piece

    return show

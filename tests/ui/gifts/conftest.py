"""What tests of gifts and thanks share: a window, an office whose desk is that of the windows, and a look around."""

import pytest
from office import Office
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui import theme
from refdesk.ui.workplace import Workplace


@pytest.fixture
def people(workplace: Workplace) -> Office:
    """Return an office that works at the desk of the windows."""
    made = Office(workplace.desk)
    made.stages()
    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return an active window as wide as the sheet of a 1440 window."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1228, 836)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    theme.shared().by_key = False
    return made

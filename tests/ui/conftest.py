"""Windows are tried on a data file: what their tests share."""

import pytest
from office import Office
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refdesk.services.desk import Desk
from refdesk.ui import theme
from refdesk.ui.workplace import Workplace


@pytest.fixture
def desk(file_desk: Desk) -> Desk:
    """Return the desk on this test's data file, the one that the workplace works at."""
    return file_desk


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

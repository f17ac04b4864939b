from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """Return a window for dialogs to lie over."""
    made = QWidget()
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()

"""A fault over the window: what is wrong can be read line by line."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.errors import Problem, Refused
from refdesk.ui.fault_dialog import FaultDialog
from refdesk.ui.widgets.label import Label


def test_each_of_several_problems_stands_on_its_own_line(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    fault = Refused(
        Problem("text", "Ana Diaz, message: 1 line over"), Problem("text", "Theo Ray, message: 2 lines over")
    )
    dialog = FaultDialog(fault, window)
    dialog.open()
    shown = [each.text() for each in dialog.findChildren(Label) if each.isVisible()]
    assert "Ana Diaz, message: 1 line over\nTheo Ray, message: 2 lines over" in shown
    dialog.reject()

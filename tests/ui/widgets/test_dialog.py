"""A dialog keeps the focus, gives it back, and shows what is wrong beside the fields."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.errors import Problem
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field


def _dialog(window: QWidget, *, size: QSize | None = None) -> tuple[Dialog, LineEdit, LineEdit]:
    dialog = Dialog("New referral", window, main="Log the referral", size=size)
    sender, need = LineEdit("", dialog), LineEdit("", dialog)
    dialog.body.addWidget(Field("Who sent it?", sender, dialog, name="sender"))
    dialog.body.addWidget(Field("What do they need?", need, dialog, name="need"))
    return dialog, sender, need


def _opener(window: QWidget) -> Button:
    button = Button("New", window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(button)
    button.show()
    button.setFocus()
    return button


def test_the_first_field_has_the_focus_and_the_opener_gets_it_back(window: QWidget, qtbot: QtBot) -> None:
    button = _opener(window)
    dialog, sender, _ = _dialog(window)
    dialog.open()
    assert sender.hasFocus()
    with qtbot.waitSignal(dialog.rejected, timeout=500):
        qtbot.keyClick(sender, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert button.hasFocus()


def test_tab_never_leaves_the_dialog(window: QWidget, qtbot: QtBot) -> None:
    outside = _opener(window)
    dialog, sender, need = _dialog(window)
    dialog.open()
    visited: list[QWidget | None] = []
    for _step in range(12):
        focus = QApplication.focusWidget()
        visited.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert outside not in visited
    assert all(stop is not None and dialog.isAncestorOf(stop) for stop in visited)
    assert {sender, need, dialog.main_button, dialog.cancel_button} <= set(visited)
    dialog.reject()


def test_control_enter_does_the_main_act_from_any_field(window: QWidget, qtbot: QtBot) -> None:
    dialog, _, need = _dialog(window)
    dialog.open()
    with qtbot.waitSignal(dialog.main_pressed, timeout=500):
        qtbot.keyClick(need, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.accept()


def test_problems_stand_beside_their_fields_and_others_on_top(window: QWidget) -> None:
    dialog, sender, need = _dialog(window)
    dialog.open()
    dialog.show_problems([Problem("need", "Say what they need."), Problem("", "The month is closed.")])
    boxes = {box.name: box for box in dialog.findChildren(Field)}
    assert boxes["need"].error() == "Say what they need."
    assert boxes["sender"].error() == ""
    assert need.hasFocus()
    assert need.accessibleDescription() == "Say what they need."
    dialog.clear_problems()
    assert boxes["need"].error() == ""
    assert sender.accessibleDescription() == ""
    dialog.reject()


def test_it_is_never_larger_than_the_window_less_48(window: QWidget) -> None:
    dialog, _, _ = _dialog(window, size=QSize(2000, 2000))
    dialog.open()
    assert dialog.frame_size() == window.size() - QSize(48, 48)
    window.resize(900, 660)
    QApplication.sendPostedEvents()
    assert dialog.frame_size() == QSize(852, 612)
    dialog.reject()


def test_keys_of_the_window_rest_while_it_is_open(window: QWidget, qtbot: QtBot) -> None:
    heard: list[str] = []
    shortcut = QShortcut(Qt.Key.Key_F6, window)
    shortcut.activated.connect(lambda: heard.append("F6"))
    button = _opener(window)
    qtbot.keyClick(button, Qt.Key.Key_F6)
    assert heard == ["F6"]
    dialog, sender, _ = _dialog(window)
    dialog.open()
    qtbot.keyClick(sender, Qt.Key.Key_F6)
    assert heard == ["F6"]
    dialog.reject()

"""Buttons act on click, Space and Enter, say why they refuse, and show the ring only after a key."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui import theme
from refdesk.ui.widgets import ring
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, SplitButton

Put = Callable[[Any], Any]


def _rings(window: QWidget) -> list[QWidget]:
    return [each for each in window.findChildren(ring.Ring) if each.isVisible()]


def test_enter_space_and_click_all_press(qtbot: QtBot, put: Put) -> None:
    button = put(Button("Log the call", icon="phone", kind=Kind.MAIN))
    presses: list[str] = []
    button.clicked.connect(lambda: presses.append("pressed"))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(presses) == 3


def test_a_refused_button_says_why_and_can_be_allowed_again(qtbot: QtBot, put: Put) -> None:
    button = put(Button("Print", key="Ctrl+P"))
    button.refuse("Nobody is owed a card.")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Nobody is owed a card."
    button.allow()
    assert button.isEnabled()
    assert "Ctrl+P" in button.toolTip()


def test_words_with_an_ampersand_stay_whole_for_eyes_and_ears(put: Put) -> None:
    button = put(Button("Gifts & thanks"))
    assert button.words() == "Gifts & thanks"
    assert button.text() == "Gifts && thanks"


def test_an_icon_button_has_a_name_and_a_target_of_32(put: Put) -> None:
    button = put(IconButton("alarm-clock", "Snooze", key="S"))
    assert button.accessibleName() == "Snooze"
    assert "S" in button.toolTip()
    assert button.sizeHint().width() >= 32


def test_the_ring_comes_with_tab_and_not_with_a_click(qtbot: QtBot, window: QWidget, put: Put) -> None:
    first = put(Button("First"))
    second = put(Button("Second"))
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert _rings(window) == []
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    shown = _rings(window)
    assert len(shown) == 1
    assert shown[0].geometry().contains(second.geometry())
    second.clearFocus()
    assert _rings(window) == []


def test_the_ring_follows_its_button(window: QWidget, put: Put) -> None:
    button = put(Button("Moves"))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.move(300, 400)
    assert _rings(window)[0].geometry() == button.geometry().adjusted(-4, -4, 4, 4)


def test_a_split_button_presses_and_opens_its_menu(qtbot: QtBot, window: QWidget, put: Put) -> None:
    menu = QMenu(window)
    menu.addAction("A touch")
    split = SplitButton("New referral", menu, window, more="More new things")
    put(split)
    with qtbot.waitSignal(split.clicked, timeout=500):
        qtbot.mouseClick(split.first, Qt.MouseButton.LeftButton)
    split.second.click()
    assert menu.isVisible()
    assert split.second.accessibleName() == "More new things"
    menu.close()


def test_the_main_button_is_painted_in_its_fill_in_both_looks(put: Put) -> None:
    button = put(Button("Save", kind=Kind.MAIN))
    assert button.grab().toImage().pixelColor(4, button.height() // 2) == theme.current().accent_fill


def test_the_ring_goes_with_a_button_that_is_hidden_or_deleted(window: QWidget, put: Put, qtbot: QtBot) -> None:
    for leave in (QWidget.hide, QWidget.deleteLater):
        row = put(QWidget())
        row.setFixedHeight(60)
        button = Button("Leaves", row)
        button.show()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert len(_rings(window)) == 1
        leave(row)
        qtbot.waitUntil(lambda: _rings(window) == [], timeout=1000)

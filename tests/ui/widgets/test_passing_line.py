"""The passing line says what happened, offers Undo, and goes away by itself unless someone is at it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui.widgets import passing_line
from refdesk.ui.widgets.bottom_bar import BottomBar
from refdesk.ui.widgets.passing_line import PassingLine


@pytest.fixture
def line(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> PassingLine:
    monkeypatch.setattr(passing_line, "STAY_MS", 60)
    return PassingLine(window)


def test_it_stands_at_the_bottom_centre_and_goes_away(line: PassingLine, window: QWidget, qtbot: QtBot) -> None:
    line.say("Referral from Samuel Okafor logged")
    assert line.isVisible()
    assert line.accessibleName() == line.words() == "Referral from Samuel Okafor logged"
    assert line.geometry().bottom() == window.height() - 25
    assert abs(line.geometry().center().x() - window.width() // 2) <= 1
    qtbot.waitUntil(lambda: not line.isVisible(), timeout=1000)


def test_undo_is_told_and_takes_the_line_away(line: PassingLine, qtbot: QtBot) -> None:
    line.say("Gift given")
    with qtbot.waitSignal(line.undo_pressed, timeout=500):
        qtbot.mouseClick(line.undo, Qt.MouseButton.LeftButton)
    assert not line.isVisible()


def test_what_cannot_be_undone_offers_no_undo(line: PassingLine) -> None:
    line.say("Backup made", undo=False)
    assert not line.undo.isVisible()
    line.leave()


def test_it_stays_while_the_focus_is_on_it(line: PassingLine, qtbot: QtBot) -> None:
    line.say("Gift given")
    line.undo.setFocus()
    qtbot.wait(150)
    assert line.isVisible()
    line.undo.clearFocus()
    qtbot.waitUntil(lambda: not line.isVisible(), timeout=1000)


def test_the_next_words_replace_the_former(line: PassingLine, window: QWidget) -> None:
    line.say("One")
    line.say("Two")
    assert [each.words() for each in window.findChildren(PassingLine) if each.isVisible()] == ["Two"]
    line.leave()


def test_it_covers_no_buttons_at_the_foot_of_a_page(line: PassingLine, window: QWidget) -> None:
    bar = BottomBar(window)
    bar.setGeometry(0, window.height() - 50, 484, 50)
    bar.show()
    line.say("3 contacts ranked A+")
    assert line.geometry().bottom() < bar.geometry().top()
    bar.hide()
    line.say("Taken back")
    assert line.geometry().bottom() == window.height() - 25

"""The history on screen: read, found by words, taken back and done again, by keyboard alone."""

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.ui.history.history_dialog import HistoryDialog
from refdesk.ui.history.history_lines import WHAT, WHO
from refdesk.ui.undo_actions import UndoActions
from refdesk.ui.workplace import Workplace


@pytest.fixture
def dialog(workplace: Workplace, people: Office, window: QWidget, qtbot: QtBot) -> HistoryDialog:
    people.contact("Ana", "Díaz")
    people.contact("Bo", "Lind")
    undo = UndoActions(workplace, window, window)
    made = HistoryDialog(workplace, window)
    made.take_back_wanted.connect(undo.take_back)
    made.do_again_wanted.connect(undo.do_again)
    made.open()
    qtbot.waitUntil(lambda: made.view.model().rowCount() > 1)
    return made


def cell(dialog: HistoryDialog, row: int, column: int) -> str:
    return str(dialog.view.model().index(row, column).data())


def test_the_newest_stands_on_top_with_its_person(dialog: HistoryDialog) -> None:
    assert (cell(dialog, 0, WHAT), cell(dialog, 0, WHO)) == ("Bo Lind added", "Bo Lind")
    assert (cell(dialog, 1, WHAT), cell(dialog, 1, WHO)) == ("Ana Díaz added", "Ana Díaz")
    assert "things were done" in dialog.about.text()


def test_an_older_act_is_taken_back_and_done_again_from_here(
    dialog: HistoryDialog, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog.view.move_to(1)
    dialog.main_button.click()
    assert workplace_said.told == ["Taken back: Ana Díaz added"]
    qtbot.waitUntil(lambda: dialog.main_button.text() == "Do it again")
    assert cell(dialog, 1, WHO) == ""
    dialog.main_button.click()
    assert workplace_said.done == ["Done again: Ana Díaz added"]
    qtbot.waitUntil(lambda: cell(dialog, 1, WHO) == "Ana Díaz")
    assert dialog.main_button.text() == "Take it back"


def test_words_find_and_enter_shows_the_person(dialog: HistoryDialog, qtbot: QtBot) -> None:
    shown: list[int] = []
    dialog.person_wanted.connect(shown.append)
    qtbot.keyClicks(dialog.search, "diaz")
    qtbot.waitUntil(lambda: dialog.view.model().rowCount() == 1)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert len(shown) == 1


def test_words_that_fit_nothing_are_answered_and_nothing_can_be_taken_back(dialog: HistoryDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.search, "zeppelin")
    qtbot.waitUntil(lambda: dialog.view.model().rowCount() == 0)
    assert "Nothing fits" in dialog.about.text()
    assert not dialog.main_button.isEnabled()
    assert not dialog.person.isEnabled()
    dialog.main_pressed.emit()


def test_the_search_has_its_key_from_everywhere_in_the_dialog(dialog: HistoryDialog, qtbot: QtBot) -> None:
    for widget in (dialog.area, dialog.view):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert dialog.search.hasFocus()

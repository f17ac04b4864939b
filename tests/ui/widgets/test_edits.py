"""Fields to type in take what a person can mean, and say what they do not take."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import LONGEST_TEXT
from refdesk.ui import theme
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.digits_edit import DigitsEdit
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field

Put = Callable[[Any], Any]


def test_a_whole_book_is_not_pasted_and_the_field_says_so(put: Put) -> None:
    editor = TextEdit("Kept. ")
    field = put(Field("Notes", editor))
    pasted = QMimeData()
    pasted.setText("x" * 700_000)
    editor.insertFromMimeData(pasted)
    assert editor.text() == "Kept. "
    assert field.error() == "This is too long. 20000 characters fit here."
    pasted.setText("y" * (LONGEST_TEXT + 5))
    editor.insertFromMimeData(pasted)
    assert len(editor.text()) == LONGEST_TEXT + 11, "a little too much can be shortened here"
    assert field.error() == ""


@pytest.fixture(params=[100, 115, 130, 150])
def _text_size(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    theme.apply(qapp, theme.Mode.LIGHT, text_percent=request.param, motion=False)
    yield
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)


@pytest.mark.usefixtures("_text_size")
@pytest.mark.parametrize("lines", [2, 3, 6])
def test_a_field_of_several_lines_shows_them_all(put: Put, lines: int) -> None:
    edit = put(TextEdit("\n".join(["Goethestr. 5"] * lines), lines=lines))
    edit.resize(edit.sizeHint())

    assert edit.verticalScrollBar().maximum() == 0


def test_only_digits_are_taken_for_a_number(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    edit = DigitsEdit(0, window, most=10_000)
    assert (edit.text(), edit.number()) == ("", 0)
    QTest.keyClicks(edit, "+1,2x3")
    assert (edit.text(), edit.number()) == ("123", 123)
    edit.setCursorPosition(1)
    QTest.keyClicks(edit, "a9")
    assert (edit.text(), edit.cursorPosition()) == ("1923", 2)
    QTest.keyClicks(edit, "4567")
    assert edit.number() == 19_423


def test_the_act_of_a_dialog_is_done_once_by_ctrl_and_enter(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = Dialog("Tag", window, main="Add the tag")
    edit = LineEdit("", dialog, name="Tag")
    dialog.body.addWidget(edit)
    done: list[str] = []
    edit.returnPressed.connect(dialog.main_pressed)
    dialog.main_pressed.connect(lambda: done.append(edit.text()))
    dialog.open()
    QTest.keyClicks(edit, "golf")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == ["golf"]
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert done == ["golf"] * 2
    dialog.reject()

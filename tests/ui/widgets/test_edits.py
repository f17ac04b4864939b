"""Fields to type in take what a person can mean, and say what they do not take."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMimeData

from refdesk.domain.contact import LONGEST_TEXT
from refdesk.ui.widgets.edits import TextEdit
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

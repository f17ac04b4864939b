"""Someone is named by a few letters, picked by keys, or added by name."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui.widgets.person_picker import PersonPicker, Suggestion

PEOPLE = [
    Suggestion(1, "Samuel Okafor", "Insurance agent", "sent us 2", "A"),
    Suggestion(2, "Sam Smith", "Roofer"),
    Suggestion(3, "Ingrid Solheim"),
]


def _suggest(words: str) -> Sequence[Suggestion]:
    return [person for person in PEOPLE if words.casefold() in person.name.casefold()]


@pytest.fixture
def picker(window: QWidget) -> PersonPicker:
    made = PersonPicker(_suggest, window, name="Who sent it?")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show()
    made.setFocus()
    return made


def test_arrows_and_enter_pick_a_person(picker: PersonPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "sam")
    assert picker.suggestions() == ["Samuel Okafor", "Sam Smith", "Add “sam”"]
    qtbot.keyClick(picker, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.changed, timeout=500):
        qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picker.person() == PEOPLE[1]
    assert picker.text() == "Sam Smith"
    assert picker.new_name() == ""
    assert picker.suggestions() == []


def test_backspace_gives_the_person_back(picker: PersonPicker, qtbot: QtBot) -> None:
    picker.set_person(PEOPLE[0])
    qtbot.keyClicks(picker, "x")
    assert picker.text() == "Samuel Okafor"
    qtbot.keyClick(picker, Qt.Key.Key_Backspace)
    assert picker.person() is None
    assert picker.text() == ""
    qtbot.keyClicks(picker, "ing")
    assert picker.suggestions()[0] == "Ingrid Solheim"


def test_a_name_that_nobody_has_is_added(picker: PersonPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "Beatriz Nogueira")
    assert picker.suggestions() == ["Add “Beatriz Nogueira”"]
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert picker.new_name() == "Beatriz Nogueira"
    assert picker.person() is None


def test_escape_closes_only_the_list(picker: PersonPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "sam")
    qtbot.keyClick(picker, Qt.Key.Key_Escape)
    assert picker.suggestions() == []
    assert picker.text() == "sam"


def test_a_click_on_a_line_picks_it(picker: PersonPicker, qtbot: QtBot, window: QWidget) -> None:
    qtbot.keyClicks(picker, "sam")
    lines = next(each for each in window.findChildren(QWidget) if each.accessibleName() == "Suggestions")
    qtbot.mouseClick(lines, Qt.MouseButton.LeftButton, pos=lines.rect().center() / 2)
    assert picker.person() == PEOPLE[0]


def test_a_whole_name_that_is_known_is_that_person_once_the_field_is_left(picker: PersonPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "sam smith")
    with qtbot.waitSignal(picker.changed, timeout=500):
        picker.clearFocus()
    assert picker.person() == PEOPLE[1]


def test_control_enter_takes_a_whole_name_and_leaves_half_a_name_as_it_is(picker: PersonPicker, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClicks(picker, "sam")
    qtbot.keyClick(picker, Qt.Key.Key_Return, control)
    assert (picker.person(), picker.new_name()) == (None, "sam")
    qtbot.keyClicks(picker, "uel Okafor")
    qtbot.keyClick(picker, Qt.Key.Key_Return, control)
    assert picker.person() == PEOPLE[0]


def test_a_namesake_is_added_where_that_is_what_was_chosen(picker: PersonPicker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "Sam Smith")
    qtbot.keyClick(picker, Qt.Key.Key_Up)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    picker.clearFocus()
    assert (picker.person(), picker.new_name()) == (None, "Sam Smith")


def test_where_only_known_people_count_nobody_is_added(window: QWidget, qtbot: QtBot) -> None:
    picker = PersonPicker(_suggest, window, allow_new=False)
    picker.show()
    qtbot.keyClicks(picker, "zzz")
    assert picker.suggestions() == []
    assert picker.new_name() == ""

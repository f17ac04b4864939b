"""Segments, chips, checks, radios, combo boxes and menus say what the person chose, and only then."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui.widgets.checks import Check, Radio
from refdesk.ui.widgets.chip import Chip, Tag, Tone
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.segment import Choice, Segment

Put = Callable[[Any], Any]
CHOICES = (Choice("received", "Received"), Choice("given", "Given"), Choice("both", "Both"))


def test_a_segment_tells_only_what_the_person_chooses(put: Put, qtbot: QtBot) -> None:
    segment = put(Segment(CHOICES, name="Which", value="given"))
    heard: list[str] = []
    segment.chosen.connect(heard.append)
    segment.set_value("both")
    assert heard == []
    parts = segment.findChildren(QAbstractButton)
    qtbot.mouseClick(parts[0], Qt.MouseButton.LeftButton)
    assert heard == [segment.value()] == ["received"]


def test_a_segment_is_one_tab_stop_with_arrows_inside(put: Put, qtbot: QtBot) -> None:
    segment = put(Segment(CHOICES, name="Which", value="given"))
    parts = segment.findChildren(QAbstractButton)
    tabbed = [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert tabbed == [parts[1]]
    parts[1].setFocus()
    qtbot.keyClick(parts[1], Qt.Key.Key_Right)
    assert parts[2].hasFocus()
    qtbot.keyClick(parts[2], Qt.Key.Key_Home)
    assert parts[0].hasFocus()
    qtbot.keyClick(parts[0], Qt.Key.Key_Space)
    assert segment.value() == "received"


def test_the_focus_goes_along_when_a_segment_is_set_by_a_key(put: Put) -> None:
    segment = put(Segment(CHOICES, name="Which", value="received"))
    parts = segment.findChildren(QAbstractButton)
    parts[0].setFocus()
    segment.set_value("both")
    assert parts[2].hasFocus()


def test_a_segment_set_from_elsewhere_takes_no_focus(put: Put) -> None:
    segment, chip = put(Segment(CHOICES, name="Which", value="received")), put(Chip("Clients"))
    chip.setFocus()
    segment.set_value("both")
    assert chip.hasFocus()


def test_a_segment_can_have_no_choice_yet(put: Put) -> None:
    segment = put(Segment(CHOICES, name="Which"))
    segment.set_value("none of them")
    assert segment.value() == ""


def test_a_chip_turns_on_and_off_by_click_and_enter(put: Put, qtbot: QtBot) -> None:
    chip = put(Chip("Clients 138"))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    assert not chip.isChecked()
    chip.set_words("Clients 139")
    assert chip.accessibleName() == "Clients 139"


def test_the_words_of_a_check_are_part_of_its_target(put: Put, qtbot: QtBot) -> None:
    check = put(Check("Expects my call"))
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center())
    assert check.isChecked()
    assert check.accessibleName() == "Expects my call"


def test_one_radio_of_a_group_is_chosen(put: Put, qtbot: QtBot) -> None:
    one, two = put(Radio("Call", checked=True)), put(Radio("Note"))
    qtbot.mouseClick(two, Qt.MouseButton.LeftButton, pos=two.rect().center())
    assert (one.isChecked(), two.isChecked()) == (False, True)


def test_a_combo_box_tells_values_and_not_words(put: Put, qtbot: QtBot) -> None:
    combo = put(Combo([(1, "Call"), (2, "Note"), (None, "Nothing")], name="Kind", value=2))
    heard: list[object] = []
    combo.chosen.connect(heard.append)
    assert combo.value() == 2
    combo.set_value(1)
    assert heard == []
    qtbot.keyClick(combo, Qt.Key.Key_End)
    assert combo.value() is None
    assert heard == [None]


def test_a_combo_box_opens_and_picks_by_keys(put: Put, qtbot: QtBot) -> None:
    combo = put(Combo([(1, "Call"), (2, "Note")], name="Kind"))
    combo.showPopup()
    qtbot.keyClick(combo.view(), Qt.Key.Key_Down)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
    assert combo.value() == 2


def test_a_long_list_shows_twelve_lines_around_the_chosen_one_and_goes_on_from_there(put: Put, qtbot: QtBot) -> None:
    combo = put(Combo([(number, f"Choice {number}") for number in range(60)], name="Choice", value=40))
    for chosen in (40, 41):
        combo.showPopup()
        lines = combo.view()
        assert lines.selectedIndexes() == [lines.currentIndex()]
        assert lines.currentIndex().row() == chosen
        assert lines.viewport().rect().contains(lines.visualRect(lines.currentIndex()))
        assert lines.viewport().height() == 12 * lines.visualRect(lines.currentIndex()).height()
        qtbot.keyClick(lines, Qt.Key.Key_Down)
        qtbot.keyClick(lines, Qt.Key.Key_Return)
        assert combo.value() == chosen + 1


def test_a_narrow_combo_box_drops_a_list_that_has_room_for_its_words(put: Put) -> None:
    combo = put(Combo([(1, "A"), (2, "Somebody whose words are many")], name="Choice"))
    combo.resize(80, combo.height())
    combo.showPopup()
    lines = combo.view()
    assert lines.viewport().width() > lines.fontMetrics().horizontalAdvance("Somebody whose words are many")


def test_words_typed_in_a_row_find_their_choice_in_a_combo_box(put: Put, qtbot: QtBot) -> None:
    box = put(
        Combo([("ae", "United Arab Emirates"), ("gb", "United Kingdom"), ("us", "United States")], name="Country")
    )
    heard: list[object] = []
    box.chosen.connect(heard.append)
    for key in "united s":
        qtbot.keyClicks(box, key)
    assert box.value() == "us"
    assert heard[-1] == "us"
    assert not box.view().isVisible()


def test_a_capital_letter_goes_on_with_the_word_that_is_typed(put: Put, qtbot: QtBot) -> None:
    box = put(Combo([("ae", "United Arab Emirates"), ("gb", "United Kingdom"), ("kz", "Kazakhstan")], name="Country"))
    for key in "United ":
        qtbot.keyClicks(box, key)
    qtbot.keyPress(box, Qt.Key.Key_Shift)
    qtbot.keyClick(box, Qt.Key.Key_K, Qt.KeyboardModifier.ShiftModifier)
    assert box.value() == "gb"


def test_the_same_letter_again_goes_to_the_next_choice(put: Put, qtbot: QtBot) -> None:
    box = put(Combo([("at", "Austria"), ("au", "Australia"), ("be", "Belgium")], name="Country", value="be"))
    qtbot.keyClicks(box, "a")
    assert box.value() == "at"
    qtbot.keyClicks(box, "a")
    assert box.value() == "au"


def test_a_menu_line_does_its_act_by_mouse_and_key(window: QWidget, qtbot: QtBot) -> None:
    did: list[str] = []
    menu = Menu(window, name="Snooze")
    later = menu.add("Later today", lambda: did.append("later"), aside="2 PM")
    menu.add("Tomorrow", lambda: did.append("tomorrow"))
    menu.popup(window.mapToGlobal(window.rect().center()))
    assert menu.actionGeometry(later).height() >= 36
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert did == ["tomorrow"]


def test_a_letter_marks_the_next_line_of_a_menu_that_begins_with_it(window: QWidget, qtbot: QtBot) -> None:
    did: list[str] = []
    menu = Menu(window, name="Rank")
    for words in ("A+, sends often", "A, sends", "B, could send", "Not ranked"):
        menu.add(words, partial(did.append, words))
    menu.popup(window.mapToGlobal(window.rect().center()))
    for key in "baa":
        qtbot.keyClicks(menu, key)
    assert did == []
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert did == ["A, sends"]


def test_a_menu_line_shows_its_icon(window: QWidget) -> None:
    def shown(icon: str) -> QImage:
        menu = Menu(window, name="New")
        menu.add("Gift", list, icon=icon)
        return menu.grab().toImage()

    assert shown("gift") != shown("users")


def test_a_tag_names_its_state(put: Put) -> None:
    tag = put(Tag("Day 5", tone=Tone.AMBER))
    wide = tag.width()
    tag.set_words("Day 7, overdue", tone=Tone.OVERDUE)
    assert tag.accessibleName() == "Day 7, overdue"
    assert tag.sizeHint().width() > wide


def test_the_wheel_scrolls_past_a_combo_box_and_chooses_nothing(put: Put) -> None:
    combo = put(Combo([("us", "United States"), ("de", "Germany")], name="Country"))
    told: list[object] = []
    combo.chosen.connect(told.append)
    middle = QPointF(combo.rect().center())
    turn = QWheelEvent(
        middle, QPointF(combo.mapToGlobal(middle)), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert (combo.value(), told, turn.isAccepted()) == ("us", [], False)
    assert combo.focusPolicy() is Qt.FocusPolicy.StrongFocus

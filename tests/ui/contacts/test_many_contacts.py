"""Several contacts chosen by key and mouse, and what the bar does with them."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import Status
from refdesk.services import contact_list, contacts, data_file
from refdesk.services.contact_list import Filter
from refdesk.ui.contacts import many_work
from refdesk.ui.contacts.contact_list_pane import ContactListPane
from refdesk.ui.contacts.tag_dialog import TagDialog
from refdesk.ui.workplace import Workplace

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pane(workplace: Workplace, window: QWidget, people: Any) -> ContactListPane:  # noqa: ARG001
    made = ContactListPane(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.refresh()
    made.show()
    made.view.setFocus()
    return made


def actions(menu: Any) -> dict[str, Any]:
    return {action.property("words"): action for action in menu.actions()}


def click(pane: ContactListPane, qtbot: QtBot, line: int, modifiers: Any) -> None:
    where = pane.view.line_rect(line).center()
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, modifiers, QPoint(where.x(), where.y()))


def found(workplace: Workplace, typed: str) -> int:
    return len(workplace.desk.ask(contact_list.matching_ids, Filter(typed), workplace.desk.today()))


def test_keys_choose_and_let_go(pane: ContactListPane, qtbot: QtBot) -> None:
    assert not pane.many.isVisible()
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert (pane.many.isVisible(), pane.many.count.text()) == (True, "1 chosen")
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, SHIFT)
    assert pane.marking.count() == 3
    qtbot.keyClick(pane.view, Qt.Key.Key_Up, SHIFT)
    assert pane.many.ids() == list(pane.model.ids()[:2])
    qtbot.keyClick(pane.view, Qt.Key.Key_A, CONTROL)
    assert pane.many.count.text() == "4 chosen"
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    assert not pane.many.isVisible()


def test_clicks_choose_ranges_and_single_lines(pane: ContactListPane, qtbot: QtBot) -> None:
    click(pane, qtbot, 0, Qt.KeyboardModifier.NoModifier)
    click(pane, qtbot, 2, SHIFT)
    assert pane.many.ids() == list(pane.model.ids()[:3])
    click(pane, qtbot, 1, CONTROL)
    assert pane.many.ids() == [pane.model.id_at(0), pane.model.id_at(2)]
    click(pane, qtbot, 3, Qt.KeyboardModifier.NoModifier)
    assert pane.marking.count() == 0
    click(pane, qtbot, 1, CONTROL)  # the current line is one of them
    assert pane.many.ids() == [pane.model.id_at(1), pane.model.id_at(3)]


def test_a_rank_for_all_is_one_step(
    pane: ContactListPane, workplace: Workplace, workplace_said: Any, qtbot: QtBot
) -> None:
    qtbot.keyClick(pane.view, Qt.Key.Key_A, CONTROL)
    actions(pane.many.rank_menu())["C  maybe"].trigger()
    assert workplace_said.done == ["4 contacts ranked C"]
    assert found(workplace, "rank:C") == 4
    actions(pane.many.rank_menu())["C  maybe"].trigger()
    assert workplace_said.told == ["Nothing to change: it is so already."]
    workplace.desk.undo()
    assert found(workplace, "rank:C") == 0


def test_a_tag_is_given_and_taken(pane: ContactListPane, workplace: Workplace, window: QWidget, qtbot: QtBot) -> None:
    qtbot.keyClick(pane.view, Qt.Key.Key_A, CONTROL)
    pane.many.tag.click()
    dialog = window.findChild(TagDialog)
    assert dialog is not None
    dialog.main_button.click()
    assert dialog.isVisible()  # which tag is not said
    dialog.tag.setText("Spring")
    dialog.main_button.click()
    assert found(workplace, "tag:spring") == 4
    again = TagDialog(pane.many, people=4, names=("golf", "Spring"))
    again.wanted.connect(pane.many._set_tag)
    again.open()
    again.way.chosen.emit("remove")
    again.way.set_value("remove")
    again.chips[0].click()
    again.main_button.click()
    assert found(workplace, "tag:golf") == 0


def test_inactive_people_leave_the_list_and_the_choice(
    pane: ContactListPane, workplace: Workplace, people: Any, qtbot: QtBot
) -> None:
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    actions(pane.many.more_menu())["Inactive: off every list"].trigger()
    assert workplace.desk.ask(contacts.draft_of, people.ana).draft.status is Status.INACTIVE
    pane.refresh()
    assert pane.marking.count() == 0


def test_what_the_bar_asks_others_for(pane: ContactListPane, people: Any, workplace_said: Any, qtbot: QtBot) -> None:
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert "Make them one household" not in actions(pane.many.more_menu())
    with qtbot.waitSignal(pane.export_chosen_wanted) as export:
        actions(pane.many.more_menu())["Export…"].trigger()
    assert export.args == [[people.ana]]
    with qtbot.waitSignal(pane.cards_wanted) as cards:
        actions(pane.many.more_menu())["Print the cards owed to them…"].trigger()
    assert len(cards.args[0]) == 1
    with qtbot.waitSignal(pane.many.occasion_cards_wanted) as others:
        actions(pane.many.more_menu())["Make cards for them…"].trigger()
    assert others.args == ["other", [people.ana]]
    with qtbot.waitSignal(pane.many.directory_wanted) as listed:
        actions(pane.many.more_menu())["Print a list of them…"].trigger()
    assert listed.args == [[people.ana]]
    qtbot.keyClick(pane.view, Qt.Key.Key_Escape)
    pane.go_to(people.cleo)
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    actions(pane.many.more_menu())["Print the cards owed to them…"].trigger()
    assert workplace_said.told == ["No card is owed to anybody chosen."]


def test_two_chosen_share_a_household(
    pane: ContactListPane, workplace: Workplace, workplace_said: Any, qtbot: QtBot
) -> None:
    qtbot.keyClick(pane.view, Qt.Key.Key_Down, SHIFT)
    actions(pane.many.more_menu())["Make them one household"].trigger()
    assert "share a household" in workplace_said.done[0]
    workplace.desk.undo()


def test_a_change_of_many_is_backed_up_first(
    pane: ContactListPane, workplace: Workplace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(many_work, "BACKUP_ABOVE", 3)
    before = len(data_file.saved_copies(workplace.file))
    qtbot.keyClick(pane.view, Qt.Key.Key_A, CONTROL)
    actions(pane.many.more_menu())["Do not mail"].trigger()
    assert len(data_file.saved_copies(workplace.file)) == before + 1
    assert found(workplace, "no:mail") == 4


def test_the_number_is_whole_where_there_is_little_room(pane: ContactListPane, qtbot: QtBot) -> None:
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    assert pane.many.count.text() == "1 chosen"
    pane.many.resize(230, pane.many.height())
    assert (pane.many.count.text(), pane.many.count.accessibleName()) == ("1", "1 chosen")


def test_a_tag_is_typed_at_once_and_taken_by_enter(
    pane: ContactListPane, workplace: Workplace, window: QWidget, qtbot: QtBot
) -> None:
    qtbot.keyClick(pane.view, Qt.Key.Key_Space)
    pane.many.tag.click()
    dialog = window.findChild(TagDialog)
    assert dialog is not None
    assert dialog.tag.hasFocus()
    qtbot.keyClicks(dialog.tag, "Spring")
    qtbot.keyClick(dialog.tag, Qt.Key.Key_Return)
    assert found(workplace, "tag:spring") == 1

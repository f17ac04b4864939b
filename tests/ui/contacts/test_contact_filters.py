"""Filters of the list: the panel of the funnel, the line that says what is on, and saved filters."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain import search
from refdesk.services import saved_filters
from refdesk.services.contact_list import Column, Filter
from refdesk.services.saved_filters import SavedFilter
from refdesk.ui import rank_hiding
from refdesk.ui.contacts import contact_lines
from refdesk.ui.contacts.contact_list_pane import ContactListPane
from refdesk.ui.contacts.filter_name_dialog import FilterNameDialog
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.workplace import Workplace


@pytest.fixture
def pane(workplace: Workplace, window: QWidget, people: Any) -> ContactListPane:  # noqa: ARG001
    made = ContactListPane(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.setMaximumWidth(484)
    made.refresh()
    made.show()
    return made


def names(pane: ContactListPane) -> list[str]:
    pane.model.fetch_wanted()
    rows = (pane.model.row_at(at) for at in range(pane.model.rowCount()))
    return [row.name.given for row in rows if row is not None]


def press(pane: ContactListPane, typed: str) -> None:
    panel = pane.filters.open_panel()
    panel.chips[search.parse(typed)].click()
    panel.close()


def actions(menu: Any) -> dict[str, Any]:
    return {action.property("words"): action for action in menu.actions()}


def test_the_panel_counts_and_combines(pane: ContactListPane) -> None:
    panel = pane.filters.open_panel()
    said = {each.accessibleName() for each in panel.chips.values()}
    assert {"Sources 2", "A+ 1", "Not ranked yet 2", "Client 1", "golf 1", "Source never asked 2"} <= said
    panel.chips[search.parse("rank:A+")].click()
    panel.chips[search.parse("rank:B")].click()
    assert names(pane) == ["Ana", "Bo"]
    panel.chips[search.parse("tag:golf")].click()
    assert names(pane) == ["Bo"]
    assert pane.filters.line.words.text() == "Rank A+ or B · tag golf"
    panel.chips[search.parse("tag:golf")].click()
    assert names(pane) == ["Ana", "Bo"]
    panel.close()
    pane.filters.line.clear.click()
    assert len(names(pane)) == 4
    assert not pane.filters.line.isVisible()


def test_a_filter_is_saved_under_a_name_and_chosen_again(pane: ContactListPane, workplace_said: Any) -> None:
    press(pane, "no:plan")
    pane.search.setText("lind")
    dialog = pane.filters.ask_name()
    dialog.main_button.click()
    assert dialog.isVisible()  # a name is missing
    dialog.name.setText("Golfers")
    dialog.main_button.click()
    assert workplace_said.done == ["Filter “Golfers” saved"]
    pane.refresh()
    assert pane.filters.line.words.text() == "Golfers: Source without a plan · “lind”"
    pane.filters.line.clear.click()
    assert pane.search.text() == ""
    button = next(each for each in pane.filters.chips.findChildren(Chip) if each.accessibleName() == "Golfers")
    button.click()
    assert (pane.search.text(), names(pane)) == ("lind", ["Bo"])


def test_a_saved_filter_brings_its_order_and_is_renamed_and_removed(
    pane: ContactListPane, workplace: Workplace, window: QWidget
) -> None:
    workplace.desk.do(saved_filters.save, SavedFilter("Friends", "is:source", Column.NAME, descending=True))
    pane.refresh()
    pane.filters.saved_chosen.emit(workplace.desk.ask(saved_filters.kept)[0])
    assert names(pane) == ["Bo", "Ana"]
    actions(pane.filters.line.menu())["Rename “Friends”…"].trigger()
    dialog = window.findChild(FilterNameDialog)
    assert dialog is not None
    dialog.name.setText("Sources")
    dialog.main_button.click()
    pane.refresh()
    assert [each.name for each in workplace.desk.ask(saved_filters.kept)] == ["Sources"]
    actions(pane.filters.line.menu())["Remove “Sources”"].trigger()
    assert workplace.desk.ask(saved_filters.kept) == ()
    workplace.desk.undo()
    assert len(workplace.desk.ask(saved_filters.kept)) == 1


def test_esc_closes_the_panel(pane: ContactListPane, qtbot: QtBot) -> None:
    panel = pane.filters.open_panel()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not pane.filters.findChildren(type(panel)) or not panel.isVisible()


def test_hidden_ranks_leave_no_trace(pane: ContactListPane) -> None:
    try:
        rank_hiding.shared().toggle()
        index = pane.model.index(0, 0)
        assert index.data(Qt.ItemDataRole.DisplayRole) == ""
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Rank hidden"
        assert names(pane) == ["Ana", "Bo", "Theo", "Cleo"]  # by name now
        offered = actions(pane.more_menu())
        assert offered["Hide ranks"].isChecked()
        panel = pane.filters.open_panel()
        assert search.parse("rank:A") not in panel.chips
        panel.close()
    finally:
        rank_hiding.shared().turn(on=False)
    assert pane.model.index(0, 0).data(Qt.ItemDataRole.DisplayRole) == "A+"
    assert pane._filter.sort is Column.RANK, "the order comes back with the ranks"


def test_an_order_chosen_while_ranks_are_hidden_stays(pane: ContactListPane) -> None:
    try:
        rank_hiding.shared().toggle()
        pane.view.sort_wanted.emit(Column.LAST_TOUCH, False)
    finally:
        rank_hiding.shared().turn(on=False)
    assert pane._filter.sort is Column.LAST_TOUCH
    try:
        pane.view.sort_wanted.emit(Column.NAME, False)
        rank_hiding.shared().toggle()
    finally:
        rank_hiding.shared().turn(on=False)
    assert pane._filter.sort is Column.NAME


def test_columns_are_chosen_moved_and_remembered(pane: ContactListPane, workplace: Workplace, qtbot: QtBot) -> None:
    actions(pane.columns.menu())["Phone"].trigger()
    pane.columns.move(Column.PHONE, -4)
    assert pane.columns.shown()[:3] == (Column.RANK, Column.PHONE, Column.NAME)
    place = [each.key for each in pane.model.columns()].index(Column.PHONE)
    pane.model.row_at(0)
    pane.model.fetch_wanted()
    assert pane.model.index(0, place).data(Qt.ItemDataRole.DisplayRole) == "(614) 555-0173"
    pane.view.setColumnWidth(place, 210)
    qtbot.wait(500)
    other = ContactListPane(workplace, pane.parentWidget())  # type: ignore[arg-type]
    other.resize(484, 600)
    other.columns.place(484, narrow=False)
    assert other.columns.shown() == pane.columns.shown()
    assert other.view.columnWidth(place) == 210
    pane.columns.put_back()
    qtbot.wait(500)


def test_a_column_dragged_wide_leaves_the_name_its_room_at_once_as_later(
    pane: ContactListPane, qtbot: QtBot
) -> None:  # fmt: skip
    pane.columns.place(484, narrow=False)
    last, name = (contact_lines.LAST, contact_lines.NAME)
    pane.view.setColumnWidth(last, 190)
    qtbot.wait(500)
    dragged = pane.view.columnWidth(name)
    pane.columns.place(484, narrow=False)
    assert pane.view.columnWidth(name) == dragged >= 130
    pane.columns.put_back()
    qtbot.wait(500)


def test_the_order_chosen_is_remembered_while_its_column_is_shown(
    pane: ContactListPane, workplace: Workplace, qtbot: QtBot
) -> None:
    pane.view.sort_wanted.emit(Column.LAST_TOUCH, True)
    qtbot.wait(500)
    other = ContactListPane(workplace, pane.parentWidget())  # type: ignore[arg-type]
    assert other._filter == Filter(sort=Column.LAST_TOUCH, descending=True)
    pane.columns.show(Column.LAST_TOUCH, on=False)
    qtbot.wait(500)
    without = ContactListPane(workplace, pane.parentWidget())  # type: ignore[arg-type]
    assert without._filter == Filter(sort=Column.RANK)


def test_words_of_the_box_filter_too(pane: ContactListPane) -> None:
    pane.search.setText("never:asked rank:B")
    assert names(pane) == ["Bo"]
    assert pane._filter == Filter("never:asked rank:B", Column.RANK)
    assert "no:plan" in pane.search.toolTip()

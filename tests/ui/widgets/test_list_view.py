"""A long list is moved through by keys and the mouse, and says which line is meant."""

from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui import theme
from refdesk.ui.widgets.ids_model import Column, IdsModel
from refdesk.ui.widgets.list_view import LineDelegate, ListView


def _fetch(ids: Sequence[int]) -> Mapping[int, str]:
    return {row_id: f"Person {row_id}" for row_id in ids}


@pytest.fixture
def view(window: QWidget) -> ListView:
    columns = [Column[str]("name", "Name", str), Column[str]("rank", "Rank", str, sortable=False)]
    model = IdsModel(_fetch, columns, window)
    model.set_ids(range(1, 100_001))
    made = ListView(model, window, name="Contacts", line_height=54, several=True)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def test_entering_chooses_the_first_line_and_arrows_move(view: ListView, qtbot: QtBot) -> None:
    heard: list[int] = []
    view.current_changed.connect(heard.append)
    assert view.current_id() == 1
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert heard == [2, 100_000, 1]
    assert view.selected_ids() == [1]


def test_the_panel_hears_of_a_line_only_after_the_arrows_rest(view: ListView, qtbot: QtBot) -> None:
    qtbot.wait(120)
    heard: list[int] = []
    view.settled.connect(heard.append)
    for _step in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert heard == []
    qtbot.waitUntil(lambda: heard == [6], timeout=1000)


def test_enter_and_a_double_click_act_on_the_line(view: ListView, qtbot: QtBot) -> None:
    heard: list[int] = []
    view.entered_line.connect(heard.append)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    where = view.line_rect(3).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert heard == [1, 4]


def test_letters_are_handed_on_and_never_search_all_rows(view: ListView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.typed.connect(heard.append)
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert heard == ["m"]
    assert view.current_id() == 1


def test_a_head_sorts_and_a_second_press_turns_the_order(view: ListView, qtbot: QtBot) -> None:
    heard: list[tuple[str, bool]] = []
    view.sort_wanted.connect(lambda key, down: heard.append((key, down)))
    press = QPoint(10, 10)
    qtbot.mouseClick(view.head.viewport(), Qt.MouseButton.LeftButton, pos=press)
    view.head.set_sorted("name", descending=False)
    qtbot.mouseClick(view.head.viewport(), Qt.MouseButton.LeftButton, pos=press)
    unsortable = QPoint(view.columnWidth(0) + 10, 10)
    qtbot.mouseClick(view.head.viewport(), Qt.MouseButton.LeftButton, pos=unsortable)
    assert heard == [("name", False), ("name", True)]


def test_rows_on_screen_are_fetched_by_themselves(view: ListView, qtbot: QtBot) -> None:
    view.go_to(50_000)
    index = view.currentIndex()
    qtbot.waitUntil(lambda: index.data() == "Person 50000", timeout=1000)
    assert not view.go_to(-5)


def test_the_chosen_line_is_marked_by_ground_and_bar(view: ListView) -> None:
    view.go_to(2)
    view.clearFocus()
    line = view.line_rect(1)
    picture = view.viewport().grab().toImage()
    tokens = theme.current()
    assert picture.pixelColor(1, line.center().y()) == tokens.accent
    assert picture.pixelColor(line.center().x(), line.top() + 3) == tokens.accent_soft


def test_rows_have_one_height_that_follows_the_text_size(view: ListView) -> None:
    assert {view.rowHeight(row) for row in (0, 1, 50_000)} == {54}


def test_a_cut_cell_has_all_of_it_in_its_tooltip(view: ListView) -> None:
    view.row_at(0)
    view.model().fetch_wanted()  # type: ignore[attr-defined] - the model of ids
    delegate = view.itemDelegate()
    assert isinstance(delegate, LineDelegate)
    view.setColumnWidth(0, 300)
    assert delegate.cut_words(view.model().index(0, 0)) == ""
    view.setColumnWidth(0, 60)
    assert delegate.cut_words(view.model().index(0, 0)) == "Person 1"

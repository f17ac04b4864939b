"""The referral tree in Reports: walked by keyboard, moved by mouse, larger and smaller, and nobody lost."""

import gc
from pathlib import Path

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.services.desk import Desk
from refdesk.services.referral_tree import Grown
from refdesk.store.tables.referrals import Referral
from refdesk.ui import theme
from refdesk.ui.reports import tree_boxes
from refdesk.ui.reports.reports_page import ReportsPage
from refdesk.ui.reports.tree_boxes import TreeBox
from refdesk.ui.reports.tree_view import TreeView
from refdesk.ui.workplace import Workplace

SIZE = 1236, 836


@pytest.fixture
def people(file_desk: Desk, clock: TestClock) -> dict[str, ContactId]:
    """Ana sent Ben and Dan, Ben sent Cleo; Eve sent Fay."""
    office = Office(file_desk)
    ids = {"Ana": office.contact("Ana", "Diaz"), "Eve": office.contact("Eve", "Oak")}
    for giver, name in (("Ana", "Ben"), ("Ben", "Cleo"), ("Ana", "Dan"), ("Eve", "Fay")):
        clock.forward(hours=1)
        made = office.referral(ids[giver], prospect=ContactDraft(given=name, family="Lind"))
        found = file_desk.ask(lambda session, made=made: session.get_one(Referral, made).prospect_id)
        ids[name] = ContactId(found)
    return ids


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, file_desk: Desk) -> ReportsPage:
    Office(file_desk).stages()
    page = ReportsPage(workplace)
    page.show_report("tree")
    page.resize(*SIZE)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return page


def shown(page: ReportsPage) -> TreeView:
    page.show_report("tree")
    assert isinstance(page.own, TreeView)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # the area has its room before it is looked at
    page.own.take_focus()
    return page.own


def heard(view: TreeView) -> str:
    return view.area.accessibleDescription()


def test_the_keyboard_goes_from_box_to_box_and_opens_the_person(
    qtbot: QtBot, page: ReportsPage, people: dict[str, ContactId]
) -> None:
    view = shown(page)
    wanted = QSignalSpy(page.person_wanted)
    walked = [heard(view).split(" ")[0]]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Down,
                Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):  # fmt: skip
        qtbot.keyClick(view.area, key)
        walked.append(heard(view).split(" ")[0])
    assert walked == ["Ana", "Ben", "Cleo", "Ben", "Dan", "Fay", "Dan", "Fay", "Ana"]
    qtbot.keyClick(view.area, Qt.Key.Key_Right)
    assert heard(view) == "Ben Lind, sent by Ana Diaz, sent 1"
    qtbot.keyClick(view.area, Qt.Key.Key_Return)
    assert wanted.count() == 1
    assert wanted.at(0) == [people["Ben"]]


def test_a_click_opens_the_person_and_a_drag_only_moves_the_picture(
    qtbot: QtBot, page: ReportsPage, people: dict[str, ContactId]
) -> None:
    view = shown(page)
    wanted = QSignalSpy(page.person_wanted)
    dan = next(each for each in view.area._grown.tree.members if each.contact_id == people["Dan"])  # type: ignore[union-attr]
    place = view.area.box_on_screen(dan).center()
    far = place + QPoint(0, 3 * QApplication.startDragDistance())
    qtbot.mousePress(view.area.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseMove(view.area.viewport(), far)
    qtbot.mouseRelease(view.area.viewport(), Qt.MouseButton.LeftButton, pos=far)
    assert wanted.count() == 0
    qtbot.mouseClick(view.area.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert wanted.count() == 0
    qtbot.mouseClick(view.area.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.count() == 1
    assert wanted.at(0) == [people["Dan"]]
    assert heard(view).startswith("Dan Lind")


@pytest.mark.usefixtures("people")
def test_plus_minus_and_wheel_change_the_size_and_nought_shows_all(qtbot: QtBot, page: ReportsPage) -> None:
    view = shown(page)
    assert view.size_words.text() == "100%"
    qtbot.keyClick(view.area, Qt.Key.Key_Plus)
    assert view.size_words.text() == "125%"
    turn(view, 120)
    assert view.size_words.text() == "156%"
    for _step in range(9):
        qtbot.keyClick(view.area, Qt.Key.Key_Plus)
    assert (view.size_words.text(), view.larger.isEnabled()) == ("300%", False)
    assert not everybody_in_sight(view)
    qtbot.keyClick(view.area, Qt.Key.Key_0)
    assert (view.size_words.text(), everybody_in_sight(view)) == ("100%", True)
    view.smaller.click()
    assert view.size_words.text() == "80%"
    for _step in range(9):
        turn(view, -120)
    assert not view.smaller.isEnabled()


def turn(view: TreeView, by: int) -> None:
    place = QPointF(200, 200)
    event = QWheelEvent(
        place, view.area.viewport().mapToGlobal(place), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.area.viewport(), event)


def everybody_in_sight(view: TreeView) -> bool:
    grown = view.area._grown
    assert grown is not None
    room = view.area.viewport().rect()
    return all(room.contains(view.area.box_on_screen(each)) for each in grown.tree.members)


@pytest.mark.usefixtures("people")
def test_the_picture_follows_the_keyboard_and_moves_with_ctrl(qtbot: QtBot, page: ReportsPage) -> None:
    view = shown(page)
    view.area.setFixedSize(400, 160)  # the layout would give it its room back, sooner or later
    for _step in range(3):
        qtbot.keyClick(view.area, Qt.Key.Key_Plus)
    qtbot.keyClick(view.area, Qt.Key.Key_End)
    assert view.area.viewport().rect().intersects(view.area.box_on_screen(view.area.here))  # type: ignore[arg-type]
    across = view.area.horizontalScrollBar().value()
    qtbot.keyClick(view.area, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.area.horizontalScrollBar().value() > across
    assert heard(view).startswith("Fay")
    down = view.area.verticalScrollBar().value()
    qtbot.keyClick(view.area, Qt.Key.Key_PageUp)
    assert view.area.verticalScrollBar().value() < down


def test_a_tooltip_says_a_long_name_in_whole_as_it_is(page: ReportsPage, file_desk: Desk) -> None:
    long = "<b>" + "Wolfe" * 30
    office = Office(file_desk)
    office.referral(office.contact(long, "Østby"))
    view = shown(page)
    grown = view.area._grown
    assert grown is not None
    place = view.area.box_on_screen(grown.tree.members[0]).center()
    QApplication.sendEvent(
        view.area.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, view.area.viewport().mapToGlobal(place))
    )
    assert QToolTip.text() == f"<qt>&lt;b&gt;{'Wolfe' * 30} Østby, sent 1</qt>"
    QToolTip.hideText()


def test_an_empty_business_is_led_to_its_first_referral(qtbot: QtBot, page: ReportsPage) -> None:
    view = shown(page)
    wanted = QSignalSpy(page.referral_wanted)
    assert (view.area.isVisible(), view.empty.isVisible()) == (False, True)
    assert not any(button.isEnabled() for button in (page.save, page.save_table, page.print, view.whole, view.larger))
    assert view.empty.act.hasFocus()
    qtbot.mouseClick(view.empty.act, Qt.MouseButton.LeftButton)
    assert wanted.at(0) == [0]


def test_a_new_referral_grows_the_tree_where_one_stands(
    qtbot: QtBot, page: ReportsPage, file_desk: Desk, people: dict[str, ContactId]
) -> None:
    view = shown(page)
    qtbot.keyClick(view.area, Qt.Key.Key_End)
    view.larger.click()
    size = view.size_words.text()
    Office(file_desk).referral(people["Fay"], prospect=ContactDraft(given="Gus", family="Lind"))
    page.refresh()
    assert heard(view).startswith("Fay Lind, sent by Eve Oak, sent 1")
    assert view.size_words.text() == size


@pytest.mark.usefixtures("people")
def test_the_tree_is_saved_as_pages_and_as_a_table(page: ReportsPage, workplace_said: Said, tmp_path: Path) -> None:
    shown(page)
    for button, name in ((page.save, "tree.pdf"), (page.save_table, "tree.csv")):
        workplace_said.saves = tmp_path / name
        button.click()
    assert (tmp_path / "tree.pdf").read_bytes().startswith(b"%PDF")
    assert "Ana Diaz" in (tmp_path / "tree.csv").read_text(encoding="utf-8-sig")
    assert workplace_said.told[0] == "Referral tree written to “tree.pdf”"


@pytest.mark.usefixtures("people")
def test_money_is_told_once_it_is_ticked(page: ReportsPage) -> None:
    shown(page)
    assert page.choosing is not None
    tick = page.choosing.ticks["amounts"]
    assert not tick.isChecked()
    tick.setChecked(True)
    page.refresh()
    view = page.own
    assert isinstance(view, TreeView)
    assert view.area._grown is not None
    assert view.area._grown.amounts


@pytest.mark.usefixtures("people")
def test_another_report_takes_the_buttons_back_and_the_tree_can_be_shown_again(page: ReportsPage) -> None:
    former = shown(page)
    page.show_report("gifts")
    assert page.own is None
    assert not former.isVisible()
    assert page.view.isVisible()
    assert page.view.isAncestorOf(page.save)
    again = shown(page)
    assert again is not former
    assert again.isAncestorOf(page.print)
    assert not page.view.isVisible()


@pytest.mark.usefixtures("people")
def test_another_report_holds_no_tree_any_more_though_no_garbage_is_looked_for(page: ReportsPage) -> None:
    shown(page)
    gc.collect()
    gc.disable()
    try:
        assert len(trees()) == 1
        page.show_report("referrals")
        assert not trees()
    finally:
        gc.enable()


def trees() -> list[object]:
    return [each for each in gc.get_objects() if isinstance(each, Grown)]


@pytest.mark.usefixtures("people")
def test_it_is_painted_in_both_looks_and_small_as_shapes(qapp: QApplication, page: ReportsPage) -> None:
    view = shown(page)
    looks = []
    for mode in (theme.Mode.LIGHT, theme.Mode.DARK):
        theme.apply(qapp, mode, motion=False)
        looks.append(view.area.grab().toImage())
        box = view.area.box_on_screen(view.area._grown.tree.members[1])  # type: ignore[union-attr]
        assert looks[-1].pixelColor(box.left() + 6, box.top() + 6) == theme.current().paper
    assert looks[0] != looks[1]
    view.area.show_whole()
    for _step in range(8):
        view.area.zoom_by(-1)
    assert view.area.grab().toImage() != looks[1]
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)


def test_assistive_programs_find_each_box_in_its_place_and_press_it(
    page: ReportsPage, people: dict[str, ContactId]
) -> None:
    view = shown(page)
    area = view.area
    area.boxes.place()
    boxes = area.viewport().findChildren(TreeBox)
    assert {box.accessibleName().split(" ")[0] for box in boxes} == {"Ana", "Ben", "Cleo", "Dan", "Eve", "Fay"}
    heard_of = QAccessible.queryAccessibleInterface(boxes[1])
    assert heard_of.role() == QAccessible.Role.Button
    assert heard_of.text(QAccessible.Text.Name) == boxes[1].accessibleName()
    wanted = QSignalSpy(page.person_wanted)
    ben = next(box for box in boxes if box.accessibleName().startswith("Ben"))
    ben.click()
    assert wanted.at(0) == [people["Ben"]]
    before = ben.pos()
    area.zoom_by(-1)
    area.boxes.place()
    assert ben.pos() != before


def test_the_mouse_passes_through_to_the_picture_and_boxes_out_of_sight_go(
    qtbot: QtBot, page: ReportsPage, people: dict[str, ContactId]
) -> None:
    view = shown(page)
    area = view.area
    area.boxes.place()
    ben = next(box for box in area.viewport().findChildren(TreeBox) if box.accessibleName().startswith("Ben"))
    wanted = QSignalSpy(page.person_wanted)
    qtbot.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=ben.geometry().center())
    assert wanted.at(0) == [people["Ben"]]
    assert area.viewport().childAt(ben.geometry().center()) is None
    for _step in range(12):
        area.zoom_by(1)
    area.boxes.place()
    assert 0 < len([box for box in area.viewport().findChildren(TreeBox) if not box.isHidden()]) < len(people)


@pytest.mark.usefixtures("people")
def test_nobody_waits_for_boxes_while_no_assistive_program_listens(
    page: ReportsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree_boxes, "is_heard", lambda: False)
    view = shown(page)
    view.area.zoom_by(1)
    assert not view.area.boxes._settling.isActive()
    monkeypatch.setattr(tree_boxes, "is_heard", lambda: True)
    view.area.zoom_by(1)
    assert view.area.boxes._settling.isActive()


@pytest.mark.usefixtures("people")
def test_a_narrow_bar_leaves_out_what_has_a_key_instead_of_cutting_its_words(page: ReportsPage) -> None:
    view = shown(page)
    assert view.whole.isVisible()
    needed = view.whole.sizeHint().width()
    view.resize(2 * needed, view.height())
    assert not view.whole.isVisible()
    view.resize(1000, view.height())
    assert view.whole.isVisible()

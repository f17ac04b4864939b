"""The board by mouse, its filter, given referrals, and the same as a list."""

import gc

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ids import ReferralId
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.services import contacts, given, referral_facts, referrals
from refdesk.ui import theme
from refdesk.ui.referrals import list_table
from refdesk.ui.referrals.board_column import BoardColumn
from refdesk.ui.referrals.list_table import ReferralTable
from refdesk.ui.referrals.referrals_page import ReferralsPage
from refdesk.ui.referrals.who_could_help import WhoCouldHelpDialog
from refdesk.ui.theme import Style
from refdesk.ui.widgets import list_head
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(workplace: Workplace, people: Office, window: QWidget) -> ReferralsPage:
    assert people.stages(), "a board has columns"
    made = ReferralsPage(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    return made


def _sent(people: Office, name: str, **more: object) -> ReferralId:
    given, _space, family = name.partition(" ")
    return people.referral(prospect=ContactDraft(given=given, family=family), **more)


def _column(page: ReferralsPage, name: str) -> BoardColumn:
    return next(each for each in page.board.columns() if each.column and each.column.name == name)


def _names(page: ReferralsPage, stage: str) -> list[str]:
    column = _column(page, stage).column
    assert column is not None
    return [card.name for card in column.cards]


def _take(page: ReferralsPage, to: str) -> tuple[QWidget, QPoint]:
    """Press on the first new card and hold it above another column; return where it was pressed and is now."""
    cards = _column(page, "New").list
    start = cards.visualRect(cards.cards.index(0, 0)).center()
    target = _column(page, to)
    there = cards.viewport().mapFromGlobal(target.mapToGlobal(target.rect().center()))
    QTest.mousePress(cards.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    _hold(cards.viewport(), start + QPoint(15, 15))
    _hold(cards.viewport(), there)
    return cards.viewport(), there


def _hold(view: QWidget, where: QPoint) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(where), QPointF(view.mapToGlobal(where)), LEFT, LEFT,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_card_is_dragged_to_another_column_and_undone(
    page: ReferralsPage, people: Office, workplace: Workplace, workplace_said: Said
) -> None:
    _sent(people, "Theo Marchetti")
    page.show()
    QApplication.sendPostedEvents()
    view, there = _take(page, "Meeting")
    assert page.board.drag.is_on()
    assert _column(page, "Meeting").gap.isVisible()
    assert not _column(page, "Contacted").gap.isVisible()
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, there)
    assert _names(page, "Meeting") == ["Theo Marchetti"]
    assert not page.board.drag.is_on()
    assert not _column(page, "Meeting").gap.isVisible()
    assert workplace_said.done == ["Theo Marchetti moved to Meeting"]
    workplace.desk.undo()
    assert _names(page, "New") == ["Theo Marchetti"]


def test_escape_leaves_a_dragged_card_where_it_was(page: ReferralsPage, people: Office, qtbot: QtBot) -> None:
    _sent(people, "Theo Marchetti")
    page.show()
    QApplication.sendPostedEvents()
    view, there = _take(page, "Meeting")
    qtbot.keyClick(_column(page, "New").list, Qt.Key.Key_Escape)
    assert not page.board.drag.is_on()
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, there)
    assert _names(page, "New") == ["Theo Marchetti"]
    assert page.drawer.isHidden()


def test_a_card_let_go_in_its_own_column_stays(
    page: ReferralsPage, people: Office, workplace_said: Said
) -> None:  # fmt: skip
    _sent(people, "Theo Marchetti")
    page.show()
    QApplication.sendPostedEvents()
    view, there = _take(page, "New")
    assert not _column(page, "New").gap.isVisible()
    QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, there)
    assert workplace_said.done == []


def test_moving_what_somebody_else_moved_says_so_and_shows_where_it_is(
    page: ReferralsPage, people: Office, workplace: Workplace, workplace_said: Said
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    old = page.board.card(referral_id)
    assert old is not None
    workplace.desk.do(referrals.move, referral_id, people.stages()["Proposal"])
    page.moves.move(old[0], people.stages()["Meeting"], "Meeting")
    assert workplace_said.told == ["Theo Marchetti was changed meanwhile: see where it stands now"]
    assert _names(page, "Proposal") == ["Theo Marchetti"]


def test_the_filter_narrows_by_words_value_and_age_and_shows_all_again(
    page: ReferralsPage, people: Office, qtbot: QtBot
) -> None:
    _sent(people, "Theo Marchetti", need="A kitchen", value_expected_minor=4_200_000)
    _sent(people, "Hanne Kjeldsen", need="Stairs", value_expected_minor=900_000)
    page.show()
    page.filter_list()
    assert page.filters.text.hasFocus()
    qtbot.keyClicks(page.filters.text, "KITCH")
    qtbot.waitUntil(lambda: _names(page, "New") == ["Theo Marchetti"], timeout=1000)
    page.filters.text.clear()
    qtbot.keyClicks(page.filters.value_to, "10000")
    qtbot.waitUntil(lambda: _names(page, "New") == ["Hanne Kjeldsen"], timeout=1000)
    qtbot.keyClicks(page.filters.days_from, "3")
    qtbot.waitUntil(lambda: not page.fronts.nothing_fits.isHidden(), timeout=1000)
    qtbot.mouseClick(page.filters.clear, LEFT)
    assert _names(page, "New") == ["Theo Marchetti", "Hanne Kjeldsen"]
    qtbot.keyClicks(page.filters.days_from, "soon")
    qtbot.waitUntil(lambda: not page.filters.problem.isHidden(), timeout=1000)


def test_the_list_shows_the_same_and_sorts_by_its_heads(page: ReferralsPage, people: Office, qtbot: QtBot) -> None:
    _sent(people, "Theo Marchetti", value_expected_minor=4_200_000)
    _sent(people, "Hanne Kjeldsen", value_expected_minor=900_000)
    _sent(people, "Noor Masri")
    page.show()
    page.show_as("list")

    def names() -> list[str]:
        return [page.table.row_at(at).card.name for at in range(3)]

    page.table.sort("value", descending=False)
    assert names() == ["Hanne Kjeldsen", "Theo Marchetti", "Noor Masri"]
    page.table.sort("value", descending=True)
    assert names() == ["Theo Marchetti", "Hanne Kjeldsen", "Noor Masri"]
    page.table.sort("name", descending=False)
    assert names() == ["Hanne Kjeldsen", "Noor Masri", "Theo Marchetti"]
    page.take_focus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.drawer.name.text() == "Hanne Kjeldsen"


def test_given_referrals_have_a_board_of_their_own(page: ReferralsPage, people: Office, qtbot: QtBot) -> None:
    _sent(people, "Theo Marchetti")
    page.show()
    page.head.direction.chosen.emit("received")
    assert _names(page, "New") == ["Theo Marchetti"]
    page.head.direction.set_value("given")
    page._turn()
    assert not page.fronts.given.isHidden()
    with qtbot.waitSignal(page.given_wanted, timeout=500):
        qtbot.mouseClick(page.fronts.given.act, LEFT)


def test_a_card_that_is_won_stays_in_sight_with_the_focus_on_it(
    page: ReferralsPage, people: Office, workplace: Workplace, qtbot: QtBot
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    page.show_referral(referral_id)
    page.take_focus()
    workplace.desk.do(referrals.move, referral_id, people.stages()["Won"])
    page.refresh()
    won = _column(page, "Won")
    assert won.isVisible()
    assert won.list.hasFocus()
    page.refresh()
    assert won.isVisible(), "what was opened stays open"
    qtbot.keyClick(won.list, Qt.Key.Key_Escape)
    page.show_referral(_sent(people, "Priscilla Mbatha"))
    page.refresh()
    assert not won.isVisible(), "with the next panel it is a strip again"


def test_the_panel_of_a_person_who_was_taken_off_is_not_left_for_the_first_card(
    page: ReferralsPage, people: Office, workplace: Workplace, qtbot: QtBot
) -> None:
    _sent(people, "Theo Marchetti")
    gone = _sent(people, "Priscilla Mbatha")
    page.show()
    detail = workplace.desk.ask(referral_facts.facts, gone)
    assert detail.prospect is not None
    workplace.desk.do(contacts.set_status, detail.prospect.contact_id, Status.DECEASED)
    page.refresh()
    page.take_focus()
    page.show_referral(gone)
    page.board.current_changed.emit(0)
    qtbot.wait(page._follow.interval() + 50)
    assert page.drawer.detail is not None
    assert page.drawer.detail.referral_id == gone
    page.take_focus()
    assert page.board.current_card() is not None
    page.board.current_changed.emit(0)
    qtbot.waitUntil(lambda: page.drawer.detail is not None and page.drawer.detail.referral_id != gone)
    page.hide()


def test_a_press_beside_the_cards_chooses_none(page: ReferralsPage, people: Office) -> None:
    _sent(people, "Theo Marchetti")
    page.show()
    cards = _column(page, "New").list
    QTest.mouseClick(cards.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(30, cards.height() - 5))
    cards.setFocus(Qt.FocusReason.MouseFocusReason)
    assert page.board.current_card() is None
    cards.clearFocus()
    cards.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.board.current_card() is not None


def test_a_place_that_is_still_loading_gives_the_focus_to_the_first_card(page: ReferralsPage, people: Office) -> None:
    _sent(people, "Theo Marchetti")
    page.take_focus()
    page.window().show()
    assert _column(page, "New").list.hasFocus()
    assert _column(page, "New").list.selectedIndexes(), "the first card is seen to be chosen"


def test_the_list_that_had_the_focus_before_its_lines_came_opens_the_first(
    page: ReferralsPage, people: Office, qtbot: QtBot
) -> None:  # fmt: skip
    page.show()
    page.show_as("list")
    page.table.setFocus()
    _sent(people, "Theo Marchetti")
    qtbot.waitUntil(lambda: page.table.current_id() >= 0, timeout=1000)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.drawer.name.text() == "Theo Marchetti"


def test_the_list_keeps_the_focus_when_the_panel_closes(page: ReferralsPage, people: Office, qtbot: QtBot) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    page.head.view.set_value("list")
    page.show_as("list")
    page.show_referral(referral_id)
    page.drawer.close_button.setFocus()
    qtbot.keyClick(page.drawer.close_button, Qt.Key.Key_Escape)
    assert page.drawer.isHidden()
    assert page.table.hasFocus()


def test_closed_referrals_are_sorted_by_the_day_that_is_shown(
    page: ReferralsPage, people: Office, workplace: Workplace, clock: TestClock
) -> None:
    early, late = _sent(people, "Theo Marchetti"), _sent(people, "Priscilla Mbatha")
    workplace.desk.do(referrals.move, late, people.stages()["Won"])
    clock.forward(days=3)
    workplace.desk.do(referrals.move, early, people.stages()["Won"])
    page.show()
    page.show_as("list")
    shown = [page.table.model().index(row, 0).data() for row in range(2)]
    assert shown == ["Theo Marchetti", "Priscilla Mbatha"], "the one that was closed last comes first"


def test_the_panel_of_a_given_referral_tells_to_whom_and_asks_how_it_went(
    page: ReferralsPage, people: Office, workplace: Workplace, qtbot: QtBot
) -> None:
    people.stages()
    bao, rosa = people.contact(given="Bao", family="Vang"), ContactDraft(given="Rosa", family="Benedetti")
    draft = ReferralDraft(workplace.desk.now(), Direction.GIVEN, new_prospect=rosa, recipient_id=bao, need="A bench")
    referral_id = workplace.desk.do(given.log, draft, both_agreed=True)
    page.show()
    page.show_referral(referral_id)
    drawer = page.drawer
    said = {label.text() for line in drawer.head._lines for label in line.findChildren(Label)}
    assert "To" in said
    assert not [words for words in said if "nobody knows" in words or "Prepared" in words]
    assert "Bao Vang" in [link.words() for link in drawer.head.links]
    assert drawer.contact.words() == "How did it go?"
    with qtbot.waitSignal(page.check_back_wanted, timeout=500) as asked:
        qtbot.mouseClick(drawer.contact, LEFT)
    assert asked.args == [referral_id]
    with qtbot.waitSignal(page.letter_wanted, timeout=500) as wanted:
        qtbot.mouseClick(drawer.letter, LEFT)
    assert wanted.args == [referral_id]


def test_a_received_referral_has_no_letter_to_write(page: ReferralsPage, people: Office) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    page.show_referral(referral_id)
    assert not page.drawer.letter.isVisible()
    assert page.drawer.contact.words() == "Log first contact"


@pytest.mark.parametrize("width", [600, 760, 936, 1000, 1236])
def test_the_filter_opens_in_a_window_of_any_width(
    page: ReferralsPage, people: Office, window: QWidget, width: int
) -> None:
    _sent(people, "Theo Marchetti")
    window.resize(width, 636)
    window.show()
    page.filter_list()
    assert page.filters.isVisible()
    assert page.filters.text.hasFocus()
    assert page.filters.height() >= page.filters.text.height()


def test_the_filter_opens_after_another_window_was_closed(page: ReferralsPage, workplace: Workplace) -> None:
    asked = WhoCouldHelpDialog(workplace, page)
    asked.open()
    asked.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    page.filter_list()
    QApplication.sendPostedEvents()
    assert page.filters.isVisible()
    assert page.filters.clear.geometry().bottom() <= page.filters.clear.parentWidget().height()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_day_is_cut_in_the_list_however_large_the_text(qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    theme.apply(qapp, theme.Mode.LIGHT, text_percent=percent, motion=False)
    window = QWidget()
    qtbot.addWidget(window)
    table = ReferralTable(window)
    at = list(list_table.WIDTHS).index("age")
    for day in ("Nov 28", "Sep 28", "100 d"):
        needed = QFontMetrics(theme.font(Style.BODY)).horizontalAdvance(day) + 2 * list_head.PAD
        assert table.columnWidth(at) >= needed, day

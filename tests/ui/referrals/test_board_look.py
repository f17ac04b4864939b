"""How referrals are looked at: remembered over a restart, and the same acts in the list as on the board."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from office import Office
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk import settings
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ReferralId
from refdesk.domain.introducing import Way
from refdesk.domain.stages import Meaning
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.domain.working_time import Clock
from refdesk.services import introductions, referrals, touches, wins
from refdesk.services.clocks import Clocks
from refdesk.settings import BoardLook
from refdesk.ui import theme
from refdesk.ui.referrals import board_words
from refdesk.ui.referrals.board_column import LEAST_WIDTH, BoardColumn
from refdesk.ui.referrals.referrals_page import ReferralsPage
from refdesk.ui.widgets.chip import Tag
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


def _page(workplace: Workplace, window: QWidget) -> ReferralsPage:
    made = ReferralsPage(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show()
    QApplication.sendPostedEvents()
    return made


@pytest.fixture
def page(workplace: Workplace, people: Office, window: QWidget) -> ReferralsPage:
    assert people.stages(), "a board has columns"
    return _page(workplace, window)


def _sent(people: Office, name: str, **more: Any) -> ReferralId:
    given, _space, family = name.partition(" ")
    return people.referral(prospect=ContactDraft(given=given, family=family), **more)


def _column(page: ReferralsPage, name: str) -> BoardColumn:
    return next(each for each in page.board.columns() if each.column and each.column.name == name)


def _stage_of(page: ReferralsPage, referral_id: ReferralId) -> str:
    placed = page.board.card(referral_id)
    assert placed is not None
    return placed[1].name


def test_list_order_and_closed_columns_are_as_they_were_left(
    page: ReferralsPage, people: Office, workplace: Workplace, window: QWidget
) -> None:
    _sent(people, "Theo Marchetti")
    _column(page, "Contacted").head.click()
    assert _column(page, "Contacted").isHidden()
    page.table.sort_wanted.emit("value", True)
    page.head.view.set_value("list")
    page.head.view.chosen.emit("list")
    page.hide()
    again = _page(workplace, window)
    assert again.head.view.value() == "list"
    assert not again.table.isHidden()
    assert again.table.order() == ("value", True)
    again.head.view.set_value("board")
    again.head.view.chosen.emit("board")
    assert [each.column.name for each in again.board.columns() if each.isHidden() and each.column] == ["Contacted"]
    again.board.strips()[1].click()
    assert settings.load_board() == BoardLook(sort="value", descending=True)
    again.hide()


def test_what_a_newer_or_broken_file_says_is_as_usual(
    people: Office, workplace: Workplace, window: QWidget, own_home: object
) -> None:
    assert own_home, "the settings are this test's own"
    people.stages()
    settings.save_board(BoardLook(sort="moon phase", descending=True, closed=("Nowhere",)))
    page = _page(workplace, window)
    assert page.table.order() == ("age", False)
    assert not any(each.isHidden() for each in page.board.columns())
    page.hide()


def test_a_closed_column_stays_closed_when_the_board_is_loaded_anew(page: ReferralsPage, people: Office) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.board.go_to(referral_id)
    _column(page, "New").head.click()
    _sent(people, "Ewa Kowalczyk")
    assert _column(page, "New").isHidden()
    page.show_referral(referral_id)
    assert not _column(page, "New").isHidden(), "who looks for a card finds it"
    page.hide()


def test_a_strip_opened_beside_the_panel_is_open_next_time(
    page: ReferralsPage, people: Office, workplace: Workplace, window: QWidget
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show_referral(referral_id)
    assert _column(page, "Won").isHidden()
    page.board.strips()[4].click()
    page.hide()
    again = _page(workplace, window)
    again.show_referral(referral_id)
    assert not _column(again, "Won").isHidden()
    assert _column(again, "Lost").isHidden()
    again.hide()


def test_in_the_list_control_and_arrows_move_the_stage(
    page: ReferralsPage, people: Office, qtbot: QtBot, workplace_said: Said
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.head.view.set_value("list")
    page.head.view.chosen.emit("list")
    page.table.setFocus()
    page.table.go_to(referral_id)
    qtbot.keyClick(page.table, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert _stage_of(page, referral_id) == "New", "there is nothing before the first"
    qtbot.keyClick(page.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert _stage_of(page, referral_id) == "Contacted"
    assert workplace_said.done == ["Theo Marchetti moved to Contacted"]
    assert page.table.current_id() == referral_id
    page.hide()


def test_the_list_has_the_menu_of_the_board(
    page: ReferralsPage, people: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.head.view.set_value("list")
    page.head.view.chosen.emit("list")
    asked: list[list[str]] = []
    monkeypatch.setattr(page, "_open_menu", lambda *_args: None)
    page.table.menu_wanted.connect(lambda wanted, _where: asked.append(_words(page, wanted)))
    spot = page.table.line_rect(0).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, page.table.viewport().mapToGlobal(spot))
    page.table.contextMenuEvent(event)
    page.table.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 600), QPoint(9, 600)))
    on_board = page.menus.of(referral_id, on_board=True)
    assert on_board is not None
    close = "Close the column New"
    assert asked == [[act.text() for act in on_board.actions() if act.text() and not act.text().startswith(close)]]
    for part in ("Open contact", "Log a conversation", "Move to Won"):
        assert any(words.startswith(part) for words in asked[0]), part
    page.hide()


def _words(page: ReferralsPage, referral_id: int) -> list[str]:
    menu = page.menu_of(referral_id)
    assert menu is not None
    return [act.text() for act in menu.actions() if act.text()]


def test_an_awaited_introduction_is_marked_on_the_card_and_in_the_panel(page: ReferralsPage, people: Office) -> None:
    ana = people.contact()
    referral_id = _sent(people, "Theo Marchetti", giver_ids=(ana,), expects_call=False)
    other = _sent(people, "Ewa Kowalczyk", giver_ids=(ana,), expects_call=False)
    people.desk.do(introductions.ask, referral_id, ana, Way.CALL)
    assert page._frame is not None
    said = {}
    for each in (referral_id, other):
        placed = page.board.card(each)
        assert placed is not None
        said[each] = board_words.spoken(placed[0], placed[1].meaning, page._frame)
    assert "awaiting introduction" in said[referral_id]
    assert "awaiting introduction" not in said[other]
    page.show_referral(referral_id)
    assert "Awaiting introduction" in [
        tag.accessibleName() for tag in page.drawer.head.findChildren(Tag) if tag.isVisible()
    ]
    page.hide()


def test_a_lost_card_says_from_whom_since_when_and_why(page: ReferralsPage, people: Office) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    card = page.board.card(referral_id)
    assert card is not None
    prospect = card[0].prospect_id
    draft = TouchDraft(
        prospect, people.desk.now(), TouchKind.CALL, Purpose.FIRST_CONTACT, Outcome.TALKED, referral_id=referral_id
    )
    people.desk.do(touches.log, draft)
    people.desk.do(referrals.move, referral_id, people.stages()["Lost"], reason="A cousin builds it")
    placed = page.board.card(referral_id)
    assert placed is not None
    assert page._frame is not None
    tries = board_words.from_lines(placed[0], Meaning.LOST, page._frame)
    assert tries[0][0].startswith("from Ana Diaz · ")
    assert tries[0][0].endswith(tries[0][1])
    assert tries[1][0].startswith("Ana Diaz · ")
    assert board_words.closing(placed[0], Meaning.LOST, page._frame) == "Why: A cousin builds it"
    page.hide()


def test_a_won_card_says_from_when_the_client_may_be_a_source(page: ReferralsPage, people: Office) -> None:
    referral_id = _sent(people, "Theo Marchetti", next_step="Visit")
    people.desk.do(wins.win, referral_id)
    placed = page.board.card(referral_id)
    assert placed is not None
    assert page._frame is not None
    card, frame = placed[0], page._frame
    assert board_words.closing(card, Meaning.WON, frame) == "A source? Dec 18"
    assert "A source? Dec 18" in board_words.spoken(card, Meaning.WON, frame)
    page.show_referral(referral_id)
    words = [label.text() for label in page.drawer.won.findChildren(Label)]
    assert "From Dec 18, Today asks whether they would send somebody." in words
    page.hide()


def test_a_step_whose_day_passed_before_the_win_is_not_what_comes_next(page: ReferralsPage, people: Office) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    people.desk.do(wins.win, referral_id)
    today = people.desk.today()
    placed = page.board.card(referral_id)
    assert placed is not None
    assert page._frame is not None
    for day, shown in ((today - timedelta(days=1), "A source? Dec 18"), (today, "Visit, today"), (None, "Visit")):
        card = replace(placed[0], next_step="Visit", next_step_on=day)
        assert board_words.closing(card, Meaning.WON, page._frame) == shown
        assert ("next step" in board_words.spoken(card, Meaning.WON, page._frame)) is ("Visit" in shown)
    page.hide()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_in_the_narrowest_card_the_clock_keeps_its_word(
    page: ReferralsPage, people: Office, qapp: QApplication, percent: int
) -> None:
    referral_id = _sent(people, "Theo Marchetti", value_expected_minor=125_000_000)
    placed, delegate = page.board.card(referral_id), _column(page, "New").list.delegate
    assert placed is not None
    card = placed[0]
    theme.apply(qapp, theme.Mode.LIGHT, text_percent=percent, motion=False)
    room = theme.scaled(LEAST_WIDTH) - 38
    now, clocks = people.desk.now(), Clocks(people.desk.now(), people.working)
    shown = []
    for due_in in (timedelta(hours=1), timedelta(days=1), timedelta(days=2), timedelta(days=20), -timedelta(days=100)):
        due_at = now + due_in
        face = clocks.face(Clock(now - timedelta(days=200), due_at, due_at + timedelta(days=1)))
        shown.append(delegate.value_line(replace(card, clock=face), room))
    told = (
        {"by 11 AM", "11 AM"},
        {"Tomorrow", "Thu"},
        {"By Friday", "Fri"},
        {"By Dec 8", "Dec 8"},
        {"69 d late", "69 d"},
    )
    assert all(words in each for (_value, words), each in zip(shown, told, strict=True)), shown
    assert {value for value, _words in shown} <= {"$1,250,000", "$1.2M"}
    wide = delegate.value_line(replace(card, clock=None), 900)
    assert wide[0] == "$1,250,000", "where there is room, all of it"
    stalled = replace(card, clock=None, stalled=True, days_still=140)
    assert delegate.value_line(stalled, room)[1] in ("140 d still", "140 d")
    page.hide()


def test_before_the_first_referral_one_can_also_be_given(page: ReferralsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.given_wanted):
        page.fronts.received.link_pressed.emit(0)
    with qtbot.waitSignal(page.given_wanted):
        page.head.give.click()
    page.hide()


def test_f6_goes_to_the_panel_only_while_it_is_open(page: ReferralsPage, people: Office) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    assert len(page.regions()) == 1
    page.show_referral(referral_id)
    main, panel = page.regions()
    panel.take_focus()
    assert page.drawer.contact.hasFocus()
    main.take_focus()
    assert page.board.has_focus()
    page.hide()

"""Today's lines of cards, days and rewards: each with its button, all printed cards with one click."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.addresses import Address
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.occasions import CardFor, CardOccasion
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.domain.today import LineKind, Section
from refdesk.domain.touches import Purpose
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import cards, contacts, rewards, thanks_parts, thanks_queue
from refdesk.ui.contacts.call_dialog import CallDialog
from refdesk.ui.contacts.conversation_dialog import ConversationDialog
from refdesk.ui.today.line_row import LineRow
from refdesk.ui.today.section_rows import SectionRows
from refdesk.ui.today.today_page import TodayPage
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

HOME = (IncomingAddress(Address("40 Fern Street", "Columbus", "OH", "43215", "US"), "home", main=True),)


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> TodayPage:
    made = TodayPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    return made


def born(office: Office, given: str, day: int, *, at: tuple[IncomingAddress, ...] = HOME) -> ContactId:
    dates = (IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, day)),)
    return office.contact(given, "Lind", dates=dates, addresses=at)


def rows(page: TodayPage, kind: LineKind) -> list[LineRow]:
    return [row for row in page.rows() if row.line.kind is kind]


def section(page: TodayPage, wanted: Section) -> SectionRows:
    return next(each for each in page._sections if each.section is wanted)


def printed(office: Office, contact_id: ContactId, day: int) -> None:
    card = CardFor(contact_id, CardOccasion.BIRTHDAY, date(2026, 11, day))
    office.desk.do(cards.printed, {card: "Happy birthday"}, "plain-letter")


def test_a_birthday_asks_for_its_card_and_then_to_mail_it(
    page: TodayPage, office: Office, workplace_said: Said, qtbot: QtBot
) -> None:
    ana = born(office, "Ana", 25)
    page.show()
    [row] = rows(page, LineKind.DATE)
    with qtbot.waitSignal(page.occasion_cards_wanted) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == ["birthday", [ana]]
    printed(office, ana, 25)
    assert rows(page, LineKind.DATE) == []
    [mail] = rows(page, LineKind.MAIL)
    assert mail.accessibleName() == (
        "Mail by Friday, Ana Lind, Write and mail the card. Birthday on Wednesday, November 25"
    )
    qtbot.keyClick(mail, Qt.Key.Key_Return)
    assert workplace_said.done == ["Card to Ana Lind mailed"]
    assert page.rows() == []
    page.hide()


@pytest.mark.parametrize("phone", ["614 555 0100", ""])
def test_a_call_for_a_birthday_is_headed_by_it(
    page: TodayPage, office: Office, workplace: Workplace, window: QWidget, qtbot: QtBot, phone: str
) -> None:
    ana = born(office, "Ana", 18, at=())
    known = office.desk.ask(contacts.draft_of, ana).draft
    office.desk.do(contacts.save, ana, replace(known, phones=(IncomingPoint(phone),)))
    page.show()
    [row] = rows(page, LineKind.DATE)
    with qtbot.waitSignal(page.greeting_wanted) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [ana, row.line.text, bool(phone)]
    about: Any = {"contact_id": ana, "purpose": Purpose.KEEP_IN_TOUCH, "day": asked.args[1]}
    dialog = (CallDialog if phone else ConversationDialog)(workplace, window, **about)
    dialog.open()
    shown = [label.text() for label in dialog.head.findChildren(Label) if label.isVisible()]
    assert row.line.text in shown
    assert "Birthday" in row.line.text
    assert "Keeping in touch" not in shown
    dialog.reject()
    page.hide()


def test_all_printed_cards_leave_with_one_click_and_come_back_with_one_undo(
    page: TodayPage, office: Office, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    printed(office, born(office, "Ana", 25), 25)
    page.show()
    mail = section(page, Section.MAIL)
    assert mail.link.isHidden(), "one line has its own button"
    printed(office, born(office, "Bo", 26), 26)
    printed(office, born(office, "Cleo", 27, at=()), 27)
    assert [row._button.words() for row in rows(page, LineKind.MAIL)] == ["Mailed", "Mailed", "Handed over"]
    assert mail.link.words() == "All on their way"
    qtbot.mouseClick(mail.link, Qt.MouseButton.LeftButton)
    assert workplace_said.done == ["2 cards mailed, 1 card handed over"]
    assert rows(page, LineKind.MAIL) == []
    workplace.desk.undo()
    assert len(rows(page, LineKind.MAIL)) == 3
    page.hide()


def test_the_link_is_reached_by_tab_before_its_lines(page: TodayPage, office: Office, qtbot: QtBot) -> None:
    for given, day in (("Ana", 25), ("Bo", 26)):
        printed(office, born(office, given, day), day)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    link = section(page, Section.MAIL).link
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Tab)
    assert rows(page, LineKind.MAIL)[0].hasFocus()
    page.hide()


def test_the_days_lead_to_their_whole_month(page: TodayPage, office: Office, qtbot: QtBot) -> None:
    born(office, "Ana", 25)
    page.show()
    link = section(page, Section.DATES).link
    assert link.words() == "Whole month"
    with qtbot.waitSignal(page.dates_wanted):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    page.hide()


def test_a_card_owed_can_be_mailed_without_printing_by_key(
    page: TodayPage, office: Office, workplace_said: Said, qtbot: QtBot
) -> None:
    office.referral(office.contact(addresses=HOME))
    page.show()
    [card] = rows(page, LineKind.CARD)
    qtbot.keyClick(card, Qt.Key.Key_M)
    assert workplace_said.done == ["Card to Ana Diaz mailed"]
    assert rows(page, LineKind.CARD) == []
    [word] = rows(page, LineKind.WORD)
    qtbot.keyClick(word, Qt.Key.Key_M)
    assert len(workplace_said.done) == 1, "a word is not mailed"
    page.hide()


def test_a_reward_owed_is_a_line_of_its_own(
    page: TodayPage, office: Office, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    promise = RewardDraft("Dinner for two", RewardKind.THING, EarnedOn.REFERRAL, office.desk.today())
    office.desk.do(rewards.add, promise)
    office.referral(office.contact())
    page.show()
    [row] = rows(page, LineKind.REWARD)
    assert row.line.text == "Reward owed: Dinner for two, for sending Theo Marchetti"
    assert row._button.words() == "Reward given"
    qtbot.mouseClick(row._button, Qt.MouseButton.LeftButton)
    assert workplace_said.done == ["Reward to Ana Diaz given"]
    assert rows(page, LineKind.REWARD) == []
    workplace.desk.undo()
    assert len(rows(page, LineKind.REWARD)) == 1
    page.hide()


def test_a_gift_that_is_part_of_thanks_is_logged_for_them(page: TodayPage, office: Office, qtbot: QtBot) -> None:
    office.referral(office.contact())
    (owed,) = office.desk.ask(thanks_queue.queue, office.desk.now(), office.working)
    part = office.desk.do(thanks_parts.add_gift, owed.thanks_id)
    page.show()
    [row] = rows(page, LineKind.GIFT)
    assert row.line.text == "A gift, for sending Theo Marchetti"
    with qtbot.waitSignal(page.thanks_gift_wanted) as asked:
        qtbot.mouseClick(row._button, Qt.MouseButton.LeftButton)
    assert asked.args == [part]
    page.hide()

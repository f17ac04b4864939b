"""Gifts & thanks: the queue offers the next thing owed, the ledger counts the year."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from windows import InlineJobs, Said

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft
from refdesk.domain.gifts import GiftDirection, GiftDraft, GiftState
from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.domain.incoming import IncomingAddress
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.domain.thanks import Part
from refdesk.progress import Progress
from refdesk.services import cards, gifts, rewards, thanks, thanks_queue, wins
from refdesk.services.gifts import LedgerRow
from refdesk.services.thanks_queue import ThanksRow
from refdesk.ui.gifts import ledger_view, thanks_queue_view, thanks_reading
from refdesk.ui.gifts.thanks_line import ThanksLine
from refdesk.ui.gifts.thanks_page import ThanksPage
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.ids_model import IdsModel
from refdesk.ui.workplace import Workplace


@pytest.fixture
def page(workplace: Workplace, window: QWidget) -> ThanksPage:
    made = ThanksPage(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    return made


def _sender(people: Office, name: str = "Samuel Okafor", **more: object) -> ContactId:
    given, _space, family = name.partition(" ")
    home = (IncomingAddress(Address("40 Fern Street", "Columbus", "OH", "43215", "US"), "home", main=True),)
    sender = people.contact(given, family, phone="(614) 555-0190", **{"addresses": home} | more)
    people.referral(sender, prospect=ContactDraft(given="Beatriz", family="Nogueira"))
    return sender


def _card_words(line: ThanksLine) -> str:
    return "".join(label.text() for label in line.card.findChildren(QLabel))


def _lines(page: ThanksPage) -> list[ThanksLine]:
    return page.queue.lines()


def _rows(workplace: Workplace, people: Office) -> tuple[ThanksRow, ...]:
    return workplace.desk.ask(thanks_queue.queue, workplace.desk.now(), people.working)


def _part(workplace: Workplace, people: Office, part: Part) -> ThanksPartId:
    cell = _rows(workplace, people)[0].cell(part)
    assert cell is not None
    return cell.part_id


def _choose(page: ThanksPage, words: str) -> None:
    menu = page.menu_of(_lines(page)[0].thanks)
    next(action for action in menu.actions() if action.property("words") == words).trigger()


def test_a_line_says_to_whom_what_and_by_when(page: ThanksPage, people: Office, clock: TestClock) -> None:
    _sender(people)
    page.show()
    (line,) = _lines(page)
    assert line.accessibleName() == (
        "Samuel Okafor, sent Beatriz Nogueira, Nov 18, "
        "call or message: Today by 5 PM, card: By Friday, Today, Say thank you"
    )
    clock.moment += timedelta(days=5)
    page.refresh()
    (line,) = _lines(page)
    assert "call or message: Overdue, 3 days, card: 1 day late, Day 5" in line.accessibleName()


def test_the_button_is_the_next_thing_owed(
    page: ThanksPage, people: Office, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    _sender(people)
    page.show()
    word, card = _part(workplace, people, Part.WORD), _part(workplace, people, Part.CARD)
    assert _lines(page)[0].act.words() == "Say thank you"
    with qtbot.waitSignal(page.word_wanted, timeout=500) as wanted:
        qtbot.mouseClick(_lines(page)[0].act, Qt.MouseButton.LeftButton)
    assert wanted.args == [word]
    workplace.desk.do(thanks.record_word, word)
    assert _lines(page)[0].act.words() == "Print the card"
    with qtbot.waitSignal(page.cards_wanted, timeout=500) as wanted:
        qtbot.mouseClick(_lines(page)[0].act, Qt.MouseButton.LeftButton)
    assert wanted.args == [[card]]
    workplace.desk.do(cards.printed, {card: "Thank you"}, "plain")
    assert _lines(page)[0].act.words() == "Mailed"
    qtbot.mouseClick(_lines(page)[0].act, Qt.MouseButton.LeftButton)
    assert workplace_said.done == ["Card to Samuel Okafor mailed"]
    assert _lines(page) == []


def test_somebody_without_mail_gets_the_card_by_hand(page: ThanksPage, people: Office, workplace: Workplace) -> None:
    _sender(people, may_be_mailed=False)
    workplace.desk.do(thanks.record_word, _part(workplace, people, Part.WORD))
    workplace.desk.do(cards.printed, {_part(workplace, people, Part.CARD): "Thank you"}, "plain")
    page.show()
    assert _lines(page)[0].act.words() == "Handed over"


def test_keys_go_through_the_queue_and_enter_does_the_act(page: ThanksPage, people: Office, qtbot: QtBot) -> None:
    _sender(people, "Samuel Okafor")
    _sender(people, "Ingrid Solheim")
    page.show()
    page.take_focus()
    first, second = _lines(page)
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    assert second.is_current
    assert not first.is_current
    with qtbot.waitSignal(page.word_wanted, timeout=500) as wanted:
        qtbot.keyClick(second, Qt.Key.Key_Return)
    assert wanted.args == [second.thanks.parts[0].part_id]
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert second.act.hasFocus()
    qtbot.keyClick(second.act, Qt.Key.Key_Tab)
    assert second.more.hasFocus()


def test_a_press_on_the_line_only_chooses_it(page: ThanksPage, people: Office, qtbot: QtBot) -> None:
    _sender(people, "Samuel Okafor")
    _sender(people, "Ingrid Solheim")
    page.show()
    with qtbot.assertNotEmitted(page.word_wanted, wait=20):
        qtbot.mouseClick(_lines(page)[1], Qt.MouseButton.LeftButton)
    assert [line.is_current for line in _lines(page)] == [False, True]


def test_after_the_act_the_next_line_has_the_focus(
    page: ThanksPage, people: Office, workplace: Workplace, qtbot: QtBot
) -> None:
    for name in ("Samuel Okafor", "Ingrid Solheim", "Joon Bae"):
        _sender(people, name)
    page.show()
    page.take_focus()
    qtbot.keyClick(_lines(page)[0], Qt.Key.Key_Down)
    gone = _lines(page)[1].thanks
    for cell in gone.parts:
        workplace.desk.do(thanks.waive, cell.part_id)
    assert [line.thanks.name for line in _lines(page)] == ["Samuel Okafor", "Joon Bae"]
    assert _lines(page)[1].hasFocus()


def test_the_menu_leaves_a_part_out_and_undo_brings_it_back(
    page: ThanksPage, people: Office, workplace: Workplace, workplace_said: Said
) -> None:
    _sender(people)
    page.show()
    _choose(page, "Leave the word out")
    assert workplace_said.done == ["Thank-you to Samuel Okafor left out"]
    assert "call or message: left out" in _lines(page)[0].accessibleName()
    _choose(page, "Mailed without printing")
    assert _lines(page) == []
    workplace.desk.undo()
    workplace.desk.undo()
    assert "call or message: Today" in _lines(page)[0].accessibleName()


def test_all_cards_that_are_owed_are_printed_at_once(page: ThanksPage, people: Office, qtbot: QtBot) -> None:
    _sender(people, "Samuel Okafor")
    _sender(people, "Ingrid Solheim")
    page.show()
    assert page.print_button.words() == "Print 2 cards"
    with qtbot.waitSignal(page.cards_wanted, timeout=500) as wanted:
        qtbot.mouseClick(page.print_button, Qt.MouseButton.LeftButton)
    assert wanted.args is not None
    assert len(wanted.args[0]) == 2


def test_a_long_queue_shows_some_and_more_on_request(
    workplace: Workplace, people: Office, window: QWidget, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(thanks_queue_view, "_AT_ONCE", 3)
    people.referral(*(people.contact(f"Sender{at}") for at in range(5)))
    page = ThanksPage(workplace, window)
    page.resize(window.size())
    page.show()
    qtbot.waitUntil(lambda: len(_lines(page)) == 3)
    assert page.queue.more.words() == "Show 2 more"
    qtbot.mouseClick(page.queue.more, Qt.MouseButton.LeftButton)
    assert _lines(page)[3].hasFocus()
    qtbot.waitUntil(lambda: len(_lines(page)) == 5)


def test_the_ledger_counts_the_year(page: ThanksPage, people: Office, workplace: Workplace, qtbot: QtBot) -> None:
    grace = people.contact("Grace", "Liang")
    for name, day, cost, shipping in (("Jam", date(2026, 11, 9), 900, 460), ("Tea", date(2025, 5, 1), 500, 0)):
        workplace.desk.do(gifts.log, GiftDraft(grace, name, day, cost_minor=cost, shipping_minor=shipping))
    page.show()
    assert _ledger(page) == [("Nov 9", "Grace Liang", "Jam", "$9.00", "$4.60")]
    assert page.ledger._sums.text() == "1 gift, $9.00; shipping $4.60 apart"
    page.ledger.year.chosen.emit("2025")
    assert _ledger(page) == [("May 1", "Grace Liang", "Tea", "$5.00", "–")]
    with qtbot.waitSignal(page.person_wanted, timeout=500) as wanted:
        page.ledger.list.setFocus()
        qtbot.keyClick(page.ledger.list, Qt.Key.Key_Return)
    assert wanted.args == [grace]


def test_an_empty_page_offers_the_first_referral_or_a_gift(page: ThanksPage, people: Office, qtbot: QtBot) -> None:
    page.show()
    assert page.empty.isVisible()
    page.take_focus()
    with qtbot.waitSignal(page.referral_wanted, timeout=500):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    _sender(people)
    assert page.empty.isHidden()
    assert len(_lines(page)) == 1


def test_the_sidebar_hears_how_many_are_owed(page: ThanksPage, people: Office) -> None:
    heard: list[int] = []
    page.count_changed.connect(heard.append)
    page.show()
    _sender(people)
    assert heard[0] == 0
    assert heard[-1] == 1


def test_a_low_narrow_window_is_the_queues_and_nothing_is_cut(
    page: ThanksPage, people: Office, workplace: Workplace, window: QWidget, qtbot: QtBot
) -> None:
    for name in ("Samuel Okafor", "Ingrid Solheim", "Joon-ho Bae"):
        who = _sender(people, name)
    workplace.desk.do(gifts.log, GiftDraft(who, "Jam", date(2026, 11, 9), cost_minor=900))
    page.show()
    (line, *_rest) = _lines(page)
    assert page.ledger.isVisible()
    assert line.gift.isVisible()
    assert page.shown.y() < page.dates_button.geometry().bottom()
    window.resize(560, 380)
    qtbot.waitUntil(page.ledger.isHidden)
    qtbot.waitUntil(line.gift.isHidden)
    qtbot.waitUntil(lambda: page.shown.y() > page.dates_button.geometry().bottom())
    assert page.shown.width() >= page.shown.sizeHint().width()
    assert page._scroll.geometry().bottom() <= page.height()
    window.resize(1228, 836)
    qtbot.waitUntil(page.ledger.isVisible)
    assert line.gift.isVisible()
    qtbot.waitUntil(lambda: page.shown.y() < page.dates_button.geometry().bottom())


def test_a_gift_to_come_says_so_beside_the_total(page: ThanksPage, people: Office, workplace: Workplace) -> None:
    who = people.contact("Grace", "Liang")
    draft = GiftDraft(who, "Loose-leaf tea", date(2026, 11, 9), cost_minor=950, state=GiftState.BOUGHT)
    workplace.desk.do(gifts.log, draft)
    page.show()
    row = page.ledger.current()
    assert row is not None
    assert ledger_view.tag_words(row) == "bought"
    assert _ledger(page)[0][2] == "Loose-leaf tea"
    assert page.ledger.list.model().index(0, ledger_view.TOGETHER).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "–, bought"
    )


def test_the_menu_of_a_gift_marks_the_line_it_is_for(page: ThanksPage, people: Office, workplace: Workplace) -> None:
    who = people.contact("Grace", "Liang")
    workplace.desk.do(gifts.log, GiftDraft(who, "Jam", date(2026, 11, 9), cost_minor=900))
    page.show()
    opened: list[LedgerRow] = []
    page.ledger.menu_wanted.disconnect(page.gift_acts.open_menu)
    page.ledger.menu_wanted.connect(lambda row, _where: opened.append(row))
    page.ledger.more.click()
    assert opened == [page.ledger.current()]
    assert page.ledger.list.current_id() == opened[0].gift_id


def _ledger(page: ThanksPage) -> list[tuple[str, ...]]:
    model = page.ledger.list.model()
    assert isinstance(model, IdsModel)
    cells = [[model.index(row, column) for column in (0, 1, 2, 6, 7)] for row in range(model.rowCount())]
    for row in cells:
        model.data(row[0])  # asks for the row
    model.fetch_wanted()
    return [tuple(str(model.data(cell)) for cell in row) for row in cells]


def test_tab_goes_through_the_current_line_and_on_to_the_ledger(page: ThanksPage, people: Office, qtbot: QtBot) -> None:
    _sender(people, "Samuel Okafor")
    _sender(people, "Ingrid Solheim")
    page.show()
    qtbot.waitUntil(page.suggest.isVisible)
    page.print_button.setFocus()
    names = []
    for _step in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName() or QApplication.focusWidget().text())  # type: ignore[attr-defined]
    assert names[0].startswith("Samuel Okafor, sent")
    assert names[1:3] == ["Say thank you: Samuel Okafor", "More for Samuel Okafor"]
    assert page.suggest.isAncestorOf(QApplication.focusWidget())


def test_one_key_for_each_act(
    page: ThanksPage, people: Office, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    ana = _sender(people)
    page.show()
    page.take_focus()
    word, card = _part(workplace, people, Part.WORD), _part(workplace, people, Part.CARD)
    for key, signal, expected in (
        (Qt.Key.Key_W, page.word_wanted, [word]), (Qt.Key.Key_C, page.cards_wanted, [[card]]),
        (Qt.Key.Key_G, page.thanks_gift_wanted, [word]), (Qt.Key.Key_P, page.person_wanted, [ana]),
    ):  # fmt: skip
        with qtbot.waitSignal(signal, timeout=500) as wanted:
            qtbot.keyClick(_lines(page)[0], key)
        assert wanted.args == expected
    with qtbot.waitSignal(page.referral_shown_wanted, timeout=500):
        qtbot.keyClick(_lines(page)[0], Qt.Key.Key_R)
    qtbot.keyClick(_lines(page)[0], Qt.Key.Key_X)
    assert "call or message: left out" in _lines(page)[0].accessibleName()
    qtbot.keyClick(_lines(page)[0], Qt.Key.Key_W)
    assert workplace_said.told == ["No call or message is owed to Samuel Okafor here."]
    qtbot.keyClick(_lines(page)[0], Qt.Key.Key_U)
    assert "call or message: Today" in _lines(page)[0].accessibleName()
    qtbot.keyClick(_lines(page)[0], Qt.Key.Key_M)
    assert workplace_said.done[-1] == "Card to Samuel Okafor mailed"
    assert "card: done" in _lines(page)[0].accessibleName()


def test_also_a_gift_is_owed_until_one_is_logged(
    page: ThanksPage, people: Office, workplace: Workplace, qtbot: QtBot
) -> None:
    ana = _sender(people)
    page.show()
    page.take_focus()
    qtbot.keyClick(_lines(page)[0], Qt.Key.Key_A)
    (line,) = _lines(page)
    assert "gift: By Friday" in line.accessibleName()
    gift = _part(workplace, people, Part.GIFT)
    with qtbot.waitSignal(page.thanks_gift_wanted, timeout=500) as wanted:
        qtbot.keyClick(line, Qt.Key.Key_G)
    assert wanted.args == [gift]
    draft = GiftDraft(ana, "Tea", workplace.desk.today(), referral_id=line.thanks.referral_id, cost_minor=500)
    workplace.desk.do(gifts.log, draft)
    assert "gift: done" in _lines(page)[0].accessibleName()
    workplace.desk.undo()
    assert "gift: By Friday" in _lines(page)[0].accessibleName()


def test_the_gift_column_says_what_is_known(page: ThanksPage, people: Office, workplace: Workplace) -> None:
    ana = _sender(people)
    _sender(people, "Bo Lind", may_accept_gifts=False)
    workplace.desk.do(gifts.log, GiftDraft(ana, "Tea", date(2026, 10, 9), cost_minor=500))
    page.show()
    said = [label.text() for line in _lines(page) for label in line.gift.findChildren(QLabel)]
    assert said == ["Had one in Oct", "Takes no gifts"]


def test_what_is_done_can_be_looked_at_and_owed_again(
    page: ThanksPage, people: Office, workplace: Workplace, clock: TestClock, qtbot: QtBot
) -> None:
    _sender(people)
    for part in (Part.WORD, Part.CARD):
        workplace.desk.do(thanks.waive, _part(workplace, people, part))
    page.show()
    assert _lines(page) == []
    _show(page, "lately", qtbot)
    (line,) = _lines(page)
    assert line.act.words() == "Owe again"
    clock.moment += timedelta(days=31)
    page.refresh()
    assert _lines(page) == []
    _show(page, "all", qtbot)
    qtbot.mouseClick(_lines(page)[0].act, Qt.MouseButton.LeftButton)
    assert _lines(page)[0].act.words() in ("Say thank you", "Print the card")
    _show(page, "owed", qtbot)
    assert len(_lines(page)) == 1
    workplace.desk.undo()
    assert _lines(page) == []


def test_earlier_thanks_come_when_they_are_asked_for(
    page: ThanksPage, people: Office, workplace: Workplace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(thanks_reading, "A_PAGE", 1)
    page._most = 1
    for name in ("Samuel Okafor", "Ingrid Solheim"):
        _sender(people, name)
        for part in (Part.WORD, Part.CARD):
            workplace.desk.do(thanks.waive, _part(workplace, people, part))
    page.show()
    _show(page, "all", qtbot)
    assert [line.thanks.name for line in _lines(page)] == ["Ingrid Solheim"]
    assert page.queue.earlier.words() == "Show 1 earlier"
    qtbot.mouseClick(page.queue.earlier, Qt.MouseButton.LeftButton)
    assert [line.thanks.name for line in _lines(page)] == ["Ingrid Solheim", "Samuel Okafor"]
    assert page.queue.earlier.isHidden()


def test_a_win_is_thanked_a_second_time_with_the_news(page: ThanksPage, people: Office, workplace: Workplace) -> None:
    ana = people.contact(given="Samuel", family="Okafor")
    referral = people.referral(ana, prospect=ContactDraft(given="Beatriz", family="Nogueira"))
    workplace.desk.do(wins.win, referral)
    page.show()
    first, second = _lines(page)
    assert "sent Beatriz Nogueira" in first.accessibleName()
    assert "good news about Beatriz Nogueira" in second.accessibleName()
    assert [mark.accessibleName() for mark in second.findChildren(IconMark) if mark.accessibleName()] == [
        "second thanks: it was won"
    ]


def test_a_reward_stands_in_a_line_of_its_own(
    page: ThanksPage, people: Office, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    today = workplace.desk.today()
    workplace.desk.do(rewards.add, RewardDraft("Dinner for two", RewardKind.THING, EarnedOn.REFERRAL, today))
    _sender(people)
    heard: list[int] = []
    page.count_changed.connect(heard.append)
    page.show()
    page.refresh()
    usual, reward = _lines(page)
    assert reward.accessibleName() == (
        "Samuel Okafor, reward: Dinner for two, Nov 18, reward: By Friday, Today, Reward given"
    )
    assert "reward" not in usual.accessibleName()
    assert heard[-1] == 1, "it is one thank-you"
    qtbot.mouseClick(reward.act, Qt.MouseButton.LeftButton)
    assert workplace_said.done == ["Reward to Samuel Okafor given"]
    assert len(_lines(page)) == 1
    workplace.desk.undo()
    assert len(_lines(page)) == 2


def test_printed_cards_wait_above_the_queue_until_one_click_sends_them(
    page: ThanksPage, people: Office, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    _sender(people)
    _sender(people, "Ingrid Solheim")
    page.show()
    assert page.printed.isHidden()
    parts = [found.part_id for row in _rows(workplace, people) if (found := row.cell(Part.CARD))]
    workplace.desk.do(cards.printed, dict.fromkeys(parts, "Thank you"), "plain-letter")
    assert page.printed.words() == (
        "2 cards are printed and wait to be written and mailed: Samuel Okafor, Ingrid Solheim"
    )
    qtbot.mouseClick(page.printed.all_written, Qt.MouseButton.LeftButton)
    assert page.printed.words().startswith("2 cards are written and wait to be mailed")
    assert page.printed.all_written.isHidden()
    assert [_card_words(line) for line in _lines(page)] == ["written", "written"]
    qtbot.mouseClick(page.printed.all_sent, Qt.MouseButton.LeftButton)
    assert workplace_said.done == ["2 cards written", "2 cards mailed"]
    assert page.printed.isHidden()
    workplace.desk.undo()
    assert not page.printed.isHidden()


def test_how_soon_people_are_thanked_stands_below(
    page: ThanksPage, people: Office, workplace: Workplace, clock: TestClock
) -> None:
    page.show()
    assert page.times.isHidden()
    for at in range(5):
        _sender(people, f"Sender{at} Lind")
    clock.moment += timedelta(hours=2, minutes=30)
    first, *others = _rows(workplace, people)
    workplace.desk.do(thanks.record_word, first.parts[0].part_id)
    assert page.times.words() == "In time, in twelve months: 1 of 1 word."
    for row in others:
        workplace.desk.do(thanks.record_word, row.parts[0].part_id)
    assert page.times.words() == (
        "In twelve months: a word after 2 h 30 min of working time on average (5). In time: 5 of 5 words."
    )


def test_lines_that_came_late_have_their_room(page: ThanksPage, people: Office, qtbot: QtBot) -> None:
    for number in range(9):
        _sender(people, f"Sender {number}")
    page.resize(1236, 836)
    page.show()
    qtbot.waitUntil(lambda: len(_lines(page)) == 9)
    lowest = _lines(page)[4]
    qtbot.waitUntil(lambda: page._scroll.height() >= lowest.geometry().bottom())


def test_the_birthdays_of_the_month_are_one_click_away(page: ThanksPage, people: Office, qtbot: QtBot) -> None:
    _sender(people)
    page.show()
    with qtbot.waitSignal(page.dates_wanted, timeout=500):
        qtbot.mouseClick(page.dates_button, Qt.MouseButton.LeftButton)


def _show(page: ThanksPage, value: str, qtbot: QtBot) -> None:
    part = next(part for part in page.shown._parts if part.choice.value == value)
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton)


class LateJobs(InlineJobs):
    """Do a job when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def start(self, work: Any, **listeners: Any) -> Any:
        self.waiting.append(partial(InlineJobs().start, _done(work(Progress())), **listeners))


def _done(result: object) -> Callable[[Progress], object]:
    return lambda _progress: result


def _given_and_received(workplace: Workplace, people: Office) -> None:
    who = people.contact("Grace", "Liang")
    workplace.desk.do(gifts.log, GiftDraft(who, "Jam", date(2026, 11, 9), cost_minor=900))
    received = GiftDraft(who, "Plums", date(2026, 11, 10), direction=GiftDirection.RECEIVED)
    workplace.desk.do(gifts.log, received)


def _gifts_shown(page: ThanksPage) -> list[str]:
    return [row.gift for row in page.ledger._rows.values()]


def test_a_ledger_that_was_read_for_another_choice_is_not_shown(
    workplace: Workplace, window: QWidget, people: Office
) -> None:
    _given_and_received(workplace, people)
    jobs = LateJobs()
    page = ThanksPage(replace(workplace, jobs=jobs), window)
    page.resize(1236, 836)
    page.show()
    assert page.ledger.isHidden(), "nothing is known of it yet"
    page.ledger.shown.set_value(GiftDirection.RECEIVED.value)
    page.ledger.direction_wanted.emit()
    assert _gifts_shown(page) == ["Plums"]
    for answer in jobs.waiting:
        answer()
    assert _gifts_shown(page) == ["Plums"]
    assert page.ledger.isVisible()


def test_what_fits_comes_for_the_last_line_that_was_gone_to(page: ThanksPage, people: Office, qtbot: QtBot) -> None:
    for name in ("Samuel Okafor", "Ingrid Solheim", "Joon-ho Bae"):
        _sender(people, name)
    page.show()
    qtbot.waitUntil(page.suggest.isVisible)
    qtbot.waitUntil(lambda: len(_lines(page)) == 3)
    first, second, third = _lines(page)
    page.queue.make_current(second.thanks)
    page.queue.make_current(third.thanks)
    assert page.suggest._contact_id == first.thanks.contact_id, "it says whose it is until the next is there"
    qtbot.waitUntil(lambda: page.suggest._contact_id == third.thanks.contact_id)


def test_a_gift_that_is_chosen_before_the_next_is_shown_is_not_for_another_referral(
    page: ThanksPage, people: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Samuel Okafor", "Ingrid Solheim"):
        _sender(people, name)
    page.show()
    qtbot.waitUntil(page.suggest.isVisible)
    first, second = _lines(page)
    given: list[tuple[object, ...]] = []
    monkeypatch.setattr(page.gift_acts, "give_to", lambda *what: given.append(what))
    page.queue.make_current(second.thanks)
    page.suggest.give.click()
    assert given == [(first.thanks.contact_id, page.suggest._item_id, None)]


def test_a_queue_that_emptied_meanwhile_suggests_nothing(page: ThanksPage, people: Office) -> None:
    _sender(people)
    page.show()
    page.place.show_soon(_lines(page)[0].thanks)
    page.place.show_soon(None)
    QApplication.processEvents()
    assert page.suggest.isHidden()

"""Today as its owner uses it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from windows import Said

from refdesk.domain import snoozing
from refdesk.domain.contact import ContactDraft
from refdesk.domain.goals import Measure, Period
from refdesk.domain.incoming import DateKind, IncomingDate, IncomingPoint
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.reminders import ReminderDraft
from refdesk.domain.rules import Rules
from refdesk.domain.today import LineKind, Look
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import business, promises, referrals, reminders, snoozes, touches
from refdesk.services.desk import Desk
from refdesk.services.goals import Bar
from refdesk.ui import theme
from refdesk.ui.today.snooze_menu import SnoozeDialog
from refdesk.ui.today.today_page import TodayPage
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> TodayPage:
    made = TodayPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    return made


def texts(page: TodayPage) -> list[str]:
    return [row.accessibleName() for row in page.rows()]


def test_a_new_file_says_how_to_begin(page: TodayPage, qtbot: QtBot) -> None:
    page.show()
    assert page.rows() == []
    assert page.empty._new.isVisible()
    with qtbot.waitSignal(page.referral_wanted):
        qtbot.mouseClick(page.empty._new.act, Qt.MouseButton.LeftButton)
    page.hide()


def test_nothing_is_said_of_a_day_that_was_not_read_yet(page: TodayPage) -> None:
    said = (page.catching_up, page.empty, page.next_days, page.hour, page.head.link, page.goals, *page._sections)
    assert all(part.isHidden() for part in said)


def test_a_referral_brings_a_call_and_thanks(page: TodayPage, office: Office) -> None:
    ana, theo = office.contact(given="Ana", family="Diaz"), office.contact(given="Theo", family="Marchetti")
    office.referral(ana, prospect_id=theo)
    page.show()
    first, word, card = texts(page)
    assert "Theo Marchetti" in first
    assert "Ana Diaz" in word
    assert "Ana Diaz" in card
    assert "3 things to do" in page.head.summary.text()
    page.hide()


def test_large_text_leaves_every_button_of_a_small_window_in_sight(
    page: TodayPage, office: Office, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.Mode.LIGHT, text_percent=150, motion=False)
    theo = ContactDraft(given="Theo", family="Marchetti", phones=(IncomingPoint("(614) 555-0148"),))
    office.referral(prospect=theo, expects_call=True, preparedness=4)
    page.resize(840, 620)
    page.show()
    first = page.rows()[0]
    first.set_current(current=True)
    page.layout().activate()
    for control in first.controls():
        right = control.mapTo(page, control.rect().topRight()).x()
        assert right < page.width(), control.accessibleName()
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    page.hide()


def test_keys_walk_the_lines_and_enter_does_it(page: TodayPage, office: Office, qtbot: QtBot) -> None:
    ana, theo = office.contact(given="Ana"), office.contact(given="Theo")
    referral = office.referral(ana, prospect_id=theo)
    page.show()
    page.take_focus()
    with qtbot.waitSignal(page.call_wanted) as asked:
        qtbot.keyClick(page.rows()[0], Qt.Key.Key_Return)
    assert asked.args == [theo, referral, "first_contact"]
    qtbot.keyClick(page.rows()[0], Qt.Key.Key_Down)
    assert page.rows()[1]._current
    with qtbot.waitSignal(page.word_wanted):
        qtbot.keyClick(page.rows()[1], Qt.Key.Key_Return)
    page.hide()


def test_a_kept_promise_leaves_and_can_come_back(
    page: TodayPage, office: Office, file_desk: Desk, workplace_said: Said, clock: TestClock, qtbot: QtBot
) -> None:
    grace = office.contact(given="Grace", family="Liang")
    due = file_desk.today()
    file_desk.do(promises.add, PromiseDraft(contact_id=grace, text="Send the name of a roofer", due_on=due))
    page.show()
    (row,) = page.rows()
    qtbot.mouseClick(row._button, Qt.MouseButton.LeftButton)
    assert page.rows() == []
    assert workplace_said.done == ["Promise to Grace Liang kept"]
    file_desk.undo()
    assert len(page.rows()) == 1
    clock.moment += timedelta(days=3)
    page.refresh()
    assert page.rows()[0].accessibleName().startswith("Overdue")
    page.hide()


def test_the_next_step_of_a_referral_is_done_and_can_come_back(
    page: TodayPage, office: Office, file_desk: Desk, workplace_said: Said
) -> None:
    theo = office.referral(office.contact())
    file_desk.do(referrals.log_first_contact, theo, referrals.Attempt())
    file_desk.do(referrals.set_next_step, theo, "Draw the quote", file_desk.today())
    page.show()
    (row,) = [row for row in page.rows() if row.line.look is Look.REFERRAL_STEP]
    assert row._button.words() == "Done"
    row.act()
    assert workplace_said.done == ["Next step with Theo Marchetti done"]
    assert Look.REFERRAL_STEP not in [row.line.look for row in page.rows()]
    file_desk.undo()
    assert Look.REFERRAL_STEP in [row.line.look for row in page.rows()]
    page.hide()


def test_time_alone_makes_a_line_overdue_and_looks_for_nothing_of_the_first_hour(
    page: TodayPage, office: Office, file_desk: Desk, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = file_desk.today()
    draft = PromiseDraft(contact_id=office.contact(), text="Send the name of a roofer", due_on=due)
    file_desk.do(promises.add, draft)
    page.show()
    looked: list[int] = []
    monkeypatch.setattr(page.hour, "look", lambda: looked.append(1))
    clock.moment += timedelta(days=3)
    page._minute.timeout.emit()
    assert page.rows()[0].accessibleName().startswith("Overdue")
    assert looked == []
    page.hide()


def test_a_hidden_page_waits_until_it_is_seen(page: TodayPage, office: Office) -> None:
    page.show()
    page.hide()
    office.referral(office.contact(given="Ana"), prospect_id=office.contact(given="Theo"))
    assert page.rows() == []
    page.show()
    assert len(page.rows()) == 3
    page.hide()


def promised(office: Office, *names: str) -> None:
    for name in names:
        draft = PromiseDraft(office.contact(given=name, family="Liang"), "Two names", office.desk.today())
        office.desk.do(promises.add, draft)


def test_s_puts_a_line_off_and_undo_brings_it_back_with_the_focus(
    page: TodayPage, office: Office, file_desk: Desk, workplace_said: Said, qtbot: QtBot
) -> None:
    promised(office, "Ada", "Bea", "Cleo")
    page.show()
    page.take_focus()
    qtbot.keyClick(page.rows()[0], Qt.Key.Key_Down)
    qtbot.keyClick(page.rows()[1], Qt.Key.Key_S)
    menu = page.findChildren(Menu)[-1]
    assert [action.isEnabled() for action in menu.actions()][:2] == [False, True]
    tomorrow = next(action for action in menu.actions() if action.property("words") == "Tomorrow")
    tomorrow.trigger()
    menu.close()
    assert workplace_said.done == ["Bea Liang snoozed until tomorrow"]
    assert [row.line.name for row in page.rows()] == ["Ada Liang", "Cleo Liang"]
    assert page.rows()[1]._current, "the next line is open"
    assert page.head.link.words() == "1 snoozed"
    file_desk.undo()
    assert page.rows()[1].line.name == "Bea Liang"
    assert page.rows()[1]._current, "what came back is open"
    assert page.head.link.isHidden()
    page.hide()


def test_what_is_put_off_is_listed_and_brought_back(page: TodayPage, office: Office, qtbot: QtBot) -> None:
    promised(office, "Ada")
    page.show()
    until = snoozing.next_week(office.desk.now(), office.working)
    office.desk.do(snoozes.put_off, page.rows()[0].line, until)
    assert page.rows() == []
    qtbot.mouseClick(page.head.link, Qt.MouseButton.LeftButton)
    menu = page.findChildren(Menu)[-1]
    assert menu.actions()[1].property("words") == "Ada Liang: Two names"
    menu.actions()[1].trigger()
    menu.close()
    assert [row.line.name for row in page.rows()] == ["Ada Liang"]
    page.hide()


def test_a_red_line_offers_no_day_beyond_tomorrow(
    page: TodayPage, office: Office, clock: TestClock, qtbot: QtBot
) -> None:
    promised(office, "Ada")
    clock.moment += timedelta(days=6)
    page.show()
    qtbot.keyClick(page.rows()[0], Qt.Key.Key_S)
    menu = page.findChildren(Menu)[-1]
    offered = [action.property("words") for action in menu.actions() if action.isEnabled() and action.text()]
    menu.close()
    assert offered in (["Tomorrow"], ["Later today", "Tomorrow"])
    page.hide()


def test_a_day_of_ones_own_is_typed(
    page: TodayPage, office: Office, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    promised(office, "Ada")
    page.show()
    dialog = SnoozeDialog(workplace, page, line=page.rows()[0].line)
    dialog.open()
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    assert [field.error() for field in dialog.findChildren(Field) if field.name == "until"] == ["Choose a day."]
    qtbot.keyClicks(dialog.day, "the day the moon")
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    assert "until" in {field.name for field in dialog.findChildren(Field) if field.error()}
    dialog.day.set_day(office.desk.today() + timedelta(days=9))
    dialog.main_button.click()
    assert workplace_said.done == ["Ada Liang snoozed until Nov 27"]
    assert page.rows() == []
    page.hide()


def test_a_day_of_return_begins_with_the_ten_that_matter(
    page: TodayPage, office: Office, clock: TestClock, qtbot: QtBot
) -> None:
    promised(office, *(f"P{at}" for at in range(14)))
    clock.moment += timedelta(days=12)
    page.show()
    assert page.catching_up.isVisible()
    assert page.catching_up._strong.text() == "Welcome back. Catch up: the ten that matter."
    assert page.head.summary.text() == "14 things to do."
    assert len(page.rows()) == 10
    profile = page.workplace.desk.ask(business.load)
    named = replace(profile, business_name="Fern", owner="Nadia", rules=Rules(catch_up_lines=3))
    page.workplace.desk.do(business.save, named)
    page.refresh()
    assert page.catching_up._strong.text() == "Welcome back. Catch up: the 3 that matter."
    assert len(page.rows()) == 3
    qtbot.mouseClick(page.catching_up._act, Qt.MouseButton.LeftButton)
    assert not page.catching_up.isVisible()
    assert len(page.rows()) == 12, "a long section shows twelve first"
    page.refresh()
    assert not page.catching_up.isVisible()
    page.hide()


def test_a_free_day_offers_to_give_and_names_somebody(page: TodayPage, office: Office, qtbot: QtBot) -> None:
    ana = office.contact(rank=Rank.A, phone="(614) 555-0173")
    draft = TouchDraft(ana, office.desk.now() - timedelta(days=3), TouchKind.MEETING, Purpose.OTHER, Outcome.TALKED)
    office.desk.do(touches.log, draft)
    page.show()
    assert page.rows() == []
    with qtbot.waitSignal(page.given_wanted):
        qtbot.mouseClick(page.empty._done.act, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.call_wanted) as asked:
        qtbot.mouseClick(page.empty.suggestion.button, Qt.MouseButton.LeftButton)
    assert asked.args == [ana, 0, "keep_in_touch"]
    page.hide()


def test_the_next_days_fold_out(page: TodayPage, office: Office, qtbot: QtBot) -> None:
    draft = PromiseDraft(office.contact(), "Two names", office.desk.today() + timedelta(days=2))
    office.desk.do(promises.add, draft)
    page.show()
    assert not page.next_days.is_open
    qtbot.mouseClick(page.next_days.fold, Qt.MouseButton.LeftButton)
    said = [label.text() for label in page.next_days.findChildren(QLabel)]
    assert "Ana Diaz: Two names" in said
    assert "Friday, November 20" in said
    page.hide()


def test_goals_stand_above_and_lead_to_their_history(page: TodayPage, office: Office, qtbot: QtBot) -> None:
    office.contact()
    page.show()
    assert page.goals.isVisible()
    piece = page.goals.pieces[0]
    assert piece.accessibleName() == "Referrals given: 0 of 1"
    piece.setFocus()
    with qtbot.waitSignal(page.goals_wanted) as asked:
        qtbot.keyClick(piece, Qt.Key.Key_Return)
    assert asked.args == ["given", "week"]
    page.goals.show_bars((), "November")
    assert page.goals.isHidden()
    page.hide()


def test_a_goal_of_every_measure_can_be_read(page: TodayPage, office: Office) -> None:
    office.contact()
    narrow = 1024 - 170
    page.resize(narrow, 700)
    page.show()
    bars = [Bar(measure, period, 40, 10, 0.5) for period in Period for measure in Measure]
    page.goals.show_bars(bars, "November")
    page.goals.fill()
    for _turn in range(3):
        QApplication.processEvents()
    assert len(page.goals.pieces) == len(bars)
    assert page.width() == narrow
    for piece in page.goals.pieces:
        of = piece.findChildren(Label)[-1]
        assert of.text() == "of 40"
        assert piece.width() >= 85
        assert of.mapTo(page.goals, of.rect().bottomRight()).y() < page.goals.height()
    page.hide()


def test_other_goals_may_come_after_the_former_are_gone(page: TodayPage, office: Office) -> None:
    office.contact()
    page.show()
    former = page.goals.pieces[0]
    page.goals.show_bars(page.goals._bars, "another month")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(former)
    page.goals.fill()
    assert page.goals.pieces
    page.hide()


def test_each_kind_of_line_asks_for_what_does_it(
    page: TodayPage, workplace_said: Said, office: Office, qtbot: QtBot
) -> None:
    office.contact(rank=Rank.A, phone="(614) 555-0173", dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, 25)),))
    office.contact("Cleo", "Lind", client_since=date(2025, 11, 1))
    office.desk.do(reminders.add, ReminderDraft("Stamps", office.desk.today()))
    page.show()
    rows = {row.line.kind: row for row in page.rows()}
    buttons = {kind.value: row._button.words() for kind, row in rows.items()}
    assert buttons == {
        "date": "Print the card", "reminder": "Done", "review": "Start the review", "keep_in_touch": "Call"
    }  # fmt: skip
    with qtbot.waitSignal(page.review_wanted):
        rows[LineKind.REVIEW].act()
    with qtbot.waitSignal(page.call_wanted):
        rows[LineKind.KEEP_IN_TOUCH].act()
    rows[LineKind.REMINDER].act()
    with qtbot.waitSignal(page.occasion_cards_wanted) as asked:
        rows[LineKind.DATE].act()
    assert asked.args == ["birthday", [rows[LineKind.DATE].line.contact_id]]
    qtbot.keyClick(rows[LineKind.DATE], Qt.Key.Key_M)
    assert workplace_said.done == ["Reminder done: Stamps", "Card to Ana Diaz mailed"]
    assert [row.line.kind for row in page.rows()] == [LineKind.REVIEW], "a card is a last contact too"
    page.hide()

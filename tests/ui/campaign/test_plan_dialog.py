"""The form of a referral month: it says honestly what it means while it is filled in."""

from dataclasses import replace
from datetime import date

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import CampaignId
from refdesk.domain.ranking import Rank
from refdesk.domain.working_time import Away
from refdesk.services import business, campaign_days, campaigns, contacts, saved_filters
from refdesk.services.campaigns import PlanDraft
from refdesk.services.saved_filters import SavedFilter
from refdesk.ui.campaign.plan_dialog import BEST, EVERYBODY, MINUTES, PlanDialog
from refdesk.ui.workplace import Workplace

TODAY = date(2026, 11, 18)
NAMES = ("Ana", "Bo", "Cleo", "Dora", "Emil")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    return made


def add_people(office: Office) -> None:
    for at, name in enumerate(NAMES):
        office.contact(name, "Lind", phone=f"(614) 555-010{at}", rank=list(Rank)[at], may_be_called=MayBeCalled.YES)


def be_away(office: Office, first: date, last: date) -> None:
    known = office.desk.ask(business.load)
    office.desk.do(business.save, replace(known, business_name="Firm", owner="Ana", away=(Away(first, last),)))


def opened(workplace: Workplace, window: QWidget) -> PlanDialog:
    dialog = PlanDialog(workplace, window)
    dialog.open()
    return dialog


def test_it_says_whom_the_plan_reaches(workplace: Workplace, window: QWidget, office: Office) -> None:
    add_people(office)
    office.contact("Fay", "Frank", phone="(614) 555-0109", may_be_called=MayBeCalled.NO)
    unknown = office.contact("Gus", "Gold", phone="(614) 555-0110", rank=Rank.A_PLUS)
    dialog = opened(workplace, window)
    assert dialog.reach.value() == BEST
    assert dialog.result.text() == "The plan reaches 6 of 6 people who may be called, on 8 working days."
    assert dialog._everybody.text() == "At most 1 call a day: 8 minutes."
    assert "1 may not be called: Fay Frank" in dialog.side.left_out.text()
    assert dialog.off.text() == "Off: 26 Thanksgiving Day."
    (check,) = dialog.side.asked.values()
    check.click()
    dialog._ask_again()
    assert "5 of 5" in dialog.result.text()
    assert check.isVisible()
    check.click()
    dialog.main_button.click()
    draft = office.desk.ask(contacts.draft_of, unknown).draft
    assert draft.may_be_called is MayBeCalled.YES


def test_minutes_are_honest(workplace: Workplace, window: QWidget, office: Office) -> None:
    for at in range(20):
        office.contact("Ana", f"Lind {at}", phone="(614) 555-0101")
    dialog = opened(workplace, window)
    dialog.reach.set_value(MINUTES)
    dialog.minutes.setText("16")
    dialog._ask_again()
    assert "reaches 16 of 20" in dialog.result.text()
    assert dialog._everybody.text().endswith("Everybody would take 24 minutes a day.")
    dialog.minutes.setText("forty")
    dialog._ask_again()
    assert dialog._minutes_field.error() == "Type the minutes as a number, such as 40."
    assert not dialog.main_button.isEnabled()
    dialog.minutes.setText("9999")
    dialog._ask_again()
    assert "24 hours" in dialog._minutes_field.error()
    be_away(office, date(2026, 11, 19), date(2026, 11, 30))
    dialog = opened(workplace, window)
    dialog.reach.set_value(EVERYBODY)
    dialog._ask_again()
    assert "20 calls a day: 2 h 40 min" in dialog._everybody.text()
    assert dialog.off.text() == "Off: 19–25 away, 26 Thanksgiving Day, 27–30 away."


def test_whom_it_is_for_is_chosen_as_in_contacts(workplace: Workplace, window: QWidget, office: Office) -> None:
    add_people(office)
    office.desk.do(saved_filters.save, SavedFilter("Old friends, mine", "rank:A,B Lind"))
    dialog = opened(workplace, window)
    dialog.who.ranks[Rank.A].click()
    dialog._ask_again()
    assert "reaches 1 of 1" in dialog.result.text()
    dialog.who.ranks[Rank.A].click()
    dialog.who.group.set_value(next(value for value, words in dialog.who.group.choices() if words.startswith("Old")))
    dialog._ask_again()
    assert "reaches 2 of 2" in dialog.result.text()
    dialog.who.words.setText("is:nobody")
    dialog._ask_again()
    assert dialog._everybody.text() == "Nobody of these can be called. Choose other people."
    assert not dialog.main_button.isEnabled()
    dialog.who.words.setText("")
    dialog._ask_again()
    dialog.main_button.click()
    (month,) = office.desk.ask(campaign_days.all_months)
    assert month.who == 'saved:"old friends, mine"'


def test_a_month_that_is_planned_already_is_said_and_the_next_is_proposed(
    workplace: Workplace, window: QWidget, office: Office
) -> None:
    add_people(office)
    office.desk.do(campaigns.plan, PlanDraft(TODAY, date(2026, 11, 30), who="rank:A"))
    dialog = opened(workplace, window)
    assert dialog.month.currentText() == "December 2026"
    dialog.month.set_value(date(2026, 11, 1))
    dialog._ask_again()
    assert dialog._month_field.error() == "November 2026 is already planned in these days."


def test_a_month_of_days_off_is_passed_over_and_says_so(workplace: Workplace, window: QWidget, office: Office) -> None:
    add_people(office)
    office.desk.do(campaigns.plan, PlanDraft(TODAY, date(2026, 11, 30), who="rank:A"))
    be_away(office, date(2026, 12, 1), date(2026, 12, 31))
    dialog = opened(workplace, window)
    assert dialog.month.currentText() == "January 2027"
    dialog.month.set_value(date(2026, 12, 1))
    dialog._ask_again()
    assert dialog._month_field.error().startswith("December 2026 has no working day.")
    assert not dialog.main_button.isEnabled()


def test_a_business_that_never_works_is_told_so(workplace: Workplace, window: QWidget, office: Office) -> None:
    add_people(office)
    be_away(office, TODAY, date(2028, 11, 18))
    dialog = opened(workplace, window)
    assert "no working day" in dialog._month_field.error()
    assert not dialog.side.left_out.isVisible()  # nobody was looked at
    assert not dialog.main_button.isEnabled()


def test_last_years_choice_is_proposed_again(workplace: Workplace, window: QWidget, office: Office) -> None:
    add_people(office)
    made: CampaignId = office.desk.do(
        campaigns.plan, PlanDraft(TODAY, date(2026, 11, 30), minutes_a_day=24, who="rank:A,B", one_a_household=True)
    )
    last = office.desk.ask(campaign_days.month, made)
    dialog = PlanDialog(workplace, window, like=last, first_on=date(2027, 11, 1))
    draft = dialog.draft()
    assert (draft.first_on, draft.who, draft.minutes_a_day) == (date(2027, 11, 1), "rank:A,B", 24)
    assert draft.one_a_household


def test_it_is_planned_by_keyboard_alone(
    workplace: Workplace, window: QWidget, office: Office, qtbot: QtBot, workplace_said: Said
) -> None:
    add_people(office)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    dialog = opened(workplace, window)
    with qtbot.waitSignal(dialog.saved):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert workplace_said.done == ["November 2026 is planned"]
    office.desk.undo()
    assert office.desk.ask(campaign_days.all_months) == ()


def test_the_fields_of_who_come_by_themselves_once_the_rest_was_painted(
    workplace: Workplace, window: QWidget, qtbot: QtBot
) -> None:
    dialog = PlanDialog(workplace, window)
    dialog.open()
    dialog.who.show_words("oak street")
    assert dialog.who.isHidden()
    assert dialog.who.value() == "oak street"
    assert QApplication.focusWidget() is dialog.month
    qtbot.waitUntil(dialog.who.isVisible)
    assert QApplication.focusWidget() is dialog.month
    assert dialog.who.value() == "oak street"

"""A referral month that falls behind, whose people change, and what its menus offer."""

from datetime import date
from functools import partial

import months
import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import CampaignId
from refdesk.domain.ranking import Rank
from refdesk.services import call_results, campaign_days, campaign_people
from refdesk.services.campaign_people import Which
from refdesk.ui.campaign.campaign_page import CampaignPage
from refdesk.ui.campaign.people_dialog import PeopleDialog
from refdesk.ui.campaign.plan_dialog import PlanDialog
from refdesk.ui.campaign.replan_dialog import ReplanDialog
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.person_picker import Suggestion
from refdesk.ui.workplace import Workplace

TODAY, NEXT, LAST = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 23)
PEOPLE = ("Ana", "Bo", "Cleo", "Dora")


@pytest.fixture
def month(office: Office) -> CampaignId:
    office.stages()
    for at, name in enumerate(PEOPLE):
        office.contact(name, "Lind", phone=f"(614) 555-010{at}", rank=Rank.B, may_be_called=MayBeCalled.YES)
    return months.all_on(office.desk, TODAY, last=LAST)


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> CampaignPage:
    made = CampaignPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    return made


def loads(office: Office, month: CampaignId) -> dict[int, int]:
    calendar = office.desk.ask(campaign_days.days, month, office.desk.today(), office.working)
    return {day.day.day: day.to_go for day in calendar.days if day.to_go}


def menu_lines(page: CampaignPage) -> dict[str, QAction]:
    menu = page.findChildren(Menu)[-1]
    menu.close()
    return {str(action.property("words")): action for action in menu.actions() if not action.isSeparator()}


def test_a_month_that_is_behind_says_so_and_is_planned_anew(
    page: CampaignPage, month: CampaignId, office: Office, clock: TestClock, workplace_said: Said
) -> None:
    page.show()
    assert page.month.coverage.sentence.text() == "On pace: at most 4 calls a day."
    assert not page.month.coverage.replan.isVisible()
    clock.forward(days=1)
    page.refresh()
    assert page.month.coverage.behind.text() == "4 calls of days gone by have no result."
    page.month.coverage.replan.click()
    dialog = page.window().findChild(ReplanDialog)
    assert dialog is not None
    assert dialog.result.text() == "4 calls get another day. 4 are left from days gone by."
    assert dialog.details.text() == "At most 2 calls a day: 16 minutes. The month ends on November 23."
    dialog.how.set_value("longer")
    dialog._ask_again()
    assert "The month ends on November 24." in dialog.details.text()
    dialog.how.set_value("evenly")
    dialog._ask_again()
    dialog.main_button.click()
    assert workplace_said.done == ["November 2026: 4 calls have another day"]
    assert loads(office, month) == {19: 2, 20: 1, 23: 1}
    assert page.month.coverage.behind.text() == ""
    office.desk.undo()
    assert loads(office, month) == {18: 4}


def test_a_day_is_moved_by_its_own_menu(page: CampaignPage, month: CampaignId, office: Office) -> None:
    page.show()
    page.month.calendar.cells()[TODAY].menu_wanted.emit(TODAY, QPoint(0, 0))
    lines = menu_lines(page)
    assert set(lines) == {"Print call sheets", "Enter results", "Move the calls"}
    lines["Move the calls"].trigger()
    dialog = page.window().findChild(ReplanDialog)
    assert dialog is not None
    assert not dialog.how.isVisible()
    dialog.main_button.click()
    assert loads(office, month) == {19: 2, 20: 1, 23: 1}
    page.acts.open_day_menu(TODAY, QPoint(0, 0))
    assert not menu_lines(page)["Move the calls"].isEnabled()


@pytest.mark.usefixtures("month")
def test_the_menu_of_the_month_has_everything_by_key(page: CampaignPage) -> None:
    page.show()
    page.month.plan.click()
    lines = menu_lines(page)
    assert {"Re-plan the rest", "People of the month", "Print call sheets", "Plan another referral month"} <= set(lines)
    lines["Plan another referral month"].trigger()
    assert page.window().findChild(PlanDialog) is not None


def has_the_keys(widget: QWidget) -> bool:
    """Give it the focus, also where a window of another test took it last."""
    widget.activateWindow()
    widget.setFocus()
    return widget.hasFocus()


@pytest.mark.usefixtures("month")
def test_people_join_and_leave(page: CampaignPage, office: Office, workplace_said: Said, qtbot: QtBot) -> None:
    emil = office.contact("Emil", "Frank", phone="(614) 555-0109", rank=Rank.A)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.acts.show_people()
    dialog = page.window().findChild(PeopleDialog)
    assert dialog is not None
    assert dialog.count.text() == "4 people"
    dialog.add.click()
    assert dialog._person_field.error() == "Choose somebody from your contacts."
    dialog.person.set_person(Suggestion(emil, "Emil Frank"))
    dialog.add.click()
    assert workplace_said.done == ["1 person joins November 2026"]
    assert dialog.count.text() == "5 people"
    dialog.words.setText("rank:B")
    dialog.add_all.click()
    assert dialog._words_field.error() == "They are in this month already."
    dialog.search.setText("emil")
    assert dialog.count.text() == "1 person"
    dialog.view.move_to(0)
    assert dialog.take_out.isEnabled()
    qtbot.waitUntil(partial(has_the_keys, dialog.view))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Delete)
    assert workplace_said.done[-1] == "1 person is out of November 2026"
    assert dialog.count.text() == "Nobody in this list has this name."
    assert not dialog.main_button.isEnabled()
    dialog.search.setText("")
    dialog.view.move_to(0)
    with qtbot.waitSignal(page.person_wanted):
        qtbot.keyClick(dialog.view, Qt.Key.Key_Return)


def test_at_the_end_it_lists_whom_nobody_reached(
    page: CampaignPage, month: CampaignId, office: Office, clock: TestClock
) -> None:
    clock.forward(days=5)
    rows = [FilledRow(1, Code.TALKED), *(FilledRow(number, Code.NO_ANSWER) for number in (2, 3, 4))]
    office.desk.do(call_results.enter, month, TODAY, rows)
    clock.forward(days=1)
    page.show()
    assert page.month.coverage.missed.isVisible()
    page.month.coverage.missed.click()
    dialog = page.window().findChild(PeopleDialog)
    assert dialog is not None
    assert dialog.count.text() == "3 people"
    found = office.desk.ask(campaign_people.people, month, Which.NOT_REACHED)
    assert [each.name for each in found] == ["Bo Lind", "Cleo Lind", "Dora Lind"]


def test_an_empty_list_says_what_it_means(page: CampaignPage, month: CampaignId, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = PeopleDialog(page.workplace, window, campaign_id=month, which=Which.REACHED)
    dialog.open()
    assert dialog.count.text() == "Nobody was reached yet."
    assert not dialog.view.isVisible()


@pytest.mark.usefixtures("month")
def test_tab_comes_from_the_calendar_to_the_call_that_is_chosen(page: CampaignPage, qtbot: QtBot) -> None:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.calls.go_to(2)
    page.calls.print.setFocus()
    qtbot.keyClick(page.calls.print, Qt.Key.Key_Tab)
    focus = page.focusWidget()
    assert focus is page.calls.lines.lines()[2]
    assert page.calls.position() == 2


@pytest.mark.parametrize("size", [(1236, 836), (936, 636)])
@pytest.mark.usefixtures("month")
def test_tab_goes_as_one_reads_in_a_wide_and_a_narrow_window(
    page: CampaignPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    page.resize(*size)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.calls.take_focus()
    stops = []
    for _each in range(4):
        focus = page.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        stops.append(page.focusWidget())
    assert stops[:2] == [page.calls.print, page.calls.enter]
    narrow = [page.month.days, page.month.plan]
    assert stops[2:] == (narrow if size[0] < 1100 else [page.month.links.report, page.month.links.follow])

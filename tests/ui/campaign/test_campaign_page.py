"""The referral month as its owner works it."""

from datetime import date

import months
import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.call_codes import Code
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import CampaignId
from refdesk.domain.ranking import Rank
from refdesk.services import business, campaign_days, campaigns
from refdesk.services.campaigns import PlanDraft
from refdesk.services.desk import Desk
from refdesk.ui.campaign.campaign_page import CampaignPage
from refdesk.ui.campaign.day_panel import EntryLine
from refdesk.ui.campaign.plan_dialog import PlanDialog
from refdesk.ui.campaign.sheet_rows import day_after
from refdesk.ui.workplace import Workplace

TODAY = date(2026, 11, 18)
PEOPLE = ("Ana", "Bo", "Cleo", "Dora")


def add_people(office: Office) -> None:
    for at, name in enumerate(PEOPLE):
        office.contact(name, "Lind", phone=f"(614) 555-010{at}", rank=list(Rank)[at], may_be_called=MayBeCalled.YES)


@pytest.fixture
def month(office: Office) -> CampaignId:
    office.stages()
    add_people(office)
    return months.all_on(office.desk, TODAY, last=date(2026, 11, 30), but={4: date(2026, 11, 19)})


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> CampaignPage:
    made = CampaignPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    return made


def names(page: CampaignPage) -> list[str]:
    return [line.accessibleName() for line in page.calls.lines.lines()]


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "something has the focus"
    return widget


def open_sheet(page: CampaignPage, qtbot: QtBot) -> None:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.calls.enter.click()


def type_cells(qtbot: QtBot, *cells: str) -> None:
    for words in cells:
        if words:
            qtbot.keyClicks(focus(), words)
        qtbot.keyClick(focus(), Qt.Key.Key_Return)


def sheet(desk: Desk, month: CampaignId) -> dict[str, Code | None]:
    return {entry.name: entry.code for entry in desk.ask(campaign_days.day_entries, month, TODAY)}


def test_without_a_month_it_offers_to_plan_one(page: CampaignPage, office: Office) -> None:
    add_people(office)
    page.show()
    assert page.empty.isVisible()
    page.empty.act.click()
    dialog = page.findChild(PlanDialog)
    assert dialog is not None
    assert dialog.main_button.words() == "Plan November 2026"
    dialog.main_button.click()
    assert page.month.isVisible()
    assert len(page.calls.lines.lines()) == 1


@pytest.mark.usefixtures("month")
def test_a_month_shows_its_days_and_calls(page: CampaignPage) -> None:
    page.show()
    assert page.month.calendar.cells()[TODAY].accessibleName() == "Wednesday, November 18, 0 of 3 called"
    assert "Thanksgiving Day" in page.month.calendar.cells()[date(2026, 11, 26)].accessibleName()
    assert date(2026, 11, 21) not in page.month.calendar.cells()
    assert names(page)[0] == "1, Ana Lind, (614) 555-0100, no contact yet"
    assert page.month.coverage.called.text() == "0 of 4"


@pytest.mark.usefixtures("month")
def test_arrows_walk_the_calendar(page: CampaignPage, qtbot: QtBot) -> None:
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page.month.calendar.cells()[TODAY], Qt.Key.Key_Right)
    assert len(page.calls.lines.lines()) == 1
    qtbot.keyClick(page.month.calendar.cells()[date(2026, 11, 20)], Qt.Key.Key_Right)
    assert page._day == date(2026, 11, 23)
    assert not page.calls.enter.isEnabled()


@pytest.mark.usefixtures("month")
def test_choosing_a_call_shows_what_to_say(page: CampaignPage, qtbot: QtBot) -> None:
    page.show()
    line = page.calls.lines.lines()[1]
    assert isinstance(line, EntryLine)
    line.click()
    shown = page.call.findChildren(QWidget)
    assert any("Bo, it is" in getattr(each, "text", str)() for each in shown if hasattr(each, "text"))
    with qtbot.waitSignal(page.person_wanted) as asked:
        page.call._show_person()
    assert asked.args == [line.entry.contact_id]


def test_the_sheet_of_the_day_is_numbered_and_handed_on_to_be_printed(
    page: CampaignPage, month: CampaignId, qtbot: QtBot, file_desk: Desk
) -> None:
    page.show()
    with qtbot.waitSignal(page.print_wanted) as asked:
        page.calls.print.click()
    (request,) = asked.args
    assert request.pdf.read_bytes().startswith(b"%PDF")
    request.pdf.unlink()
    assert (request.title, request.sides) == ("Call sheet Nov 18", 1)
    calendar = file_desk.ask(campaign_days.days, month, TODAY, file_desk.ask(business.working_time))
    assert next(each for each in calendar.days if each.day == TODAY).is_numbered


def test_a_filled_sheet_is_entered_by_keys_alone(
    page: CampaignPage, month: CampaignId, qtbot: QtBot, file_desk: Desk, workplace_said: Said
) -> None:
    open_sheet(page, qtbot)
    type_cells(qtbot, "", "t", "", "A carpenter", "Old gardens", "Bo Vang", "24", "f", "Jun Takeda", "a porch")
    assert workplace_said.done == ["Ana Lind: talked"]
    assert sheet(file_desk, month) == {"Ana Lind": Code.TALKED, "Bo Lind": None, "Cleo Lind": None}
    assert page.results.sentence.text() == "Row 2, Bo Lind"
    type_cells(qtbot, "3", "n")
    qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet(file_desk, month)["Cleo Lind"] is Code.NO_ANSWER
    file_desk.undo()
    assert sheet(file_desk, month)["Cleo Lind"] is None
    assert page.results.model.rows[2].words("code") == "N"


@pytest.mark.usefixtures("month")
def test_unknown_and_doubled_rows_are_marked_while_typing(page: CampaignPage, qtbot: QtBot) -> None:
    open_sheet(page, qtbot)
    qtbot.keyClicks(focus(), "99")
    assert "There is no row 99 on this sheet." in page.results.sentence.text()
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert page.results.table.currentIndex().column() == 0
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    page.results.table.go_to_row(0)
    type_cells(qtbot, "", "m")
    qtbot.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(focus(), "1")
    assert "Row 1, Ana Lind, is already entered." in page.results.sentence.text()


def test_a_missing_day_is_asked_for_and_the_row_stays(
    page: CampaignPage, month: CampaignId, qtbot: QtBot, file_desk: Desk, workplace_said: Said
) -> None:
    open_sheet(page, qtbot)
    type_cells(qtbot, "", "b")
    assert "Type the day on which to call back." in page.results.sentence.text()
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    page.results.table.go_to_row(1)
    type_cells(qtbot, "", "w")
    page.results.save_button.click()
    assert workplace_said.done == ["1 call entered"]
    assert page.results.notice.isVisible()
    assert sheet(file_desk, month) == {"Ana Lind": None, "Bo Lind": Code.WRONG_NUMBER, "Cleo Lind": None}
    first = page.results.model.rows[0]
    assert (first.words("code"), first.outcome) == ("B", "draft")
    page.results.table.go(0, 3)
    type_cells(qtbot, "24")
    assert first.words("call_back_on") == "Nov 24, 2026"
    page.results.save_button.click()
    assert sheet(file_desk, month)["Ana Lind"] is Code.CALL_BACK
    assert not page.results.notice.isVisible()


@pytest.mark.usefixtures("month")
def test_what_is_typed_stays_while_looking_elsewhere(page: CampaignPage, qtbot: QtBot) -> None:
    open_sheet(page, qtbot)
    type_cells(qtbot, "", "", "", "A roofer")
    page.results.back.click()
    assert page.calls.isVisible()
    page.calls.enter.click()
    assert page.results.model.rows[0].words("help") == "A roofer"


def test_several_months_are_chosen_from_a_list(
    page: CampaignPage, month: CampaignId, office: Office, clock: TestClock
) -> None:
    clock.forward(days=14)
    office.desk.do(campaigns.plan, PlanDraft(date(2026, 12, 1), date(2026, 12, 31)))
    page.show()
    assert page.month.months.isVisible()
    assert page.month.months.currentText() == "December 2026"
    page.month.months.chosen.emit(month)
    assert page._day == date(2026, 11, 19)
    page.show_day(date(2026, 12, 2))
    assert page.month.months.currentText() == "December 2026"


@pytest.mark.usefixtures("month")
def test_a_narrow_window_has_a_day_picker(page: CampaignPage) -> None:
    page.resize(936, 636)
    page.show()
    assert page.width() == 936
    assert page.month.days.isVisible()
    assert not page.month.calendar.isVisible()
    page.resize(1236, 836)
    assert page.month.calendar.isVisible()


def test_days_are_read_as_they_are_written_on_paper() -> None:
    assert day_after("24", TODAY) == date(2026, 11, 24)
    assert day_after("3", TODAY) == date(2026, 12, 3)
    assert day_after("Jan 5", TODAY) == date(2027, 1, 5)
    assert day_after("tomorrow", TODAY) == date(2026, 11, 19)
    assert day_after("soon", TODAY) is None

"""The referral month as its owner works it."""

from datetime import date

import months
import pytest
import shiboken6
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import CampaignId
from refdesk.domain.ranking import Rank
from refdesk.progress import Progress
from refdesk.services import call_results, campaigns
from refdesk.services.campaigns import PlanDraft
from refdesk.ui import slices
from refdesk.ui.campaign import month_reading
from refdesk.ui.campaign.call_panel import CallPanel
from refdesk.ui.campaign.campaign_page import CampaignPage
from refdesk.ui.campaign.day_panel import EntryLine
from refdesk.ui.campaign.month_views import View
from refdesk.ui.campaign.plan_dialog import PlanDialog
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


@pytest.mark.usefixtures("month")
def test_the_calendar_stands_beside_the_grid_where_the_window_is_wide(page: CampaignPage) -> None:
    page.show()
    page.enter_results()
    assert page.results.isVisible()
    assert not page.month.isVisible()
    page.resize(1600, 836)
    assert page.month.calendar.isVisible()
    page.month.day_chosen.emit(date(2026, 11, 19))
    assert page.calls.isVisible(), "nothing is written on a sheet to come"
    page.month.day_chosen.emit(TODAY)
    page.enter_results()
    page.resize(1236, 836)
    assert not page.month.isVisible()


def test_a_result_changes_its_line_and_leaves_the_others_alone(
    page: CampaignPage, month: CampaignId, office: Office
) -> None:
    page.show()
    before = page.calls.lines.lines()
    office.desk.do(call_results.enter, month, TODAY, [FilledRow(2, Code.MESSAGE)])
    assert page.calls.lines.lines() == before
    assert "message left" in names(page)[1]
    office.desk.undo()
    assert page.calls.lines.lines() == before
    assert "message left" not in names(page)[1]


@pytest.fixture
def half_shown(page: CampaignPage, month: CampaignId, monkeypatch: pytest.MonkeyPatch) -> CampaignPage:
    """Return the page as it is when the days and calls are seen first, and the call is still to come."""
    assert month
    monkeypatch.setattr(slices, "SLICE_S", 0.0)
    monkeypatch.setattr(slices._TURNS, "ask", lambda _slices: None)  # nothing comes by itself
    page.show()
    page.activateWindow()
    while page.views.shown is not View.CALENDAR:
        page._slices.take_one()
    assert page.calls.isVisible()
    assert not page.call.isVisible()
    return page


def test_a_call_that_is_begun_before_it_is_seen_is_there(half_shown: CampaignPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(half_shown.isActiveWindow)
    half_shown.calls.begun.emit()
    assert focus() is half_shown.call.form.answer
    half_shown._slices.finish()
    assert focus() is half_shown.call.form.answer


def test_a_letter_that_is_pressed_before_the_call_is_seen_counts_for_it(half_shown: CampaignPage) -> None:
    half_shown.calls.take_focus()
    half_shown.calls.letter_pressed.emit(Code.TALKED.value)
    assert half_shown.call.foot.code() is Code.TALKED
    half_shown._slices.finish()
    assert half_shown.call.foot.code() is Code.TALKED


def test_another_day_that_is_chosen_before_the_call_is_seen_shows_its_own(half_shown: CampaignPage) -> None:
    half_shown.month.day_chosen.emit(date(2026, 11, 19))
    half_shown._slices.finish()
    assert names(half_shown)[0].startswith("1, Dora Lind")
    assert half_shown.call.isVisible()
    assert half_shown.call.top._name.text() == "Dora Lind"


@pytest.mark.usefixtures("month")
def test_a_page_that_goes_before_all_of_it_came_takes_the_rest_with_it(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE_S", 0.0)
    page = CampaignPage(workplace)
    page.show()
    coming = page._slices
    assert not coming.is_done
    shiboken6.delete(page)
    slices._TURNS._next()
    slices._TURNS._next()
    assert not shiboken6.isValid(coming)


@pytest.mark.usefixtures("month")
def test_the_first_call_is_read_beside_the_window(page: CampaignPage, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    in_window = CallPanel._read
    monkeypatch.setattr(CallPanel, "_read", lambda panel, profile: read.append(1) or in_window(panel, profile))
    page.show()
    assert page.call.top._name.text() == "Ana Lind"
    assert read == []
    page.calls.go_to(1)
    assert page.call.top._name.text() == "Bo Lind"
    assert read == [1]


@pytest.mark.usefixtures("month")
def test_what_was_read_before_a_call_was_typed_into_overtakes_nothing(page: CampaignPage, workplace: Workplace) -> None:
    page.show()
    assert page._campaign_id is not None
    early = month_reading.read(
        workplace.desk, page._campaign_id, TODAY, TODAY, Progress(), chosen=page.calls.chosen(), with_call=True
    )
    assert early is not None
    assert early.shown.call is not None
    page.call.form.answer.setPlainText("A roofer")
    page.call.keep()
    page._show(page._asked, early)
    assert page.call.form.answer.text() == "A roofer"
    page.month.day_chosen.emit(date(2026, 11, 23))  # nobody is called on it
    page._show(page._asked, early)
    assert page.call.form.answer.text() == "A roofer"

"""A filled sheet, typed in by keys alone: nothing that was typed is lost, and nothing is saved twice."""

from collections.abc import Callable
from datetime import date

import months
import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import CampaignId
from refdesk.domain.ranking import Rank
from refdesk.services import call_results, campaign_days, sheet_drafts
from refdesk.services.desk import Desk
from refdesk.ui import theme
from refdesk.ui.campaign.campaign_page import CampaignPage
from refdesk.ui.campaign.enter_results import EnterResults
from refdesk.ui.campaign.sheet_model import KEYS
from refdesk.ui.campaign.sheet_rows import day_after
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

TODAY = date(2026, 11, 18)
TUESDAY = date(2026, 11, 17)
PEOPLE = ("Ana", "Bo", "Cleo")
ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def month(office: Office) -> CampaignId:
    office.stages()
    for at, name in enumerate(PEOPLE):
        office.contact(name, "Lind", phone=f"(614) 555-010{at}", rank=list(Rank)[at], may_be_called=MayBeCalled.YES)
    return months.all_on(office.desk, TODAY, last=date(2026, 11, 30))


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, month: CampaignId) -> CampaignPage:  # noqa: ARG001 - it is planned first
    made = CampaignPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter_results()
    return made


@pytest.fixture
def results(page: CampaignPage) -> EnterResults:
    return page.results


@pytest.fixture
def keys(qtbot: QtBot) -> Callable[..., None]:
    """Return a function that types cells, each with Enter behind it."""

    def type_cells(*cells: str) -> None:
        for words in cells:
            qtbot.keyClicks(focus(), words)
            qtbot.keyClick(focus(), ENTER)

    return type_cells


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "something has the focus"
    return widget


def codes(desk: Desk, month: CampaignId) -> list[Code | None]:
    return [entry.code for entry in desk.ask(campaign_days.day_entries, month, TODAY)]


def at(results: EnterResults) -> tuple[int, str]:
    index = results.table.currentIndex()
    return index.row() + 1, KEYS[index.column()]


def test_a_sheet_is_entered_by_keys_alone(
    results: EnterResults, month: CampaignId, keys: Callable[..., None], file_desk: Desk, workplace_said: Said
) -> None:
    keys("1", "t", "A carpenter", "Old gardens", "Bo Vang", "24", "f", "Jun Takeda", "a porch")
    assert workplace_said.done == ["Ana Lind: talked"]
    assert at(results) == (2, "number")
    keys("2", "n")
    keys("3", "b", "24")
    assert codes(file_desk, month) == [Code.TALKED, Code.NO_ANSWER, Code.CALL_BACK]
    assert focus() is results.foot.save_button
    kept = file_desk.ask(sheet_drafts.of_day, month, TODAY)
    first = next(each.row for each in kept.values() if each.row.number == 1)
    assert (first.help, first.good_lead, first.lead_to, first.lead_by) == (
        "A carpenter", "Old gardens", "Bo Vang", date(2026, 11, 24),
    )  # fmt: skip
    assert (first.referral_direction, first.referral_name, first.referral_need) == ("received", "Jun Takeda", "a porch")
    file_desk.undo()
    assert codes(file_desk, month) == [Code.TALKED, Code.NO_ANSWER, None]
    assert results.model.rows[2].words("call_back_on") == "Nov 24, 2026"


def test_what_a_talk_did_not_bring_is_skipped(
    results: EnterResults, keys: Callable[..., None], workplace_said: Said
) -> None:
    keys("", "t", "")
    assert at(results) == (1, "good_lead")
    keys("", "")
    assert at(results) == (1, "referral_direction")
    keys("")
    assert workplace_said.done == ["Ana Lind: talked"]


def test_tab_leaves_no_cell_out(results: EnterResults, keys: Callable[..., None], qtbot: QtBot) -> None:
    keys("1")
    qtbot.keyClicks(focus(), "n")
    qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    assert at(results) == (1, "call_back_on")
    qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focus(), "Two gardens")
    qtbot.keyClick(focus(), ENTER, CONTROL)
    assert results.model.rows[0].is_saved
    assert results.model.rows[0].words("help") == "Two gardens"


def test_unknown_and_doubled_rows_are_marked_while_typing(
    results: EnterResults, keys: Callable[..., None], qtbot: QtBot
) -> None:
    qtbot.keyClicks(focus(), "99")
    assert "There is no row 99 on this sheet." in results.foot.sentence.text()
    qtbot.keyClick(focus(), ENTER)
    assert at(results) == (1, "number")
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    results.table.go_to_row(0)
    keys("", "m")
    qtbot.keyClicks(focus(), "1")
    assert "Row 1, Ana Lind, is already entered." in results.foot.sentence.text()


def test_esc_leaves_the_cell_then_the_grid_and_loses_nothing(
    page: CampaignPage, results: EnterResults, keys: Callable[..., None], qtbot: QtBot
) -> None:
    keys("1", "t")
    qtbot.keyClicks(focus(), "A roof")
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert focus() is results.table
    assert results.model.rows[0].words("help") == "A roof"
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert page.calls.isVisible()
    page.enter_results()
    assert results.model.rows[0].words("help") == "A roof"
    assert results.model.rows[0].outcome == "draft"


def test_a_missing_day_is_asked_for_and_never_stops_the_typing(
    results: EnterResults, month: CampaignId, keys: Callable[..., None], file_desk: Desk, workplace_said: Said
) -> None:
    keys("1", "b")
    assert "Type the day on which to call back." in results.foot.sentence.text()
    keys("when the fair is over", "Busy")
    assert at(results) == (1, "good_lead")
    assert results.foot.sentence.text() == "Row 1, Ana Lind: “when the fair is over” is no day."
    results.table.go(0, KEYS.index("call_back_on"))
    keys("")
    results.table.go_to_row(1)
    keys("2", "w")
    assert codes(file_desk, month) == [None, Code.WRONG_NUMBER, None]
    assert workplace_said.done == ["Bo Lind: wrong number"]
    results.foot.save_button.click()
    assert results.notice.isVisible()
    first = results.model.rows[0]
    assert (first.words("code"), first.outcome) == ("B", "draft")
    results.table.go(0, KEYS.index("call_back_on"))
    keys("24")
    assert codes(file_desk, month)[0] is Code.CALL_BACK


def test_a_row_that_is_left_half_done_is_there_in_another_window(
    page: CampaignPage, results: EnterResults, keys: Callable[..., None], workplace: Workplace, qtbot: QtBot
) -> None:
    keys("1", "t", "A roofer", "", "Bo Vang", "soonish")
    results.top.back.click()
    assert page.calls.isVisible()
    other = CampaignPage(workplace)
    qtbot.addWidget(other)
    other.show()
    other.enter_results()
    row = other.results.model.rows[0]
    words = {key: row.words(key) for key in ("code", "help", "lead_to", "lead_by")}
    assert words == {"code": "T", "help": "A roofer", "lead_to": "Bo Vang", "lead_by": "soonish"}
    assert row.problems == {"lead_by": "“soonish” is no day."}
    assert row.outcome == "draft"


def test_a_row_that_another_entered_meanwhile_is_said_and_not_overwritten(
    results: EnterResults, month: CampaignId, keys: Callable[..., None], file_desk: Desk
) -> None:
    keys("1", "t", "A carpenter")
    file_desk.do(call_results.enter, month, TODAY, [FilledRow(1, Code.MESSAGE)])
    row = results.model.rows[0]
    assert (row.words("code"), row.other) == ("M", ("T", "A carpenter"))
    assert results.notice.isVisible()
    said = " ".join(label.text() for label in results.notice.findChildren(Label))
    assert "Row 1, Ana Lind, was entered meanwhile with M. Typed here: “T”, “A carpenter”." in said
    results.table.go_to_row(1)
    assert row.other == ()
    assert codes(file_desk, month)[0] is Code.MESSAGE


def test_words_that_sound_like_a_referral_offer_to_log_it(
    page: CampaignPage, results: EnterResults, keys: Callable[..., None], qtbot: QtBot
) -> None:
    assert not results.foot.strip.isVisible()
    keys("1", "t", "Sends the Abernathys. Nice talk")
    assert "Ana Lind “Sends the Abernathys”" in results.foot.hint.text()
    results.foot.log.click()
    assert at(results) == (1, "referral_name")
    assert results.model.rows[0].words("referral_direction") == "from"
    assert not results.foot.strip.isVisible()
    results.table.go_to_row(1)
    keys("2", "t", "knows somebody with a porch", "", "", "")
    assert results.foot.so_far.text().startswith("So far T 2. M, N and B come back on a later sheet, 3 tries")
    with qtbot.waitSignal(page.referral_wanted) as asked:
        results.foot.log.click()
    assert asked.args == [results.model.rows[1].entry.contact_id]


def test_the_id_in_the_foot_of_the_paper_opens_its_sheet(
    page: CampaignPage, results: EnterResults, month: CampaignId, qtbot: QtBot, office: Office
) -> None:
    qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    qtbot.keyClicks(focus(), "t")
    months.put(office.desk, month, 3, TUESDAY)
    assert at(results) == (1, "code")  # somebody left the sheet: the cursor stays with the person
    assert results.model.rows[0].words("code") == "T"
    results.table.go_to_row(0)
    qtbot.keyClicks(focus(), f"{month}-20261117")
    assert results.foot.sentence.text() == "Enter opens the sheet of Tuesday, November 17."
    qtbot.keyClick(focus(), ENTER)
    assert page._day == TUESDAY
    assert [row.entry.name for row in results.model.rows] == ["Cleo Lind"]
    assert results.top.sheets.value() == TUESDAY


def test_in_a_narrow_window_no_cell_hides_and_a_cell_opens_while_it_is_typed_in(
    page: CampaignPage, results: EnterResults, keys: Callable[..., None], qtbot: QtBot
) -> None:
    page.resize(936, 636)
    qtbot.waitUntil(lambda: results.table.horizontalScrollBar().maximum() == 0)
    keys("1", "t")
    assert focus().width() >= theme.scaled(240)
    assert focus().geometry().right() <= results.table.viewport().width()


def test_days_are_read_as_they_are_written_on_paper() -> None:
    assert day_after("24", TODAY) == date(2026, 11, 24)
    assert day_after("3", TODAY) == date(2026, 12, 3)
    assert day_after("Jan 5", TODAY) == date(2027, 1, 5)
    assert day_after("tomorrow", TODAY) == date(2026, 11, 19)
    assert day_after("soon", TODAY) is None


def test_one_key_leads_to_the_grid_and_there_is_one_way_back(
    page: CampaignPage, results: EnterResults, qtbot: QtBot
) -> None:
    results.top.back.click()
    qtbot.keyClick(focus(), Qt.Key.Key_E, CONTROL)
    assert results.isVisible()
    assert at(results) == (1, "number")
    assert not page.calls.isVisible()

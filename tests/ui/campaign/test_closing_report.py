"""The closing report as its owner reads it: the very pages, saved, printed, and the month closed there."""

import csv
from datetime import date
from pathlib import Path

import months
import pypdf
import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.campaign import CampaignState
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import CampaignId
from refdesk.domain.ranking import Rank
from refdesk.errors import StoreFault
from refdesk.services import call_results, campaign_days, campaign_report_files, contacts
from refdesk.ui import rank_hiding
from refdesk.ui.campaign.closing_report import ClosingReport
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.widgets.buttons import Kind
from refdesk.ui.workplace import Workplace

TODAY = date(2026, 11, 18)


@pytest.fixture
def office(workplace: Workplace) -> Office:
    return Office(workplace.desk)


@pytest.fixture
def month(office: Office) -> CampaignId:
    for given in ("Ana", "Bo", "Cleo"):
        office.contact(given, "Lind", phone="(614) 555-0101", rank=Rank.A)
    made = months.all_on(office.desk, TODAY, last=date(2026, 11, 30))
    rows = [FilledRow(1, Code.TALKED, help="A roofer"), FilledRow(2, Code.NO_ANSWER)]
    office.desk.do(call_results.enter, made, TODAY, rows)
    return made


@pytest.fixture
def report(qtbot: QtBot, workplace: Workplace, month: CampaignId) -> ClosingReport:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1236, 836)
    made = ClosingReport(workplace, host)
    made.resize(1236, 836)
    made.host = host  # type: ignore[attr-defined]
    host.show()
    made.show_month(month)
    return made


def words(report: ClosingReport) -> str:
    return " ".join(each.words for each in report.view.sections())


def test_the_page_says_what_the_month_brought(report: ClosingReport) -> None:
    assert report.head.about.text() == "November 2026: 2 people are still to be called"
    assert report.view.place.text() == "Page 1 of 2"
    assert "2 people called of 3 on the list" in words(report)
    assert "1 person reached" in words(report)
    assert "People called 2 – – 2" in words(report)


def test_it_follows_what_is_entered(report: ClosingReport, office: Office, month: CampaignId) -> None:
    office.desk.do(call_results.enter, month, TODAY, [FilledRow(3, Code.TALKED)])
    report.refresh()
    assert "2 people reached" in words(report)


def test_the_month_is_closed_here_with_undo_and_opened_again(
    report: ClosingReport, office: Office, month: CampaignId, workplace_said: Said
) -> None:
    assert (report.closing.isHidden(), report.reopen.isHidden()) == (False, True)
    assert report.closing._kind is Kind.SECOND, "the days of the month are not over"
    report.closing.setFocus()
    report.closing.click()
    report.refresh()
    assert report.focusWidget() is report.reopen
    assert workplace_said.done == ["November 2026 closed"]
    assert office.desk.ask(campaign_days.month, month).state is CampaignState.CLOSED
    assert (report.closing.isHidden(), report.reopen.isHidden()) == (True, False)
    assert report.head.about.text() == "November 2026, closed Nov 18"
    office.desk.undo()
    report.refresh()
    assert (report.closing.isHidden(), report.notice.isHidden()) == (False, True)
    report.closing.click()
    report.refresh()
    report.reopen.click()
    assert workplace_said.done[-1] == "November 2026 opened again"


def test_next_years_month_is_proposed_once_it_is_closed(qtbot: QtBot, report: ClosingReport) -> None:
    assert report.notice.isHidden()
    report.close_month()
    report.refresh()
    assert not report.notice.isHidden()
    with qtbot.waitSignal(report.plan_wanted) as asked:
        report.notice.pressed.emit()
    assert (asked.args[0].first_on, asked.args[0].name) == (date(2027, 11, 17), "November 2027")


def test_it_is_saved_as_the_pages_that_are_shown_and_as_a_table(
    report: ClosingReport, office: Office, month: CampaignId, workplace_said: Said, tmp_path: Path
) -> None:
    workplace_said.saves = tmp_path / "closing.pdf"
    report.save.click()
    shown = campaign_report_files.render(office.desk, month).pdf
    assert workplace_said.saves.read_bytes() == shown
    workplace_said.saves = tmp_path / "closing"
    report.save_table.click()
    rows = list(csv.DictReader((tmp_path / "closing.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["In all"] for row in rows if row["What"] == "People reached"] == ["1"]
    assert workplace_said.told == [
        "Closing report written to “closing.pdf”",
        "Closing report written to “closing.csv”",
    ]
    workplace_said.saves = None
    report.save.click()
    assert len(workplace_said.told) == 2, "put off"


def test_it_goes_to_the_print_dialog(qtbot: QtBot, report: ClosingReport) -> None:
    with qtbot.waitSignal(report.print_wanted) as asked:
        report.print.click()
    request = asked.args[0]
    assert isinstance(request, PrintRequest)
    assert (request.title, request.paper) == ("closing report November 2026", "Letter, 8½ x 11 in")
    assert len(pypdf.PdfReader(request.pdf).pages) == 2
    request.pdf.unlink()


def test_ranks_leave_the_page_while_a_client_looks_on(report: ClosingReport) -> None:
    headings = [each.heading for each in report.view.sections()]
    assert "Who was reached" in headings
    rank_hiding.shared().turn(on=True)
    try:
        assert "Who was reached" not in [each.heading for each in report.view.sections()]
    finally:
        rank_hiding.shared().turn(on=False)
    assert "Who was reached" in [each.heading for each in report.view.sections()]


def test_escape_and_the_way_back_leave(qtbot: QtBot, report: ClosingReport) -> None:
    report.take_focus()
    with qtbot.waitSignal(report.left):
        qtbot.keyClick(report.view.sheets, Qt.Key.Key_Escape)
    with qtbot.waitSignal(report.left):
        report.head.back.click()
    with qtbot.waitSignal(report.follow_wanted):
        report.follow.click()


def test_a_month_that_is_gone_says_so(report: ClosingReport) -> None:
    report.show_month(CampaignId(99))
    assert not report.view.has_pages()
    assert not report.save.isEnabled()
    assert report.closing.isHidden()


def test_what_is_asked_for_while_it_works_comes_after(report: ClosingReport, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = []
    monkeypatch.setattr(type(report._workplace.jobs), "start", lambda _jobs, work, **how: waiting.append((work, how)))
    report.refresh()
    report.refresh()
    assert len(waiting) == 1, "one at a time"
    (work, how) = waiting.pop()
    how["then"](work(None))
    assert len(waiting) == 2, "the pages that are read, and the report anew"


def test_a_file_that_cannot_be_read_says_so_and_can_be_tried_again(
    report: ClosingReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_facts: object) -> None:
        raise StoreFault("The file is gone.")

    with monkeypatch.context() as broken:
        broken.setattr(campaign_report_files, "render", fail)
        report.refresh()
    assert not report.view.has_pages()
    report.refresh()
    assert report.view.has_pages()


def test_somebody_who_is_new_changes_nothing(report: ClosingReport, office: Office) -> None:
    before = words(report)
    office.desk.do(contacts.add, ContactDraft(given="New"))
    report.refresh()
    assert words(report) == before

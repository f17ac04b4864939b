"""Printing call sheets from the window: what is chosen is seen first, and numbered only when it is printed."""

import io
from datetime import date
from pathlib import Path

import months
import pytest
from office import Office
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import CampaignId
from refdesk.domain.sheet_span import Span
from refdesk.services import campaign_days
from refdesk.services.desk import Desk
from refdesk.ui.campaign.campaign_page import CampaignPage
from refdesk.ui.campaign.day_panel import EntryLine
from refdesk.ui.campaign.sheets_dialog import SheetsDialog
from refdesk.ui.workplace import Workplace

TODAY, THURSDAY, NEXT_WEEK = date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 24)


@pytest.fixture
def month(office: Office) -> CampaignId:
    office.stages()
    for at, name in enumerate(("Ana", "Bo", "Cleo", "Dora")):
        office.contact(name, "Lind", phone=f"(614) 555-010{at}", may_be_called=MayBeCalled.YES)
    return months.all_on(office.desk, TODAY, last=date(2026, 11, 30), but={3: THURSDAY, 4: NEXT_WEEK})


@pytest.fixture
def dialog(qtbot: QtBot, workplace: Workplace, month: CampaignId, window: QWidget) -> SheetsDialog:
    made = SheetsDialog(workplace, window, campaign_id=month, day=TODAY)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(made.main_button.isEnabled)
    return made


def choose(dialog: SheetsDialog, span: Span) -> None:
    dialog.span.set_value(span)
    dialog.span.chosen.emit(span)
    dialog._draw()


def numbered(desk: Desk, month: CampaignId) -> list[date]:
    days = (TODAY, THURSDAY, NEXT_WEEK)
    return [day for day in days if any(each.try_id for each in desk.ask(campaign_days.day_entries, month, day))]


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_tab_goes_through_the_choices_before_what_is_done_with_them(dialog: SheetsDialog) -> None:
    stops = dialog.tab_stops()
    around = [*stops[stops.index(dialog.cover) :], *stops]
    assert around[:4] == [dialog.cover, dialog.save, dialog.cancel_button, dialog.main_button]


def test_a_week_is_printed_behind_a_cover_and_numbered_then(
    dialog: SheetsDialog, month: CampaignId, qtbot: QtBot, file_desk: Desk
) -> None:
    assert dialog.about.text() == "Wednesday, November 18: 2 calls."
    assert not dialog.cover.isChecked()
    choose(dialog, Span.WEEK)
    assert dialog.about.text() == "Nov 18 – 19: 2 sheets, 3 calls."
    assert dialog.cover.isChecked()
    assert numbered(file_desk, month) == []
    with qtbot.waitSignal(dialog.print_wanted) as asked:
        dialog.main_button.click()
    (request,) = asked.args
    pages = text_of(request.pdf.read_bytes())
    request.pdf.unlink()
    assert request.title == "Call sheets Nov 18 – 19"
    assert len(pages) == 3
    assert "Called at least once" in pages[0]
    assert f"sheet {month}-20261119" in pages[0]
    assert numbered(file_desk, month) == [TODAY, THURSDAY]
    file_desk.undo()
    file_desk.undo()
    assert numbered(file_desk, month) == []


def test_the_rest_is_saved_as_pdf_without_a_cover(
    dialog: SheetsDialog, workplace_said: Said, tmp_path: Path, month: CampaignId, file_desk: Desk
) -> None:
    choose(dialog, Span.REST)
    dialog.cover.click()
    workplace_said.saves = tmp_path / "rest"
    dialog.save.click()
    pages = text_of((tmp_path / "rest.pdf").read_bytes())
    days = ("Wednesday, November 18", "Thursday, November 19", "Tuesday, November 24")
    assert [day in page for day, page in zip(days, pages, strict=True)] == [True] * 3
    assert workplace_said.told == ["Saved as rest.pdf"]
    assert numbered(file_desk, month) == [TODAY, THURSDAY, NEXT_WEEK]


def test_a_day_without_calls_has_nothing_to_print(
    qtbot: QtBot, workplace: Workplace, month: CampaignId, window: QWidget
) -> None:
    dialog = SheetsDialog(workplace, window, campaign_id=month, day=date(2026, 11, 20))
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.main_button.isEnabled())
    choose(dialog, Span.REST)
    assert dialog.main_button.isEnabled()


def test_the_page_opens_it_for_its_day(qtbot: QtBot, workplace: Workplace, month: CampaignId) -> None:  # noqa: ARG001
    page = CampaignPage(workplace)
    qtbot.addWidget(page)
    page.show()
    page.calls.print.click()
    dialog = page.findChild(SheetsDialog)
    assert dialog is not None
    assert dialog.job().days == (TODAY,)
    dialog.reject()


def test_the_page_takes_the_focus_once_it_is_read_and_prints_by_its_key(
    qtbot: QtBot,
    workplace: Workplace,
    month: CampaignId,  # noqa: ARG001
) -> None:
    page = CampaignPage(workplace)
    qtbot.addWidget(page)
    page.take_focus()
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    focus = QApplication.focusWidget()
    assert isinstance(focus, EntryLine)
    act = page.printing()
    assert not isinstance(act, str)
    act()
    dialog = page.findChild(SheetsDialog)
    assert dialog is not None
    dialog.reject()

"""The place of reports: chosen by arrows, drawn anew after the last change, saved and printed as it is shown."""

from datetime import date
from pathlib import Path

import pytest
from office import Office
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.report_period import Period, Preset
from refdesk.services import referral_report_files
from refdesk.services.referral_report_sheet import Shows
from refdesk.ui import commands, theme
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.reports import all_kinds
from refdesk.ui.reports.beside import LEAST, WIDTH, Beside
from refdesk.ui.reports.report_line import HEIGHT, SHORT, ReportLine
from refdesk.ui.reports.reports_page import SETTLE_MS, ReportsPage
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace

TODAY = date(2026, 11, 18)


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(page: ReportsPage) -> str:
    """Return what the pages say."""
    return " ".join(section.words for section in page.view.sections())


def lines(page: ReportsPage) -> list[ReportLine]:
    return [line for line in page.lines.lines() if isinstance(line, ReportLine)]


def settle(page: ReportsPage) -> None:
    """Let the time after a change pass."""
    timer = page._settling
    assert timer.isActive()
    assert timer.interval() == SETTLE_MS
    timer.stop()
    timer.timeout.emit()


def test_the_referral_report_is_shown_at_once(page: ReportsPage) -> None:
    assert lines(page)[0].kind.key == "referrals"
    assert page.view.has_pages()
    assert "Nobody was sent to you in this time." in words(page)
    assert page.save.isEnabled()


def test_arrows_open_a_report_and_its_pages_come_where_they_stop(page: ReportsPage, qtbot: QtBot) -> None:
    page.take_focus()
    assert lines(page)[0].hasFocus()
    qtbot.keyClick(lines(page)[0], Qt.Key.Key_Down)
    assert lines(page)[1].hasFocus()
    assert not page.save.isEnabled()
    qtbot.keyClick(lines(page)[1], Qt.Key.Key_Up)
    settle(page)
    assert lines(page)[0].hasFocus()
    assert page.save.isEnabled()
    assert "Nobody was sent to you in this time." in words(page)


def test_enter_makes_the_pages_without_waiting(page: ReportsPage, qtbot: QtBot) -> None:
    page.take_focus()
    ledger = next(place for place, line in enumerate(lines(page)) if line.kind.key == "gifts")
    for line in lines(page)[:ledger]:
        qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(lines(page)[ledger], Qt.Key.Key_Return)
    assert "No gift was given in 2026." in words(page)


def test_another_report_is_shown_from_its_beginning(page: ReportsPage) -> None:
    page.resize(1236, 420)
    bar = page.view.sheets.verticalScrollBar()
    bar.setValue(200)
    page.refresh()
    assert bar.value() == 200, "the same report stays where it was read"
    page.show_report("gifts")
    assert "No gift was given in 2026." in words(page)
    assert bar.value() == 0


def test_what_is_chosen_is_drawn_after_the_last_change(page: ReportsPage) -> None:
    choosing = page.choosing
    assert choosing is not None
    choosing.ticks["received"].setChecked(False)
    choosing.ticks["given"].setChecked(False)
    assert "referrals received" in words(page)
    settle(page)
    assert "referrals received" not in words(page)
    assert "promises kept" in words(page)


def test_a_day_makes_the_time_ones_own_and_a_wrong_one_is_said(page: ReportsPage) -> None:
    choosing = page.choosing
    assert choosing is not None
    assert choosing.first is not None
    assert choosing.last is not None
    assert choosing.time is not None
    choosing.first.set_day(date(2026, 12, 1))
    choosing.first.day_changed.emit(date(2026, 12, 1))
    assert choosing.time.value() is Preset.OWN
    settle(page)
    assert not page.view.has_pages()
    assert not page.print.isEnabled()
    choosing.time.chosen.emit(Preset.LAST_YEAR)
    assert (choosing.first.day(), choosing.last.day()) == (date(2025, 1, 1), date(2025, 12, 31))
    settle(page)
    assert page.view.has_pages()


def test_what_is_saved_is_what_is_shown(
    page: ReportsPage, workplace: Workplace, workplace_said: Said, tmp_path: Path
) -> None:
    workplace_said.saves = tmp_path / "mine.pdf"
    page.save.click()
    period = Period(date(2026, 1, 1), TODAY)
    assert workplace_said.saves.read_bytes() == referral_report_files.render(workplace.desk, period, Shows()).pdf
    workplace_said.saves = tmp_path / "mine.csv"
    page.save_table.click()
    assert "Everything,2026-01-01/2026-11-18,Received,0,0" in workplace_said.saves.read_text(encoding="utf-8-sig")
    assert len(workplace_said.told) == 2


def test_print_brings_the_pages(page: ReportsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.print_wanted) as heard:
        page.print.click()
    (wanted,) = heard.args or ()
    assert isinstance(wanted, PrintRequest)
    assert len(PdfReader(wanted.pdf).pages) == 2


def test_a_change_elsewhere_is_seen_when_reports_are_shown_again(page: ReportsPage, workplace: Workplace) -> None:
    office = Office(workplace.desk)
    page.hide()
    office.referral()
    page.show()
    assert "Of 1 person sent to you: 0 won, 0 lost, 1 open." in words(page)
    office.referral(prospect_id=office.contact("Theo", "Lind"))
    settle(page)
    assert "Of 2 people sent to you" in words(page)


def test_every_report_is_a_command_and_reads_out_its_name() -> None:
    keys = [kind.key for kind in all_kinds.all_kinds()]
    assert [key for key, _words, _icon in commands.REPORTS] == keys


def test_lines_say_what_they_show(page: ReportsPage) -> None:
    assert lines(page)[0].accessibleName() == "Referral report"
    assert all(line.accessibleDescription() for line in lines(page))
    assert page.view.accessibleName() or page.view.sheets.accessibleName() == "The report"


def test_a_small_window_holds_the_list_and_the_pages(page: ReportsPage) -> None:
    beside = page.lines.window().findChild(Beside)
    assert beside.width() == theme.scaled(WIDTH)
    page.resize(936, 636)  # at one jump
    QApplication.sendPostedEvents()
    assert page.width() == 936
    assert beside.width() == theme.scaled(LEAST)
    assert page.save_table.accessibleName() == "Save as CSV"


def in_sight(page: ReportsPage, widget: QWidget) -> bool:
    """Say whether a widget lies whole within the window."""
    place = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
    return widget.visibleRegion().boundingRect() == widget.rect() and page.rect().contains(place)


def test_what_can_be_chosen_is_in_sight_for_every_report(page: ReportsPage) -> None:
    for size in ((1236, 836), (936, 560)):
        page.resize(*size)
        for kind in all_kinds.all_kinds():
            page.show_report(kind.key)
            for _step in range(3):  # shown, measured, given its room
                QApplication.sendPostedEvents()
            assert page.choosing is not None
            asked = page.choosing.findChildren(Field)[:1] or page.choosing.findChildren(Check)[:1]
            assert all(in_sight(page, each) for each in asked), (kind.key, size)
            assert in_sight(page, next(line for line in lines(page) if line.kind is page._kind)), (kind.key, size)


def test_days_are_read_whole_in_a_narrow_window(page: ReportsPage) -> None:
    page.resize(936, 560)
    QApplication.sendPostedEvents()
    assert page.choosing is not None
    for field in (page.choosing.first, page.choosing.last):
        assert field is not None
        margins = field.textMargins()
        room = field.width() - margins.left() - margins.right()
        assert room > field.fontMetrics().horizontalAdvance("Nov 30, 2026")


def test_in_a_low_window_lines_say_only_what_each_report_is_called(page: ReportsPage) -> None:
    assert (lines(page)[0].height(), lines(page)[0].toolTip()) == (HEIGHT, "")
    page.resize(936, 560)
    QApplication.sendPostedEvents()
    assert lines(page)[0].height() == SHORT
    assert lines(page)[0].toolTip() == lines(page)[0].kind.about
    page.resize(1236, 836)
    QApplication.sendPostedEvents()
    assert lines(page)[0].height() == HEIGHT


def test_a_link_to_a_report_brings_its_line_and_its_page_of_the_handbook(page: ReportsPage) -> None:
    page.take_focus()
    assert page.help_page() == ""
    page.show_report("tree")
    assert page.help_page() == "tree"
    assert [line.kind.key for line in lines(page) if line.hasFocus()] == ["tree"]

"""Whatever a place prints goes through one door, and a print that is off leads to the test sheet and its readings."""

from pathlib import Path
from typing import TypeVar

import pytest
from file_printers import FilePrinters, marked_pdf, request_of
from PySide6.QtWidgets import QApplication, QWidget

from refdesk import printer_facts
from refdesk.domain.print_position import Position, Side
from refdesk.printer_facts import PrinterFacts
from refdesk.services import own_stock, printers
from refdesk.ui.print_routes import PrintRoutes
from refdesk.ui.printing.print_dialog import PrintDialog
from refdesk.ui.printing.readings_dialog import ReadingsDialog
from refdesk.ui.printing.stock_dialog import StockDialog
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.workplace import Workplace

Shown = TypeVar("Shown", bound=Dialog)


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FilePrinters:
    made = FilePrinters(tmp_path)
    monkeypatch.setattr("refdesk.ui.printing.print_dialog.SystemPrinters", lambda: made)
    return made


@pytest.fixture
def routes(workplace: Workplace, window: QWidget) -> PrintRoutes:
    return PrintRoutes(workplace, window)


def _open(window: QWidget, kind: type[Shown]) -> Shown:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def test_a_print_that_is_off_is_mended(
    routes: PrintRoutes, workplace: Workplace, window: QWidget, paper: FilePrinters
) -> None:
    """The whole way: print, "no, it is off", print the test sheet, type the readings; the next print is moved."""
    printer_facts.save("Laser", PrinterFacts("laser", "long"))
    routes.print_pages(request_of(marked_pdf([(100.0, 100.0)])))
    door = _open(window, PrintDialog)
    door.main_button.click()
    door.off.click()
    readings = _open(window, ReadingsDialog)
    readings.print_test.click()
    test = _open(window, PrintDialog)
    test.main_button.click()
    for name in ("top", "bottom"):
        readings.front.readings[name].length.setText("1/16")
        readings.front.readings[name].way.set_value("more")
    readings.main_button.click()
    assert workplace.desk.ask(printers.position, "Laser", "", Side.FRONT) == Position(4.5)
    assert [ticket.title for ticket in paper.tickets] == ["Thank-you cards", "the test sheet"]


@pytest.mark.usefixtures("paper")
def test_the_test_sheet_of_a_printer_that_is_chosen_then_leads_to_its_readings(
    routes: PrintRoutes, window: QWidget
) -> None:
    printer_facts.save("Photo", PrinterFacts("ink_jet", "long"))
    routes.print_test_sheet()
    door = _open(window, PrintDialog)
    door.form.printer.set_value("Photo")
    door.form._chosen()
    door.main_button.click()
    door.main_button.click()
    assert not door.isVisible()
    readings = _open(window, ReadingsDialog)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert readings.isAncestorOf(focus)
    assert readings.positions() == {}
    readings.reject()


def test_own_stock_is_added_and_changed(routes: PrintRoutes, workplace: Workplace, window: QWidget) -> None:
    routes.edit_stock()
    dialog = _open(window, StockDialog)
    dialog.form.code.setText("L1")
    dialog.form.panel.first.setText("4")
    dialog.form.panel.second.setText("2")
    dialog.main_button.click()
    (row,) = workplace.desk.ask(own_stock.rows)
    routes.edit_stock(row.stock_id)
    again = _open(window, StockDialog)
    assert again.form.code.text() == "L1"
    again.reject()


def test_every_signal_that_leads_here_has_its_slot(routes: PrintRoutes) -> None:
    assert set(routes.slots) == {"print_wanted", "test_sheet_wanted", "readings_wanted", "own_stock_wanted"}

"""Joins every place that prints with the one door to paper, and Settings with what printers and stock need."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from refdesk import printer_facts
from refdesk.domain.ids import StockId
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services.desk import Desk
from refdesk.ui import print_request, read_in
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.shell import Shell
from refdesk.ui.workplace import Workplace


class PrintRoutes(QObject):
    """Opens what a page or a dialog asks for; `slots` are the signals that lead here."""

    def __init__(self, workplace: Workplace, shell: Shell | QWidget) -> None:
        super().__init__(shell)
        self._workplace, self._shell = workplace, shell
        self.slots: dict[str, Callable[..., None]] = {
            "print_wanted": self.print_pages,
            "test_sheet_wanted": self.print_test_sheet,
            "readings_wanted": self.enter_readings,
            "own_stock_wanted": self.edit_stock,
        }

    @read_in.before("refdesk.ui.printing.print_dialog")
    def print_pages(self, request: PrintRequest) -> None:
        """Print or save what a place has made."""
        from refdesk.ui.printing.print_dialog import PrintDialog

        dialog = PrintDialog(self._workplace, self._shell, request=request)
        dialog.test_wanted.connect(self.enter_readings)
        dialog.open()

    def print_test_sheet(self, printer: str = "", tray: str = "") -> None:
        """Print the test sheet of a printer, or of one that is chosen then, and take its readings."""
        work = partial(_write_test, self._workplace.desk, printer_facts.of(printer).words or printer, tray)
        then = partial(self._print_test, printer, tray)
        self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault)

    @read_in.before("refdesk.ui.printing.readings_dialog")
    def enter_readings(self, printer: str, tray: str) -> None:
        """Type in what the creases of the test sheet show."""
        from refdesk.ui.printing.readings_dialog import ReadingsDialog

        ReadingsDialog(self._workplace, self._shell, printer=printer, tray=tray).open()

    @read_in.before("refdesk.ui.printing.stock_dialog")
    def edit_stock(self, stock_id: int = 0) -> None:
        """Measure a stock of the owner's own, a new one for 0."""
        from refdesk.ui.printing.stock_dialog import StockDialog

        StockDialog(self._workplace, self._shell, stock_id=StockId(stock_id) if stock_id else None).open()

    @read_in.before("refdesk.ui.printing.print_dialog")
    def _print_test(self, printer: str, tray: str, pdf: Path) -> None:
        from refdesk.ui.printing.print_dialog import PrintDialog

        request = PrintRequest(pdf, _("the test sheet"), sides=2)
        dialog = PrintDialog(
            self._workplace, self._shell, request=request, at_zero=True, printer=printer, tray=tray
        )  # fmt: skip
        dialog.sent.connect(self.enter_readings)
        dialog.open()


def _write_test(desk: Desk, printer: str, tray: str, _progress: Progress) -> Path:
    from refdesk.services import test_sheets

    return print_request.filled(partial(test_sheets.write, desk, printer=printer, tray=tray))

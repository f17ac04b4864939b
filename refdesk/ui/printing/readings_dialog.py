"""The print position of a printer: print the test sheet, fold it, read the creases, and later prints land right."""

import dataclasses
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk import printer_facts
from refdesk.domain import lengths
from refdesk.domain.lengths import Unit
from refdesk.domain.print_position import Position, Reading, Side
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, test_sheets
from refdesk.services import printers as positions
from refdesk.services.desk import Desk
from refdesk.ui import print_request
from refdesk.ui.print_request import LONG_EDGE, SHORT_EDGE, PrintRequest
from refdesk.ui.printing.print_dialog import PrintDialog
from refdesk.ui.printing.queues import Printers
from refdesk.ui.printing.side_readings import SideReadings
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

_SAME, _OTHER = "same", "other"


class ReadingsDialog(Dialog):
    """Prints the test sheet and takes its readings; `saved` once a position was kept."""

    saved = Signal()

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, printer: str, tray: str, printers: Printers | None = None
    ) -> None:
        self._words = printer_facts.of(printer).words or printer
        title = _("Print position of {printer}").format(printer=self._words)
        super().__init__(title, parent, main=_("Save the position"), size=QSize(940, 720))
        self._workplace, self._printer, self._tray, self._printers = workplace, printer, tray, printers
        self._unit = lengths.of_country(workplace.desk.ask(business.load).country)
        units = [Choice(unit.value, lengths.name(unit)) for unit in Unit]
        self.unit = Segment(units, self, name=_("Unit"), value=self._unit.value)
        self.print_test = Button(_("Print the test sheet"), self, icon="printer")
        self.front = SideReadings(Side.FRONT, self, title=_("Side 1"))
        self.back = SideReadings(Side.BACK, self, title=_("Side 2"))
        arrows = [Choice(_SAME, _("Upright")), Choice(_OTHER, _("Upside down"))]
        self.arrow = Segment(arrows, self, name=_("How does the arrow on side 2 stand?"), value="-")
        self.balance = Check(_("My printer cannot print at 100%: balance it"), self)
        self._lay_out_form()
        self._connect_form()
        self._follow()

    def positions(self) -> dict[Side, Position]:
        """Return the positions that were read; both sides have the size that the ruler of side 1 shows."""
        found = {side: read.position for side, read in self._read().items() if read.position is not None}
        scale = found[Side.FRONT].scale if Side.FRONT in found else 1.0
        return {side: dataclasses.replace(each, scale=scale) for side, each in found.items()}

    def _lay_out_form(self) -> None:
        self.head_row.addWidget(self.unit)
        steps = _(
            "Print the test sheet. Fold it, left on right, open it, and fold it top on bottom. Type where the crease "
            "crosses each scale, 0 for the middle: first on side 1, then on side 2."
        )
        self.body.setSpacing(12)
        if self._tray:
            self.body.addWidget(Label(_("Tray: {tray}").format(tray=self._tray), Style.BODY_STRONG, self))
        self.body.addWidget(Label(steps, Style.BODY, self, ink=Ink.INK2, wrap=True))
        self.body.addWidget(self.print_test, 0, Qt.AlignmentFlag.AlignLeft)
        sides = QHBoxLayout()
        sides.setSpacing(24)
        sides.addWidget(self.front, 1)
        sides.addWidget(self.back, 1)
        self.body.addLayout(sides)
        self.body.addWidget(self.balance)
        words = _("Turn the sheet like the page of a book. How does the arrow on side 2 stand?")
        arrow = Field(words, self.arrow, self, name="flip")
        self.body.addWidget(arrow)

    def _connect_form(self) -> None:
        self.main_pressed.connect(self._save)
        self.print_test.clicked.connect(self._print_test)
        self.unit.chosen.connect(self._changed_unit)
        self.balance.toggled.connect(self._follow)
        for side in (self.front, self.back):
            side.changed.connect(self._follow)

    def _sides(self) -> tuple[SideReadings, ...]:
        return tuple(side for side in (self.front, self.back) if not side.is_blank())

    def _read(self) -> dict[Side, Reading]:
        ruler, balance = test_sheets.ruler(self._unit), self.balance.isChecked()
        return {each.side: each.read(self._unit, ruler_length=ruler, balance=balance) for each in self._sides()}

    def _changed_unit(self, value: str) -> None:
        self._unit = Unit(value)
        self._follow()

    def _follow(self, _value: object = None) -> None:
        """Say at once what the readings mean."""
        read = self._read()
        for side in (self.front, self.back):
            side.show_ruler(self._unit, test_sheets.ruler(self._unit))
            side.show_outcome(read.get(side.side), self._unit)
        sized = any(each.field.endswith("_ruler") for reading in read.values() for each in reading.problems)
        self.balance.setVisible(sized or self.balance.isChecked())

    def _save(self) -> None:
        self.clear_problems()
        read = self._read()
        problems = [each for reading in read.values() for each in reading.problems]
        if not read and not self.arrow.value():
            problems.append(Problem("front_top", _("Type what the crease shows, 0 where it crosses the middle.")))
        if problems:
            self.show_problems(problems)
            return
        kept = self.positions()
        self._keep_facts()  # first: whoever hears of the position asks for these too
        try:
            if kept:
                self._workplace.desk.do(positions.keep, self._printer, self._tray, kept)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self.accept()
        self._workplace.done(positions.said_kept(self._words))
        self.saved.emit()

    def _keep_facts(self) -> None:
        """Keep at which edge the printer turns, and ask anew how its prints land."""
        known = printer_facts.of(self._printer)
        flip = {_SAME: LONG_EDGE, _OTHER: SHORT_EDGE}.get(self.arrow.value(), known.flip)
        landed = tuple(way for way in known.landed if way.rpartition("|")[0] != self._tray)
        printer_facts.save(self._printer, dataclasses.replace(known, flip=flip, landed=landed))

    def _print_test(self) -> None:
        work = partial(_write_test, self._workplace.desk, self._words, self._tray)
        self._workplace.jobs.start(work, then=self._test_made, failed=self.show_fault)

    def _test_made(self, pdf: Path) -> None:
        request = PrintRequest(pdf, _("the test sheet"), sides=2)
        PrintDialog(
            self._workplace, self, request=request, printers=self._printers, at_zero=True, printer=self._printer,
            tray=self._tray,
        ).open()  # fmt: skip


def _write_test(desk: Desk, printer: str, tray: str, _progress: Progress) -> Path:
    return print_request.filled(partial(test_sheets.write, desk, printer=printer, tray=tray))

"""The one door to paper: choose a printer, print at 100 %, turn the stack where it must be, and ask how it landed."""

import dataclasses
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from refdesk import printer_facts
from refdesk.domain import lengths, print_pages, print_position
from refdesk.domain.changes import Changes
from refdesk.domain.print_pages import Run
from refdesk.domain.print_position import Position, Side
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, own_stock, whole_files
from refdesk.services import printers as positions
from refdesk.ui.print_request import LONG_EDGE, PrintRequest
from refdesk.ui.printing import bands
from refdesk.ui.printing.print_run import Order, PrintRun
from refdesk.ui.printing.print_stages import LandedStage, TurnStage
from refdesk.ui.printing.printer_form import PrinterForm, Wish
from refdesk.ui.printing.queues import Printers, SystemPrinters, Ticket
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace

_LONGEST_NAME = 80


@dataclasses.dataclass(slots=True)
class _Going:
    """What is on its way to the printer: the runs that are left, in their order."""

    wish: Wish
    left: list[Run]


class PrintDialog(Dialog):
    """Prints or saves a request.

    `sent` comes once all pages went to the printer. `test_wanted` brings printer and tray whose test sheet is wanted.
    With `at_zero` nothing is moved and nothing asked afterwards: a test sheet shows where the printer itself prints.
    """

    sent = Signal(str, str)
    test_wanted = Signal(str, str)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, request: PrintRequest, printers: Printers | None = None,
        at_zero: bool = False, printer: str = "", tray: str = "",
    ) -> None:  # fmt: skip
        super().__init__(
            _("Print {what}").format(what=request.title), parent, main=_("Print"), main_icon="printer",
            size=QSize(720, 660),
        )  # fmt: skip
        self._workplace, self._request, self._at_zero = workplace, request, at_zero
        self._printers = printers or SystemPrinters()
        self._pdf = request.pdf.read_bytes()
        request.pdf.unlink(missing_ok=True)
        self._sizes = bands.sizes(self._pdf)
        self._unit = lengths.of_country(workplace.desk.ask(business.load).country)
        self._stock = workplace.desk.ask(own_stock.find, request.stock_key) if request.stock_key else None
        self._going: _Going | None = None
        sheets = print_pages.sheets(len(self._sizes), request.sides)
        self.form = PrinterForm(workplace, self._printers, self, sheets=sheets, sides=request.sides)
        self.turn, self.landed = TurnStage(self), LandedStage(self)
        self.none = Notice(
            _("No printer is set up on this computer."),
            _("Add one in the settings of the system and look again, or save the pages as PDF."), self,
            act=_("Look again"),
        )  # fmt: skip
        self.worry = Notice("", " ", self)
        self.put_in = Label(self._paper_words(), Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.position = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.test = Button(_("Test sheet…"), self, kind=Kind.LINK, size=Size.ROW)
        self.save = Button(_("Save as PDF…"), self, icon="download")
        self.off = Button(_("No, it is off"), self)
        self._lay_out_stages()
        self._connect_stages()
        self._look(only=printer)
        if tray:
            self.form.choose_tray(tray)

    def _lay_out_stages(self) -> None:
        for piece in (self.none, self.worry, self.form, self.put_in, self.position, self.turn, self.landed):
            self.body.addWidget(piece)
        self.body.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot_row.addWidget(self.save)
        self.foot_row.addWidget(self.off)
        for later in (self.turn, self.landed, self.off):
            later.hide()

    def _connect_stages(self) -> None:
        self.main_pressed.connect(self._go_on)
        self.none.pressed.connect(self._look)
        self.save.clicked.connect(self._save)
        self.off.clicked.connect(self._want_test)
        self.test.clicked.connect(self._want_test)
        self.form.changed.connect(self._follow)
        self._workplace.bus.changed.connect(self._heard)

    def _look(self, *, only: str = "") -> None:
        found = self.form.fill(only=only)
        self.none.setVisible(not found)
        for piece in (self.form, self.position, self.test, self.put_in):
            piece.setVisible(found)
        if found:
            self._follow()
        else:
            self.worry.hide()
        self.save.setVisible(found)
        self.main_button.set_words(_("Print") if found else _("Save as PDF…"))
        self.main_button.set_icon("printer" if found else "download")

    def _heard(self, changes: Changes) -> None:
        """Follow what was read from a test sheet meanwhile."""
        if changes.touches("printer_position") and self._going is None and self.none.isHidden():
            self.form.look_again()
            self._follow()

    def _follow(self) -> None:
        """Say what follows from the printer that is chosen."""
        worry = self._worry()
        self.worry.set_words(worry)
        self.worry.setVisible(bool(worry) and self._going is None)
        self.position.setText(self._position_words())
        self.position.setVisible(not self._at_zero)
        self.test.setVisible(not self._at_zero)

    def _worry(self) -> str:
        queue = self.form.queue()
        if queue.has_fault:
            return _("{printer} is stopped or reports a fault: look at its display.").format(printer=queue.words)
        made_for = getattr(self._stock, "printers", frozenset(positions.PrinterKind))
        if self._stock is None or self.form.is_of_kind(made_for):
            return ""
        name = self._stock.shown_name()
        if made_for == {positions.PrinterKind.INK_JET}:
            return _("{stock}: made for ink jet printers, and may smear in a laser printer.").format(stock=name)
        return _("{stock}: made for laser printers, and ink may not dry on it.").format(stock=name)

    def _paper_words(self) -> str:
        width, height = self._sizes[0] if self._sizes else (0.0, 0.0)
        size = _("{width} × {height} {unit}").format(
            width=lengths.show(width, self._unit, digits=2 if self._unit is lengths.Unit.INCH else 0),
            height=lengths.show(height, self._unit, digits=2 if self._unit is lengths.Unit.INCH else 0),
            unit=lengths.name(self._unit),
        )
        name = self._stock.shown_name() if self._stock else self._request.paper
        put_in = _("Put in: {paper}, {size}.").format(paper=name, size=size) if name else _("Put in: {size}.").format(
            size=size
        )  # fmt: skip
        return put_in + " " + _("It prints at 100%; nothing is fitted to the page.")

    def _position_words(self) -> str:
        moved = self._positions(self.form.queue().name, self.form.tray_key())
        sides = [(_("front"), Side.FRONT), (_("back"), Side.BACK)][: self._request.sides]
        parts = [f"{name} {print_position.words(moved[side], self._unit)}" for name, side in sides]
        words = print_position.words(moved[Side.FRONT], self._unit) if self._request.sides == 1 else _("; ").join(parts)
        return _("Print position: {position}.").format(position=words)

    def _positions(self, printer: str, tray: str) -> dict[Side, Position]:
        if self._at_zero:
            return dict.fromkeys(Side, print_position.ZERO)
        ask = self._workplace.desk.ask
        return {side: ask(positions.position, printer, tray, side) for side in Side}

    def _go_on(self) -> None:
        if not self.none.isHidden():
            self._save()
        elif not self.landed.isHidden():
            self._landed_right()
        elif self._going is not None:
            self._print_next()
        else:
            self._begin()

    def _begin(self) -> None:
        self.clear_problems()
        try:
            wish = self.form.wish()
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        printer_facts.save(wish.queue.name, wish.facts)
        runs = self._runs(wish, last_on_top=wish.facts.last_on_top)
        self._going = _Going(wish, list(runs))
        self._print_next()

    def _runs(self, wish: Wish, *, last_on_top: bool) -> tuple[Run, ...]:
        return print_pages.runs(
            wish.chosen, pages=len(self._sizes), sides=self._request.sides, copies=wish.copies, by_hand=wish.by_hand,
            last_on_top=last_on_top,
        )  # fmt: skip

    def _print_next(self) -> None:
        going = self._going
        assert going is not None, "something is on its way"
        if not self.turn.isHidden():
            self._take_turn(going)
        self.clear_problems()
        order = self._order(going.wish, going.left[0])
        run = PrintRun(self._printers, order, self.window())
        run.printed.connect(self._printed)
        run.failed.connect(self._failed)
        run.stopped.connect(self._stopped)
        run.start()

    def _take_turn(self, going: _Going) -> None:
        """Remember how the turned stack lies, and put its backs in that order."""
        facts = dataclasses.replace(going.wish.facts, last_on_top=self.turn.last_on_top())
        printer_facts.save(going.wish.queue.name, facts)
        going.wish = dataclasses.replace(going.wish, facts=facts)
        going.left = [self._runs(going.wish, last_on_top=facts.last_on_top)[-1]]

    def _order(self, wish: Wish, run: Run) -> Order:
        flip = wish.facts.flip or LONG_EDGE
        ticket = Ticket(
            wish.queue.name, self._request.title, self._sizes[0], tray=wish.tray,
            duplex=flip if self._request.sides == 2 and not wish.by_hand else "", resolution=wish.queue.resolution,
        )  # fmt: skip
        turned = self._request.sides == 2 and flip != self._request.flip and not self._at_zero
        return Order(self._pdf, run, ticket, self._positions(wish.queue.name, wish.tray), backs_turned=turned)

    def _printed(self) -> None:
        going = self._going
        assert going is not None, "something was on its way"
        going.left.pop(0)
        if going.left:
            self._show_turn(going)
        else:
            self._all_sent(going)

    def _failed(self, sentence: str) -> None:
        if self._going is not None and self.turn.isHidden():
            self._going = None
        self.show_problems([Problem("", sentence)])

    def _stopped(self) -> None:
        if self.turn.isHidden():
            self._going = None
        self._workplace.tell(_("Stopped. Nothing went to the printer."))

    def _show_turn(self, going: _Going) -> None:
        self._hide_form()
        self.turn.show_stack(going.wish.facts.flip or LONG_EDGE, len(going.left[0]), going.wish.facts.last_on_top)
        self.turn.show()
        self.set_title(_("Now the backs"))
        self.main_button.set_words(_("Print the backs"))
        self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _all_sent(self, going: _Going) -> None:
        queue = going.wish.queue
        is_known = _way(going.wish, self._request.sides) in printer_facts.of(queue.name).landed
        if self._at_zero or is_known:
            self.accept()  # first: what follows may open a dialog of its own, and keeps the focus
        if self._request.then is not None:
            self._request.then()
        else:
            self._workplace.tell(_("Sent to {printer}").format(printer=queue.words))
        self.sent.emit(queue.name, going.wish.tray)
        if not (self._at_zero or is_known):
            self._ask_how_it_landed()

    def _ask_how_it_landed(self) -> None:
        self._hide_form()
        self.turn.hide()
        self.landed.show_sides(self._request.sides)
        self.landed.show()
        self.off.show()
        self.set_title(_("Did it land right?"))
        self.main_button.set_words(_("Yes, it did"))
        self.main_button.set_icon("check")
        self.cancel_button.set_words(_("Ask me next time"))
        self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_form(self) -> None:
        for piece in (self.form, self.put_in, self.position, self.test, self.worry, self.save):
            piece.hide()

    def _landed_right(self) -> None:
        assert self._going is not None, "something was printed"
        name, way = self._going.wish.queue.name, _way(self._going.wish, self._request.sides)
        known = printer_facts.of(name)
        landed = tuple(dict.fromkeys((*known.landed, way)))
        printer_facts.save(name, dataclasses.replace(known, landed=landed))
        self.accept()

    def _want_test(self) -> None:
        name, tray = self.form.queue().name, self.form.tray_key()
        if self.landed.isHidden():
            self.test_wanted.emit(name, tray)
            return
        self.accept()
        self.test_wanted.emit(name, tray)

    def _save(self) -> None:
        suggested = Path.home() / f"{_file_name(self._request.title)}.pdf"
        path = self._workplace.ask_to_save(self, _("Save as PDF"), str(suggested), "PDF (*.pdf)")
        if path is None:
            return
        pdf, target = self._pdf, path.with_suffix(".pdf")

        def work(_progress: Progress) -> Path:
            whole_files.write(target, lambda out: _write(out, pdf))
            return target

        self._workplace.jobs.start(work, then=self._saved, failed=self.show_fault)

    def _saved(self, path: Path) -> None:
        self.accept()
        self._workplace.tell(_("Saved as {file}. Print it at 100%, without “Fit to page”.").format(file=path.name))
        if self._request.then is not None:
            self._request.then()  # what it says can be undone, and so comes last


def _write(out: BinaryIO, pdf: bytes) -> None:
    out.write(pdf)


def _way(wish: Wish, sides: int) -> str:
    """Return what names this way of printing: the same tray may be right in front and off behind."""
    return f"{wish.tray}|{sides}"


def _file_name(title: str) -> str:
    plain = "".join(letter if letter.isalnum() or letter in " -_.,()" else " " for letter in title)
    return " ".join(plain.split())[:_LONGEST_NAME].strip(" .") or "RefDesk"

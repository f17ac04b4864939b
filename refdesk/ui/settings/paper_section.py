"""Stock and print position: where each printer prints, and the card, label and envelope stock of the owner's own."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import printer_facts
from refdesk.domain import lengths, print_position
from refdesk.domain.lengths import Unit
from refdesk.domain.print_position import ZERO
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.printer_facts import PrinterFacts
from refdesk.services import business, own_stock, printers
from refdesk.services.own_stock import OwnRow
from refdesk.services.printers import KnownPosition, PrinterKind
from refdesk.ui.settings.section import Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.surfaces import Hairline
from refdesk.ui.workplace import Workplace


class PaperSection(Section):
    """Lists printers and own stock; their windows are opened by whoever hears the signals."""

    test_sheet_wanted = Signal(str, str)
    readings_wanted = Signal(str, str)
    own_stock_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _("Every printer is off by a little. The test sheet shows by how much, and RefDesk moves the print.")
        super().__init__(_("Stock and print position"), parent, about=about)
        self._workplace = workplace
        self.printers: list[PrinterLine] = []
        self.stocks: list[StockLine] = []
        self._forgotten: dict[str, PrinterFacts] = {}
        self._printers, self._stocks = QVBoxLayout(), QVBoxLayout()
        self._no_printer = Label(_("No printer was used here yet."), Style.BODY, self, ink=Ink.INK2, wrap=True)
        self._no_stock = Label(
            _("RefDesk brings the usual cards, labels and envelopes. Anything else is measured with a ruler."),
            Style.BODY, self, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        self.test = Button(_("Print a test sheet…"), self, icon="printer")
        self.add_stock = Button(_("Add your own stock…"), self, icon="plus")
        self._lay_out()
        self.test.clicked.connect(partial(self.test_sheet_wanted.emit, "", ""))
        self.add_stock.clicked.connect(partial(self.own_stock_wanted.emit, 0))

    def first_editor(self) -> QWidget | None:
        return self.printers[0].readings if self.printers else self.test

    def refresh(self) -> None:
        """Show what is known by now."""
        ask = self._workplace.desk.ask
        unit = lengths.of_country(ask(business.load).country)
        self._remember_what_came_back(ask(printers.positions))
        self._show_printers(_known(ask(printers.positions), printer_facts.load()), unit)
        self._show_stocks(ask(own_stock.rows))
        named = [line.words for line in self.printers] + [line.name for line in self.stocks]
        self.words = " ".join((_("printer tray nudge ruler labels cards envelopes test sheet"), *named))

    def _remember_what_came_back(self, positions: tuple[KnownPosition, ...]) -> None:
        """Know again what a printer is, once Undo brought its print position back."""
        for name in {each.printer for each in positions} & self._forgotten.keys():
            if printer_facts.of(name) == PrinterFacts():
                printer_facts.save(name, self._forgotten.pop(name))

    def _lay_out(self) -> None:
        column = self.card.column
        column.setSpacing(12)
        for title, empty, lines, button in (
            (_("Printers"), self._no_printer, self._printers, self.test),
            (_("Your own stock"), self._no_stock, self._stocks, self.add_stock),
        ):
            if column.count() > 1:
                column.addWidget(Hairline(self))
            column.addWidget(Label(title, Style.BODY_STRONG, self))
            column.addWidget(empty)
            lines.setSpacing(10)
            column.addLayout(lines)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_printers(self, known: list[tuple[KnownPosition, PrinterFacts]], unit: Unit) -> None:
        _empty(self._printers, self.printers)
        self.printers = [PrinterLine(position, facts, unit, self) for position, facts in known]
        for line in self.printers:
            line.test.clicked.connect(partial(self.test_sheet_wanted.emit, line.printer, line.tray))
            line.readings.clicked.connect(partial(self.readings_wanted.emit, line.printer, line.tray))
            line.forget.clicked.connect(partial(self._forget, line))
            self._printers.addWidget(line)
        self._no_printer.setVisible(not self.printers)
        _in_order([stop for line in self.printers for stop in line.stops()], self.test)

    def _show_stocks(self, rows: tuple[OwnRow, ...]) -> None:
        _empty(self._stocks, self.stocks)
        self.stocks = [StockLine(row, self) for row in rows]
        for line in self.stocks:
            line.change.clicked.connect(partial(self.own_stock_wanted.emit, line.stock_id))
            line.remove.clicked.connect(partial(self._remove, line))
            self._stocks.addWidget(line)
        self._no_stock.setVisible(not self.stocks)
        _in_order([stop for line in self.stocks for stop in line.stops()], self.add_stock)

    def _forget(self, line: "PrinterLine") -> None:
        is_last = sum(each.printer == line.printer for each in self.printers) == 1
        if line.is_moved:
            try:
                self._workplace.desk.do(printers.forget, line.printer, line.tray)
            except RefDeskError as fault:
                self._workplace.show_fault(fault)
                return
            self._workplace.done(printers.said_forgotten(line.words))
        else:
            words = _("{printer} forgotten. RefDesk asks what it is when you next print to it.")
            self._workplace.tell(words.format(printer=line.words))
        if is_last:
            self._forgotten[line.printer] = printer_facts.of(line.printer)
            printer_facts.save(line.printer, PrinterFacts())
        self.refresh()
        self.test.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, line: "StockLine") -> None:
        try:
            self._workplace.desk.do(own_stock.remove, line.stock_id)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return
        self._workplace.done(own_stock.said_removed(line.name))
        self.refresh()
        self.add_stock.setFocus(Qt.FocusReason.OtherFocusReason)


class PrinterLine(QWidget):
    """One tray of a printer: where it prints, and what can be done about it."""

    def __init__(self, position: KnownPosition, facts: PrinterFacts, unit: Unit, parent: QWidget) -> None:
        super().__init__(parent)
        self.printer, self.tray = position.printer, position.tray
        self.is_moved = (position.front, position.back) != (ZERO, ZERO)
        self.words = facts.words or self.printer
        named = _("{printer}, {tray}").format(printer=self.words, tray=self.tray) if self.tray else self.words
        self.test = Button(_("Test sheet"), self, kind=Kind.QUIET, size=Size.ROW)
        self.readings = Button(_("Enter the readings"), self, kind=Kind.QUIET, size=Size.ROW)
        self.forget = IconButton("x", _("Forget {printer}").format(printer=named), self)
        self.test.setAccessibleName(_("Test sheet: {printer}").format(printer=named))
        self.readings.setAccessibleName(_("Enter the readings: {printer}").format(printer=named))
        words = Label(_position_words(position, facts, unit), Style.SECOND, self, ink=Ink.INK2, wrap=True)
        _two_lines(self, ElidedLabel(named, Style.BODY_STRONG, self), words, self.stops())

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in order."""
        return self.test, self.readings, self.forget


class StockLine(QWidget):
    """One stock of the owner's own."""

    def __init__(self, row: OwnRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.stock_id, self.name = row.stock_id, row.name
        self.change = Button(_("Change"), self, kind=Kind.QUIET, size=Size.ROW)
        self.change.setAccessibleName(_("Change {name}").format(name=row.name))
        self.remove = IconButton("x", _("Remove {name}").format(name=row.name), self)
        words = Label(_stock_words(row), Style.SECOND, self, ink=Ink.INK2, wrap=True)
        _two_lines(self, ElidedLabel(row.name, Style.BODY_STRONG, self), words, self.stops())

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in order."""
        return self.change, self.remove


def _known(
    positions: tuple[KnownPosition, ...], facts: dict[str, PrinterFacts]
) -> list[tuple[KnownPosition, PrinterFacts]]:
    """Return the trays that have a position, and the printers of this computer that have none."""
    moved = {each.printer for each in positions}
    others = [KnownPosition(name, "", ZERO, ZERO) for name in facts if name not in moved]
    every = sorted((*positions, *others), key=lambda each: (each.printer.casefold(), each.tray))
    return [(each, facts.get(each.printer, PrinterFacts())) for each in every]


def _position_words(position: KnownPosition, facts: PrinterFacts, unit: Unit) -> str:
    kinds = {kind.value: _(words) for kind, words in printers.KIND_WORDS.items()}
    kind = kinds.get(PrinterKind(facts.kind).value, "") if facts.kind in set(PrinterKind) else ""
    if (position.front, position.back) == (ZERO, ZERO):
        return _("; ").join(filter(None, (kind, _("not moved"))))
    front = _("front {position}").format(position=print_position.words(position.front, unit))
    back = _("back {position}").format(position=print_position.words(position.back, unit))
    return _("; ").join((*filter(None, (kind,)), front, back))


def _stock_words(row: OwnRow) -> str:
    if row.draft is None:
        return _("Its measures cannot be read. Type them anew.")
    kind = _(own_stock.KIND_WORDS[row.draft.kind])
    if row.draft.kind is own_stock.StockKind.ENVELOPE:
        return kind
    return _("{kind}, {columns} × {rows}").format(kind=kind, columns=row.draft.grid[0], rows=row.draft.grid[1])


def _two_lines(line: QWidget, name: QWidget, words: QWidget, stops: tuple[QWidget, ...]) -> None:
    row, both = QHBoxLayout(line), QVBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    both.setSpacing(0)
    both.addWidget(name)
    both.addWidget(words)
    row.addLayout(both, 1)
    for stop in stops:
        row.addWidget(stop, 0, Qt.AlignmentFlag.AlignTop)


def _empty(column: QVBoxLayout, lines: "list[PrinterLine] | list[StockLine]") -> None:
    for former in lines:
        column.removeWidget(former)
        former.hide()
        former.deleteLater()


def _in_order(stops: list[QWidget], last: QWidget) -> None:
    for before, after in pairwise([*stops, last]):
        QWidget.setTabOrder(before, after)

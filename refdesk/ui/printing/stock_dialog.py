"""The stock editor: any card, label or envelope that RefDesk does not bring, measured by the owner."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain import lengths
from refdesk.domain.ids import StockId
from refdesk.domain.lengths import Unit
from refdesk.errors import RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import business, own_stock
from refdesk.services.own_stock import OwnRow
from refdesk.ui import timers
from refdesk.ui.printing.sheet_drawing import SheetDrawing
from refdesk.ui.printing.stock_form import StockForm
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Surface
from refdesk.ui.workplace import Workplace

_SIDE = 300
_REDRAW_AFTER_MS = 60


class StockDialog(Dialog):
    """Adds a stock, or corrects one; `saved` brings its id."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, stock_id: StockId | None = None) -> None:
        title = _("Your own stock") if stock_id is None else _("Change your own stock")
        super().__init__(title, parent, main=_("Save"), size=QSize(1000, 700))
        self._workplace, self._stock_id = workplace, stock_id
        profile = workplace.desk.ask(business.load)
        unit = lengths.of_country(profile.country)
        self._row = _row(workplace, stock_id)
        self.unit = Segment([Choice(each.value, lengths.name(each)) for each in Unit], self, name=_("Unit"),
                            value=unit.value)  # fmt: skip
        self.form = StockForm(self, unit=unit, paper=profile.paper.value)
        self.drawing = SheetDrawing(self)
        self.says = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._later = timers.once(self, _REDRAW_AFTER_MS, self.redraw)
        self.head_row.addWidget(self.unit)
        self.body.addWidget(self.form)
        self.set_side(self._side())
        self.form.changed.connect(self._later.start)
        self.unit.chosen.connect(self._changed_unit)
        self.main_pressed.connect(self._save)
        if self._row is not None and self._row.draft is not None:
            self.form.show_draft(self._row.draft)
        self.redraw()

    def redraw(self) -> None:
        """Draw the sheet as it is typed, and say the first thing that cannot be."""
        self._later.stop()
        try:
            draft = self.form.draft()
        except Refused as refused:
            self.drawing.show_outline(self.form.empty_sheet())
            begun = not self.form.panel.is_blank()
            self.says.setText(refused.problems[0].sentence if begun else _("Measure one of them with a ruler."))
            return
        drawable = max(draft.grid) <= _MOST_DRAWN and min(draft.page) > 0
        self.drawing.show_outline(own_stock.outline(draft) if drawable else None)
        found = own_stock.problems_of_measures(draft)
        self.says.setText(found[0].sentence if found else _("The measures fit together."))

    def _side(self) -> QWidget:
        side = Surface(self, ground="sunk")
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(12)
        column.addWidget(self.drawing, 1)
        column.addWidget(self.says)
        return side

    def _changed_unit(self, value: str) -> None:
        self.form.set_unit(Unit(value))

    def _save(self) -> None:
        self.clear_problems()
        desk = self._workplace.desk
        try:
            draft = self.form.draft()
            if self._stock_id is None:
                stock_id = desk.do(own_stock.add, draft)
            else:
                stock_id = self._stock_id
                version = self._row.version if self._row is not None else None
                desk.do(own_stock.change, stock_id, draft, version=version)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        name = " ".join(filter(None, (draft.maker.strip(), draft.code.strip())))
        said = own_stock.said_added if self._stock_id is None else own_stock.said_changed
        self.accept()
        self._workplace.done(said(name))
        self.saved.emit(stock_id)


_MOST_DRAWN = 99


def _row(workplace: Workplace, stock_id: StockId | None) -> OwnRow | None:
    return next((row for row in workplace.desk.ask(own_stock.rows) if row.stock_id == stock_id), None)

"""Step two: on what it is printed, and what stands inside."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.services import paper
from refdesk.services.desk import Desk
from refdesk.ui.cards.step_head import StepHead
from refdesk.ui.theme import Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment

PRINTED, LINES, BLANK = "printed", "lines", "blank"


@dataclass(frozen=True, slots=True)
class Choices:
    """Hold what was chosen in this step."""

    stock: str
    inside: str
    hand: str
    with_opening: bool
    start_place: int
    places: int
    sides: int


class StockStep(QWidget):
    """The card stock, the inside and, for note cards, where on a half-used sheet to begin."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._stocks = {stock.key: stock for stock in paper.card_stocks()}
        choices = [(key, stock.shown_name()) for key, stock in self._stocks.items()]
        self.stock = Combo(choices, self, name=_("Card stock"), value=paper.plain_stock(desk).key)
        self.inside = Segment(
            [
                Choice(LINES, _("Pen lines"), name=_("Dotted lines to write on by hand")),
                Choice(PRINTED, _("Printed"), name=_("Printed words")),
                Choice(BLANK, _("Blank"), name=_("Nothing but room to write")),
            ],
            self, name=_("Inside"), fill=True,
        )  # fmt: skip
        faces = [("serif", _("Book face")), ("caveat", _("Handwriting, quick")), ("kalam", _("Handwriting, round"))]
        self.hand = Combo(faces, self, name=_("Face of the printed words"))
        self.opening = Check(_("Print the greeting"), self, checked=True)
        self.place = Segment(
            [
                Choice("1", _("Upper"), name=_("Begin with the upper card")),
                Choice("2", _("Lower"), name=_("The upper card is used: begin with the lower one")),
            ],
            self, name=_("Begin with"), fill=True,
        )  # fmt: skip
        self._place_title = Label(_("Begin with"), Style.SECOND_STRONG, self)
        self._lay_out()
        self.stock.chosen.connect(self._change)
        self.inside.chosen.connect(self._change)
        self.hand.chosen.connect(self._change)
        self.opening.toggled.connect(self._change)
        self.place.chosen.connect(self._change)
        self._fit()

    def choices(self) -> Choices:
        """Return what is chosen."""
        stock = self._stocks[str(self.stock.value())]
        return Choices(
            stock=stock.key,
            inside=self.inside.value(),
            hand=str(self.hand.value()),
            with_opening=self.opening.isChecked(),
            start_place=int(self.place.value()) if stock.places > 1 else 1,
            places=stock.places,
            sides=stock.sides,
        )

    def _change(self) -> None:
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        """Show only what goes with the stock and the inside."""
        chosen = self.choices()
        self.hand.setVisible(chosen.inside == PRINTED)
        self.place.setVisible(chosen.places > 1)
        self._place_title.setVisible(chosen.places > 1)

    def _lay_out(self) -> None:
        begin = QHBoxLayout()
        begin.setSpacing(10)
        begin.addWidget(self._place_title)
        begin.addWidget(self.place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(StepHead(2, _("Card and inside"), self))
        for part in (self.stock, self.inside, self.hand, self.opening):
            column.addWidget(part)
        column.addLayout(begin)


def how_to_print(chosen: Choices) -> str:
    """Return what to tell the printer, and how the sheet becomes a card."""
    if chosen.sides == 1:
        return _("Print one side at actual size and fold along both lines: all comes out upright.")
    return _("Print both sides at actual size, turned over at the long edge.")

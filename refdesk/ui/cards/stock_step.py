"""Step two: on what it is printed, what stands inside, and what outside."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import printer_facts
from refdesk.domain.gift_modes import Mode
from refdesk.domain.occasions import CardOccasion
from refdesk.i18n import _
from refdesk.services import business, paper
from refdesk.services.card_texts import BY_PEN, IN_PRINT, NO_LINE
from refdesk.services.printers import KIND_WORDS
from refdesk.ui.cards.outside_choice import OutsideChoice
from refdesk.ui.cards.step_head import StepHead
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

PRINTED, LINES, BLANK, EMPTY = "printed", "lines", "blank", "empty"
_BEGIN_PRINTED = (CardOccasion.BIRTHDAY, CardOccasion.ANNIVERSARY, CardOccasion.SEASON)


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
    paper_words: str
    outside: str
    front: str
    referral_line: str


class StockStep(QWidget):
    """The card stock, the inside and the outside; where on a part-used sheet to begin."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = workplace.desk
        self._occasion = CardOccasion.THANKS
        self._is_quiet = self._notes_only()
        self._stocks = {stock.key: stock for stock in paper.card_stocks(self._desk)}
        self.stock = Combo([], self, name=_("Card stock"))
        self.inside = Segment(_insides(), self, name=_("Inside"), value=LINES, fill=True)
        self.hand = Combo(paper.hands(), self, name=_("Face of the printed words"))
        self.opening = Check(_("Print the greeting"), self, checked=True)
        self.line = Segment(_lines(), self, name=_("Line about sending people"), value=BY_PEN, fill=True)
        self.place = Combo([], self, name=_("Begin with"))
        self.outside = OutsideChoice(workplace, self)
        self._asks_nobody = Label(
            _("Notes only: no line about sending people stands on your cards."), Style.CAPTION, self, ink=Ink.INK2,
            wrap=True,
        )  # fmt: skip
        self._line_title = Label(_("Line about sending people"), Style.SECOND_STRONG, self)
        self._place_title = Label(_("Begin with"), Style.SECOND_STRONG, self)
        self._lay_out()
        self._offer(paper.plain_stock(self._desk).key)
        self._connect()
        self._fit()

    def choices(self) -> Choices:
        """Return what is chosen."""
        stock = self._stocks[str(self.stock.value())]
        return Choices(
            stock=stock.key,
            inside=self.inside.value(),
            hand=str(self.hand.value()),
            with_opening=self.opening.isChecked(),
            start_place=int(str(self.place.value() or 1)),
            places=stock.places,
            sides=stock.sides,
            paper_words=paper.paper_words(stock),
            outside=self.outside.kind(),
            front=self.outside.words(),
            referral_line=NO_LINE if self._is_quiet else self.line.value(),
        )

    def drawn(self) -> paper.Drawn:
        """Return what is drawn over the sheet in the preview."""
        return paper.drawn(self._stocks[str(self.stock.value())])

    def refresh(self) -> None:
        """Offer the stock and show the picture that there are now."""
        self._is_quiet = self._notes_only()
        self._stocks = {stock.key: stock for stock in paper.card_stocks(self._desk)}
        chosen = str(self.stock.value())
        self._offer(chosen if chosen in self._stocks else paper.plain_stock(self._desk).key)
        self.outside.refresh()
        self._fit()

    def begin(self, occasion: CardOccasion) -> None:
        """Go on with what is usual for an occasion: greetings are printed, thanks written by hand."""
        if occasion is self._occasion:
            return
        was_printed = self._occasion in _BEGIN_PRINTED
        self._occasion = occasion
        if was_printed != (occasion in _BEGIN_PRINTED):
            self.inside.set_value(LINES if was_printed else PRINTED)
        self.outside.begin(occasion)
        self._fit()

    def larger(self) -> str:
        """Take the card of the same paper with the next larger room for words, and return what it is called.

        What is at hand comes before what must be bought; "" when there is none.
        """
        now = self._stocks[str(self.stock.value())]
        bigger = [
            each for each in self._stocks.values() if each.paper == now.paper and each.room > now.room * 1.05
        ]  # fmt: skip
        if not bigger:
            return ""
        at_hand = paper.stock_at_hand(self._desk)
        found = min(bigger, key=lambda stock: (stock.key not in at_hand, stock.room))
        self.stock.set_value(found.key)
        self._change()
        return found.shown_name()

    def _offer(self, chosen: str) -> None:
        """Offer the stock that suits the printer first, where its kind is known."""
        kinds = {facts.kind for facts in printer_facts.load().values() if facts.kind}
        kind = kinds.pop() if len(kinds) == 1 else ""
        fits = [each for each in self._stocks.values() if not kind or kind in {one.value for one in each.printers}]
        others = [each for each in self._stocks.values() if each not in fits]
        choices = [(each.key, each.shown_name()) for each in fits]
        for each in others:
            made_for = _(KIND_WORDS[next(iter(each.printers))])
            choices.append((each.key, _("{stock} ({printer} only)").format(stock=each.shown_name(), printer=made_for)))
        self.stock.set_choices(choices, value=chosen)

    def _change(self) -> None:
        self._fit()
        self.changed.emit()

    def _stock_chosen(self) -> None:
        self.place.set_value("1")
        self._change()

    def _fit(self) -> None:
        """Show only what goes with the stock, the inside and the occasion."""
        stock = self._stocks[str(self.stock.value())]
        if len(self.place.choices()) != stock.places:
            self.place.set_choices(_places(stock.places), value="1")
        inside = self.inside.value()
        self.hand.setVisible(inside == PRINTED)
        self.opening.setVisible(inside != EMPTY)
        asks = inside == PRINTED and self._occasion is CardOccasion.BIRTHDAY
        for part, shown in (
            (self.line, asks and not self._is_quiet), (self._line_title, asks and not self._is_quiet),
            (self._asks_nobody, asks and self._is_quiet), (self.place, stock.places > 1),
            (self._place_title, stock.places > 1),
        ):  # fmt: skip
            part.setVisible(shown)

    def _notes_only(self) -> bool:
        return Mode(self._desk.ask(business.load).gift_mode) is Mode.NOTES_ONLY

    def _connect(self) -> None:
        self.stock.chosen.connect(self._stock_chosen)
        for signal in (self.inside.chosen, self.hand.chosen, self.place.chosen, self.line.chosen):
            signal.connect(self._change)
        self.opening.toggled.connect(self._change)
        self.outside.changed.connect(self._change)

    def _lay_out(self) -> None:
        begin = QHBoxLayout()
        begin.setSpacing(10)
        begin.addWidget(self._place_title)
        begin.addWidget(self.place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(StepHead(2, _("Card and inside"), self))
        column.addWidget(self.stock)
        column.addLayout(begin)
        titled = partial(Label, style=Style.SECOND_STRONG, parent=self)
        column.addWidget(titled(_("Inside")))
        for part in (self.inside, self.hand, self.opening, self._line_title, self.line, self._asks_nobody):
            column.addWidget(part)
        column.addWidget(titled(_("Outside")))
        column.addWidget(self.outside)


def how_to_print(chosen: Choices) -> str:
    """Return what to tell the printer, and how the sheet becomes a card."""
    if chosen.sides == 1:
        return _("Print one side at actual size and fold along both lines: all comes out upright.")
    return _("Print both sides at actual size, turned over at the long edge.")


def _places(count: int) -> list[tuple[str, str]]:
    first = [("1", _("A whole sheet"))]
    return first + [(str(n), _("Place {n}: part used").format(n=n)) for n in range(2, count + 1)]


def _insides() -> list[Choice]:
    return [
        Choice(LINES, _("Lines"), name=_("Dotted lines to write on by hand")),
        Choice(PRINTED, _("Words"), name=_("Printed words")),
        Choice(BLANK, _("Blank"), name=_("Room to write between greeting and name")),
        Choice(EMPTY, _("None"), name=_("All blank: nothing is printed inside")),
    ]


def _lines() -> list[Choice]:
    return [
        Choice(BY_PEN, _("By pen"), name=_("Three lines at the foot for a line by hand")),
        Choice(IN_PRINT, _("P.S."), name=_("A printed P.S.")),
        Choice(NO_LINE, _("None"), name=_("No line about sending people")),
    ]

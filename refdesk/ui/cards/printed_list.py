"""Cards that came out of the printer: to be written, then mailed or handed over."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import _, ngettext
from refdesk.services.cards import PrintedState, WaitingCard
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines

_BUTTON_WIDTH = 122


class WaitingLine(Line):
    """One printed card with its next act."""

    def __init__(self, card: WaitingCard, working: WorkingTime, parent: QWidget) -> None:
        day = i18n.day_short(working.date_of(card.printed_at))
        state = _("written") if card.state is PrintedState.WRITTEN else _("printed {day}").format(day=day)
        super().__init__(parent, name=f"{card.name}, {state}", height=54)
        self.card = card
        words = _("Mailed") if goes_by_mail(card) else _("Handed over")
        self.act = Button(words, self, size=Size.ROW, left=True)
        self.act.setAccessibleName(f"{words}: {card.name}")
        self.act.setFixedWidth(_BUTTON_WIDTH)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(ElidedLabel(card.name, Style.SECOND_STRONG, self))
        both.addWidget(ElidedLabel(state, Style.CAPTION, self, ink=Ink.INK2))
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addLayout(both, 1)
        self.row.addWidget(self.act)


class PrintedList(QWidget):
    """What is printed and not yet on its way; one click for all, or each by itself."""

    marked = Signal(list, object)
    """The cards marked (list of WaitingCard), and their new PrintedState."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards: tuple[WaitingCard, ...] = ()
        self._title = Label("", Style.SECTION, self, wrap=True)
        self._how = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.written = Button(_("All written"), self, icon="pen-line")
        self.mailed = Button(_("All mailed"), self, icon="mail-check")
        self.lines = Lines(self, name=_("Printed cards"))
        self.written.clicked.connect(self._all_written)
        self.mailed.clicked.connect(self._all_on_their_way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._title, self._how, self.written, self.mailed, self.lines):
            column.addWidget(part)

    def show_cards(self, cards: Sequence[WaitingCard], working: WorkingTime) -> None:
        """Show the cards that wait."""
        self._cards = tuple(cards)
        words = ngettext("{n} card is printed", "{n} cards are printed", len(cards)).format(n=len(cards))
        self._title.setText(words if cards else _("No card waits to be mailed"))
        self._how.setText(
            _("Write, sign and mail them. What was owed is done once a card is on its way.")
            if cards
            else _("When you have saved cards as PDF and printed them, they stand here until they are mailed.")
        )
        self.written.setVisible(any(card.state is PrintedState.PRINTED for card in cards))
        self.mailed.setVisible(bool(cards))
        by_mail = any(goes_by_mail(card) for card in cards)
        self.mailed.set_words(_("All mailed") if by_mail else _("All handed over"))
        self.lines.set_lines([self._line(card, working) for card in cards])

    def _line(self, card: WaitingCard, working: WorkingTime) -> WaitingLine:
        line = WaitingLine(card, working, self.lines)
        line.clicked.connect(self._act)
        line.act.clicked.connect(self._act)
        return line

    def _act(self) -> None:
        source = self.sender()
        line = source if isinstance(source, WaitingLine) else source.parent()
        assert isinstance(line, WaitingLine), "only lines are done"
        self.marked.emit([line.card], way_of(line.card))

    def _all_written(self) -> None:
        cards = [card for card in self._cards if card.state is PrintedState.PRINTED]
        self.marked.emit(cards, PrintedState.WRITTEN)

    def _all_on_their_way(self) -> None:
        by_mail = [card for card in self._cards if goes_by_mail(card)]
        if by_mail:
            self.marked.emit(by_mail, PrintedState.MAILED)
        else:
            self.marked.emit(list(self._cards), PrintedState.HANDED_OVER)


def goes_by_mail(card: WaitingCard) -> bool:
    """Say whether the card can be mailed: there is an address, and mail is welcome."""
    return bool(card.envelope.lines) and card.may_be_mailed


def way_of(card: WaitingCard) -> PrintedState:
    """Return how this card leaves the house."""
    return PrintedState.MAILED if goes_by_mail(card) else PrintedState.HANDED_OVER

"""Cards that came out of the printer: to be written, then mailed or handed over."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import occasions
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import _, ngettext
from refdesk.services.cards import PrintedState, WaitingCard
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Size
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.menu import Menu

_BUTTON_WIDTH = 122


class WaitingLine(Line):
    """One printed card with its next act."""

    def __init__(self, card: WaitingCard, working: WorkingTime, parent: QWidget) -> None:
        day = i18n.day_short(working.date_of(card.printed_at))
        done = _("written") if card.state is PrintedState.WRITTEN else _("printed {day}").format(day=day)
        what = "" if card.part_id is not None else _(occasions.CARD_WORDS[card.occasion])
        state = ", ".join(filter(None, (what, done)))
        super().__init__(parent, name=f"{card.name}, {state}", height=54)
        self.card = card
        words = _("Mailed") if card.goes_by_mail else _("Handed over")
        self.act = Button(words, self, size=Size.ROW, left=True)
        self.act.setAccessibleName(f"{words}: {card.name}")
        self.act.setFixedWidth(_BUTTON_WIDTH)
        self.more = IconButton("ellipsis", _("More about the card to {name}").format(name=card.name), self)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(ElidedLabel(card.name, Style.SECOND_STRONG, self))
        both.addWidget(ElidedLabel(state, Style.CAPTION, self, ink=Ink.INK2))
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addLayout(both, 1)
        self.row.setSpacing(4)
        self.row.addWidget(self.act)
        self.row.addWidget(self.more)


class PrintedList(QWidget):
    """What is printed and not yet on its way; one click for all, or each by itself."""

    marked = Signal(list, object)
    """The cards marked (list of WaitingCard), and their new PrintedState."""
    all_sent = Signal(list)
    put_back_wanted = Signal(list)
    """The cards (list of WaitingCard) that are to be printed once more."""

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
        by_mail = [card.goes_by_mail for card in cards]
        words = _("All mailed") if all(by_mail) else _("All mailed or handed over")
        self.mailed.set_words(words if any(by_mail) else _("All handed over"))
        self.lines.set_lines([self._line(card, working) for card in cards])

    def _line(self, card: WaitingCard, working: WorkingTime) -> WaitingLine:
        line = WaitingLine(card, working, self.lines)
        line.clicked.connect(self._act)
        line.act.clicked.connect(self._act)
        line.more.clicked.connect(self._open_more)
        return line

    def _act(self) -> None:
        card = self._line_that_asks().card
        self.marked.emit([card], way_of(card))

    def _line_that_asks(self) -> WaitingLine:
        """Return the line whose signal, or that of a button on it, is being answered."""
        source = self.sender()
        line = source if isinstance(source, WaitingLine) else source.parent()
        assert isinstance(line, WaitingLine), "only lines ask"
        return line

    def _all_written(self) -> None:
        cards = [card for card in self._cards if card.state is PrintedState.PRINTED]
        self.marked.emit(cards, PrintedState.WRITTEN)

    def _all_on_their_way(self) -> None:
        self.all_sent.emit(list(self._cards))

    def _open_more(self) -> None:
        line = self._line_that_asks()
        card = line.card
        menu = Menu(self, name=card.name)
        other = PrintedState.HANDED_OVER if card.goes_by_mail else PrintedState.MAILED
        if card.goes_by_mail or card.may_be_mailed:
            words = _("Handed over") if other is PrintedState.HANDED_OVER else _("Mailed")
            menu.add(words, partial(self.marked.emit, [card], other))
        if card.state is PrintedState.PRINTED:
            menu.add(_("Written"), partial(self.marked.emit, [card], PrintedState.WRITTEN), icon="pen-line")
        else:
            menu.add(_("Not written yet"), partial(self.marked.emit, [card], PrintedState.PRINTED))
        menu.add(_("Spoiled: print it again"), partial(self.put_back_wanted.emit, [card]), icon="undo-2")
        menu.pop_up_below(line.more)


def way_of(card: WaitingCard) -> PrintedState:
    """Return how this card leaves the house."""
    return PrintedState.MAILED if card.goes_by_mail else PrintedState.HANDED_OVER

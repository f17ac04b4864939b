"""The strip over the queue while printed cards wait to be written and mailed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from refdesk.i18n import _, ngettext
from refdesk.services.cards import PrintedState, WaitingCard
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Surface

_NAMES_SHOWN = 3


class PrintedStrip(Surface):
    """Says which cards wait; one click says that all are written, or on their way. Hidden when none waits."""

    written = Signal(list)
    sent = Signal(list)
    """The ids of the printed cards that are meant."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="accent_soft", radius=theme.RADIUS_NOTICE)
        self._cards: tuple[WaitingCard, ...] = ()
        self._words = Label("", Style.SECOND, self, wrap=True)
        self.all_written = Button(_("All written"), self, kind=Kind.LINK, size=Size.ROW)
        self.all_sent = Button("", self, icon="mail-check", size=Size.ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(IconMark("mail", self, ink=Ink.ACCENT, size=16))
        row.addWidget(self._words, 1)
        row.addWidget(self.all_written)
        row.addWidget(self.all_sent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.all_written.clicked.connect(self._all_written)
        self.all_sent.clicked.connect(self._all_sent)
        self.hide()

    def show_cards(self, cards: Sequence[WaitingCard]) -> None:
        """Show what waits."""
        self._cards = tuple(cards)
        self.setVisible(bool(cards))
        self._words.setText(_words(cards))
        self.all_written.setVisible(bool(self._unwritten()))
        self.all_sent.set_words(_("All on their way") if len(cards) > 1 else _("It is on its way"))

    def words(self) -> str:
        """Return what the strip says."""
        return self._words.text()

    def _unwritten(self) -> list[int]:
        return [card.printed_id for card in self._cards if card.state is PrintedState.PRINTED]

    def _all_written(self) -> None:
        self.written.emit(self._unwritten())

    def _all_sent(self) -> None:
        self.sent.emit([card.printed_id for card in self._cards])


def _words(cards: Sequence[WaitingCard]) -> str:
    if not cards:
        return ""
    names = ", ".join(dict.fromkeys(card.name for card in cards[:_NAMES_SHOWN]))
    if len(cards) > _NAMES_SHOWN:
        names = _("{names} and {n} more").format(names=names, n=len(cards) - _NAMES_SHOWN)
    unwritten = any(card.state is PrintedState.PRINTED for card in cards)
    if unwritten:
        words = ngettext(
            "{n} card is printed and waits to be written and mailed: {names}",
            "{n} cards are printed and wait to be written and mailed: {names}", len(cards),
        )  # fmt: skip
    else:
        words = ngettext(
            "{n} card is written and waits to be mailed: {names}",
            "{n} cards are written and wait to be mailed: {names}", len(cards),
        )  # fmt: skip
    return words.format(n=len(cards), names=names)

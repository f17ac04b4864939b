"""Step one: for whom. Everybody who is owed a card, with the clock; a check chooses, a click shows the card."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain.ids import ThanksPartId
from refdesk.domain.working_time import DueState
from refdesk.i18n import _
from refdesk.services.cards import OwedCard
from refdesk.ui.cards.step_head import StepHead
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines

_INKS = {DueState.DUE: Ink.INK2, DueState.LATE: Ink.AMBER, DueState.OVERDUE: Ink.RED}


class OwedLine(Line):
    """One person who is owed a card; Space chooses, a click or the arrows show the card."""

    toggled_by_person = Signal()

    def __init__(self, card: OwedCard, parent: QWidget) -> None:
        super().__init__(parent, name=card.name, height=37, hairline=False)
        self.card = card
        self.check = Check("", self, name=_("Card for {name}").format(name=card.name))
        self.check.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name = ElidedLabel(card.name, Style.BODY_STRONG, self)
        self._aside = Label("", Style.CAPTION, self)
        self.row.setContentsMargins(8, 0, 6, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.check)
        self.row.addWidget(self._name, 1)
        self.row.addWidget(self._aside)
        self.check.toggled.connect(self._say)
        self.check.clicked.connect(self.toggled_by_person)
        self.show_card(card)

    def show_card(self, card: OwedCard) -> None:
        """Show the same person with what is new."""
        self.card = card
        late = card.clock.state is not DueState.DUE
        self._aside.setText(_("printed") if card.printed_id is not None else card.clock.words)
        self._aside.set_ink(Ink.INK2 if card.printed_id is not None else _INKS[card.clock.state])
        self._aside.set_style(Style.CAPTION_STRONG if late and card.printed_id is None else Style.CAPTION)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.check.toggle()
            self.toggled_by_person.emit()
            return
        super().keyPressEvent(event)

    def _say(self) -> None:
        chosen = self.check.isChecked()
        self._name.set_style(Style.BODY_STRONG if chosen else Style.BODY)
        state = _("chosen") if chosen else _("not chosen")
        self.setAccessibleName(f"{self.card.name}, {self._aside.text()}, {state}")


class WhomStep(QWidget):
    """The people owed a card; what is new is chosen by itself, what was printed is not."""

    chosen_changed = Signal()
    shown_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards: dict[ThanksPartId, OwedCard] = {}
        self._chosen: set[ThanksPartId] = set()
        self._shown: ThanksPartId | None = None
        self._by_part: dict[ThanksPartId, OwedLine] = {}
        self._head = StepHead(1, _("For whom"), self, link=_("Choose none"))
        self._caption = Label(_("Owed a card of thanks"), Style.SECOND, self, ink=Ink.INK2)
        self.lines = Lines(self, name=_("Owed a card of thanks"))
        self._last_stop: QWidget = self._head.link
        self._head.pressed.connect(self._choose_all_or_none)
        self.lines.fed.connect(self._fed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._caption)
        column.addWidget(self.lines)

    def show_cards(self, cards: Sequence[OwedCard]) -> None:
        """Show who is owed a card, keeping what was chosen and shown."""
        former, self._cards = self._cards, {card.part_id: card for card in cards}
        self._chosen &= set(self._cards)
        for card in cards:
            before = former.get(card.part_id)
            if before is None and card.printed_id is None:
                self._chosen.add(card.part_id)
            elif before is not None and before.printed_id is None and card.printed_id is not None:
                self._chosen.discard(card.part_id)
        if self._shown not in self._cards:
            self._shown = next(iter(self.chosen() or tuple(self._cards)), None)
        self._set_lines(cards)
        self._mark()

    def choose(self, part_ids: Sequence[ThanksPartId]) -> None:
        """Choose exactly these cards, of those that are owed, and show the first."""
        self._chosen = {part_id for part_id in part_ids if part_id in self._cards}
        self._shown = next((part_id for part_id in part_ids if part_id in self._cards), self._shown)
        self._mark()

    def chosen(self) -> tuple[ThanksPartId, ...]:
        """Return the cards chosen, in the order of the list."""
        return tuple(part_id for part_id in self._cards if part_id in self._chosen)

    def shown_id(self) -> ThanksPartId | None:
        """Return which card is shown, even if it is not owed any more."""
        return self._shown

    def shown(self) -> OwedCard | None:
        """Return the card that is shown."""
        return self._cards.get(self._shown) if self._shown is not None else None

    def step(self, by: int) -> None:
        """Show the next or the former of the chosen cards."""
        chosen = self.chosen()
        if not chosen:
            return
        at = chosen.index(self._shown) + by if self._shown in self._chosen else 0
        self._shown = chosen[min(max(at, 0), len(chosen) - 1)]
        self._mark()
        self.shown_changed.emit()

    def take_focus(self) -> None:
        """Put the focus on the card that is shown."""
        line = self._by_part.get(self._shown) if self._shown is not None else None
        if line is not None:
            line.setFocus(Qt.FocusReason.TabFocusReason)

    def _set_lines(self, cards: Sequence[OwedCard]) -> None:
        former = {line.card.part_id: line for line in self.lines.known() if isinstance(line, OwedLine)}
        self._by_part, self._last_stop = {}, self._head.link
        parts = [card.part_id for card in cards]
        at = parts.index(self._shown) if self._shown in parts else 0
        self.lines.feed(cards, partial(self._line, former), first=at + 1)

    def _line(self, former: dict[ThanksPartId, OwedLine], card: OwedCard) -> OwedLine:
        line = former.get(card.part_id) or self._new_line(card)
        line.show_card(card)
        self._by_part[card.part_id] = line
        return line

    def _fed(self, lines: list[OwedLine]) -> None:
        for line in lines:  # those that came later are reached where they stand
            QWidget.setTabOrder(self._last_stop, line)
            self._last_stop = line
            self._mark_line(line)

    def _new_line(self, card: OwedCard) -> OwedLine:
        line = OwedLine(card, self.lines)
        line.toggled_by_person.connect(self._toggled)
        line.current.connect(self._show)
        line.clicked.connect(self._show)
        return line

    def _toggled(self) -> None:
        self._chosen -= set(self._by_part)
        self._chosen |= {part_id for part_id, line in self._by_part.items() if line.check.isChecked()}
        self._mark()
        self.chosen_changed.emit()

    def _show(self) -> None:
        line = self.sender()
        assert isinstance(line, OwedLine), "only lines show a card"
        if line.card.part_id != self._shown:
            self._shown = line.card.part_id
            self._mark()
            self.shown_changed.emit()

    def _choose_all_or_none(self) -> None:
        self._chosen = set() if self._chosen else set(self._cards)
        self._mark()
        self.chosen_changed.emit()

    def _mark(self) -> None:
        for line in self._by_part.values():
            self._mark_line(line)
        self._head.set_link(_("Choose none") if self._chosen else _("Choose all"))
        self._head.link.setVisible(len(self._cards) > 1)

    def _mark_line(self, line: OwedLine) -> None:
        line.check.setChecked(line.card.part_id in self._chosen)
        line.set_selected(line.card.part_id == self._shown)

"""Step one: for whom. A check chooses, a click shows the card; who gets none is named with the reason."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.occasions import CardId, CardOccasion
from refdesk.domain.working_time import DueState
from refdesk.i18n import _, ngettext
from refdesk.services.card_people import CardPerson, LeftOut, People
from refdesk.ui import theme
from refdesk.ui.cards import asked
from refdesk.ui.cards.asked import Asked
from refdesk.ui.cards.occasion_choice import OccasionChoice
from refdesk.ui.cards.step_head import StepHead
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.workplace import Workplace

_INKS = {DueState.DUE: Ink.INK2, DueState.LATE: Ink.AMBER, DueState.OVERDUE: Ink.RED}
MOST_LINES = 200
"""So many people are listed at once; the next ones come when they are asked for."""
MOST_REASONS = 50
LINE_HEIGHT = 37
LINES_SEEN = 8
"""So many lines are seen at once: the steps below stay near."""


class PersonLine(Line):
    """One person a card can be made for; Space chooses, a click or the arrows show the card."""

    toggled_by_person = Signal()

    def __init__(self, card: CardPerson, parent: QWidget) -> None:
        super().__init__(parent, name=card.name, height=LINE_HEIGHT, hairline=False)
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

    def show_card(self, card: CardPerson) -> None:
        """Show the same person with what is new."""
        self.card = card
        state = card.clock.state if card.clock is not None and card.printed_id is None else DueState.DUE
        self._name.setText(card.name)
        self._aside.setText(_aside(card))
        self._aside.set_ink(_INKS[state])
        self._aside.set_style(Style.CAPTION if state is DueState.DUE else Style.CAPTION_STRONG)
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
        self.setAccessibleName(", ".join(filter(None, (self.card.name, self._aside.text(), state))))


class WhomStep(QWidget):
    """The people cards can be made for; what is new is chosen by itself, what was printed is not."""

    chosen_changed = Signal()
    shown_changed = Signal()
    asked_changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards: dict[CardId, CardPerson] = {}
        self._chosen: set[CardId] = set()
        self._shown: CardId | None = None
        self._asked = Asked()
        self._awaited = False
        self._most = MOST_LINES
        self.came_back: tuple[CardId, ...] = ()
        """The cards that were printed when they were last shown, and are to be printed now, as after Undo."""
        self._by_card: dict[CardId, PersonLine] = {}
        self._head = StepHead(1, _("For whom"), self, link=_("Choose none"))
        self.choice = OccasionChoice(workplace, self)
        content = QWidget(self)
        self.lines = Lines(content, name=_("For whom"))
        self._list = ScrollArea(content, self)
        self.more = Button("", self, kind=Kind.LINK, size=Size.ROW)
        self.left_out = Button("", self, kind=Kind.LINK, size=Size.ROW)
        self._reasons = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True, selectable=True)
        self._last_stop: QWidget = self.choice.last_stop()
        self._head.pressed.connect(self._choose_all_or_none)
        self.choice.changed.connect(self.asked_changed)
        self.lines.fed.connect(self._fed)
        self.more.clicked.connect(self._show_more)
        self.left_out.clicked.connect(self._show_reasons)
        self._lay_out(content)
        theme.follow(self._fit_list)

    def asked(self) -> Asked:
        """Return what is asked for."""
        return self.choice.asked()

    def show_people(self, found: People, of: Asked, today: date) -> None:
        """Show for whom cards can be made, keeping what was chosen and shown while the same is asked for."""
        if of.occasion is not self._asked.occasion:
            self._chosen, self._cards, self._most = set(), {}, MOST_LINES
        self._asked = of
        former, self._cards = self._cards, {each.card: each for each in found.people}
        self._choose_anew(former, today)
        if self.came_back:
            self._shown = self.came_back[0]
        elif self._shown not in self._cards:
            self._shown = next(iter(self.chosen() or tuple(self._cards)), None)
        self._set_lines(found.people)
        self._say_left_out(found.left_out)
        self.choice.say_print_by()
        self._mark()

    def _choose_anew(self, former: Mapping[CardId, CardPerson], today: date) -> None:
        """Choose what is new and what came back to be printed; what was printed is chosen no more."""
        self._chosen &= set(self._cards)
        was_printed = {card for card, each in former.items() if each.printed_id is not None}
        printed = {card for card, each in self._cards.items() if each.printed_id is not None}
        self.came_back = tuple(card for card in self._cards if card in was_printed - printed)
        new = (card for card in self._cards if card not in former and card not in printed)
        self._chosen |= {*self.came_back, *(card for card in new if asked.is_soon(card, today))}
        self._chosen -= printed - was_printed

    def choose(self, cards: Sequence[CardId]) -> None:
        """Choose exactly these cards, of those that can be made, and show the first."""
        self._chosen = {card for card in cards if card in self._cards}
        self._shown = next((card for card in cards if card in self._cards), self._shown)
        self._mark()

    def leave_out(self, card: CardId) -> None:
        """Choose a card no more, and show another."""
        self._chosen.discard(card)
        self._shown = next(iter(self.chosen()), self._shown)
        self._mark()
        self.shown_changed.emit()

    def chosen(self) -> tuple[CardId, ...]:
        """Return the cards chosen, in the order of the list."""
        return tuple(card for card in self._cards if card in self._chosen)

    def cards_of(self, contact_ids: Sequence[int]) -> tuple[CardId, ...]:
        """Return the cards for these contacts."""
        wanted = set(contact_ids)
        return tuple(card for card, each in self._cards.items() if each.contact_id in wanted)

    def shown_id(self) -> CardId | None:
        """Return which card is shown, even if it can be made no more."""
        return self._shown

    def shown(self) -> CardPerson | None:
        """Return the card that is shown."""
        return self._cards.get(self._shown) if self._shown is not None else None

    def step(self, by: int) -> None:
        """Show the next or the former of the chosen cards."""
        chosen = self.chosen()
        if not chosen:
            return
        at = chosen.index(self._shown) + by if self._shown in self._chosen and self._shown is not None else 0
        self._shown = chosen[min(max(at, 0), len(chosen) - 1)]
        self._mark()
        self.shown_changed.emit()

    def take_focus(self) -> None:
        """Put the focus on the card that is shown; while none is there yet, on the first one that comes."""
        line = self._by_card.get(self._shown) if self._shown is not None else None
        self._awaited = line is None
        (line or self.choice.occasion).setFocus(Qt.FocusReason.TabFocusReason)

    def _set_lines(self, people: Sequence[CardPerson]) -> None:
        former = {line.card.card: line for line in self.lines.known() if isinstance(line, PersonLine)}
        self._by_card, self._last_stop = {}, self.choice.last_stop()
        ids = [each.card for each in people]
        at = ids.index(self._shown) if self._shown in ids and self._shown is not None else 0
        listed = people[: max(self._most, at + 1)]
        self.lines.feed(listed, partial(self._line, former), first=min(at + 1, len(listed)))
        self._fit_list()
        more = min(len(people) - len(listed), MOST_LINES)
        self.more.set_words(ngettext("Show {n} more", "Show {n} more", more).format(n=i18n.number(more)))
        self.more.setVisible(more > 0)
        if self._awaited and people:
            self._awaited = False
            self._go_on_to_line()

    def _show_more(self) -> None:
        """List the next people, and go on with the first of them."""
        at = len(self.lines.lines())
        self._most = at + MOST_LINES
        people = tuple(self._cards.values())
        self._shown = people[at].card
        self._set_lines(people)
        self._mark()
        self.shown_changed.emit()
        self.take_focus()

    def _go_on_to_line(self) -> None:
        """Put the focus on the line that came, with the head in sight: lines without a place lead astray."""
        if not self.choice.occasion.hasFocus():
            return
        self.take_focus()
        around = self.parentWidget()
        while around is not None and not isinstance(around, ScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.verticalScrollBar().setValue(0)

    def _lay_out(self, content: QWidget) -> None:
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.lines)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._head, self.choice, self._list):
            column.addWidget(part)
        for link in (self.more, self.left_out):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._reasons)

    def _fit_list(self) -> None:
        """Give the list the height of its people, up to those seen at once."""
        self._list.setFixedHeight(min(len(self._cards), LINES_SEEN) * theme.scaled(LINE_HEIGHT))
        self._list.setVisible(bool(self._cards))

    def _line(self, former: dict[CardId, PersonLine], card: CardPerson) -> PersonLine:
        line = former.get(card.card) or self._new_line(card)
        line.show_card(card)
        self._by_card[card.card] = line
        return line

    def _fed(self, lines: list[PersonLine]) -> None:
        for line in lines:  # those that came later are reached where they stand
            QWidget.setTabOrder(self._last_stop, line)
            self._last_stop = line
            self._mark_line(line)

    def _new_line(self, card: CardPerson) -> PersonLine:
        line = PersonLine(card, self.lines)
        line.toggled_by_person.connect(self._toggled)
        line.current.connect(self._show)
        line.clicked.connect(self._show)
        return line

    def _toggled(self) -> None:
        self._chosen -= set(self._by_card)
        self._chosen |= {card for card, line in self._by_card.items() if line.check.isChecked()}
        self._mark()
        self.chosen_changed.emit()

    def _show(self) -> None:
        line = self.sender()
        assert isinstance(line, PersonLine), "only lines show a card"
        if line.card.card != self._shown:
            self._shown = line.card.card
            self._mark()
            self.shown_changed.emit()

    def _choose_all_or_none(self) -> None:
        self._chosen = set() if self._chosen else set(self._cards)
        self._mark()
        self.chosen_changed.emit()

    def _say_left_out(self, left_out: Sequence[LeftOut]) -> None:
        count = len(left_out)
        self.left_out.set_words(ngettext("{n} left out", "{n} left out", count).format(n=count))
        self.left_out.setVisible(bool(count))
        said = [f"{each.name}: {each.reason}" for each in left_out[:MOST_REASONS]]
        if count > MOST_REASONS:
            said.append(_("and {n} more").format(n=count - MOST_REASONS))
        self._reasons.setText("\n".join(said))
        self._reasons.setVisible(bool(count) and not self._reasons.isHidden())

    def _show_reasons(self) -> None:
        self._reasons.setVisible(self._reasons.isHidden())

    def _mark(self) -> None:
        for line in self._by_card.values():
            self._mark_line(line)
        self._head.set_link(_("Choose none") if self._chosen else _("Choose all"))
        self._head.link.setVisible(len(self._cards) > 1)

    def _mark_line(self, line: PersonLine) -> None:
        line.check.setChecked(line.card.card in self._chosen)
        line.set_selected(line.card.card == self._shown)


def _aside(card: CardPerson) -> str:
    if card.printed_id is not None:
        return _("written") if card.is_written else _("printed")
    if card.clock is not None and card.occasion is not CardOccasion.SEASON:
        return card.clock.words
    return "" if card.envelope.lines else _("no address")

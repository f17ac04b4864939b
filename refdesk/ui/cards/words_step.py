"""Step three: the wording, with its fields, checked while it is typed; and own words for a single card."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain import occasions, text, wording
from refdesk.domain.ids import ThanksPartId
from refdesk.i18n import _
from refdesk.services import card_texts, cards
from refdesk.services.card_texts import WritingHelp
from refdesk.services.desk import Desk
from refdesk.ui.cards.step_head import StepHead
from refdesk.ui.cards.wording_colours import FieldColours
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.menu import Menu

_AT_HAND = ("dear", "prospect", "need")
_HIDDEN = frozenset({"spoken"})  # says yes or no: it stands only inside a choice


class WordsStep(QWidget):
    """The words inside; while nothing is changed each card has the wording of its own occasion."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._card: cards.OwedCard | None = None
        self._body = ""
        self._default = ""
        self._own: dict[ThanksPartId, str] = {}
        self._head = StepHead(3, _("Wording"), self)
        self._by_hand = Label(
            _("You write the words yourself. Sentences to begin with stand under “What to write”."),
            Style.SECOND, self, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        self.own = Check(_("Own words for this card only"), self)
        self.editor = TextEdit("", self, name=_("Words inside"), lines=9, style=Style.SECOND)
        FieldColours(self.editor.document())
        self.field = Field(_("Words inside"), self.editor, self, name="body")
        self.chips = QWidget(self)
        self._lay_out()
        self._head.pressed.connect(self._start_again)
        self.editor.textChanged.connect(self._typed)
        self.own.clicked.connect(self._own_toggled)

    def show_card(self, card: cards.OwedCard | None, found: WritingHelp | None, *, printed: bool) -> None:
        """Show the words of this card, or that it is written by hand; `found` is what helps to write it."""
        self._card = card
        self._default = (
            card_texts.default_body(occasions.of_thanks(card.occasion), discreet=found.discreet)
            if card and found
            else ""
        )
        self.set_printed(printed=printed)
        if card is not None:
            self.own.setChecked(card.part_id in self._own)
        self._show_words()

    def set_printed(self, *, printed: bool) -> None:
        """Offer the words, or say that they are written by hand."""
        for part in (self.own, self.field, self.chips):
            part.setVisible(printed and self._card is not None)
        self._by_hand.setVisible(not printed)
        self._check()

    def body(self) -> str:
        """Return the wording for every card, or "" while each has that of its occasion, or it cannot be used."""
        return "" if wording.check(self._body) else self._body

    def own_texts(self) -> dict[ThanksPartId, str]:
        """Return the messages written for a single card."""
        return {part_id: words for part_id, words in self._own.items() if words.strip()}

    def is_right(self) -> bool:
        """Say whether the wording can be filled."""
        return not wording.check(self._body)

    def _show_words(self) -> None:
        card = self._card
        if card is None:
            return
        words = self._own.get(card.part_id) if card.part_id in self._own else self._body or self._default
        if words is not None and words != self.editor.text():
            self.editor.blockSignals(True)
            self.editor.setPlainText(words)
            self.editor.blockSignals(False)
        self._check()

    def _typed(self) -> None:
        if self._card is None:
            return
        words = text.clean(self.editor.text(), lines=True)
        if self._card.part_id in self._own:
            self._own[self._card.part_id] = words
        else:
            self._body = "" if words == self._default else words
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        owns = self._card is not None and self._card.part_id in self._own
        found = () if owns else wording.check(self._body)
        self.field.set_error(found[0].sentence if found else "")
        self.field.set_hint(_("Only on this card.") if owns else _("On every card chosen; fields are filled in."))
        self.chips.setVisible(self.field.isVisibleTo(self) and not owns)
        self._head.set_link(_("Start again") if owns or self._body else "")

    def _own_toggled(self) -> None:
        card = self._card
        if card is None:
            return
        if self.own.isChecked():
            self._own[card.part_id] = self._desk.ask(card_texts.message_of, card.part_id, self.body())
        else:
            self._own.pop(card.part_id, None)
        self._show_words()
        self.changed.emit()

    def _start_again(self) -> None:
        """Go back to the words that RefDesk brings."""
        if self._card is not None and self._card.part_id in self._own:
            self._own[self._card.part_id] = self._desk.ask(card_texts.message_of, self._card.part_id)
        else:
            self._body = ""
        self._show_words()
        self.changed.emit()

    def _insert(self, name: str) -> None:
        self.editor.insertPlainText(f"{{{{ {name} }}}}")
        self.editor.setFocus()

    def _open_more(self) -> None:
        menu = Menu(self, name=_("Fields"))
        for name, words in wording.FIELDS.items():
            if name not in _AT_HAND and name not in _HIDDEN:
                menu.add(_(words), partial(self._insert, name))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _lay_out(self) -> None:
        flow = Flow(self.chips, spacing=6)
        for name in _AT_HAND:
            words = _(wording.FIELDS[name])
            chip = Chip(words, self.chips, icon="plus", checkable=False)
            chip.setAccessibleName(_("Insert the field: {name}").format(name=words))
            chip.clicked.connect(partial(self._insert, name))
            flow.addWidget(chip)
        self._more = Chip(_("More fields"), self.chips, icon="ellipsis", checkable=False)
        self._more.clicked.connect(self._open_more)
        flow.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._head, self._by_hand, self.own, self.field, self.chips):
            column.addWidget(part)

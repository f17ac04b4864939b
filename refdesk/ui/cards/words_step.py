"""Step three: the wording, with its fields, checked while it is typed; and own words for a single card."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import default_wordings, text, wording
from refdesk.domain.occasions import CardId
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import _
from refdesk.services import business, card_texts, wordings
from refdesk.services.card_people import CardPerson
from refdesk.services.card_texts import IN_PRINT, WritingHelp
from refdesk.services.wordings import WordingRow
from refdesk.ui.cards.field_chips import ChoicesTold, FieldChips
from refdesk.ui.cards.step_head import StepHead
from refdesk.ui.cards.stock_step import PRINTED, Choices
from refdesk.ui.cards.wording_colours import FieldColours
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

_PICKED = ""


class WordsStep(QWidget):
    """The words inside; while none are chosen each person has a wording they did not read before."""

    changed = Signal()
    all_wordings_wanted = Signal()
    keep_wanted = Signal(str)
    """The words typed are to be kept as a wording of our own."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = workplace.desk
        self._card: CardPerson | None = None
        self._body = ""
        self._default: WordingRow | None = None
        self._own: dict[CardId, str] = {}
        self._is_printed = False
        self._head = StepHead(3, _("Wording"), self)
        self._by_hand = Label(
            _("You write the words yourself. Sentences to begin with stand under “What to write”."),
            Style.SECOND, self, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        self.wording = Combo([], self, name=_("Wording"))
        self.all_wordings = Button(_("All wordings…"), self, kind=Kind.LINK, size=Size.ROW)
        self.own = Check(_("Own words on this card"), self)
        self.editor = TextEdit("", self, name=_("Words inside"), lines=9, style=Style.SECOND)
        FieldColours(self.editor.document())
        self.field = Field(_("Words inside"), self.editor, self, name="body")
        self.told = ChoicesTold(self.editor, self)
        self.chips = FieldChips(self.editor, self)
        self.keep = Button(_("Keep as a wording"), self, kind=Kind.LINK, size=Size.ROW, icon="plus")
        self.postscript = TextEdit(_(default_wordings.POSTSCRIPT), self, lines=3, style=Style.SECOND)
        self._postscript_field = Field(_("P.S. on birthday cards"), self.postscript, self, name="postscript")
        self._lay_out()
        self._connect()

    def show_card(self, card: CardPerson | None, found: WritingHelp | None, chosen: Choices) -> None:
        """Show the words of this card, or that it is written by hand; `found` is what helps to write it."""
        occasion_before = self._card.occasion if self._card is not None else None
        self._card = card
        if card is not None:
            if occasion_before is not card.occasion:
                self._body = ""
            self.chips.show_for(card.occasion)
            self._offer(card, keep_choice=occasion_before is card.occasion)
            self._default = self._desk.ask(card_texts.wording_for, card.card, self.ref()) if found else None
            self.own.setChecked(card.card in self._own)
        self.set_choices(chosen)
        self._show_words()

    def set_choices(self, chosen: Choices) -> None:
        """Offer the words, or say that they are written by hand."""
        self._is_printed = chosen.inside == PRINTED
        has_card = self._card is not None
        for part in (self.own, self.field, self.chips, self.wording, self.all_wordings):
            part.setVisible(self._is_printed and has_card)
        with_line = self._is_printed and has_card and chosen.referral_line == IN_PRINT
        is_birthday = self._card is not None and self._card.occasion.value == "birthday"
        self._postscript_field.setVisible(with_line and is_birthday)
        self._by_hand.setVisible(not self._is_printed)
        self._check()

    def ref(self) -> str:
        """Return which wording of the library was chosen; "" while each person gets one of their own."""
        return str(self.wording.value() or _PICKED)

    def body(self) -> str:
        """Return the wording typed for every card, or "" while none is, or it cannot be used."""
        return "" if wording.check(self._body) else self._body

    def own_texts(self) -> dict[CardId, str]:
        """Return the messages written for a single card."""
        return {card: words for card, words in self._own.items() if words.strip()}

    def postscript_words(self) -> str:
        """Return the P.S. to print; "" for the usual one."""
        typed = text.clean(self.postscript.text())
        return "" if typed == _(default_wordings.POSTSCRIPT) else typed

    def is_right(self) -> bool:
        """Say whether the wording can be filled."""
        return not wording.check(self._body)

    def choose_wording(self, ref: str) -> None:
        """Choose a wording of the library."""
        if self._card is not None:
            self._offer(self._card, keep_choice=True)
            self.wording.set_value(ref)
            self._wording_chosen()

    def _offer(self, card: CardPerson, *, keep_choice: bool) -> None:
        """Offer the wordings of the occasion, each with the day on which this person had it."""
        chosen = self.ref() if keep_choice else _PICKED
        had = self._desk.ask(wordings.used, [card.contact_id]).get(card.contact_id, {})
        working = self._desk.ask(business.working_time)
        rows = self._desk.ask(wordings.all_for, card.occasion)
        choices = [(_PICKED, _("New to each person"))]
        choices += [(row.ref, _titled(row, had, working)) for row in rows]
        known = [ref for ref, _title in choices]
        self.wording.set_choices(choices, value=chosen if chosen in known else _PICKED)

    def _show_words(self) -> None:
        card = self._card
        if card is None:
            return
        default = self._default.body if self._default else ""
        words = self._own.get(card.card) if card.card in self._own else self._body or default
        if words is not None and words != self.editor.text():
            self.editor.blockSignals(True)
            self.editor.setPlainText(words)
            self.editor.blockSignals(False)
        self._check()

    def _typed(self) -> None:
        if self._card is None:
            return
        words = text.clean(self.editor.text(), lines=True)
        if self._card.card in self._own:
            self._own[self._card.card] = words
        else:
            self._body = "" if self._default is not None and words == self._default.body else words
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        owns = self._card is not None and self._card.card in self._own
        found = () if owns else wordings.check(self._body)
        self.field.set_error(found[0].sentence if found else "")
        self.field.set_hint(self._hint(owns=owns))
        shown = self._is_printed and self._card is not None
        self.chips.setVisible(shown and not owns)
        self.told.tell()
        self.told.setVisible(shown and not owns and bool(self.told.text()))
        self.keep.setVisible(shown and not owns and bool(self._body) and not found)
        self._head.set_link(_("Start again") if owns or self._body else "")

    def _hint(self, *, owns: bool) -> str:
        if owns:
            return _("Only on this card.")
        if self._body:
            return _("On every card chosen; fields are filled in.")
        if self.ref() == _PICKED and self._default is not None:
            return _("“{title}” for this card; nobody gets what they had before.").format(title=self._default.title)
        return _("Fields are filled in.")

    def _wording_chosen(self) -> None:
        self._body = ""
        if self._card is not None:
            self._own.pop(self._card.card, None)
            self.own.setChecked(False)
            self._default = self._desk.ask(card_texts.wording_for, self._card.card, self.ref())
        self._show_words()
        self.changed.emit()

    def _own_toggled(self) -> None:
        card = self._card
        if card is None:
            return
        if self.own.isChecked():
            self._own[card.card] = self._desk.ask(card_texts.message_of, card.card, self.body(), self.ref())
        else:
            self._own.pop(card.card, None)
        self._show_words()
        self.changed.emit()

    def _start_again(self) -> None:
        """Go back to the words of the library."""
        if self._card is not None and self._card.card in self._own:
            self._own[self._card.card] = self._desk.ask(card_texts.message_of, self._card.card, "", self.ref())
        else:
            self._body = ""
        self._show_words()
        self.changed.emit()

    def _keep(self) -> None:
        self.keep_wanted.emit(self._body)

    def _connect(self) -> None:
        self._head.pressed.connect(self._start_again)
        self.editor.textChanged.connect(self._typed)
        self.own.clicked.connect(self._own_toggled)
        self.wording.chosen.connect(self._wording_chosen)
        self.all_wordings.clicked.connect(self.all_wordings_wanted)
        self.keep.clicked.connect(self._keep)
        self.postscript.textChanged.connect(self.changed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._head, self._by_hand, self.wording):
            column.addWidget(part)
        column.addWidget(self.all_wordings, 0, Qt.AlignmentFlag.AlignLeft)
        for typed in (self.own, self.field, self.told, self.chips):
            column.addWidget(typed)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._postscript_field)


def _titled(row: WordingRow, had: Mapping[str, datetime], working: WorkingTime) -> str:
    """Return the title of a wording, with the day on which somebody had it."""
    title = row.title if row.lang == wordings.language() else f"{row.title} ({row.lang})"
    if row.ref not in had:
        return title
    day = i18n.day_short(working.date_of(had[row.ref]))
    return _("{title} (had it {day})").format(title=title, day=day)

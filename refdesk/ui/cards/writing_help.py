"""What to write to somebody: sentences to begin with, things worth a mention, the address."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _
from refdesk.services.card_people import CardPerson
from refdesk.services.card_texts import WritingHelp
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Hairline


class WritingHelpPanel(QWidget):
    """Helps to write one card by hand; these words are not printed."""

    edit_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card: CardPerson | None = None
        self._content: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_card(self, card: CardPerson | None, found: WritingHelp | None) -> None:
        """Show the help for this card."""
        self._card = card
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        if card is not None and found is not None:
            self._content = self._make(card, found)
            self._column.addWidget(self._content)

    def _make(self, card: CardPerson, found: WritingHelp) -> QWidget:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        title = Label(_("What to write to {name}").format(name=card.name), Style.SECTION, content, wrap=True)
        column.addWidget(title)
        if card.on is not None:
            day = i18n.day_long(card.on)
            column.addWidget(Label(_("For {day}").format(day=day), Style.SECOND_STRONG, content))
        hint = _("Say it in your own hand and words. Three sentences are plenty.")
        column.addWidget(Label(hint, Style.SECOND, content, ink=Ink.INK2, wrap=True))
        column.addWidget(Hairline(content))
        for number, sentence in enumerate(found.sentences, 1):
            column.addLayout(_numbered(number, sentence, content))
            column.addWidget(Hairline(content))
        if found.referral_line:
            column.addWidget(_heading(_("A line about sending people"), content))
            column.addWidget(
                Label(found.referral_line, Style.SECOND, content, ink=Ink.INK2, wrap=True, selectable=True)
            )
        self._add_list(column, _("Worth a mention"), found.mentions, content)
        self._add_list(column, _("Said before: choose other words"), found.said_before, content)
        self._add_address(column, card, content)
        return content

    @staticmethod
    def _add_list(column: QVBoxLayout, title: str, lines: tuple[str, ...], content: QWidget) -> None:
        if not lines:
            return
        column.addWidget(_heading(title, content))
        for words in lines:
            column.addWidget(Label(words, Style.SECOND, content, ink=Ink.INK2, wrap=True, selectable=True))

    def _add_address(self, column: QVBoxLayout, card: CardPerson, content: QWidget) -> None:
        column.addWidget(_heading(_("Address"), content))
        if card.envelope.lines:
            lines = "\n".join((card.envelope.name, *card.envelope.lines))
            column.addWidget(Label(lines, Style.SECOND, content, ink=Ink.INK2, wrap=True, selectable=True))
            if card.may_be_mailed:
                return
        words = _("Gets no mail: hand the card over.") if card.envelope.lines else _("No address is known.")
        column.addWidget(Label(words, Style.SECOND, content, ink=Ink.AMBER, wrap=True))
        if not card.envelope.lines:
            add = Button(_("Add the address"), content, kind=Kind.LINK, size=Size.ROW)
            add.setAccessibleName(_("Add the address of {name}").format(name=card.name))
            add.clicked.connect(self._add_pressed)
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_pressed(self) -> None:
        if self._card is not None:
            self.edit_wanted.emit(self._card.contact_id)


def _heading(words: str, parent: QWidget) -> Label:
    label = Label(words, Style.SECOND_STRONG, parent)
    label.setContentsMargins(0, 6, 0, 0)
    return label


def _numbered(number: int, sentence: str, parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Label(str(number), Style.SECOND_STRONG, parent, ink=Ink.ACCENT), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(sentence, Style.SAY, parent, wrap=True, selectable=True), 1)
    return row

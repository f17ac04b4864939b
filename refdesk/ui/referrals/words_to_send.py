"""Words ready to be sent: how they go out, the text itself to change, and the mail program."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import touches
from refdesk.domain.touches import TouchKind
from refdesk.i18n import _
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field, IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment

_WAYS = (
    (TouchKind.MESSAGE, "message-square-text"),
    (TouchKind.CALL, "phone"),
    (TouchKind.MEETING, "users"),
)


class WordsToSend(QWidget):
    """The text of a message, made anew while nobody has changed it.

    `kind_chosen` brings how it goes out; `mail_pressed` asks for the mail program.
    """

    kind_chosen = Signal()
    mail_pressed = Signal()

    def __init__(self, parent: QWidget, *, lines: int) -> None:
        super().__init__(parent)
        self._made = ""
        self._phone = ""
        choices = [Choice(kind.value, _(touches.KIND_WORDS[kind]), icon) for kind, icon in _WAYS]
        self.ways = Segment(choices, self, name=_("How you tell it"))
        self._number_mark = IconMark("phone", self, ink=Ink.ACCENT, size=18)
        self._number = Label("", Style.PHONE_TODAY, self, selectable=True)
        self.mail = Button(_("Open in the mail program"), self, icon="mail", key="M")
        self.edit = TextEdit("", self, lines=lines, style=Style.SAY)
        self._text_field = Field(_("The text"), self.edit, self, name="summary")
        self.ways.chosen.connect(self._choose)
        self.mail.clicked.connect(self.mail_pressed)
        self._lay_out()
        self._show_kind()

    def kind(self) -> TouchKind:
        """Return how it goes out."""
        return TouchKind(self.ways.value())

    def text(self) -> str:
        """Return the words as they stand."""
        return self.edit.text()

    def set_made(self, words: str) -> None:
        """Show a text made by the program, unless somebody changed the one before."""
        if self.edit.text() == self._made:
            self.edit.setPlainText(words)
        self._made = words

    def set_phone(self, number: str) -> None:
        """Show the number to dial while it is told by phone."""
        self._phone = number
        self._number.setText(number)
        self._number.setAccessibleName(_("Phone {number}").format(number=number))
        self._show_kind()

    def _choose(self, _value: str) -> None:
        self._show_kind()
        self.kind_chosen.emit()

    def _show_kind(self) -> None:
        written, called = self.kind() is TouchKind.MESSAGE, self.kind() is TouchKind.CALL
        self.mail.setVisible(written)
        self._number.setVisible(called and bool(self._phone))
        self._number_mark.setVisible(called and bool(self._phone))
        self._text_field.set_title(_("The text") if written else _("What to say"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(_("How you tell it"), self.ways, self, name="kind"))
        row.addStretch(1)
        row.addWidget(self._number_mark)
        row.addWidget(self._number)
        row.addWidget(self.mail, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(row)
        column.addWidget(self._text_field)


class CopyHint(QWidget):
    """Says which key copies, while it is a message that goes out."""

    def __init__(self, words: WordsToSend) -> None:
        super().__init__(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(KeyCap("C", self))
        row.addWidget(Label(_("copies it"), Style.CAPTION, self, ink=Ink.INK2))
        self._words = words
        words.kind_chosen.connect(self._show)

    def _show(self) -> None:
        self.setVisible(self._words.kind() is TouchKind.MESSAGE)

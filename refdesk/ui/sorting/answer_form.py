"""Who came to mind: a name, a company, a phone and perhaps a rank, made a contact by Enter."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.ranking import Rank
from refdesk.i18n import _
from refdesk.services.forgotten import Answer
from refdesk.ui.sorting import keys
from refdesk.ui.sorting.rank_keys import RankKeys
from refdesk.ui.theme import Style
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label

_ALT = (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier)
_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_RANKS = {
    Qt.Key.Key_Plus: Rank.A_PLUS,
    Qt.Key.Key_Equal: Rank.A_PLUS,
    Qt.Key.Key_A: Rank.A,
    Qt.Key.Key_B: Rank.B,
    Qt.Key.Key_C: Rank.C,
    Qt.Key.Key_D: Rank.D,
}


class AnswerForm(QWidget):
    """The fields; a rank is chosen by Alt and its key anywhere, or by its key alone outside the fields."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rank: Rank | None = None
        self.given, self.family = LineEdit("", self), LineEdit("", self)
        self.organisation, self.phone = LineEdit("", self), LineEdit("", self)
        self.ranks = RankKeys(self)
        self.ranks.chosen.connect(self.choose)
        for edit in (self.given, self.family, self.organisation, self.phone):
            edit.installEventFilter(self)
        self._lay_out()

    def answer(self, key: str) -> Answer:
        """Return what was typed about somebody of this walk of life."""
        return Answer(
            key, self.given.text(), self.family.text(), self.organisation.text(), self.phone.text(), self.rank
        )

    def fill(self, answer: Answer | None) -> None:
        """Show an answer, or empty the fields."""
        shown = answer or Answer("", "")
        self.given.setText(shown.given)
        self.family.setText(shown.family)
        self.organisation.setText(shown.organisation)
        self.phone.setText(shown.phone)
        self.rank = shown.rank
        self.ranks.mark(self.rank, _("chosen"))

    def is_empty(self) -> bool:
        """Tell whether nothing was typed yet."""
        return not any(edit.text().strip() for edit in (self.given, self.family, self.organisation, self.phone))

    def choose(self, rank: Rank) -> None:
        """Choose a rank, or none when it is chosen already."""
        self.rank = None if rank is self.rank else rank
        self.ranks.mark(self.rank, _("chosen"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rank = keys.rank_of(event)
        if rank is None:
            event.ignore()
        else:
            self.choose(rank)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        rank = _RANKS.get(Qt.Key(event.key()))
        if rank is None or (event.modifiers() & ~_SHIFT) not in _ALT:
            return False
        self.choose(rank)
        return True

    def _lay_out(self) -> None:
        name, more = QHBoxLayout(), QHBoxLayout()
        for row, title, edit, called in (
            (name, _("First name"), self.given, "given"), (name, _("Last name"), self.family, "family"),
            (more, _("Organization"), self.organisation, "organisation"), (more, _("Phone"), self.phone, "phones.0"),
        ):  # fmt: skip
            row.setSpacing(12)
            # At the top, so that a fault told below one field does not move the other.
            row.addWidget(Field(title, edit, self, name=called), 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(name)
        column.addLayout(more)
        column.addSpacing(2)
        column.addWidget(Label(_("Rank, if you know it already: Alt and its key"), Style.SECOND_STRONG, self))
        column.addWidget(self.ranks)

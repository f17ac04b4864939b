"""One field of two contacts: what each says of it, and which of the two is kept."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from refdesk.domain.uniting import Choice
from refdesk.i18n import _
from refdesk.services.merging import FieldRow
from refdesk.ui import theme
from refdesk.ui.duplicates.tall import Tall
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting, roving
from refdesk.ui.widgets.checks import Radio
from refdesk.ui.widgets.label import Label

TITLE_WIDTH = 128
BOTH_WIDTH = 84
_WIDEST_TITLE = 144


class FieldChoice(Tall):
    """`chosen` brings the name of the field and what becomes of it."""

    chosen = Signal(str, object)

    def __init__(self, row: FieldRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = row.field
        self._group = QButtonGroup(self)
        options = [(Choice.KEEP_MINE, row.mine), (Choice.TAKE_THEIRS, row.theirs)]
        self.cells = {choice: Cell(words, _named(row.title, words), self) for choice, words in options}
        if row.both:
            self.cells[Choice.KEEP_BOTH] = Cell(_("Both"), _named(row.title, _("Both")), self)
        line = _line(self, row.title)
        for choice, cell in self.cells.items():
            self._group.addButton(cell.radio)
            line.addWidget(cell, 0 if choice is Choice.KEEP_BOTH else 1)
        if row.both:
            self.cells[Choice.KEEP_BOTH].setFixedWidth(theme.scaled(BOTH_WIDTH))
        else:
            line.addSpacing(theme.scaled(BOTH_WIDTH) + line.spacing())
        roving.Roving(self).set_members([cell.radio for cell in self.cells.values()])
        self.choose(row.usual)
        self._group.buttonToggled.connect(self._toggled)

    def value(self) -> Choice:
        """Return what becomes of the field."""
        return next(choice for choice, cell in self.cells.items() if cell.radio.isChecked())

    def choose(self, choice: Choice) -> None:
        """Choose one; where both cannot be kept, mine."""
        self.cells.get(choice, self.cells[Choice.KEEP_MINE]).radio.setChecked(True)

    def _toggled(self, _button: QAbstractButton, on: bool) -> None:
        for cell in self.cells.values():
            cell.update()
        if on:
            self.chosen.emit(self.field, self.value())


class FieldSaid(Tall):
    """A field in which there is nothing to choose: both say the same, or only one says anything."""

    def __init__(self, row: FieldRow, parent: QWidget) -> None:
        super().__init__(parent)
        line = _line(self, row.title)
        for words in (row.mine, row.theirs):
            label = Label(breakable(words) or "–", Style.SECOND, self, ink=Ink.INK2 if words else Ink.INK3, wrap=True)
            label.setContentsMargins(8, 4, 0, 4)
            line.addWidget(label, 1, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(theme.scaled(BOTH_WIDTH) + line.spacing())


class Cell(Tall):
    """Words that can be chosen; a click anywhere on them chooses."""

    def __init__(self, words: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.radio = Radio("", self)
        self.radio.setAccessibleName(name)
        self.words = Label(breakable(words), Style.BODY, self, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 1, 6, 1)
        row.setSpacing(2)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        self.words.setContentsMargins(0, 5, 0, 4)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.follow(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setChecked(True)
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        chosen = self.radio.isChecked()
        painting.box(
            painter, self.rect(), fill=tokens.accent_soft if chosen else tokens.paper,
            edge=tokens.accent if chosen else tokens.line,
        )  # fmt: skip
        painter.end()


def _line(of: QWidget, title: str) -> QHBoxLayout:
    line = QHBoxLayout(of)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    label = Label(title, Style.SECOND, of, ink=Ink.INK2, wrap=True)
    label.setFixedWidth(title_width())
    label.setContentsMargins(0, 4, 0, 4)
    line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    return line


def title_width() -> int:
    """Return how wide the names of the fields are; large text does not take all of the room of a small window."""
    return min(theme.scaled(TITLE_WIDTH), _WIDEST_TITLE)


def breakable(words: str) -> str:
    """Return words in which an address of the net may end a line, for it has no spaces."""
    return re.sub(r"(?<=\S)([@./_-])(?=\S)", "\\1\u200b", words)


def _named(title: str, words: str) -> str:
    return _("{name}: {value}").format(name=title, value=words)

"""The head of a numbered step: its number in a ring, its title, perhaps a link at the right."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import Label, Picture

_SIDE = 26


class NumberRing(Picture):
    """A number in a ring; the words beside it say the rest."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        theme.follow(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        box = QRect(0, (self.height() - _SIDE) // 2, _SIDE, _SIDE)
        painting.box(painter, box, fill=tokens.sunk, edge=tokens.line_mid, radius=_SIDE / 2)
        centre = Qt.AlignmentFlag.AlignHCenter
        painting.text(painter, box, str(self._number), Style.CAPTION_STRONG, tokens.ink2, centre)
        painter.end()


class StepHead(QWidget):
    """Number, title and link of a step."""

    pressed = Signal()

    def __init__(self, number: int, title: str, parent: QWidget | None = None, *, link: str = "") -> None:
        super().__init__(parent)
        self.link = Button(link, self, kind=Kind.LINK, size=Size.ROW)
        self.link.setVisible(bool(link))
        self.link.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(NumberRing(number, self))
        row.addWidget(Label(title, Style.BODY_STRONG, self))
        row.addStretch(1)
        row.addWidget(self.link)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_link(self, words: str) -> None:
        """Show another link, or none."""
        self.link.set_words(words)
        self.link.setVisible(bool(words))

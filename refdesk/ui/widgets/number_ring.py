"""The number of a step in a ring."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.label import Picture

_SIDE = 28


class NumberRing(Picture):
    """A number in a ring; the words beside it say the rest."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        theme.follow(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_SIDE), theme.scaled(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        side = theme.scaled(_SIDE)
        box = QRect(0, (self.height() - side) // 2, side, side)
        painting.box(painter, box, fill=tokens.paper, edge=tokens.line_mid, radius=side / 2)
        centre = Qt.AlignmentFlag.AlignHCenter
        painting.text(painter, box, str(self._number), Style.CAPTION_STRONG, tokens.ink2, centre)
        painter.end()

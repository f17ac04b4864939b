"""The column of all sections: each as high as it wants to be, whatever room there is."""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

_WIDEST, _BETWEEN = 760, 28
_ABOVE, _RIGHT, _BELOW = 4, 28, 32


class SectionColumn(QWidget):
    """Stands sections below each other, the newest before the last, which says that nothing was found.

    A layout of Qt's would press all of them together whenever one grows, and spread them again once there is room: with
    all settings that took 60 ms for each few that came (measured). Here only those below move on.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pieces: list[QWidget] = []
        self._height = 0

    def add(self, piece: QWidget, *, last: bool = False) -> None:
        """Take one more."""
        self._pieces.insert(len(self._pieces) if last or not self._pieces else -1, piece)

    def minimumSizeHint(self) -> QSize:
        widest = max((piece.minimumSizeHint().width() for piece in self._shown()), default=0)
        return QSize(widest + _RIGHT, self._height)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def _shown(self) -> list[QWidget]:
        return [piece for piece in self._pieces if not piece.isHidden()]

    def _arrange(self) -> None:
        room = self.width() - _RIGHT
        width, y = min(room, _WIDEST), _ABOVE
        for piece in self._shown():
            height = _wanted(piece, width)
            piece.setGeometry(QRect(0, y, width, height))
            y += height + _BETWEEN
        y += _BELOW - _BETWEEN
        if y != self._height:
            self._height = y
            self.updateGeometry()


def _wanted(piece: QWidget, width: int) -> int:
    wanted = piece.heightForWidth(width) if piece.hasHeightForWidth() else piece.sizeHint().height()
    return max(wanted, piece.minimumSizeHint().height())

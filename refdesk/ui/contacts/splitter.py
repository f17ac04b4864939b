"""A split that can be moved, with a hairline to take hold of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from refdesk.i18n import _
from refdesk.ui import theme

_GRIP = 7


class Splitter(QSplitter):
    """Two parts side by side; `was_moved` says whether the person has chosen the widths."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.was_moved = False
        self.setHandleWidth(1)
        self.splitterMoved.connect(self._note)

    def createHandle(self) -> QSplitterHandle:  # noqa: N802 - Qt's name
        return _Handle(self)

    def _note(self) -> None:
        self.was_moved = True


class _Handle(QSplitterHandle):
    def __init__(self, splitter: Splitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, splitter)
        self.setAccessibleName(_("Move to share the width"))
        theme.follow(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect().center().x(), 0, 1, self.height(), theme.current().line)
        painter.end()

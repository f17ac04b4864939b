"""The list that a field lets down while one types; it lies in the window and never takes the focus."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from refdesk.ui import theme
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.passing_line import announce

Line = TypeVar("Line")


class OfferedLines(QWidget, Generic[Line]):
    """Shows lines, the chosen one on blue; derive and say where they lie, and what is drawn and spoken of each."""

    picked = Signal(int)

    def __init__(self, field: QWidget, *, name: str) -> None:
        super().__init__(field.window())
        self._field = field
        self.lines: list[Line] = []
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        field.installEventFilter(self)
        field.destroyed.connect(self.deleteLater)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Offer these, the first one chosen."""
        self.lines, self.current = list(lines), 0
        self.setGeometry(self.place(self._field))
        self.show()
        self.raise_()
        self.update()
        self._say()

    def step(self, by: int) -> None:
        """Choose the next or the former line."""
        self.current = (self.current + by) % len(self.lines)
        self.update()
        self._say()

    @abstractmethod
    def place(self, field: QWidget) -> QRect:
        """Return where the list lies in the window."""

    @abstractmethod
    def line_rect(self, at: int) -> QRect:
        """Return where a line lies."""

    @abstractmethod
    def paint_line(self, painter: QPainter, room: QRect, at: int) -> None:
        """Draw a line."""

    @abstractmethod
    def spoken(self, at: int) -> str:
        """Return what is said of a line when it is chosen."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if at is not None and at != self.current:
            self.current = at
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if at is not None:
            self.picked.emit(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.setGeometry(self.place(self._field))
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painting.box(painter, self.rect(), fill=tokens.paper, edge=tokens.line_strong, radius=theme.RADIUS_CARD)
        for at in range(len(self.lines)):
            room = self.line_rect(at)
            if at == self.current:
                painting.box(painter, room, fill=tokens.accent_soft, radius=theme.RADIUS_TAG)
            self.paint_line(painter, room, at)
        painter.end()

    def _at(self, where: QPoint) -> int | None:
        return next((at for at in range(len(self.lines)) if self.line_rect(at).contains(where)), None)

    def _say(self) -> None:
        announce(self._field, self.spoken(self.current))

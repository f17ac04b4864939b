"""A sheet drawn to scale: where its labels or cards lie, and where it is folded."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from refdesk.i18n import _
from refdesk.services.own_stock import Outline
from refdesk.ui import theme
from refdesk.ui.theme import Style

_EDGE = 12
# Paper is white by day and by night; its lines keep the ink of the light look.
_PAPER, _LINE, _INK = QColor(255, 255, 255), QColor(44, 88, 138), QColor(90, 84, 74)
_MOST_NUMBERS = 60


class SheetDrawing(QWidget):
    """Follows what is typed; empty as long as nothing can be drawn."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._outline: Outline | None = None
        self.setMinimumSize(180, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Drawing of the sheet"))

    def show_outline(self, outline: Outline | None) -> None:
        """Draw a sheet, or nothing."""
        self._outline = outline
        count = len(outline.panels) if outline is not None else 0
        words = _("{n} on a sheet").format(n=count) if count else ""
        self.setAccessibleDescription(words)
        self.update()

    def outline(self) -> Outline | None:
        """Return what is drawn."""
        return self._outline

    def sizeHint(self) -> QSize:
        return QSize(260, 330)

    def paintEvent(self, event: QPaintEvent) -> None:
        outline = self._outline
        painter = QPainter(self)
        if outline is not None and min(outline.page) > 0:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, outline)
        painter.end()

    def _paint(self, painter: QPainter, outline: Outline) -> None:
        width, height = outline.page
        scale = min((self.width() - 2 * _EDGE) / width, (self.height() - 2 * _EDGE) / height)
        left, top = (self.width() - width * scale) / 2, (self.height() - height * scale) / 2
        sheet = QRectF(left, top, width * scale, height * scale)
        painter.setPen(QPen(theme.current().line_strong, 1))
        painter.setBrush(_PAPER)
        painter.drawRect(sheet)
        painter.setClipRect(QRectF(self.rect()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(theme.font(Style.CAPTION))
        for number, panel in enumerate(outline.panels, 1):
            x, y = left + panel.x * scale, top + (height - panel.y - panel.height) * scale
            room = QRectF(x, y, panel.width * scale, panel.height * scale)
            inside = sheet.adjusted(-1, -1, 1, 1).contains(room)
            painter.setPen(QPen(_LINE if inside else theme.current().red_solid, 1))
            painter.drawRect(room)
            if len(outline.panels) <= _MOST_NUMBERS:
                painter.setPen(_INK)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.setPen(QPen(_LINE, 1, Qt.PenStyle.DashLine))
        for guide in outline.guides:
            painter.drawLine(
                QPointF(left + guide.x1 * scale, top + (height - guide.y1) * scale),
                QPointF(left + guide.x2 * scale, top + (height - guide.y2) * scale),
            )

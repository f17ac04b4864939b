"""The heads of a long list: a press sorts, a drag moves, a right click asks for a menu."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPalette, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTableView

from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.ids_model import Column

PAD = 12


class ListHead(QHeaderView):
    """Column heads; a press sorts, a second press turns the order. `inset` is where the first one begins."""

    sort_wanted = Signal(str, bool)
    menu_wanted = Signal(QPoint)
    """Where on the screen a menu of the columns is asked for."""

    def __init__(self, columns: Sequence[Column[Any]], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._columns = columns
        # Of its own, else it would be laid out and painted with whatever is behind it each time that lines change.
        self.setModel(QStandardItemModel(0, len(columns), self))
        self.inset = PAD
        self._key = ""
        self._down = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(32)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionClicked.connect(self._clicked)
        theme.follow(self._restyle)

    def set_sorted(self, key: str, *, descending: bool) -> None:
        """Show which column the list is sorted by."""
        if (self._key, self._down) != (key, descending):
            self._key, self._down = key, descending
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def sizeHint(self) -> QSize:
        return QSize(self.length(), theme.scaled(32))  # Qt's own asks every head, and only the height counts

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        column = self._column(section)
        tokens = theme.current()
        chosen = bool(self._key) and column.key == self._key
        ink = tokens.accent if chosen else tokens.ink3
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        first = self.visualIndex(section) == 0
        room = rect.adjusted(self.inset if first else PAD, 0, -PAD, 0)
        painting.text(painter, room, column.title, Style.CAPTION_STRONG, ink, align)
        if chosen:
            self._paint_triangle(painter, room, column.title, right=column.right)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)

    def _restyle(self) -> None:
        colours = self.palette()
        for role in (QPalette.ColorRole.Button, QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            colours.setColor(role, QColor(0, 0, 0, 0))
        self.setPalette(colours)
        self.viewport().update()

    def _paint_triangle(self, painter: QPainter, room: QRect, title: str, *, right: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Style.CAPTION_STRONG))
        width = painter.fontMetrics().horizontalAdvance(title)
        x = room.right() - width - 11 if right else room.left() + width + 4
        y = room.center().y() - 2
        tip = 5 if self._down else 0
        base = 0 if self._down else 5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().accent)
        painter.drawPolygon([QPoint(x, y + base), QPoint(x + 8, y + base), QPoint(x + 4, y + tip)])
        painter.restore()

    def _clicked(self, section: int) -> None:
        column = self._column(section)
        if column.sortable:
            self.sort_wanted.emit(column.key, column.key == self._key and not self._down)

    def _column(self, section: int) -> Column[Any]:
        return self._columns[section]

"""A long list: lines of one height, heads that sort, a delegate that paints, keys that act."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from refdesk.ui import icons, theme, timers
from refdesk.ui.theme import Style
from refdesk.ui.widgets import label, list_head, painting, ring, scroll
from refdesk.ui.widgets.ids_model import PLACEHOLDER, Column, IdsModel, Index
from refdesk.ui.widgets.list_head import ListHead
from refdesk.ui.widgets.marking import Marking

SETTLE_MS = 80
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListView(QTableView):
    """Lines of an `IdsModel`.

    `current_changed` brings the id of the current line at once, `settled` after the arrows rest for 80 ms, -1 for
    none. `entered_line` comes from Enter and double click, `typed` from letters, `sort_wanted` from a head.
    """

    current_changed = Signal(int)
    settled = Signal(int)
    entered_line = Signal(int)
    typed = Signal(str)
    sort_wanted = Signal(str, bool)

    def __init__(
        self, model: IdsModel[Any], parent: QWidget | None = None, *, name: str, line_height: int = 40,
        several: bool = False, marks: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._ids = model
        self.marking = Marking(self, model, self) if marks else None
        self._line_height = line_height
        self.hovered = -1
        self.setAccessibleName(name)
        self._settling = timers.once(self, SETTLE_MS, self._settle)
        self.setModel(model)
        model.layoutChanged.connect(self.doItemsLayout)  # at once: Qt waits a turn, and paints in between
        self.head = ListHead(model.columns(), self)
        self.setHorizontalHeader(self.head)
        self.head.sort_wanted.connect(self.sort_wanted)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self._set_up()
        self.setItemDelegate(LineDelegate(self))
        if self.marking is not None:
            self.marking.changed.connect(self.viewport().update)
        theme.follow(self._restyle)

    def current_id(self) -> int:
        """Return the id of the current line, or -1."""
        index = self.currentIndex()
        return self._ids.id_at(index.row()) if index.isValid() else -1

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected lines, in their order."""
        return [self._ids.id_at(index.row()) for index in sorted(self.selectionModel().selectedRows())]

    def position(self) -> int:
        """Return the number of the current line, or -1."""
        return self.currentIndex().row()

    def move_to(self, position: int) -> None:
        """Make a line current and bring it into view."""
        self.setCurrentIndex(self._ids.index(position, 0))

    def lines_in_page(self) -> int:
        """Return by how many lines a page moves."""
        return max(self.viewport().height() // max(self.verticalHeader().defaultSectionSize(), 1) - 1, 1)

    def let_scroll_sideways(self, *, on: bool) -> None:
        """Show a bar under the list when its columns are wider than it is."""
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if on else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)

    def is_selected(self, position: int) -> bool:
        """Tell whether a line is selected; lines are so as a whole, so that one cell tells for all."""
        return self.selectionModel().isSelected(self._ids.createIndex(position, 0))  # `index` asks for both counts

    def is_marked(self, position: int) -> bool:
        """Tell whether a line is one of several chosen."""
        return self.marking is not None and self.marking.has(self._ids.id_at(position))

    def go_to(self, row_id: int) -> bool:
        """Make this line current and show it; return whether it is in the list."""
        position = self._ids.position_of(row_id)
        if position >= 0:
            self.setCurrentIndex(self._ids.index(position, 0))
            self.scrollTo(self._ids.index(position, 0))
        return position >= 0

    def columns(self) -> list[Column[Any]]:
        """Return the columns of the list."""
        return self._ids.columns()

    def row_at(self, position: int) -> Any:  # noqa: ANN401 - the row type is that of the model
        """Return a row, or None while it is being fetched."""
        return self._ids.row_at(position)

    def line_rect(self, position: int) -> QRect:
        """Return where a line lies in the viewport."""
        return QRect(0, self.rowViewportPosition(position), self.viewport().width(), self.rowHeight(position))

    def paintEvent(self, event: QPaintEvent) -> None:
        # Line by line, and not by way of Qt, which brings the delegate each cell alone: that costs more than to draw.
        delegate, room = self.itemDelegate(), event.rect()
        assert isinstance(delegate, LineDelegate), "it paints whole lines"
        position = self.rowAt(room.top())
        if position < 0:
            return
        painter = QPainter(self.viewport())
        line = self.line_rect(position)
        below = position + (room.bottom() - line.top()) // line.height() + 1
        positions = range(position, min(below, self._ids.rowCount()))
        delegate.paint_lines(painter, line, positions, self._columns_in(room))
        painter.end()

    def _columns_in(self, room: QRect) -> list[tuple[int, int, int]]:
        """Return the columns to paint, with where each begins and how wide it is."""
        every = (
            (each, self.columnViewportPosition(each), self.columnWidth(each))
            for each in range(self._ids.columnCount())
            if not self.isColumnHidden(each)
        )
        return [each for each in every if each[1] <= room.right() and each[1] + each[2] > room.left()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        theme.shared().by_key = True
        if self.marking is not None and self.marking.took_key(event):
            return
        if event.key() in _ENTER and not event.modifiers() and self.current_id() >= 0:
            self.entered_line.emit(self.current_id())
            return
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self._ids.rowCount():
            last = self._ids.rowCount() - 1
            self.setCurrentIndex(self._ids.index(0 if event.key() == Qt.Key.Key_Home else last, 0))
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, words: str) -> None:
        self.typed.emit(words)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current_changed.emit(self.current_id())
        self._settling.start()

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:  # noqa: N802 - Qt's name
        super().selectionChanged(now, before)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dy and self._ids.rowCount():
            last = self.rowAt(self.viewport().height() - 1)
            self._ids.bring(self.rowAt(0), last if last >= 0 else self._ids.rowCount() - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        theme.shared().by_key = False
        position = self.rowAt(event.position().toPoint().y())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.marking is not None and self.marking.clicked(position, event.modifiers()):
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.rowAt(event.position().toPoint().y()) >= 0 and self.current_id() >= 0:
            self.entered_line.emit(self.current_id())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        ring.note_focus(event)
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._ids.rowCount():
            self.setCurrentIndex(self._ids.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(scroll.ScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(scroll.ScrollBar(Qt.Orientation.Horizontal, self))
        self.setCornerWidget(QWidget(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setAutoFillBackground(False)

    def _hover(self, position: int) -> None:
        if position != self.hovered:
            for line in (self.hovered, position):
                if line >= 0:
                    self.viewport().update(self.line_rect(line))
            self.hovered = position

    def _settle(self) -> None:
        self.settled.emit(self.current_id())

    def _restyle(self) -> None:
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(self._line_height))
        self.viewport().update()


class LineDelegate(QStyledItemDelegate):
    """Paints the ground of a line and the words of its cells; derive and write `paint_cell` for more."""

    pad = list_head.PAD

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._view = view

    def paint_lines(
        self, painter: QPainter, first: QRect, positions: range, columns: Sequence[tuple[int, int, int]]
    ) -> None:  # fmt: skip
        """Draw the ground of each line, and over it each column: its number, where it begins, how wide it is."""
        view, line = self._view, QRect(first)
        focused = view.currentIndex().row() if view.hasFocus() and theme.shared().by_key else -1
        for position in positions:
            marked = view.is_marked(position)
            selected = marked or view.is_selected(position)
            hovered = position == view.hovered
            painting.line_ground(painter, line, hovered=hovered, selected=selected, focused=position == focused)
            self.paint_cells(painter, line, position, columns)
            if marked:
                self._paint_tick(painter, line)
            line.translate(0, line.height())

    def paint_cells(
        self, painter: QPainter, line: QRect, position: int, columns: Sequence[tuple[int, int, int]]
    ) -> None:  # fmt: skip
        """Draw the columns of a line, cell by cell."""
        model, top, height = self._view.model(), line.top(), line.height()
        for number, left, width in columns:
            self.paint_cell(painter, QRect(left, top, width, height), model.index(position, number))

    def _paint_tick(self, painter: QPainter, line: QRect) -> None:
        """Draw the tick of a chosen line, in the room before its first column."""
        box = QRect(line.left() + 5, line.center().y() - 6, 13, 13)
        icons.paint(painter, "check", box, theme.current().accent, stroke=icons.STROKE_TICK)

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw one cell; `row_of(index)` is the row, or None while it is being fetched."""
        tokens = theme.current()
        row = self.row_of(index)
        number = index.column()
        column = self._view.columns()[number]
        words = PLACEHOLDER if row is None else column.words(row)
        ink = tokens.ink3 if row is None else tokens.ink2 if number else tokens.ink
        style = _style(number)
        align = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painting.text(painter, rect.adjusted(self.pad, 0, -self.pad, 0), words, style, ink, align)

    def lines_of(self, index: Index) -> Sequence[tuple[str, Style]]:
        """Return what stands in a cell, line by line with its style."""
        row = self.row_of(index)
        return () if row is None else ((self._view.columns()[index.column()].words(row), _style(index.column())),)

    def cut_words(self, index: Index) -> str:
        """Return all that stands in a cell if some of it is cut, else ""."""
        room = self._view.columnWidth(index.column()) - 2 * self.pad
        lines = [(words, QFontMetrics(theme.font(style))) for words, style in self.lines_of(index)]
        is_cut = any(metrics.horizontalAdvance(words) > room for words, metrics in lines)
        return "\n".join(words for words, _metrics in lines if words) if is_cut else ""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:  # fmt: skip
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), label.plain(self.cut_words(index)), view)
        return True

    def row_of(self, index: Index) -> Any:  # noqa: ANN401 - the row type is that of the model
        """Return the row of a cell, or None while it is being fetched; quicker than `index.data(ROW_ROLE)`."""
        return self._view.row_at(index.row())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(96, self._view.rowHeight(index.row()))


def _style(column: int) -> Style:
    return Style.SECOND if column else Style.BODY_STRONG

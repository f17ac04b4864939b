"""The grid for a filled call sheet: Enter goes from cell to cell, what is missing or wrong is marked while typing."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from refdesk.i18n import _
from refdesk.services.call_results import RowOutcome
from refdesk.ui import icons, theme
from refdesk.ui.campaign.sheet_head import SheetHead
from refdesk.ui.campaign.sheet_model import KEYS, Index, SheetModel
from refdesk.ui.campaign.sheet_rows import COLUMNS, NUMBER, PERSON, STATE, SheetRow, outcome_words
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting, scroll
from refdesk.ui.widgets.chip import Tone, paint_tag, tag_size
from refdesk.ui.widgets.edits import LineEdit

FIRST_TYPED = KEYS.index("code")
LAST_TYPED = KEYS.index(STATE) - 1
ROW_HEIGHT = 38
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN_KEYS = (*_ENTER, Qt.Key.Key_Escape)
_PAD = 9
_OPEN_WIDTH, _WIDE_ENOUGH = 250, 150
_WORDS = frozenset({"help", "good_lead", "lead_to", "referral_name", "referral_need"})


class SheetTable(QTableView):
    """The grid. `row_ended` comes when a row is through (Enter in its last cell, Ctrl+Enter in any).

    Esc leaves the cell with what was typed there; outside a cell it asks to leave the grid by `left`.
    """

    row_ended = Signal(int)
    row_shown = Signal(int)
    left = Signal()
    sheet_wanted = Signal(object)

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet = model
        self.setModel(model)
        self.setAccessibleName(_("Filled call sheet"))
        self.setItemDelegate(_Cells(self))
        self._head = SheetHead(self)
        self.setHorizontalHeader(self._head)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBar(scroll.ScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(scroll.ScrollBar(Qt.Orientation.Horizontal, self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        theme.follow(self._restyle)

    def go(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        index = self.sheet.index(row, column)
        if index.isValid():
            self.scrollTo(index)
            self.setCurrentIndex(index)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            is_open = self.state() is QAbstractItemView.State.EditingState
            if self.sheet.flags(index) & Qt.ItemFlag.ItemIsEditable and not is_open:
                self.edit(index)

    def go_to_row(self, row: int) -> None:
        """Begin a row: at its number, which can be typed over to go elsewhere."""
        self.go(row, 0)

    def advance(self, index: Index, *, by_tab: bool = False) -> None:
        """Go on from a cell as Enter does; Tab leaves no cell out."""
        row, column = index.row(), index.column()
        if KEYS[column] == NUMBER:
            self._leave_number(row)
        elif by_tab and column < LAST_TYPED:
            self.go(row, column + 1)
        elif not by_tab and (key := self.sheet.rows[row].after(KEYS[column])):
            self.go(row, KEYS.index(key))
        else:
            self.row_ended.emit(row)

    def next_open(self, after: int) -> int | None:
        """Return the first row behind this one (then from the top) that is not saved."""
        places = (*range(after + 1, len(self.sheet.rows)), *range(after))
        return next((at for at in places if not self.sheet.rows[at].is_saved), None)

    def step_row(self, index: Index, by: int) -> None:
        """Go up or down in the column."""
        row = index.row() + by
        if 0 <= row < len(self.sheet.rows):
            self.go(row, index.column())

    def step_back(self, index: Index) -> None:
        """Go one cell back."""
        column = index.column() - 1
        if column > FIRST_TYPED - 1:
            self.go(index.row(), column)
        elif index.column() != 0:
            self.go(index.row(), 0)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        if current.isValid():
            self.row_shown.emit(current.row())
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _ENTER and index.isValid():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.row_ended.emit(index.row())
            else:
                self.go(index.row(), index.column())
            return
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def whole_height(self, width: int) -> int:
        """Return how high the grid is in this width when all of its rows are seen."""
        rows = len(self.sheet.rows) * theme.scaled(ROW_HEIGHT)
        scrolls = sum(theme.scaled(column.width) for column in COLUMNS) > width
        bar = self.horizontalScrollBar().sizeHint().height() if scrolls else 0
        return rows + self.horizontalHeader().height() + bar

    def share_width(self) -> None:
        """Give spare room to the columns with words."""
        room = self.viewport().width()
        least = sum(theme.scaled(column.width) for column in COLUMNS)
        shares = sum(column.share for column in COLUMNS)
        spare = max(room - least, 0)
        for at, column in enumerate(COLUMNS):
            self.setColumnWidth(at, theme.scaled(column.width) + spare * column.share // shares)
        self._head.fit_height()

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401 - a QResizeEvent
        super().resizeEvent(event)
        self.share_width()

    def _leave_number(self, row: int) -> None:
        words = self.sheet.going(row)
        target = self.sheet.row_of_number(words) if words else row
        if target is None:
            return
        self.sheet.stop_going(row)
        if self.sheet.rows[target].is_saved:
            self.go(target, 0)
            following = self.next_open(target) if not words or target == row else None
            if following is not None:
                self.go(following, 0)
        else:
            self.go(target, FIRST_TYPED)

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.scaled(ROW_HEIGHT))
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, theme.current().paper)
        self.setPalette(colours)
        self.share_width()
        self.viewport().update()


class _Cells(QStyledItemDelegate):
    """Paints the cells, and lets one be typed in."""

    def __init__(self, table: SheetTable) -> None:
        super().__init__(table)
        self._table = table

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = self._table.sheet
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        name = f"{_(COLUMNS[index.column()].title)}, {model.rows[index.row()].entry.name}"
        editor = LineEdit(words, parent, name=name, style=Style.SECOND)
        editor.setProperty("at", QPersistentModelIndex(index))
        editor.textEdited.connect(self._typed)
        editor.set_wrong(bool(self._is_wrong(index)))
        editor.selectAll()
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave the editor alone: what it holds was typed into the row already."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Nothing to bring over: each letter went into the row as it was typed."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        if KEYS[index.column()] in _WORDS and rect.width() < theme.scaled(
            _WIDE_ENOUGH
        ):  # a narrow cell opens while it is typed in, as far as the grid goes
            wide = min(max(rect.width(), theme.scaled(_OPEN_WIDTH)), self._table.viewport().width())
            rect = QRect(min(rect.left(), self._table.viewport().width() - wide), rect.top(), wide, rect.height())
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()  # these keys are the grid's, not the window's
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        tokens = theme.current()
        current = self._table.currentIndex()
        if index.row() == current.row():
            painter.fillRect(rect, tokens.accent_soft)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), tokens.line)
        self._paint_words(painter, rect, index)
        if index == current and self._table.hasFocus():
            painting.box(painter, rect, edge=tokens.focus, width=2, radius=0)

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index) -> None:
        words, problem = str(index.data() or ""), self._table.sheet.problem(index)
        if not words and not problem:
            return  # most cells of a sheet that nobody typed in yet
        tokens = theme.current()
        key, row = KEYS[index.column()], self._table.sheet.rows[index.row()]
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        if not words:
            self._paint_tag(painter, rect, _(COLUMNS[index.column()].missing), Tone.AMBER)
        elif key == STATE and row.other:
            self._paint_tag(painter, rect, words, Tone.AMBER)
        elif key == STATE and row.outcome is not None:
            self._paint_outcome(painter, rect, row.outcome)
        elif key == NUMBER:
            right = Qt.AlignmentFlag.AlignRight
            painting.text(painter, room, words, Style.SECOND, tokens.ink2, right)
        else:
            strong = key == "code" or (key == PERSON and not row.is_saved)
            style = Style.SECOND_STRONG if strong else Style.SECOND
            painting.text(painter, room, words, style, self._ink(key, row))
        if words and problem:
            painting.box(painter, rect.adjusted(1, 1, -1, -1), edge=tokens.red_solid, width=2, radius=3)

    @staticmethod
    def _ink(key: str, row: SheetRow) -> QColor:
        tokens = theme.current()
        if key == "code" and row.words("code") == "T":
            return tokens.green
        return tokens.ink2 if row.is_saved else tokens.ink

    def _paint_outcome(self, painter: QPainter, rect: QRect, outcome: RowOutcome) -> None:
        if outcome in (RowOutcome.SAVED, RowOutcome.SAVED_BEFORE):
            tokens = theme.current()
            mark = QRect(rect.left() + _PAD, rect.center().y() - 7, 15, 15)
            icons.paint(painter, "check", mark, tokens.green_mark, stroke=icons.STROKE_TICK)
            room = rect.adjusted(_PAD + 19, 0, 0, 0)
            painting.text(painter, room, outcome_words(outcome), Style.CAPTION, tokens.green)
            return
        self._paint_tag(painter, rect, outcome_words(outcome), Tone.AMBER if outcome is RowOutcome.DRAFT else Tone.RED)

    @staticmethod
    def _paint_tag(painter: QPainter, rect: QRect, words: str, tone: Tone) -> None:
        size = tag_size(words).boundedTo(rect.size())
        place = QRect(rect.left() + 4, rect.center().y() - size.height() // 2, size.width(), size.height())
        paint_tag(painter, place, words, tone=tone)

    def _is_wrong(self, index: Index) -> bool:
        return bool(index.data()) and bool(self._table.sheet.problem(index))

    def _typed(self, words: str) -> None:
        editor = self.sender()
        assert isinstance(editor, LineEdit), "only fields are typed in"
        index = editor.property("at")
        self._table.sheet.type_in(index, words)
        editor.set_wrong(bool(words) and bool(self._table.sheet.problem(index)))

    def _key(self, editor: QLineEdit, event: QKeyEvent) -> bool:
        index = editor.property("at")
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self._step_out(editor, index)
        elif key in _ENTER and control:
            self._close(editor)
            self._table.row_ended.emit(index.row())
        elif key in (*_ENTER, Qt.Key.Key_Tab):
            self._leave(editor, index, by_tab=key == Qt.Key.Key_Tab)
        elif key == Qt.Key.Key_Backtab:
            self._close(editor)
            self._table.step_back(index)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._close(editor)
            self._table.step_row(index, -1 if key == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def _leave(self, editor: QLineEdit, index: Index, *, by_tab: bool) -> None:
        sheet = self._table.sheet
        going = sheet.going(index.row()) if KEYS[index.column()] == NUMBER else ""
        if going and (day := sheet.day_going(index.row())) is not None:
            sheet.stop_going(index.row())
            self._close(editor)
            self._table.sheet_wanted.emit(day)
            return
        if going and sheet.row_of_number(going) is None:
            editor.selectAll()  # an unknown row: the sentence says so, and the cursor stays
            return
        self._close(editor)
        self._table.advance(index, by_tab=by_tab)

    def _step_out(self, editor: QLineEdit, index: Index) -> None:
        """Leave the cell, not the grid; what was typed stays, for nothing typed is to be lost by one key."""
        if KEYS[index.column()] == NUMBER:
            self._table.sheet.stop_going(index.row())
        self._close(editor)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self, editor: QLineEdit) -> None:
        self._table.sheet.settle(editor.property("at"))
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

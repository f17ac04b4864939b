"""The board: columns side by side, one current card, keys that go from card to card and take one along."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QWidget

from refdesk.domain.ids import StageId
from refdesk.domain.stages import Meaning
from refdesk.i18n import _
from refdesk.services.board import Board, Card, Column
from refdesk.ui import timers
from refdesk.ui.referrals.board_cards import CardList
from refdesk.ui.referrals.board_column import BoardColumn, ClosedColumn
from refdesk.ui.referrals.board_drag import CardDrag
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.widgets import scroll

_SPACING, _USUAL = 8, 7


class BoardView(QScrollArea):
    """Shows a board; `entered` opens a card, `move_wanted` brings a referral and the stage for it."""

    current_changed = Signal(int)
    entered = Signal(int)
    step_wanted = Signal(int)
    move_wanted = Signal(int, int)
    menu_wanted = Signal(int, QPoint)
    shape_changed = Signal()
    """The person closed or opened a column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._stop_before: QWidget = self
        self._board: Board | None = None
        self._current = -1
        self._folded = False
        self._room = 0
        self._settle = timers.once(self, 0, self._show_current_column)
        self._opened: set[str] = set()
        self._kept_open: set[str] = set()
        self._kept_closed: set[str] = set()
        self._columns: list[BoardColumn] = []
        self._strips: list[ClosedColumn] = []
        self._content = QWidget(self)
        self.drag = CardDrag(self, self._places)
        self.drag.dropped.connect(self.move_wanted)
        self._row = QHBoxLayout(self._content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)
        self._set_up()

    def get_ready(self) -> Iterator[None]:
        """Make as many columns as there usually are, one with each step; they are shown with the board."""
        while len(self._columns) < _USUAL:
            self._make_columns(len(self._columns) + 1)
            self._columns[-1].hide()
            self._strips[-1].hide()
            yield

    def columns(self) -> list[BoardColumn]:
        """Return the columns in their order."""
        return self._columns

    def strips(self) -> list[ClosedColumn]:
        """Return the strips of the columns; one is seen where its column is closed."""
        return self._strips

    def show_board(self, board: Board, frame: BoardFrame) -> None:
        """Show these cards; the current card stays current wherever it went, and keeps the focus."""
        self.drag.cancel()
        had_focus = self.has_focus()
        place = self._place_of_current()
        self._board = board
        self._make_columns(len(board.columns))
        for shown, strip, column in zip(self._columns, self._strips, board.columns, strict=True):
            shown.show_column(column, frame)
            strip.show_column(column, frame)
        self._fold()
        if self._current >= 0 and not self.go_to(self._current) and place is not None:
            self._go_near(*place)
        if had_focus:
            self.take_focus()

    def current_card(self) -> Card | None:
        """Return the current card."""
        return next((card for column in self._columns if (card := self._card_in(column))), None)

    def card(self, referral_id: int) -> tuple[Card, Column] | None:
        """Return a card with the column in which it stands."""
        for column in self._columns:
            card = column.list.cards.card_at(column.list.cards.place_of(referral_id))
            if card is not None and column.column is not None:
                return card, column.column
        return None

    def go_to(self, referral_id: int) -> bool:
        """Make a card the current one and show it; return whether it is on the board."""
        for shown in self._columns:
            if shown.list.cards.place_of(referral_id) >= 0:
                self._unfold(shown)
                shown.list.go_to(referral_id)
                self._settle.start()
                return True
        return False

    def fold_closed(self, *, folded: bool) -> None:
        """Close won and lost to strips, or open them again, but those that the person opened or closed by hand."""
        if folded == self._folded:
            return
        self._folded = folded
        self._opened.clear()
        self._fold()

    def shape(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the names of the columns that the person keeps closed, and of those kept open."""
        return tuple(sorted(self._kept_closed)), tuple(sorted(self._kept_open))

    def set_shape(self, closed: Iterable[str], kept_open: Iterable[str]) -> None:
        """Close and open these columns as they were left."""
        self._kept_closed, self._kept_open = set(closed), set(kept_open)
        self._fold()

    def close_column(self, stage_id: StageId) -> None:
        """Close a column to a strip."""
        at = next((at for at, shown in enumerate(self._columns) if shown.stage_id() == stage_id), None)
        if at is not None:
            self._close(at)

    def leave_room(self, width: int) -> None:
        """Let the board scroll so far that nothing stays hidden behind a panel of this width."""
        self._room = width
        self._row.setContentsMargins(0, 0, width, 0)
        self._settle.start()

    def has_focus(self) -> bool:
        """Say whether a column has the focus."""
        return any(column.list.hasFocus() for column in self._columns)

    def take_focus(self) -> bool:
        """Put the focus on the current card, else on the first; return whether there is any."""
        home = next((column for column in self._columns if self._card_in(column)), None)
        filled = [column for column in self._columns if column.list.cards.rowCount()]
        home = home or next((column for column in filled if not column.isHidden()), None)
        if home is not None:
            home.list.setFocus(Qt.FocusReason.TabFocusReason)
        return home is not None

    def go_home(self) -> None:
        """Scroll back to the first column."""
        self.horizontalScrollBar().setValue(0)

    def neighbour(self, referral_id: int, by: int) -> StageId | None:
        """Return the stage left or right of the one in which a referral stands."""
        for at, shown in enumerate(self._columns):
            if shown.list.cards.place_of(referral_id) >= 0 and 0 <= at + by < len(self._columns):
                target = self._columns[at + by].column
                return target.stage_id if target else None
        return None

    def _set_up(self) -> None:
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Board of referrals"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBar(scroll.ScrollBar(Qt.Orientation.Horizontal, self))
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def come_after(self, stop: QWidget) -> None:
        """Let Tab come from this stop to the first column."""
        self._stop_before = stop

    def _make_columns(self, count: int) -> None:
        while len(self._columns) > count:
            for widget in (self._columns.pop(), self._strips.pop()):
                self._row.removeWidget(widget)
                widget.deleteLater()
        while len(self._columns) < count:
            shown, strip = BoardColumn(self._content), ClosedColumn(self._content)
            self._columns.append(shown)
            self._strips.append(strip)
            self._row.addWidget(shown, 1)
            self._row.addWidget(strip)
            self._keep_tab_order()
            self._connect(shown.list, len(self._columns) - 1)
            strip.clicked.connect(partial(self._open_strip, len(self._columns) - 1))
            shown.head.clicked.connect(partial(self._close, len(self._columns) - 1))

    def _keep_tab_order(self) -> None:
        stops = [stop for each in zip(self._columns, self._strips, strict=True) for stop in (each[0].list, each[1])]
        for before, after in pairwise([self._stop_before, *stops]):
            self.setTabOrder(before, after)

    def _connect(self, cards: CardList, at: int) -> None:
        cards.current_changed.connect(partial(self._became_current, at))
        cards.stepped.connect(partial(self._step, at))
        cards.moved.connect(partial(self._move, at))
        cards.entered.connect(self.entered)
        cards.step_wanted.connect(self.step_wanted)
        cards.menu_wanted.connect(self.menu_wanted)
        cards.drag_began.connect(partial(self.drag.begin, cards))
        cards.drag_moved.connect(self.drag.move)
        cards.drag_ended.connect(self.drag.drop)
        cards.drag_left.connect(self.drag.cancel)
        cards.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == 0 else Qt.FocusPolicy.ClickFocus)

    def _places(self) -> list[BoardColumn | ClosedColumn]:
        return [*self._columns, *self._strips]

    def _became_current(self, at: int, referral_id: int) -> None:
        self._current = referral_id
        for other, shown in enumerate(self._columns):
            shown.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other == at else Qt.FocusPolicy.ClickFocus)
            if other != at:
                shown.list.let_go()
        self.current_changed.emit(referral_id)

    def _step(self, at: int, by: int) -> None:
        """Go to the next column that has cards, at the same height."""
        height = self._columns[at].list.visualRect(self._columns[at].list.currentIndex()).center()
        there = at + by
        while 0 <= there < len(self._columns) and not self._columns[there].list.cards.rowCount():
            there += by
        if not 0 <= there < len(self._columns):
            return
        target = self._columns[there]
        self._unfold(target)
        QApplication.sendPostedEvents(target.list)
        found = target.list.indexAt(QPoint(20, height.y()))
        target.list.go_to_place(found.row() if found.isValid() else target.list.cards.rowCount() - 1)
        target.list.setFocus(Qt.FocusReason.TabFocusReason)
        self._settle.start()

    def _move(self, at: int, by: int) -> None:
        card = self._columns[at].list.current_card()
        stage_id = self.neighbour(card.referral_id, by) if card else None
        if card is not None and stage_id is not None:
            self.move_wanted.emit(card.referral_id, stage_id)

    def _show_current_column(self) -> None:
        """Scroll sideways until the column of the current card is seen, not hidden behind the panel."""
        shown = next((column for column in self._columns if self._card_in(column)), None)
        if shown is None or shown.isHidden():
            return
        bar = self.horizontalScrollBar()
        seen = self.viewport().width() - self._room
        if shown.geometry().right() + _SPACING > bar.value() + seen:
            bar.setValue(shown.geometry().right() + _SPACING - seen)
        if shown.x() < bar.value():
            bar.setValue(shown.x())

    def _card_in(self, shown: BoardColumn) -> Card | None:
        return shown.list.current_card()

    def _place_of_current(self) -> tuple[int, int] | None:
        for at, shown in enumerate(self._columns):
            if shown.list.current_card() is not None:
                return at, shown.list.currentIndex().row()
        return None

    def _go_near(self, at: int, place: int) -> None:
        """Stand where the card was that is gone."""
        self._current = -1
        if at < len(self._columns):
            cards = self._columns[at].list
            cards.go_to_place(min(place, cards.cards.rowCount() - 1))

    def _open_strip(self, at: int) -> None:
        column = self._columns[at].column
        if column is not None:
            self._kept_closed.discard(column.name)
            if self._folds(column):
                self._kept_open.add(column.name)
            self.shape_changed.emit()
        self._unfold(self._columns[at])
        cards = self._columns[at].list
        if cards.cards.rowCount():
            cards.setFocus(Qt.FocusReason.OtherFocusReason)
        self._settle.start()

    def _close(self, at: int) -> None:
        shown, column = self._columns[at], self._columns[at].column
        if column is None:
            return
        self._opened.discard(column.name)
        self._kept_open.discard(column.name)
        if not self._folds(column):
            self._kept_closed.add(column.name)
        self._fold()
        self._strips[at].setFocus(Qt.FocusReason.OtherFocusReason)
        if shown.list.current_card() is not None:
            self._current = -1  # or it would open the column again
        shown.list.let_go()
        self.shape_changed.emit()

    def _unfold(self, shown: BoardColumn) -> None:
        if shown.column is not None and shown.isHidden():
            self._opened.add(shown.column.name)
            self._fold()

    def _folds(self, column: Column) -> bool:
        """Say whether this column closes by itself while the panel is open."""
        return self._folded and column.meaning is not Meaning.OPEN

    def _fold(self) -> None:
        if self._board is None:
            return  # what was made ahead waits for it
        for shown, strip in zip(self._columns, self._strips, strict=True):
            column = shown.column
            closed = column is not None and column.name not in self._opened and (
                column.name in self._kept_closed or (self._folds(column) and column.name not in self._kept_open)
            )  # fmt: skip
            shown.setVisible(not closed)
            strip.setVisible(closed)

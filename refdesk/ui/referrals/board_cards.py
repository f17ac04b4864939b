"""The cards of one column of the board: chosen, opened and moved by keys, and held by the mouse."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from refdesk.domain.stages import Meaning
from refdesk.services.board import Card
from refdesk.ui import theme
from refdesk.ui.referrals import card_delegate
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.referrals.card_delegate import CardDelegate
from refdesk.ui.referrals.cards_model import CardsModel, Index
from refdesk.ui.widgets import ring, scroll

BAR = 8
"""How wide the scroll bar is, in the right padding of the column."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CardList(QTableView):
    """The cards; `stepped` goes to the next column, `moved` takes the card along, `entered` opens it.

    A table of one column: it knows the height of each line, so that thousands are laid out at once. `drag_began`,
    `drag_moved` and `drag_ended` follow the mouse that holds a card; `drag_left` comes from Esc.
    """

    current_changed = Signal(int)
    stepped = Signal(int)
    moved = Signal(int)
    entered = Signal(int)
    step_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    drag_began = Signal(int, QPoint)
    drag_moved = Signal(QPoint)
    drag_ended = Signal(QPoint)
    drag_left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        self._chooses_none = False
        self._ground = "sunk"
        self.cards = CardsModel(self)
        self.delegate = CardDelegate(self)
        self.setModel(self.cards)
        self.setItemDelegate(self.delegate)
        self._hide_grid()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(_SlimBar(Qt.Orientation.Vertical, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        theme.follow(self._restyle)

    def show_cards(self, cards: tuple[Card, ...], meaning: Meaning, frame: BoardFrame) -> None:
        """Take these cards, and stay scrolled to the same height."""
        height = self.verticalScrollBar().value()
        self.cards.show_cards(cards, meaning, frame)
        if self.isVisible():
            self.verticalScrollBar().setValue(height)

    def current_card(self) -> Card | None:
        """Return the current card."""
        return self.cards.card_at(self.currentIndex().row())

    def go_to(self, referral_id: int) -> bool:
        """Make this card the current one and show it; return whether it is here."""
        return self.go_to_place(self.cards.place_of(referral_id))

    def go_to_place(self, place: int) -> bool:
        """Make the card at this place the current one and show it."""
        if not 0 <= place < self.cards.rowCount():
            return False
        index = self.cards.index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def let_go(self) -> None:
        """Have no current card."""
        self.selectionModel().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        theme.shared().by_key = True
        key = Qt.Key(event.key())
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        card = self.current_card()
        if key == Qt.Key.Key_Escape and self.delegate.dragged:
            self._pressed = None
            self.drag_left.emit()
        elif key in _STEPS and control and card is not None:
            self.moved.emit(_STEPS[key])
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(_STEPS[key])
        elif key in ENTER and not control and card is not None:
            self.entered.emit(card.referral_id)
        elif key in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        card = self.cards.card_at(current.row())
        if card is not None and not self._chooses_none:
            self.current_changed.emit(card.referral_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        theme.shared().by_key = False
        where = event.position().toPoint()
        if self.indexAt(where).isValid():
            super().mousePressEvent(event)
            self._pressed = where if event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if self.delegate.dragged:
            self.drag_ended.emit(event.globalPosition().toPoint())
            return
        if pressed is None:
            return
        where = event.position().toPoint()
        index = self.indexAt(where)
        card = self.cards.card_at(index.row())
        if card is None or event.button() != Qt.MouseButton.LeftButton:
            return
        asks = self.delegate.asks_for_step(card)
        on_step = asks and card_delegate.step_room(self.visualRect(index)).contains(where)
        (self.step_wanted if on_step else self.entered).emit(card.referral_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if self.delegate.dragged:
            self.drag_moved.emit(event.globalPosition().toPoint())
            return
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            card = self.cards.card_at(self.indexAt(self._pressed).row())
            if card and (where - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self.drag_began.emit(card.referral_id, self.viewport().mapToGlobal(self._pressed))
                self.drag_moved.emit(event.globalPosition().toPoint())
            return
        self._hover(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        ring.note_focus(event)
        without = self.current_card() is None
        self._chooses_none = without and event.reason() == Qt.FocusReason.MouseFocusReason  # the press says which
        if without and not self._chooses_none:
            self.go_to_place(0)
        super().focusInEvent(event)  # the first time Qt makes the first card current, without choosing it
        if self._chooses_none:
            self._chooses_none = False
            self.let_go()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        card = self.cards.card_at(index.row())
        if card is not None:
            self.setCurrentIndex(index)
            spot = self.visualRect(index).center() if by_key else event.pos()
            self.menu_wanted.emit(card.referral_id, self.viewport().mapToGlobal(spot))

    def set_dragged(self, referral_id: int) -> None:
        """Dash the place of the card that hangs at the pointer; 0 for none."""
        self.delegate.dragged = referral_id
        self.viewport().update()

    def _hide_grid(self) -> None:
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _hover(self, index: QModelIndex) -> None:
        if index.row() != self.delegate.hovered:
            self.delegate.hovered = index.row()
            self.viewport().update()

    def set_ground(self, token: str) -> None:
        """Stand on another ground."""
        self._ground = token
        self._restyle()

    def _restyle(self) -> None:
        colours = self.palette()
        clear = theme.named(theme.current(), self._ground)
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Highlight):  # the card itself shows that it is chosen
            colours.setColor(role, clear)
        self.setPalette(colours)
        self.verticalScrollBar().setSingleStep(card_delegate.height() // 4)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(card_delegate.height())


class _SlimBar(scroll.ScrollBar):
    """Lies in the right padding of the column, so that cards are as wide with it as without."""

    def sizeHint(self) -> QSize:
        return QSize(BAR, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)

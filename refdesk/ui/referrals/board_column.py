"""A column of the board: its head, its cards; or closed to a strip."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from refdesk import i18n
from refdesk.domain.ids import StageId
from refdesk.domain.stages import Meaning
from refdesk.i18n import _, ngettext
from refdesk.services.board import Card, Column
from refdesk.ui import icons, theme
from refdesk.ui.referrals import board_words, card_delegate
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.referrals.card_delegate import CardDelegate
from refdesk.ui.referrals.cards_model import CardsModel, Index
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting, ring, scroll
from refdesk.ui.widgets.label import ElidedLabel, Label, explain
from refdesk.ui.widgets.surfaces import Surface

LEAST_WIDTH, CLOSED_WIDTH = 168, 42
_HEAD, _HEAD_SIDES, _HEAD_SPACING = 40, 34, 7
_BAR = 8
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MEANING_ICONS = {Meaning.WON: "trophy", Meaning.LOST: "circle-check", Meaning.OPEN: "square-kanban"}


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
        elif key in _ENTER and not control and card is not None:
            self.entered.emit(card.referral_id)
        elif key in _ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        card = self.cards.card_at(current.row())
        if card is not None:
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
        super().focusInEvent(event)
        if self.current_card() is None:
            self.go_to_place(0)

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
        colours.setColor(QPalette.ColorRole.Base, clear)
        self.setPalette(colours)
        self.verticalScrollBar().setSingleStep(card_delegate.height() // 4)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(card_delegate.height())


class BoardColumn(Surface):
    """A stage with its cards."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk", radius=theme.RADIUS_CARD)
        self.column: Column | None = None
        self._name = _Name("", Style.BODY_STRONG, self)
        self._count = Label("", Style.SECOND, self, ink=Ink.INK2)
        self._value = Label("", Style.CAPTION, self, ink=Ink.INK2)
        self._head = QWidget(self)
        self.gap = _Gap(self)
        self.list = CardList(self)
        self._is_target = False
        theme.follow(self._widen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out()

    def show_column(self, column: Column, frame: BoardFrame) -> None:
        """Show these cards; a column in which nothing changed stays as it is, another keeps its place."""
        self.list.delegate.meaning, self.list.delegate.frame = column.meaning, frame
        if column == self.column:
            self.list.cards.set_frame(frame)
            self.list.viewport().update()
            return
        self.column = column
        self._name.setText(column.name)
        self._count.setText(i18n.number(column.count))
        self._value.setText(board_words.column_worth(column, frame.currency))
        explain(self._head, spoken_head(column, frame))
        self._fit_head()
        self.list.setAccessibleName(spoken_head(column, frame))
        self.list.show_cards(column.cards, column.meaning, frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def stage_id(self) -> StageId | None:
        """Return the stage."""
        return self.column.stage_id if self.column else None

    def set_target(self, *, on: bool) -> None:
        """Show that the card at the pointer would land here."""
        self._is_target = on
        if on and self.column is not None:
            self.gap.show_words(_("Drop: {stage}").format(stage=self.column.name))
        self.gap.setVisible(on)
        self.list.set_ground("accent_soft" if on else "sunk")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_target:
            tokens, painter = theme.current(), QPainter(self)
            painting.box(
                painter, self.rect(), fill=tokens.accent_soft, edge=tokens.focus, radius=theme.RADIUS_CARD, width=2
            )
            painter.end()

    def _fit_head(self) -> None:
        """Leave the sum to the tooltip where it would cut the name of the stage."""
        pieces = (self._name, self._count, self._value)
        taken = sum(piece.sizeHint().width() + _HEAD_SPACING for piece in pieces)
        self._value.setVisible(bool(self._value.text()) and _HEAD_SIDES + taken <= self.width())

    def _widen(self) -> None:
        self.setMinimumWidth(theme.scaled(LEAST_WIDTH))
        self._fit_head()

    def _lay_out(self) -> None:
        head = self._head
        head.setMinimumHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 0, 16, 0)
        row.setSpacing(_HEAD_SPACING)
        row.addWidget(self._name)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.gap)
        column.addWidget(self.list, 1)


class ClosedColumn(QPushButton):
    """A column of won or lost referrals, closed to a strip while the panel is open; a press opens it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column: Column | None = None
        self._is_target = False
        self.setFixedWidth(CLOSED_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self, radius=theme.RADIUS_CARD)
        theme.follow(self.update)

    def show_column(self, column: Column, frame: BoardFrame) -> None:
        """Show how many there are."""
        self._column = column
        said = spoken_head(column, frame)
        self.setAccessibleName(_("Open the column {name}").format(name=said))
        explain(self, said)
        self.update()

    def stage_id(self) -> StageId | None:
        """Return the stage."""
        return self._column.stage_id if self._column else None

    def set_target(self, *, on: bool) -> None:
        """Show that the card at the pointer would land here."""
        self._is_target = on
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(CLOSED_WIDTH, 160)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._column is None:
            return
        painter = QPainter(self)
        tokens = theme.current()
        ground = tokens.press if self.isDown() else tokens.hover if self.underMouse() else tokens.sunk
        if self._is_target:
            painting.box(
                painter, self.rect(), fill=tokens.accent_soft, edge=tokens.focus, radius=theme.RADIUS_CARD, width=2
            )
        else:
            painting.box(painter, self.rect(), fill=ground, radius=theme.RADIUS_CARD)
        side = theme.ICON_BUTTON
        box = QRect((self.width() - side) // 2, 11, side, side)
        icons.paint(painter, _MEANING_ICONS[self._column.meaning], box, tokens.ink2)
        middle = Qt.AlignmentFlag.AlignHCenter
        count = QRect(0, 38, self.width(), theme.scaled(21))
        painting.text(painter, count, i18n.number(self._column.count), Style.SECOND_STRONG, tokens.ink, middle)
        painter.translate(0, 70 + theme.scaled(120))
        painter.rotate(-90)
        room = QRect(0, 0, theme.scaled(120), self.width())
        painting.text(painter, room, self._column.name, Style.SECOND_STRONG, tokens.ink, Qt.AlignmentFlag.AlignRight)
        painter.end()


class _Gap(QWidget):
    """The dashed place where the card would land."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.hide()
        theme.follow(self._restyle)

    def show_words(self, words: str) -> None:
        """Say where it would land."""
        self._words = words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.current()
        box = self.rect().adjusted(1, 0, -_BAR - 1, -card_delegate.GAP)
        painting.box(painter, box, edge=tokens.focus, radius=theme.RADIUS_CARD, width=2, dashed=True)
        painting.text(painter, box, self._words, Style.SECOND_STRONG, tokens.accent, Qt.AlignmentFlag.AlignHCenter)
        painter.end()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.scaled(124) + card_delegate.GAP)


class _Name(ElidedLabel):
    """The name of a stage, as narrow as its words."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())


class _SlimBar(scroll.ScrollBar):
    """Lies in the right padding of the column, so that cards are as wide with it as without."""

    def sizeHint(self) -> QSize:
        return QSize(_BAR, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def spoken_head(column: Column, frame: BoardFrame) -> str:
    """Return the head of a column for screen readers."""
    count = ngettext("{n} referral", "{n} referrals", column.count).format(n=i18n.number(column.count))
    return ", ".join(filter(None, (column.name, count, board_words.column_worth(column, frame.currency))))

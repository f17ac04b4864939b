"""Dragging a card by mouse: it hangs at the pointer, and the column below says that it would take it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from refdesk.services.board import Card
from refdesk.ui.referrals import card_delegate
from refdesk.ui.referrals.board_cards import CardList
from refdesk.ui.referrals.board_column import BoardColumn, ClosedColumn

_SCROLL_MS, _SCROLL_BY, _EDGE = 30, 24, 36

Places = Callable[[], Sequence[BoardColumn | ClosedColumn]]


class CardDrag(QObject):
    """One drag over a board; `dropped` brings the referral and the stage that takes it."""

    dropped = Signal(int, int)

    def __init__(self, board: QScrollArea, places: Places) -> None:
        super().__init__(board)
        self._board, self._places = board, places
        self._source: CardList | None = None
        self._card: Card | None = None
        self._grip, self._pointer = QPoint(), QPoint()
        self._target: BoardColumn | ClosedColumn | None = None
        self._ghost = _Ghost(board)
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)

    def is_on(self) -> bool:
        """Say whether a card is being dragged."""
        return self._source is not None

    def begin(self, source: CardList, referral_id: int, pointer: QPoint) -> None:
        """Take a card from its place; `pointer` is where the mouse took it, on the screen."""
        place = source.cards.place_of(referral_id)
        card = source.cards.card_at(place)
        if card is None:
            return
        room = source.visualRect(source.cards.index(place, 0))
        self._source, self._card = source, card
        self._grip = source.viewport().mapFromGlobal(pointer) - room.topLeft()
        self._ghost.take(source, card, room)
        source.set_dragged(referral_id)
        self.move(pointer)
        self._ghost.show()
        self._ghost.raise_()
        self._scrolling.start()

    def move(self, pointer: QPoint) -> None:
        """Follow the pointer."""
        if self._source is None:
            return
        self._pointer = pointer
        self._ghost.move(self._board.mapFromGlobal(pointer) - self._grip)
        self._aim(self._place_below(pointer))

    def drop(self, pointer: QPoint) -> None:
        """Let the card go where the pointer is; back in its own column or beside the board nothing happens."""
        card, place = self._card, self._place_below(pointer)
        self.cancel()
        stage_id = place.stage_id() if place is not None else None
        if card is not None and stage_id is not None and stage_id != card.stage_id:
            self.dropped.emit(card.referral_id, stage_id)

    def cancel(self) -> None:
        """Leave the card where it was."""
        self._scrolling.stop()
        self._aim(None)
        self._ghost.hide()
        if self._source is not None:
            self._source.set_dragged(0)
        self._source = self._card = None

    def _aim(self, place: BoardColumn | ClosedColumn | None) -> None:
        if place is not None and self._card is not None and place.stage_id() == self._card.stage_id:
            place = None
        if place is self._target:
            return
        if self._target is not None:
            self._target.set_target(on=False)
        self._target = place
        if place is not None:
            place.set_target(on=True)

    def _place_below(self, pointer: QPoint) -> BoardColumn | ClosedColumn | None:
        if not self._board.viewport().rect().contains(self._board.viewport().mapFromGlobal(pointer)):
            return None
        shown = (place for place in self._places() if place.isVisible())
        return next((place for place in shown if place.rect().contains(place.mapFromGlobal(pointer))), None)

    def _scroll(self) -> None:
        """Bring what lies beyond the edge near which the card is held."""
        room = self._board.viewport()
        where = room.mapFromGlobal(self._pointer)
        bar = self._board.horizontalScrollBar()
        bar.setValue(bar.value() + _towards(where.x(), room.width()))
        below = self._place_below(self._pointer)
        if isinstance(below, BoardColumn):
            view = below.list.viewport()
            up = below.list.verticalScrollBar()
            up.setValue(up.value() + _towards(view.mapFromGlobal(self._pointer).y(), view.height()))
        self._aim(below)


class _Ghost(QWidget):
    """The card at the pointer."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self._source: CardList | None = None
        self._card: Card | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def take(self, source: CardList, card: Card, room: QRect) -> None:
        """Look like this card."""
        self._source, self._card = source, card
        self.resize(room.width(), room.height() - card_delegate.GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._source is None or self._card is None:
            return
        painter = QPainter(self)
        self._source.delegate.paint_card(painter, self.rect(), self._card, chosen=True)
        painter.end()


def _towards(at: int, length: int) -> int:
    if at < _EDGE:
        return -_SCROLL_BY
    return _SCROLL_BY if at > length - _EDGE else 0

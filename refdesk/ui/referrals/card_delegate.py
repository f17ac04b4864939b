"""Paints a card of the board: name, need, who sent them, value and age, dots and marks, next step."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from refdesk.domain.stages import Meaning
from refdesk.domain.updates import Mark
from refdesk.domain.working_time import DueState
from refdesk.i18n import _
from refdesk.services.board import Card, ThanksMark
from refdesk.services.clocks import ClockFace
from refdesk.ui import icons, theme
from refdesk.ui.referrals import board_words
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.referrals.cards_model import Index, Role
from refdesk.ui.theme import Style
from refdesk.ui.widgets import marks, painting
from refdesk.ui.widgets.chip import Tone, paint_tag

GAP = 8
_PAD_X, _PAD_Y = 11, 9
_LINES = (22, 21, 21, 25, 23, 33)
_ICONS = {
    ThanksMark.THANKED: ("mail-check", "green_mark"),
    ThanksMark.OWED: ("mail", "amber_mark"),
    ThanksMark.LATE: ("mail-warning", "red_solid"),
}
_POSTED_ICONS = {
    Mark.KEPT_POSTED: ("message-square-text", "green_mark"),
    Mark.DUE: ("message-square-dot", "amber_mark"),
}
_AWAITS_ICON = ("handshake", "ink2")
_MARK = theme.ICON_CAPTION + 5
"""How much room a mark takes with the gap before its words."""
_RIGHT = Qt.AlignmentFlag.AlignRight


class CardDelegate(QStyledItemDelegate):
    """All cards have one height, so that a column of thousands scrolls at once."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.meaning = Meaning.OPEN
        self.frame: BoardFrame | None = None
        self.hovered = -1
        self.dragged = 0
        """The referral that hangs at the pointer: the place it left is dashed."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card | None = index.data(Role.CARD)
        if card is None or self.frame is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        box = rect.adjusted(0, 0, 0, -GAP)
        if card.referral_id == self.dragged:
            painting.box(painter, box, edge=theme.current().line_strong, radius=theme.RADIUS_CARD, dashed=True)
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        self.paint_card(painter, box, card, chosen=chosen, hovered=index.row() == self.hovered)

    def paint_card(self, painter: QPainter, box: QRect, card: Card, *, chosen: bool, hovered: bool = False) -> None:
        """Paint a card into a box: in its column, or at the pointer that drags it."""
        self._paint_ground(painter, box, card, chosen=chosen, hovered=hovered)
        inner = box.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        top = inner.top()
        painters = (
            self._paint_name, self._paint_need, self._paint_referrer, self._paint_value, self._paint_marks,
            self._paint_step,
        )  # fmt: skip
        for paint_line, line_height in zip(painters, _LINES, strict=True):
            tall = theme.scaled(line_height)
            paint_line(painter, QRect(inner.left(), top, inner.width(), tall), card)
            top += tall

    def asks_for_step(self, card: Card) -> bool:
        """Say whether the card shows "Set a next step"."""
        return not card.next_step and self.meaning is Meaning.OPEN

    def _paint_ground(self, painter: QPainter, box: QRect, card: Card, *, chosen: bool, hovered: bool) -> None:
        tokens = theme.current()
        fill = tokens.amber_soft if card.stalled else tokens.hover if hovered else tokens.paper
        edge = tokens.focus if chosen else tokens.amber_mark if card.stalled else tokens.line
        painting.box(painter, box, fill=fill, edge=edge, radius=theme.RADIUS_CARD, width=2 if chosen else 1)

    def _paint_name(self, painter: QPainter, room: QRect, card: Card) -> None:
        painting.text(painter, room, card.name, Style.BODY_STRONG, theme.current().ink)

    def _paint_need(self, painter: QPainter, room: QRect, card: Card) -> None:
        painting.text(painter, room, card.need, Style.CAPTION, theme.current().ink2)

    def _paint_referrer(self, painter: QPainter, room: QRect, card: Card) -> None:
        tokens = theme.current()
        side = theme.ICON_CAPTION
        icons.paint(painter, "corner-down-right", QRect(room.left(), _middle(room, side), side, side), tokens.ink2)
        assert self.frame is not None, "painted with a frame only"
        beside = room.adjusted(side + 5, 0, 0, 0)
        tries = board_words.from_lines(card, self.meaning, self.frame)
        words, tail = next((each for each in tries if _width(each[0], Style.CAPTION) <= beside.width()), tries[-1])
        ink = tokens.ink2 if card.referrer else tokens.ink3
        painting.text(painter, beside, words, Style.CAPTION, ink, tail=tail)

    def _paint_value(self, painter: QPainter, room: QRect, card: Card) -> None:
        assert self.frame is not None, "painted with a frame only"
        tokens = theme.current()
        value, words = self.value_line(card, room.width())
        painting.text(painter, room, value, Style.SECOND_STRONG, tokens.ink)
        if card.clock is not None:
            self._paint_clock(painter, room, card.clock, words)
        elif card.stalled:
            self._paint_right(painter, room, words, Style.CAPTION_STRONG, tokens.amber, icon="triangle-alert")
        else:
            painting.text(painter, room, words, Style.CAPTION, tokens.ink2, _RIGHT)

    def value_line(self, card: Card, room: int) -> tuple[str, str]:
        """Return the value, and beside it the clock or the age; in a narrow card the value gives way."""
        assert self.frame is not None, "painted with a frame only"
        worths = ("",) if card.value_minor is None else board_words.short_worths(card.value_minor, self.frame.currency)
        marks_of: tuple[str, ...] = ("",)
        beside, style = 0, Style.CAPTION
        if card.clock is not None:
            marks_of, beside = board_words.short_clocks(card.clock, self.frame), _MARK
            style = _clock_style(card.clock.state)
        elif card.stalled:
            marks_of, beside, style = board_words.short_still(card), _MARK, Style.CAPTION_STRONG
        elif self.meaning is Meaning.OPEN:  # the day of a closed one stands beside who sent them
            marks_of = (board_words.age(card, self.meaning, self.frame),)
        for value in worths:
            taken = beside + (_width(value, Style.SECOND_STRONG) + 8 if value else 0)
            for words in marks_of:
                if taken + _width(words, style) <= room:
                    return value, words
        return "", marks_of[-1]

    def _paint_clock(self, painter: QPainter, room: QRect, clock: ClockFace, words: str) -> None:
        tokens = theme.current()
        ink = {DueState.LATE: tokens.amber, DueState.OVERDUE: tokens.red}.get(clock.state, tokens.ink2)
        share = 1.0 if clock.state is DueState.OVERDUE else clock.share_gone
        self._paint_right(painter, room, words, _clock_style(clock.state), ink, share=share)

    def _paint_right(
        self, painter: QPainter, room: QRect, words: str, style: Style, ink: QColor, *, share: float = 0.0,
        icon: str = "",
    ) -> None:  # fmt: skip
        """Draw a mark with its words at the right edge."""
        side, width = theme.ICON_CAPTION, min(_width(words, style), room.width() - _MARK)
        start = room.right() + 1 - width - _MARK
        box = QRect(start, _middle(room, side), side, side)
        if icon:
            icons.paint(painter, icon, box, ink)
        else:
            marks.paint_clock(painter, box, share, ink)
        painting.text(painter, QRect(start + _MARK, room.top(), width, room.height()), words, style, ink)

    def _paint_marks(self, painter: QPainter, room: QRect, card: Card) -> None:
        if card.preparedness:
            marks.paint_dots(painter, QPoint(room.left(), _middle(room, marks.DOTS_HEIGHT)), card.preparedness)
        side = theme.ICON_BUTTON
        at = room.right() + 1 - side
        awaits = _AWAITS_ICON if card.awaits_introduction else None
        for icon, ink in filter(None, (_POSTED_ICONS.get(card.posted), _ICONS.get(card.thanks), awaits)):
            icons.paint(painter, icon, QRect(at, _middle(room, side), side, side), theme.named(theme.current(), ink))
            at -= side + 6

    def _paint_step(self, painter: QPainter, room: QRect, card: Card) -> None:
        assert self.frame is not None, "painted with a frame only"
        tokens = theme.current()
        if self.asks_for_step(card):
            tag = QRect(room.left(), room.bottom() - theme.scaled(24) + 2, room.width(), theme.scaled(24))
            painting.box(painter, tag, edge=tokens.line_strong, radius=theme.RADIUS_TAG, dashed=True)
            paint_tag(painter, tag, _("Set a next step"), tone=Tone.PLAIN, icon="plus")
            return
        words = board_words.closing(card, self.meaning, self.frame)
        tail = board_words.step_tail(card, self.meaning, self.frame)
        if not words:
            return
        painter.fillRect(QRect(room.left(), room.top() + 4, room.width(), 1), _line(card))
        below = room.adjusted(0, 8, 0, 0)
        painting.text(painter, below, words, Style.CAPTION, tokens.ink2, tail=tail)


def height() -> int:
    """Return the height of a card with the gap below it."""
    return 2 * _PAD_Y + sum(theme.scaled(line) for line in _LINES) + GAP


def step_room(card: QRect) -> QRect:
    """Return where the last line of a card lies, given the room of its item."""
    bottom = card.bottom() - GAP - _PAD_Y
    return QRect(card.left() + _PAD_X, bottom - theme.scaled(_LINES[-1]), card.width() - 2 * _PAD_X, theme.scaled(33))


def _line(card: Card) -> QColor:
    tokens = theme.current()
    return tokens.amber_mark if card.stalled else tokens.line


def _middle(room: QRect, tall: int) -> int:
    return room.top() + (room.height() - tall) // 2


def _width(words: str, style: Style) -> int:
    return QFontMetrics(theme.painting_font(style, theme.shared().text_percent)).horizontalAdvance(words) + 1


def _clock_style(state: DueState) -> Style:
    return Style.CAPTION if state is DueState.DUE else Style.CAPTION_STRONG

"""One line of a timeline: its day, a picture and its words, painted at once since there may be thousands."""

from datetime import date

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.i18n import _
from refdesk.services.timeline_line import TimelineKind, TimelineLine
from refdesk.ui import icons, rank_hiding, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.label import explain
from refdesk.ui.widgets.line import Line

ICONS = {
    TimelineKind.CALL: "phone", TimelineKind.MESSAGE: "message-square-text", TimelineKind.MEETING: "users",
    TimelineKind.VISIT: "door-open", TimelineKind.CARD: "mail", TimelineKind.EVENT: "calendar-days",
    TimelineKind.USEFUL: "lightbulb", TimelineKind.OTHER: "message-circle", TimelineKind.SENT_US: "handshake",
    TimelineKind.WE_SENT: "arrow-up-right", TimelineKind.CAME_TO_US: "user-plus",
    TimelineKind.SENT_ON: "arrow-up-right", TimelineKind.MOVED: "square-kanban", TimelineKind.WON: "trophy",
    TimelineKind.LOST: "x", TimelineKind.GIFT_GIVEN: "gift", TimelineKind.GIFT_RECEIVED: "gift",
    TimelineKind.CARD_PRINTED: "printer", TimelineKind.THANKED: "mail-check", TimelineKind.PROMISE_MADE: "alarm-clock",
    TimelineKind.PROMISE_KEPT: "check", TimelineKind.PROMISE_DROPPED: "x", TimelineKind.EVIDENCE: "circle-check",
    TimelineKind.LESSON: "book-user", TimelineKind.RANK: "arrow-up-down", TimelineKind.PLAN: "list-checks",
    TimelineKind.EDIT: "pencil", TimelineKind.HOUSEHOLD: "house", TimelineKind.MERGED: "merge",
    TimelineKind.ADDED: "user-plus",
}  # fmt: skip
_STRONG = frozenset(
    {TimelineKind.SENT_US, TimelineKind.WE_SENT, TimelineKind.CAME_TO_US, TimelineKind.WON, TimelineKind.LOST}
)
_ICON, _GAP, _EDGE, _PAD = 17, 10, 4, 4
_WIDEST_DAY = "Wed ’00"
_UNDO_KEYS = (Qt.Key.Key_U, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class TimelineEntry(Line):
    """A line that opens with Enter or a click, and is taken back with U or Delete."""

    undo_wanted = Signal()
    remove_wanted = Signal()
    menu_wanted = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, entry: TimelineLine, today: date, parent: QWidget) -> None:
        self.entry = entry
        super().__init__(parent, name=self._said(), hairline=False)
        self._day = i18n.day_near(entry.on, today)
        self.setMinimumWidth(0)
        explain(self, self._said())
        if entry.kind is TimelineKind.RANK:
            rank_hiding.shared().changed.connect(self._say_again)

    @property
    def title(self) -> str:
        """Return the words of the line; of a rank only that it changed, while ranks are hidden."""
        hidden = self.entry.kind is TimelineKind.RANK and rank_hiding.is_on()
        return _("Rank changed") if hidden else self.entry.title

    def sizeHint(self) -> QSize:
        lines = theme.line_height(Style.SECOND)
        if self.entry.detail:
            lines += theme.line_height(Style.CAPTION)
        return QSize(200, lines + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, tokens, entry = QPainter(self), theme.current(), self.entry
        first, second = theme.line_height(Style.SECOND), theme.line_height(Style.CAPTION)
        width = QFontMetrics(theme.font(Style.CAPTION)).horizontalAdvance(_WIDEST_DAY) + 6
        painting.text(painter, QRect(_EDGE, _PAD, width, first), self._day, Style.CAPTION, tokens.ink2)
        left = _EDGE + width + _GAP
        icons.paint(painter, ICONS[entry.kind], QRect(left, _PAD + (first - _ICON) // 2, _ICON, _ICON), tokens.ink2)
        left += _ICON + _GAP
        room = self.width() - left - _EDGE
        style = Style.SECOND_STRONG if entry.kind in _STRONG else Style.SECOND
        painting.text(painter, QRect(left, _PAD, room, first), self.title, style, tokens.ink)
        if entry.detail:
            painting.text(
                painter, QRect(left, _PAD + first, room, second), entry.detail, Style.CAPTION, tokens.ink2
            )  # fmt: skip
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain and event.key() in _UNDO_KEYS:
            wanted = self.undo_wanted if event.key() == Qt.Key.Key_U else self.remove_wanted
            wanted.emit()
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.menu_place() if by_key else event.globalPos())

    def _said(self) -> str:
        return ", ".join(filter(None, (i18n.day_long(self.entry.on), self.title, self.entry.detail)))

    def _say_again(self) -> None:
        self.setAccessibleName(self._said())
        explain(self, self._said())
        self.update()

    def menu_place(self) -> QPoint:
        """Return where a menu opens that no pointer asked for."""
        return self.mapToGlobal(self.rect().bottomLeft())

"""The list below the palette's field."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.ui import icons, theme
from refdesk.ui.palette import lines as palette_lines
from refdesk.ui.palette.lines import Line
from refdesk.ui.theme import Style
from refdesk.ui.widgets import marks, painting
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.offered_lines import OfferedLines

WIDTH = 660
HEAD, LINE, FOOT, PAD = 30, 44, 38, 8
MARGIN = 12


class PaletteList(OfferedLines[Line]):
    """Shows lines under their headings; below, which keys do what."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, name=_("What fits"))
        self._tops: list[int] = []
        self._foot = [(KeyCap(cap, self), words) for cap, words in _keys()]

    def place(self, field: QWidget) -> QRect:
        window, height = field.window(), self._measure()
        corner = field.mapTo(window, QPoint(0, field.height() + 6))
        width = min(WIDTH, window.width() - corner.x() - MARGIN)
        return QRect(corner, QSize(width, min(height, window.height() - corner.y() - MARGIN)))

    def line_rect(self, at: int) -> QRect:
        return QRect(PAD, self._tops[at], self.width() - 2 * PAD, theme.scaled(LINE))

    def paint_line(self, painter: QPainter, room: QRect, at: int) -> None:
        if head := self._head(at):
            above = QRect(room.left() + 8, room.top() - theme.scaled(HEAD), room.width() - 16, theme.scaled(HEAD))
            painting.text(painter, above, head, Style.CAPTION_STRONG, theme.current().ink2)
        _paint_line(painter, room.adjusted(8, 0, -10, 0), self.lines[at])

    def spoken(self, at: int) -> str:
        line = self.lines[at]
        return ", ".join(filter(None, (self._head(at), line.title, line.detail)))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        left, top = PAD + 8, self.height() - theme.scaled(FOOT)
        for cap, words in self._foot:
            size = cap.sizeHint()
            cap.setGeometry(left, top + (theme.scaled(FOOT) - size.height()) // 2, size.width(), size.height())
            left += size.width() + 8 + _width(words, Style.CAPTION) + 20

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        self._paint_foot(painter)
        painter.end()

    def _paint_foot(self, painter: QPainter) -> None:
        tokens = theme.current()
        height = theme.scaled(FOOT)
        painter.fillRect(QRect(1, self.height() - height, self.width() - 2, 1), tokens.line)
        for cap, words in self._foot:
            room = QRect(cap.geometry().right() + 8, self.height() - height, self.width(), height)
            painting.text(painter, room, words, Style.CAPTION, tokens.ink2)

    def _head(self, at: int) -> str:
        return palette_lines.head_of(self.lines[at], self.lines[at - 1] if at else None)

    def _measure(self) -> int:
        """Note how far down each line lies, and return how high all of them are."""
        self._tops, top = [], PAD
        for at in range(len(self.lines)):
            top += theme.scaled(HEAD) if self._head(at) else 0
            self._tops.append(top)
            top += theme.scaled(LINE)
        return top + PAD + theme.scaled(FOOT)


def _keys() -> tuple[tuple[str, str], ...]:
    return (("↑ ↓", _("move")), ("Enter", _("open")), ("Tab", _("more actions")), ("Esc", _("close")))


def _paint_line(painter: QPainter, room: QRect, line: Line) -> None:
    tokens = theme.current()
    badge = QRect(room.left(), room.center().y() - marks.RANK_HEIGHT // 2, marks.RANK_WIDTH, marks.RANK_HEIGHT)
    if line.rank:
        marks.paint_rank(painter, badge, line.rank)
    elif line.icon:
        side = theme.ICON_BUTTON
        icons.paint(painter, line.icon, QRect(badge.center().x() - 9, room.center().y() - 8, side, side), tokens.ink2)
    left = badge.right() + 12
    key = _width(line.key, Style.CAPTION) + 12 if line.key else 0
    titled = min(_width(line.title, Style.BODY_STRONG) + 1, room.right() - left - key)
    _paint_title(painter, QRect(left, room.top(), titled, room.height()), line)
    rest = QRect(left + titled + 12, room.top(), room.right() - left - titled - 12 - key, room.height())
    if rest.width() > 24:
        painting.text(painter, rest, line.detail, Style.SECOND, tokens.ink2)
    painting.text(painter, room, line.key, Style.CAPTION, tokens.ink2, Qt.AlignmentFlag.AlignRight)


def _paint_title(painter: QPainter, room: QRect, line: Line) -> None:
    """Draw the title with the typed letters in blue and underlined, so that colour is not alone to say it."""
    tokens = theme.current()
    painting.text(painter, room, line.title, Style.BODY_STRONG, tokens.ink)
    metrics = QFontMetrics(theme.font(Style.BODY_STRONG))
    if metrics.horizontalAdvance(line.title) > room.width():
        return  # cut with an ellipsis: its letters are not where they would be
    for first, past in line.spans:
        left = room.left() + metrics.horizontalAdvance(line.title[:first])
        width = metrics.horizontalAdvance(line.title[:past]) - metrics.horizontalAdvance(line.title[:first])
        underline = QRect(left, room.center().y() + metrics.ascent() // 2 + 1, width, 2)
        painter.fillRect(underline, tokens.accent)


def _width(words: str, style: Style) -> int:
    return QFontMetrics(theme.font(style)).horizontalAdvance(words)

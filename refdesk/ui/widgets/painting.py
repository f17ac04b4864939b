"""Strokes that many pieces share: rounded boxes with crisp edges, grounds of lines."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from refdesk.ui import theme

_SIDES = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
_FLAGS = {side: int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine) for side in _SIDES}


def box(
    painter: QPainter, rect: QRect, *, fill: QColor | None = None, edge: QColor | None = None,
    radius: float = theme.RADIUS_BUTTON, width: int = 1, dashed: bool = False,
) -> None:  # fmt: skip
    """Draw a rounded box whose edge lies wholly inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if edge is not None else 0.0
    painter.setPen(pen(edge, width=width, dashed=dashed) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    inner = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, max(radius - inset, 0), max(radius - inset, 0))
    painter.restore()


def pen(colour: QColor, *, width: float = 1, dashed: bool = False) -> QPen:
    """Return a pen for edges; the dashes are three long and two apart."""
    made = QPen(colour, width)
    if dashed:
        made.setDashPattern([3 / width, 2 / width])
    return made


def text(
    painter: QPainter, rect: QRect, words: str, style: theme.Style, colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft, *, tail: str = "",
) -> None:  # fmt: skip
    """Draw one line of plain text, centred in height and cut with an ellipsis before its tail when the room ends."""
    percent = theme.shared().text_percent
    painter.setFont(theme.painting_font(style, percent))
    painter.setPen(colour)
    painter.drawText(rect, _FLAGS[align], _fitting(words, style, percent, rect.width(), tail))


@lru_cache(maxsize=4096)
def _fitting(words: str, style: theme.Style, percent: int, width: int, tail: str) -> str:
    metrics = QFontMetrics(theme.painting_font(style, percent))
    return elided(metrics, words, width, tail)


def elided(metrics: QFontMetrics, words: str, width: int, tail: str = "") -> str:
    """Return the words cut with an ellipsis; a tail that they end with, such as a date, is never cut."""
    if not tail or not words.endswith(tail) or metrics.horizontalAdvance(words) <= width:
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
    room = width - metrics.horizontalAdvance(tail)
    return metrics.elidedText(words.removesuffix(tail), Qt.TextElideMode.ElideRight, room) + tail


def line_ground(
    painter: QPainter, rect: QRect, *, hovered: bool = False, selected: bool = False, focused: bool = False,
    hairline: bool = True,
) -> None:  # fmt: skip
    """Draw what lies under one line of a list: hover, the selection with its bar, the focus edge, the hairline."""
    tokens = theme.current()
    bar = QRect(rect.left(), rect.top(), 4, rect.height())
    if focused:
        ground = tokens.accent_soft if selected else tokens.paper
        box(painter, rect, fill=ground, edge=tokens.focus, width=2, radius=theme.RADIUS_CARD)
        bar.adjust(2, theme.RADIUS_CARD, 2, -theme.RADIUS_CARD)
    elif selected or hovered:
        painter.fillRect(rect, tokens.accent_soft if selected else tokens.hover)
    if selected:
        painter.fillRect(bar, tokens.accent)
    if hairline and not focused:
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)

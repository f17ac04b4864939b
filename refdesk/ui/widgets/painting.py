"""Strokes that many pieces share: rounded boxes with crisp edges, grounds of lines."""

from collections.abc import Callable, Hashable
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QStaticText,
    QTextLayout,
)  # fmt: skip

from refdesk.ui import theme

_MOVED = {Qt.AlignmentFlag.AlignHCenter: 0.5, Qt.AlignmentFlag.AlignRight: 1.0}
_OVERHANG = 4  # more than the last letter of any line stands out over its width


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
    line = _fitting(words, style, theme.shared().text_percent, rect.width(), align, tail)
    painter.setFont(line.font)
    painter.setPen(colour)
    line.draw(painter, rect.left(), rect.top() + (rect.height() - line.height) / 2)


class Writing:
    """Words of many lines, drawn style by style and in each colour by colour.

    To change font and colour for each takes half as long as to draw them.
    """

    def __init__(self) -> None:
        self._placed: dict[tuple[theme.Style, int], list[_Placed]] = {}
        self._colours: dict[int, QColor] = {}

    def add(
        self, place: tuple[int, int, int, int], words: str, style: theme.Style, colour: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:  # fmt: skip
        """Keep one line of plain text for `draw`; the place is left, top, width and height, heeded as by `text`."""
        which = id(colour)
        self._colours[which] = colour
        self._placed.setdefault((style, which), []).append((place, words, align))

    def draw(self, painter: QPainter) -> None:
        """Draw what was kept."""
        percent = theme.shared().text_percent
        for (style, which), placed in self._placed.items():
            painter.setFont(theme.painting_font(style, percent))
            painter.setPen(self._colours[which])
            for (left, top, width, height), words, align in placed:
                line = _fitting(words, style, percent, width, align, "")
                line.draw(painter, left, top + (height - line.height) / 2)


_Placed = tuple[tuple[int, int, int, int], str, Qt.AlignmentFlag]


class _Line:
    """Words as they fit, and how far in they begin; they are shaped once they are drawn again.

    Drawn at a point they cost four times as much as when they are shaped, but to shape them costs four times that, and
    with each letter typed a page of new ones comes.
    """

    __slots__ = ("_is_again", "ascent", "font", "height", "indent", "shaped", "words")

    def __init__(self, words: str, font: QFont, indent: float, measures: tuple[float, float]) -> None:
        self.words, self.font, self.indent = words, font, indent
        self.height, self.ascent = measures
        self.shaped: QStaticText | None = None
        self._is_again = False

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Draw them in the painter's colour; its font is theirs."""
        if self.shaped is not None:
            painter.drawStaticText(QPointF(left + self.indent, top), self.shaped)
            return
        painter.drawText(QPointF(left + self.indent, top + self.ascent), self.words)
        if self._is_again:
            self.shaped = QStaticText(self.words)
            self.shaped.setTextFormat(Qt.TextFormat.PlainText)
            self.shaped.prepare(font=self.font)
        self._is_again = True


@lru_cache(maxsize=2048)
def _fitting(
    words: str, style: theme.Style, percent: int, room: int, align: Qt.AlignmentFlag, tail: str
) -> _Line:  # fmt: skip
    font, line = theme.painting_font(style, percent), words.replace("\n", " ")
    # Most fit, and need not be measured once more.
    if not _advances(style, percent).fits(line, room - _OVERHANG):
        line = elided(QFontMetrics(font), line, room, tail)
    left_over = room - _width(line, style, percent) if align in _MOVED else 0.0
    return _Line(line, font, left_over * _MOVED.get(align, 0.0), _measures(style, percent))


class _Advances(dict[str, float]):
    """How wide the letters of a font are, each by itself."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self._metrics = QFontMetricsF(font)

    def __missing__(self, letter: str) -> float:
        self[letter] = found = self._metrics.horizontalAdvance(letter)
        return found

    def fits(self, line: str, room: int) -> bool:
        """Tell whether a line is no wider; to add its letters up takes a fifth as long as to shape them together."""
        is_short = line.isascii() and sum(map(self.__getitem__, line)) <= room
        return is_short or self._metrics.horizontalAdvance(line) <= room


@lru_cache(maxsize=64)
def _advances(style: theme.Style, percent: int) -> _Advances:
    return _Advances(theme.painting_font(style, percent))


@lru_cache(maxsize=512)
def _width(line: str, style: theme.Style, percent: int) -> float:
    """Return the width of a line with what its last letter hangs over."""
    layout = QTextLayout(line, theme.painting_font(style, percent))
    layout.beginLayout()
    found = layout.createLine()
    layout.endLayout()
    return found.naturalTextWidth() if found.isValid() else 0.0


@lru_cache(maxsize=64)
def _measures(style: theme.Style, percent: int) -> tuple[float, float]:
    """Return how high a line of the style is, and how far its letters stand above where they rest."""
    metrics = QFontMetricsF(theme.painting_font(style, percent))
    return metrics.height(), metrics.ascent()


def stamp(painter: QPainter, rect: QRect, draw: Callable[..., None], *args: Hashable) -> None:
    """Draw what always looks the same: `draw(painter, rect, *args)` makes a picture of it once for each look."""
    ratio = painter.device().devicePixelRatio()
    picture = _picture(draw, args, rect.width(), rect.height(), ratio, theme.is_dark(), theme.shared().text_percent)
    painter.drawImage(rect.topLeft(), picture)


@lru_cache(maxsize=256)
def _picture(
    draw: Callable[..., None], args: tuple[Hashable, ...], width: int, height: int, ratio: float, _dark: bool,
    _percent: int,
) -> QImage:  # fmt: skip
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw(painter, QRect(QPoint(0, 0), QPoint(width - 1, height - 1)), *args)
    painter.end()
    return image


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
    if focused:
        ground = tokens.accent_soft if selected else tokens.paper
        box(painter, rect, fill=ground, edge=tokens.focus, width=2, radius=theme.RADIUS_CARD)
    elif selected or hovered:
        painter.fillRect(rect, tokens.accent_soft if selected else tokens.hover)
    if selected:
        bar = QRect(rect.left(), rect.top(), 4, rect.height())
        if focused:
            bar.adjust(2, theme.RADIUS_CARD, 2, -theme.RADIUS_CARD)
        painter.fillRect(bar, tokens.accent)
    if hairline and not focused:
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.line)

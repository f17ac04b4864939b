"""The picture of a referral tree: boxes from left to right with the lines between them, painted as far as in sight."""

from bisect import bisect_left, bisect_right
from collections import defaultdict

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from refdesk.domain.referral_tree import Member
from refdesk.services.referral_tree import Grown
from refdesk.ui import theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting

AROUND = 24
READABLE = 0.4
"""Words are painted from this size on; below it the boxes alone show the shape."""
_WIDE, _TALL, _APART_X, _APART_Y, _APART_LINES = 228, 54, 36, 10, 16
_PAD, _BAR = 14, 5


class TreePicture(QGraphicsItem):
    """Paints the whole tree: one item, for thousands of them would take longer to make than to paint."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)  # paint what is in sight, no more
        self._grown: Grown | None = None
        self._rows: dict[int, list[Member]] = {}
        self._tops: list[int] = []
        self._lines = QPainterPath()
        self._size = QSize()
        self._here: Member | None = None
        self._is_by_key = False

    def show_grown(self, grown: Grown | None) -> None:
        """Paint another tree."""
        self._grown, self._here = grown, None
        self._rows = defaultdict(list)
        for member in grown.tree.members if grown else ():
            self._rows[member.row].append(member)
        self.lay_out()

    def lay_out(self) -> None:
        """Measure anew, because the tree or the size of text is another."""
        self.prepareGeometryChange()
        self._tops = []
        top, between, step = 0, theme.scaled(_APART_LINES), theme.scaled(_TALL + _APART_Y)
        for row, members in self._rows.items():
            top += between if row and members[0].giver is None else 0
            self._tops.append(top)
            top += step
        columns = self._grown.tree.columns if self._grown else 0
        self._size = QSize(columns * theme.scaled(_WIDE + _APART_X), top)
        self._lines = self._drawn_lines()
        self.update()

    def mark(self, member: Member | None, *, by_key: bool) -> None:
        """Mark where the keyboard stands."""
        before, self._here, self._is_by_key = self._here, member, by_key
        for each in (before, member):
            if each is not None:
                self.update(QRectF(self.box(each)).adjusted(-6, -6, 6, 6))

    def box(self, member: Member) -> QRect:
        """Return where somebody stands."""
        left = member.column * theme.scaled(_WIDE + _APART_X)
        return QRect(QPoint(left, self._tops[member.row]), QSize(theme.scaled(_WIDE), theme.scaled(_TALL)))

    def at(self, place: QPointF) -> Member | None:
        """Return who stands at a place of the scene, if anybody does."""
        row = bisect_right(self._tops, place.y()) - 1
        for member in self._rows.get(row, ()):
            if QRectF(self.box(member)).contains(place):
                return member
        return None

    def within(self, seen: QRectF) -> list[Member]:
        """Return who stands within a part of the scene, from above to below."""
        first = max(bisect_left(self._tops, seen.top() - theme.scaled(_TALL)), 0)
        last = bisect_right(self._tops, seen.bottom())
        rows = (self._rows[row] for row in range(first, last))
        return [member for members in rows for member in members if QRectF(self.box(member)).intersects(seen)]

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return QRectF(QPointF(0, 0), self._size).adjusted(-AROUND, -AROUND, AROUND, AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._grown is None:
            return
        seen = QRectF(option.exposedRect)
        painter.setPen(_edge(1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._lines)
        shown = self.within(seen)
        if painter.worldTransform().m11() < READABLE:
            self._paint_shapes(painter, shown)
        else:
            for member in shown:
                self._paint_box(painter, self._grown, member)
        if self._here is not None:
            edge = theme.current().focus if self._is_by_key else theme.current().accent
            painting.box(painter, self.box(self._here).adjusted(-4, -4, 4, 4), edge=edge, width=2, radius=11)

    def _paint_shapes(self, painter: QPainter, shown: list[Member]) -> None:
        tokens = theme.current()
        painter.setPen(_edge(1.0))
        for won, colour in ((False, tokens.paper), (True, tokens.accent)):
            painter.setBrush(colour)
            painter.drawRects([self.box(each) for each in shown if (each.won.times > 0) is won])

    def _paint_box(self, painter: QPainter, grown: Grown, member: Member) -> None:
        tokens, box = theme.current(), self.box(member)
        edge = tokens.accent if member.giver is None else tokens.line_strong
        painting.box(painter, box, fill=tokens.paper, edge=edge, radius=theme.RADIUS_NOTICE)
        if member.won.times:
            bar = QRect(box.left() + 4, box.top() + 6, _BAR, box.height() - 12)
            painting.box(painter, bar, fill=tokens.accent, radius=_BAR / 2)
        words = " · ".join((*filter(None, (grown.facts(member),)), *grown.notes(member)))
        high = theme.scaled(22)
        top = box.top() + (theme.scaled(6) if words else (box.height() - high) // 2)
        room = QRect(box.left() + _PAD, top, box.width() - 2 * _PAD, high)
        painting.text(painter, room, grown.name(member.contact_id), Style.SECOND_STRONG, tokens.ink)
        below = QRect(room.left(), room.bottom() + 1, room.width(), theme.scaled(19))
        painting.text(painter, below, words, Style.CAPTION, tokens.ink2)

    def _drawn_lines(self) -> QPainterPath:
        """Return the lines: from each giver to the first they sent, and down before the others."""
        path = QPainterPath()
        move, draw, tops = path.moveTo, path.lineTo, self._tops
        people = self._grown.tree.by_id() if self._grown else {}
        middle, half = theme.scaled(_TALL) // 2, theme.scaled(_APART_X) // 2
        wide, step = theme.scaled(_WIDE), theme.scaled(_WIDE + _APART_X)
        for member in people.values():  # there may be thousands
            if not member.sent:
                continue
            right, y = member.column * step + wide - 1, tops[member.row] + middle
            x = right + half
            move(right, y)
            draw(right + 2 * half, y)
            if member.last_row != member.row:
                move(x, y)
                draw(x, tops[member.last_row] + middle)
            for each in member.sent[1:]:
                across = tops[people[each].row] + middle
                move(x, across)
                draw(x + half, across)
        return path


def _edge(width: float) -> QPen:
    """Return a pen that stays seen however small the picture is."""
    made = painting.pen(theme.current().line_strong, width=width)
    made.setCosmetic(True)
    return made

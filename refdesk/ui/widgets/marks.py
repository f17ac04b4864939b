"""Small drawn marks, as functions for delegates: clocks, ranks, squares, dots, pills, bars."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from refdesk.i18n import _, ngettext
from refdesk.ui import rank_hiding, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting

CLOCK_SIDE = 16
RANK_WIDTH, RANK_HEIGHT = 30, 24
TRACK_SQUARES = 7
TRACK_WIDTH, TRACK_HEIGHT = 7 * 9 + 6 * 3, 16
DOTS_WIDTH, DOTS_HEIGHT = 5 * 8 + 4 * 3, 8
PILLS_WIDTH, PILLS_HEIGHT = 3 * 22 + 2 * 3, 8


class Due(StrEnum):
    """How a clock stands: in time, getting late, past its time."""

    DUE = "due"
    LATE = "late"
    OVERDUE = "overdue"


def paint_clock(painter: QPainter, box: QRect, share: float, colour: QColor) -> None:
    """Draw a clock: the pie from 12 o'clock is the share (0 to 1) of the allowed time that has gone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(painting.pen(colour, width=1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75)
    painter.drawEllipse(ring)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    pie = ring.adjusted(2.25, 2.25, -2.25, -2.25)
    share = min(max(share, 0.0), 1.0)
    if share >= 1:
        painter.drawEllipse(pie)
    elif share > 0:
        painter.drawPie(pie, 90 * 16, -round(share * 360 * 16))
    painter.restore()


def paint_rank(painter: QPainter, box: QRect, rank: str) -> None:
    """Draw a rank badge: "A+", "A", "B", "C", "D" or "" for none; more ink means sends more; nothing while hidden."""
    if rank_hiding.is_on():
        return
    painting.stamp(painter, box, _paint_badge, rank)


def _paint_badge(painter: QPainter, box: QRect, rank: str) -> None:
    tokens = theme.current()
    inks = {"A+": tokens.on_accent, "A": tokens.accent, "B": tokens.accent, "C": tokens.ink2, "D": tokens.ink2}
    fills = {"A+": tokens.accent_fill, "A": tokens.accent_soft}
    edges = {"A": tokens.accent, "B": tokens.accent, "C": tokens.line_strong, "D": tokens.line_strong}
    fill, edge = fills.get(rank), edges.get(rank)
    if rank:
        painting.box(painter, box, fill=fill, edge=edge, radius=theme.RADIUS_TAG, dashed=rank == "D")
    centre = Qt.AlignmentFlag.AlignHCenter
    painting.text(painter, box, rank or "–", Style.CAPTION_STRONG, inks.get(rank, tokens.ink3), centre)


def rank_name(rank: str) -> str:
    """Return what a screen reader says for a rank."""
    if rank_hiding.is_on():
        return _("Rank hidden")
    if rank == "D":
        return _("Rank D, not asking")
    return _("Rank {rank}").format(rank=rank) if rank else _("Not ranked")


def paint_track(painter: QPainter, corner: QPoint, day: int, *, amber_from: int = 3, red_from: int = 7) -> None:
    """Draw the seven squares of the thanks clock, filled up to this day; the last is the one from which it is red."""
    tokens = theme.current()
    for at in range(1, TRACK_SQUARES + 1):
        square = QRect(corner.x() + (at - 1) * 12, corner.y(), 9, TRACK_HEIGHT)
        stands_for = at * red_from / TRACK_SQUARES
        if stands_for > day:
            painting.box(painter, square, edge=tokens.line_mid, radius=3)
            continue
        late = tokens.amber_mark if at < TRACK_SQUARES else tokens.red_solid
        colour = tokens.ink3 if stands_for < amber_from else late
        painting.box(painter, square, fill=colour, radius=3)


def paint_dots(painter: QPainter, corner: QPoint, count: int) -> None:
    """Draw preparedness as filled dots of five."""
    tokens = theme.current()
    for at in range(5):
        dot = QRect(corner.x() + at * 11, corner.y(), 8, 8)
        if at < count:
            painting.box(painter, dot, fill=tokens.ink2, radius=4)
        else:
            painting.box(painter, dot, edge=tokens.ink2, radius=4)


def dots_name(count: int) -> str:
    """Return what a screen reader says for preparedness."""
    return _("Prepared {count} of 5").format(count=count)


def paint_pills(painter: QPainter, corner: QPoint, count: int) -> None:
    """Draw how well someone knows, likes or trusts us as filled pills of three."""
    tokens = theme.current()
    for at in range(3):
        pill = QRect(corner.x() + at * 25, corner.y(), 22, PILLS_HEIGHT)
        if at < count:
            painting.box(painter, pill, fill=tokens.accent, radius=4)
        else:
            painting.box(painter, pill, edge=tokens.line_strong, radius=4)


def track_name(day: int, days: int = 7) -> str:
    """Return what a screen reader says for the thanks clock."""
    return ngettext("Day {day} of {days}", "Day {day} of {days}", day).format(day=day, days=days)


class Progress(StrEnum):
    """Why a bar is coloured: on the way, reached, near or past a limit."""

    ON_THE_WAY = "on the way"
    REACHED = "reached"
    NEAR_LIMIT = "near limit"
    PAST_LIMIT = "past limit"


def paint_bar(painter: QPainter, box: QRect, share: float, state: Progress, *, pace: float | None = None) -> None:
    """Draw a bar filled to the share (0 to 1); the pace mark stands out beyond it, so leave 4 above and below."""
    tokens = theme.current()
    colours = {Progress.REACHED: tokens.green_mark, Progress.NEAR_LIMIT: tokens.amber_mark}
    colours[Progress.PAST_LIMIT] = tokens.red_solid
    radius = min(theme.RADIUS_BAR, box.height() / 2)
    painting.box(painter, box, fill=tokens.line, radius=radius)
    filled = round(box.width() * min(max(share, 0.0), 1.0))
    if filled > 0:
        painter.save()
        painter.setClipRect(QRect(box.left(), box.top(), filled, box.height()))
        wide = QRect(box.left(), box.top(), max(filled, box.height()), box.height())
        painting.box(painter, wide, fill=colours.get(state, tokens.accent), radius=radius)
        painter.restore()
    if pace is not None:
        at = box.left() + round(min(max(pace, 0.0), 1.0) * (box.width() - 2))
        painter.fillRect(QRect(at, box.top() - 4, 2, box.height() + 8), tokens.ink2)

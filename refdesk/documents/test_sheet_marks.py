"""The scales, rulers, corner marks and arrow of the test sheet, every one at its true place."""

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page
from refdesk.documents.fonts import Face
from refdesk.documents.test_sheet_text import RULER, SCALE_END
from refdesk.domain.lengths import POINTS_PER_INCH, POINTS_PER_MM, Unit
from refdesk.i18n import _

_LINE, _ZERO_LINE = 0.6, 1.0
_TICK, _LONG_TICK, _ZERO_TICK = 6.2, 11.0, 15.0
_NUMBER = 7.5
_WORD = 8.5
_RULER_LEFT = 123.0
_RULER_RIGHT = 118.0
_RULER_ABOVE = 69.0
_STROKE = 8.0
_CROSS_AT, _CROSS_ARM, _CROSS_RING = 72.0, 9.0, 5.5
_EDGES: dict[Unit, tuple[tuple[str, float], ...]] = {
    Unit.MM: tuple((str(n), n * POINTS_PER_MM) for n in (3, 4, 5, 6, 8)),
    Unit.INCH: tuple(
        (words, size * POINTS_PER_INCH)
        for words, size in (("1/8", 1 / 8), ("3/16", 3 / 16), ("1/4", 1 / 4), ("5/16", 5 / 16), ("3/8", 3 / 8))
    ),
}


def draw(canvas: Canvas, size: tuple[float, float], unit: Unit) -> None:
    """Draw the four scales, the marks of the corners and the arrow."""
    width, height = size
    _across(canvas, "A", width / 2, height - 70, unit)
    _across(canvas, "B", width / 2, 52, unit)
    _along(canvas, "C", 52, height / 2, unit)
    _along(canvas, "D", width - 70, height / 2, unit)
    for right in (False, True):
        for top in (False, True):
            _corner(canvas, size, unit, right=right, top=top)
    _arrow(canvas, width - 119, height - 88)


def rulers(canvas: Canvas, size: tuple[float, float], unit: Unit) -> None:
    """Draw the rulers across and down: 100 mm or 4 inches."""
    width, height = size
    top = height / 2 + _RULER_ABOVE
    length = RULER[unit]
    ticks = _ruler_ticks(unit)
    canvas.setLineWidth(_LINE)
    canvas.line(_RULER_LEFT, top - 10, _RULER_LEFT + length, top - 10)
    for at, long, words in ticks:
        x = _RULER_LEFT + at
        canvas.line(x, top - 10, x, top - 10 - long)
        if words:
            page.text_centered(canvas, x, top - 32, words, Face.SANS, _NUMBER)
    caption = _("4 in across and 4 in down") if unit is Unit.INCH else _("100 mm across and 100 mm down")
    page.text_centered(canvas, _RULER_LEFT + length / 2, top - 48, caption, Face.SANS, _WORD)
    x = width - _RULER_RIGHT
    canvas.line(x, top, x, top - length)
    for at, long, words in ticks:
        y = top - length + at
        canvas.line(x, y, x - long, y)
        if words:
            page.text_right(canvas, x - 16.5, y - 2.6, words, Face.SANS, _NUMBER)


def _ruler_ticks(unit: Unit) -> list[tuple[float, float, str]]:
    """Return where each tick stands, how long it is, and its number."""
    if unit is Unit.INCH:
        found = []
        for count in range(4 * 16 + 1):
            at = count * POINTS_PER_INCH / 16
            if count % 16 == 0:
                found.append((at, 13.0, str(count // 16)))
            else:
                found.append((at, 9.0 if count % 8 == 0 else 6.5 if count % 4 == 0 else 4.5, ""))
        return found
    return [
        (n * POINTS_PER_MM, 13.0 if n % 10 == 0 else 9.0 if n % 5 == 0 else 4.5, str(n) if n % 20 == 0 else "")
        for n in range(101)
    ]


def _scale_ticks(unit: Unit) -> list[tuple[float, float, str]]:
    """Return the ticks of a scale from its zero: millimeters, or 32nds of an inch numbered in eighths."""
    if unit is Unit.MM:
        return [(n * POINTS_PER_MM, _tick_length(n, 5), str(abs(n)) if n % 5 == 0 else "") for n in range(-10, 11)]
    words = {0: "0", 4: "1/8", 8: "1/4", 12: "3/8"}
    return [
        (n * POINTS_PER_INCH / 32, _tick_length(n, 4) if n % 2 == 0 else 4.2, words.get(abs(n), ""))
        for n in range(-12, 13)
    ]


def _tick_length(count: int, long: int) -> float:
    if count == 0:
        return _ZERO_TICK
    return _LONG_TICK if count % long == 0 else _TICK


def _across(canvas: Canvas, letter: str, x: float, y: float, unit: Unit) -> None:
    end = SCALE_END[unit]
    canvas.setLineWidth(_LINE)
    canvas.line(x - end, y, x + end, y)
    for at, long, words in _scale_ticks(unit):
        canvas.setLineWidth(_LINE if at else _ZERO_LINE)
        canvas.line(x + at, y, x + at, y + long)
        # Fractions are too wide to stand side by side: at the ends and the zero they say enough.
        if words and (unit is Unit.MM or abs(at) in {0.0, end}):
            page.text_centered(canvas, x + at, y + 18, words, Face.SANS, _NUMBER)
    page.text_right(canvas, x - end - 5, y + 2, _("left"), Face.SANS, _WORD)
    page.text_left(canvas, x + end + 5, y + 2, _("right"), Face.SANS, _WORD)
    page.text_right(canvas, x - end - 31, y + 0.5, letter, Face.SERIF_S, 15)


def _along(canvas: Canvas, letter: str, x: float, y: float, unit: Unit) -> None:
    end = SCALE_END[unit]
    canvas.setLineWidth(_LINE)
    canvas.line(x, y - end, x, y + end)
    for at, long, words in _scale_ticks(unit):
        canvas.setLineWidth(_LINE if at else _ZERO_LINE)
        canvas.line(x, y + at, x + long, y + at)
        if words:
            page.text_left(canvas, x + 18, y + at - 2.6, words, Face.SANS, _NUMBER)
    page.text_centered(canvas, x + 6, y + end + 5, _("up"), Face.SANS, _WORD)
    page.text_centered(canvas, x + 6, y - end - 11, _("down"), Face.SANS, _WORD)
    page.text_centered(canvas, x + 6, y + end + 18, letter, Face.SERIF_S, 15)


def _corner(canvas: Canvas, size: tuple[float, float], unit: Unit, *, right: bool, top: bool) -> None:
    """Draw strokes at growing distances from both edges, their numbers, and the cross that shines through."""
    width, height = size

    def place(x: float, y: float) -> tuple[float, float]:
        return (width - x if right else x), (height - y if top else y)

    canvas.setLineWidth(_LINE)
    step, level, upright = (9.0, 31.0, 30.0) if unit is Unit.MM else (15.0, 36.0, 40.0)
    for number, (words, away) in enumerate(_EDGES[unit]):
        at = 42.0 + number * step
        x1, y1 = place(at, away)
        x2, _y = place(at + _STROKE, away)
        canvas.line(x1, y1, x2, y1)
        page.text_centered(canvas, (x1 + x2) / 2, place(0, level)[1] - 2.4, words, Face.SANS, 6.5)
        x1, y1 = place(away, at)
        _x, y2 = place(away, at + _STROKE)
        canvas.line(x1, y1, x1, y2)
        page.text_centered(canvas, place(upright, 0)[0], (y1 + y2) / 2 - 2.3, words, Face.SANS, 6.5)
    x, y = place(_CROSS_AT, _CROSS_AT)
    canvas.circle(x, y, _CROSS_RING, stroke=1, fill=0)
    canvas.line(x - _CROSS_ARM, y, x + _CROSS_ARM, y)
    canvas.line(x, y - _CROSS_ARM, x, y + _CROSS_ARM)


def _arrow(canvas: Canvas, x: float, y: float) -> None:
    """Draw the arrow to the upper edge, its tip at x, y."""
    canvas.setLineWidth(_LINE)
    path = canvas.beginPath()
    path.moveTo(x, y)
    for across, down in ((11, -20), (4, -20), (4, -40), (-4, -40), (-4, -20), (-11, -20)):
        path.lineTo(x + across, y + down)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)
    page.text_right(canvas, x - 15, y - 22, _("top"), Face.SANS_S, 9)

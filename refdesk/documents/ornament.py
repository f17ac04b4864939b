"""The sprig on the front of a card: an outline, drawn once in a file and placed wherever it is wanted."""

from math import atan2, cos, hypot, sin

from reportlab.pdfgen.canvas import Canvas

SPRIG = "sprig"
_LINE = 0.7
_UPPER = (
    (15.6, -6.9, 29.2, 8.7),
    (30.2, -5.6, 43.0, 10.2),
    (44.4, -3.6, 57.0, 10.9),
    (60.4, -1.0, 71.6, 11.9),
    (76.2, 1.6, 87.0, 12.8),
    (91.8, 3.6, 102.0, 12.2),
)
_LOWER = (
    (21.0, -6.6, 36.0, -21.6),
    (36.4, -4.8, 52.6, -16.4),
    (53.0, -2.2, 68.4, -12.0),
    (69.4, 0.6, 84.4, -8.2),
    (85.0, 2.8, 97.6, -5.2),
    (99.4, 4.0, 110.0, -1.6),
)
_TIP = (110.4, 3.8, 127.6, 3.0)


def define_sprig(canvas: Canvas) -> None:
    """Put the sprig into the file; its stem is 116 wide and its middle is the origin."""
    canvas.beginForm(SPRIG, -64, -30, 76, 30)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(_LINE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.translate(-58, 0)
    canvas.bezier(0, -6.2, 28, -10, 62, -2, 88, 2.6)
    canvas.bezier(88, 2.6, 96, 3.9, 104, 4.2, 111, 3.8)
    for leaf in (*_UPPER, *_LOWER, _TIP):
        _leaf(canvas, *leaf)
    canvas.endForm()


def _leaf(canvas: Canvas, x1: float, y1: float, x2: float, y2: float) -> None:
    """Draw a leaf from its stalk to its tip."""
    length, angle = hypot(x2 - x1, y2 - y1), atan2(y2 - y1, x2 - x1)
    bulge = 0.28 * length

    def at(along: float, aside: float) -> tuple[float, float]:
        dx, dy = along * length, aside * bulge
        return x1 + dx * cos(angle) - dy * sin(angle), y1 + dx * sin(angle) + dy * cos(angle)

    path = canvas.beginPath()
    path.moveTo(x1, y1)
    path.curveTo(*at(0.22, 1.0), *at(0.62, 1.0), x2, y2)
    path.curveTo(*at(0.62, -1.0), *at(0.22, -1.0), x1, y1)
    canvas.drawPath(path, stroke=1, fill=0)

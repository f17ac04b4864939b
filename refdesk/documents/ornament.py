"""The sprig on the front of a card: an outline, drawn once in a file and placed wherever it is wanted."""

from math import cos, radians, sin

from reportlab.pdfgen.canvas import Canvas

SPRIG = "sprig"
_LINE = 0.7
_WIDTH = 116.0
_STEM = ((0.0, -6.2), (40.0, -10.5), (66.0, 3.6), (116.0, 3.6))
_PAIRS = 6
_UPPER_FROM, _LOWER_FROM, _LAST = 0.17, 0.22, 0.90
_TIP_LENGTH = 12.5


def define_sprig(canvas: Canvas) -> None:
    """Put the sprig into the file; its stem is 116 wide and its middle is the origin."""
    canvas.beginForm(SPRIG, -64, -30, 76, 30)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(_LINE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.translate(-_WIDTH / 2, 0)
    canvas.bezier(*(number for point in _STEM for number in point))
    for pair in range(_PAIRS):
        share = pair / (_PAIRS - 1)
        upper = _UPPER_FROM + share * (_LAST - 0.05 - _UPPER_FROM)
        lower = _LOWER_FROM + share * (_LAST - _LOWER_FROM)
        _leaf(canvas, _stem_at(upper), length=22.0 - 8.5 * share, angle=50.0 - 8.0 * share)
        _leaf(canvas, _stem_at(lower), length=20.5 - 9.0 * share, angle=-46.0 + 14.0 * share)
    _leaf(canvas, _STEM[-1], length=_TIP_LENGTH, angle=-3.0)
    canvas.endForm()


def _stem_at(part: float) -> tuple[float, float]:
    rest = 1 - part
    weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    x = sum(weight * point[0] for weight, point in zip(weights, _STEM, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, _STEM, strict=True))
    return x, y


def _leaf(canvas: Canvas, stalk: tuple[float, float], *, length: float, angle: float) -> None:
    """Draw a leaf from its stalk, pointed at both ends."""
    along_x, along_y = cos(radians(angle)), sin(radians(angle))
    bulge = 0.24 * length

    def at(along: float, aside: float) -> tuple[float, float]:
        forward, sideways = along * length, aside * bulge
        return (
            stalk[0] + forward * along_x - sideways * along_y,
            stalk[1] + forward * along_y + sideways * along_x,
        )

    path = canvas.beginPath()
    path.moveTo(*stalk)
    path.curveTo(*at(0.25, 1.0), *at(0.65, 1.0), *at(1.0, 0.0))
    path.curveTo(*at(0.65, -1.0), *at(0.25, -1.0), *stalk)
    canvas.drawPath(path, stroke=1, fill=0)

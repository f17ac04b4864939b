"""The sprig and the candles on the front of a card: outlines, drawn once in a file and placed wherever wanted."""

from math import cos, radians, sin

from reportlab.pdfgen.canvas import Canvas

SPRIG, CANDLES = "sprig", "candles"
_LINE = 0.7
_WIDTH = 116.0
_STEM = ((0.0, -6.2), (40.0, -10.5), (66.0, 3.6), (116.0, 3.6))
_PAIRS = 6
_UPPER_FROM, _LOWER_FROM, _LAST = 0.17, 0.22, 0.90
_TIP_LENGTH = 12.5
_STROKE = 132.0
_CANDLE_WIDTH = 5.4
_CANDLE_PITCH = 22.0
_CANDLE_HEIGHTS = (24.5, 31.5, 37.5, 29.5, 25.5)
_STRIPES = 6.4


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


def define_candles(canvas: Canvas) -> None:
    """Put five candles into the file; their stroke is 132 wide and its middle, under the candles, is the origin."""
    canvas.beginForm(CANDLES, -68, -4, 68, 60)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(_LINE)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    half = _STROKE / 2
    canvas.bezier(-half, 0.6, -half / 3, -1.8, half / 3, -1.8, half, 0.6)
    for place, height in enumerate(_CANDLE_HEIGHTS):
        _candle(canvas, (place - 2) * _CANDLE_PITCH, height, striped=place % 2 == 0)
    canvas.endForm()


def _candle(canvas: Canvas, x: float, height: float, *, striped: bool) -> None:
    left, right = x - _CANDLE_WIDTH / 2, x + _CANDLE_WIDTH / 2
    canvas.rect(left, 0, _CANDLE_WIDTH, height, stroke=1, fill=0)
    foot = 2.6
    while striped and foot + 3.2 < height:
        canvas.line(left, foot, right, foot + 3.2)
        foot += _STRIPES
    canvas.line(x, height, x, height + 3.4)
    path = canvas.beginPath()
    low = height + 3.8
    path.moveTo(x, low + 11.2)
    path.curveTo(x + 1.0, low + 8.0, x + 3.0, low + 5.6, x + 3.0, low + 3.0)
    path.curveTo(x + 3.0, low + 1.2, x + 1.6, low, x, low)
    path.curveTo(x - 1.6, low, x - 3.0, low + 1.2, x - 3.0, low + 3.0)
    path.curveTo(x - 3.0, low + 5.6, x - 1.0, low + 8.0, x, low + 11.2)
    canvas.drawPath(path, stroke=1, fill=0)


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

"""The icons: drawn from shipped line drawings in any colour, crisp at any device pixel ratio."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from refdesk import paths
from refdesk.ui import theme

STROKE, STROKE_EMPTY, STROKE_TICK = 1.75, 1.25, 2.5
_RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0, 3.0)


def paint(painter: QPainter, name: str, box: QRect, colour: QColor, *, stroke: float = STROKE) -> None:
    """Draw the icon, as large as the box, at the painter's own resolution."""
    ratio = painter.device().devicePixelRatio()
    painter.drawImage(box, _image(name, box.width(), ratio, colour.name(), stroke))


def pixmap(name: str, size: int, colour: QColor, *, ratio: float = 1.0, stroke: float = STROKE) -> QPixmap:
    """Return the icon as a picture for a screen of that device pixel ratio."""
    return QPixmap.fromImage(_image(name, size, ratio, colour.name(), stroke))


def icon(name: str, ink: theme.Ink = theme.Ink.INK2, *, size: int = theme.ICON_BUTTON) -> QIcon:
    """Return an icon in the present colours; make it anew when the look changes."""
    tokens = theme.current()
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, size, tokens.of(ink), ratio=ratio))
        made.addPixmap(pixmap(name, size, tokens.disabled_text, ratio=ratio), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=1024)
def _image(name: str, size: int, ratio: float, colour: str, stroke: float) -> QImage:
    pixels = max(1, round(size * ratio))
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    drawing = _drawing(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")

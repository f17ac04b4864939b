"""Pictures from people (a logo, the front of a card): read safely, made no larger than paper can show."""

import io
import struct
import warnings
import zlib
from functools import lru_cache

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_FORMATS = ("PNG", "JPEG")
_DOTS_PER_POINT = 300 / 72
_MOST_PIXELS = 120_000_000
_KEPT = 8
_PHOTO = 200_000
"""Pixels from which a picture goes into the file as JPEG: to pack it anew at every letter typed takes too long."""
_QUALITY = 92
_UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, struct.error,
    zlib.error, Image.DecompressionBombError,
)  # fmt: skip


class Picture:
    """A picture ready for the page, with the size at which it fits its box, in points."""

    __slots__ = ("_drawn", "height", "width")

    def __init__(self, image: Image.Image, width: float, height: float) -> None:
        self._drawn = _as_jpeg(image) if image.width * image.height > _PHOTO else image
        self.width, self.height = width, height

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw it with its lower left corner at x, y."""
        # A reader has a place in its file: a preview and a print job may draw at the same time.
        drawn = io.BytesIO(self._drawn) if isinstance(self._drawn, bytes) else self._drawn
        canvas.drawImage(ImageReader(drawn), x, y, self.width, self.height)


@lru_cache(maxsize=_KEPT)
def load(data: bytes, width: float, height: float) -> Picture | None:
    """Return a PNG or JPEG as it fits into a box, upright and on white, or None when it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        with image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            return _fitted(image, width, height)
    except _UNREADABLE:
        return None


def _fitted(image: Image.Image, width: float, height: float) -> Picture:
    most = (max(1, round(width * _DOTS_PER_POINT)), max(1, round(height * _DOTS_PER_POINT)))
    image.draft("RGB", (most[0] * 2, most[1] * 2))  # a JPEG is read small at once
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((most[0] * 2, most[1] * 2), Image.Resampling.BOX)  # a coarse step first: alpha costs much
    flat = _on_white(upright)
    flat.thumbnail(most, Image.Resampling.LANCZOS)
    scale = min(width / flat.width, height / flat.height)
    return Picture(flat, flat.width * scale, flat.height * scale)


def _as_jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"1", "L"} and "transparency" not in image.info:
        return image.convert("L")
    if image.mode in {"RGB", "YCbCr", "CMYK"} and "transparency" not in image.info:
        return image.convert("RGB")
    if image.mode.startswith("I"):
        # 16 bits of grey would be cut off at 255 and come out white.
        return image.point(lambda level: level / 257).convert("L")
    clear = image.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")

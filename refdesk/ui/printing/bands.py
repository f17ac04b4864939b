"""Pages of a PDF as dots for a printer, strip by strip, so that the window goes on."""

import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from PySide6.QtGui import QImage

from refdesk.ui import pdf_pages

_DOTS = 1_500_000
"""So many dots a strip has: drawing it takes a few milliseconds."""
_POINTS = 72.0
_INVERTED = [255 - value for value in range(256)]


@dataclass(frozen=True, slots=True)
class Band:
    """The inked part of a strip of a page: where it begins in dots from the page's upper left, and its dots, packed."""

    left: int
    top: int
    width: int
    height: int
    is_grey: bool
    packed: bytes

    def picture(self) -> QImage:
        """Return the strip to be drawn."""
        form = QImage.Format.Format_Grayscale8 if self.is_grey else QImage.Format.Format_RGB888
        across = self.width if self.is_grey else 3 * self.width
        return QImage(zlib.decompress(self.packed), self.width, self.height, across, form).copy()


def sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page in points."""
    with pdf_pages.PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(page.get_size() for page in document)
        finally:
            document.close()


def of_page(pdf: bytes, at: int, resolution: int) -> Iterator[Band | None]:
    """Yield the strips of a page that have ink from top to bottom, and None for each that is empty."""
    with pdf_pages.PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        page = document[at]
        size = page.get_size()
    try:
        scale = resolution / _POINTS
        width, height = (math.ceil(length * scale) for length in size)
        step = max(1, _DOTS // width)
        for top in range(0, height, step):
            below = height - min(top + step, height)
            # Half a dot less: what is left away is rounded up to whole dots.
            left_away = (0, max(below - 0.5, 0) / scale, 0, max(top - 0.5, 0) / scale)
            with pdf_pages.PDFIUM:  # not for the whole page: what else is looked at is drawn between the strips
                strip = pdf_pages.drawn(page, scale=scale, crop=left_away)
            yield _band(top, strip)
    finally:
        with pdf_pages.PDFIUM:
            document.close()


def _band(top: int, picture: QImage) -> Band | None:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    whole = Image.frombytes("L", (grey.width(), grey.height()), _tight(grey))
    ink = whole.point(_INVERTED).getbbox()
    if ink is None:
        return None
    left, above, right, below = ink
    part = picture.copy(left, above, right - left, below - above)
    is_grey = part.allGray()
    made = part.convertToFormat(QImage.Format.Format_Grayscale8 if is_grey else QImage.Format.Format_RGB888)
    return Band(left, top + above, made.width(), made.height(), is_grey, zlib.compress(_tight(made), 1))


def _tight(picture: QImage) -> bytes:
    """Return the dots of a picture without what Qt puts behind each line."""
    across = picture.width() * picture.depth() // 8
    every, step = bytes(picture.constBits()), picture.bytesPerLine()
    if step == across:
        return every
    return b"".join(every[at * step : at * step + across] for at in range(picture.height()))

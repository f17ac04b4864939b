"""Pages of a PDF as pictures, drawn for the very pixels they will fill. Only on the GUI thread: PDFium knows one."""

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage


class PdfPages:
    """A PDF in memory, page by page."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        document = pypdfium2.PdfDocument(pdf)
        try:
            self._sizes = tuple(QSizeF(*page.get_size()) for page in document)
        finally:
            document.close()

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._sizes)

    def size(self, at: int) -> QSizeF:
        """Return width and height of a page in points."""
        return self._sizes[at]

    def picture(self, at: int, scale: float) -> QImage:
        """Return a page with so many pixels a point."""
        document = pypdfium2.PdfDocument(self._pdf)
        try:
            drawn = document[at].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            form = QImage.Format.Format_RGBX8888
            return QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, form).copy()
        finally:
            document.close()

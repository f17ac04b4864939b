"""The real page of a card, drawn from the very PDF that is saved; always white."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.pdf_pages import PdfPages
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting

_PAD = 16


class Guide(Protocol):
    """A line of the sheet in points from its lower left corner."""

    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> float: ...
    @property
    def x2(self) -> float: ...
    @property
    def y2(self) -> float: ...


class CardView(QWidget):
    """A page in its true form, as large as there is room, on desk ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._page: QImage | None = None
        self._guides: Sequence[Guide] = ()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 320)
        self.setAccessibleName(_("The page as it is printed"))
        theme.follow(self.update)

    def show_pdf(self, pdf: bytes, guides: Sequence[Guide] = ()) -> None:
        """Show the first page of a PDF, and over it where it is folded."""
        self._pages, self._guides = PdfPages(pdf), guides
        self._page, self._words = None, ""
        self.update()

    def show_words(self, words: str) -> None:
        """Say why there is no page."""
        self._pages, self._page, self._words = None, None, words
        self.setAccessibleDescription(words)
        self.update()

    def has_page(self) -> bool:
        """Say whether a page is shown."""
        return self._pages is not None

    def sizeHint(self) -> QSize:
        return QSize(420, 320)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painting.box(painter, self.rect(), fill=tokens.desk, radius=theme.RADIUS_CARD)
        room = self.rect().adjusted(_PAD, _PAD, -_PAD, -_PAD)
        if self._pages is not None:
            self._paint_page(painter, self._pages, room)
        else:
            painting.text(painter, room, self._words, Style.SECOND, tokens.ink2, Qt.AlignmentFlag.AlignHCenter)
        painter.end()

    def _paint_page(self, painter: QPainter, pages: PdfPages, room: QRect) -> None:
        sheet = pages.size(0)
        size = sheet.scaled(QSizeF(room.size()), Qt.AspectRatioMode.KeepAspectRatio).toSize()
        place = QRect(room.center() - QPoint(size.width() // 2, size.height() // 2), size)
        share = size.width() / sheet.width()
        ratio = self.devicePixelRatioF()
        # Drawn for these very pixels: a page made smaller afterwards cannot be read.
        if self._page is None or self._page.width() != round(size.width() * ratio):
            self._page = pages.picture(0, share * ratio)
        painter.fillRect(place, QColor("#ffffff"))
        painter.drawImage(place, self._page)
        painter.setPen(painting.pen(theme.LIGHT.accent, dashed=True))
        for guide in self._guides:
            ends = ((guide.x1, guide.y1), (guide.x2, guide.y2))
            start, end = (QPointF(place.left() + x * share, place.bottom() + 1 - y * share) for x, y in ends)
            painter.drawLine(start, end)

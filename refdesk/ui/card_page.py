"""A page of cards as it is printed, white in every mode; folds, cuts and the room for the pen are drawn over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from refdesk.i18n import _
from refdesk.ui import pdf_pages, theme
from refdesk.ui.pdf_pages import PdfPages
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.label import Picture

PAD = 24
_NOTE_SHARE = 0.6
"""How much of a pen zone its note may be: on a small page the lines speak for themselves."""
_WHITE = QColor("#FFFFFF")


class Zoom(StrEnum):
    """How large the page is shown."""

    FIT = "fit"
    TRUE = "100"
    LARGE = "150"


class GuideLine(Protocol):
    """A fold or a cut in points from the lower left corner of the sheet."""

    @property
    def x1(self) -> float: ...
    @property
    def y1(self) -> float: ...
    @property
    def x2(self) -> float: ...
    @property
    def y2(self) -> float: ...
    @property
    def words(self) -> str: ...


class Zone(Protocol):
    """A rectangle in points from the lower left corner of the sheet."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


class Turnable(Zone, Protocol):
    """A rectangle that may stand on its head."""

    @property
    def turned(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class PenZone:
    """The room of the pen lines: below the greeting, and a line lower than printed words go."""

    x: float
    y: float
    width: float
    height: float


def pen_zone(zone: Turnable) -> PenZone:
    """Return where the pen lines of a writing zone are, with a little air around them."""
    below_greeting, lower, beside = 20.0, 16.0, 8.0
    y = zone.y + below_greeting if zone.turned else zone.y - lower
    return PenZone(zone.x - beside, y, zone.width + 2 * beside, zone.height - below_greeting + lower)


@dataclass(frozen=True, slots=True)
class Overlay:
    """Hold what is drawn over a page and never printed; `turned` shows the sheet upside down."""

    guides: Sequence[GuideLine] = ()
    zones: Sequence[Zone] = ()
    zone_words: str = ""
    turned: bool = False


NOTHING = Overlay()


class CardPage(Picture):
    """The page; it asks for the room that its zoom needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._at = 0
        self._overlay = NOTHING
        self._zoom = Zoom.FIT
        self._drawn: QImage | None = None
        self._drawn_for = (-1, 0.0)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("The page as it is printed"))
        theme.follow(self.update)

    def show_page(self, pages: PdfPages, at: int, overlay: Overlay, spoken: str) -> None:
        """Show a page; `spoken` says to screen readers whose card it is and what stands on it."""
        self._pages, self._at, self._overlay, self._words = pages, at, overlay, ""
        self._drawn = None
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    def show_words(self, words: str) -> None:
        """Say why there is no page."""
        self._pages, self._drawn, self._words = None, None, words
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def has_page(self) -> bool:
        """Say whether a page is shown."""
        return self._pages is not None

    def words(self) -> str:
        """Return what stands in place of a page."""
        return self._words

    def overlay(self) -> Overlay:
        """Return what is drawn over the page."""
        return self._overlay

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the page larger or smaller; at 100 % it is as large as on paper."""
        self._zoom = zoom
        self.updateGeometry()
        self.update()

    def page_size(self) -> QSize:
        """Return how large the page is shown, in pixels."""
        return self._place().size()

    def minimumSizeHint(self) -> QSize:
        if self._pages is None or self._zoom is Zoom.FIT:
            return QSize(200, 200)
        size = self._pages.size(self._at) * self._true_scale()
        return size.toSize() + QSize(2 * PAD, 2 * PAD)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._pages is None:
            self._paint_words(painter)
        else:
            self._paint_page(painter, self._pages)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(theme.font(Style.BODY))
        painter.setPen(theme.current().ink2)
        room = self.rect().adjusted(PAD, PAD, -PAD, -PAD)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)

    def _paint_page(self, painter: QPainter, pages: PdfPages) -> None:
        place = self._place()
        scale = place.width() / pages.size(self._at).width()
        painter.fillRect(place.adjusted(-1, -1, 1, 1), theme.current().line_strong)
        painter.fillRect(place, _WHITE)
        painter.drawImage(place, self._picture(pages, scale))
        for zone in self._overlay.zones:
            self._paint_zone(painter, place, zone, scale)
        for guide in self._overlay.guides:
            self._paint_guide(painter, place, guide, scale)

    def _picture(self, pages: PdfPages, scale: float) -> QImage:
        wanted = (self._at, scale * self.devicePixelRatioF())
        if self._drawn is None or self._drawn_for != wanted:
            drawn = pages.picture(*wanted)
            self._drawn = drawn.transformed(QTransform().rotate(180)) if self._overlay.turned else drawn
            self._drawn_for = wanted
        return self._drawn

    def _paint_zone(self, painter: QPainter, place: QRect, zone: Zone, scale: float) -> None:
        corners = QRectF(
            self._on_screen(place, zone.x, zone.y, scale),
            self._on_screen(place, zone.x + zone.width, zone.y + zone.height, scale),
        )
        box = corners.normalized().toRect()
        painting.box(painter, box, edge=theme.LIGHT.accent, dashed=True)
        # Inside the edge: on it the note would hide the end of a long greeting, which stands right above.
        metrics = QFontMetrics(theme.font(Style.CAPTION_STRONG))
        if metrics.horizontalAdvance(self._overlay.zone_words) < box.width() * _NOTE_SHARE:
            top = box.top() + 3 + metrics.height() // 2
            self._note(painter, self._overlay.zone_words, QPoint(box.right() - 6, top), to_left=True)

    def _paint_guide(self, painter: QPainter, place: QRect, guide: GuideLine, scale: float) -> None:
        painter.setPen(painting.pen(theme.LIGHT.ink2, dashed=True))
        start = self._on_screen(place, guide.x1, guide.y1, scale)
        end = self._on_screen(place, guide.x2, guide.y2, scale)
        painter.drawLine(start, end)
        if guide.x1 == guide.x2:
            at = QPoint(round(start.x()) - 6, place.top() + 16)  # above the writing, on the side that stays blank
            self._note(painter, guide.words, at, to_left=True, ink=theme.LIGHT.ink2)
        else:
            self._note(painter, guide.words, QPoint(place.left() + 8, round(start.y())), ink=theme.LIGHT.ink2)

    def _note(
        self, painter: QPainter, words: str, at: QPoint, *, to_left: bool = False, ink: QColor = theme.LIGHT.accent
    ) -> None:
        """Write words on white, so that a line seems to stop for them."""
        if not words:
            return
        font = theme.font(Style.CAPTION_STRONG)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(words) + 8, metrics.height()
        box = QRect(at.x() - (width if to_left else 0), at.y() - height // 2, width, height)
        painter.fillRect(box, _WHITE)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _on_screen(self, place: QRect, x: float, y: float, scale: float) -> QPointF:
        if self._overlay.turned:
            return QPointF(place.right() + 1 - x * scale, place.top() + y * scale)
        return QPointF(place.left() + x * scale, place.bottom() + 1 - y * scale)

    def _place(self) -> QRect:
        if self._pages is None:
            return QRect()
        sheet = self._pages.size(self._at)
        room = QSizeF(self.width() - 2 * PAD, self.height() - 2 * PAD)
        if self._zoom is Zoom.FIT:
            size = sheet.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).toSize()
        else:
            size = (sheet * self._true_scale()).toSize()
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(self.rect().center())
        return place

    def _true_scale(self) -> float:
        return pdf_pages.true_scale(self) * (1.5 if self._zoom is Zoom.LARGE else 1.0)

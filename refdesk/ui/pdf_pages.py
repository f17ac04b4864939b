"""Pages of a PDF as pictures, drawn for the very pixels they will fill, and what stands on them in words."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from refdesk.progress import SILENT, Progress

_POINTS_AN_INCH = 72.0
_LIKELY_DPI = range(60, 400)
_SAME_LINE = 1.0
PDFIUM = threading.RLock()
"""PDFium knows one caller at a time: whoever draws on another thread holds this, and so does the window."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that the list of contents names: its rectangle in points from the upper left, and its words.

    What stands above the first of them, or on a page without any, has no heading.
    """

    heading: str
    at: int
    place: QRectF
    words: str


class PdfPages:
    """A PDF in memory, page by page."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        with _opened(pdf) as document:
            self._sizes = tuple(QSizeF(*document.get_page_size(at)) for at in range(len(document)))

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self._sizes)

    def size(self, at: int) -> QSizeF:
        """Return width and height of a page in points."""
        return self._sizes[at]

    def picture(self, at: int, scale: float) -> QImage:
        """Return a page with so many pixels a point; it may be drawn in a job."""
        with _opened(self._pdf) as document:
            return drawn(document[at], scale=scale)

    def sections(self, progress: Progress = SILENT) -> tuple[Section, ...]:
        """Return what stands on every page, part by part, as a screen reader is to read it; best done in a job.

        Between two pages it lets others draw, and stops if asked to.
        """
        found: list[Section] = []
        with _kept(self._pdf) as document:
            with PDFIUM:
                marks = _marks(document)
            for at in range(self.count):
                progress.check()
                with PDFIUM:
                    found += _of_page(document[at], at, marks.get(at, []))
        return tuple(found)


def drawn(page: Any, **how: Any) -> QImage:  # noqa: ANN401 - PDFium tells no types
    """Return what PDFium draws of a page; whoever calls holds `PDFIUM`, in which its memory is given back too."""
    dots = page.render(rev_byteorder=True, prefer_bgrx=True, **how)
    try:
        form = QImage.Format.Format_RGBX8888
        return QImage(bytes(dots.buffer), dots.width, dots.height, dots.stride, form).copy()
    finally:
        dots.close()


def true_scale(widget: QWidget) -> float:
    """Return how many pixels of its screen a point has on paper."""
    screen = widget.screen()
    dpi = screen.physicalDotsPerInchX()
    if round(dpi) not in _LIKELY_DPI:  # some screens do not tell how large they are
        dpi = screen.logicalDotsPerInchX()
    return dpi / _POINTS_AN_INCH


@dataclass(frozen=True, slots=True)
class _Mark:
    """An entry of the list of contents: where its section begins."""

    heading: str
    left: float
    top: float


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    with PDFIUM, _kept(pdf) as document:
        yield document


@contextmanager
def _kept(pdf: bytes) -> Iterator[Any]:
    """Yield a document; whoever uses it holds `PDFIUM` each time."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        with PDFIUM:
            document.close()


def _marks(document: Any) -> dict[int, list[_Mark]]:  # noqa: ANN401 - PDFium tells no types
    found: dict[int, list[_Mark]] = {}
    for entry in document.get_toc():
        target = entry.get_dest()
        if target is None:
            continue
        at = target.get_index()
        _mode, view = target.get_view()
        left, top = (*view, None, None)[:2]
        if at is not None:
            height = document[at].get_height()
            found.setdefault(at, []).append(_Mark(entry.get_title(), left or 0.0, height if top is None else top))
    return found


def _of_page(page: Any, at: int, marks: Sequence[_Mark]) -> Iterator[Section]:  # noqa: ANN401
    width, height = page.get_size()
    layer = page.get_textpage()
    ordered = sorted(marks, key=lambda mark: (-mark.top, mark.left))
    top = ordered[0].top if ordered else 0.0
    if height - top > _SAME_LINE:
        yield _section(layer, "", at, (0.0, top, width, height), height)
    for mark in ordered:
        beside = [each.left for each in ordered if abs(each.top - mark.top) < _SAME_LINE and each.left > mark.left]
        below = [each.top for each in ordered if each.top < mark.top - _SAME_LINE]
        box = (mark.left, max(below, default=0.0), min(beside, default=width), mark.top)
        yield _section(layer, mark.heading, at, box, height)


def _section(layer: Any, heading: str, at: int, box: tuple[float, float, float, float], height: float) -> Section:  # noqa: ANN401
    left, bottom, right, top = box
    words = " ".join(layer.get_text_bounded(left, bottom, right, top).split())
    place = QRectF(left, height - top, right - left, top - bottom)
    return Section(heading, at, place, words.removeprefix(heading).strip() if heading else words)

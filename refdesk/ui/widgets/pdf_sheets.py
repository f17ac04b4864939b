"""The paper of a viewer of pages: white sheets on the desk, drawn off the window's thread as they come in sight."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.ui import pdf_pages, theme
from refdesk.ui.jobs import JobLanes
from refdesk.ui.pdf_pages import PdfPages, Section
from refdesk.ui.widgets import ring
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollBar
from refdesk.ui.widgets.surfaces import Surface

PAD, BETWEEN = 20, 16
STEPS = (50, 67, 80, 100, 125, 150, 200, 300)
_STEPS = {
    Qt.Key.Key_Down: (True, 48), Qt.Key.Key_Up: (True, -48),
    Qt.Key.Key_Right: (False, 48), Qt.Key.Key_Left: (False, -48),
}  # fmt: skip
"""How far an arrow scrolls, and whether up and down."""
_IN_SIGHT = 0.4
"""The page in sight is the one that reaches above so much of the view."""
_SMALL = 4
"""Out of sight a picture is kept so many times narrower: seen again, it stands for the page until that is drawn."""
_SAME = 0.5
_WHITE = QColor("#FFFFFF")


class Zoom(StrEnum):
    """How large pages are: as on paper where there is room, as wide as the view, or by a step."""

    USUAL = "usual"
    WIDTH = "width"
    STEP = "step"


class Spoken(Label):
    """A part of a page for screen readers: its heading and its words lie over it and are not painted."""

    def __init__(self, parent: QWidget, section: Section) -> None:
        self.section = section
        heading = section.heading or _("Head of page {n}").format(n=section.at + 1)
        super().__init__(f"{heading}. {section.words}", parent=parent)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(section.words)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave the page as it is."""


class SheetArea(QScrollArea):
    """Scrolls over the sheets; `moved` tells that another page is in sight, or that the size has changed."""

    moved = Signal()

    def __init__(self, jobs: JobLanes, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self._zoom, self._step = Zoom.USUAL, 100
        self.paper = Sheets(jobs, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(self.paper)
        self.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal, self))
        self.setCornerWidget(Surface(self, ground="desk"))
        self.viewport().setAutoFillBackground(False)
        self.paper.setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        ring.watch(self)

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return len(self.paper.places)

    @property
    def at(self) -> int:
        """Return which page is in sight."""
        line = self.verticalScrollBar().value() + self.viewport().height() * _IN_SIGHT
        above = [at for at, place in enumerate(self.paper.places) if place.top() <= line]
        return above[-1] if above else 0

    @property
    def percent(self) -> float:
        """Return how large the pages are; at 100 they are as large as on paper."""
        return self.paper.scale / pdf_pages.true_scale(self) * 100

    def show_pages(self, pages: PdfPages | None, sections: Sequence[Section] = ()) -> None:
        """Show other pages at the place that is in sight; what they say may come later, by `paper.show_sections`."""
        at = self.verticalScrollBar().value()
        self.paper.show_pages(pages)
        self.paper.show_sections(sections)
        self._rescale(keep=False)
        self.verticalScrollBar().setValue(at)

    def set_zoom(self, zoom: Zoom, step: int = 100) -> None:
        """Show the pages larger or smaller, what is in sight staying so."""
        self._zoom, self._step = zoom, step
        self._rescale(keep=True)

    def zoom_by(self, direction: int) -> None:
        """Go to the next larger step, or with -1 to the next smaller."""
        now = self.percent
        if direction > 0:
            steps = [step for step in STEPS if step > now + _SAME]
        else:
            steps = [step for step in reversed(STEPS) if step < now - _SAME]
        if steps:
            self.set_zoom(Zoom.STEP, steps[0])

    def turn(self, pages: int) -> None:
        """Go so many pages on or back."""
        self.go_to(min(max(self.at + pages, 0), self.count - 1))

    def go_to(self, at: int, down: float = 0.0) -> None:
        """Bring a page to the top of the view, or what stands so many points down on it."""
        if 0 <= at < self.count:
            top = self.paper.places[at].top() + down * self.paper.scale
            self.verticalScrollBar().setValue(round(top) - BETWEEN // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rescale(keep=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), Qt.Key(event.key())
        if key == Qt.Key.Key_PageDown:
            self.turn(1)
        elif key == Qt.Key.Key_PageUp:
            self.turn(-1)
        elif key == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in _STEPS:
            upright, step = _STEPS[key]
            along = bar if upright else self.horizontalScrollBar()
            along.setValue(along.value() + step)
        else:
            super().keyPressEvent(event)

    def _rescale(self, *, keep: bool) -> None:
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        share = bar.value() / self.paper.height() if keep and self.paper.height() else 0.0
        half = self.viewport().width() / 2
        middle = (across.value() + half) / self.paper.width() if across.maximum() else 0.5
        true, wide = pdf_pages.true_scale(self), self._width_scale()
        usual = min(true, wide)
        scale = {Zoom.USUAL: usual, Zoom.WIDTH: wide}.get(self._zoom, true * self._step / 100)
        self.paper.lay(scale, self.viewport().width())
        across.setValue(round(middle * self.paper.width() - half))
        if keep:
            bar.setValue(round(share * self.paper.height()))
        self.moved.emit()

    def _width_scale(self) -> float:
        widest = self.paper.widest()
        # As if the bar were there: without it, a size that just fits would make it come and go.
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * PAD
        return max(room / widest, 0.1) if widest else 1.0

    def _scrolled(self) -> None:
        self.moved.emit()


class Sheets(QWidget):
    """The sheets below each other; only those in sight and their neighbors are kept as pictures.

    `drawn` tells that the picture of one of them is there.
    """

    drawn = Signal()

    def __init__(self, jobs: JobLanes, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pages: PdfPages | None = None
        self._sections: Sequence[Section] = ()
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._spoken: dict[int, list[Spoken]] = {}
        self._drawing: set[int] = set()
        self._turn = 0
        self.scale = 1.0
        self.places: list[QRect] = []
        theme.follow(self.update)

    def widest(self) -> float:
        """Return the width of the widest page in points."""
        return max((self._pages.size(at).width() for at in range(self._pages.count)), default=0) if self._pages else 0

    def show_pages(self, pages: PdfPages | None) -> None:
        """Take other pages; the pictures of those before stay until the new ones are drawn."""
        self._turn += 1
        self._pages = pages
        self._pictures = {at: (0.0, picture) for at, (_scale, picture) in self._pictures.items()} if pages else {}
        self._drawing.clear()
        self.show_sections(())

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Lay over the pages what stands on them; the words of a page come when it is seen."""
        self._sections = sections
        for spoken in (each for group in self._spoken.values() for each in group):
            spoken.deleteLater()
        self._spoken.clear()
        self.update()

    def lay(self, scale: float, room: int) -> None:
        """Place the sheets in a width, each in its middle."""
        self.scale, self.places = scale, []
        sizes = [self._pages.size(at) * scale for at in range(self._pages.count)] if self._pages else []
        wide = max([room, *(round(size.width()) + 2 * PAD for size in sizes)])
        top = BETWEEN // 2
        for size in sizes:
            left = (wide - round(size.width())) // 2
            self.places.append(QRect(QPoint(left, top), QSize(round(size.width()), round(size.height()))))
            top += round(size.height()) + BETWEEN
        self.resize(wide, top + BETWEEN // 2)
        for at, group in self._spoken.items():
            self._place_spoken(at, group)
        self.update()

    def is_drawn(self, at: int) -> bool:
        """Say whether the picture of a page is the one that belongs there."""
        return at in self._pictures and self._pictures[at][0] == self._dots()

    def picture_of(self, at: int) -> QImage | None:
        """Return what is painted of a page: while a new picture is drawn, the one before."""
        return self._pictures[at][1] if at in self._pictures else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        in_sight = [at for at, place in enumerate(self.places) if place.intersects(event.rect())]
        for at in in_sight:
            place = self.places[at]
            painter.fillRect(place.adjusted(-1, -1, 1, 1), theme.current().line_strong)
            painter.fillRect(place, _WHITE)
            if (picture := self.picture_of(at)) is not None:
                painter.drawImage(place, picture)
        painter.end()
        for at in in_sight:
            self._bring(at)
        self._forget()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pictures = {at: (0.0, _small(picture)) for at, (_scale, picture) in self._pictures.items()}

    def _bring(self, at: int) -> None:
        """Have a page drawn and its words laid over it."""
        if self._pages is None:
            return
        if at not in self._spoken and self._sections:
            self._spoken[at] = [Spoken(self, section) for section in self._sections if section.at == at]
            self._place_spoken(at, self._spoken[at])
        if at not in self._drawing and not self.is_drawn(at):
            self._drawing.add(at)
            work = partial(_draw, self._pages, at, self._dots())
            self._jobs.start(work, then=partial(self._drawn, self._turn, at))

    def _drawn(self, turn: int, at: int, made: tuple[float, QImage]) -> None:
        if turn != self._turn:
            return
        self._drawing.discard(at)
        self._pictures[at] = made
        self.update(self.places[at])
        self.drawn.emit()

    def _forget(self) -> None:
        """Let go of pictures far from what is in sight."""
        seen = self.visibleRegion().boundingRect()
        around = seen.adjusted(0, -2 * seen.height(), 0, 2 * seen.height())
        self._pictures = {
            at: kept
            for at, kept in self._pictures.items()
            if at < len(self.places) and self.places[at].intersects(around)
        }

    def _place_spoken(self, at: int, group: list[Spoken]) -> None:
        corner = self.places[at].topLeft()
        for spoken in group:
            box = spoken.section.place
            placed = QRectF(
                box.left() * self.scale, box.top() * self.scale, box.width() * self.scale, box.height() * self.scale
            )
            spoken.setGeometry(placed.toRect().translated(corner))
            spoken.show()

    def _dots(self) -> float:
        return self.scale * self.devicePixelRatioF()


def _draw(pages: PdfPages, at: int, scale: float, _progress: Progress) -> tuple[float, QImage]:
    return scale, pages.picture(at, scale)


def _small(picture: QImage) -> QImage:
    least = QSize(picture.width() // _SMALL, picture.height() // _SMALL).expandedTo(QSize(1, 1))
    return picture.scaled(least, mode=Qt.TransformationMode.SmoothTransformation)

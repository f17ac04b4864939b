"""What comes of an answer on paper: the very page that Reports prints, drawn again while one types."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import paper
from refdesk.services.paper import Rendered
from refdesk.ui import print_request, timers
from refdesk.ui.jobs import JobLanes
from refdesk.ui.pdf_pages import PdfPages, Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import ring
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.pdf_sheets import SheetArea
from refdesk.ui.widgets.surfaces import Surface

SETTLE_MS = 300
_LEAST = 160
Make = Callable[[], Rendered]


class PrintedPage(QWidget):
    """A page with its name above and the way to Reports; what cannot be drawn says why in its place."""

    report_wanted = Signal()
    written = Signal(object, str)
    """A file with the page, and its title: it can be printed."""

    def __init__(self, title: str, jobs: JobLanes, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._jobs = title, jobs
        self._make: Make | None = None
        self._turn = 0
        self.caption = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.link = Button(_("Open it in Reports"), self, kind=Kind.LINK, size=Size.ROW)
        self.ground = Surface(self, ground="desk", radius=8)
        self.sheets = SheetArea(jobs, self.ground, name=_("The page as it is printed"))
        self.words = Label("", Style.SECOND, self, wrap=True)
        self._settling = timers.once(self, SETTLE_MS, self._draw)
        self.link.clicked.connect(self.report_wanted)
        self._lay_out()

    def show_made(self, caption: str, make: Make) -> None:
        """Show what this makes, at once."""
        self.caption.setText(caption)
        self.sheets.setAccessibleName(caption)
        self._make = make
        self._draw()

    def show_soon(self, make: Make) -> None:
        """Show what this makes as soon as nobody types any more."""
        self._make = make
        self._settling.start()

    def write(self) -> None:
        """Write the page into a file of its own, as it would be drawn now; says `written`."""
        if self._make is not None:
            self._jobs.start(partial(_write, self._make), then=self._was_written, failed=self._not_drawn)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches here, in order."""
        return self.link, self.sheets

    def _draw(self) -> None:
        self._settling.stop()
        if self._make is not None:
            self._turn += 1
            work = partial(_render, self._make, self._turn)
            self._jobs.start(work, then=self._drawn, failed=self._not_drawn)

    def _drawn(self, made: tuple[int, tuple[str, ...], PdfPages | None, tuple[Section, ...]]) -> None:
        turn, sentences, pages, sections = made
        if turn == self._turn:
            self._say(" ".join(sentences), has_page=pages is not None)
            self.sheets.show_pages(pages, sections)

    def _was_written(self, path: Path) -> None:
        self.written.emit(path, self._title)

    def _not_drawn(self, fault: RefDeskError) -> None:
        self._say(fault.sentence, has_page=False)

    def _say(self, words: str, *, has_page: bool) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        for part in (self.ground, self.link):
            part.setVisible(has_page)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark("printer", self, size=16))
        head.addWidget(self.caption, 1)
        head.addWidget(self.link)
        around = QVBoxLayout(self.ground)
        around.setContentsMargins(ring.REACH, ring.REACH, ring.REACH, ring.REACH)
        around.addWidget(self.sheets)
        self.ground.setMinimumHeight(_LEAST)
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.ground, 1)


def _write(make: Make, _progress: Progress) -> Path:
    return print_request.filled(partial(paper.save, make()))


def _render(
    make: Make, turn: int, _progress: Progress
) -> tuple[int, tuple[str, ...], PdfPages | None, tuple[Section, ...]]:
    rendered = make()
    if not rendered.pages:
        return turn, rendered.sentences, None, ()
    pages = PdfPages(rendered.pdf)
    return turn, rendered.sentences, pages, pages.sections()

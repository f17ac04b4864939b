"""The pages of a PDF below each other as they are printed: read by eye, by keyboard, and part by part by ear."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.ui import layout_items, theme
from refdesk.ui.jobs import Job, JobLanes
from refdesk.ui.pdf_pages import PdfPages, Section
from refdesk.ui.theme import Style
from refdesk.ui.widgets import passing_line, ring
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.instead import Act, Instead
from refdesk.ui.widgets.label import Label, explain
from refdesk.ui.widgets.pdf_sheets import STEPS, SheetArea, Zoom
from refdesk.ui.widgets.surfaces import Hairline

BUSY_LINE, RING = 2, ring.REACH


class PdfView(QWidget):
    """Shows a PDF; `add_button` puts what can be done with it to the right of the bar, `page_changed` tells the page.

    Page Up and Page Down turn, Ctrl and plus, minus or 0 change the size, H goes from heading to heading.
    """

    page_changed = Signal(int)

    def __init__(self, jobs: JobLanes, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._turn = 0
        self._reading: Job | None = None
        self._busy = self._begins = False
        self._rest = ""
        self._sections: Sequence[Section] = ()
        self._heard = -1
        self._bar = QHBoxLayout()
        self.back = IconButton("chevron-left", _("Page before"), self, key=_("Page Up"))
        self.forth = IconButton("chevron-right", _("Next page"), self, key=_("Page Down"))
        self.place = Label("", Style.SECOND, self)
        self.smaller = IconButton("zoom-out", _("Smaller"), self, key="Ctrl+-")
        self.size_words = Label("", Style.SECOND, self)
        self.larger = IconButton("zoom-in", _("Larger"), self, key="Ctrl++")
        self.fit = Button(_("Fit width"), self, kind=Kind.QUIET, size=Size.ROW)
        self.sheets = SheetArea(jobs, self, name=name)
        self.instead = Instead(self)
        self._last: QWidget = self.fit
        self._lay_out()
        self._connect()
        theme.follow(self._restyle)
        self._say_place()

    def show_pdf(self, pdf: bytes, *, rest: str = "") -> None:
        """Show another PDF at the same place and size; the pages before stay until it is read.

        Where these are only its first pages, the bar says what becomes of the `rest`.
        """
        self._leave_off()
        self._rest = rest
        self._reading = self._jobs.start(partial(_read, pdf, self._turn), then=self._shown)

    def show_words(self, words: str, acts: Sequence[Act] = ()) -> None:
        """Say why there are no pages, and offer what helps; `instead.wanted` tells which was pressed."""
        self._leave_off()
        self.sheets.show_pages(None)
        self.instead.say(words, acts)
        self.instead.show()
        self.sheets.hide()
        self._say_place()

    def begin_anew(self) -> None:
        """Show the next pages from their beginning: they are of another document."""
        self._begins = True

    def set_busy(self, *, busy: bool) -> None:
        """Show by a thin line on top that other pages are on their way."""
        self._busy = busy
        self.update()

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right of the bar; Tab reaches it before the pages, as it is read."""
        self._bar.addWidget(button)
        QWidget.setTabOrder(self._last, button)
        QWidget.setTabOrder(button, self.sheets)
        self._last = button

    def has_pages(self) -> bool:
        """Say whether pages are shown."""
        return self.sheets.count > 0

    def sections(self) -> Sequence[Section]:
        """Return the parts of the pages with their words."""
        return self._sections

    def take_focus(self) -> None:
        """Put the focus on the pages, or on what helps where there are none."""
        if self.instead.isHidden() or not self.instead.take_focus():
            self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_heading(self, step: int) -> None:
        """Scroll to the next heading, or with -1 to the one before, and have it read out."""
        headed = [place for place, section in enumerate(self._sections) if section.heading]
        ahead = [place for place in headed if (place > self._heard if step > 0 else place < self._heard)]
        if not ahead:
            return
        self._heard = ahead[0] if step > 0 else ahead[-1]
        section = self._sections[self._heard]
        self.sheets.go_to(section.at, section.place.top())
        passing_line.announce(self.sheets, f"{section.heading}. {section.words}")

    def heading(self) -> str:
        """Return the heading that was gone to last, "" for none."""
        return self._sections[self._heard].heading if self._heard >= 0 else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.sheets and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._took(event)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painter.fillRect(self.rect(), tokens.desk)
        if self._busy:
            painter.fillRect(0, self.sheets.y() - RING, self.width(), BUSY_LINE, tokens.accent)
        painter.end()

    def _leave_off(self) -> None:
        """Stop what is being read: nobody looks at it any more."""
        self._turn += 1
        if self._reading is not None:
            self._reading.stop()
            self._reading = None

    def _shown(self, read: tuple[int, PdfPages]) -> None:
        """Show the pages; what they say is read while they are looked at."""
        turn, pages = read
        if turn != self._turn:
            return
        self._sections, self._heard = (), -1
        self.sheets.show()
        if self.instead.has_focus():
            self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)
        self.instead.hide()
        self.sheets.show_pages(pages)
        if self._begins:
            self._begins = False
            self.sheets.go_to(0)
        self._say_place()
        self._reading = self._jobs.start(partial(_listen, pages, turn), then=self._read_out)

    def _read_out(self, heard: tuple[int, tuple[Section, ...]]) -> None:
        turn, sections = heard
        if turn == self._turn:
            self._reading = None
            self._sections = sections
            self.sheets.paper.show_sections(sections)

    def _took(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_H and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.go_to_heading(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._larger()
        elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._smaller()
        elif event.key() == Qt.Key.Key_0:
            self._fit()
        else:
            return False
        return True

    def _make_room(self) -> None:
        """Leave out what has a key, the size last, where the bar would not hold it all."""
        sizes = (self._between, self.smaller, self.size_words, self.larger)
        dropped: set[QWidget] = set()
        for more in ((self.fit,), sizes):
            if self._bar_width(dropped) > self.width():
                dropped.update(more)
        for part in (self.fit, *sizes):
            part.setVisible(part not in dropped)

    def _bar_width(self, without: set[QWidget]) -> int:
        droppable = {self.fit, self._between, self.smaller, self.size_words, self.larger}
        found = [part for part in layout_items.widgets(self._bar) if part not in without]
        shown = [part for part in found if part in droppable or not part.isHidden()]
        margins = self._bar.contentsMargins()
        wide = sum(max(part.sizeHint().width(), part.minimumWidth()) for part in shown)
        return wide + margins.left() + margins.right() + self._bar.spacing() * (len(shown) + 2)

    def _restyle(self) -> None:
        """Keep room for the words beside the arrows: nothing moves while pages are read or the size changes."""
        for label, widest in (
            (self.place, _("Page {n} of {count}").format(n=88, count=88)),
            (self.size_words, "888%"),
        ):
            label.setMinimumWidth(label.fontMetrics().horizontalAdvance(widest))
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _say_place(self) -> None:
        count, at = self.sheets.count, self.sheets.at
        place = _("Page {n}, {rest}") if self._rest else _("Page {n} of {count}")
        self.place.setText(place.format(n=at + 1, count=count, rest=self._rest) if count else "")
        self.back.setEnabled(at > 0)
        self.forth.setEnabled(at < count - 1)
        percent = round(self.sheets.percent)
        self.size_words.setText(_("{n}%").format(n=percent) if count else "")
        self.smaller.setEnabled(count > 0 and percent > STEPS[0])
        self.larger.setEnabled(count > 0 and percent < STEPS[-1])
        self.fit.setEnabled(count > 0)
        self.page_changed.emit(at)

    def _back(self) -> None:
        self.sheets.turn(-1)

    def _forth(self) -> None:
        self.sheets.turn(1)

    def _smaller(self) -> None:
        self.sheets.zoom_by(-1)

    def _larger(self) -> None:
        self.sheets.zoom_by(1)

    def _fit(self) -> None:
        self.sheets.set_zoom(Zoom.WIDTH)

    def _connect(self) -> None:
        self.back.clicked.connect(self._back)
        self.forth.clicked.connect(self._forth)
        self.smaller.clicked.connect(self._smaller)
        self.larger.clicked.connect(self._larger)
        self.fit.clicked.connect(self._fit)
        self.sheets.moved.connect(self._say_place)
        self.sheets.installEventFilter(self)
        explain(self.fit, _("As wide as there is room"), key="Ctrl+0")

    def _lay_out(self) -> None:
        self.instead.hide()
        self._bar.setContentsMargins(18, 8, 18, 8)
        self._bar.setSpacing(6)
        for part in (self.back, self.place, self.forth):
            self._bar.addWidget(part)
        self._bar.addSpacing(6)
        self._between = Hairline(self, upright=True)
        self._bar.addWidget(self._between)
        self._bar.addSpacing(6)
        for widget in (self.smaller, self.size_words, self.larger, self.fit):
            self._bar.addWidget(widget)
        self._bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addSpacing(max(BUSY_LINE, RING))
        around = QVBoxLayout()
        around.setContentsMargins(RING, 0, RING, RING)  # room for the ring of the keyboard
        around.addWidget(self.sheets)
        column.addLayout(around, 1)
        column.addWidget(self.instead, 1)


def _read(pdf: bytes, turn: int, _progress: Progress) -> tuple[int, PdfPages]:
    return turn, PdfPages(pdf)


def _listen(pages: PdfPages, turn: int, progress: Progress) -> tuple[int, tuple[Section, ...]]:
    return turn, pages.sections(progress)

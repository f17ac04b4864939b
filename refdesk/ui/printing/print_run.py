"""One way through the printer: pages are drawn strip by strip, which Stop ends, and then handed over at 100 %."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from refdesk.domain.print_pages import Leaf, Run
from refdesk.domain.print_position import ZERO, Position, Side
from refdesk.errors import Cancelled
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.ui.job_dialog import Cover, JobCover
from refdesk.ui.jobs import Job
from refdesk.ui.printing import bands
from refdesk.ui.printing.bands import Band
from refdesk.ui.printing.queues import Printers, Ticket
from refdesk.ui.slices import Slices
from refdesk.ui.widgets import marks

_POINTS = 72.0
_BAD = frozenset({QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted})


@dataclass(frozen=True, slots=True)
class Order:
    """What is drawn, and how: backs may stand on their head for a printer that turns at the other edge."""

    pdf: bytes
    run: Run
    ticket: Ticket
    positions: Mapping[Side, Position] = field(default_factory=dict)
    backs_turned: bool = False


class PrintRun(QObject):
    """Prints one order: `printed` comes once the system has all pages, `failed` brings a sentence."""

    printed = Signal()
    failed = Signal(str)
    stopped = Signal()

    def __init__(self, printers: Printers, order: Order, window: QWidget) -> None:
        super().__init__(window)
        self._printers, self._order, self._window = printers, order, window
        self._slices = Slices(window)
        self._drawn: dict[int, list[Band]] = {}
        self._job: Job | None = None

    def start(self) -> None:
        """Draw, then hand over; the window shows how far it is and can stop it."""
        progress = Progress(self._say)
        self._job = Job(progress, writes=False, parent=self)
        JobCover(self._job, self._window, note=_("Drawing the pages…"), shield=True)
        self._slices.run(self._steps(progress))

    def stop(self) -> None:
        """End before anything went to the printer."""
        if self._job is not None:
            self._job.stop()

    def _say(self, done: int, total: int, note: str) -> None:
        if self._job is not None:
            self._job.progressed.emit(done, total, note)

    def _steps(self, progress: Progress) -> Iterator[None]:
        try:
            yield from self._draw(progress)
        except Cancelled:
            self._end_job()
            self.stopped.emit()
            self.deleteLater()
            return
        self._end_job()
        cover = _SendingCover(self._window)
        sentence, whole = "", sum(len(self._drawn[leaf.page]) for leaf in self._order.run if leaf.page is not None)
        for done, said in enumerate(hand_over(self._printers, self._order, self._drawn)):
            sentence = said
            cover.show_share(done / max(whole, 1))
            yield
        cover.leave()
        self.failed.emit(sentence) if sentence else self.printed.emit()
        self.deleteLater()

    def _draw(self, progress: Progress) -> Iterator[None]:
        order = self._order
        wanted = sorted({leaf.page for leaf in order.run if leaf.page is not None})
        for done, page in enumerate(wanted):
            progress.say(done, len(wanted))
            self._drawn[page] = []
            for band in bands.of_page(order.pdf, page, order.ticket.resolution):
                if band is not None:
                    self._drawn[page].append(band)
                progress.check()
                yield
        progress.say(len(wanted), len(wanted))

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.ended.emit()


class _SendingCover(Cover):
    """Covers the window while the pages go to the printer, which cannot be called back."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(_("Handing the pages to the printer…"), window, shield=True)
        self._card.column.addWidget(self._bar)

    def show_share(self, share: float) -> None:
        """Say how far it is."""
        self._bar.set_share(min(share, 1.0), name=_("Progress"), state=marks.Progress.ON_THE_WAY)


def hand_over(printers: Printers, order: Order, drawn: Mapping[int, Sequence[Band]]) -> Iterator[str]:
    """Yield "" for each strip that was handed over, and a sentence when the printer does not take it: then it ends."""
    printer, painter = printers.open(order.ticket), QPainter()
    if printer is None or not printer.isValid():
        yield _("This printer is not there any more. Choose another one.")
        return
    if not painter.begin(printer):
        yield _("The printer cannot be reached. See that it is switched on and connected, then print again.")
        return
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    went_on = True
    for number, leaf in enumerate(order.run):
        went_on = went_on and (number == 0 or printer.newPage())
        if not went_on:
            break
        yield from _draw_leaf(painter, printer, order, leaf, drawn)
    ended = painter.end()
    if not (went_on and ended) or printer.printerState() in _BAD:
        yield _("The printer stopped before all pages were there. See what its display says, then print again.")


def _draw_leaf(
    painter: QPainter, printer: QPrinter, order: Order, leaf: Leaf, drawn: Mapping[int, Sequence[Band]]
) -> Iterator[str]:
    if leaf.page is None:
        return
    dots = printer.logicalDpiX() / _POINTS
    painter.save()
    _place(painter, order, leaf.side, dots)
    size = printer.logicalDpiX() / order.ticket.resolution
    for band in drawn[leaf.page]:
        room = QRectF(band.left * size, band.top * size, band.width * size, band.height * size)
        painter.drawImage(room, band.picture())
        yield ""
    painter.restore()


def _place(painter: QPainter, order: Order, side: Side, dots: float) -> None:
    """Move, enlarge and turn: first as the printer is off, seen on its own paper, then as the sheet is turned."""
    position = order.positions.get(side, ZERO)
    width, height = (length * dots for length in order.ticket.size)
    painter.translate(round(position.right * dots), -round(position.up * dots))
    if position.scale != 1:
        painter.translate(width / 2, height / 2)
        painter.scale(position.scale, position.scale)
        painter.translate(-width / 2, -height / 2)
    if side is Side.BACK and order.backs_turned:
        painter.translate(width, height)
        painter.rotate(180)

"""Printers that print into a file, and pages with marks whose places are known."""

from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from refdesk.ui import print_request
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.printing import queues
from refdesk.ui.printing.queues import Queue, Ticket, Tray

LASER = Queue("Laser", "Office laser", is_default=True, turns=True, resolution=300)
PHOTO = Queue("Photo", "Photo printer", resolution=300)
MARK = 12.0
Place = tuple[float, float]


@dataclass
class FilePrinters:
    """Printers whose paper is a PDF: `sheets` are what came out, one file a run."""

    folder: Path
    offered: tuple[Queue, ...] = (LASER, PHOTO)
    offered_trays: dict[str, tuple[Tray, ...]] = field(default_factory=dict)
    tickets: list[Ticket] = field(default_factory=list)
    is_gone: bool = False
    breaks: bool = False

    def queues(self) -> tuple[Queue, ...]:
        return self.offered

    def trays(self, name: str) -> tuple[Tray, ...]:
        return self.offered_trays.get(name, ())

    def open(self, ticket: Ticket) -> QPrinter | None:
        if self.is_gone:
            return None
        self.tickets.append(ticket)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / "gone" / "x.pdf") if self.breaks else str(self._file()))
        queues.set_up(printer, ticket)
        return printer

    def paper(self, at: int = -1) -> bytes:
        return sorted(self.folder.glob("out-*.pdf"))[at].read_bytes()

    def _file(self) -> Path:
        return self.folder / f"out-{len(self.tickets):03d}.pdf"


def marked_pdf(*pages: list[Place], size: tuple[float, float] = (612.0, 792.0), colour: bool = False) -> bytes:
    """Return a PDF with a solid square on each place, given by its middle in points from the lower left corner."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size)
    for marks in pages:
        for x, y in marks:
            if colour:
                canvas.setFillColorRGB(0.1, 0.1, 0.6)
            canvas.rect(x - MARK / 2, y - MARK / 2, MARK, MARK, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def marks_on(pdf: bytes, at: int = 0, *, dots: int = 288) -> list[Place]:
    """Return the middles of the squares on a page, from left to right."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[at].render(scale=dots / 72, grayscale=True).to_pil()
    document.close()
    return sorted(_middles(picture, dots / 72))


def _middles(picture: Image.Image, scale: float) -> list[Place]:
    dark = picture.point(lambda value: 255 if value < 128 else 0)
    found: list[Place] = []
    while (box := dark.getbbox()) is not None:
        # The topmost row holds the upper edge of one mark at least; each mark is cut out as it is found.
        row = dark.crop((0, box[1] + 4, dark.width, box[1] + 5)).getbbox()
        assert row is not None
        left = row[0]
        high = int(MARK * scale * 1.25)
        around = (max(left - 6, 0), max(box[1] - 6, 0), left + high, box[1] + high)
        own = dark.crop(around).getbbox()
        assert own is not None
        x, y = around[0] + (own[0] + own[2]) / 2, around[1] + (own[1] + own[3]) / 2
        found.append((x / scale, (dark.height - y) / scale))
        dark.paste(0, around)
    return found


def request_of(pdf: bytes, **more: Any) -> PrintRequest:
    """Return a request to print these pages."""
    path = print_request.new_file()
    path.write_bytes(pdf)
    return replace(PrintRequest(path, "Thank-you cards"), **more)

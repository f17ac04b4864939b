"""What goes to the printer comes out where it belongs: true to size, moved and turned as the printer needs it."""

import pypdfium2
import pytest
from file_printers import LASER, FilePrinters, Place, marked_pdf, marks_on
from PySide6.QtWidgets import QWidget

from refdesk.domain import print_pages
from refdesk.domain.print_pages import Leaf
from refdesk.domain.print_position import Position, Side
from refdesk.ui.print_request import LONG_EDGE
from refdesk.ui.printing.print_run import Order, PrintRun
from refdesk.ui.printing.queues import Ticket

EXACT = 0.5
LETTER, A4, TEN = (612.0, 792.0), (595.276, 841.89), (684.0, 297.0)
MARKS: list[Place] = [(30.0, 40.0), (306.0, 396.0), (580.0, 760.0)]


def _print(
    printers: FilePrinters, window: QWidget, pdf: bytes, *, size: tuple[float, float] = LETTER, sides: int = 1,
    resolution: int = 300, duplex: str = "", copies: int = 1, positions: dict[Side, Position] | None = None,
    turned: bool = False,
) -> list[str]:  # fmt: skip
    document = pypdfium2.PdfDocument(pdf)
    pages = len(document)
    document.close()
    (run,) = print_pages.runs(
        tuple(range(print_pages.sheets(pages, sides))), pages=pages, sides=sides, copies=copies
    )  # fmt: skip
    ticket = Ticket(LASER.name, "Cards", size, duplex=duplex, resolution=resolution)
    order = Order(pdf, run, ticket, positions or {}, backs_turned=turned)
    said: list[str] = []
    made = PrintRun(printers, order, window)
    made.printed.connect(lambda: said.append("printed"))
    made.failed.connect(said.append)
    made.stopped.connect(lambda: said.append("stopped"))
    made.start()
    return said


def _same(found: list[Place], wanted: list[Place]) -> None:
    assert len(found) == len(wanted)
    for one, other in zip(found, sorted(wanted), strict=True):
        assert one == pytest.approx(other, abs=EXACT)


@pytest.mark.parametrize(("size", "resolution"), [(LETTER, 300), (LETTER, 600), (A4, 300), (A4, 360), (TEN, 300)])
def test_every_mark_lands_where_the_page_has_it(
    printers: FilePrinters, window: QWidget, size: tuple[float, float], resolution: int
) -> None:
    marks = [(20.0, 20.0), (size[0] / 2, size[1] / 2), (size[0] - 20, size[1] - 20)]
    assert _print(printers, window, marked_pdf(marks, size=size), size=size, resolution=resolution) == ["printed"]
    _same(marks_on(printers.paper()), marks)
    document = pypdfium2.PdfDocument(printers.paper())
    assert document[0].get_size() == pytest.approx(size, abs=1.0)
    document.close()


def test_pages_come_in_their_order_with_their_copies(printers: FilePrinters, window: QWidget) -> None:
    pdf = marked_pdf([(100.0, 100.0)], [(200.0, 200.0)])
    assert _print(printers, window, pdf, copies=2) == ["printed"]
    found = [marks_on(printers.paper(), at)[0][0] for at in range(4)]
    assert found == pytest.approx([100.0, 200.0, 100.0, 200.0], abs=EXACT)


@pytest.mark.parametrize("position", [Position(6.5, -4.25), Position(-14.0, 14.0), Position(0.0, 0.3)])
def test_a_print_position_moves_its_side_only(printers: FilePrinters, window: QWidget, position: Position) -> None:
    pdf = marked_pdf(MARKS, MARKS)
    _print(printers, window, pdf, sides=2, duplex=LONG_EDGE, positions={Side.BACK: position})
    _same(marks_on(printers.paper(), 0), MARKS)
    _same(marks_on(printers.paper(), 1), [(x + position.right, y + position.up) for x, y in MARKS])


def test_a_printer_that_shrinks_is_drawn_larger_about_the_middle(printers: FilePrinters, window: QWidget) -> None:
    marks = [(106.0, 196.0), (306.0, 396.0), (506.0, 596.0)]
    _print(printers, window, marked_pdf(marks), positions={Side.FRONT: Position(3.0, 0.0, 1.02)})
    grown = [(306 + 1.02 * (x - 306) + 3, 396 + 1.02 * (y - 396)) for x, y in marks]
    _same(marks_on(printers.paper()), grown)


def test_backs_stand_on_their_head_for_a_printer_that_turns_at_the_other_edge(
    printers: FilePrinters, window: QWidget
) -> None:
    """The sheet is turned about its middle; a print position stays as the paper lies in the printer."""
    pdf = marked_pdf(MARKS, MARKS)
    _print(printers, window, pdf, sides=2, positions={Side.BACK: Position(5.0, 2.0)}, turned=True)
    _same(marks_on(printers.paper(), 0), MARKS)
    _same(marks_on(printers.paper(), 1), [(612 - x + 5, 792 - y + 2) for x, y in MARKS])


def test_a_side_without_a_page_is_fed_empty(printers: FilePrinters, window: QWidget) -> None:
    pdf = marked_pdf(MARKS, MARKS, MARKS)
    _print(printers, window, pdf, sides=2)
    assert marks_on(printers.paper(), 3) == []


def test_colour_stays_colour_and_empty_strips_are_left_out(printers: FilePrinters, window: QWidget) -> None:
    _print(printers, window, marked_pdf(MARKS[:1], colour=True))
    document = pypdfium2.PdfDocument(printers.paper())
    picture = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    red, green, blue = picture.getpixel((30, 752))
    assert blue - max(red, green) > 80
    assert len(printers.paper()) < 40_000


def test_a_printer_that_is_gone_is_said(printers: FilePrinters, window: QWidget) -> None:
    printers.is_gone = True
    (said,) = _print(printers, window, marked_pdf(MARKS))
    assert said == "This printer is not there any more. Choose another one."


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_cannot_be_reached_is_said(printers: FilePrinters, window: QWidget) -> None:
    printers.breaks = True
    (said,) = _print(printers, window, marked_pdf(MARKS))
    assert "cannot be reached" in said


def test_stop_prints_nothing(printers: FilePrinters, window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refdesk.ui.slices.SLICE_S", 0.0)
    run = (Leaf(0, Side.FRONT),)
    order = Order(marked_pdf(MARKS), run, Ticket("Laser", "Cards", LETTER, resolution=600))
    said: list[str] = []
    made = PrintRun(printers, order, window)
    made.printed.connect(lambda: said.append("printed"))
    made.stopped.connect(lambda: said.append("stopped"))
    made.start()
    made.stop()
    made._slices.finish()
    assert said == ["stopped"]
    assert printers.tickets == []

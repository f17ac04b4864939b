"""A real queue prints where the page says: needs a CUPS queue whose printer writes PDF files into a folder.

REFDESK_TEST_QUEUE names the queue, REFDESK_TEST_QUEUE_FOLDER where its files come out; without them this is skipped.
"""

import os
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from file_printers import Place, marked_pdf, marks_on
from PySide6.QtWidgets import QWidget

from refdesk.documents import stock, test_sheet
from refdesk.documents.card_text import CardSheet, CardText
from refdesk.documents.test_sheet_text import TestSheet
from refdesk.documents.thank_you_card import render
from refdesk.domain import print_pages
from refdesk.domain.lengths import Unit
from refdesk.domain.print_position import Position, Side
from refdesk.ui.print_request import LONG_EDGE
from refdesk.ui.printing.print_run import Order, PrintRun
from refdesk.ui.printing.queues import SystemPrinters, Ticket

QUEUE = os.environ.get("REFDESK_TEST_QUEUE", "")
FOLDER = Path(os.environ.get("REFDESK_TEST_QUEUE_FOLDER", "") or ".")
PATIENCE_S = 40
EXACT = 0.5
LETTER, A4, TEN = (612.0, 792.0), (595.276, 841.89), (684.0, 297.0)
pytestmark = pytest.mark.skipif(not QUEUE, reason="REFDESK_TEST_QUEUE names no queue")


def _print(
    window: QWidget, pdf: bytes, *, size: tuple[float, float] = LETTER, sides: int = 1,
    positions: dict[Side, Position] | None = None, tray: str = "",
) -> bytes:  # fmt: skip
    before = set(FOLDER.iterdir())
    document = pypdfium2.PdfDocument(pdf)
    pages = len(document)
    document.close()
    (run,) = print_pages.runs(tuple(range(print_pages.sheets(pages, sides))), pages=pages, sides=sides)
    queue = next(each for each in SystemPrinters().queues() if each.name == QUEUE)
    ticket = Ticket(
        QUEUE, "RefDesk test", size, tray=tray, duplex=LONG_EDGE if sides == 2 else "", resolution=queue.resolution
    )
    said: list[str] = []
    made = PrintRun(SystemPrinters(), Order(pdf, run, ticket, positions or {}), window)
    made.printed.connect(lambda: said.append("printed"))
    made.failed.connect(said.append)
    made.start()
    assert said == ["printed"]
    return _came(before)


def _came(before: set[Path]) -> bytes:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        for file in set(FOLDER.iterdir()) - before:
            whole = file.read_bytes()
            if whole.rstrip().endswith(b"%%EOF"):
                return whole
        time.sleep(0.2)
    raise AssertionError("nothing came out of the queue")


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    before = set(FOLDER.iterdir()) if QUEUE else set()
    yield
    if QUEUE:
        for file in set(FOLDER.iterdir()) - before:
            file.unlink()


@pytest.mark.parametrize("size", [LETTER, A4, TEN])
def test_every_mark_comes_out_at_its_place(window: QWidget, size: tuple[float, float]) -> None:
    marks: list[Place] = [(40.0, 40.0), (size[0] / 2, size[1] / 2), (size[0] - 40, size[1] - 40)]
    paper = _print(window, marked_pdf(marks, size=size), size=size)
    _same(_upright(paper, size), marks)


def test_a_print_position_moves_what_comes_out(window: QWidget) -> None:
    marks: list[Place] = [(100.0, 100.0), (500.0, 700.0)]
    paper = _print(window, marked_pdf(marks, marks), sides=2, positions={Side.BACK: Position(6.0, -4.0)})
    _same(marks_on(paper, 0), marks)
    _same(marks_on(paper, 1), [(x + 6.0, y - 4.0) for x, y in marks])


def test_a_sheet_of_cards_comes_out_true_to_size(window: QWidget) -> None:
    cards = tuple(
        CardText(
            str(at), "Ana Diaz", "Thank you", "Dear Ana,", ("Thank you for the introduction.",), "Warmly,", "Priya"
        )
        for at in (1, 2)
    )
    found = stock.card("8315")
    assert found is not None
    out = BytesIO()
    render(CardSheet(found, cards, "Cards", "Priya"), out)
    _same_ink(_print(window, out.getvalue(), sides=2), out.getvalue())


def test_the_test_sheet_comes_out_true_to_size(window: QWidget) -> None:
    out = BytesIO()
    sheet = TestSheet("Laser", "", stock.Paper.LETTER, date(2026, 11, 18), Unit.INCH)
    test_sheet.render(sheet, out)
    _same_ink(_print(window, out.getvalue(), sides=2), out.getvalue())


def _upright(paper: bytes, size: tuple[float, float]) -> list[Place]:
    """Return the marks as the page lies: a printer may be handed a sheet that is turned by a quarter."""
    document = pypdfium2.PdfDocument(paper)
    width, height = document[0].get_size()
    document.close()
    found = marks_on(paper)
    if (width > height) == (size[0] > size[1]):
        return found
    turned = sorted((y, width - x) for x, y in found)
    return turned if abs(turned[0][1] - 40) < 20 else sorted((size[0] - x, size[1] - y) for x, y in turned)


def _same(found: list[Place], wanted: list[Place]) -> None:
    assert len(found) == len(wanted)
    for one, other in zip(found, sorted(wanted), strict=True):
        assert one == pytest.approx(other, abs=EXACT)


def _same_ink(paper: bytes, pdf: bytes) -> None:
    """Compare where the ink of each half of each page begins and ends."""
    came, meant = pypdfium2.PdfDocument(paper), pypdfium2.PdfDocument(pdf)
    assert len(came) == len(meant)
    for at in range(len(meant)):
        boxes = []
        for document in (came, meant):
            picture = (
                document[at].render(scale=4, grayscale=True).to_pil().point(lambda value: 255 if value < 140 else 0)
            )
            half = picture.height // 2
            parts = (picture.crop((0, 0, picture.width, half)), picture.crop((0, half, picture.width, picture.height)))
            boxes.append([part.getbbox() for part in parts])
        for ours, theirs in zip(*boxes, strict=True):
            assert (ours is None) == (theirs is None)
            if ours is not None and theirs is not None:
                assert [edge / 4 for edge in ours] == pytest.approx([edge / 4 for edge in theirs], abs=EXACT)
    came.close()
    meant.close()

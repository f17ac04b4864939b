"""The printer's test sheet: folded in half twice, its creases show on the scales how far the print is off."""

from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk import i18n
from refdesk.documents import card_panels, page, report, shaping, sheets, test_sheet_marks, text, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.report import Made
from refdesk.documents.sheets import NO_NUDGE, Paper
from refdesk.documents.test_sheet_text import TestSheet
from refdesk.domain.lengths import Unit
from refdesk.i18n import _

_KEY = "test-sheet"
_LEFT = 108.0
_INDENT = 15.0
_STEP, _STEP_LEADING, _STEP_GAP = 11.0, 14.2, 4.0
_TICK, _TICK_GAP = 9.0, 13.0


def render(sheet: TestSheet, out: BinaryIO) -> Made:
    """Write the test sheet, both sides where the printer does both; it is never nudged."""
    size = sheets.SIZES[sheet.paper]
    canvas = page.open_pdf(
        out,
        title=_("Printer test sheet"),
        author=sheet.author,
        language=sheet.language,
        size=size,
        duplex="DuplexFlipLongEdge" if sheet.two_sided else "",
    )
    sides = (1, 2) if sheet.two_sided else (1,)
    missing: frozenset[str] = frozenset()
    for side in sides:
        page.begin_side(canvas, NO_NUDGE)
        page.bookmark(canvas, f"side-{side}", _side_title(side))
        test_sheet_marks.draw(canvas, size, sheet.unit)
        missing |= _words(canvas, sheet, side, size)
        if side == 1:
            test_sheet_marks.rulers(canvas, size, sheet.unit)
        canvas.showPage()
    canvas.save()
    return Made(len(sides), (_KEY,), unprintable=report.unprintable(_KEY, sheet.printer, missing))


def _side_title(side: int) -> str:
    return _("Printer test sheet, side {n}").format(n=side)


def _words(canvas: Canvas, sheet: TestSheet, side: int, size: tuple[float, float]) -> frozenset[str]:
    width, height = size
    page.text_left(canvas, _LEFT, height - 122, _side_title(side), Face.SERIF_L, 22)
    shown = _subtitle(sheet)
    line = text.shrink(shown, Face.SANS, 9.0, least=5.0, measure=width - 2 * _LEFT)
    page.text_left(canvas, _LEFT, height - 138, line.words, Face.SANS, line.size)
    y = height - 160
    for number, words in _steps(sheet, side):
        y = _step(canvas, number, words, y, measure=width - 2 * _LEFT - _INDENT)
        if number == 7:
            y = _ticks(canvas, y)
    _readings(canvas, sheet, side, width)
    return shaping.shape(Face.SANS, shown).missing


def _subtitle(sheet: TestSheet) -> str:
    paper = _("Letter") if sheet.paper is Paper.LETTER else _("A4")
    tray = sheet.tray[:200]
    return card_panels.spread(" · ".join(filter(None, (sheet.printer[:200], tray, paper, i18n.day_full(sheet.day)))))


def _steps(sheet: TestSheet, side: int) -> tuple[tuple[int, str], ...]:
    return _front_steps(sheet) if side == 1 else _back_steps()


def _front_steps(sheet: TestSheet) -> tuple[tuple[int, str], ...]:
    inches = sheet.unit is Unit.INCH
    return (
        (1, _("Print at 100%, “actual size”. On plain paper first.")),
        (
            2,
            _("Lay a ruler on the two 4 in scales. Not 4? The printer is changing the page: look for “fit to page” and "
              "switch it off.")
            if inches
            else _("Lay a ruler on the two 100 mm scales. Not 100? The printer is changing the page: look for “fit to "
                   "page” and switch it off."),
        ),
        (
            3,
            _("Fold the sheet in half, left edge exactly on right edge. Crease, open. Where does the crease cross "
              "scales A and B? Write the fraction of an inch and the side, for example 1/16 right.")
            if inches
            else _("Fold the sheet in half, left edge exactly on right edge. Crease, open. Where does the crease cross "
                   "scales A and B? Write millimeters and the side, for example 1.5 right."),
        ),
        (
            4,
            _("Fold again, top edge on bottom edge. Read C and D. Turn over and read side 2 at the same creases.")
            if sheet.two_sided
            else _("Fold again, top edge on bottom edge. Read C and D."),
        ),
        (
            5,
            _("At each corner find the smallest number whose line printed whole: your printer cannot print nearer to "
              "that edge."),
        ),
    )  # fmt: skip


def _back_steps() -> tuple[tuple[int, str], ...]:
    return (
        (
            6,
            _("Hold side 1 upright and turn the sheet like the page of a book. Arrow upright here: flip on the long "
              "edge. Arrow upside down: flip on the short edge."),
        ),
        (
            7,
            _("Feeding by hand? Before printing, pencil a small cross on the sheet as it lies in the tray: upper face, "
              "far edge. Then tick where it came out."),
        ),
        (8, _("Against the light, the corner crosses of both sides should meet.")),
    )  # fmt: skip


def _step(canvas: Canvas, number: int, words: str, y: float, *, measure: float) -> float:
    page.text_left(canvas, _LEFT, y, str(number), Face.SANS_S, 9.0)
    for line in wrapping.wrap(words, Face.SERIF, _STEP, measure=measure).lines:
        page.text_left(canvas, _LEFT + _INDENT, y, line, Face.SERIF, _STEP)
        y -= _STEP_LEADING
    return y - _STEP_GAP


def _ticks(canvas: Canvas, y: float) -> float:
    x = _LEFT + _INDENT
    for words in (_("on side 1"), _("on side 2"), _("near the top"), _("near the bottom")):
        page.box(canvas, x, y - 1.4, _TICK)
        x = page.text_left(canvas, x + _TICK + 4, y, words, Face.SANS, 9.0) + _TICK_GAP
    return y - _STEP_LEADING - _STEP_GAP


def _readings(canvas: Canvas, sheet: TestSheet, side: int, width: float) -> None:
    words = _("Write what you read on side {n}, then type it into RefDesk").format(n=side)
    page.text_left(canvas, _LEFT, 189, words, Face.SANS_S, 10)
    inches = sheet.unit is Unit.INCH
    across = _("in left / right") if inches else _("mm left / right")
    along = _("in up / down") if inches else _("mm up / down")
    pitch = (width - 2 * _LEFT + 14) / 4
    for place, (letter, caption) in enumerate((("A", across), ("B", across), ("C", along), ("D", along))):
        x = _LEFT + place * pitch
        page.text_left(canvas, x, 156, letter, Face.SERIF_S, 15)
        page.pen_line(canvas, x + _INDENT, x + pitch - 14, 150)
        page.text_left(canvas, x + _INDENT, 138.5, caption, Face.SANS, 8.5)
    example = (
        _("The reading is the correction: “1/16 right” moves the print 1/16 in to the right. A and B should agree, and "
          "so should C and D; if not, the sheet went in crooked.")
        if inches
        else _("The reading is the correction: “1.5 right” moves the print 1.5 mm to the right. A and B should agree, "
               "and so should C and D; if not, the sheet went in crooked.")
    )  # fmt: skip
    y = 121.0
    for line in wrapping.wrap(example, Face.SERIF_I, 9.5, measure=width - 2 * _LEFT).lines:
        page.text_left(canvas, _LEFT, y, line, Face.SERIF_I, 9.5)
        y -= 12.2

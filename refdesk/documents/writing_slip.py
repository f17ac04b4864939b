"""Writing slips: beside each card that is written by hand, whom it is for, what happened, and words to begin with."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import card_panels, page, report, shaping, sheets, slip_layout, text
from refdesk.documents.fonts import Face
from refdesk.documents.report import Made
from refdesk.documents.slip_layout import LEFT, RIGHT, LaidSlip
from refdesk.documents.slip_text import SlipSheet
from refdesk.i18n import N_, _

_OVERLINE, _TRACK = 7.0, 0.8
_BOX, _BOX_GAP, _TICK_GAP = 9.0, 4.0, 16.0
_MAILED_ON = 70.0
_TICKS_AT = 36.0
_CUT_EDGE, _CUT_WIDTH = 18.0, 0.4
_TICKS = (N_("written"), N_("signed"), N_("addressed"), N_("mailed on"))


def render(sheet: SlipSheet, out: BinaryIO) -> Made:
    """Write the slips as a PDF, two a page; one whose facts have no room on a page is left out and reported."""
    size = sheets.SIZES[sheet.paper]
    laid = [(number, slip_layout.lay(slip, size)) for number, slip in enumerate(sheet.slips, sheet.first)]
    fitting = [each for each in laid if each[1].misfit is None]
    pages = _write(sheet, fitting, out) if fitting else 0
    return Made(
        pages=pages,
        printed=tuple(one.slip.key for _number, one in fitting),
        misfits=tuple(one.misfit for _number, one in laid if one.misfit),
        unprintable=tuple(
            item
            for _number, one in fitting
            for item in report.unprintable(one.slip.key, one.slip.person, one.missing | _missing(one))
        ),
    )


def _missing(one: LaidSlip) -> frozenset[str]:
    """Return the characters that no face has of what is not wrapped."""
    return (
        shaping.shape(Face.SANS_S, shaping.clean(one.slip.write_by)).missing
        | shaping.shape(Face.SANS, shaping.clean(one.slip.envelope)).missing
    )


def _write(sheet: SlipSheet, laid: Sequence[tuple[int, LaidSlip]], out: BinaryIO) -> int:
    width, height = sheets.SIZES[sheet.paper]
    canvas = page.open_pdf(out, title=sheet.title, author=sheet.author, language=sheet.language, size=(width, height))
    count, pages = sheet.count or len(sheet.slips), 0
    for group in _pages(laid):
        pages += 1
        page.begin_side(canvas, sheet.nudge)
        for place, (number, one) in enumerate(group):
            foot = 0.0 if place or one.whole else height / 2
            top = height / 2 if place else height
            page.bookmark(canvas, f"slip-{number}", one.slip.person)
            _slip(canvas, one, width, top, foot, heading=_heading(number, count))
        if not group[0][1].whole:
            _cut_line(canvas, width, height / 2)
        canvas.showPage()
    canvas.save()
    return pages


def _pages(laid: Sequence[tuple[int, LaidSlip]]) -> Iterator[list[tuple[int, LaidSlip]]]:
    """Yield the slips of each page: two halves, or one that takes it whole."""
    group: list[tuple[int, LaidSlip]] = []
    for each in laid:
        if group and (each[1].whole or len(group) > 1):
            yield group
            group = []
        group.append(each)
        if each[1].whole:
            yield group
            group = []
    if group:
        yield group


def _heading(number: int, count: int) -> str:
    return card_panels.spread(_("Writing slip · card {n} of {count}").format(n=number, count=count)).upper()


def _slip(canvas: Canvas, one: LaidSlip, width: float, top: float, foot: float, *, heading: str) -> None:
    page.tracked(canvas, LEFT, top - 42.0, heading, Face.SANS_S, _OVERLINE, track=_TRACK)
    taken = page.tracked_width(heading, Face.SANS_S, _OVERLINE, _TRACK)
    room = width - LEFT - RIGHT - taken - 18.0
    by = text.shrink(one.slip.write_by, Face.SANS_S, 9.0, least=5.0, measure=room)
    page.text_right(canvas, width - RIGHT, top - 42.0, by.words, by.face, by.size)
    page.rule(canvas, LEFT, width - RIGHT, top - one.rule)
    for mark in one.marks:
        page.text_left(canvas, mark.x, top - mark.down, mark.words, mark.face, mark.size)
    _ticks(canvas, one, width, foot)


def _ticks(canvas: Canvas, one: LaidSlip, width: float, foot: float) -> None:
    page.rule(canvas, LEFT, width - RIGHT, foot + slip_layout.FOOT_RULE, width=0.5)
    x, y = LEFT, foot + _TICKS_AT
    for words in _TICKS:
        page.box(canvas, x, y - 1.4, _BOX)
        x = page.text_left(canvas, x + _BOX + _BOX_GAP, y, _(words), Face.SANS, 9.0) + _TICK_GAP
    x += _BOX_GAP - _TICK_GAP
    page.pen_line(canvas, x, x + _MAILED_ON, y - 4.0)
    room = width - RIGHT - x - _MAILED_ON - 12.0
    label = text.shrink(card_panels.spread(one.slip.envelope), Face.SANS, 9.0, least=5.0, measure=room)
    page.text_right(canvas, width - RIGHT, y, label.words, label.face, label.size)


def _cut_line(canvas: Canvas, width: float, y: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(_CUT_WIDTH)
    canvas.setDash([2, 4])
    canvas.line(_CUT_EDGE, y, width - _CUT_EDGE, y)
    canvas.restoreState()

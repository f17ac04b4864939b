"""The cover before the call sheets of several days: how far the month has come, and each sheet until it is entered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import call_sheet_frame, page, shaping
from refdesk.documents.call_sheet_entry import CODES
from refdesk.documents.call_sheet_frame import Frame
from refdesk.documents.call_sheet_text import CallSheet, Cover
from refdesk.documents.fonts import Face
from refdesk.i18n import _, day_long, ngettext

_HEAD, _WORDS, _SMALL = 10.5, 10.0, 9.0
_BAR, _DONE, _OPEN = 8.0, 0.40, 0.80
_ROW = 24.0
_TICK = 13.0
_CALLS_AT, _PAGES_AT, _SHEET_AT = 0.42, 0.52, 0.62
_CALLED_AT, _ENTERED_AT = 0.855, 0.965
_SO_FAR_DOWN, _SHEETS_DOWN, _FIRST_ROW = 84.0, 152.0, 30.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A sheet as it stands on the cover."""

    sheet: CallSheet
    pages: int


def draw(canvas: Canvas, cover: Cover, sheets: Sequence[CallSheet], pages: Sequence[int]) -> int:
    """Draw the cover, `pages` being how many each sheet has, and return how many pages it took itself."""
    frame = call_sheet_frame.lay_cover(sheets, cover)
    lines = [_Line(sheet, many) for sheet, many in zip(sheets, pages, strict=True)]
    shared = list(_shared(frame, lines))
    for number, some in enumerate(shared):
        page.begin_side(canvas, sheets[0].nudge)
        words = _("cover") if len(shared) == 1 else _("cover {page} of {pages}")
        words = words.format(page=number + 1, pages=len(shared))
        page.bookmark(canvas, f"cover-{number}", f"{frame.title}, {words}")
        call_sheet_frame.draw_header(canvas, frame)
        if not number:
            _draw_so_far(canvas, frame, cover)
        _draw_sheets(canvas, frame, some, _top_of(frame, number), is_last=number == len(shared) - 1)
        call_sheet_frame.draw_footer(canvas, frame, words, "")
        canvas.showPage()
    return len(shared)


def _top_of(frame: Frame, number: int) -> float:
    """Return where the list begins: on the first page under what came so far."""
    return frame.size[1] - frame.shift - (_SO_FAR_DOWN if number else _SHEETS_DOWN)


def _shared(frame: Frame, lines: Sequence[_Line]) -> Iterator[Sequence[_Line]]:
    """Share the lines among pages: no line is split."""
    start = number = 0
    while start < len(lines):
        room = _top_of(frame, number) - _FIRST_ROW - frame.foot - 6.0
        fitting = max(int(room // _ROW), 1)
        yield lines[start : start + fitting]
        start += fitting
        number += 1


def _draw_so_far(canvas: Canvas, frame: Frame, cover: Cover) -> None:
    """Draw the bar of everybody called at least once, and the results by letter."""
    sheet = frame.sheet
    top = frame.size[1] - frame.shift - _SO_FAR_DOWN
    page.rule(canvas, frame.left, frame.right, top)
    page.label(canvas, frame.left, top - 15.0, _("Called at least once"), Face.SANS_S, _HEAD)
    called = _("{called} of {people}, {reached} of them reached")
    words = called.format(called=sheet.called, people=sheet.to_call, reached=cover.reached)
    page.text_right(canvas, frame.right, top - 15.0, words, Face.SANS, _WORDS)
    _draw_bar(canvas, frame, top - 30.0)
    step = frame.width / len(CODES)
    for place, ((letter, meaning), count) in enumerate(zip(CODES, cover.results, strict=False)):
        x = frame.left + place * step
        end = page.label(canvas, x, top - 50.0, letter, Face.SANS_B, _SMALL)
        end = page.text_left(canvas, end + 4.0, top - 50.0, str(count), Face.SANS_S, _SMALL)
        page.label(canvas, x, top - 60.5, _(meaning), Face.SANS, 8.0)


def _draw_bar(canvas: Canvas, frame: Frame, foot: float) -> None:
    sheet = frame.sheet
    share = min(sheet.called / sheet.to_call, 1.0) if sheet.to_call else 0.0
    canvas.setLineWidth(0.5)
    canvas.setFillGray(_OPEN)
    canvas.rect(frame.left, foot, frame.width, _BAR, stroke=1, fill=1)
    canvas.setFillGray(_DONE)
    if share:
        canvas.rect(frame.left, foot, frame.width * share, _BAR, stroke=0, fill=1)
    canvas.setFillGray(0)


def _draw_sheets(canvas: Canvas, frame: Frame, lines: Sequence[_Line], top: float, *, is_last: bool) -> None:
    page.rule(canvas, frame.left, frame.right, top)
    base = top - 15.0
    page.label(canvas, frame.left, base, _("Sheets"), Face.SANS_S, _HEAD)
    for at, words in ((_CALLED_AT, _("called")), (_ENTERED_AT, _("entered"))):
        middle = frame.left + frame.width * at
        page.text_centered(canvas, middle, base, words, Face.SANS_S, 8.5)
    foot = top - _FIRST_ROW + 6.0
    for line in lines:
        foot -= _ROW
        _draw_line(canvas, frame, line, foot)
    rest = foot - frame.foot
    if is_last and rest >= call_sheet_frame.NOTES_LEAST:
        call_sheet_frame.draw_notes(canvas, frame, foot, _("Notes"))


def _draw_line(canvas: Canvas, frame: Frame, line: _Line, foot: float) -> None:
    base = foot + 8.0
    sheet, calls = line.sheet, len(line.sheet.entries)
    page.text_left(canvas, frame.left, base, day_long(sheet.day), Face.SANS_S, _WORDS)
    for at, words in (
        (_CALLS_AT, ngettext("{n} call", "{n} calls", calls).format(n=calls)),
        (_PAGES_AT, ngettext("{n} page", "{n} pages", line.pages).format(n=line.pages)),
        (_SHEET_AT, _("sheet {id}").format(id=shaping.clean(sheet.sheet_id))),
    ):
        page.text_left(canvas, frame.left + frame.width * at, base, words, Face.SANS, _SMALL)
    for at in (_CALLED_AT, _ENTERED_AT):
        page.box(canvas, frame.left + frame.width * at - _TICK / 2, foot + 5.0, _TICK)
    page.rule(canvas, frame.left, frame.right, foot, width=0.5)

"""What stands on every page of a call sheet: firm and month, the day, the working days, the script, the legend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, shaping, text, wrapping
from refdesk.documents.call_sheet_entry import CODES
from refdesk.documents.call_sheet_text import CallSheet, Cover, ScriptLine
from refdesk.documents.fonts import Face
from refdesk.documents.marks import Mark
from refdesk.documents.stock import SIZES, Paper
from refdesk.i18n import _, day_long, ngettext

_LEFT = 54.0
_RIGHT = {Paper.LETTER: 36.0, Paper.A4: 34.0}
_FOOT_RULE, _LEGEND, _SECOND_LEGEND = 41.5, 30.0, 20.5
_SQUARE, _SQUARE_PITCH, _SQUARES_MOST = 6.2, 8.3, 27
_OVERLINE, _TRACK, _OVERLINE_LEADING = 7.0, 0.8, 9.0
_SCRIPT, _SCRIPT_LEADING, _SCRIPT_INDENT = 10.0, 14.0, 12.8
_LEGEND_SIZE = 8.0
NOTES_LEAST = 90.0
_NOTES_PITCH = 25.5
_DOT = f"{shaping.NO_BREAK_SPACE}{shaping.NO_BREAK_SPACE}·{shaping.NO_BREAK_SPACE} "


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of every page, laid once; `top` and `foot` bound the entries, both counted from the foot."""

    sheet: CallSheet
    size: tuple[float, float]
    title: str
    progress: str
    overline: tuple[str, ...]
    script: tuple[Mark, ...]
    shift: float  # how far a long firm name pushes everything down
    top: float
    missing: frozenset[str]

    @property
    def left(self) -> float:
        """Return the left edge of the text: room for punched holes stands before it."""
        return _LEFT

    @property
    def right(self) -> float:
        """Return the right edge of the text."""
        return self.size[0] - _RIGHT[self.sheet.paper]

    @property
    def width(self) -> float:
        """Return the width of the text."""
        return self.right - self.left

    @property
    def foot(self) -> float:
        """Return where the rule over the legend stands."""
        return _FOOT_RULE

    @property
    def room(self) -> float:
        """Return the height for entries."""
        return self.top - self.foot


def lay(sheet: CallSheet) -> Frame:
    """Set the header of a day; long words of firm or script push the entries down."""
    today = len(sheet.entries)
    calls = ngettext("{n} call today", "{n} calls today", today).format(n=today)
    return _lay(sheet, day_long(sheet.day), calls, sheet.script)


def lay_cover(sheets: Sequence[CallSheet], cover: Cover) -> Frame:
    """Set the header of the page before several days: all of their calls are counted, and there is no script.

    The days gone by are those until it is printed, or until the first of its sheets.
    """
    first = replace(sheets[0], day_number=max(sheets[0].day_number, cover.day_number))
    calls = sum(len(sheet.entries) for sheet in sheets)
    return _lay(first, cover.title, ngettext("{n} call here", "{n} calls here", calls).format(n=calls), ())


def _lay(sheet: CallSheet, title: str, calls: str, script: tuple[ScriptLine, ...]) -> Frame:
    size = SIZES[sheet.paper]
    width = size[0] - _RIGHT[sheet.paper] - _LEFT
    parts = [shaping.clean(part) for part in (sheet.firm, _("Referral month"), sheet.month_title)]
    overline = _DOT.join(part for part in parts if part).upper()
    squares = _squares_width(sheet.day_count)
    lines = text.wrap_tracked(overline, Face.SANS_S, _OVERLINE, track=_TRACK, measure=width - squares - 12.0)
    shift = (len(lines.lines) - 1) * _OVERLINE_LEADING
    marks, script_end, missing = _script(script, width, 84.0 + shift)
    return Frame(
        sheet=sheet,
        size=size,
        title=title,
        progress=_progress(sheet, calls),
        overline=lines.lines,
        script=marks,
        shift=shift,
        top=size[1] - (script_end - 5.0),
        missing=lines.missing | missing,
    )


def draw_header(canvas: Canvas, frame: Frame) -> None:
    """Draw firm, day, progress and script."""
    height = frame.size[1]
    y = height - 42.0
    for line in frame.overline:
        page.tracked(canvas, frame.left, y, line, Face.SANS_S, _OVERLINE, track=_TRACK)
        y -= _OVERLINE_LEADING
    baseline = height - 65.0 - frame.shift
    room = frame.width - shaping.width(Face.SANS, frame.progress, 9.0) - 12.0
    title = text.shrink(frame.title, Face.SERIF_S, 21.0, least=14.0, measure=room)
    page.text_left(canvas, frame.left, baseline, title.words, title.face, title.size)
    page.text_right(canvas, frame.right, baseline, frame.progress, Face.SANS, 9.0)
    _draw_squares(canvas, frame)
    for mark in frame.script:
        page.label(canvas, frame.left + mark.x, height - mark.down, mark.words, mark.face, mark.size)


def draw_footer(canvas: Canvas, frame: Frame, page_words: str, sheet_words: str) -> None:
    """Draw the legend of the codes, `sheet_words` (which sheet this is) and the page number."""
    page.rule(canvas, frame.left, frame.right, _FOOT_RULE)
    room = page.text_right(canvas, frame.right, _LEGEND, page_words, Face.SANS_S, _LEGEND_SIZE)
    x, y = frame.left, _LEGEND
    for letter, meaning in (*CODES, ("", _("promise still open"))):
        wide = _legend_width(letter, _(meaning))
        if x + wide > room - 8.0 and y == _LEGEND:
            x, y = frame.left, _SECOND_LEGEND
        _draw_legend(canvas, x, y, letter, _(meaning))
        x += wide + 9.0
    id_width = shaping.width(Face.SANS, sheet_words, _LEGEND_SIZE)
    beside = y == _LEGEND and x + id_width <= room - 8.0
    page.text_right(
        canvas,
        room - 8.0 if beside else frame.right,
        _LEGEND if beside else _SECOND_LEGEND,
        sheet_words,
        Face.SANS,
        8.0,
    )


def draw_notes(canvas: Canvas, frame: Frame, top: float, title: str) -> None:
    """Fill the page from `top` down with lines to write on."""
    page.rule(canvas, frame.left, frame.right, top)
    page.label(canvas, frame.left, top - 13.0, title, Face.SANS_S, 9.0)
    y = top - 13.0 - _NOTES_PITCH
    while y > frame.foot + 10.0:
        page.pen_line(canvas, frame.left, frame.right, y)
        y -= _NOTES_PITCH


def _progress(sheet: CallSheet, calls: str) -> str:
    parts = (
        _("day {day} of {days}").format(day=sheet.day_number, days=sheet.day_count),
        _("{called} of {people} called").format(called=sheet.called, people=sheet.to_call),
        calls,
    )
    return _DOT.join(parts)


def _squares_width(days: int) -> float:
    return _SQUARE_PITCH * (days - 1) + _SQUARE if 0 < days <= _SQUARES_MOST else 0.0


def _draw_squares(canvas: Canvas, frame: Frame) -> None:
    sheet = frame.sheet
    if not _squares_width(sheet.day_count):
        return
    foot = frame.size[1] - 47.5 - frame.shift
    for day in range(1, sheet.day_count + 1):
        x = frame.right - _SQUARE - _SQUARE_PITCH * (sheet.day_count - day)
        if day < sheet.day_number:
            page.box(canvas, x, foot, _SQUARE, line=0.4, fill=1)
        else:
            page.box(canvas, x, foot, _SQUARE, line=1.1 if day == sheet.day_number else 0.4)


def _script(
    lines: tuple[ScriptLine, ...], width: float, start: float
) -> tuple[tuple[Mark, ...], float, frozenset[str]]:
    marks: list[Mark] = []
    missing: frozenset[str] = frozenset()
    down = start
    for number, line in enumerate(lines, 1):
        lead_in = shaping.clean(line.lead_in)
        lead = shaping.shape(Face.SERIF_S, lead_in)
        gap = 2 * shaping.width(Face.SERIF_I, " ", _SCRIPT) if lead_in else 0.0
        offset = lead.width * _SCRIPT / 1000 + gap
        measure = width - _SCRIPT_INDENT
        wrapped = wrapping.wrap(line.words, Face.SERIF_I, _SCRIPT, measure=measure, first=measure - offset)
        missing |= wrapped.missing | lead.missing
        marks.append(Mark(0.0, down, str(number), Face.SANS_S, 9.0))
        if lead_in:
            marks.append(Mark(_SCRIPT_INDENT, down, lead_in, Face.SERIF_S, _SCRIPT))
        for place, words in enumerate(wrapped.lines):
            x = _SCRIPT_INDENT + (0.0 if place else offset)
            marks.append(Mark(x, down + place * _SCRIPT_LEADING, words, Face.SERIF_I, _SCRIPT))
        down += max(1, len(wrapped.lines)) * _SCRIPT_LEADING
    return tuple(marks), down, missing


def _legend_width(letter: str, words: str) -> float:
    mark = shaping.width(Face.SANS_B, letter, _LEGEND_SIZE) + 3.0 if letter else 9.5
    return mark + shaping.width(Face.SANS, words, _LEGEND_SIZE)


def _draw_legend(canvas: Canvas, x: float, y: float, letter: str, words: str) -> None:
    if letter:
        end = page.label(canvas, x, y, letter, Face.SANS_B, _LEGEND_SIZE) + 3.0
    else:
        page.box(canvas, x, y - 0.8, 7.0)
        end = x + 9.5
    page.label(canvas, end, y, words, Face.SANS, _LEGEND_SIZE)

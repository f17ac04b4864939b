"""A directory of contacts: compact columns below letters, above each page from where to where it goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import fonts, page, report, report_page, shaping, text, wrapping
from refdesk.documents.directory_text import DirectorySheet, Entry
from refdesk.documents.fonts import Face
from refdesk.documents.report import Made, Unprintable
from refdesk.documents.report_page import SIDE, Frame
from refdesk.documents.sheets import NO_NUDGE, SIZES
from refdesk.domain import directory
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress

_OF = 504.0
_PHONE, _MAIL, _ADDRESS, _BIRTHDAY = 148.0, 230.0, 352.0, 504.0
_GAP, _BIRTHDAY_ROOM = 8.0, 44.0
"""The columns are told for Letter and scaled to the width."""
_NAME_SIZE, _SIZE, _LEADING = 9.4, 8.6, 10.6
_ABOVE, _BELOW = 10.4, 3.4
_HEAD_SIZE, _HEAD_LEADING, _HEAD_ROOM, _HEAD_DOWN, _HEAD_ABOVE = 12.0, 14.0, 21.0, 14.5, 6.0
_LATER_TOP, _LATER_LINE, _OVERLINE_SIZE, _RUNNING_SIZE, _RUNNING_MOST = 58.0, 46.0, 7.0, 12.0, 180.0
_COLUMNS_SIZE, _COLUMNS_ROOM, _COLUMNS_DOWN = 8.0, 17.0, 12.0
_PLAIN_UNTIL, _SOFT_HYPHEN = 0x250, 0xAD
_FEWEST_LINES = 3
"""Of an entry that is higher than a page, at least so many lines begin on one."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """One line of an entry: its column from the left, which line it is, and how it is set."""

    x: float
    line: int
    words: str
    face: Face
    size: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A head, or an entry set in lines."""

    section: str
    heads: tuple[str, ...] = ()
    marks: tuple[_Mark, ...] = ()
    lines: int = 0

    @property
    def height(self) -> float:
        if self.heads:
            return _HEAD_ABOVE + _HEAD_ROOM + (len(self.heads) - 1) * _HEAD_LEADING
        return _ABOVE + (self.lines - 1) * _LEADING + _BELOW


def render(sheet: DirectorySheet, out: BinaryIO, *, progress: Progress = SILENT) -> Made:
    """Write the directory as a PDF; nobody is split over two pages but who alone takes more than one."""
    size = SIZES[sheet.paper]
    setting = _Setting((size[0] - 2 * SIDE) / _OF)
    rows = list(progress.over(setting.rows(sheet)))
    frame = Frame(sheet.firm, sheet.title, "", sheet.line, sheet.foot, sheet.title)
    tops = report_page.frame_top(frame, size) + _COLUMNS_ROOM, _LATER_TOP + _COLUMNS_ROOM
    rooms = [size[1] - top - report_page.FOOT_ROOM for top in tops]
    pages = _shared(rows, first=rooms[0], room=rooms[1])
    if sheet.goes_on:
        pages = pages[:-1]
    canvas = page.open_pdf(out, title=sheet.title, author=sheet.author, language=sheet.language, size=size)
    for number, placed in enumerate(pages, 1):
        progress.check()
        page.begin_side(canvas, NO_NUDGE)
        _draw_top(canvas, frame, _running(placed), size, later=number > 1)
        top = size[1] - tops[number > 1]
        _draw_columns(canvas, top, size[0])
        _draw_rows(canvas, placed, top, size[0])
        report_page.draw_foot(canvas, frame, size[0], number=number, count=0 if sheet.goes_on else len(pages))
        canvas.showPage()
    canvas.save()
    printed = dict.fromkeys(entry.key for section in sheet.sections for entry in section.entries)
    return Made(len(pages), tuple(printed), unprintable=tuple(setting.unprintable.values()))


class _Setting:
    """Sets entries in lines, and remembers whose letters no face has."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self.unprintable: dict[str, Unprintable] = {}

    def rows(self, sheet: DirectorySheet) -> Iterator[_Row]:
        """Yield heads and entries in their order."""
        for section in sheet.sections:
            if section.head:
                heads, _missing = _wrapped(section.head, Face.SERIF_S, _HEAD_SIZE, _OF * self._scale)
                yield _Row(section.head, heads)
            for entry in section.entries:
                yield self._entry(section.head, entry)

    def _entry(self, section: str, entry: Entry) -> _Row:
        scale, marks = self._scale, list[_Mark]()
        missing: set[str] = set()

        def column(x: float, until: float, cells: tuple[tuple[str, Face, float], ...]) -> int:
            line = 0
            for words, face, points in cells:
                lines, lacking = _wrapped(words, face, points, (until - x - _GAP) * scale)
                missing.update(lacking)
                for each in lines:
                    marks.append(_Mark(x * scale, line, each, face, points))
                    line += 1
            return line

        name = ((entry.name, Face.SANS_S, _NAME_SIZE), (entry.organisation, Face.SANS, _SIZE))
        deep = [
            column(0.0, _PHONE, name),
            column(_PHONE, _MAIL, tuple((each, Face.SANS, _SIZE) for each in entry.phones)),
            column(_MAIL, _ADDRESS, tuple((each, Face.SANS, _SIZE) for each in entry.emails)),
            column(_ADDRESS, _OF - _BIRTHDAY_ROOM + _GAP, tuple((each, Face.SANS, _SIZE) for each in entry.address)),
        ]
        if entry.birthday:
            marks.append(_Mark(_BIRTHDAY * scale, 0, entry.birthday, Face.SANS, _SIZE, right=True))
        for each in report.unprintable(entry.key, entry.name, frozenset(missing)):
            self.unprintable[entry.key] = each
        return _Row(section, marks=tuple(marks), lines=max(*deep, 1))


def _wrapped(words: str, face: Face, size: float, measure: float) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return words in lines; most need no care for the look of the lines, which takes ten times as long."""
    cleaned = shaping.clean(words)
    if not cleaned:
        return (), frozenset()
    if _is_plain(cleaned, face) and (filled := _filled(cleaned, face, size, measure)):
        return filled, frozenset()
    wrapped = wrapping.wrap(words, face, size, measure=measure, hyphens=True)
    return wrapped.lines, wrapped.missing


def _filled(words: str, face: Face, size: float, measure: float) -> tuple[str, ...]:
    """Return words line by line, each as full as it gets; nothing where a word is wider than a line."""
    width = fonts.font(face).stringWidth
    if width(words, size) <= measure:
        return (words,)
    space, lines, left = width(" ", size), list[str](), 0.0
    for word in words.replace("@", "@\n").split(" "):
        for place, part in enumerate(word.split("\n")):
            wide = width(part, size)
            if wide > measure:
                return ()
            needed = wide + (0.0 if place else space)
            if lines and needed <= left:
                lines[-1] += part if place else f" {part}"
                left -= needed
            else:
                lines.append(part)
                left = measure - wide
    return tuple(lines)


@cache
def _plain_letters(face: Face) -> frozenset[str]:
    """Return the letters that a face has of its own and that stand side by side."""
    letters = fonts.font(face).face.charToGlyph
    return frozenset(chr(code) for code in letters if 0x20 <= code < _PLAIN_UNTIL and code != _SOFT_HYPHEN)


def _is_plain(words: str, face: Face) -> bool:
    """Say whether a line is drawn without kerning: it takes a sixth of the time, and there are thousands of them."""
    return _plain_letters(face).issuperset(words)


def _shared(rows: list[_Row], *, first: float, room: float) -> list[list[_Row]]:
    """Share rows among pages; a head stands above at least one entry."""
    pages: list[list[_Row]] = [[]]
    left = first
    waiting: list[_Row] = []  # a head, until its first entry has its place
    for row in rows:
        if row.heads:
            waiting = [row]
            continue
        for part in _parts(row, first - sum(each.height for each in waiting)):
            group = [*waiting, part]
            need = sum(each.height for each in group)
            if need > left and pages[-1]:
                pages.append([])
                left = room
            pages[-1] += group
            left -= need
            waiting = []
    return pages


def _parts(row: _Row, room: float) -> Iterator[_Row]:
    """Yield the row, or parts of it when it is higher than a page; the name stands above each part."""
    if row.height <= room:
        yield row
        return
    most = max(int((room - _ABOVE - _BELOW) / _LEADING), _FEWEST_LINES)
    for start in range(0, row.lines, most):
        marks = tuple(
            _Mark(each.x, each.line - start, each.words, each.face, each.size, each.right)
            for each in row.marks
            if start <= each.line < start + most
        )
        yield _Row(row.section, marks=marks, lines=min(most, row.lines - start))


def _running(placed: list[_Row]) -> str:
    """Return from where to where a page goes; heads too long for their room are left to stand below."""
    words = directory.span(placed[0].section, placed[-1].section) if placed else ""
    return "" if shaping.width(Face.SERIF_S, shaping.clean(words), _RUNNING_SIZE) > _RUNNING_MOST else words


def _draw_top(canvas: Canvas, frame: Frame, running: str, size: tuple[float, float], *, later: bool) -> None:
    """Draw the head of the first page, or the lower one of the others."""
    width, height = size
    if not later:
        opening = Frame(frame.overline, frame.title, running, frame.line, frame.foot, frame.goes_on)
        report_page.draw_head(canvas, opening, size)
        return
    over = " · ".join(filter(None, (frame.overline, frame.title))).upper()
    room = (width - 2 * SIDE) / 2 - _GAP
    lines = text.wrap_tracked(over, Face.SANS_S, _OVERLINE_SIZE, track=0.8, measure=room).lines
    y = height - _LATER_LINE
    for line in lines[:1]:
        page.tracked(canvas, SIDE, y, line, Face.SANS_S, _OVERLINE_SIZE, track=0.8)
    page.text_right(canvas, width - SIDE, y, shaping.clean(running), Face.SERIF_S, _RUNNING_SIZE)


def _draw_columns(canvas: Canvas, top: float, width: float) -> None:
    """Draw the names of the columns, the rule below them at `top`."""
    scale, y = (width - 2 * SIDE) / _OF, top + _COLUMNS_ROOM - _COLUMNS_DOWN
    for x, words in ((0.0, _("Name")), (_PHONE, _("Phone")), (_MAIL, _("E-mail")), (_ADDRESS, _("Address"))):
        page.label(canvas, SIDE + x * scale, y, words, Face.SANS_S, _COLUMNS_SIZE)
    page.text_right(canvas, SIDE + _BIRTHDAY * scale, y, _("Birthday"), Face.SANS_S, _COLUMNS_SIZE)
    page.rule(canvas, SIDE, width - SIDE, top)


def _draw_rows(canvas: Canvas, placed: list[_Row], top: float, width: float) -> None:
    y = top
    for row in placed:
        if row.heads:
            _draw_heads(canvas, row.heads, y, width)
        for mark in row.marks:
            _draw_mark(canvas, mark, SIDE + mark.x, y - _ABOVE - mark.line * _LEADING)
        y -= row.height


def _draw_mark(canvas: Canvas, mark: _Mark, x: float, y: float) -> None:
    if not _is_plain(mark.words, mark.face):
        draw = page.text_right if mark.right else page.text_left
        draw(canvas, x, y, mark.words, mark.face, mark.size)
        return
    canvas.setFont(mark.face.value, mark.size)
    (canvas.drawRightString if mark.right else canvas.drawString)(x, y, mark.words)


def _draw_heads(canvas: Canvas, lines: tuple[str, ...], top: float, width: float) -> None:
    baseline = top - _HEAD_ABOVE - _HEAD_DOWN
    name = f"{canvas.getPageNumber()}-{baseline:.0f}"
    canvas.bookmarkPage(name, fit="XYZ", left=SIDE, top=top)
    canvas.addOutlineEntry(" ".join(lines), name, level=0)
    for number, line in enumerate(lines):
        page.text_left(canvas, SIDE, baseline - number * _HEAD_LEADING, line, Face.SERIF_S, _HEAD_SIZE)
    page.rule(canvas, SIDE, width - SIDE, baseline - (len(lines) - 1) * _HEAD_LEADING - 4.5, width=0.5)

"""The referral tree on paper: from left to right over as many sheets as it needs, before them a map of the sheets."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, referral_tree_map, report, report_page
from refdesk.documents import referral_tree_sheets as sheets
from refdesk.documents.fonts import Face
from refdesk.documents.referral_tree_map import Entry, TreeMap
from refdesk.documents.referral_tree_sheets import BETWEEN, GAP, MIDDLE, Grid, Sheet
from refdesk.documents.referral_tree_text import TreeBox, TreeSheet
from refdesk.documents.report import Made, Unprintable
from refdesk.documents.report_page import FOOT_ROOM, SIDE, Frame
from refdesk.documents.sheets import SIZES
from refdesk.i18n import _

_TOP, _BELOW = 12.0, 12.0
"""Room for lines that come from the sheet above, and for those that go on below with the number of their page."""
_MARK, _BOX_LINE, _LINE = 7.0, 0.6, 0.7
_UPRIGHT = 3


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the parts of a sheet stand, in points of the page."""

    size: tuple[float, float]
    top: float
    pitch: float
    first_page: int

    @property
    def wide(self) -> float:
        """Return the width of a box."""
        return self.pitch - GAP

    def left(self, column: int) -> float:
        """Return the left edge of the boxes of a column of the sheet."""
        return SIDE + column * self.pitch + GAP


def render(sheet: TreeSheet, out: BinaryIO) -> Made:
    """Write the tree as a PDF; without anybody nothing is written."""
    if not sheet.boxes:
        return Made(0, ())
    size = width, height = _size(sheet)
    frame = _frame(sheet)
    head = max(report_page.frame_top(frame, size), report_page.frame_top(frame.later(), size))
    room = height - head - FOOT_ROOM - _TOP - _BELOW
    grid = sheets.share(sheet.boxes, width=width - 2 * SIDE, room=room)
    plan = _map(sheet, grid, size, head)
    place = _Place(size, height - head - _TOP, (width - 2 * SIDE) / grid.columns, len(plan.pages) + 1)
    count = len(plan.pages) + len(grid.sheets)
    canvas = page.open_pdf(out, title=frame.title, author=sheet.firm, language=sheet.language, size=size)
    drawing = _Drawing(canvas, sheet, grid, place)
    for number in range(1, count + 1):
        page.begin_side(canvas, sheet.nudge)
        page.bookmark(canvas, f"page-{number}", _bookmark(number, len(plan.pages), count))
        report_page.draw_head(canvas, frame if number == 1 else frame.later(), size)
        if number <= len(plan.pages):
            referral_tree_map.draw(canvas, plan, number - 1, size=size, top=height - head)
        else:
            drawing.draw(grid.sheets[number - place.first_page])
        report_page.draw_foot(canvas, frame, width, number=number, count=count)
        canvas.showPage()
    canvas.save()
    return Made(count, tuple(box.key for box in sheet.boxes), unprintable=_unprintable(sheet, place.wide))


def _size(sheet: TreeSheet) -> tuple[float, float]:
    """Return the paper upright for a tree of few columns, for it has more rows then; else across."""
    short, long = SIZES[sheet.paper]
    columns = max(box.column for box in sheet.boxes) + 1
    return (short, long) if columns <= _UPRIGHT else (long, short)


def _frame(sheet: TreeSheet) -> Frame:
    title = _("Referral tree")
    foot = _("A solid bar: won. Where a line goes on, the number of its page is told.")
    return Frame(sheet.firm, title, sheet.day, sheet.line, foot, title)


def _bookmark(number: int, maps: int, count: int) -> str:
    words = _("Map of the pages, page {n} of {count}") if number <= maps else _("The tree, page {n} of {count}")
    return words.format(n=number, count=count)


def _map(sheet: TreeSheet, grid: Grid, size: tuple[float, float], head: float) -> TreeMap:
    """Plan the map; a tree on one sheet needs none."""
    if len(grid.sheets) == 1:
        return TreeMap((), (), 0)
    entries = tuple(Entry(box.name, grid.places[box.key]) for box in sheet.boxes if not box.giver)
    return referral_tree_map.plan(grid, entries, size=size, room=size[1] - head - FOOT_ROOM)


def _unprintable(sheet: TreeSheet, wide: float) -> tuple[Unprintable, ...]:
    return tuple(
        one
        for box in sheet.boxes
        if not (box.name.isascii() and all(note.isascii() for note in box.notes))
        for one in report.unprintable(box.key, box.name, sheets.set_box(box, wide).missing)
    )


class _Drawing:
    """Draws the boxes of a sheet and the lines between them."""

    def __init__(self, canvas: Canvas, sheet: TreeSheet, grid: Grid, place: _Place) -> None:
        self._canvas, self._grid, self._place = canvas, grid, place
        self._by_key = {box.key: box for box in sheet.boxes}
        self._sent: dict[str, list[TreeBox]] = {}
        for box in sheet.boxes:
            if box.giver:
                self._sent.setdefault(box.giver, []).append(box)
        self._through = self._passing()

    def draw(self, shown: Sheet) -> None:
        """Draw one sheet."""
        self._canvas.setLineWidth(_LINE)
        for parent in self._through[shown.band.first, shown.across]:
            self._draw_lines(shown, parent, self._sent[parent.key])
        for box in shown.boxes:
            sent = self._sent.get(box.key)
            if sent and sent[0].column // self._grid.columns != shown.across:
                self._draw_leaving(shown, box, sent[0])
            self._draw_box(shown, box)

    def _passing(self) -> dict[tuple[int, int], list[TreeBox]]:
        """Return for each sheet whose lines to those they sent lie on it or go through it."""
        firsts = [band.first for band in self._grid.bands]
        found: dict[tuple[int, int], list[TreeBox]] = defaultdict(list)
        for giver, sent in self._sent.items():
            parent = self._by_key[giver]
            begin, end = (bisect_right(firsts, row) - 1 for row in (parent.row, sent[-1].row))
            for first in firsts[begin : end + 1]:
                found[first, sent[0].column // self._grid.columns].append(parent)
        return found

    def _draw_lines(self, shown: Sheet, parent: TreeBox, sent: list[TreeBox]) -> None:
        """Draw the part of the lines from a person to those they sent that lies on this sheet."""
        band = shown.band
        column = sent[0].column % self._grid.columns
        trunk = self._place.left(column) - GAP / 2
        here = [box for box in sent if self._has(shown, box.row)]
        for box in here:
            y = self._line_of(shown, box.row)
            self._canvas.line(trunk, y, trunk + GAP / 2, y)
        if self._has(shown, parent.row):
            y = self._line_of(shown, parent.row)
            self._canvas.line(trunk - GAP / 2, y, trunk, y)
        top = self._line_of(shown, parent.row) if parent.row >= band.first else self._place.top + _TOP - 4
        foot = self._line_of(shown, sent[-1].row) if sent[-1].row <= band.last else self._foot(shown)
        if top != foot:
            self._canvas.line(trunk, top, trunk, foot)
        if sent[-1].row > band.last:
            after = sent[bisect_right([box.row for box in sent], band.last)]
            page.text_left(self._canvas, trunk - 2, foot - _MARK, self._page_words(after), Face.SANS_S, _MARK)

    def _draw_leaving(self, shown: Sheet, parent: TreeBox, first: TreeBox) -> None:
        """Lead a line out of the sheet at the right, to those who stand on the next."""
        y = self._line_of(shown, parent.row)
        edge = self._place.size[0] - SIDE
        self._canvas.line(edge, y, edge + GAP / 2, y)
        page.text_left(self._canvas, edge + 1, y - _MARK - 1, self._page_words(first), Face.SANS_S, _MARK)

    def _draw_box(self, shown: Sheet, box: TreeBox) -> None:
        giver = self._by_key.get(box.giver)
        said = ""
        if giver is not None and self._grid.places[giver.key] != self._grid.places[box.key]:
            said = sheets.sent_by(giver.name, self._page_of(giver))
        made = sheets.set_box(box, self._place.wide, said)
        x, top = self._place.left(box.column % self._grid.columns), self._top_of(shown, box.row)
        self._canvas.setLineWidth(_BOX_LINE if box.giver else 2 * _BOX_LINE)
        self._canvas.rect(x, top - made.height, self._place.wide, made.height, stroke=1, fill=0)
        if box.has_won:
            self._canvas.rect(x, top - made.height, sheets.BAR, made.height, stroke=0, fill=1)
        for line in made.lines:
            page.text_left(self._canvas, x + sheets.PAD, top - line.down, line.words, line.face, line.size)

    def _has(self, shown: Sheet, row: int) -> bool:
        return shown.band.first <= row <= shown.band.last

    def _top_of(self, shown: Sheet, row: int) -> float:
        return self._place.top - shown.band.tops[row - shown.band.first]

    def _line_of(self, shown: Sheet, row: int) -> float:
        return self._top_of(shown, row) - MIDDLE

    def _foot(self, shown: Sheet) -> float:
        return self._place.top - shown.band.height + BETWEEN - 4

    def _page_of(self, box: TreeBox) -> int:
        return self._place.first_page + self._grid.places[box.key]

    def _page_words(self, box: TreeBox) -> str:
        return _("page {n}").format(n=self._page_of(box))

"""The map of a tree on many sheets: each sheet small with its number, and on which page the line of whom begins."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.referral_tree_sheets import GAP, Grid, Sheet
from refdesk.documents.report_page import SIDE
from refdesk.i18n import _

_WIDE, _NUMBER, _APART = 52.0, 11.0, 10.0
_HEAD_DOWN, _HEAD, _HEAD_ROOM = 17.0, 10.5, 27.0
_LIST_COLUMN, _GUTTER, _SIZE, _LEADING = 150.0, 22.0, 9.0, 11.6
_PAGE_ROOM = 28.0
_BOX_GREY, _BOX_HIGH = 0.4, 24.0


@dataclass(frozen=True, slots=True)
class Entry:
    """The first person of a line, and on which sheet they stand."""

    name: str
    sheet: int


@dataclass(frozen=True, slots=True)
class _Small:
    """A sheet on the map, its lower left corner in points from the left margin and down from the rule of the page."""

    sheet: int
    x: float
    down: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list: the number stands with the last line of a name."""

    words: str
    x: float
    down: float
    sheet: int | None


@dataclass(slots=True)
class _Page:
    heads: list[tuple[str, float]] = field(default_factory=list)
    small: list[_Small] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TreeMap:
    """The pages of the map; `first_page` is the page of the first sheet."""

    pages: tuple[_Page, ...]
    sheets: tuple[Sheet, ...]
    columns: int

    @property
    def first_page(self) -> int:
        """Return on which page the first sheet is."""
        return len(self.pages) + 1


def plan(grid: Grid, entries: Sequence[Entry], *, size: tuple[float, float], room: float) -> TreeMap:
    """Share small sheets, then the list of lines, among pages."""
    pages = [_Page()]
    width = size[0] - 2 * SIDE
    down = _plan_small(pages, grid, width=width, room=room, high=_high(size))
    _plan_list(pages, entries, width=width, room=room, down=down)
    return TreeMap(tuple(pages), grid.sheets, grid.columns)


def draw(canvas: Canvas, tree_map: TreeMap, number: int, *, size: tuple[float, float], top: float) -> None:
    """Draw one page of the map below `top`."""
    shown = tree_map.pages[number]
    for words, down in shown.heads:
        page.text_left(canvas, SIDE, top - down, words, Face.SANS_S, _HEAD)
    for small in shown.small:
        _draw_small(canvas, tree_map, small, size, top)
    _count, wide = _list_columns(size[0] - 2 * SIDE)
    for line in shown.lines:
        page.text_left(canvas, SIDE + line.x, top - line.down, line.words, Face.SANS, _SIZE)
        if line.sheet is not None:
            words = str(tree_map.first_page + line.sheet)
            page.text_right(canvas, SIDE + line.x + wide, top - line.down, words, Face.SANS_S, _SIZE)


def _plan_small(pages: list[_Page], grid: Grid, *, width: float, room: float, high: float) -> float:
    """Place sheets that lie beside each other in the tree beside each other on the map; return where they end."""
    pages[-1].heads.append((_("The pages, as they lie beside and below each other"), _HEAD_DOWN))
    step_x, step_y = _WIDE + _APART, high + _NUMBER + _APART
    most = int((width + _APART) // step_x)
    across = grid.across if grid.across <= most else 1  # a tree too wide for the map goes on in the next line
    in_line, in_page = most // across, int((room - _HEAD_ROOM) // step_y)
    bands = {band.first: place for place, band in enumerate(grid.bands)}
    down = 0.0
    for number, sheet in enumerate(grid.sheets):
        slot, beside = (bands[sheet.band.first], sheet.across) if across == grid.across else (number, 0)
        line, place = divmod(slot, in_line)
        at_page, line = divmod(line, in_page)
        if at_page == len(pages):
            pages.append(_Page())
        down = _HEAD_ROOM + line * step_y
        pages[-1].small.append(_Small(number, (place * across + beside) * step_x, down + _NUMBER + high))
    return down + step_y


def _plan_list(pages: list[_Page], entries: Sequence[Entry], *, width: float, room: float, down: float) -> None:
    """Place the names in columns, read downwards; a name stays in one column."""
    count, wide = _list_columns(width)
    if down + _HEAD_ROOM + 4 * _LEADING > room:
        pages.append(_Page())
        down = 0.0
    pages[-1].heads.append((_("Where each line begins"), down + _HEAD_DOWN))
    start = down + _HEAD_ROOM + _SIZE
    column, y = 0, start
    for entry in entries:
        lines = wrapping.wrap(entry.name, Face.SANS, _SIZE, measure=wide - _PAGE_ROOM, hyphens=True).lines
        if y + (len(lines) - 1) * _LEADING > room - 4 and y > start:
            column, y = column + 1, start
        if column == count:
            pages.append(_Page())
            column, start = 0, _HEAD_DOWN
            y = start
        for place, words in enumerate(lines):
            is_last = place == len(lines) - 1
            line = _Line(words, column * (wide + _GUTTER), y, entry.sheet if is_last else None)
            pages[-1].lines.append(line)
            y += _LEADING


def _list_columns(width: float) -> tuple[int, float]:
    """Return how many columns of names stand beside each other, and how wide each is."""
    count = int((width + _GUTTER) // (_LIST_COLUMN + _GUTTER))
    return count, (width - (count - 1) * _GUTTER) / count


def _high(size: tuple[float, float]) -> float:
    return _WIDE * size[1] / size[0]


def _draw_small(canvas: Canvas, tree_map: TreeMap, small: _Small, size: tuple[float, float], top: float) -> None:
    """Draw a sheet with its boxes as areas; its number stands above it."""
    sheet, scale = tree_map.sheets[small.sheet], _WIDE / size[0]
    x, y, high = SIDE + small.x, top - small.down, _high(size)
    number = str(tree_map.first_page + small.sheet)
    page.text_left(canvas, x, y + high + 2.5, number, Face.SANS_S, 8.0)
    pitch = (size[0] - 2 * SIDE) / tree_map.columns
    upper = y + high - (size[1] - top) * scale
    canvas.setFillGray(_BOX_GREY)
    for box in sheet.boxes:
        left = x + (SIDE + (box.column % tree_map.columns) * pitch + GAP) * scale
        down = sheet.band.tops[box.row - sheet.band.first] * scale
        wide, tall = (pitch - GAP) * scale, _BOX_HIGH * scale
        canvas.rect(left, upper - down - tall, wide, tall, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setLineWidth(0.5)
    canvas.rect(x, y, _WIDE, high, stroke=1, fill=0)

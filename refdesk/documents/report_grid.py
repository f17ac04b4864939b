"""A table of words: cells that wrap in their columns, heads repeated on each page, long rows carried over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, shaping, wrapping
from refdesk.documents.fonts import Face

_HEAD_SIZE, _SIZE, _SMALL, _LEADING = 8.5, 9.2, 8.2, 11.4
_HEAD_DOWN, _HEAD_END, _ABOVE, _BELOW, _END = 13.0, 18.5, 12.0, 5.6, 12.0
_GAP = 9.0
_OF = 504.0
_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it begins and ends, told for Letter and scaled to the width; a right one is set to its end."""

    words: str
    x: float
    until: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a cell, on lines of their own."""

    words: str
    strong: bool = False
    small: bool = False

    @property
    def face(self) -> Face:
        """Return the face in which they are set."""
        return Face.SANS_S if self.strong else Face.SANS

    @property
    def size(self) -> float:
        """Return the size in which they are set."""
        return _SMALL if self.small else _SIZE


Cells = Sequence[Sequence[Words]]
"""A row: for each column its words below each other."""


@dataclass(frozen=True, slots=True)
class _Line:
    column: int
    number: int
    words: str
    look: Words


@dataclass(frozen=True, slots=True)
class _Row:
    lines: tuple[_Line, ...]
    deep: int

    @property
    def height(self) -> float:
        return _ABOVE + (self.deep - 1) * _LEADING + _BELOW


@dataclass(frozen=True, slots=True)
class Grid:
    """The part of a table that stands on one page, below its heads."""

    columns: tuple[Column, ...]
    rows: tuple[_Row, ...]
    heading: str = ""
    blank: float = _END

    def height(self, _width: float) -> float:
        """Return the height with the heads."""
        return _HEAD_END + sum(row.height for row in self.rows) + _END

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw heads and rows."""
        scale = width / _OF
        for column in self.columns:
            self._put(canvas, column, x, top - _HEAD_DOWN, column.words, Face.SANS_S, _HEAD_SIZE, scale)
        y = top - _HEAD_END
        page.rule(canvas, x, x + width, y)
        for place, row in enumerate(self.rows):
            if place:
                page.pen_line(canvas, x, x + width, y)
            for line in row.lines:
                down = y - _ABOVE - line.number * _LEADING
                column = self.columns[line.column]
                self._put(canvas, column, x, down, line.words, line.look.face, line.look.size, scale)
            y -= row.height
        page.rule(canvas, x, x + width, y)

    @staticmethod
    def _put(
        canvas: Canvas, column: Column, x: float, y: float, words: str, face: Face, size: float, scale: float
    ) -> None:
        if column.right:
            page.text_right(canvas, x + column.until * scale, y, words, face, size)
        else:
            page.text_left(canvas, x + column.x * scale, y, words, face, size)


def grids(
    columns: Sequence[Column], rows: Iterable[Cells], *, width: float, first: float, room: float, heading: str = ""
) -> list[Grid]:
    """Return a table in parts, one for each page: `first` is the room on the first page, `room` that on the others."""
    parts: list[list[_Row]] = [[]]
    left = first - _HEAD_END
    for cells in rows:
        for row in _carried(_set(columns, cells, width / _OF), min(first, room) - _HEAD_END):
            if row.height > left and parts[-1]:
                parts.append([])
                left = room - _HEAD_END
            parts[-1].append(row)
            left -= row.height
    return [Grid(tuple(columns), tuple(part), "" if place else heading) for place, part in enumerate(parts) if part]


def missing(rows: Sequence[Cells]) -> frozenset[str]:
    """Return the characters that no face has."""
    found: set[str] = set()
    for cells in rows:
        for cell in cells:
            for each in cell:
                found |= shaping.shape(each.face, shaping.clean(each.words)).missing
    return frozenset(found)


def _set(columns: Sequence[Column], cells: Cells, scale: float) -> _Row:
    lines: list[_Line] = []
    deep = 1
    for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        measure = (column.until - column.x - (0 if column.right else _GAP)) * scale
        number = 0
        for look in cell:
            for words in wrapping.wrap(look.words, look.face, look.size, measure=measure, hyphens=True).lines:
                lines.append(_Line(place, number, words, look))
                number += 1
        deep = max(deep, number)
    return _Row(tuple(lines), deep)


def _carried(row: _Row, room: float) -> Iterator[_Row]:
    """Yield the row, or parts of it when it is higher than a page."""
    if row.height <= room:
        yield row
        return
    most = max(int((room - _ABOVE - _BELOW) / _LEADING), _FEWEST_LINES)
    for start in range(0, row.deep, most):
        lines = tuple(
            _Line(each.column, each.number - start, each.words, each.look)
            for each in row.lines
            if start <= each.number < start + most
        )
        yield _Row(lines, min(most, row.deep - start))

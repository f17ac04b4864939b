"""Tables and prose of a report: figures in columns that end at the right, notes to read it by, names in columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, shaping, wrapping
from refdesk.documents.fonts import Face

_HEAD_SIZE, _SUB_SIZE, _ROW_SIZE = 8.5, 7.0, 9.5
_ROW, _ROW_LEADING, _ROW_ABOVE = 17.0, 12.0, 11.6
_TITLE_SIZE, _TITLE_DOWN, _HEADS_DOWN, _SUB_DOWN, _RULE_DOWN = 10.5, 15.5, 17.0, 9.0, 5.0
_END = 14.0
_NOTE_SIZE, _NOTE_LEADING, _NOTE_INDENT, _NOTE_GAP = 10.5, 14.5, 14.0, 4.0
_SAID_SIZE, _SAID_LEADING = 10.5, 13.5
_NAME_SIZE, _NAME_LEADING, _NAME_GUTTER, _NAME_GAP = 9.2, 11.6, 10.0, 2.0
NAMES_ACROSS = 4


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; it ends at this share of the width. `below` is a smaller line under it."""

    words: str
    ends_at: float
    below: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it counts, and a figure for each column; `strong` for a sum."""

    words: str
    figures: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table below its heading; dotted rules stand between the rows."""

    heading: str
    first: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    blank: float = _END

    def height(self, width: float) -> float:
        """Return the height with heading and heads."""
        return self._rows_down() + sum(self._row_height(row, width) for row in self.rows) + _END

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the table."""
        page.text_left(canvas, x, top - _TITLE_DOWN, shaping.clean(self.heading), Face.SANS_S, _TITLE_SIZE)
        y = top - _TITLE_DOWN - _HEADS_DOWN
        page.text_left(canvas, x, y, shaping.clean(self.first), Face.SANS_S, _HEAD_SIZE)
        for head in self.heads:
            page.text_right(canvas, x + width * head.ends_at, y, head.words, Face.SANS_S, _HEAD_SIZE)
            page.text_right(canvas, x + width * head.ends_at, y - _SUB_DOWN, head.below, Face.SANS, _SUB_SIZE)
        y = top - self._rows_down()
        page.rule(canvas, x, x + width, y)
        for place, row in enumerate(self.rows):
            if place:
                page.pen_line(canvas, x, x + width, y)
            self._draw_row(canvas, row, x, y, width)
            y -= self._row_height(row, width)
        page.rule(canvas, x, x + width, y)

    def _draw_row(self, canvas: Canvas, row: Row, x: float, y: float, width: float) -> None:
        face = Face.SANS_B if row.strong else Face.SANS
        for number, line in enumerate(self._words(row, width)):
            page.text_left(canvas, x, y - _ROW_ABOVE - number * _ROW_LEADING, line, face, _ROW_SIZE)
        for head, figure in zip(self.heads, row.figures, strict=True):
            own = Face.SANS_B if row.strong or head.strong else Face.SANS
            page.text_right(canvas, x + width * head.ends_at, y - _ROW_ABOVE, figure, own, _ROW_SIZE)

    def _rows_down(self) -> float:
        has_below = any(head.below for head in self.heads)
        return _TITLE_DOWN + _HEADS_DOWN + (_SUB_DOWN if has_below else 0) + _RULE_DOWN

    def _row_height(self, row: Row, width: float) -> float:
        return _ROW + (len(self._words(row, width)) - 1) * _ROW_LEADING

    def _words(self, row: Row, width: float) -> tuple[str, ...]:
        figure = max((shaping.width(Face.SANS_B, each, _ROW_SIZE) for each in row.figures[:1]), default=0.0)
        measure = width * (self.heads[0].ends_at if self.heads else 1.0) - figure - 8
        return wrapping.wrap(row.words, Face.SANS_B if row.strong else Face.SANS, _ROW_SIZE, measure=measure).lines


@dataclass(frozen=True, slots=True)
class Notes:
    """How to read the report: sentences behind dashes."""

    heading: str
    sentences: tuple[str, ...]
    blank: float = _END

    def height(self, width: float) -> float:
        """Return the height with the heading."""
        lines = sum(len(self._lines(each, width)) for each in self.sentences)
        return _TITLE_DOWN + 4 + lines * _NOTE_LEADING + len(self.sentences) * _NOTE_GAP + _END

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the sentences."""
        page.text_left(canvas, x, top - _TITLE_DOWN, shaping.clean(self.heading), Face.SANS_S, _TITLE_SIZE)
        y = top - _TITLE_DOWN - 4
        for sentence in self.sentences:
            y -= _NOTE_GAP
            for number, line in enumerate(self._lines(sentence, width)):
                y -= _NOTE_LEADING
                if not number:
                    page.text_left(canvas, x, y, "–", Face.SERIF, _NOTE_SIZE)
                page.text_left(canvas, x + _NOTE_INDENT, y, line, Face.SERIF, _NOTE_SIZE)

    def _lines(self, sentence: str, width: float) -> tuple[str, ...]:
        return wrapping.wrap(sentence, Face.SERIF, _NOTE_SIZE, measure=width - _NOTE_INDENT).lines


@dataclass(frozen=True, slots=True)
class Names:
    """Rows of people, read across; `heading` is "" for rows that go on below others."""

    heading: str
    sentence: str
    rows: tuple[tuple[str, ...], ...]
    blank: float = 0.0

    def height(self, width: float) -> float:
        """Return the height with heading and sentence."""
        rows = sum(self._deep(row, width) * _NAME_LEADING + _NAME_GAP for row in self.rows)
        return self._rows_down(width) + rows + self.blank

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw heading, sentence and names."""
        if self.heading:
            page.text_left(canvas, x, top - _TITLE_DOWN, shaping.clean(self.heading), Face.SANS_S, _TITLE_SIZE)
        for number, line in enumerate(self._said(width)):
            y = top - _TITLE_DOWN - _SAID_LEADING - number * _SAID_LEADING
            page.text_left(canvas, x, y, line, Face.SERIF_I, _SAID_SIZE)
        y = top - self._rows_down(width)
        for row in self.rows:
            for place, lines in enumerate(self._lines(row, width)):
                for number, line in enumerate(lines, 1):
                    left = x + place * width / NAMES_ACROSS
                    page.text_left(canvas, left, y - number * _NAME_LEADING, line, Face.SANS, _NAME_SIZE)
            y -= self._deep(row, width) * _NAME_LEADING + _NAME_GAP

    def _rows_down(self, width: float) -> float:
        return _TITLE_DOWN + len(self._said(width)) * _SAID_LEADING + 3 if self.heading else 0.0

    def _said(self, width: float) -> tuple[str, ...]:
        return wrapping.wrap(self.sentence, Face.SERIF_I, _SAID_SIZE, measure=width).lines

    @staticmethod
    def _lines(row: tuple[str, ...], width: float) -> list[tuple[str, ...]]:
        measure = width / NAMES_ACROSS - _NAME_GUTTER
        return [wrapping.wrap(name, Face.SANS, _NAME_SIZE, measure=measure, hyphens=True).lines for name in row]

    def _deep(self, row: tuple[str, ...], width: float) -> int:
        return max((len(lines) for lines in self._lines(row, width)), default=0)


def names(heading: str, sentence: str, people: Sequence[str]) -> list[Names]:
    """Return a list of people in parts that may stand on several pages; its heading has two rows below it at least."""
    rows = [tuple(people[start : start + NAMES_ACROSS]) for start in range(0, len(people), NAMES_ACROSS)]
    parts = [Names(heading, sentence, tuple(rows[:2])), *(Names("", "", (row,)) for row in rows[2:])]
    return [*parts[:-1], replace(parts[-1], blank=_END)]


def dashed(count: int | None) -> str:
    """Return a figure for a column: nothing is a dash, and what is not known is empty."""
    return "" if count is None else str(count) if count else "–"

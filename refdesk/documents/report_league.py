"""The table of sources: what each sent, how well prepared on a scale of dots, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, shaping, wrapping
from refdesk.documents.fonts import Face

_HEAD_SIZE, _ROW_SIZE, _ABOUT_SIZE, _SAID_SIZE = 8.5, 9.5, 8.2, 10.0
_HEAD_DOWN, _HEAD_END, _LINE_DOWN, _LEADING, _ABOUT_LEADING, _ROW_END = 14.0, 19.5, 12.6, 12.0, 10.6, 6.4
_SAID_LEADING, _SAID_DOWN, _END = 13.0, 13.0, 12.0
_W = 504.0
_AT, _AT_WITH_AMOUNT = (
    {"received": 196.0, "dots": 216.0, "dots_end": 272.0, "mean": 290.0, "won": 328.0, "lost": 358.0, "open": 390.0,
     "gave": 440.0, "last": 504.0},
    {"received": 178.0, "dots": 192.0, "dots_end": 236.0, "mean": 253.0, "won": 284.0, "lost": 309.0, "open": 337.0,
     "brought": 400.0, "gave": 445.0, "last": 504.0},
)  # fmt: skip
_FIGURES = ("received", "won", "lost", "open", "brought", "gave", "last")
_LEAST, _MOST, _TICK, _DOT = 1, 5, 2.0, 2.4
_NAME_GAP = 10.0
GOING_ALONG = 4
"""So many rows stand above what would stand alone on a page."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Hold the heads of the columns; without `brought` there is no column of money, without `gave` none of giving."""

    source: str
    received: str
    prepared: str
    won: str
    lost: str
    open: str
    brought: str
    gave: str
    last: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Hold what stands in one row; `mean` is the mark from 1 to 5, `strong` for the best, `is_sum` for the last row."""

    name: str
    about: str
    received: str
    mean: float | None
    mean_words: str
    won: str
    lost: str
    open: str
    brought: str
    gave: str
    last: str
    strong: bool = False
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class League:
    """A part of the table that stands on one page, below its heads; `said` is the sentence below its last row."""

    heads: Heads
    rows: tuple[SourceRow, ...]
    said: str = ""
    heading: str = ""
    blank: float = _END

    def height(self, width: float) -> float:
        """Return the height with heads and sentence."""
        rows = sum(_row_height(self.heads, row, width) for row in self.rows)
        return _HEAD_END + rows + (len(self._said(width)) * _SAID_LEADING + 4 if self.said else 0) + _END

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the rows."""
        self._draw_heads(canvas, x, top - _HEAD_DOWN, width)
        y = top - _HEAD_END
        page.rule(canvas, x, x + width, y)
        for place, row in enumerate(self.rows):
            if row.is_sum and place:
                page.rule(canvas, x, x + width, y)
            elif place:
                page.pen_line(canvas, x, x + width, y)
            _draw_row(canvas, self.heads, row, x, y, width)
            y -= _row_height(self.heads, row, width)
        page.rule(canvas, x, x + width, y)
        for number, line in enumerate(self._said(width)):
            page.text_left(canvas, x, y - _SAID_DOWN - number * _SAID_LEADING, line, Face.SERIF_I, _SAID_SIZE)

    def _draw_heads(self, canvas: Canvas, x: float, y: float, width: float) -> None:
        at = _columns(self.heads, width)
        page.text_left(canvas, x, y, shaping.clean(self.heads.source), Face.SANS_S, _HEAD_SIZE)
        for name in _FIGURES:
            if words := getattr(self.heads, name):
                page.text_right(canvas, x + at[name], y, shaping.clean(words), Face.SANS_S, _HEAD_SIZE)
            if name == "received":
                middle, words = x + (at["dots"] + at["mean"]) / 2, shaping.clean(self.heads.prepared)
                page.text_centered(canvas, middle, y, words, Face.SANS_S, _HEAD_SIZE)

    def _said(self, width: float) -> tuple[str, ...]:
        return wrapping.wrap(self.said, Face.SERIF_I, _SAID_SIZE, measure=width).lines if self.said else ()


def leagues(
    heads: Heads, rows: Sequence[SourceRow], said: str, *, width: float, room: float, below: float = 0.0
) -> list[League]:
    """Return the table in parts for as many pages as it needs; the sum never stands alone on a page.

    What stands below the table, so high, does not either: its last rows go along to the next page.
    """
    whole = League(heads, tuple(rows), said)
    if whole.height(width) - whole.blank <= room:
        return _going_along([whole]) if below and whole.height(width) + below > room else [whole]
    parts: list[list[SourceRow]] = [[]]
    used = 0.0
    for row in rows:
        need = _row_height(heads, row, width)
        if parts[-1] and _HEAD_END + used + need > room:
            parts.append([])
            used = 0.0
        parts[-1].append(row)
        used += need
    last = League(heads, tuple(parts[-1]), said)
    if len(parts) > 1 and (len(last.rows) < 2 or last.height(width) - last.blank > room):
        moved = parts[-2].pop() if len(last.rows) < 2 else parts[-1].pop()
        parts = [*parts[:-1], [moved, *parts[-1]]] if len(last.rows) < 2 else [*parts, [moved]]
    made = [League(heads, tuple(part)) for part in parts if part]
    made[-1] = replace(made[-1], said=said)
    return _going_along(made) if below and made[-1].height(width) + below > room else made


def _going_along(made: list[League]) -> list[League]:
    """Return the parts with the last rows on a page of their own, where there are others to stay."""
    *before, last = made
    if len(last.rows) < 2 * GOING_ALONG:
        return made
    kept, moved = last.rows[:-GOING_ALONG], last.rows[-GOING_ALONG:]
    return [*before, replace(last, rows=kept, said=""), replace(last, rows=moved)]


def _columns(heads: Heads, width: float) -> dict[str, float]:
    at = _AT_WITH_AMOUNT if heads.brought else _AT
    return {name: place * width / _W for name, place in at.items()}


def _draw_row(canvas: Canvas, heads: Heads, row: SourceRow, x: float, y: float, width: float) -> None:
    """Draw a row in the order in which it is read."""
    at, baseline = _columns(heads, width), y - _LINE_DOWN
    _draw_names(canvas, heads, row, x, baseline, width)
    for name in _FIGURES:
        if getattr(heads, name):
            strong = Face.SANS_S if name == "received" else Face.SANS
            face = Face.SANS_B if row.is_sum else strong
            page.text_right(canvas, x + at[name], baseline, shaping.clean(getattr(row, name)), face, _ROW_SIZE)
        if name == "received" and row.mean is not None:
            face = Face.SANS_B if row.is_sum else Face.SANS
            page.text_right(canvas, x + at["mean"], baseline, row.mean_words, face, _ROW_SIZE)
            if not row.is_sum:
                _dots(canvas, x + at["dots"], x + at["dots_end"], baseline + 3.2, row.mean)


def _draw_names(canvas: Canvas, heads: Heads, row: SourceRow, x: float, baseline: float, width: float) -> None:
    face = Face.SANS_B if row.is_sum else Face.SANS_S if row.strong else Face.SANS
    names, about = _lines(heads, row, width)
    for number, line in enumerate(names):
        page.text_left(canvas, x, baseline - number * _LEADING, line, face, _ROW_SIZE)
    below = baseline - (len(names) - 1) * _LEADING
    for number, line in enumerate(about, 1):
        page.text_left(canvas, x, below - number * _ABOUT_LEADING, line, Face.SANS, _ABOUT_SIZE)


def _dots(canvas: Canvas, x: float, end: float, y: float, mean: float) -> None:
    """Draw the scale from 1 to 5 with its mark."""
    page.rule(canvas, x, end, y, width=0.5)
    step = (end - x) / (_MOST - _LEAST)
    canvas.setLineWidth(0.5)
    for mark in range(_MOST - _LEAST + 1):
        canvas.line(x + mark * step, y - _TICK, x + mark * step, y + _TICK)
    canvas.circle(x + (mean - _LEAST) * step, y, _DOT, stroke=0, fill=1)


@lru_cache(maxsize=1024)
def _lines(heads: Heads, row: SourceRow, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    at = _columns(heads, width)
    figure = shaping.width(Face.SANS_B, row.received, _ROW_SIZE)
    measure = at["received"] - figure - _NAME_GAP
    face = Face.SANS_B if row.is_sum else Face.SANS_S if row.strong else Face.SANS
    names = wrapping.wrap(row.name, face, _ROW_SIZE, measure=measure, hyphens=True).lines
    about = wrapping.wrap(row.about, Face.SANS, _ABOUT_SIZE, measure=measure, hyphens=True).lines if row.about else ()
    return names, about


def _row_height(heads: Heads, row: SourceRow, width: float) -> float:
    names, about = _lines(heads, row, width)
    return _LINE_DOWN + (len(names) - 1) * _LEADING + len(about) * _ABOUT_LEADING + _ROW_END

"""Charts of the reports: bars and lines in shades of gray that survive any printer, each with its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, shaping, text, wrapping
from refdesk.documents.fonts import Face

AXIS = 0.5
_OUTLINE = 0.5
_GRAYS = {"solid": 0.40, "pale": 0.80, "open": 1.0}
_BEFORE, _BEFORE_ROOM, _BEFORE_BEYOND = 0.8, 2.0, 1.8
_LETTER, _LETTER_DOWN = 6.5, 8.5
_COUNT, _COUNT_UP = 8.5, 3.6
_KEY, _KEY_SIDE, _KEY_GAP, _KEY_APART, _KEY_DOWN = 8.0, 7.0, 4.0, 12.0, 16.0


class Fill(StrEnum):
    """What a bar is filled with; BEFORE is the line that stands for the year before."""

    SOLID = "solid"
    PALE = "pale"
    OPEN = "open"
    BEFORE = "before"


Key = tuple[tuple[Fill, str], ...]
"""What the fills of a chart mean, in words."""


class Chart(Protocol):
    """A chart: it says how high it is in a width, and draws itself below `top`."""

    def height(self, width: float) -> float:
        """Return the height in points."""
        ...

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the chart with its upper left corner at x, top."""
        ...


def bar(canvas: Canvas, x: float, y: float, width: float, height: float, fill: Fill = Fill.SOLID) -> None:
    """Draw a bar with its lower left corner at x, y; one without height or width is not drawn."""
    if width <= 0 or height <= 0:
        return
    canvas.setFillGray(_GRAYS[fill.value])
    canvas.setLineWidth(_OUTLINE)
    canvas.rect(x, y, width, height, stroke=int(fill is not Fill.SOLID), fill=1)
    canvas.setFillGray(0)


def before_mark(canvas: Canvas, x1: float, x2: float, y: float) -> None:
    """Draw the line of the year before across a bar: black on white, so that it is seen in the bar and beside it."""
    x1, x2 = x1 - _BEFORE_BEYOND, x2 + _BEFORE_BEYOND
    canvas.setStrokeGray(1)
    page.rule(canvas, x1, x2, y, width=_BEFORE_ROOM)
    canvas.setStrokeGray(0)
    page.rule(canvas, x1, x2, y, width=_BEFORE)


def axis(canvas: Canvas, x: float, y: float, width: float) -> None:
    """Draw the line on which bars stand."""
    page.rule(canvas, x, x + width, y, width=AXIS)


def letters(canvas: Canvas, x: float, y: float, step: float, words: Sequence[str]) -> None:
    """Write what each step stands for, a month's letter or a week's number, in the middle of the step."""
    for place, each in enumerate(words):
        line = text.shrink(each, Face.SANS, _LETTER, least=5.0, measure=step)
        page.text_centered(canvas, x + (place + 0.5) * step, y, line.words, line.face, line.size)


def key(canvas: Canvas, x: float, y: float, entries: Key) -> None:
    """Say what the fills mean, in one line whose baseline is y."""
    for fill, words in entries:
        if fill is Fill.BEFORE:
            page.rule(canvas, x, x + 2 * _KEY_SIDE - 5, y + 2.6, width=_BEFORE)
            x += 2 * _KEY_SIDE - 5 + _KEY_GAP
        else:
            bar(canvas, x, y - 0.6, _KEY_SIDE, _KEY_SIDE, fill)
            x += _KEY_SIDE + _KEY_GAP
        x = page.text_left(canvas, x, y, shaping.clean(words), Face.SANS, _KEY) + _KEY_APART


@dataclass(frozen=True, slots=True)
class Columns:
    """Small bars beside each other, the years before as lines across them; they tell the shape and not the numbers."""

    counts: tuple[int, ...]
    letters: tuple[str, ...]
    before: tuple[int, ...] = ()

    _HIGH = 26.0
    _SHARE = 0.62

    def height(self, _width: float) -> float:
        """Return the height with the letters."""
        return self._HIGH + _LETTER_DOWN + 2

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the bars."""
        steps = len(self.letters)
        step, foot = width / max(steps, 1), top - self._HIGH
        most = max((*self.counts, *self.before, 1))
        for place in range(steps):
            left, wide = x + (place + (1 - self._SHARE) / 2) * step, step * self._SHARE
            count = self.counts[place] if place < len(self.counts) else 0
            bar(canvas, left, foot, wide, self._HIGH * count / most)
            if place < len(self.before) and self.before[place]:
                before_mark(canvas, left, left + wide, foot + self._HIGH * self.before[place] / most)
        axis(canvas, x, foot, width)
        letters(canvas, x, foot - _LETTER_DOWN, step, self.letters)


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a histogram, with the words below it."""

    words: str
    count: int
    fill: Fill = Fill.SOLID


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars with their counts above them and words below."""

    bins: tuple[Bin, ...]

    _HIGH = 52.0
    _SHARE = 0.7
    _WORDS, _WORDS_LEAST, _LEADING, _WORDS_DOWN = 7.3, 6.5, 8.6, 11.0

    def height(self, width: float) -> float:
        """Return the height with counts and words."""
        lines = max((len(lines) for lines in self._lines(width)), default=0)
        return _COUNT + _COUNT_UP + self._HIGH + self._WORDS_DOWN + lines * self._LEADING

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the bars, the counts and the words."""
        step, foot = width / max(len(self.bins), 1), top - _COUNT - _COUNT_UP - self._HIGH
        most = max((each.count for each in self.bins), default=0) or 1
        for place, (each, lines) in enumerate(zip(self.bins, self._lines(width), strict=True)):
            middle, high = x + (place + 0.5) * step, self._HIGH * each.count / most
            bar(canvas, middle - step * self._SHARE / 2, foot, step * self._SHARE, high, each.fill)
            page.text_centered(canvas, middle, foot + high + _COUNT_UP, str(each.count), Face.SANS_S, _COUNT)
            for number, line in enumerate(lines):
                down = self._WORDS_DOWN + number * self._LEADING
                page.text_centered(canvas, middle, foot - down, line, Face.SANS, self._size(width))
        axis(canvas, x, foot, width)

    def _measure(self, width: float) -> float:
        return width / max(len(self.bins), 1) - 0.5

    def _size(self, width: float) -> float:
        """Return the size in which the longest word keeps to its bar, as far as it can still be read."""
        words = [word for each in self.bins for word in shaping.clean(each.words).split(" ")]
        longest = max((shaping.width(Face.SANS, word, 1.0) for word in words), default=0.0)
        return max(min(self._WORDS, self._measure(width) / longest if longest else self._WORDS), self._WORDS_LEAST)

    def _lines(self, width: float) -> list[tuple[str, ...]]:
        size, measure = self._size(width), self._measure(width)
        return [wrapping.wrap(each.words, Face.SANS, size, measure=measure + 0.1).lines for each in self.bins]


@dataclass(frozen=True, slots=True)
class Mirror:
    """Two counts for each month or week: one stands up, the other hangs down, the letters between two axes."""

    up: tuple[int, ...]
    down: tuple[int, ...]
    letters: tuple[str, ...]
    key: Key

    _HIGH, _BETWEEN, _SHARE = 113.0, 11.0, 0.62

    def height(self, _width: float) -> float:
        """Return the height with the key."""
        return self._HIGH + _KEY_DOWN + 2

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw both rows on one scale."""
        steps = len(self.letters)
        step = width / max(steps, 1)
        room = self._HIGH - self._BETWEEN - 2 * (_COUNT + _COUNT_UP)
        most_up, most_down = max(self.up, default=0), max(self.down, default=0)
        unit = room / max(most_up + most_down, 1)
        share = most_up / (most_up + most_down) if most_up + most_down else 0.5
        upper = top - _COUNT - _COUNT_UP - room * share
        lower = upper - self._BETWEEN
        for place in range(steps):
            left, wide = x + (place + (1 - self._SHARE) / 2) * step, step * self._SHARE
            self._one(canvas, left, upper, wide, self.up[place] * unit, self.up[place])
            self._one(canvas, left, lower, wide, -self.down[place] * unit, self.down[place])
        axis(canvas, x, upper, width)
        axis(canvas, x, lower, width)
        letters(canvas, x, upper - _LETTER_DOWN + 0.4, step, self.letters)
        key(canvas, x, top - self._HIGH - _KEY_DOWN + 6, self.key)

    def _one(self, canvas: Canvas, x: float, y: float, width: float, height: float, count: int) -> None:
        if not count:
            return
        up = height > 0
        bar(canvas, x, y if up else y + height, width, abs(height), Fill.SOLID if up else Fill.OPEN)
        baseline = y + height + (_COUNT_UP if up else -_COUNT)
        page.text_centered(canvas, x + width / 2, baseline, str(count), Face.SANS_S, _COUNT)


@dataclass(frozen=True, slots=True)
class Stacks:
    """Bars made of parts that stand on each other, one for each month or week; `key` names the parts from below."""

    parts: tuple[tuple[int, ...], ...]
    letters: tuple[str, ...]
    key: Key

    _HIGH, _SHARE = 56.0, 0.62

    def height(self, _width: float) -> float:
        """Return the height with letters and key."""
        return _COUNT + _COUNT_UP + self._HIGH + _LETTER_DOWN + _KEY_DOWN

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the bars with their sums above."""
        steps = len(self.letters)
        step, foot = width / max(steps, 1), top - _COUNT - _COUNT_UP - self._HIGH
        sums = [sum(part[place] for part in self.parts) for place in range(steps)]
        unit = self._HIGH / max((*sums, 1))
        for place, whole in enumerate(sums):
            left, y = x + (place + (1 - self._SHARE) / 2) * step, foot
            for part, (fill, _words) in zip(self.parts, self.key, strict=True):
                bar(canvas, left, y, step * self._SHARE, part[place] * unit, fill)
                y += part[place] * unit
            if whole:
                page.text_centered(canvas, x + (place + 0.5) * step, y + _COUNT_UP, str(whole), Face.SANS_S, _COUNT)
        axis(canvas, x, foot, width)
        letters(canvas, x, foot - _LETTER_DOWN, step, self.letters)
        key(canvas, x, foot - _LETTER_DOWN - _KEY_DOWN + 2, self.key)

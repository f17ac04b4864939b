"""Charts whose bars lie: the way from many to few, and groups of people as boxes."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import charts, page, shaping, text, wrapping
from refdesk.documents.charts import Fill, Key
from refdesk.documents.fonts import Face

MOST_BOXES = 18
"""With more people in a group a box for each says less than a bar."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: what is left of the first, with its rate in words, "" where there are too few for one."""

    words: str
    count: int
    rate: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """The way from many to few, each step as long as its share of the first."""

    steps: tuple[Step, ...]

    _ROW, _BAR, _LABEL, _COUNTS, _RATES = 23.0, 11.0, 62.0, 42.0, 36.0
    _LABEL_SIZE, _COUNT_SIZE, _RATE_SIZE = 9.0, 9.5, 9.0

    def height(self, _width: float) -> float:
        """Return the height of all rows."""
        return self._ROW * len(self.steps)

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the rows."""
        has_rates = any(step.rate for step in self.steps)
        counts_end = x + width - (self._RATES if has_rates else 0)
        whole = counts_end - x - self._LABEL - self._COUNTS
        most = max((step.count for step in self.steps), default=0) or 1
        for place, step in enumerate(self.steps):
            foot = top - place * self._ROW - (self._ROW + self._BAR) / 2
            baseline = foot + 2.6
            label = text.shrink(step.words, Face.SANS, self._LABEL_SIZE, least=7.0, measure=self._LABEL - 4)
            text.draw_line(canvas, label, x, baseline, measure=self._LABEL - 4)
            charts.bar(canvas, x + self._LABEL, foot, whole, self._BAR, Fill.OPEN)
            charts.bar(canvas, x + self._LABEL, foot, whole * step.count / most, self._BAR)
            page.text_right(canvas, counts_end, baseline, str(step.count), Face.SANS_S, self._COUNT_SIZE)
            if step.rate:
                page.text_right(canvas, x + width, baseline, step.rate, Face.SANS, self._RATE_SIZE)


@dataclass(frozen=True, slots=True)
class People:
    """A group of people: `filled` of `count` are what the key's first fill says; `said` puts it in words."""

    words: str
    filled: int
    count: int
    said: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """Groups of people, a box for each of them; where a group is large, bars take the place of boxes in all groups.

    Words that are too long for their place stand in two lines, and then all rows are higher.
    """

    groups: tuple[People, ...]
    key: Key

    _ROW, _BOX, _PITCH, _LABEL, _SIZE, _APART = 14.0, 5.4, 7.3, 80.0, 8.8, 8.0
    _KEY_DOWN = 18.0
    _ROW_OF_TWO, _SMALL, _LEADING = 17.5, 7.4, 7.8

    def height(self, _width: float) -> float:
        """Return the height with the key."""
        return self._row() * len(self.groups) + self._KEY_DOWN

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the groups below each other."""
        said = [shaping.clean(group.said) for group in self.groups]
        ends = max((shaping.width(Face.SANS, each, self._SIZE) for each in said), default=0.0)
        room, row = width - self._LABEL - ends - self._APART, self._row()
        for place, group in enumerate(self.groups):
            foot = top - place * row - row + (3 if row == self._ROW else 5)
            self._label(canvas, x, foot, group.words)
            self._people(canvas, x + self._LABEL, foot, room, group)
            page.text_right(canvas, x + width, foot, said[place], Face.SANS, self._SIZE)
        charts.key(canvas, x, top - row * len(self.groups) - self._KEY_DOWN + 5, self.key)

    def _row(self) -> float:
        return self._ROW_OF_TWO if any(self._is_long(group.words) for group in self.groups) else self._ROW

    def _is_long(self, words: str) -> bool:
        return shaping.width(Face.SANS, shaping.clean(words), self._SIZE) > self._LABEL - 4

    def _label(self, canvas: Canvas, x: float, foot: float, words: str) -> None:
        if not self._is_long(words):
            page.text_left(canvas, x, foot, shaping.clean(words), Face.SANS, self._SIZE)
            return
        lines = wrapping.wrap(words, Face.SANS, self._SMALL, measure=self._LABEL - 4).lines[:2]
        first = foot + self._LEADING / 2 if len(lines) > 1 else foot
        for number, line in enumerate(lines):
            page.text_left(canvas, x, first - number * self._LEADING, line, Face.SANS, self._SMALL)

    def _people(self, canvas: Canvas, x: float, y: float, room: float, group: People) -> None:
        most = max((each.count for each in self.groups), default=0)
        if most > MOST_BOXES:
            charts.bar(canvas, x, y, room * group.count / most, self._BOX, Fill.OPEN)
            charts.bar(canvas, x, y, room * group.filled / most, self._BOX)
            return
        pitch = min(self._PITCH, room / MOST_BOXES)
        for number in range(group.count):
            fill = Fill.SOLID if number < group.filled else Fill.OPEN
            charts.bar(canvas, x + number * pitch, y, self._BOX, self._BOX, fill)

"""The pages of a report: head and foot, figures with their small bars, charts that say what they show, and prose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import charts, page, shaping, text, wrapping
from refdesk.documents.charts import Chart, Columns, Key
from refdesk.documents.fonts import Face
from refdesk.documents.sheets import NO_NUDGE
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress

SIDE, FOOT_ROOM = 54.0, 53.0
_OVERLINE, _TITLE, _LINE, _RULE = 52.0, 79.0, 97.0, 112.0
_OVERLINE_SIZE, _TRACK, _OVERLINE_LEADING = 7.0, 0.8, 9.0
_TITLE_SIZE, _PERIOD_SIZE, _PERIOD_LEAST, _LINE_SIZE, _LINE_LEADING = 28.0, 12.0, 8.0, 10.0, 13.0
_FOOT_RULE, _FOOT, _FOOT_SIZE = 47.5, 36.0, 8.0
_FIGURE_GUTTER, _NUMBER, _CAPTION, _ABOUT = 18.0, 30.0, 9.0, 8.5
_CAPTION_TOP, _CAPTION_LEADING, _CAPTION_MOST, _CAPTION_LEAST, _NUMBER_DOWN = 19.5, 11.2, 78.0, 40.0, 31.0
_BARS_DOWN, _KEY_DOWN, _FIGURES_END = 44.0, 15.0, 17.0
_HEAD_DOWN, _HEAD_SIZE, _SAID_SIZE, _SAID_LEADING, _CHART_GAP, _PANEL_END = 15.5, 10.5, 10.5, 13.5, 12.0, 16.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold what stands on every page: the firm above, title and period, a line below them, and the foot.

    The pages after the first are called `goes_on`, the title stands above it, and the line is left out.
    """

    overline: str
    title: str
    period: str
    line: str
    foot: str
    goes_on: str

    def later(self) -> "Frame":
        """Return the frame of the pages after the first."""
        over = " · ".join(filter(None, (self.overline, self.title)))
        return replace(self, overline=over, title=self.goes_on, line="")


@dataclass(frozen=True, slots=True)
class Figure:
    """A large number with what it counts and what is to be said of it beside it, and its shape over the time."""

    number: str
    head: str
    about: tuple[str, ...]
    columns: Columns


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart below its head and the one sentence that says what it shows."""

    head: str
    sentence: str
    chart: Chart


class Block(Protocol):
    """A part of a report that stands on one page: `heading` names it, `height` is what it takes.

    `blank` is the empty room at its end, which the foot of a page may take.
    """

    @property
    def blank(self) -> float:
        """Return the empty room at the end."""
        ...

    @property
    def heading(self) -> str:
        """Return what the list of contents says of it, "" for nothing."""
        ...

    def height(self, width: float) -> float:
        """Return the height in points."""
        ...

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the part below `top`."""
        ...


def draw_head(canvas: Canvas, frame: Frame, size: tuple[float, float]) -> None:
    """Draw what stands above the rule of a page."""
    width, height = size
    down = frame_top(frame, size) - _RULE
    over = _overline(frame, width)
    for place, line in enumerate(over):
        y = height - _OVERLINE - place * _OVERLINE_LEADING
        page.tracked(canvas, SIDE, y, line, Face.SANS_S, _OVERLINE_SIZE, track=_TRACK)
    shift = _OVERLINE_LEADING * max(len(over) - 1, 0)
    title = text.shrink(frame.title, Face.SERIF_L, _TITLE_SIZE, least=18.0, measure=(width - 2 * SIDE) * 0.6)
    end = page.text_left(canvas, SIDE, height - _TITLE - shift, title.words, title.face, title.size)
    room = width - SIDE - end - 18
    period = text.shrink(frame.period, Face.SERIF_S, _PERIOD_SIZE, least=_PERIOD_LEAST, measure=room)
    page.text_right(canvas, width - SIDE, height - _TITLE - shift, period.words, period.face, period.size)
    for place, line in enumerate(_line(frame, width)):
        y = height - _LINE - shift - place * _LINE_LEADING
        page.text_left(canvas, SIDE, y, line, Face.SERIF_I, _LINE_SIZE)
    page.rule(canvas, SIDE, width - SIDE, height - _RULE - down)


def draw_foot(canvas: Canvas, frame: Frame, width: float, *, number: int, count: int) -> None:
    """Draw the foot of a page; it comes last, as it is read. The `count` is 0 while nobody knows it."""
    page.rule(canvas, SIDE, width - SIDE, _FOOT_RULE, width=0.5)
    page.text_left(canvas, SIDE, _FOOT, shaping.clean(frame.foot), Face.SANS, _FOOT_SIZE)
    of = (_("page {number} of {count}") if count else _("page {number}")).format(number=number, count=count)
    page.text_right(canvas, width - SIDE, _FOOT, of, Face.SANS_S, _FOOT_SIZE)


def frame_top(frame: Frame, size: tuple[float, float]) -> float:
    """Return how far down the rule below the head stands."""
    width = size[0]
    more = _OVERLINE_LEADING * max(len(_overline(frame, width)) - 1, 0)
    return _RULE + more + _LINE_LEADING * (len(_line(frame, width)) - 1)


def shared(blocks: Sequence[Block], width: float, *, first: float, room: float) -> list[list[Block]]:
    """Share blocks among pages in their order: `first` is the room of the first page, `room` that of the others.

    One that is higher than a page has a page of its own.
    """
    pages: list[list[Block]] = [[]]
    left = first
    for block in blocks:
        need = block.height(width)
        if isinstance(block, NextPage):
            left = 0.0
            continue
        if pages[-1] and need - block.blank > left:
            pages.append([])
            left = room
        pages[-1].append(block)
        left -= need
    return pages


def draw_pages(
    canvas: Canvas, frame: Frame, blocks: Sequence[Block], size: tuple[float, float], *, goes_on: bool = False,
    progress: Progress = SILENT,
) -> int:  # fmt: skip
    """Draw blocks below each other on as many pages as they take, a bookmark for each that has a heading.

    Where it `goes_on`, more comes after these: the pages that they fill are drawn, and not out of how many.
    """
    width, height = size
    later = frame.later()
    tops = frame_top(frame, size), frame_top(later, size)
    first, room = (height - top - FOOT_ROOM for top in tops)
    pages = shared(blocks, width - 2 * SIDE, first=first, room=room)[: -1 if goes_on else None]
    for number, placed in enumerate(pages, 1):
        progress.check()
        page.begin_side(canvas, NO_NUDGE)
        draw_head(canvas, later if number > 1 else frame, size)
        y = height - tops[number > 1]
        for place, block in enumerate(placed):
            if place and block.heading:
                page.rule(canvas, SIDE, width - SIDE, y)
            if block.heading:
                _bookmark(canvas, block.heading, SIDE, y)
            block.draw(canvas, SIDE, y, width - 2 * SIDE)
            y -= block.height(width - 2 * SIDE)
        draw_foot(canvas, frame, width, number=number, count=0 if goes_on else len(pages))
        canvas.showPage()
    return len(pages)


@dataclass(frozen=True, slots=True)
class NextPage:
    """Takes no room: what follows begins on another page."""

    heading: str = ""
    blank: float = 0.0

    def height(self, _width: float) -> float:
        """Return nothing."""
        return 0.0

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of figures above one key."""

    figures: tuple[Figure, ...]
    key: Key
    heading: str
    blank: float = _FIGURES_END

    def height(self, width: float) -> float:
        """Return the height with bars and key."""
        return self._bars_down(width) + self._bars_height() + (_KEY_DOWN if self.key else 0) + _FIGURES_END

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw the figures beside each other, their bars on one line."""
        wide, bars = self._wide(width), top - self._bars_down(width)
        for place, figure in enumerate(self.figures):
            left = x + place * (wide + _FIGURE_GUTTER)
            taken = page.text_left(canvas, left, top - _NUMBER_DOWN, figure.number, Face.SERIF_L, _NUMBER) - left
            caption_x, y = left + taken + 8, top - _CAPTION_TOP
            if wide - taken - 8 < _CAPTION_LEAST:
                caption_x, y = left, top - _NUMBER_DOWN - _CAPTION_LEADING - 2
            for line, face, size in _caption(figure, wide):
                page.text_left(canvas, caption_x, y, line, face, size)
                y -= _CAPTION_LEADING
            figure.columns.draw(canvas, left, bars, wide)
        if self.key:
            charts.key(canvas, x, bars - self._bars_height() - _KEY_DOWN + 1, self.key)

    def _wide(self, width: float) -> float:
        count = max(len(self.figures), 1)
        return (width - (count - 1) * _FIGURE_GUTTER) / count

    def _bars_height(self) -> float:
        return max((figure.columns.height(0) for figure in self.figures), default=0.0)

    def _bars_down(self, width: float) -> float:
        """Return how far down the bars begin: below the longest caption."""
        wide = self._wide(width)
        return max([_BARS_DOWN, *(_caption_end(figure, wide) + 9 for figure in self.figures)])


@dataclass(frozen=True, slots=True)
class Panels:
    """Charts beside each other; they begin under the longest of their sentences."""

    panels: tuple[Panel, ...]
    gutter: float
    blank: float = _PANEL_END

    @property
    def heading(self) -> str:
        """Return the head of the first chart."""
        return self.panels[0].head if self.panels else ""

    def height(self, width: float) -> float:
        """Return the height of the highest chart with heads and sentences."""
        wide = self._wide(width)
        return self._charts_down(wide) + max(panel.chart.height(wide) for panel in self.panels) + _PANEL_END

    def draw(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Draw heads, sentences and charts."""
        wide = self._wide(width)
        down = self._charts_down(wide)
        for place, panel in enumerate(self.panels):
            left = x + place * (wide + self.gutter)
            head = text.shrink(panel.head, Face.SANS_S, _HEAD_SIZE, least=8.0, measure=wide)
            page.text_left(canvas, left, top - _HEAD_DOWN, head.words, head.face, head.size)
            y = top - _HEAD_DOWN - _SAID_LEADING - 0.5
            for line in _sentence(panel, wide):
                page.text_left(canvas, left, y, line, Face.SERIF_I, _SAID_SIZE)
                y -= _SAID_LEADING
            if place:
                _bookmark(canvas, panel.head, left, top)
            panel.chart.draw(canvas, left, top - down, wide)

    def _wide(self, width: float) -> float:
        count = max(len(self.panels), 1)
        return (width - (count - 1) * self.gutter) / count

    def _charts_down(self, wide: float) -> float:
        lines = max(len(_sentence(panel, wide)) for panel in self.panels)
        return _HEAD_DOWN + lines * _SAID_LEADING + _CHART_GAP


def missing(words: Sequence[str], face: Face = Face.SANS) -> frozenset[str]:
    """Return the characters of people's words that no face has."""
    found: frozenset[str] = frozenset()
    return found.union(*(shaping.shape(face, shaping.clean(each)).missing for each in words))


def _bookmark(canvas: Canvas, words: str, x: float, y: float) -> None:
    """Add a section to the list of contents, with its upper left corner: whatever reads the page goes by it."""
    name = f"{canvas.getPageNumber()}-{x:.0f}-{y:.0f}"
    canvas.bookmarkPage(name, fit="XYZ", left=x, top=y)
    canvas.addOutlineEntry(shaping.clean(words), name, level=0)


def _overline(frame: Frame, width: float) -> tuple[str, ...]:
    wrapped = text.wrap_tracked(
        frame.overline.upper(), Face.SANS_S, _OVERLINE_SIZE, track=_TRACK, measure=width - 2 * SIDE
    )
    return wrapped.lines


def _line(frame: Frame, width: float) -> tuple[str, ...]:
    return wrapping.wrap(frame.line, Face.SERIF_I, _LINE_SIZE, measure=width - 2 * SIDE).lines


def _sentence(panel: Panel, wide: float) -> tuple[str, ...]:
    return wrapping.wrap(panel.sentence, Face.SERIF_I, _SAID_SIZE, measure=wide).lines


def _caption(figure: Figure, wide: float) -> list[tuple[str, Face, float]]:
    beside = wide - shaping.width(Face.SERIF_L, figure.number, _NUMBER) - 8
    measure = min(beside, _CAPTION_MOST) if beside >= _CAPTION_LEAST else wide
    head = wrapping.wrap(figure.head, Face.SANS_S, _CAPTION, measure=measure).lines
    about = [line for each in figure.about for line in wrapping.wrap(each, Face.SANS, _ABOUT, measure=measure).lines]
    return [(line, Face.SANS_S, _CAPTION) for line in head] + [(line, Face.SANS, _ABOUT) for line in about]


def _caption_end(figure: Figure, wide: float) -> float:
    """Return how far down the last line of a caption stands."""
    lines = len(_caption(figure, wide))
    beside = wide - shaping.width(Face.SERIF_L, figure.number, _NUMBER) - 8 >= _CAPTION_LEAST
    first = _CAPTION_TOP if beside else _NUMBER_DOWN + _CAPTION_LEADING + 2
    return max(first + (lines - 1) * _CAPTION_LEADING, _NUMBER_DOWN)

"""Setting text for a page that must be exactly one: by steps of size, then by what lies between its sections."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import direction, page, shaping, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.marks import Mark
from refdesk.documents.report import Misfit
from refdesk.documents.text import Step

STEPS = (Step(11.5, 16.0), Step(11.0, 15.2), Step(10.5, 14.5), Step(10.0, 14.0))
ITEM_GAP, INDENT = 4.0, 16.0
HEAD_SIZE, HEAD_TO_TEXT, IN_COLUMN = 10.5, 17.0, 27.0
MOST_GAP, LEAST_GAP = 2.0, 0.6
"""A gap between sections is at most doubled, and at the least six tenths of itself."""
_LEAD_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Part:
    """Text that keeps together: baselines count down from its first one; `depth` is where the last one lies.

    `words` counts what each section holds, by its title. Without marks it is a rule.
    """

    marks: tuple[Mark, ...] = ()
    depth: float = 0.0
    words: tuple[tuple[str, int], ...] = ()
    missing: frozenset[str] = frozenset()


RULE = Part()


@dataclass(frozen=True, slots=True)
class Placed:
    """A part with the place of its first baseline, in points below the first of the page."""

    part: Part
    down: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """Parts in their places, or by how much they are too long: `lines_over`, and the longest section."""

    placed: tuple[Placed, ...]
    missing: frozenset[str]
    lines_over: int = 0
    section: str = ""
    words_over: int = 0

    def misfit(self, key: str, title: str) -> tuple[Misfit, ...]:
        """Return the report of a page that is too long, or none."""
        return (Misfit(key, title, self.section, self.lines_over, self.words_over),) if self.lines_over else ()


@dataclass(slots=True)
class Column:
    """Sets text below text at `x` within `measure` points; `down` is the last baseline, None before the first."""

    step: Step
    x: float
    measure: float
    down: float | None = None
    section: str = ""
    marks: list[Mark] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()

    def head(self, title: str) -> None:
        """Begin a section."""
        self.section = title
        self.text(title, Face.SANS_S, size=HEAD_SIZE, first=IN_COLUMN, leading=HEAD_SIZE * 1.3)

    def paragraph(self, words: str, face: Face = Face.SERIF, *, first: float = HEAD_TO_TEXT) -> None:
        """Set a paragraph, its first baseline `first` below the last one."""
        self.text(words, face, size=self.step.size, first=first, leading=self.step.leading)

    def items(self, every: Sequence[str], face: Face = Face.SERIF, *, mark: str = "–", indent: float = INDENT) -> None:
        """Set items with a dash before each, "" for none, or "1" to number them."""
        for place, words in enumerate(every):
            first = self.step.leading + ITEM_GAP if place else HEAD_TO_TEXT
            numbered = mark == "1"
            sign, sign_face = (str(place + 1), Face.SANS_S) if numbered else (mark, Face.SERIF)
            if sign:
                size = 11.0 if numbered else self.step.size
                self.marks.append(Mark(self.x, (self.down or 0.0) + first, sign, sign_face, size))
            self.text(
                words, face, size=self.step.size, first=first, leading=self.step.leading,
                indent=indent if sign else 0.0,
            )  # fmt: skip

    def led(self, every: Sequence[tuple[str, str]]) -> None:
        """Set numbered items that begin with a word or two in bold."""
        for place, (lead_in, words) in enumerate(every):
            lead, first = shaping.clean(lead_in), self.step.leading + ITEM_GAP if place else HEAD_TO_TEXT
            down = (self.down or 0.0) + first
            self.marks.append(Mark(self.x, down, str(place + 1), Face.SANS_S, 11.0))
            start = self.x + INDENT
            self.marks.append(Mark(start, down, lead, Face.SERIF_S, self.step.size))
            used = shaping.width(Face.SERIF_S, lead, self.step.size) + _LEAD_GAP
            self.text(
                words, Face.SERIF, size=self.step.size, first=first, leading=self.step.leading, indent=INDENT,
                first_indent=used,
            )  # fmt: skip

    def text(
        self, words: str, face: Face, *, size: float, first: float, leading: float, indent: float = 0.0,
        first_indent: float = 0.0,
    ) -> None:  # fmt: skip
        """Set words in lines; the first one begins `first_indent` further in."""
        measure = self.measure - indent
        wrapped = wrapping.wrap(words, face, size, measure=measure, first=measure - first_indent)
        self.missing |= wrapped.missing
        self.words[self.section] = self.words.get(self.section, 0) + wrapped.words
        for place, line in enumerate(wrapped.lines):
            self.down = 0.0 if self.down is None else self.down + (leading if place else first)
            left = self.x + indent + (0.0 if place else first_indent)
            if direction.is_rtl(line):
                left = self.x + self.measure - shaping.width(face, line, size)
            self.marks.append(Mark(left, self.down, line, face, size))

    def part(self) -> Part:
        """Return what was set."""
        return Part(tuple(self.marks), self.down or 0.0, tuple(self.words.items()), self.missing)


def beside(*columns: Column) -> Part:
    """Return columns that stand side by side as one part."""
    parts = [column.part() for column in columns]
    return Part(
        tuple(mark for part in parts for mark in part.marks),
        max(part.depth for part in parts),
        tuple(counted for part in parts for counted in part.words),
        frozenset().union(*(part.missing for part in parts)),
    )


Gapped = Sequence[tuple[float, Part]]
"""Parts, each with the gap before it."""
Made = Callable[[Step], Iterator[tuple[float, Part]]]
"""Sets a page at a step of size."""


def fit(made: Made, *, room: float, most_gap: float = MOST_GAP) -> Fitted:
    """Set a page at the largest step that fits its room in points; what is left lies between its sections."""
    for step in STEPS:
        parts = list(made(step))
        if _height(parts) <= room:
            break
    deep, gaps = sum(part.depth for _gap, part in parts), sum(gap for gap, _part in parts)
    factor = min(max((room - deep) / gaps, LEAST_GAP), most_gap) if gaps else 1.0
    missing: frozenset[str] = frozenset().union(*(part.missing for _gap, part in parts))
    over = deep + gaps * factor - room
    if over > 1e-6:
        return _too_long(parts, over, missing)
    placed, down = [], 0.0
    for gap, part in parts:
        down += gap * factor
        placed.append(Placed(part, down))
        down += part.depth
    return Fitted(tuple(placed), missing)


def draw(canvas: Canvas, fitted: Fitted, *, top: float, left: float, right: float) -> None:
    """Draw the parts below the baseline `top`, rules from `left` to `right`."""
    for each in fitted.placed:
        if not each.part.marks:
            page.rule(canvas, left, right, top - each.down)
        for mark in each.part.marks:
            page.text_left(canvas, mark.x, top - each.down - mark.down, mark.words, mark.face, mark.size)


def _height(parts: Gapped) -> float:
    return sum(gap + part.depth for gap, part in parts)


def _too_long(parts: Gapped, over: float, missing: frozenset[str]) -> Fitted:
    """Say by how many lines a page is too long, and which section to shorten: the one with the most words."""
    counted: dict[str, int] = {}
    for _gap, part in parts:
        for section, words in part.words:
            counted[section] = counted.get(section, 0) + words
    section = max(counted, key=counted.__getitem__)
    lines = ceil(over / STEPS[-1].leading)
    return Fitted((), missing, lines, section, max(1, round(lines * 8)))

"""Fitting text into its room: a block of paragraphs by steps of size, a single line by shrinking."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import direction, page, shaping, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.wrapping import Wrapped

_BETWEEN = 0.5
_FIRST_BASELINE = 0.78
_HOPELESS = 3.0
_NARROW_LETTER, _USUAL_LETTER = 0.2, 0.45  # widths in parts of the size


@dataclass(frozen=True, slots=True)
class Step:
    """One size to try, with its leading."""

    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs set at one step; `lines_over` and `words_over` say by how much they pass their room (0: they fit)."""

    face: Face
    step: Step
    paragraphs: tuple[tuple[str, ...], ...]
    missing: frozenset[str] = frozenset()
    lines_over: int = 0
    words_over: int = 0

    @property
    def height(self) -> float:
        """Return the height with half a line between paragraphs."""
        lines = sum(len(lines) for lines in self.paragraphs)
        gaps = max(0, len(self.paragraphs) - 1) * _BETWEEN
        return (lines + gaps) * self.step.leading


@dataclass(frozen=True, slots=True)
class OneLine:
    """A line shrunk to fit, or how much it lacks (`over`)."""

    words: str
    face: Face
    size: float
    missing: frozenset[str] = frozenset()
    over: bool = False


def fit(
    paragraphs: Sequence[str], face: Face, steps: Sequence[Step], *, measure: float, room: float, keep_end: bool = True
) -> Block:
    """Set paragraphs at the largest step that fits the room; at the smallest one when none does.

    A line that ends within a paragraph ends on paper too.
    """
    cleaned = [text for text in map(_clean_lines, paragraphs) if text]
    for step in steps[:-1]:
        if _hopeless(cleaned, step, measure, room):
            continue
        block = _set(cleaned, face, step, measure, keep_end=keep_end)
        if block.height <= room:
            return block
    if _hopeless(cleaned, steps[-1], measure, room):
        return _far_over(cleaned, face, steps[-1], measure, room)
    block = _set(cleaned, face, steps[-1], measure, keep_end=keep_end)
    return block if block.height <= room else _overflowing(block, room)


def shrink(words: str, face: Face, size: float, *, least: float, measure: float) -> OneLine:
    """Return one line in the largest size that fits, going down by half points to `least`."""
    cleaned = shaping.clean(words)
    shaped = shaping.shape(face, cleaned)
    while size > least and shaped.width * size / 1000 > measure:
        size = max(least, size - 0.5)
    return OneLine(cleaned, face, size, shaped.missing, over=shaped.width * size / 1000 > measure)


def wrap_tracked(words: str, face: Face, size: float, *, track: float, measure: float) -> Wrapped:
    """Break letterspaced capitals into lines; how much the spacing adds depends on the letters."""
    room = measure
    while True:
        wrapped = wrapping.wrap(words, face, size, measure=room)
        widest = max((page.tracked_width(line, face, size, track) for line in wrapped.lines), default=0.0)
        if widest <= measure or room < size:
            return wrapped
        room *= 0.92


def draw_block(canvas: Canvas, block: Block, x: float, top: float, *, measure: float) -> float:
    """Draw a block whose upper edge is at `top`, right-to-left paragraphs flush right; return its lower edge."""
    size, leading = block.step.size, block.step.leading
    for lines in block.paragraphs:
        flush_right = direction.is_rtl(" ".join(lines))
        for line in lines:
            baseline = top - _FIRST_BASELINE * size
            if flush_right:
                page.text_right(canvas, x + measure, baseline, line, block.face, size)
            else:
                page.text_left(canvas, x, baseline, line, block.face, size)
            top -= leading
        top -= _BETWEEN * leading
    return top + _BETWEEN * leading


def draw_line(canvas: Canvas, line: OneLine, x: float, y: float, *, measure: float) -> None:
    """Draw a fitted line from x, or flush right when it runs from right to left."""
    if direction.is_rtl(line.words):
        page.text_right(canvas, x + measure, y, line.words, line.face, line.size)
    else:
        page.text_left(canvas, x, y, line.words, line.face, line.size)


def _clean_lines(text: str) -> str:
    return "\n".join(filter(None, map(shaping.clean, text.splitlines())))


def _wrap_lines(text: str, face: Face, step: Step, measure: float, *, keep_end: bool) -> Wrapped:
    """Break each line of a paragraph by itself."""
    lines = [wrapping.wrap(line, face, step.size, measure=measure, keep_end=keep_end) for line in text.split("\n")]
    missing: frozenset[str] = frozenset().union(*(one.missing for one in lines))
    return Wrapped(tuple(line for one in lines for line in one.lines), missing, sum(one.words for one in lines))


def _set(paragraphs: Sequence[str], face: Face, step: Step, measure: float, *, keep_end: bool) -> Block:
    wrapped = [_wrap_lines(text, face, step, measure, keep_end=keep_end) for text in paragraphs]
    missing: frozenset[str] = frozenset().union(*(one.missing for one in wrapped))
    return Block(face, step, tuple(one.lines for one in wrapped), missing)


def _hopeless(paragraphs: Sequence[str], step: Step, measure: float, room: float) -> bool:
    """Tell early that a very long text cannot fit, before its lines are looked for."""
    letters = sum(len(text) for text in paragraphs)
    return letters * step.size * _NARROW_LETTER / measure * step.leading > room * _HOPELESS


def _far_over(paragraphs: Sequence[str], face: Face, step: Step, measure: float, room: float) -> Block:
    """Guess by how much a very long text is over: setting a book in full only to refuse it would take minutes."""
    letters = sum(len(text) for text in paragraphs)
    lines = letters * step.size * _USUAL_LETTER / measure
    over = max(1, round(lines - room / step.leading))
    words = sum(len(text.split()) for text in paragraphs)
    return Block(face, step, (), lines_over=over, words_over=max(1, round(words * over / max(lines, 1.0))))


def _overflowing(block: Block, room: float) -> Block:
    over = ceil((block.height - room) / block.step.leading - 1e-6)
    lines = [line for lines in block.paragraphs for line in lines]
    words = sum(len(line.split()) for line in lines[-over:])
    return Block(block.face, block.step, block.paragraphs, block.missing, over, words)

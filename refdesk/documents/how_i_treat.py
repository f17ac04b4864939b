"""How I treat the people you send me: the promise that makes it safe to send somebody."""

from collections.abc import Iterator
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import hand_out_page, shaping
from refdesk.documents.fonts import Face
from refdesk.documents.hand_out_flow import RULE, Column, Fitted, Part
from refdesk.documents.hand_out_page import Frame
from refdesk.documents.hand_out_text import TreatSheet
from refdesk.documents.marks import Mark
from refdesk.documents.text import Step
from refdesk.i18n import _

TITLE = 76.0
NUMERAL, INDENT = 22.0, 42.0
_NUMERAL_SIZE, _NUMERAL_DROP = 34.0, 14.4
_TITLE_SIZES = ((27.0, 32.0), (24.0, 29.0), (21.0, 26.0))
_OPENING, _FIRST, _BETWEEN, _RULE, _HEAR = 34.0, 34.0, 28.0, 24.0, 22.0
_HEAD_TO_TEXT = 16.5


def title() -> str:
    """Return what the page is called."""
    return _("How I treat the people you send me")


def lay(sheet: TreatSheet, frame: Frame) -> Fitted:
    """Set everything between head and foot."""
    return hand_out_page.lay(partial(_parts, sheet, frame), frame, first=TITLE)


def draw(canvas: Canvas, sheet: TreatSheet, frame: Frame, fitted: Fitted) -> frozenset[str]:
    """Draw the page; returns the characters that no font has."""
    return hand_out_page.draw_page(canvas, sheet, frame, fitted, first=TITLE)


def _parts(sheet: TreatSheet, frame: Frame, step: Step) -> Iterator[tuple[float, Part]]:
    lines, size, leading, missing = hand_out_page.balanced(
        title(), Face.SERIF_L, _TITLE_SIZES, measure=frame.measure, most_lines=1
    )
    marks = tuple(Mark(frame.left, place * leading, line, Face.SERIF_L, size) for place, line in enumerate(lines))
    yield 0.0, Part(marks, max(len(lines) - 1, 0) * leading, (), missing)
    if sheet.opening:
        opening = Column(Step(12.5, 18.0), frame.left, frame.measure * 0.8, section=_("The opening"))
        opening.paragraph(sheet.opening, Face.SERIF_I)
        yield _OPENING, opening.part()
    small = Step(step.size - 0.5, step.leading - 1.0)
    for place, (head, words) in enumerate(sheet.steps):
        yield _BETWEEN if place else _FIRST, _numbered(frame, small, number=place + 1, head=head, words=words)
    if sheet.you_hear:
        yield _RULE, RULE
        column = Column(small, frame.left, frame.measure)
        column.head(_("And what you hear from me"))
        column.paragraph(sheet.you_hear)
        yield _HEAR, column.part()


def _numbered(frame: Frame, step: Step, *, number: int, head: str, words: str) -> Part:
    """Set one step: its numeral, its head, its words below."""
    column = Column(step, frame.left + INDENT, frame.measure - INDENT, section=_("The steps"))
    column.text(head, Face.SERIF_S, size=step.size + 1.5, first=0.0, leading=step.leading)
    if words:
        column.paragraph(words, first=_HEAD_TO_TEXT)
    part = column.part()
    numeral = str(number)
    left = frame.left + NUMERAL - shaping.width(Face.SERIF_L, numeral, _NUMERAL_SIZE)
    mark = Mark(left, _NUMERAL_DROP, numeral, Face.SERIF_L, _NUMERAL_SIZE)
    return Part((mark, *part.marks), max(part.depth, _NUMERAL_DROP), part.words, part.missing)

"""Who I can help: the page that lets a friend know a good client when they meet one."""

from collections.abc import Iterator
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import hand_out_flow, hand_out_page
from refdesk.documents.fonts import Face
from refdesk.documents.hand_out_flow import RULE, Column, Fitted, Part
from refdesk.documents.hand_out_page import Frame
from refdesk.documents.hand_out_text import WhoSheet
from refdesk.documents.marks import Mark
from refdesk.documents.text import Step
from refdesk.i18n import _

TAGLINE = 78.0
GUTTER = 28.0
_TAGLINE_SIZES = ((34.0, 39.0), (30.0, 35.0), (26.0, 31.0), (23.0, 28.0))
_TAGLINE_LINES = 2
_DIFFERENT, _RULE, _SECTIONS = 34.0, 24.0, 22.0


def title() -> str:
    """Return what the page is called."""
    return _("Who I can help")


def lay(sheet: WhoSheet, frame: Frame) -> Fitted:
    """Set everything between head and foot."""
    return hand_out_page.lay(partial(_parts, sheet, frame), frame, first=TAGLINE)


def draw(canvas: Canvas, sheet: WhoSheet, frame: Frame, fitted: Fitted) -> frozenset[str]:
    """Draw the page; returns the characters that no font has."""
    return hand_out_page.draw_page(canvas, sheet, frame, fitted, first=TAGLINE)


def _parts(sheet: WhoSheet, frame: Frame, step: Step) -> Iterator[tuple[float, Part]]:
    yield 0.0, _tagline(sheet, frame)
    if sheet.different:
        column = Column(Step(12.0, 17.5), frame.left, frame.measure * 0.93, section=_("What makes you different"))
        column.paragraph(sheet.different)
        yield _DIFFERENT, column.part()
    if any((sheet.helps, sheet.put_right, sheet.they_say, sheet.elsewhere)):
        yield _RULE, RULE
        yield _SECTIONS, _two_columns(sheet, frame, step)
    if sheet.steps:
        yield _RULE, RULE
        column = Column(step, frame.left, frame.measure)
        column.head(_("How to introduce me, in three steps"))
        column.led(sheet.steps)
        yield _SECTIONS, column.part()


def _tagline(sheet: WhoSheet, frame: Frame) -> Part:
    lines, size, leading, missing = hand_out_page.balanced(
        sheet.tagline, Face.SERIF_L, _TAGLINE_SIZES, measure=frame.measure, most_lines=_TAGLINE_LINES
    )
    marks = tuple(Mark(frame.left, place * leading, line, Face.SERIF_L, size) for place, line in enumerate(lines))
    words = ((_("Tagline"), len(sheet.tagline.split())),)
    return Part(marks, max(len(lines) - 1, 0) * leading, words, missing)


def _two_columns(sheet: WhoSheet, frame: Frame, step: Step) -> Part:
    width = (frame.measure - GUTTER) / 2
    left, right = Column(step, frame.left, width), Column(step, frame.left + width + GUTTER, width)
    if sheet.helps:
        left.head(_("Who I help best"))
        left.paragraph(sheet.helps)
    if sheet.put_right:
        column = left if sheet.they_say or sheet.elsewhere else right
        column.head(_("What I put right"))
        column.items(sheet.put_right)
    if sheet.they_say:
        right.head(_("You will hear people like you say"))
        right.items(sheet.they_say, Face.SERIF_I, mark="")
    if sheet.elsewhere:
        right.head(_("Better with someone else"))
        right.paragraph(sheet.elsewhere)
    return hand_out_flow.beside(left, right)

"""A plain letter on the business's paper: who writes on top, the words, page after page as long as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import page, report, shaping, stock, text
from refdesk.documents.fonts import Face
from refdesk.documents.report import Made
from refdesk.documents.text import Block, Step

SIZES = {stock.Paper.LETTER: (612.0, 792.0), stock.Paper.A4: (595.28, 841.89)}
_SIDE, _TOP, _BOTTOM = 86.0, 72.0, 64.0
_BODY = Step(12, 17)
_HEAD, _HEAD_LEADING = 9.5, 13.0
_DATE_GAP, _BODY_GAP = 30.0, 26.0
_BETWEEN = 0.6
_KEY = "letter"


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold a letter: `sender` line by line, its first line the name; the day in words; the paragraphs."""

    sender: tuple[str, ...]
    day: str
    paragraphs: tuple[str, ...]
    title: str
    author: str
    language: str
    paper: stock.Paper


def render(letter: Letter, out: BinaryIO) -> Made:
    """Write the letter as a PDF; a long one goes on over the page."""
    width, height = SIZES[letter.paper]
    measure = width - 2 * _SIDE
    blocks = [_set(paragraph, measure) for paragraph in letter.paragraphs]
    canvas = page.open_pdf(
        out, title=letter.title, author=letter.author, language=letter.language, size=(width, height)
    )
    page.begin_side(canvas, stock.NO_NUDGE)
    page.bookmark(canvas, _KEY, letter.title)
    top = _head(canvas, letter, height - _TOP)
    pages = _body(canvas, blocks, top, letter.paper)
    canvas.save()
    missing: frozenset[str] = frozenset().union(*(block.missing for block in blocks))
    return Made(pages, (_KEY,), (), report.unprintable(_KEY, letter.title, missing))


def _set(paragraph: str, measure: float) -> Block:
    """Break each line of a paragraph: those of an address stay apart, with no room between them."""
    lines = paragraph.split("\n")
    block = text.fit(lines, Face.SERIF, [_BODY], measure=measure, room=float("inf"))
    joined = tuple(line for each in block.paragraphs for line in each)
    return Block(block.face, block.step, (joined,), block.missing)


def _head(canvas: Canvas, letter: Letter, top: float) -> float:
    for place, line in enumerate(letter.sender):
        page.text_left(canvas, _SIDE, top - _HEAD, shaping.clean(line), Face.SANS if place else Face.SANS_S, _HEAD)
        top -= _HEAD_LEADING
    top -= _DATE_GAP
    page.text_left(canvas, _SIDE, top, shaping.clean(letter.day), Face.SERIF, _BODY.size)
    return top - _BODY_GAP


def _body(canvas: Canvas, blocks: Sequence[Block], top: float, paper: stock.Paper) -> int:
    width, height = SIZES[paper]
    pages = 1
    for block in blocks:
        (lines,) = block.paragraphs
        if top - _kept(len(lines)) * _BODY.leading < _BOTTOM:
            top, pages = _turn(canvas, height), pages + 1
        for line in lines:
            if top - _BODY.leading < _BOTTOM:
                top, pages = _turn(canvas, height), pages + 1
            one = Block(block.face, block.step, ((line,),))
            top = text.draw_block(canvas, one, _SIDE, top, measure=width - 2 * _SIDE)
        top -= _BODY.leading * _BETWEEN
    canvas.showPage()
    return pages


def _turn(canvas: Canvas, height: float) -> float:
    canvas.showPage()
    page.begin_side(canvas, stock.NO_NUDGE)
    return height - _TOP


def _kept(lines: int) -> int:
    """Return how many lines of a paragraph must find room below: no line of it stands alone."""
    return min(lines, 2)

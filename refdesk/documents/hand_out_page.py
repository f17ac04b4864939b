"""Head and foot of the pages that are given away: whose they are, how to reach them, and a square code to scan."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import hand_out_flow, hand_out_head, page, shaping, text, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.hand_out_flow import Fitted
from refdesk.documents.hand_out_text import HandOut, Sender, TreatSheet, WhoSheet

FOOT_RULE, OVER_FOOT = 62.0, 24.0
CODE, LARGE_CODE, MOST_BYTES, CLEAR = 50.0, 60.0, 120, 12.0
"""A code that holds more than `MOST_BYTES` is larger, so that a phone still reads it at 300 dots an inch."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold the paper and its margins, in points; a `head` deeper than usual moves what is below it down by so much."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    head: float = 0.0

    @property
    def x2(self) -> float:
        """Return where the text ends at the right."""
        return self.width - self.right

    @property
    def measure(self) -> float:
        """Return the width between the margins."""
        return self.width - self.left - self.right

    def down(self, points: float) -> float:
        """Return the height of a baseline so far below the top margin."""
        return self.height - self.top - points


def lay(made: hand_out_flow.Made, frame: Frame, *, first: float) -> Fitted:
    """Set what lies between head and foot, its first baseline so far below the top margin."""
    room = frame.height - frame.top - frame.head - first - frame.bottom - FOOT_RULE - OVER_FOOT
    return hand_out_flow.fit(made, room=room)


def draw_page(
    canvas: Canvas, sheet: WhoSheet | TreatSheet, frame: Frame, fitted: Fitted, *, first: float
) -> frozenset[str]:
    """Draw head, parts and foot; returns the characters that no font has."""
    missing = draw_head(canvas, sheet, frame)
    hand_out_flow.draw(canvas, fitted, top=frame.down(first + frame.head), left=frame.left, right=frame.x2)
    return missing | fitted.missing | draw_foot(canvas, sheet.sender, frame)


def draw_head(canvas: Canvas, sheet: HandOut, frame: Frame) -> frozenset[str]:
    """Draw what stands above; returns the characters that no font has."""
    head = hand_out_head.lay(sheet, measure=frame.measure)
    hand_out_head.draw(canvas, head, sheet.sender, left=frame.left, right=frame.x2, top=frame.height - frame.top)
    return head.missing


def draw_foot(canvas: Canvas, sender: Sender, frame: Frame) -> frozenset[str]:
    """Draw the rule, owner, phone, mail and address, and the code; returns the characters that no font has."""
    page.rule(canvas, frame.left, frame.x2, frame.bottom + FOOT_RULE)
    free = draw_code(canvas, sender, frame)
    missing: frozenset[str] = frozenset()
    lines = (
        (42.0, sender.owner, Face.SERIF_S, 13.0), (26.0, sender.phone, Face.SANS_S, 13.0),
        (12.0, sender.email, Face.SANS, 9.5), (0.0, sender.address, Face.SANS, 9.5),
    )  # fmt: skip
    for up, words, face, size in lines:
        line = text.shrink(words, face, size, least=7.0, measure=free - frame.left - CLEAR)
        text.draw_line(canvas, line, frame.left, frame.bottom + up, measure=free - frame.left - CLEAR)
        missing |= line.missing
    return missing


def draw_code(canvas: Canvas, sender: Sender, frame: Frame) -> float:
    """Draw the square code with its words at the foot, right; returns where the room at its left ends."""
    if not sender.scan:
        return frame.x2
    side = code_side(sender.scan)
    left = frame.x2 - side
    drawing = Drawing(side, side)
    drawing.add(QrCodeWidget(sender.scan, barLevel="M", barBorder=0, barWidth=side, barHeight=side))
    renderPDF.draw(drawing, canvas, left, frame.bottom)
    words = shaping.clean(sender.scan_words)
    if not words:
        return left - CLEAR
    return page.text_right(canvas, left - CLEAR, frame.bottom + 4.0, words, Face.SANS, 8.0) - CLEAR


def code_side(scan: str) -> float:
    """Return how wide the code for this content is."""
    return CODE if len(scan.encode()) <= MOST_BYTES else LARGE_CODE


def balanced(
    words: str, face: Face, sizes: Sequence[tuple[float, float]], *, measure: float, most_lines: int
) -> tuple[tuple[str, ...], float, float, frozenset[str]]:
    """Break a title into lines of near-equal length at the largest (size, leading) that needs few enough lines.

    Returns (lines, size, leading, characters that no font has).
    """
    tried = ((size, leading, wrapping.wrap(words, face, size, measure=measure)) for size, leading in sizes)
    size, leading, wrapped = next((each for each in tried if len(each[2].lines) <= most_lines), (*sizes[-1], None))
    wrapped = wrapped or wrapping.wrap(words, face, size, measure=measure)
    narrowest, widest = measure * 0.4, measure
    while widest - narrowest > 2.0:
        middle = (narrowest + widest) / 2
        if len(wrapping.wrap(words, face, size, measure=middle).lines) <= len(wrapped.lines):
            widest = middle
        else:
            narrowest = middle
    even = wrapping.wrap(words, face, size, measure=widest)
    return even.lines, size, leading, wrapped.missing

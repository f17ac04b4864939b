"""Head and foot of the pages that are given away: whose they are, how to reach them, and a square code to scan."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import hand_out_flow, hand_out_head, page, shaping, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.hand_out_flow import Fitted
from refdesk.documents.hand_out_head import Lines
from refdesk.documents.hand_out_text import HandOut, Sender, TreatSheet, WhoSheet

FOOT_RULE, OVER_FOOT = 62.0, 24.0
CODE, LARGE_CODE, MOST_BYTES, CLEAR = 50.0, 60.0, 120, 12.0
"""A code that holds more than `MOST_BYTES` is larger, so that a phone still reads it at 300 dots an inch."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold the paper and its margins, in points.

    A `head` deeper than usual moves what is below it down by so much, a `foot` higher than usual takes it from above.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    head: float = 0.0
    foot: float = 0.0

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
    room = frame.height - frame.top - frame.head - first - frame.bottom - FOOT_RULE - frame.foot - OVER_FOOT
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


def more_foot(sender: Sender, frame: Frame) -> float:
    """Return how much higher than usual the foot is, where its words need more lines."""
    return sum(lines.depth for _up, _face, lines in _foot(sender, frame))


def draw_foot(canvas: Canvas, sender: Sender, frame: Frame) -> frozenset[str]:
    """Draw the rule, owner, phone, mail and address, and the code; returns the characters that no font has."""
    page.rule(canvas, frame.left, frame.x2, frame.bottom + FOOT_RULE + frame.foot)
    draw_code(canvas, sender, frame)
    missing: frozenset[str] = frozenset()
    above = frame.foot
    for up, face, lines in _foot(sender, frame):
        for place, line in enumerate(lines.lines):
            y = frame.bottom + up + above - place * lines.leading
            page.text_left(canvas, frame.left, y, line, face, lines.size)
        above -= lines.depth
        missing |= lines.missing
    return missing


def _foot(sender: Sender, frame: Frame) -> list[tuple[float, Face, Lines]]:
    """Return what the foot says, each with how far above the margin its last line stands as a rule."""
    room = _free(sender, frame) - frame.left - CLEAR
    said = (
        (42.0, sender.owner, Face.SERIF_S, 13.0), (26.0, sender.phone, Face.SANS_S, 13.0),
        (12.0, sender.email, Face.SANS, 9.5), (0.0, sender.address, Face.SANS, 9.5),
    )  # fmt: skip
    return [
        (up, face, hand_out_head.one_or_more(words, face, size, least=7.0, measure=room))
        for up, words, face, size in said
    ]


def _free(sender: Sender, frame: Frame) -> float:
    """Return where the room at the left of the code ends."""
    if not sender.scan:
        return frame.x2
    left = frame.x2 - code_side(sender.scan) - CLEAR
    words = shaping.clean(sender.scan_words)
    return left - shaping.width(Face.SANS, words, 8.0) - CLEAR if words else left


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
    if words:
        page.text_right(canvas, left - CLEAR, frame.bottom + 4.0, words, Face.SANS, 8.0)
    return _free(sender, frame)


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

"""Head and foot of the pages that are given away: whose they are, how to reach them, and a square code to scan."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import card_drawing, hand_out_flow, page, pictures, shaping, text, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.hand_out_flow import Fitted
from refdesk.documents.hand_out_text import Sender, TreatSheet, WhoSheet
from refdesk.i18n import _

HEAD_TRACK, HEAD_SIZE = 1.1, 7.6
RING = 11.0
FOOT_RULE, OVER_FOOT = 62.0, 24.0
LOGO = (90.0, 24.0)
CODE, LARGE_CODE, MOST_BYTES, CLEAR = 50.0, 60.0, 120, 12.0
"""A code that holds more than `MOST_BYTES` is larger, so that a phone still reads it at 300 dots an inch."""
_BESIDE = 9.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold the paper and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

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
    room = frame.height - frame.top - first - frame.bottom - FOOT_RULE - OVER_FOOT
    return hand_out_flow.fit(made, room=room)


def draw_page(
    canvas: Canvas, sheet: WhoSheet | TreatSheet, frame: Frame, fitted: Fitted, *, first: float
) -> frozenset[str]:
    """Draw head, parts and foot; returns the characters that no font has."""
    aside = _("for {person}").format(person=sheet.person) if sheet.person else ""
    missing = draw_head(canvas, sheet.sender, frame, aside=aside)
    hand_out_flow.draw(canvas, fitted, top=frame.down(first), left=frame.left, right=frame.x2)
    return missing | fitted.missing | draw_foot(canvas, sheet.sender, frame)


def draw_head(canvas: Canvas, sender: Sender, frame: Frame, *, aside: str) -> frozenset[str]:
    """Draw ring or logo, firm and trade, and a word at the right; returns the characters that no font has."""
    start = frame.left + _draw_mark(canvas, sender, frame) + _BESIDE
    beside = text.shrink(aside, Face.SERIF_I, 10.5, least=8.0, measure=frame.measure * 0.45)
    beside_width = shaping.width(beside.face, beside.words, beside.size)
    page.text_left(canvas, frame.x2 - beside_width, frame.down(8.5), beside.words, beside.face, beside.size)
    room = frame.x2 - start - (beside_width + _BESIDE if beside.words else 0.0)
    firm = text.wrap_tracked(sender.firm.upper(), Face.SANS_S, HEAD_SIZE, track=HEAD_TRACK, measure=room)
    for line in firm.lines[:1]:
        page.tracked(canvas, start, frame.down(8.5), line, Face.SANS_S, HEAD_SIZE, track=HEAD_TRACK)
    trade = text.shrink(sender.trade, Face.SANS, 8.5, least=6.5, measure=room)
    page.text_left(canvas, start, frame.down(19.0), trade.words, trade.face, trade.size)
    return firm.missing | trade.missing | beside.missing


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


def is_spoiled(sender: Sender) -> bool:
    """Tell whether there is a logo that cannot be read."""
    return sender.logo is not None and pictures.load(sender.logo, *LOGO) is None


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


def _draw_mark(canvas: Canvas, sender: Sender, frame: Frame) -> float:
    """Draw the logo, else the initials in a ring, and return how wide that is."""
    logo = pictures.load(sender.logo, *LOGO) if sender.logo else None
    if logo is not None:
        logo.draw(canvas, frame.left, frame.down(RING) - logo.height / 2)
        return logo.width
    if not sender.initials:
        return -_BESIDE
    card_drawing.draw_ring(canvas, sender.initials, frame.left + RING, frame.down(RING), radius=RING)
    return 2 * RING

"""The head of the pages that are given away: ring or logo, firm and trade, and a word at the right."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import card_drawing, page, pictures, shaping, text, wrapping
from refdesk.documents.fonts import Face
from refdesk.documents.hand_out_text import DeskPlan, HandOut, Sender
from refdesk.i18n import _

TRACK, SIZE = 1.1, 7.6
RING = 11.0
LOGO = (90.0, 24.0)
_BESIDE, _FIRST, _TO_TRADE = 9.0, 8.5, 10.5
_FIRM_LEADING = 9.4
_ASIDE_SHARE = 0.45
_USUAL = 28.0
"""A head this deep leaves what is below it where it always stands."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Words at one size, in as many lines as they need."""

    lines: tuple[str, ...]
    size: float
    leading: float
    missing: frozenset[str]

    @property
    def depth(self) -> float:
        """Return how far below the first the last line stands."""
        return max(len(self.lines) - 1, 0) * self.leading


@dataclass(frozen=True, slots=True)
class Head:
    """Hold what a head says, set in lines: long names are wrapped, never cut, and nothing runs into anything."""

    firm: Lines
    trade: Lines
    aside: Lines

    @property
    def more(self) -> float:
        """Return how much lower than usual what stands below it has to begin."""
        deep = max(_FIRST + self.firm.depth + _TO_TRADE + self.trade.depth, _FIRST + self.aside.depth)
        return max(deep - _USUAL, 0.0)

    @property
    def missing(self) -> frozenset[str]:
        """Return the characters that no font has."""
        return self.firm.missing | self.trade.missing | self.aside.missing


def lay(sheet: HandOut, *, measure: float) -> Head:
    """Set the head of a page in lines; the word at the right takes less than half of the measure."""
    sender, aside = sheet.sender, _aside(sheet)
    beside = one_or_more(aside, Face.SERIF_I, 10.5, least=8.0, measure=measure * _ASIDE_SHARE)
    wide = max((shaping.width(Face.SERIF_I, line, beside.size) for line in beside.lines), default=0.0)
    room = measure - _mark_width(sender) - _BESIDE - (wide + _BESIDE if beside.lines else 0.0)
    firm = text.wrap_tracked(sender.firm.upper(), Face.SANS_S, SIZE, track=TRACK, measure=room)
    trade = one_or_more(sender.trade, Face.SANS, 8.5, least=6.5, measure=room)
    return Head(Lines(firm.lines, SIZE, _FIRM_LEADING, firm.missing), trade, beside)


def draw(canvas: Canvas, head: Head, sender: Sender, *, left: float, right: float, top: float) -> None:
    """Draw a head below `top`, the upper margin."""
    start = left + _draw_mark(canvas, sender, left, top) + _BESIDE
    for place, line in enumerate(head.aside.lines):
        y = top - _FIRST - place * head.aside.leading
        page.text_right(canvas, right, y, line, Face.SERIF_I, head.aside.size)
    for place, line in enumerate(head.firm.lines):
        page.tracked(canvas, start, top - _FIRST - place * _FIRM_LEADING, line, Face.SANS_S, SIZE, track=TRACK)
    for place, line in enumerate(head.trade.lines):
        y = top - _FIRST - head.firm.depth - _TO_TRADE - place * head.trade.leading
        page.text_left(canvas, start, y, line, Face.SANS, head.trade.size)


def _aside(sheet: HandOut) -> str:
    if isinstance(sheet, DeskPlan):
        return sheet.made
    return _("for {person}").format(person=sheet.person) if sheet.person else ""


def one_or_more(words: str, face: Face, size: float, *, least: float, measure: float) -> Lines:
    """Set words in one line, smaller down to `least`; what does not fit even so is wrapped at that size."""
    line = text.shrink(words, face, size, least=least, measure=measure)
    leading = line.size * 1.2
    if not line.over:
        return Lines((line.words,) if line.words else (), line.size, leading, line.missing)
    wrapped = wrapping.wrap(words, face, line.size, measure=measure, hyphens=True)
    return Lines(wrapped.lines, line.size, leading, wrapped.missing)


def is_spoiled(sender: Sender) -> bool:
    """Tell whether there is a logo that cannot be read."""
    return sender.logo is not None and pictures.load(sender.logo, *LOGO) is None


def _mark_width(sender: Sender) -> float:
    logo = pictures.load(sender.logo, *LOGO) if sender.logo else None
    if logo is not None:
        return logo.width
    return 2 * RING if sender.initials else -_BESIDE


def _draw_mark(canvas: Canvas, sender: Sender, left: float, top: float) -> float:
    """Draw the logo, else the initials in a ring, and return how wide that is."""
    logo = pictures.load(sender.logo, *LOGO) if sender.logo else None
    if logo is not None:
        logo.draw(canvas, left, top - RING - logo.height / 2)
    elif sender.initials:
        card_drawing.draw_ring(canvas, sender.initials, left + RING, top - RING, radius=RING)
    return _mark_width(sender)

"""The panels of a card: text fitted first, so that a card that cannot hold its words is never begun."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import fonts, ornament, page, shaping, text, wrapping
from refdesk.documents.card_text import CardBack, CardText, Hand, Inside
from refdesk.documents.fonts import Face
from refdesk.documents.report import Misfit
from refdesk.documents.stock import CardStock
from refdesk.documents.text import Block, OneLine, Step
from refdesk.i18n import _

PEN_PITCH = 24.0
_PEN_FOOT = 90.0
_ABOVE, _BELOW = 48.0, 100.0
_SIDES = 68.0
_FRONT_SIZE, _FRONT_LEAST = 35.0, 24.0
_SMALL = 7.5
_SMALL_LEADING = 10.5
_CAPITALS, _TRACK = 7.2, 1.1
_RING = 11.0
_SMALL_PANEL = 280.0
_EDGE = 17.0
_NAME_LINES = 2
_SERIF_STEPS = tuple(
    Step(size, leading) for size, leading in ((12, 18), (11.5, 17), (11, 16), (10.5, 15.5), (10, 14.5), (9.5, 13.5))
)
_STEPS = {
    Hand.SERIF: (Face.SERIF, _SERIF_STEPS),
    Hand.CAVEAT: (Face.CAVEAT, tuple(Step(17 - 0.5 * n, 20 - 0.5 * n) for n in range(7))),
    Hand.KALAM: (Face.KALAM, tuple(Step(12 - 0.5 * n, max(18 - 0.75 * n, 14.3)) for n in range(6))),
}


@dataclass(frozen=True, slots=True)
class Small:
    """The front word or the small print of the back, wrapped; `over` counts lines without room."""

    lines: tuple[str, ...]
    size: float
    missing: frozenset[str] = frozenset()
    over: int = 0


@dataclass(frozen=True, slots=True)
class Laid:
    """A card whose text has been fitted; `opening` stands alone unless the message is printed."""

    card: CardText
    front: Small
    back: tuple[Small, ...]  # contact, trade, firm: from the foot up
    opening: OneLine
    block: Block | None
    sign_off: OneLine
    name: Small

    def misfits(self) -> Iterator[Misfit]:
        """Yield the fields that have no room."""
        over = [(_("front"), self.front.over, self.front.lines), (_("name line"), self.name.over, self.name.lines)]
        over += [(_("back"), small.over, small.lines) for small in self.back]
        over += [
            (field, int(line.over), (line.words,))
            for field, line in ((_("opening"), self.opening), (_("sign-off"), self.sign_off))
        ]
        for field, lines, words in over:
            if lines:
                yield Misfit(self.card.key, self.card.person, field, lines, len(" ".join(words[-lines:]).split()))
        if self.block and self.block.lines_over:
            block = self.block
            yield Misfit(self.card.key, self.card.person, _("message"), block.lines_over, block.words_over)

    def missing(self) -> frozenset[str]:
        """Return the characters that no face has."""
        found = self.front.missing | self.name.missing | self.opening.missing | self.sign_off.missing
        found = found.union(*(small.missing for small in self.back))
        return found | self.block.missing if self.block else found


def lay(card: CardText, stock: CardStock) -> Laid:
    """Fit the text of a card to its panels."""
    measure = stock.panel_width - 2 * stock.margin
    face, size, block = Face.SERIF_I, 12.0, None
    if card.inside is Inside.PRINTED:
        block = _message(card, measure, stock.panel_height - _ABOVE - _BELOW)
        face, size = block.face, block.step.size
    return Laid(
        card=card,
        front=_front(card.front, stock.panel_width),
        back=_back(card.back, stock.panel_width - _SIDES, stock.panel_height),
        opening=text.shrink("" if block else card.opening, Face.SERIF_I, 13.0, least=10.0, measure=measure),
        block=block,
        sign_off=text.shrink(card.sign_off, face, size, least=9.5, measure=measure),
        name=_name(card.name_line, measure),
    )


def pen_lines(stock: CardStock, *, opening: bool) -> tuple[float, ...]:
    """Return the heights of the lines to write on, from the foot of the panel, top line first."""
    y = stock.panel_height - (84.0 if opening else 60.0)
    heights = []
    while y >= _PEN_FOOT:
        heights.append(y)
        y -= PEN_PITCH
    return tuple(heights)


def draw_front(canvas: Canvas, laid: Laid, width: float, height: float) -> None:
    """Draw the word and the sprig on a panel whose lower left corner is the origin."""
    scale = min(max(width / 306, 0.8), 1.25) if width < _SMALL_PANEL else 1.0
    baseline = 0.455 * height
    canvas.saveState()
    canvas.translate(width / 2 - 2, baseline + 58)
    canvas.scale(scale, scale)
    canvas.doForm(ornament.SPRIG)
    canvas.restoreState()
    for line in laid.front.lines:
        page.text_centered(canvas, width / 2, baseline, line, Face.SERIF_LI, laid.front.size)
        baseline -= 1.15 * laid.front.size


def draw_back(canvas: Canvas, laid: Laid, width: float) -> None:
    """Draw the small print that stands on the foot: ring, firm, trade and place, phone and site."""
    contact, trade, firm = laid.back
    middle = width / 2
    under = _SMALL_LEADING * (len(contact.lines) + len(trade.lines)) + 34.0
    firm_foot = under + 3.0 if under > 34.0 and firm.lines else under
    y = firm_foot + _SMALL_LEADING * len(firm.lines)
    if shaping.clean(laid.card.back.initials):
        _draw_ring(canvas, laid.card.back.initials, middle, y + 15.5)
    for line in firm.lines:
        y -= _SMALL_LEADING
        start = middle - page.tracked_width(line, Face.SANS_S, firm.size, _TRACK) / 2
        page.tracked(canvas, start, y, line, Face.SANS_S, firm.size, track=_TRACK)
    y = under
    for line in (*trade.lines, *contact.lines):
        y -= _SMALL_LEADING
        page.text_centered(canvas, middle, y, line, Face.SANS, _SMALL)


def draw_inside(canvas: Canvas, laid: Laid, stock: CardStock) -> None:
    """Draw message, lines or white paper, sign-off and name, with 36 free for a signature by hand."""
    left, height = stock.margin, stock.panel_height
    measure = stock.panel_width - 2 * left
    if laid.block:
        slack = height - _ABOVE - _BELOW - laid.block.height
        text.draw_block(canvas, laid.block, left, height - _ABOVE - min(0.4 * slack, 40.0), measure=measure)
    else:
        text.draw_line(canvas, laid.opening, left, height - 60.0, measure=measure)
    if laid.card.inside is Inside.LINES:
        for y in pen_lines(stock, opening=bool(laid.opening.words)):
            page.pen_line(canvas, left, left + measure, y)
    text.draw_line(canvas, laid.sign_off, left, 78.0 if laid.block else 70.0, measure=measure)
    y = 34.0 + (len(laid.name.lines) - 1) * 9.5
    for line in laid.name.lines:
        page.text_left(canvas, left, y, line, Face.SANS, laid.name.size)
        y -= 9.5


def _message(card: CardText, measure: float, room: float) -> Block:
    paragraphs = (card.opening, *card.message)
    face, steps = _STEPS[card.hand]
    # A hand that lacks a letter would change faces within a word: then the whole message is set in Serif.
    if card.hand is not Hand.SERIF and not all(
        fonts.covers(face, ch) for part in paragraphs for ch in set(shaping.clean(part))
    ):
        face, steps = _STEPS[Hand.SERIF]
    return text.fit(paragraphs, face, steps, measure=measure, room=room)


def _spread(words: str) -> str:
    """Give the dots between facts more air and keep them at the end of a line."""
    gap = shaping.NO_BREAK_SPACE
    return shaping.clean(words).replace(" · ", f"{gap * 3}·{gap * 2} ")


@lru_cache(maxsize=64)
def _front(word: str, width: float) -> Small:
    scale = min(max(width / 306, 0.8), 1.25) if width < _SMALL_PANEL else 1.0
    measure = width - _SIDES
    line = text.shrink(word, Face.SERIF_LI, _FRONT_SIZE * scale, least=_FRONT_LEAST, measure=measure)
    if not line.over:
        return Small((line.words,) if line.words else (), line.size, line.missing)
    wrapped = wrapping.wrap(word, Face.SERIF_LI, _FRONT_LEAST, measure=measure)
    return Small(wrapped.lines, _FRONT_LEAST, wrapped.missing, over=max(0, len(wrapped.lines) - 2))


@lru_cache(maxsize=64)
def _back(back: CardBack, measure: float, height: float) -> tuple[Small, ...]:
    contact = wrapping.wrap(_spread(back.contact), Face.SANS, _SMALL, measure=measure)
    trade = wrapping.wrap(back.trade, Face.SANS, _SMALL, measure=measure)
    firm = text.wrap_tracked(back.firm.upper(), Face.SANS_S, _CAPITALS, track=_TRACK, measure=measure)
    ring = shaping.shape(Face.SERIF_S, shaping.clean(back.initials)[:3])
    used = 34.0 + _SMALL_LEADING * (len(contact.lines) + len(trade.lines) + len(firm.lines)) + 15.5 + _RING
    over = max(0, int((used - (height - _EDGE)) / _SMALL_LEADING) + 1) if used > height - _EDGE else 0
    return (
        Small(contact.lines, _SMALL, contact.missing),
        Small(trade.lines, _SMALL, trade.missing),
        Small(firm.lines, _CAPITALS, firm.missing | ring.missing, over),
    )


@lru_cache(maxsize=64)
def _name(words: str, measure: float) -> Small:
    for size in (_SMALL, 7.0):
        wrapped = wrapping.wrap(_spread(words), Face.SANS, size, measure=measure)
        if len(wrapped.lines) <= _NAME_LINES:
            return Small(wrapped.lines, size, wrapped.missing)
    return Small(wrapped.lines, 7.0, wrapped.missing, over=len(wrapped.lines) - _NAME_LINES)


def _draw_ring(canvas: Canvas, initials: str, x: float, y: float) -> None:
    line = text.shrink(shaping.clean(initials)[:3], Face.SERIF_S, 9.0, least=5.0, measure=18.4)
    canvas.setLineWidth(0.7)
    canvas.circle(x, y, _RING, stroke=1, fill=0)
    page.text_centered(canvas, x, y - 0.33 * line.size, line.words, line.face, line.size)

"""Drawing a fitted card: front, back, inside, and the address side of a postcard, each from its lower left corner."""

from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import addressing, card_panels, graphemes, ornament, page, shaping, text
from refdesk.documents.card_panels import Laid
from refdesk.documents.card_stock import ADDRESS_FROM, CardStock
from refdesk.documents.card_text import CardBack, Inside, Ornament
from refdesk.documents.fonts import Face

_FOOT = 34.0
_NAME_LEADING = 9.5
_DIVIDER = 0.5
_ADDRESS_PEN_LINES = 4


def draw_front(canvas: Canvas, laid: Laid, width: float, height: float) -> None:
    """Draw the word and what stands above it."""
    front = laid.front
    baseline = card_panels.front_baseline(front, height)
    if front.picture:
        foot = card_panels.picture_foot(front, height)
        front.picture.draw(canvas, (width - front.picture.width) / 2, foot)
    elif front.ornament is not Ornament.NONE:
        _draw_ornament(canvas, front.ornament, width / 2, baseline, front.scale)
    for line in front.word.lines:
        page.text_centered(canvas, width / 2, baseline, line, Face.SERIF_LI, front.word.size)
        baseline -= 1.15 * front.word.size


def draw_back(canvas: Canvas, laid: Laid, width: float) -> None:
    """Draw the small print that stands on the foot: logo or ring, firm, trade and place, phone and site."""
    contact, trade, firm = laid.back
    middle, leading = width / 2, card_panels.SMALL_LEADING
    under = leading * (len(contact.lines) + len(trade.lines)) + _FOOT
    firm_foot = under + 3.0 if under > _FOOT and firm.lines else under
    y = firm_foot + leading * len(firm.lines)
    _draw_mark(canvas, laid.card.back, middle, y + 4.5)
    for line in firm.lines:
        y -= leading
        start = middle - page.tracked_width(line, Face.SANS_S, firm.size, card_panels.TRACK) / 2
        page.tracked(canvas, start, y, line, Face.SANS_S, firm.size, track=card_panels.TRACK)
    y = under
    for line in (*trade.lines, *contact.lines):
        y -= leading
        page.text_centered(canvas, middle, y, line, Face.SANS, card_panels.SMALL)


def draw_inside(canvas: Canvas, laid: Laid, stock: CardStock) -> None:
    """Draw message, lines or white paper, sign-off and name, with 36 free for a signature by hand."""
    frame, height = stock.frame, stock.panel_height
    left, measure = frame.left, frame.measure
    if laid.message:
        _draw_message(canvas, laid, stock)
    else:
        text.draw_line(canvas, laid.opening, left, height - frame.opening, measure=measure)
    if laid.card.inside is Inside.LINES:
        for y in card_panels.pen_lines(stock, opening=bool(laid.opening.words)):
            page.pen_line(canvas, left, left + measure, y)
    sign_off = frame.sign_off_printed if laid.message else frame.sign_off
    text.draw_line(canvas, laid.sign_off, left, sign_off, measure=measure)
    y = frame.name + (len(laid.name.lines) - 1) * _NAME_LEADING
    for line in laid.name.lines:
        page.text_left(canvas, left, y, line, Face.SANS, laid.name.size)
        y -= _NAME_LEADING


def draw_address_side(canvas: Canvas, laid: Laid, stock: CardStock) -> None:
    """Draw the other side of a postcard: the writing at the left, sender, stamp's place and address at the right."""
    draw_inside(canvas, laid, stock)
    width, height = stock.panel_width, stock.panel_height
    middle = width * ADDRESS_FROM
    canvas.setLineWidth(_DIVIDER)
    canvas.line(middle, 24.0, middle, height - 24.0)
    left, right = middle + 14.0, width - card_panels.EDGE
    contact, _trade, firm = laid.back
    y = height - 26.0
    mark = card_panels.sender_logo(laid.card.back, width)
    if mark:
        foot = height - card_panels.EDGE - mark.height
        mark.draw(canvas, left, foot)
        y = foot - card_panels.LOGO_GAP - card_panels.SMALL
    for face, lines in ((Face.SANS_S, firm.lines), (Face.SANS, contact.lines)):
        for line in lines:
            page.text_left(canvas, left, y, line, face, card_panels.SMALL)
            y -= card_panels.SENDER_LEADING
    room_top, room_foot = height - card_panels.STAMP[1] - 8.0, card_panels.ADDRESS_FOOT
    if not laid.address.lines:
        for place in range(_ADDRESS_PEN_LINES):
            page.pen_line(canvas, left, right, room_foot + place * card_panels.PEN_PITCH)
        return
    first = addressing.centred(laid.address, (room_top + room_foot) / 2)
    addressing.draw(canvas, laid.address, left, first)


def draw_ring(canvas: Canvas, initials: str, x: float, y: float, *, radius: float) -> None:
    """Draw up to three initials in a ring with its middle at x, y."""
    size = 9.0 * radius / card_panels.RING
    line = text.shrink(
        "".join(graphemes.clusters(shaping.clean(initials))[:3]),
        Face.SERIF_S,
        size,
        least=size * 5 / 9,
        measure=18.4 * radius / card_panels.RING,
    )
    canvas.setLineWidth(0.7)
    canvas.circle(x, y, radius, stroke=1, fill=0)
    page.text_centered(canvas, x, y - 0.33 * line.size, line.words, line.face, line.size)


def _draw_message(canvas: Canvas, laid: Laid, stock: CardStock) -> None:
    frame, message = stock.frame, laid.message
    assert message is not None
    foot = frame.below + card_panels.foot_room(laid.card)
    slack = stock.panel_height - frame.above - foot - message.height
    top = stock.panel_height - frame.above - min(0.4 * slack, 40.0)
    below = text.draw_block(canvas, message.block, frame.left, top, measure=frame.measure)
    if message.postscript:
        start = below - 0.5 * message.postscript.step.leading if message.block.paragraphs else below
        text.draw_block(canvas, message.postscript, frame.left, start, measure=frame.measure)
    for place in range(laid.card.foot_lines):
        y = frame.below + 8.0 + place * card_panels.PEN_PITCH
        page.pen_line(canvas, frame.left, frame.left + frame.measure, y)


def _draw_ornament(canvas: Canvas, kind: Ornament, middle: float, baseline: float, scale: float) -> None:
    canvas.saveState()
    if kind is Ornament.CANDLES:
        canvas.translate(middle, baseline + 44.0 * scale)
    else:
        canvas.translate(middle - 2, baseline + 58 * scale)
    canvas.scale(scale, scale)
    canvas.doForm(ornament.CANDLES if kind is Ornament.CANDLES else ornament.SPRIG)
    canvas.restoreState()


def _draw_mark(canvas: Canvas, back: CardBack, middle: float, foot: float) -> None:
    picture = card_panels.logo(back)
    if picture:
        picture.draw(canvas, middle - picture.width / 2, foot)
    elif shaping.clean(back.initials):
        draw_ring(canvas, back.initials, middle, foot + card_panels.RING, radius=card_panels.RING)

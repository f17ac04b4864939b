"""The panels of a card: text fitted first, so that a card that cannot hold its words is never begun."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from refdesk.documents import addressing, card_message, graphemes, pictures, shaping, text, wrapping
from refdesk.documents.addressing import Look, SetAddress
from refdesk.documents.card_message import Message
from refdesk.documents.card_stock import ADDRESS_FROM, CardStock, Fold
from refdesk.documents.card_text import CardBack, CardText, Inside, Ornament
from refdesk.documents.fonts import Face
from refdesk.documents.pictures import Picture
from refdesk.documents.report import Misfit, Spoiled
from refdesk.documents.text import Block, OneLine
from refdesk.i18n import _

PEN_PITCH = 24.0
SMALL = 7.5
SMALL_LEADING = 10.5
RING = 11.0
LOGO = (90.0, 24.0)
LOGO_GAP, SENDER_LEADING = 6.0, 9.5
"""Under a postcard's logo, and between the lines of its sender."""
EDGE = 17.0
STAMP = (81.0, 90.0)
"""What a stamp takes of the upper right corner, edges included."""
ADDRESS_FOOT = 50.0
_SENDER_LINES = 8
_LONGEST = 10_000
_LETTERS_A_LINE = 50
_SIDES = 68.0
_CAPITALS, TRACK = 7.2, 1.1
_NAME_LINES = 2
_SMALL_PANEL, _LARGE_PANEL = 280.0, 380.0
_FRONT_LEAST = 24.0
_UNDER_PICTURE = 16.0
ADDRESS_LOOK = Look(Face.SERIF, Face.SERIF, (12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0), 1.32)


@dataclass(frozen=True, slots=True)
class Small:
    """The front word or other small print, wrapped; `over` counts lines without room."""

    lines: tuple[str, ...]
    size: float
    missing: frozenset[str] = frozenset()
    over: int = 0


NOTHING = Small((), SMALL)
NO_ADDRESS = SetAddress((), (), SMALL, SMALL)


@dataclass(frozen=True, slots=True)
class Front:
    """The front of a card: a word under an ornament, or a picture with a word under it or without one."""

    word: Small
    ornament: Ornament
    picture: Picture | None
    scale: float


@dataclass(frozen=True, slots=True)
class Laid:
    """A card whose text has been fitted; `opening` stands alone unless the message is printed."""

    card: CardText
    front: Front
    back: tuple[Small, ...]  # contact, trade, firm: from the foot up; of a postcard the sender
    opening: OneLine
    message: Message | None
    sign_off: OneLine
    name: Small
    address: SetAddress = NO_ADDRESS
    spoiled: Spoiled | None = None
    endless: tuple[Misfit, ...] = ()

    @property
    def block(self) -> Block | None:
        """Return the printed message without its postscript."""
        return self.message.block if self.message else None

    def misfits(self) -> Iterator[Misfit]:
        """Yield the fields that have no room."""
        yield from self.endless
        over = [(_("front"), self.front.word), (_("name line"), self.name)]
        over += [(_("back"), small) for small in self.back]
        found = [(field, small.over, small.lines) for field, small in over]
        found += [
            (field, int(line.over), (line.words,))
            for field, line in ((_("opening"), self.opening), (_("sign-off"), self.sign_off))
        ]
        for field, lines, words in found:
            if lines:
                yield Misfit(self.card.key, self.card.person, field, lines, len(" ".join(words[-lines:]).split()))
        if self.address.over:
            over_by = self.address.words_over
            yield Misfit(self.card.key, self.card.person, _("address"), self.address.over, over_by)
        if self.message and self.message.lines_over:
            message = self.message
            yield Misfit(self.card.key, self.card.person, _("message"), message.lines_over, message.words_over)

    def missing(self) -> frozenset[str]:
        """Return the characters that no face has."""
        found = self.front.word.missing | self.name.missing | self.opening.missing | self.sign_off.missing
        found = found.union(self.address.missing, *(small.missing for small in self.back))
        return found | self.message.missing if self.message else found


def lay(card: CardText, stock: CardStock) -> Laid:
    """Fit the text of a card to its panels."""
    endless = tuple(_endless(card))
    if endless:
        bare = replace(card, front="", opening="", sign_off="", name_line="", back=CardBack(), address=(), message=())
        return replace(lay(bare, stock), endless=endless)
    frame = stock.frame
    face, size, message = Face.SERIF_I, 12.0, None
    if card.inside is Inside.PRINTED:
        room = stock.panel_height - frame.above - frame.below - foot_room(card)
        message = card_message.lay(card, measure=frame.measure, room=room)
        face, size = message.block.face, message.block.step.size
    front = _front(card.front, card.ornament, card.picture, stock.panel_width, stock.panel_height)
    lost = card.picture is not None and front.picture is None
    is_postcard = stock.fold is Fold.FLAT
    return Laid(
        card=card,
        front=front,
        back=_sender(card.back, stock.panel_width)
        if is_postcard
        else _back(card.back, stock.panel_width - _sides(stock), stock.panel_height),
        opening=text.shrink("" if message else card.opening, Face.SERIF_I, 13.0, least=10.0, measure=frame.measure),
        message=message,
        sign_off=text.shrink(card.sign_off, face, size, least=9.5, measure=frame.measure),
        name=_name(card.name_line, frame.measure),
        address=_address(card.address, stock.panel_width, stock.panel_height) if is_postcard else NO_ADDRESS,
        spoiled=Spoiled(card.key, card.person) if lost else None,
    )


def _endless(card: CardText) -> Iterator[Misfit]:
    """Yield the small fields that hold a book: it is counted, not set, to refuse it without waiting."""
    back = card.back
    fields = (
        (_("front"), card.front), (_("opening"), card.opening), (_("sign-off"), card.sign_off),
        (_("name line"), card.name_line), (_("back"), back.firm + back.trade + back.contact + back.initials),
    )  # fmt: skip
    for field, words in fields:
        if len(words) > _LONGEST:
            yield Misfit(card.key, card.person, field, len(words) // _LETTERS_A_LINE, len(words.split()))


def pen_lines(stock: CardStock, *, opening: bool) -> tuple[float, ...]:
    """Return the heights of the lines to write on, from the foot of the panel, top line first."""
    frame = stock.frame
    y = stock.panel_height - frame.opening - (PEN_PITCH if opening else 0.0)
    heights = []
    while y >= frame.pen_foot:
        heights.append(y)
        y -= PEN_PITCH
    return tuple(heights)


def foot_room(card: CardText) -> float:
    """Return the height that pen lines under a printed message take."""
    return card.foot_lines * PEN_PITCH if card.inside is Inside.PRINTED else 0.0


def sender_logo(back: CardBack, width: float) -> Picture | None:
    """Return the logo as it stands over the sender of a postcard, beside the stamp."""
    return pictures.load(back.logo, min(LOGO[0], _sender_measure(width)), LOGO[1]) if back.logo else None


def _sender_measure(width: float) -> float:
    return width * (1 - ADDRESS_FROM) - 14.0 - STAMP[0] - 8.0


def logo(back: CardBack) -> Picture | None:
    """Return the logo as it is drawn, or None when there is none or it cannot be read."""
    return pictures.load(back.logo, *LOGO) if back.logo else None


def spread(words: str) -> str:
    """Give the dots between facts more air and keep them at the end of a line."""
    gap = shaping.NO_BREAK_SPACE
    return shaping.clean(words).replace(" · ", f"{gap * 3}·{gap * 2} ")


def front_baseline(front: Front, height: float) -> float:
    """Return where the first line of the front's word stands, from the foot of the panel."""
    if front.picture:
        return picture_foot(front, height) - _UNDER_PICTURE - 0.7 * front.word.size
    return 0.455 * height - (8.0 if front.ornament is Ornament.CANDLES else 0.0)


def picture_foot(front: Front, height: float) -> float:
    """Return where the picture's lower edge lies: picture and word together stand in the middle of the panel."""
    assert front.picture is not None
    under = _under_picture(front.word)
    return (height - front.picture.height - under) / 2 + under


def _under_picture(word: Small) -> float:
    return (0.35 + 1.15 * len(word.lines)) * word.size + _UNDER_PICTURE if word.lines else 0.0


def _scale(width: float) -> float:
    if _SMALL_PANEL <= width <= _LARGE_PANEL:
        return 1.0
    return min(max(width / 306, 0.8), 1.25)


def _sides(stock: CardStock) -> float:
    return 2 * 24.0 if stock.embossed else _SIDES


@lru_cache(maxsize=64)
def _front(word: str, ornament: Ornament, picture: bytes | None, width: float, height: float) -> Front:
    scale = _scale(width)
    usual = 33.0 if ornament is Ornament.CANDLES else 35.0
    small = _word(word, usual * scale, width - _SIDES)
    if picture is None:
        return Front(small, ornament, None, scale)
    room = height - 2 * 34.0 - _under_picture(small)
    return Front(small, ornament, pictures.load(picture, width - _SIDES, room), scale)


def _word(word: str, size: float, measure: float) -> Small:
    line = text.shrink(word, Face.SERIF_LI, size, least=_FRONT_LEAST, measure=measure)
    if not line.over:
        return Small((line.words,) if line.words else (), line.size, line.missing)
    wrapped = wrapping.wrap(word, Face.SERIF_LI, _FRONT_LEAST, measure=measure)
    return Small(wrapped.lines, _FRONT_LEAST, wrapped.missing, over=max(0, len(wrapped.lines) - 2))


@lru_cache(maxsize=64)
def _back(back: CardBack, measure: float, height: float) -> tuple[Small, ...]:
    contact = wrapping.wrap(spread(back.contact), Face.SANS, SMALL, measure=measure)
    trade = wrapping.wrap(back.trade, Face.SANS, SMALL, measure=measure)
    firm = text.wrap_tracked(back.firm.upper(), Face.SANS_S, _CAPITALS, track=TRACK, measure=measure)
    ring = shaping.shape(Face.SERIF_S, "".join(graphemes.clusters(shaping.clean(back.initials))[:3]))
    used = 34.0 + SMALL_LEADING * (len(contact.lines) + len(trade.lines) + len(firm.lines)) + 5.0 + 2 * RING
    over = max(0, int((used - (height - EDGE)) / SMALL_LEADING) + 1) if used > height - EDGE else 0
    return (
        Small(contact.lines, SMALL, contact.missing),
        Small(trade.lines, SMALL, trade.missing),
        Small(firm.lines, _CAPITALS, firm.missing | ring.missing, over),
    )


@lru_cache(maxsize=64)
def _sender(back: CardBack, width: float) -> tuple[Small, ...]:
    """Return the sender of a postcard, who stands beside the stamp."""
    measure = _sender_measure(width)
    firm = wrapping.wrap(back.firm, Face.SANS_S, SMALL, measure=measure)
    others = [part for part in (back.trade, *back.contact.split(" · ")) if shaping.clean(part)]
    wrapped = [wrapping.wrap(part, Face.SANS, SMALL, measure=measure, hyphens=True) for part in others]
    lines = tuple(line for each in wrapped for line in each.lines)
    mark = sender_logo(back, width)
    taken = 0 if mark is None else math.ceil((mark.height + LOGO_GAP) / SENDER_LEADING)
    over = max(0, taken + len(firm.lines) + len(lines) - _SENDER_LINES)
    missing: frozenset[str] = frozenset().union(*(each.missing for each in wrapped))
    return Small(lines, SMALL, missing, over), NOTHING, Small(firm.lines, SMALL, firm.missing)


@lru_cache(maxsize=64)
def _name(words: str, measure: float) -> Small:
    for size in (SMALL, 7.0):
        wrapped = wrapping.wrap(spread(words), Face.SANS, size, measure=measure)
        if len(wrapped.lines) <= _NAME_LINES:
            return Small(wrapped.lines, size, wrapped.missing)
    return Small(wrapped.lines, 7.0, wrapped.missing, over=len(wrapped.lines) - _NAME_LINES)


def _address(lines: tuple[str, ...], width: float, height: float) -> SetAddress:
    """Set the address of a postcard: smaller until it fits, then wrapped."""
    return addressing.set_lines(
        lines,
        ADDRESS_LOOK,
        measure=width * (1 - ADDRESS_FROM) - 14.0 - EDGE,
        room=height - STAMP[1] - 8.0 - ADDRESS_FOOT,
    )

"""What stands on a thank-you card, and how cards are put on sheets: plain values, filled by whoever prints."""

from dataclasses import dataclass
from enum import StrEnum

from refdesk.documents.card_stock import CardStock
from refdesk.documents.sheets import NO_NUDGE, Nudge


class Inside(StrEnum):
    """What is printed inside: the message, an opening with lines to write on, or an opening and white paper."""

    PRINTED = "printed"
    LINES = "lines"
    BLANK = "blank"


class Hand(StrEnum):
    """The face of a printed message."""

    SERIF = "serif"
    CAVEAT = "caveat"
    KALAM = "kalam"
    PATRICK = "patrick"
    DANCING = "dancing"


class Flip(StrEnum):
    """Over which edge the printer turns the sheet for side 2."""

    LONG_EDGE = "long"
    SHORT_EDGE = "short"


class Ornament(StrEnum):
    """What is drawn above the word on the front: a sprig, five candles, or nothing."""

    SPRIG = "sprig"
    CANDLES = "candles"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CardBack:
    """The small print on the back; what is empty is left out and the rest closes up."""

    initials: str = ""  # up to three letters in a ring
    firm: str = ""
    trade: str = ""  # "Kitchen & bath renovation, Port Alder"
    contact: str = ""  # "(503) 555-0142  ·  halloran-daughters.example"
    logo: bytes | None = None  # PNG or JPEG in place of the ring, at most 90 wide and 24 high


EMPTY_BACK = CardBack()


@dataclass(frozen=True, slots=True)
class CardText:
    """One card. `key` comes back in the report; `person` is named there and in the PDF's list of contents."""

    key: str
    person: str
    front: str  # "Thank you"
    opening: str  # "Dear Priya,"; may be empty
    message: tuple[str, ...]  # paragraphs; printed only when `inside` is PRINTED
    sign_off: str  # "With warm thanks,"
    name_line: str  # "Ines Halloran · Halloran & Daughters"
    back: CardBack = EMPTY_BACK
    inside: Inside = Inside.LINES
    hand: Hand = Hand.SERIF
    ornament: Ornament = Ornament.SPRIG
    picture: bytes | None = None  # PNG or JPEG on the front in place of ornament and word, unless there is a word
    postscript: str = ""  # "P.S. ...", the last paragraph of a printed message
    foot_lines: int = 0  # pen lines below a printed message, for the line that is added by hand
    address: tuple[str, ...] = ()  # of a postcard: name and lines; without it there are lines to write it on


@dataclass(frozen=True, slots=True)
class CardSheet:
    """A print job of cards; `start_place` 2 leaves the first place of a half-used sheet free.

    `flip` is the edge of the paper over which the printer turns it, however the page lies on it.
    """

    stock: CardStock
    cards: tuple[CardText, ...]
    title: str
    author: str
    language: str = "en-US"
    start_place: int = 1
    flip: Flip = Flip.LONG_EDGE
    outside_nudge: Nudge = NO_NUDGE
    inside_nudge: Nudge = NO_NUDGE

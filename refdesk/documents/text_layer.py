"""What a search or a copy finds where glyphs alone do not tell it: letters joined, stacked, or read from the right."""

import unicodedata
from itertools import groupby
from typing import Literal

from bidi.mirror import MIRRORED
from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import direction, fonts
from refdesk.documents.fonts import Face

_LAST_READ = 0xFFFD  # readers drop what lies beyond from a stretch that says its own text
_PAIRED: dict[str, str] = MIRRORED | {
    "“": "”",
    "”": "“",
    "‘": "’",
    "’": "‘",
}  # readers turn quotes around as they do brackets
_APART = 1.6  # in sizes: more than a line is high
_LEFT, _RIGHT, _WEAK, _NEUTRAL = "left", "right", "weak", "neutral"
_SIDES = {"L": _LEFT, "R": _RIGHT, "AL": _RIGHT} | dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), _WEAK)


def is_sayable(text: str) -> bool:
    """Tell text that a stretch of glyphs can say as a whole; pictures are left to their own glyphs."""
    return max(text, default="") < chr(_LAST_READ)


def begin(canvas: Canvas, text: str, first: str) -> None:
    """Begin a stretch of glyphs that says `text` as a whole, whatever they say one by one (the leftmost: `first`)."""
    said = _for_readers(text, first) if direction.has_rtl(text) else text
    canvas.addLiteral(f"/Span <</ActualText <FEFF{said.encode('utf-16-be').hex().upper()}>>> BDC")


def end(canvas: Canvas) -> None:
    """End the stretch that was begun."""
    canvas.addLiteral("EMC")


def set_apart(canvas: Canvas, x: float, y: float, size: float) -> None:
    """Write an unseen space at another height: readers turn a line around with all that stands beside it."""
    font = fonts.font(Face.SANS)
    unseen: Literal[3] = 3
    text = canvas.beginText(x, y + _APART * size)
    text.setFont(Face.SANS.value, size)
    text.setTextRenderMode(unseen)
    text.textOut(font.char_for(font.face.charToGlyph[ord(".")], " "))  # readers pass over what has no outline
    text.setTextRenderMode(0)
    canvas.drawText(text)


def turned(text: str) -> str:
    """Return the order on paper from which a reader that turns lines around gets the text as it was typed.

    Such readers (the one in most browsers is the measure) know stretches of one direction, not levels: a line with
    more stretches from the right than from the left is turned as a whole, and each stretch from the right in itself.
    """
    seen = [_back(letters) if is_turned else letters for _side, letters, is_turned in _stretches(text)]
    return "".join(reversed(seen) if _is_from_right(text) else seen)


def _for_readers(text: str, first: str) -> str:
    """Return what a stretch of glyphs says to such a reader, which turns it by itself before it turns the line."""
    said = ["".join(map(_mirrored, part)) if is_turned else part for _side, part, is_turned in _stretches(text)]
    whole = "".join(reversed(said) if _is_from_right(text) else said)
    return whole[::-1] if _is_from_right(first) else whole


def _stretches(text: str) -> list[tuple[str, str, bool]]:
    """Return stretches of one direction, and whether each is turned: what has none goes with the one before."""
    found = []
    going = _RIGHT if _is_from_right(text) else _LEFT
    for side, letters in groupby(text, key=_side):
        is_turned = side == _RIGHT or (side == _NEUTRAL and going == _RIGHT)
        if side != _WEAK:
            going = _RIGHT if is_turned else _LEFT
        found.append((side, "".join(letters), is_turned))
    return found


def _is_from_right(text: str) -> bool:
    sides = [side for side, _letters in groupby(text, key=_side)]
    return sides.count(_RIGHT) > sides.count(_LEFT)


def _back(letters: str) -> str:
    return "".join(map(_mirrored, reversed(letters)))


def _mirrored(letter: str) -> str:
    return _PAIRED.get(letter, letter)


def _side(ch: str) -> str:
    if ord(ch) > _LAST_READ:
        return _NEUTRAL
    return _SIDES.get(unicodedata.bidirectional(ch), _NEUTRAL)

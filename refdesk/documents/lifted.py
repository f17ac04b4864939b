"""Glyphs that stand above or below the line: how they are written so that what they say is found at its place."""

from dataclasses import dataclass
from itertools import accumulate

from reportlab.pdfbase.ttfonts import ShapeData

from refdesk.documents import fonts, shaping
from refdesk.documents.fonts import AnyFace
from refdesk.documents.shaping import Piece


@dataclass(frozen=True, slots=True)
class Part:
    """Glyphs of a piece that stand at one height, `right` and `up` from where the piece begins."""

    piece: Piece
    right: float
    up: float


def by_height(piece: Piece) -> list[Part]:
    """Return those on the line together, the first of all and from the very left, then each that stands off it.

    A reader takes what is written first and farthest to the left for the place of what a stretch says.
    """
    places = shaping.glyph_places(piece.glyphs)
    starts = list(accumulate((glyph.x_advance for glyph in places), initial=0.0))[:-1]
    each = list(zip(piece.glyphs, places, starts, strict=True))
    off = [
        Part(_glyphs(piece.face, [(char, place._replace(y_offset=0), start)]), start, place.y_offset)
        for char, place, start in each
        if place.y_offset
    ]
    level = [one for one in each if not one[1].y_offset]
    if not level:
        return off
    begin = min(start + place.x_offset for _char, place, start in each)
    return [Part(_glyphs(piece.face, level, begin), min(begin, level[0][2]), 0.0), *off]


def _glyphs(face: AnyFace, some: list[tuple[str, ShapeData, float]], begin: float | None = None) -> Piece:
    """Return glyphs of one height; a space leads to them when they are to begin farther to the left."""
    chars, places = [char for char, _place, _start in some], []
    for (_char, place, start), following in zip(some, [*(one[2] for one in some[1:]), None], strict=True):
        places.append(place if following is None else place._replace(x_advance=following - start))
    if begin is not None and begin < some[0][2]:
        wide = fonts.font(face).face.charWidths[ord(" ")]
        chars.insert(0, " ")
        places.insert(0, ShapeData(0, some[0][2] - begin, 0, 0, 0, wide))
    return Piece(face, shaping.shaped_str("".join(chars), places))


def first_said(piece: Piece) -> str:
    """Return what the glyphs of a piece that are written first say one by one."""
    return shaping.said_by(piece if piece.is_level else by_height(piece)[0].piece)

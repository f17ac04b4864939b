"""From a string to glyphs: a face for every character, kerned and joined, with what no face can show."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from refdesk.documents import direction, facing, fonts
from refdesk.documents.facing import Span
from refdesk.documents.fonts import AnyFace, Face

NO_BREAK_SPACE = "\u00a0"
_DROPPED = frozenset("\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_PLAIN_FEATURES = {"kern": True, "liga": False, "dlig": False, "clig": False, "calt": False}
_WIDE_FEATURES = {"kern": False, "liga": False, "clig": False, "calt": False}  # ideographs stand on a grid
_NOTHING = "\u200c"  # an empty entry would be read as the glyph's code
_WORDS_KEPT, _LINES_KEPT, _LABELS_KEPT = 40_000, 2_000, 400


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one face, in the order in which they are drawn."""

    face: AnyFace
    glyphs: ShapedStr
    is_level: bool = True  # no glyph stands above or below the line


@dataclass(frozen=True, slots=True)
class Shaped:
    """A drawn string; `width` is in thousandths of the size, `missing` are characters that became question marks."""

    pieces: tuple[Piece, ...]
    width: float
    missing: frozenset[str] = frozenset()


def clean(text: str) -> str:
    """Return text from people as one line of printable characters: composed, no control codes, no doubled spaces."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    kept = []
    for ch in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(ch)
        if ch == NO_BREAK_SPACE:
            kept.append(ch)
        elif kind == "Cs":  # half a character, from a broken file
            kept.append(facing.BROKEN)
        elif kind in _SPACES or ch in "\t\n\r\v\f\x85":
            kept.append(" ")
        elif kind != "Cc" and ch not in _DROPPED:
            kept.append(ch)
    return " ".join(part for part in "".join(kept).split(" ") if part)


def shape(face: Face, text: str) -> Shaped:
    """Return one line of clean text as glyphs, words in the order in which they are read on paper."""
    if direction.has_rtl(text):
        return _shape_mixed(face, text)
    parts = text.replace(NO_BREAK_SPACE, " ").split(" ")
    if facing.is_japanese(text):
        words = [shape_word(face, word, japanese=True) for word in parts]
    else:
        words = [shape_word(face, word) for word in parts]
    if len(words) == 1:
        return words[0]
    return _joined(words, shape_word(face, " "))


@lru_cache(maxsize=_LABELS_KEPT)
def shape_label(face: Face, text: str) -> Shaped:
    """Return a line of our own that stands on page after page, such as a label of a form: it is shaped once."""
    return shape(face, text)


@lru_cache(maxsize=_WORDS_KEPT)
def shape_word(face: Face, word: str, *, japanese: bool = False) -> Shaped:
    """Return a word of left-to-right text as glyphs; the same word of a face is shaped once."""
    return _shape_run(face, word, rtl=False, japanese=japanese)


def width(face: Face, text: str, size: float) -> float:
    """Return the width of clean text in points."""
    return shape(face, text).width * size / 1000


def advance(piece: Piece) -> float:
    """Return the width of a piece in thousandths of the size."""
    return float(sum(glyph.x_advance for glyph in glyph_places(piece.glyphs)))


def faced(face: Face, text: str) -> list[Span]:
    """Return text that is drawn letter by letter as spans of one face each."""
    return facing.faced(face, text.replace(NO_BREAK_SPACE, " "), set())


def shape_span(span: Span) -> tuple[Piece, float]:
    """Return one span of left-to-right text as glyphs, and its width in thousandths of the size."""
    return _drawn(*span, rtl=False)


def _joined(words: list[Shaped], space: Shaped) -> Shaped:
    pieces: list[Piece] = []
    run: list[Piece] = []
    for place, word in enumerate(words):
        for piece in (*space.pieces, *word.pieces) if place else word.pieces:
            if run and piece.face is not run[0].face:
                pieces.append(_one_piece(run))
                run = []
            run.append(piece)
    if run:
        pieces.append(_one_piece(run))
    total = sum(word.width for word in words) + space.width * (len(words) - 1)
    return Shaped(tuple(pieces), total, frozenset().union(*(word.missing for word in words)))


def _one_piece(run: list[Piece]) -> Piece:
    data: list[ShapeData] = []
    is_level = True
    for piece in run:
        data += piece.glyphs.__shapeData__  # type: ignore[attr-defined]
        is_level = is_level and piece.is_level
    return Piece(run[0].face, shaped_str("".join([piece.glyphs for piece in run]), data), is_level)


def shaped_str(text: str, data: list[ShapeData]) -> ShapedStr:
    """Return glyphs with the place of each, as the PDF library takes them."""
    return ShapedStr(text, data)  # type: ignore[arg-type]


def glyph_places(glyphs: ShapedStr) -> list[ShapeData]:
    """Return where each glyph stands."""
    data: list[ShapeData] = glyphs.__shapeData__  # type: ignore[attr-defined]
    return data


@lru_cache(maxsize=_LINES_KEPT)
def _shape_mixed(face: Face, text: str) -> Shaped:
    pieces: list[Piece] = []
    total = 0.0
    missing: set[str] = set()
    for run in direction.visual_runs(text.replace(NO_BREAK_SPACE, " ")):
        shaped = _shape_run(face, run.text, rtl=run.rtl)
        pieces += shaped.pieces
        total += shaped.width
        missing |= shaped.missing
    return Shaped(tuple(pieces), total, frozenset(missing))


def _shape_run(face: Face, text: str, *, rtl: bool, japanese: bool = False) -> Shaped:
    missing: set[str] = set()
    spans = facing.faced(face, text, missing, japanese=japanese)
    if rtl:
        spans.reverse()
    pieces = []
    total = 0.0
    for own, part in spans:
        piece, advance = _drawn(own, part, rtl=rtl)
        pieces.append(piece)
        total += advance
    return Shaped(tuple(pieces), total, frozenset(missing))


@cache
def _shaper(face: AnyFace) -> uharfbuzz.Font:
    return uharfbuzz.Font(fonts.font(face).hbFace)


def _features(face: AnyFace) -> dict[str, bool]:
    if face in fonts.COMPLEX or face is Face.EMOJI or not isinstance(face, Face):
        return {}
    return _WIDE_FEATURES if face in fonts.EAST_ASIAN else _PLAIN_FEATURES


def _drawn(face: AnyFace, text: str, *, rtl: bool) -> tuple[Piece, float]:
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    uharfbuzz.shape(_shaper(face), buffer, _features(face))
    font = fonts.font(face)
    widths = font.face.charWidths
    scale = 1000 / font.face.unitsPerEm
    shown: list[str] = []
    data: list[ShapeData] = []
    total = 0.0
    infos = buffer.glyph_infos
    for info, pos, said in zip(infos, buffer.glyph_positions, _said(text, infos, rtl=rtl), strict=True):
        # Greek mu and the micro sign share a glyph: what was typed must be what is found in the file.
        char = font.char_for(info.codepoint, said)
        advance = pos.x_advance * scale
        shown.append(char)
        data.append(
            ShapeData(
                info.cluster,
                advance,
                pos.y_advance * scale,
                pos.x_offset * scale,
                pos.y_offset * scale,
                widths[ord(char)],
            )
        )
        total += advance
    return Piece(face, shaped_str("".join(shown), data), not any(glyph.y_offset for glyph in data)), total


def _said(text: str, infos: Sequence[uharfbuzz.GlyphInfo], *, rtl: bool) -> list[str]:
    """Return what each glyph stands for: the first of a cluster's says all of it, those over and under it nothing."""
    if len(infos) == len(text) and not rtl and all(info.cluster == place for place, info in enumerate(infos)):
        return list(text)
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, (*starts[1:], len(text)), strict=True))
    said: list[str] = []
    for place, info in enumerate(infos):
        first = place == 0 or infos[place - 1].cluster != info.cluster
        said.append(text[info.cluster : ends[info.cluster]] if first else _NOTHING)
    return said

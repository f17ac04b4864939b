"""From a string to glyphs: a face for every character, kerned and joined, with what no face can show."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter

import uharfbuzz
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from refdesk.documents import direction, facing, fonts, text_layer
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
    said: str | None = None  # what this and following pieces say together ("": with those before); None: glyph by glyph


@dataclass(frozen=True, slots=True)
class Shaped:
    """A drawn string; `width` is in thousandths of the size, `missing` are characters that became question marks."""

    pieces: tuple[Piece, ...]
    width: float
    missing: frozenset[str] = frozenset()
    is_turned: bool = False  # some of it is read from the right


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
            if run and (piece.face is not run[0].face or piece.said is not None or run[0].said is not None):
                pieces.append(_one_piece(run))
                run = []
            run.append(piece)
    if run:
        pieces.append(_one_piece(run))
    total = sum(word.width for word in words) + space.width * (len(words) - 1)
    return Shaped(tuple(pieces), total, frozenset().union(*(word.missing for word in words)))


def _one_piece(run: list[Piece]) -> Piece:
    if len(run) == 1:
        return run[0]
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
    said = direction.unmarked("".join(shown for _own, shown in faced(face, text)))
    if text_layer.is_sayable(said):
        pieces = _saying(pieces, said, is_plain=_one_by_one(pieces) == text_layer.turned(said))
    return Shaped(tuple(pieces), total, frozenset(missing), is_turned=True)


def _one_by_one(pieces: list[Piece]) -> str | None:
    """Return what glyphs that all stand on the line say one by one, from left to right."""
    if not all(piece.is_level for piece in pieces):
        return None
    return "".join(said_by(piece) for piece in pieces)


def said_by(piece: Piece) -> str:
    """Return what the glyphs of a piece say one by one."""
    return "".join(map(fonts.font(piece.face).said, piece.glyphs))


def _saying(pieces: list[Piece], said: str, *, is_plain: bool = False) -> list[Piece]:
    """Return pieces that say a text together, or, when they are plain, each glyph its letter."""
    if is_plain:
        return [replace(piece, said=None) for piece in pieces]
    return [replace(piece, said="" if place else said) for place, piece in enumerate(pieces)]


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
    said = "".join(part for _own, part in spans)
    if len(pieces) > 1 and not rtl and text_layer.is_sayable(said):
        pieces = _saying(pieces, said)
    return Shaped(tuple(pieces), total, frozenset(missing))


@cache
def _shaper(face: AnyFace) -> uharfbuzz.Font:
    return uharfbuzz.Font(fonts.font(face).hbFace)


def _features(face: AnyFace) -> dict[str, bool]:
    if face in fonts.COMPLEX or face is Face.EMOJI or not isinstance(face, Face):
        return {}
    return _WIDE_FEATURES if face in fonts.EAST_ASIAN else _PLAIN_FEATURES


def _drawn(face: AnyFace, text: str, *, rtl: bool) -> tuple[Piece, float]:
    buffer = _shaped_by(face, text, rtl=rtl)
    font = fonts.font(face)
    widths = font.face.charWidths
    scale = 1000 / font.face.unitsPerEm
    shown: list[str] = []
    data: list[ShapeData] = []
    total = 0.0
    infos = buffer.glyph_infos
    is_plain = _is_one_by_one(text, buffer) and not rtl
    sayings = text if is_plain else _sayings(text, infos, rtl=rtl)
    for info, pos, said in zip(infos, buffer.glyph_positions, sayings, strict=True):
        # Greek mu and the micro sign share a glyph: what was typed must be what is found in the file.
        char = font.char_for(info.codepoint, said)
        advance = pos.x_advance * scale
        shown.append(char)
        data.append(
            ShapeData(
                info.cluster, advance, pos.y_advance * scale, pos.x_offset * scale, pos.y_offset * scale,
                widths[ord(char)],
            )
        )  # fmt: skip
        total += advance
    is_level = not any(glyph.y_offset for glyph in data)
    together = text if not (is_plain and is_level) and text_layer.is_sayable(text) else None
    return Piece(face, shaped_str("".join(shown), data), is_level, together), total


def _shaped_by(face: AnyFace, text: str, *, rtl: bool) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    uharfbuzz.shape(_shaper(face), buffer, _features(face))
    return buffer


def _is_one_by_one(text: str, buffer: uharfbuzz.Buffer) -> bool:
    """Tell letters that stand side by side, each as its own glyph."""
    infos = buffer.glyph_infos
    if len(infos) != len(text) or any(info.cluster != at for at, info in enumerate(infos)):
        return False
    return text.isascii() or all(place.x_advance for place in buffer.glyph_positions)


def _sayings(text: str, infos: Sequence[uharfbuzz.GlyphInfo], *, rtl: bool) -> list[str]:
    """Return what each glyph stands for: each of a cluster a character while there are any, the last one the rest."""
    said: list[str] = []
    typed = list(reversed(infos)) if rtl else list(infos)
    groups = [(start, len(list(group))) for start, group in groupby(typed, key=attrgetter("cluster"))]
    ends = (*(start for start, _count in groups[1:]), len(text))
    for (start, count), end in zip(groups, ends, strict=True):
        letters = text[start:end]
        ones = [*letters[: count - 1], letters[count - 1 :]]
        said += [*(one or _NOTHING for one in ones), *[_NOTHING] * (count - len(ones))]
    return list(reversed(said)) if rtl else said

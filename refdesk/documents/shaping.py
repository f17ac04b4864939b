"""From a string to glyphs: a face for every character, kerned and joined, with what no face can show."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr

from refdesk.documents import direction, fonts
from refdesk.documents.fonts import Face

NO_BREAK_SPACE = "\u00a0"
_DROPPED = frozenset("\u00ad\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_PLAIN_FEATURES = {"kern": True, "liga": False, "dlig": False, "clig": False, "calt": False}
_BROKEN = "\ufffd"
_WORDS_KEPT = 40_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one face, in the order in which they are drawn."""

    face: Face
    glyphs: ShapedStr


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
            kept.append(_BROKEN)
        elif kind in _SPACES or ch in "\t\n\r\v\f\x85":
            kept.append(" ")
        elif kind != "Cc" and ch not in _DROPPED:
            kept.append(ch)
    return " ".join(part for part in "".join(kept).split(" ") if part)


def shape(face: Face, text: str) -> Shaped:
    """Return one line of clean text as glyphs, words in the order in which they are read on paper."""
    if direction.has_rtl(text):
        return _shape_mixed(face, text)
    words = [shape_word(face, word) for word in text.replace(NO_BREAK_SPACE, " ").split(" ")]
    if len(words) == 1:
        return words[0]
    return _joined(words, shape_word(face, " "))


@lru_cache(maxsize=_WORDS_KEPT)
def shape_word(face: Face, word: str) -> Shaped:
    """Return a word of left-to-right text as glyphs; the same word of a face is shaped once."""
    return _shape_run(face, word, rtl=False)


def width(face: Face, text: str, size: float) -> float:
    """Return the width of clean text in points."""
    return shape(face, text).width * size / 1000


def advance(piece: Piece) -> float:
    """Return the width of a piece in thousandths of the size."""
    data: list[ShapeData] = piece.glyphs.__shapeData__  # type: ignore[attr-defined]
    return float(sum(glyph.x_advance for glyph in data))


def faced(face: Face, text: str) -> list[tuple[Face, str]]:
    """Return text that is drawn without shaping as spans of one face each."""
    return _with_faces(face, text.replace(NO_BREAK_SPACE, " "), set())


def clusters(text: str) -> list[str]:
    """Return the text cut where a reader sees characters: marks and joiners stay with their letter."""
    found: list[str] = []
    for ch in text:
        if found and (unicodedata.category(ch) in {"Mn", "Me", "Mc"} or "\u200c" <= ch <= "\u200d" or ch == "\ufe0f"):
            found[-1] += ch
        else:
            found.append(ch)
    return found


def _joined(words: list[Shaped], space: Shaped) -> Shaped:
    pieces: list[Piece] = []
    run: list[ShapedStr] = []
    face: Face | None = None
    for place, word in enumerate(words):
        for piece in (*space.pieces, *word.pieces) if place else word.pieces:
            if piece.face is not face and run:
                pieces.append(_piece(face, run))
                run = []
            face = piece.face
            run.append(piece.glyphs)
    if run:
        pieces.append(_piece(face, run))
    total = sum(word.width for word in words) + space.width * (len(words) - 1)
    return Shaped(tuple(pieces), total, frozenset().union(*(word.missing for word in words)))


def _piece(face: Face | None, run: list[ShapedStr]) -> Piece:
    assert face is not None
    data: list[ShapeData] = []
    for glyphs in run:
        data += glyphs.__shapeData__  # type: ignore[attr-defined]
    return Piece(face, _shaped_str("".join(run), data))


def _shaped_str(text: str, data: list[ShapeData]) -> ShapedStr:
    return ShapedStr(text, data)  # type: ignore[arg-type]


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


def _shape_run(face: Face, text: str, *, rtl: bool) -> Shaped:
    missing: set[str] = set()
    spans = _with_faces(face, text, missing)
    if rtl:
        spans.reverse()
    pieces = []
    total = 0.0
    for own, part in spans:
        glyphs, advance = _glyphs(own, part, rtl=rtl)
        pieces.append(Piece(own, glyphs))
        total += advance
    return Shaped(tuple(pieces), total, frozenset(missing))


def _with_faces(face: Face, text: str, missing: set[str]) -> list[tuple[Face, str]]:
    spans: list[tuple[Face, str]] = []
    for cluster in clusters(text):
        own, shown = _face_for(face, cluster)
        if own is None:
            missing.add(cluster)
            own, shown = face, "?"
        neutral = not any(unicodedata.category(ch)[0] in "LNM" for ch in shown)
        if neutral and spans and spans[-1][0] in fonts.COMPLEX and fonts.covers(spans[-1][0], shown):
            own = spans[-1][0]
        if spans and spans[-1][0] is own:
            spans[-1] = (own, spans[-1][1] + shown)
        else:
            spans.append((own, shown))
    return spans


@lru_cache(maxsize=_WORDS_KEPT)
def _face_for(face: Face, cluster: str) -> tuple[Face | None, str]:
    if cluster == _BROKEN:
        return None, cluster
    for shown in (cluster, unicodedata.normalize("NFKC", cluster)):
        for own in (face, *fonts.FALLBACK):
            if fonts.covers(own, shown):
                return own, shown
    return None, cluster


@cache
def _shaper(face: Face) -> uharfbuzz.Font:
    return uharfbuzz.Font(fonts.font(face).hbFace)


def _glyphs(face: Face, text: str, *, rtl: bool) -> tuple[ShapedStr, float]:
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    uharfbuzz.shape(_shaper(face), buffer, {} if face in fonts.COMPLEX else _PLAIN_FEATURES)
    table = fonts.font(face).face
    shown: list[str] = []
    data: list[ShapeData] = []
    total = 0.0
    scale = 1000 / table.unitsPerEm
    for info, pos in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        typed = text[info.cluster]
        # Greek mu and the micro sign share a glyph: what was typed must be what is found in the file.
        same = table.charToGlyph.get(ord(typed)) == info.codepoint
        char = typed if same else fonts.char_for_glyph(face, info.codepoint)
        advance = pos.x_advance * scale
        shown.append(char)
        data.append(
            ShapeData(
                info.cluster,
                advance,
                pos.y_advance * scale,
                pos.x_offset * scale,
                pos.y_offset * scale,
                table.charWidths[ord(char)],
            )
        )
        total += advance
    return _shaped_str("".join(shown), data), total

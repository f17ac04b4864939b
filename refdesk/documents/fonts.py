"""The faces of the paper, registered when first used, and which characters each of them has."""

from enum import StrEnum
from functools import cache
from threading import Lock
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from refdesk import paths


class Face(StrEnum):
    """The faces by their short name; L is light, I italic, M medium, S semibold, B bold."""

    SERIF = "Serif"
    SERIF_I = "SerifI"
    SERIF_S = "SerifS"
    SERIF_L = "SerifL"
    SERIF_LI = "SerifLI"
    SANS = "Sans"
    SANS_I = "SansI"
    SANS_M = "SansM"
    SANS_S = "SansS"
    SANS_B = "SansB"
    CAVEAT = "Caveat"
    KALAM = "Kalam"
    HEBREW = "Hebrew"
    ARABIC = "Arabic"
    DEVANAGARI = "Devanagari"
    THAI = "Thai"


_FILES = {
    Face.SERIF: "SourceSerif4-Regular.ttf",
    Face.SERIF_I: "SourceSerif4-Italic.ttf",
    Face.SERIF_S: "SourceSerif4-SemiBold.ttf",
    Face.SERIF_L: "SourceSerif4-Light.ttf",
    Face.SERIF_LI: "SourceSerif4-LightItalic.ttf",
    Face.SANS: "SourceSans3-Regular.ttf",
    Face.SANS_I: "SourceSans3-Italic.ttf",
    Face.SANS_M: "SourceSans3-Medium.ttf",
    Face.SANS_S: "SourceSans3-SemiBold.ttf",
    Face.SANS_B: "SourceSans3-Bold.ttf",
    Face.CAVEAT: "Caveat-Regular.ttf",
    Face.KALAM: "Kalam-Light.ttf",
    Face.HEBREW: "NotoSansHebrew-Regular.ttf",
    Face.ARABIC: "NotoSansArabic-Regular.ttf",
    Face.DEVANAGARI: "NotoSansDevanagari-Regular.ttf",
    Face.THAI: "NotoSansThai-Regular.ttf",
}
COMPLEX = frozenset({Face.HEBREW, Face.ARABIC, Face.DEVANAGARI, Face.THAI})
FALLBACK = (Face.SANS, Face.HEBREW, Face.ARABIC, Face.DEVANAGARI, Face.THAI)
_SILENT = frozenset({*range(0x200C, 0x2010), 0xFE0F})
_PRIVATE = 0xE000
_LOADING = Lock()


@cache
def font(face: Face) -> TTFont:
    """Return the face as the PDF library knows it; it can then be set by its name."""
    # A preview and a print job may ask at the same time.
    with _LOADING:
        return _load(face)


@cache
def _load(face: Face) -> TTFont:
    loaded = TTFont(face.value, str(paths.resource("fonts", _FILES[face])))
    pdfmetrics.registerFont(loaded)
    # The PDF library keeps faces by PostScript name: of two files with the same one it prints the first for both.
    assert id(pdfmetrics.getFont(face.value)) == id(loaded), f"{_FILES[face]} has the PostScript name of another face"
    return loaded


def covers(face: Face, cluster: str) -> bool:
    """Tell by the face's own table whether it has every character of the cluster."""
    glyphs = font(face).face.charToGlyph
    return all(ord(ch) in glyphs or ord(ch) in _SILENT for ch in cluster)


def char_for_glyph(face: Face, glyph: int) -> str:
    """Return a character that stands for a glyph which no character leads to (joined and stacked forms)."""
    table: Any = font(face).face
    known = table.glyphToChar.get(glyph)
    if known:
        return chr(known[0])
    # Counted from the glyph, not from the order of use, so that the same page is the same file every time.
    code = _PRIVATE + glyph
    while code in table.charToGlyph:
        code += 1
    table.charToGlyph[code] = glyph
    table.glyphToChar[glyph] = [code]
    table.charWidths[code] = table.hmetrics[glyph][0]
    return chr(code)

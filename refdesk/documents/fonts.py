"""The faces of the paper, opened when first used, and which characters each of them has."""

from enum import StrEnum
from functools import cache
from threading import Lock

import uharfbuzz
from reportlab.pdfbase import pdfmetrics

from refdesk import paths
from refdesk.documents.embedding import Embedded
from refdesk.documents.system_fonts import SystemFace


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
    PATRICK = "Patrick"
    DANCING = "Dancing"
    LATIN = "Latin"
    HEBREW = "Hebrew"
    ARABIC = "Arabic"
    DEVANAGARI = "Devanagari"
    THAI = "Thai"
    CHINESE = "Chinese"
    JAPANESE = "Japanese"
    KOREAN = "Korean"
    EMOJI = "Emoji"


AnyFace = Face | SystemFace
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
    Face.PATRICK: "PatrickHand-Regular.ttf",
    Face.DANCING: "DancingScript-Regular.ttf",
    Face.LATIN: "NotoSans-Subset.ttf",
    Face.HEBREW: "NotoSansHebrew-Regular.ttf",
    Face.ARABIC: "NotoSansArabic-Regular.ttf",
    Face.DEVANAGARI: "NotoSansDevanagari-Regular.ttf",
    Face.THAI: "NotoSansThai-Regular.ttf",
    Face.CHINESE: "NotoSansSC-Subset.ttf",
    Face.JAPANESE: "NotoSansJP-Subset.ttf",
    Face.KOREAN: "NotoSansKR-Subset.ttf",
    Face.EMOJI: "NotoEmoji-Regular.ttf",
}
COMPLEX = frozenset({Face.HEBREW, Face.ARABIC, Face.DEVANAGARI, Face.THAI})
EAST_ASIAN = (Face.CHINESE, Face.JAPANESE, Face.KOREAN)
FALLBACK = (
    Face.SANS, Face.LATIN, Face.HEBREW, Face.ARABIC, Face.DEVANAGARI, Face.THAI, *EAST_ASIAN, Face.EMOJI,
)  # fmt: skip
_SILENT = frozenset(
    {*range(0x200C, 0x2010), *range(0xFE00, 0xFE10), *range(0xE0020, 0xE0080), *range(0xE0100, 0xE01F0)}
)
_LOADING = Lock()


@cache
def font(face: AnyFace) -> Embedded:
    """Return the face as the PDF library knows it; it can then be set by its name."""
    # A preview and a print job may ask at the same time.
    with _LOADING:
        return _load(face)


@cache
def _load(face: AnyFace) -> Embedded:
    if isinstance(face, SystemFace):
        loaded = Embedded(face.value, face.file, face.number)
    else:
        loaded = Embedded(face.value, paths.resource("fonts", _FILES[face]))
    pdfmetrics.registerFont(loaded)
    assert id(pdfmetrics.getFont(face.value)) == id(loaded), f"{face} has the PostScript name of another face"
    return loaded


@cache
def _characters(face: Face) -> uharfbuzz.Set:
    """Return the characters by the face's own table, without reading the rest of the file."""
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(paths.resource("fonts", _FILES[face])))).unicodes


def covers(face: AnyFace, cluster: str) -> bool:
    """Tell by the face's own table whether it has every character of the cluster."""
    has = face.characters if isinstance(face, SystemFace) else _characters(face)
    return all(ord(ch) in has or ord(ch) in _SILENT for ch in cluster)


def is_silent(ch: str) -> bool:
    """Tell a character that only says how others are drawn: joiners, variants, tags."""
    return ord(ch) in _SILENT

"""Fonts that this computer has: asked for a character when no shipped face has it."""

import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

import uharfbuzz
from reportlab.pdfbase.ttfonts import TTFError

from refdesk.documents.embedding import Embedded

_SUFFIXES = frozenset({".ttf", ".ttc", ".otf", ".otc"})
_PLAIN_WEIGHT = 400
_MOST_FACES = 4_000
_RESTRICTED = 0x0002  # its maker forbids to put it into files
_ITALIC = 0x0001
_BROKEN_FONT = (TTFError, struct.error, ValueError, LookupError, AssertionError, OSError, uharfbuzz.HarfBuzzError)


@dataclass(frozen=True, slots=True)
class SystemFace:
    """Hold where a font of this computer lies; `value` is the name it is set by in a PDF."""

    value: str
    file: Path
    number: int = 0  # in a file of several
    characters: uharfbuzz.Set = field(default_factory=uharfbuzz.Set, compare=False, repr=False)


def find(cluster: str) -> SystemFace | None:
    """Return a font that has all of these characters and can be printed."""
    codes = [ord(ch) for ch in cluster]
    for face in installed():
        if all(code in face.characters for code in codes) and _is_sound(face):
            return face
    return None


@cache
def installed() -> tuple[SystemFace, ...]:
    """Return the fonts with TrueType outlines that may be put into a PDF, plain ones first."""
    ranked: list[tuple[int, str, int, Path, uharfbuzz.Set]] = []
    for file in _files():
        try:
            ranked += [(rank, str(file), number, file, has) for number, rank, has in _faces(file)]
        except _BROKEN_FONT:
            continue
        if len(ranked) >= _MOST_FACES:
            break
    ranked.sort(key=lambda each: each[:3])
    return tuple(SystemFace(_name_of(file, number), file, number, has) for _rank, _name, number, file, has in ranked)


def folders() -> tuple[Path, ...]:
    """Return where this system keeps its fonts and this person theirs."""
    home = Path.home()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        return Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", own / "Microsoft" / "Windows" / "Fonts"
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return (*(Path(folder) / "fonts" for folder in shared.split(":") if folder), own / "fonts", home / ".fonts")


def _files() -> Iterator[Path]:
    for top in folders():
        for folder, inner, names in os.walk(top):
            inner.sort()
            yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix.lower() in _SUFFIXES)


def _name_of(file: Path, number: int) -> str:
    """Return a name that no other font bears, also when fonts come and go while the program runs."""
    return f"System{blake2b(f'{file}#{number}'.encode(), digest_size=6).hexdigest()}"


def _faces(file: Path) -> Iterator[tuple[int, int, uharfbuzz.Set]]:
    """Yield number, rank (how far from plain and upright) and characters of each usable face of a file."""
    blob = uharfbuzz.Blob.from_file_path(str(file))
    count = uharfbuzz.Face(blob).count if file.suffix.lower() in {".ttc", ".otc"} else 1
    for number in range(count):
        face = uharfbuzz.Face(blob, number)
        style = face.reference_table("OS/2").data
        if "glyf" not in face.table_tags or len(style) < 64 or "fvar" in face.table_tags:
            continue
        weight, _width, may_embed = struct.unpack_from(">HHH", style, 4)
        if may_embed & 0x000F != _RESTRICTED:
            yield number, abs(weight - _PLAIN_WEIGHT) + 1000 * (style[63] & _ITALIC), face.unicodes


@cache
def _is_sound(face: SystemFace) -> bool:
    """Tell a font that the PDF library can read: one in doubt may not stop a print job."""
    try:
        Embedded(face.value, face.file, face.number)
    except _BROKEN_FONT:
        return False
    return True

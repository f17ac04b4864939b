"""A face as it goes into a PDF: glyphs that no character leads to, and what each glyph says to a reader's search."""

import mmap
from array import array
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import uharfbuzz
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTFNameBytes, TTFont

_FIRST_CODE = 0xF0000  # nobody types these: planes for private use
_ROWS = 100  # as many as a block of the table may hold


class Embedded(TTFont):
    """A TrueType face for the PDF library; `name` is the one it is set by, and unlike any other's."""

    def __init__(self, name: str, file: Path, number: int = 0) -> None:
        super().__init__(name, str(file), subfontIndex=number)
        self._file, self._number = file, number
        _hold_less(self.face, file)
        # The PDF library keeps faces by PostScript name: of two files with the same one it prints the first for both.
        self.face.name = TTFNameBytes(self.face.name + f"-{name}".encode())
        self._said: dict[int, str] = {}
        self._codes: dict[tuple[int, str], int] = {}
        self._lock = Lock()

    @cached_property
    def hbFace(self) -> uharfbuzz.Face:  # noqa: N802
        """Return the face as the shaper knows it: it looks into the file too, and holds no copy."""
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self._file)), self._number)

    def char_for(self, glyph: int, text: str) -> str:
        """Return a character that draws this glyph, and is found as `text` in the file."""
        table: Any = self.face
        if len(text) == 1 and table.charToGlyph.get(ord(text)) == glyph:
            return text
        known = self._codes.get((glyph, text))
        if known is not None:
            return chr(known)
        with self._lock:  # a preview and a print job may ask at the same time
            code = self._codes.get((glyph, text))
            if code is None:
                code = _FIRST_CODE + len(self._codes)
                table.charToGlyph[code] = glyph
                table.charWidths[code] = table.hmetrics[glyph][0] * 1000 / table.unitsPerEm
                self._said[code] = text
                self._codes[glyph, text] = code  # last: it is looked up without the lock
        return chr(code)

    def said(self, char: str) -> str:
        """Return what a character that draws a glyph is found as."""
        return self._said.get(ord(char), char)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Add the face to the file, with a table of what its codes say that holds for every character."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        with self._lock:  # a face reads its file from where another left off: a preview and a check at once would mix
            super().addObjects(doc)
        for number, subset in enumerate(subsets):
            base = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("pdfdoc")
            stream: Any = doc.idToObject[f"toUnicodeCMap:{base}"]
            stream.content = self._table(base, subset)

    def _table(self, name: str, subset: list[int]) -> str:
        said = ((place, self._said.get(code, chr(code))) for place, code in enumerate(subset) if code)
        rows = [f"<{place:02X}> <{text.encode('utf-16-be').hex().upper()}>" for place, text in said if text]
        blocks = [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]
        lines = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
        return "\n".join((_HEAD.format(name=name, last=len(subset) - 1), *lines, _FOOT))


def _hold_less(face: Any, file: Path) -> None:  # noqa: ANN401 - the PDF library's own kind
    """Keep of a face only what printing asks for: half of what it read (measured: 7 MB of ten faces instead of 13)."""
    with file.open("rb") as opened:
        face._ttf_data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)  # noqa: SLF001 - it has no other name
    face.glyphToChar = {}  # was wanted to find the widths
    face.glyphPos = array("I", face.glyphPos)
    pairs: dict[Any, Any] = {}
    face.hmetrics = [pairs.setdefault(pair, pair) for pair in face.hmetrics]
    widths: dict[float, float] = {}
    face.charWidths = {code: widths.setdefault(width, width) for code, width in face.charWidths.items()}


_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry ({name})
/Ordering ({name})
/Supplement 0
>> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <{last:02X}>
endcodespacerange"""
_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""

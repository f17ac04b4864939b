"""Whether a LibreOffice sheet can be opened at all: measured in its bytes, before a reader lays out its cells.

Cells, rows and spaces say how often they are to be repeated, so that a few bytes may stand for any number of them.
"""

import re
import zipfile
import zlib
from pathlib import Path

from refdesk.exchange.workbook_faults import damaged, locked, too_large

LARGEST_CONTENT = 48 << 20
LARGEST_SIDE = 1 << 20
MOST_CELLS = 1_000_000
MOST_LETTERS = 100 << 20
MOST_SPACES = 1 << 20
SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"

_CONTENT, _SIDES = "content.xml", ("mimetype", "META-INF/manifest.xml")
_MARKS = re.compile(rb"<table:(?:table-row|table-cell|covered-table-cell)(?=[\s/>])")
_TAG = re.compile(
    rb"<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])((?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+)>"
)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,9})[\"']")
_SPACES = re.compile(rb"text:c\s*=\s*[\"'](\d{1,9})[\"']")
_HIDING = (b"<!--", b"<![", b"<!D", b"<!E")
"""What could hold a mark that is none, or hide one that is; no program writes these into a sheet."""


def is_table(packed: zipfile.ZipFile) -> bool:
    """Say whether a packed document is one of sheets, and no letter or drawing."""
    try:
        with packed.open("mimetype") as stream:
            return stream.read(len(SHEETS) + 20).strip().startswith(SHEETS)
    except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return False


def check(path: Path) -> None:
    """Raise BadFile if the sheets are damaged, or larger than any list of people."""
    try:
        with zipfile.ZipFile(path) as packed:
            sides = [_unpacked(packed, name, LARGEST_SIDE, path.name) for name in set(_SIDES) & set(packed.namelist())]
            if any(b"encryption-data" in side for side in sides):
                raise locked(path.name)
            if packed.namelist().count(_CONTENT) > 1:
                raise damaged(path.name)  # which of them is read, nobody knows
            content = _unpacked(packed, _CONTENT, LARGEST_CONTENT, path.name)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, RuntimeError, KeyError) as error:
        raise damaged(path.name) from error
    _check_extent(content, path.name)


def _unpacked(packed: zipfile.ZipFile, name: str, most: int, file: str) -> bytes:
    with packed.open(name) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise too_large(file)
    return content


def _check_extent(content: bytes, file: str) -> None:
    if any(mark in content for mark in _HIDING):
        raise damaged(file)
    if sum(map(int, _SPACES.findall(content))) > MOST_SPACES:
        raise too_large(file)
    extent = _Extent()
    for tag in _TAG.finditer(content):
        extent.take(tag[1], tag[2], tag.start())
        if extent.rows * extent.columns > MOST_CELLS:
            raise too_large(file)
    extent.take(b"table", b"", len(content))
    if extent.letters > MOST_LETTERS:
        raise too_large(file)
    # A mark that could not be read, or a number that is none, may stand for anything.
    if extent.is_odd or extent.marks != len(_MARKS.findall(content)):
        raise damaged(file)


class _Extent:
    """How far the filled cells of a sheet reach, and how many letters are in those of all sheets."""

    def __init__(self) -> None:
        self.rows = self.columns = self.letters = self.marks = 0
        self.is_odd = False
        self._row = self._column = self._times = self._filled = self._at = 0

    def take(self, kind: bytes, attributes: bytes, at: int) -> None:
        """Count in the mark of a sheet, a row or a cell."""
        self.letters += self._filled * (at - self._at)
        self._filled, self._at = 0, at
        if kind == b"table":
            self.rows = self.columns = self._row = 0
            return
        self.marks += 1
        numbers = _REPEATED.findall(attributes)
        self.is_odd = self.is_odd or len(numbers) != attributes.count(b"-repeated")
        repeated = max(map(int, numbers), default=1)
        if kind == b"table-row":
            self._row, self._times, self._column = self._row + repeated, repeated, 0
            return
        self._column += repeated
        if _is_filled(attributes):
            self.rows, self.columns = self._row, max(self.columns, self._column)
            self._filled = self._times * repeated


def _is_filled(attributes: bytes) -> bool:
    return not attributes.rstrip().endswith(b"/") or b"value" in attributes or b"formula" in attributes

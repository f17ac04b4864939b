"""Whether a workbook can be opened at all: measured in its bytes, before a reader lays out its cells.

The reader keeps a place for every cell between the first and the last, so that two cells in far corners would fill
the memory; and a packed file of some kilobytes may hold gigabytes.
"""

import re
import zipfile
import zlib
from pathlib import Path

from refdesk.errors import BadFile
from refdesk.exchange import old_records, ole_files
from refdesk.exchange.workbook_faults import MOST_CELLS, damaged, locked, too_large
from refdesk.i18n import _

LARGEST_UNPACKED = 400 << 20
LARGEST_OLD = 64 << 20
MOST_PARTS = 5_000
_CHUNK = 4 << 20

_NAMED_AS_USUAL = (b'<c r="', b'<row r="')
# Only cells with something in them count: a column coloured down to its end holds nothing.
_FILLED_AS_USUAL = re.compile(rb'<c r="([A-Za-z]++)(\d{1,9})[^>]*+(?<!/)>\s*+<(?!/)')
_PLACES = re.compile(rb"r(?<![\w:.-]r)\s*=")
_ANY_PLACE = re.compile(rb"r(?<![\w:.-]r)\s*=\s*[\"']?\s*([A-Za-z]{0,9})(\d{1,9})")
_NAMED = re.compile(rb"[<:](?:c|row)\s[^>]*?\br\s*=")
_ROWS_AND_CELLS = re.compile(rb"[<:](?:c|row)[\s/>]")
_LETTERS = 26

_OLD_BOOKS = ("Workbook", "Book")


def check_packed(path: Path) -> None:
    """Raise BadFile if a workbook of today is damaged, or larger than any list of people."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise too_large(path.name)
            left = LARGEST_UNPACKED
            for part in parts:
                left -= _checked_size(packed, part, left, path.name)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise damaged(path.name) from error


def old_book(path: Path) -> bytes:
    """Return an old workbook in a clean file of its own; raises BadFile for what is none, is locked or too large."""
    if path.stat().st_size > LARGEST_OLD:
        raise too_large(path.name)
    try:
        streams = ole_files.streams(path.read_bytes())
    except ole_files.Damaged as error:
        raise damaged(path.name) from error
    if "EncryptedPackage" in streams:
        raise locked(path.name)
    for name in _OLD_BOOKS:
        if name in streams:
            old_records.check(streams[name], path.name)
            return ole_files.alone(name, streams[name])
    if "WordDocument" in streams:
        raise BadFile(_("This is an old Word document. Save the list of people as CSV and import that file."))
    raise BadFile(_("This is an Outlook or old Office file. Export the people as CSV and import that file."))


def _checked_size(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, name: str) -> int:
    """Return how much a part unpacks to; what its entry says of its size may be a lie."""
    part.file_size = left + 2 * _CHUNK
    extent = _Extent()
    size = 0
    rest = b""
    with packed.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise too_large(name)
            data = rest + chunk
            # A tag that the end of a piece cuts in two is looked at with the next piece.
            end = max(data.rfind(b"<", 0, max(data.rfind(b"<"), 0)), 0)
            extent.take(data[:end])
            rest = data[end:] if len(data) - end < _CHUNK else b""
    extent.take(rest)
    if extent.cells > MOST_CELLS:
        raise too_large(name)
    return size


class _Extent:
    """How far the filled cells of a sheet reach."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._unnamed = 0

    def take(self, data: bytes) -> None:
        """Look at a piece of a sheet."""
        as_usual = sum(map(data.count, _NAMED_AS_USUAL))
        all_of_them = len(_ROWS_AND_CELLS.findall(data))
        if as_usual == all_of_them == len(_PLACES.findall(data)):
            found = _FILLED_AS_USUAL.findall(data)
        else:
            # Written in some other way, or made to be misread: then every place counts that anybody could see in it.
            self._unnamed += max(all_of_them - len(_NAMED.findall(data)), 0)
            found = _ANY_PLACE.findall(data)
        if found:
            self._row = max(self._row, max(map(int, {digits for _letters, digits in found})))  # noqa: PLW3301
            self._column = max(self._column, *map(_column, {letters for letters, _digits in found}))

    @property
    def cells(self) -> int:
        """Return how many places there are between the corners; a cell that does not say its place follows others."""
        return (self._row + self._unnamed) * (self._column + self._unnamed)


def _column(letters: bytes) -> int:
    number = 0
    for code in letters.upper()[:6]:
        number = number * _LETTERS + code - 64
    return number

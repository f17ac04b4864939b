"""Whether a workbook can be opened at all: measured in its bytes, before a reader lays out its cells.

The reader keeps a place for every cell between the first and the last, so that two cells in far corners would fill
the memory; and a packed file of some kilobytes may hold gigabytes.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from refdesk.errors import BadFile
from refdesk.exchange import ole_files
from refdesk.i18n import _

LARGEST_UNPACKED = 400 << 20
LARGEST_OLD = 64 << 20
MOST_CELLS = 8_000_000
MOST_PARTS = 5_000
_CHUNK = 4 << 20

_NAMED_AS_USUAL = (b'<c r="', b'<row r="')
_FILLED_AS_USUAL = re.compile(rb'<c r="([A-Za-z]++)(\d{1,9})[^>]*+(?<!/)>\s*+<(?!/)')
# Only cells with something in them count: a column coloured down to its end holds nothing.
_FILLED = re.compile(rb"[<:]c\s[^>]*?\br\s*=\s*[\"']([A-Za-z]+)(\d{1,9})[^>]*(?<!/)>\s*<(?!/)")
_NAMED = re.compile(rb"[<:](?:c|row)\s[^>]*?\br\s*=")
_ROWS_AND_CELLS = re.compile(rb"[<:](?:c|row)[\s/>]")
_LETTERS = 26

_CELL_RECORDS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E})
_SEVERAL_CELLS = frozenset({0x00BD, 0x00BE})
_SHEET_BEGINS = 0x0809
_PASSWORD = 0x002F
_OLD_BOOKS = ("Workbook", "Book")


def damaged(name: str) -> BadFile:
    """Return the plain sentence for a workbook that cannot be read."""
    return BadFile(_("{name} is damaged. Open it in Excel, save it once more, and import that file.").format(name=name))


def locked(name: str) -> BadFile:
    """Return the plain sentence for a workbook that is locked with a password."""
    sentence = _("{name} is locked with a password. Open it in Excel, save it without one, and import that file.")
    return BadFile(sentence.format(name=name))


def check_packed(path: Path) -> None:
    """Raise BadFile if a workbook of today is damaged, or larger than any list of people."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise _too_large(path.name)
            left = LARGEST_UNPACKED
            for part in parts:
                left -= _checked_size(packed, part, left, path.name)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
        raise damaged(path.name) from error


def old_book(path: Path) -> bytes:
    """Return an old workbook in a clean file of its own; raises BadFile for what is none, is locked or too large."""
    if path.stat().st_size > LARGEST_OLD:
        raise _too_large(path.name)
    try:
        streams = ole_files.streams(path.read_bytes())
    except ole_files.Damaged as error:
        raise damaged(path.name) from error
    if "EncryptedPackage" in streams:
        raise locked(path.name)
    for name in _OLD_BOOKS:
        if name in streams:
            _check_records(streams[name], path.name)
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
                raise _too_large(name)
            data = rest + chunk
            # A tag that the end of a piece cuts in two is looked at with the next piece.
            end = max(data.rfind(b"<", 0, max(data.rfind(b"<"), 0)), 0)
            extent.take(data[:end])
            rest = data[end:] if len(data) - end < _CHUNK else b""
    extent.take(rest)
    if extent.cells > MOST_CELLS:
        raise _too_large(name)
    return size


class _Extent:
    """How far the filled cells of a sheet reach."""

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._unnamed = 0

    def take(self, data: bytes) -> None:
        """Look at a piece of a sheet."""
        as_usual = sum(map(data.count, _NAMED_AS_USUAL)) == (all_of_them := len(_ROWS_AND_CELLS.findall(data)))
        if as_usual:  # three times quicker
            found = _FILLED_AS_USUAL.findall(data)
        else:
            self._unnamed += all_of_them - len(_NAMED.findall(data))
            found = _FILLED.findall(data)
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


def _check_records(stream: bytes, name: str) -> None:
    cells = row = column = 0
    for kind, data in _records(stream):
        if kind == _PASSWORD:
            raise locked(name)
        if kind == _SHEET_BEGINS:
            cells, row, column = cells + row * column, 0, 0
        elif kind in _CELL_RECORDS and len(data) >= 4:
            at_row, at_column = struct.unpack_from("<HH", data)
            if kind in _SEVERAL_CELLS:
                (at_column,) = struct.unpack_from("<H", data, len(data) - 2)
            row, column = max(row, at_row + 1), max(column, at_column + 1)
    if cells + row * column > MOST_CELLS:
        raise _too_large(name)


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _too_large(name: str) -> BadFile:
    return BadFile(_("{name} is too large for a list of people. Split it into smaller files.").format(name=name))

"""The records of an old workbook, looked at before a reader believes what they say of their own size."""

import struct
from collections.abc import Iterator

from refdesk.exchange.workbook_faults import MOST_CELLS, damaged, locked, too_large

_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E})
_SEVERAL_CELLS = frozenset({0x00BD, 0x00BE})
_END, _PASSWORD, _SHEET, _STRINGS, _EXTENT = 0x000A, 0x002F, 0x0085, 0x00FC, 0x0200
_WHOLE_SHEET = 65_536 * 256
_SHORTEST_STRING = 3
_MOST_SHEETS = 300
_MOST_READ = 8
"""How many times as long as the whole file its sheets may be together: they may not all point at the same one."""


def check(stream: bytes, name: str) -> None:
    """Raise BadFile for a workbook that is locked, or whose sheets reach further than any list of people."""
    starts = {0}
    for kind, data in _records(stream, 0):
        if kind == _PASSWORD:
            raise locked(name)
        if kind == _SHEET and len(data) >= 4:
            starts.update(struct.unpack_from("<I", data))
        if kind == _STRINGS and len(data) >= 8:
            (count,) = struct.unpack_from("<I", data, 4)
            if count > len(stream) // _SHORTEST_STRING:
                raise damaged(name)
    if len(starts) > _MOST_SHEETS:
        raise damaged(name)
    cells = 0
    left = _MOST_READ * len(stream)
    for start in starts:
        found, read = _extent(stream, start, name)
        cells, left = cells + found, left - read
        if cells > MOST_CELLS:
            raise too_large(name)
        if left < 0:
            raise damaged(name)


def _extent(stream: bytes, start: int, name: str) -> tuple[int, int]:
    """Return how many places a sheet has between its corners, and how many bytes it takes."""
    row = column = size = 0
    for kind, data in _records(stream, start):
        size += 4 + len(data)
        if kind == _END:
            break
        if kind == _EXTENT and _said_extent(data) > _WHOLE_SHEET:
            raise damaged(name)
        if kind in _CELLS and len(data) >= 4:
            at_row, at_column = struct.unpack_from("<HH", data)
            if kind in _SEVERAL_CELLS:
                at_column += len(data) // 6
            row, column = max(row, at_row + 1), max(column, at_column + 1)
    return row * column, size


def _said_extent(data: bytes) -> int:
    if len(data) == 10:
        _first, last, _left, right = struct.unpack_from("<HHHH", data)
    elif len(data) == 14:
        _first, last, _left, right = struct.unpack_from("<IIHH", data)
    else:
        return 0
    return int(last * right)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length

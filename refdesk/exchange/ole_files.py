"""The file system inside an old Office file: a stream taken out by name, and put alone into a clean one.

A reader that follows the chains of a damaged or hostile file may run for ever; these chains are counted.
"""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 4096
_HEADER = 76
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_IN_HEADER = 109
_CUTOFF = 4096
_MINI = 64


class Damaged(Exception):
    """The file system inside the file contradicts itself."""


def streams(data: bytes) -> dict[str, bytes]:
    """Return the streams of a file by name, the first of each; raises Damaged."""
    try:
        return _Container(data).streams()
    except (struct.error, IndexError) as error:
        raise Damaged from error


class _Container:
    def __init__(self, data: bytes) -> None:
        self._data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in {9, 12}:
            raise Damaged
        self._size = 1 << shift
        self._directory_start, self._mini_fat_start = struct.unpack_from("<I8xI", data, 48)
        self._most = len(data) // self._size + 1
        self._fat = self._read_fat()

    def streams(self) -> dict[str, bytes]:
        directory = self._chain(self._directory_start)
        found: dict[str, tuple[int, int]] = {}
        root = b""
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            name = directory[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            if kind == _ROOT and not root and start < _FAT:
                root = self._chain(start)
            elif kind == _STREAM:
                found.setdefault(name, (start, size))
        mini_fat = _numbers(self._chain(self._mini_fat_start)) if self._mini_fat_start < _FAT else ()
        return {
            name: self._chain(start)[:size] if size >= _CUTOFF else _mini_chain(root, mini_fat, start)[:size]
            for name, (start, size) in found.items()
        }

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise Damaged
        return self._data[start : start + self._size]

    def _read_fat(self) -> tuple[int, ...]:
        places = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, _HEADER))
        (following,) = struct.unpack_from("<I", self._data, 68)
        for _turn in range(self._most):
            if following >= _FAT:
                break
            more = _numbers(self._sector(following))
            places += more[:-1]
            following = more[-1]
        return tuple(
            number for place in places[: self._most] if place < _FAT for number in _numbers(self._sector(place))
        )

    def _chain(self, number: int) -> bytes:
        found: list[bytes] = []
        while number != _END:
            if len(found) > self._most:
                raise Damaged
            found.append(self._sector(number))
            number = self._fat[number]
        return b"".join(found)


def _mini_chain(root: bytes, fat: tuple[int, ...], number: int) -> bytes:
    found: list[bytes] = []
    while number != _END and root:
        if len(found) > len(fat):
            raise Damaged
        found.append(root[number * _MINI : (number + 1) * _MINI])
        number = fat[number]
    return b"".join(found)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def alone(name: str, stream: bytes) -> bytes:
    """Return a clean file that holds nothing but one stream."""
    stream += bytes(max(_CUTOFF, -(-len(stream) // _SECTOR) * _SECTOR) - len(stream))
    of_stream, per_sector = len(stream) // _SECTOR, _SECTOR // 4
    of_fat = -(-(of_stream + 2) // (per_sector - 1))
    assert of_fat <= _IN_HEADER, "a file this large was refused before"
    first = of_fat + 1
    fat = [_FAT] * of_fat + [_END] + [*range(first + 1, first + of_stream), _END]
    fat += [_FREE] * (of_fat * per_sector - len(fat))
    directory = _entry("Root Entry", _ROOT, 1, _END, 0) + _entry(name, _STREAM, _FREE, first, len(stream))
    return _header(of_fat) + struct.pack(f"<{len(fat)}I", *fat) + directory.ljust(_SECTOR, b"\0") + stream


def _header(of_fat: int) -> bytes:
    head = MAGIC + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 12, 6)
    head += struct.pack("<9I", 1, of_fat, of_fat, 0, _CUTOFF, _END, 0, _END, 0)
    listed = [*range(of_fat)] + [_FREE] * (_IN_HEADER - of_fat)
    return (head + struct.pack(f"<{_IN_HEADER}I", *listed)).ljust(_SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    return head + struct.pack("<III", _FREE, _FREE, child) + bytes(36) + struct.pack("<III", start, size, 0)

"""Which letters the bytes of a file stand for: a mark at the start, then UTF-8, then a guess the owner may change."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from refdesk.i18n import N_, _

UTF_8 = "utf-8"
WESTERN = "cp1252"
CHUNK = 1 << 20
SAMPLE_BYTES = 64 * 1024

_TITLES = {
    "utf-8": N_("Unicode (UTF-8)"),
    "utf-16": N_("Unicode (UTF-16)"),
    "utf-16-le": N_("Unicode (UTF-16, little endian)"),
    "utf-16-be": N_("Unicode (UTF-16, big endian)"),
    "cp1252": N_("Western European (Windows)"),
    "iso8859-15": N_("Western European (ISO)"),
    "mac-roman": N_("Western European (Mac)"),
    "cp850": N_("Western European (DOS)"),
    "cp1250": N_("Central European (Windows)"),
    "iso8859-2": N_("Central European (ISO)"),
    "cp1251": N_("Cyrillic (Windows)"),
    "koi8-r": N_("Cyrillic (KOI8-R)"),
    "cp1253": N_("Greek (Windows)"),
    "cp1254": N_("Turkish (Windows)"),
    "cp1255": N_("Hebrew (Windows)"),
    "cp1256": N_("Arabic (Windows)"),
    "cp1257": N_("Baltic (Windows)"),
    "cp932": N_("Japanese (Shift-JIS)"),
    "euc_jp": N_("Japanese (EUC)"),
    "gb18030": N_("Chinese, simplified (GB 18030)"),
    "big5": N_("Chinese, traditional (Big5)"),
    "cp949": N_("Korean"),
}
_SAME = {
    "ascii": "utf-8", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932", "gb2312": "gb18030",
    "gbk": "gb18030", "euc_kr": "cp949", "utf-8-sig": "utf-8", "big5hkscs": "big5", "shift_jis_2004": "cp932",
    "shift_jisx0213": "cp932", "windows-31j": "cp932",
}  # fmt: skip
_MARKS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Guess:
    """The encoding taken, and all that are worth trying, the likeliest first."""

    chosen: str
    candidates: tuple[str, ...]


def title(encoding: str) -> str:
    """Return how an encoding is called in the encoding box."""
    return _(_TITLES[encoding]) if encoding in _TITLES else encoding


def everything() -> tuple[str, ...]:
    """Return every encoding that can be chosen."""
    return tuple(_TITLES)


def known(name: str) -> str | None:
    """Return our name of an encoding that a file or a person names, or None if it is not one of ours."""
    try:
        found = codecs.lookup(name.strip().strip('"')).name
    except (LookupError, ValueError, UnicodeError):
        return None
    found = _SAME.get(found, found)
    return found if found in _TITLES else None


def guess(path: Path) -> Guess:
    """Return the likely encoding of a file; reads it once, piece by piece."""
    with path.open("rb") as stream:
        start = stream.read(4)
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                return _with_others(encoding)
        stream.seek(0)
        head = stream.read(SAMPLE_BYTES)
        if by_zeros := _utf_16_by_zeros(head):
            return _with_others(by_zeros)
        stream.seek(0)
        decoder = codecs.getincrementaldecoder(UTF_8)()
        foreign = bytearray()
        broken = False
        while chunk := stream.read(CHUNK):
            if not chunk.isascii() and len(foreign) < SAMPLE_BYTES:
                foreign += _lines_beyond_ascii(chunk)
            broken = broken or not _decodes(decoder, chunk)
        if not broken and _decodes(decoder, b"", final=True):
            return _with_others(UTF_8)
    return of_bytes(bytes(foreign[:SAMPLE_BYTES]))


def of_bytes(sample: bytes) -> Guess:
    """Return the likely encoding of bytes that are not UTF-8 throughout."""
    if not sample or _mostly_utf_8(sample):
        return _with_others(UTF_8)
    import chardet  # 60 ms, and most files are UTF-8

    ranked = [known(found["encoding"] or "") for found in chardet.detect_all(sample)]
    offered = [name for name in ranked if name is not None and not name.startswith("utf")]
    chosen = offered[0] if offered else WESTERN
    return _with_others(chosen, *offered[1:4])


def is_utf_8(line: bytes) -> bool:
    """Say whether the bytes are UTF-8."""
    try:
        line.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def _with_others(chosen: str, *likely: str) -> Guess:
    return Guess(chosen, tuple(dict.fromkeys((chosen, *likely, UTF_8, WESTERN))))


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _lines_beyond_ascii(chunk: bytes) -> bytes:
    found = bytearray()
    for line in chunk.splitlines(keepends=True):
        if not line.isascii():
            found += line[:4096]
            if len(found) >= SAMPLE_BYTES:
                break
    return bytes(found)


def _mostly_utf_8(sample: bytes) -> bool:
    # One broken character in a long UTF-8 file does not make it Western: letters in two bytes outnumber it.
    decoded = sample.decode(UTF_8, "replace")
    wrong = decoded.count("\ufffd")
    right = sum(1 for letter in decoded if letter > "\x7f") - wrong
    return right > 10 * wrong


def _utf_16_by_zeros(head: bytes) -> str | None:
    pairs = len(head) // 2
    if pairs < 8 or b"\0" not in head:
        return None
    if head[1::2].count(0) > 0.4 * pairs and head[0::2].count(0) < 0.05 * pairs:
        return "utf-16-le"
    if head[0::2].count(0) > 0.4 * pairs and head[1::2].count(0) < 0.05 * pairs:
        return "utf-16-be"
    return None

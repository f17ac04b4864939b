"""A vCard file down to its properties: cards, unfolded lines, names, parameters and bytes.

Written by hand: vobject's line pattern takes time that doubles with each "=a" in a parameter (2 s for 22 of them), so
that one hostile line would stop an import for ever.
"""

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from refdesk.errors import BadFile
from refdesk.exchange import encodings
from refdesk.i18n import _

CHUNK = 1 << 20
LONGEST_LINE = 32 << 20
LARGEST_CARD = 64 << 20
MOST_LINES = 100_000
DEEPEST = 20

_NEWLINES = re.compile(rb"\r*\n|\r")
_BEGIN = re.compile(rb"^\s*BEGIN\s*:\s*VCARD\s*$", re.IGNORECASE)
_END = re.compile(rb"^\s*END\s*:\s*VCARD\s*$", re.IGNORECASE)
_HEAD = re.compile(rb"^(?:[A-Za-z0-9_-]+\.)*[A-Za-z][A-Za-z0-9_-]*(?=[;:])")
_BASE64_LINE = re.compile(rb"^[A-Za-z0-9+/]+={0,2}$")
_BASE64 = re.compile(rb";(?:[^:;]*=)?\"?(?:BASE64|B)\"?(?:[;:]|$)", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rb";(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\;:,nN\"])")
_COMMON_TYPES = frozenset(
    {"home", "work", "cell", "voice", "fax", "text", "video", "pager", "textphone", "pref", "internet"}
)
_HEAD_SEARCHED = 2000
LONGEST_HEAD = 32_000
_QUOTE, _COLON = b'":'


@dataclass(slots=True)
class Card:
    """One card: where it begins and its lines; `problem` says why it cannot be read ("" if it can)."""

    line: int
    lines: list[tuple[int, bytes]] = field(default_factory=list)
    problem: str = ""
    size: int = 0
    has_inner: bool = False

    def take(self, number: int, line: bytes) -> None:
        """Add a line, unless the card has grown beyond all measure."""
        self.size += len(line)
        if self.size > LARGEST_CARD or len(self.lines) >= MOST_LINES:
            self.problem = _("This card is too large.")
            self.lines.clear()
        else:
            self.lines.append((number, line))


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a card: `types` as written, other parameters by name in capitals."""

    line: int
    group: str
    name: str
    types: tuple[str, ...]
    parameters: dict[str, str]
    value: bytes

    @property
    def is_quoted_printable(self) -> bool:
        """Say whether the value is written in quoted-printable."""
        return self.parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE" or _has(self.types, "quoted-printable")

    @property
    def is_preferred(self) -> bool:
        """Say whether this one is marked as the main one of its kind."""
        return _has(self.types, "pref") or self.parameters.get("PREF") == "1"


def cards(path: Path) -> Iterator[Card]:
    """Yield the cards of a file, an inner card on its own and before the one that holds it.

    Lines outside of every card come as a card with a problem; so does a card that the file breaks off.
    """
    open_cards: list[Card] = []
    stray: Card | None = None
    for number, line in lines(path):
        if _BEGIN.match(line):
            if stray is not None:
                yield stray
                stray = None
            for outer in open_cards[-1:]:
                outer.has_inner = True
            open_cards.append(Card(number))
            if len(open_cards) > DEEPEST:
                yield open_cards.pop(0)
        elif open_cards and _END.match(line):
            yield open_cards.pop()
        elif open_cards:
            open_cards[-1].take(number, line)
        elif line.strip(b" \t\x1a\0"):
            stray = stray or Card(number, problem=_("These lines belong to no card."))
    if stray is not None:
        yield stray
    yield from _left_open(open_cards)


def _left_open(open_cards: list[Card]) -> Iterator[Card]:
    for card in open_cards:
        # A card with others after it only lacks its last line; the last one may have been cut in the middle of a word.
        if not card.has_inner and not card.problem:
            card.problem = _("This card breaks off: the file ends before it does.")
        yield card


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a file, numbered from one, whatever their ends are; UTF-16 comes as UTF-8."""
    rest = b""
    number = 1
    for chunk in _chunks(path):
        # A "\r" at the end of a chunk may be the first half of a line end.
        data = rest + chunk
        kept = len(data) - len(data.rstrip(b"\r"))
        *whole, rest = _NEWLINES.split(data[: len(data) - kept] if kept else data)
        rest += b"\r" * kept
        for line in whole:
            yield number, line
            number += 1
        if len(rest) > LONGEST_LINE:
            raise BadFile(_("Line {line} of this file is far too long for a vCard.").format(line=number))
    for line in _NEWLINES.split(rest):
        if line:
            yield number, line
        number += 1


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        head = stream.read(4)
        stream.seek(0)
        wide = _wide_encoding(head)
        decoder = codecs.getincrementaldecoder(wide)("replace") if wide else None
        first = True
        while chunk := stream.read(CHUNK):
            data = decoder.decode(chunk).encode(encodings.UTF_8, "replace") if decoder is not None else chunk
            yield data.removeprefix(codecs.BOM_UTF8) if first else data
            first = False


def _wide_encoding(head: bytes) -> str:
    if head[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "utf-16"
    if head[:4] == b"B\0E\0":
        return "utf-16-le"
    return "utf-16-be" if head[:4] == b"\0B\0E" else ""


def properties(card: Card) -> Iterator[Property]:
    """Yield the properties of a card; a line that is none comes as a property without a name."""
    for number, line in _unfolded(card.lines):
        if _HEAD.match(line) and b":" in line:
            yield _property(number, line)
        elif not line.lstrip().startswith(b"#"):
            yield Property(number, "", "", (), {}, line)


def _unfolded(lines: list[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """Join what was folded: by a leading blank, by quoted-printable's "=", in base64, and by a last backslash."""
    current = bytearray()
    number = 0
    for at, line in lines:
        if current and _goes_on(current, line):
            continue
        if current:
            yield number, bytes(current)
        current = bytearray(line.strip() if not line.strip() else line)
        number = at
    if current:
        yield number, bytes(current)


def _goes_on(current: bytearray, line: bytes) -> bool:
    """Append the line to the current one if it belongs to it, and say whether it did."""
    head = bytes(current[:_HEAD_SEARCHED])
    if current.endswith(b"=") and _QUOTED_PRINTABLE.search(head):
        del current[-1:]
        current += line
    elif line[:1] in {b" ", b"\t"} and line.strip():
        current += line[1:]
    elif line and _BASE64_LINE.match(line.strip()) and _BASE64.search(head):
        current += line.strip()
    elif line and _ends_open(current) and not _HEAD.match(line):
        current += b"n" + line
    else:
        return False
    return True


def _ends_open(current: bytearray) -> bool:
    return (len(current) - len(current.rstrip(b"\\"))) % 2 == 1


def _property(number: int, line: bytes) -> Property:
    head, value = _split_head(line)
    name, *written = _split_outside_quotes(head, ";")
    group, _dot, name = name.rpartition(".")
    types: list[str] = []
    parameters: dict[str, str] = {}
    for parameter in written:
        key, equals, said = parameter.partition("=")
        values = [one.strip().strip('"') for one in _split_outside_quotes(said, ",")]
        if not equals:
            types.append(key.strip())
        elif key.strip().upper() == "TYPE":
            types.extend(one for each in values for one in _types_of(each))
        else:
            parameters.setdefault(key.strip().upper(), values[0] if values else "")
    return Property(number, group.lower(), name.upper(), tuple(filter(None, types)), parameters, value)


def _has(types: tuple[str, ...], type_: str) -> bool:
    return any(each.lower() == type_ for each in types)


def _types_of(said: str) -> list[str]:
    """Return the types of a quoted "work,voice"; a label of somebody's own may hold a comma."""
    parts = said.split(",")
    return parts if all(part.lower() in _COMMON_TYPES for part in parts) else [said]


def _split_head(line: bytes) -> tuple[str, bytes]:
    """Split a line at the first colon outside quotes; quotes that are never closed count as letters."""
    index = _colon_outside_quotes(line[:LONGEST_HEAD])
    if index < 0:
        index = line.find(b":")
    return line[:index].decode(encodings.UTF_8, "replace"), line[index + 1 :]


def _colon_outside_quotes(head: bytes) -> int:
    quoted = False
    for index, code in enumerate(head):
        if code == _QUOTE:
            quoted = not quoted
        elif code == _COLON and not quoted:
            return index
    return -1


def _split_outside_quotes(said: str, mark: str) -> list[str]:
    if '"' not in said:
        return said.split(mark)
    parts = [""]
    quoted = False
    for letter in said:
        quoted = quoted != (letter == '"')
        if letter == mark and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def text_of(prop: Property, fallback: str) -> str:
    """Return the value of a property as text, unescaped."""
    return unescaped(_decoded(prop.value, prop, fallback))


def fields_of(prop: Property, fallback: str, mark: str = ";") -> list[str]:
    """Return the parts of a structured value ("N", "ADR", "ORG"), each unescaped."""
    if prop.is_quoted_printable:
        # Split before decoding: "=3B" is a letter, ";" is a mark.
        parts = _split_unescaped(prop.value.decode("latin-1"), mark)
        return [unescaped(_decoded(part.encode("latin-1"), prop, fallback)) for part in parts]
    return [unescaped(part) for part in _split_unescaped(_decoded(prop.value, prop, fallback), mark)]


def raw_fields_of(prop: Property, fallback: str) -> list[str]:
    """Return the parts of a structured value still escaped, so that their commas can be told apart."""
    if prop.is_quoted_printable:
        parts = _split_unescaped(prop.value.decode("latin-1"), ";")
        return [_decoded(part.encode("latin-1"), prop, fallback) for part in parts]
    return _split_unescaped(_decoded(prop.value, prop, fallback), ";")


def split_list(said: str, mark: str = ",") -> list[str]:
    """Return the items of an escaped list, unescaped."""
    return [unescaped(part) for part in _split_unescaped(said, mark)]


def unescaped(said: str) -> str:
    """Return text without the backslashes of the format."""
    if "\\" not in said:
        return said
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], said)


def _split_unescaped(said: str, mark: str) -> list[str]:
    if "\\" not in said:
        return said.split(mark)
    parts: list[str] = []
    start = index = 0
    while index < len(said):
        if said[index] == "\\":
            index += 1
        elif said[index] == mark:
            parts.append(said[start:index])
            start = index + 1
        index += 1
    return [*parts, said[start:]]


def _decoded(value: bytes, prop: Property, fallback: str) -> str:
    data = quopri.decodestring(value) if prop.is_quoted_printable else value
    try:
        return data.decode(encodings.UTF_8)
    except UnicodeDecodeError:
        named = encodings.known(prop.parameters.get("CHARSET", ""))
        return data.decode(named or fallback, "replace")

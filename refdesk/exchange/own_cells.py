"""What only our own files say in a cell, written and read here side by side: lists, yes or no, counts, a photo."""

import base64
import binascii
import re
from collections.abc import Iterable

from refdesk.domain.incoming import DateKind, IncomingDate

SEVERAL = " ::: "
LARGEST_PHOTO = 700 << 10
_END = SEVERAL.rstrip()
_PHOTO = "data:image;base64,"
_ANY_PHOTO = re.compile(r"data:image(?:/[\w.+-]{1,20})?;base64,")
_MARK = re.compile(r"(?:^|(?<= ))::(\\*):(?=$| )")
_HIDDEN_MARK = re.compile(r"(?:^|(?<= ))::\\(\\*):(?=$| )")
_DATE_KINDS = frozenset(DateKind)
_LISTS = frozenset(',;"')


def several(words: Iterable[str]) -> str:
    """Return a list as one cell; a mark inside of a word is told apart from those between them."""
    hidden = [_MARK.sub(r"::\\\1:", word) for word in words]
    # A lone word with a comma or semicolon would be taken for several by whoever reads lists of many kinds.
    return SEVERAL.join(hidden) + (_END if len(hidden) == 1 and _LISTS & set(hidden[0]) else "")


def taken_apart(cell: str) -> tuple[str, ...]:
    """Return the list that `several` wrote."""
    return tuple(_HIDDEN_MARK.sub(r"::\1:", word) for word in cell.removesuffix(_END).split(SEVERAL) if word)


def date_label(each: IncomingDate) -> str:
    """Return what a date is, in one cell: its own word, or its kind and perhaps a word."""
    if each.kind is DateKind.OTHER and dated(each.label) == (each.kind, each.label):
        return each.label
    return f"{each.kind.value}: {each.label}" if each.label else each.kind.value


def dated(label: str) -> tuple[DateKind, str]:
    """Return the kind and the word that `date_label` wrote."""
    kind, mark, word = label.partition(": ")
    if kind not in _DATE_KINDS or (not mark and kind == DateKind.OTHER):
        return DateKind.OTHER, label
    return DateKind(kind), word


def yes_no(answer: bool | None) -> str:
    """Return yes, no, or nothing for not known."""
    return {True: "yes", False: "no", None: ""}[answer]


def count(number: int | None) -> str:
    """Return a number, or nothing for not known."""
    return "" if number is None else str(number)


def number(cell: str, most: int) -> int | None:
    """Return the number that a cell holds, or None if it is none from 0 to `most`."""
    return int(cell) if cell.isdecimal() and cell.isascii() and len(cell) < 4 and int(cell) <= most else None


def photo(content: bytes | None) -> str:
    """Return a photo as letters; one that did not come through the gate for pictures may be too large for a cell."""
    if not content or len(content) > LARGEST_PHOTO:
        return ""
    return _PHOTO + base64.b64encode(content).decode("ascii")


def photo_of(cell: str) -> bytes | None:
    """Return the photo that a cell holds as letters, or None: an address on the internet is never followed."""
    found = _ANY_PHOTO.match(cell)
    if found is None:
        return None
    try:
        return binascii.a2b_base64(cell[found.end() :]) or None
    except (binascii.Error, ValueError):
        return None

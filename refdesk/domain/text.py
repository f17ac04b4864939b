"""Text from people: what is kept of it, and how it is compared, searched and sorted."""

import re
import unicodedata

from anyascii import anyascii

_LINE_END = re.compile(r"\r\n|\r|\x85|\u2028|\u2029|\x0b|\x0c")
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_BLANK_LINES = re.compile(r"\n{4,}")
_JOINERS = "\u200c\u200d"  # emoji, Persian and Indic words need them


def fold(text: str) -> str:
    """Return the text as it is searched and sorted: plain small Latin letters, one space between words."""
    if text.isascii():
        return " ".join(text.casefold().split())
    return " ".join(anyascii(text).casefold().split())


def clean(text: str, *, lines: bool = False) -> str:
    """Return what is kept of typed or imported text: composed, trimmed, without control characters.

    A field of one line turns line ends into spaces; with `lines` they stay, each as one newline.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # the usual case, ten times quicker
        return text.strip() if lines or "  " not in text else " ".join(text.split())
    ended = _LINE_END.sub("\n", text)
    kept = "".join(filter(_is_kept, unicodedata.normalize("NFC", ended)))
    if not kept.strip(_JOINERS + " \t\n"):
        return ""  # joiners with nothing to join: nobody could see that there is a text
    if not lines:
        return " ".join(kept.split())
    trimmed = "\n".join(line.expandtabs(4).rstrip() for line in kept.split("\n"))
    return _BLANK_LINES.sub("\n\n\n", trimmed).strip()


def is_blank(text: str) -> bool:
    """Say whether nothing is kept of a text: what nobody can see does not fill a field."""
    return not text or not clean(text)


def first_sentence(text: str) -> str:
    """Return what stands before the first full stop or line end, without the stop: paper has no ellipsis."""
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0].rstrip(". ")


def shorten(text: str, length: int) -> str:
    """Return the text on one line, cut at a word with an ellipsis if it is longer than `length`."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    head, space, _tail = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,.;:") + "…"


def _is_kept(character: str) -> bool:
    if character in "\n\t" or character in _JOINERS:
        return True
    if ord(character) & 0xFFFE == 0xFFFE:  # no characters: no workbook can hold them
        return False
    # Controls and NUL, and halves of pairs: what a database, a page or a log cannot hold.
    # Format marks turn the writing direction around and hide text.
    return unicodedata.category(character) not in {"Cc", "Cs", "Cf"}

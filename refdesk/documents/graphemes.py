"""Where a reader sees one character: letters with their marks, pictures joined to one, flags, syllables."""

import unicodedata

_MARKS = frozenset({"Mn", "Me", "Mc"})
_JOINER = "\u200d"
# Joiners, skin tones, tags of flags, and vowels that are letters to Unicode but parts of the one before to a reader.
_CLINGING = frozenset(
    {"\u200c", _JOINER, "\u0e33", "\u0eb3", "\uff9e", "\uff9f"}
    | {chr(code) for code in (*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080))}
)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_PICTURES = range(0x1F000, 0x1FB00)
_VIRAMA = 9  # the combining class of the mark that joins two consonants
_LEADING, _FOLLOWING = range(0x1100, 0x1160), range(0x1160, 0x1200)
_SYLLABLES = range(0xAC00, 0xD7A4)


def clusters(text: str) -> list[str]:
    """Return the text cut where a reader sees characters; nothing of it is lost."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for ch in text:
        if found and ch >= "\u0300" and _belongs(found[-1], ch):
            found[-1] += ch
        else:
            found.append(ch)
    return found


def _belongs(before: str, ch: str) -> bool:
    """Tell whether a character goes with the ones before it."""
    if ch in _CLINGING or unicodedata.category(ch) in _MARKS:
        return True
    last, code = before[-1], ord(ch)
    if code in _FLAG_LETTERS:
        return len(before) == 1 and ord(last) in _FLAG_LETTERS
    if code in _FOLLOWING:
        return _is_korean(ord(last))
    if code in _LEADING or code in _SYLLABLES:
        return ord(last) in _LEADING
    if last == _JOINER and len(before) > 1:
        return (_is_picture(ch) and _is_picture(before[0])) or _joins(before[-2], ch)
    return _joins(last, ch)


def _joins(mark: str, ch: str) -> bool:
    """Tell two consonants that are written as one: a virama stands between them."""
    return unicodedata.combining(mark) == _VIRAMA and unicodedata.category(ch) == "Lo"


def _is_picture(ch: str) -> bool:
    return ord(ch) in _PICTURES or unicodedata.category(ch) == "So"


def _is_korean(code: int) -> bool:
    return code in _LEADING or code in _FOLLOWING or code in _SYLLABLES

"""Breaking text into lines: fewest lines first, then the least ragged, never a word lost or a line too wide."""

import re
from dataclasses import dataclass

from refdesk.documents import direction, graphemes, shaping
from refdesk.documents.fonts import Face
from refdesk.documents.shaping import NO_BREAK_SPACE

_LONGEST_WORD = 1000
_BREAK_AFTER = "-/@._"
_SHORT_END = 7
_HAIR = 1e-6
_UNITS = re.compile(r"(?<=\d) (?=(?:h|min|km|mi|m|cm|mm|kg|lb|oz|g|am|pm|AM|PM|%|€)(?:\W|$))")
_NUMBERED = re.compile(r"(?<![^\W\d])(p\.|pp\.|no\.|No\.|side|page) (?=\d)")
_IDEOGRAPH = re.compile(
    "[\u3001-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff]"
)
_NEVER_LAST = frozenset("（「『【〔〈《［｛〖([“‘「")
_NEVER_FIRST = frozenset(
    "、。，．！？）」』】〕〉》］｝〗：；・ー々…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.!?;:)]”’、。」ー"
)
_INITIALS = re.compile(r"(?<![^\W\d])([^\W\d_]\.) (?=[^\W\d_]\.)")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The lines of one paragraph; `missing` are characters without a face."""

    lines: tuple[str, ...]
    missing: frozenset[str] = frozenset()
    words: int = 0


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    width: float
    spaced: bool  # a space stands before it, unless it begins a line


def wrap(
    text: str,
    face: Face,
    size: float,
    *,
    measure: float,
    first: float | None = None,
    keep_end: bool = False,
    hyphens: bool = False,
) -> Wrapped:
    """Break text into lines at most `measure` points wide.

    `first` is the room of the first line where a label stands before it; an empty first line means that the text
    begins under the label. `keep_end` keeps a short last word of a message with the one before it; `hyphens` lets
    names break after a hyphen.
    """
    cleaned = tie(shaping.clean(text), keep_end=keep_end)
    if not cleaned:
        return Wrapped(())
    tokens, missing = _tokens(cleaned, face, size, measure, hyphens=hyphens)
    space = shaping.width(face, " ", size)
    ends = _best_ends(tokens, space, measure, measure if first is None else first)
    lines = []
    start = 0
    rtl = direction.is_rtl(cleaned)
    for end in ends:
        lines.append(direction.marked(_line(tokens[start:end]), rtl=rtl))
        start = end
    return Wrapped(tuple(lines), missing, sum(token.spaced for token in tokens[1:]) + 1)


def tie(text: str, *, keep_end: bool = False) -> str:
    """Put no-break spaces where a line may not end: number and unit, page numbers, initials, a short last word."""
    text = _UNITS.sub(NO_BREAK_SPACE, text)
    text = _NUMBERED.sub(rf"\1{NO_BREAK_SPACE}", text)
    text = _INITIALS.sub(rf"\1{NO_BREAK_SPACE}", text)
    before, gap, last = text.rpartition(" ")
    if keep_end and gap and " " in before and len(last) < _SHORT_END:
        return before + NO_BREAK_SPACE + last
    return text


def _line(tokens: list[_Token]) -> str:
    return "".join((" " if token.spaced and place else "") + token.text for place, token in enumerate(tokens))


def _tokens(
    text: str, face: Face, size: float, measure: float, *, hyphens: bool
) -> tuple[list[_Token], frozenset[str]]:
    tokens: list[_Token] = []
    missing: set[str] = set()
    for place, word in enumerate(text.split(" ")):
        spaced = place > 0
        for part in _parts(word, hyphens=hyphens):
            shaped = shaping.shape_word(face, part) if part.isascii() else shaping.shape(face, part)
            missing |= shaped.missing
            wide = shaped.width * size / 1000
            if wide <= measure:
                tokens.append(_Token(part, wide, spaced))
            else:
                tokens += _broken(part, face, size, measure, spaced=spaced)
            spaced = False
    return tokens, frozenset(missing)


def _parts(word: str, *, hyphens: bool) -> list[str]:
    parts = re.split(r"(?<=\w-)(?=\w)", word) if hyphens else [word]
    if not word.isascii() and _IDEOGRAPH.search(word):
        parts = [piece for part in parts for piece in _between_ideographs(part)]
    if len(word) <= _LONGEST_WORD:
        return [part for part in parts if part]
    return [part[at : at + _LONGEST_WORD] for part in parts for at in range(0, len(part), _LONGEST_WORD)]


def _between_ideographs(part: str) -> list[str]:
    """Cut a text without spaces where a line may end: at any ideograph, but never before a closing mark."""
    pieces: list[str] = []
    for cluster in graphemes.clusters(part):
        if pieces and not _may_end(pieces[-1][-1], cluster[0]):
            pieces[-1] += cluster
        else:
            pieces.append(cluster)
    return pieces


def _may_end(last: str, following: str) -> bool:
    if last in _NEVER_LAST or following in _NEVER_FIRST:
        return False
    return bool(_IDEOGRAPH.match(last) or _IDEOGRAPH.match(following))


def _broken(word: str, face: Face, size: float, measure: float, *, spaced: bool) -> list[_Token]:
    """Cut a word that is wider than the line: after a mark if one is near enough, else where the line is full."""
    tokens: list[_Token] = []
    for part in re.split(rf"(?<=[{re.escape(_BREAK_AFTER)}])|{NO_BREAK_SPACE}", word):
        rest = graphemes.clusters(part)
        while rest:
            count = _fitting(rest, face, size, measure)
            piece = "".join(rest[:count])
            follows_space = spaced if not tokens else _was_space(word, tokens)
            tokens.append(_Token(piece, shaping.width(face, piece, size), follows_space))
            rest = rest[count:]
    return tokens


def _was_space(word: str, tokens: list[_Token]) -> bool:
    done = sum(len(token.text) + (token.spaced and place > 0) for place, token in enumerate(tokens))
    return done < len(word) and word[done] == NO_BREAK_SPACE


def _fitting(rest: list[str], face: Face, size: float, measure: float) -> int:
    low, high = 1, len(rest)
    while low < high:
        middle = (low + high + 1) // 2
        if shaping.width(face, "".join(rest[:middle]), size) <= measure:
            low = middle
        else:
            high = middle - 1
    return low


def _best_ends(tokens: list[_Token], space: float, measure: float, first: float) -> list[int]:
    """Return where each line ends; a leading 0 is an empty first line."""
    count = len(tokens)
    if _in_one_line(tokens, space) <= min(first, measure):
        return [count]
    lines = [0] * (count + 1)
    costs = [0.0] * (count + 1)
    came = [0] * (count + 1)
    for end in range(1, count + 1):
        penalty = _end_penalty(tokens, end, measure)
        best = (count + 2, 0.0, 0)
        width = 0.0
        for start in range(end - 1, -1, -1):
            token = tokens[start]
            width += token.width
            if width > measure + _HAIR and start < end - 1:
                break
            room = measure if start else first
            if start == 0 and width > room + _HAIR:
                found = (2, 4 * measure**2, -1)
            elif end < count:
                found = (lines[start] + 1, costs[start] + (room - width) ** 2 + penalty, start)
            else:
                found = (lines[start] + 1, costs[start] + _last_cost(end - start, width, measure), start)
            if found < best:
                best = found
            if token.spaced:
                width += space
        lines[end], costs[end], came[end] = best
    return _way_back(came)


def _way_back(came: list[int]) -> list[int]:
    """Return the ends of lines in order, by where each line was found to begin."""
    ends = [len(came) - 1]
    while ends[-1] > 0:
        ends.append(came[ends[-1]])
    return [0, *reversed(ends[:-1])] if ends[-1] < 0 else list(reversed(ends[:-1]))


def _in_one_line(tokens: list[_Token], space: float) -> float:
    """Return how wide it all is beside one another; most facts of a form are one line, and need no weighing."""
    return sum(token.width for token in tokens) + space * sum(token.spaced for token in tokens[1:])


def _end_penalty(tokens: list[_Token], end: int, measure: float) -> float:
    """Return what a line end at this word costs beside its white space: "I" or "a" left hanging, a name cut."""
    if end == len(tokens):
        return 0.0
    lone = tokens[end - 1].text
    penalty = (0.3 * measure) ** 2 if len(lone) == 1 and lone.isalpha() and not _IDEOGRAPH.match(lone) else 0.0
    if tokens[end].spaced or _may_end(lone[-1], tokens[end].text[0]):
        return penalty
    return penalty + (0.6 * measure) ** 2


def _last_cost(words: int, width: float, measure: float) -> float:
    cost = 0.6 * measure**2 if words == 1 and width < 0.25 * measure else 0.0
    return cost + 0.2 * measure**2 if width < 0.2 * measure else cost

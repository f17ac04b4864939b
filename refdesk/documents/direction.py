"""Right-to-left text: the runs of a line in the order in which they stand on paper."""

import unicodedata
from collections import deque
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bidi import algorithm
from bidi.mirror import MIRRORED

_RTL = frozenset({"R", "AL"})
_LRM, _RLM = "\u200e", "\u200f"
_KNOWN = frozenset({"L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "WS", "ON"})
_MARK, _NEUTRAL = "\u0300", "!"
_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one direction, in the order in which it was typed; the shaper turns a right-to-left run itself."""

    text: str
    rtl: bool


def has_rtl(text: str) -> bool:
    """Tell whether the text holds a right-to-left letter."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(ch) in _RTL for ch in text)


def is_rtl(text: str) -> bool:
    """Tell whether a paragraph runs from right to left: its first strong letter decides."""
    for ch in text:
        kind = unicodedata.bidirectional(ch)
        if kind == "L":
            return False
        if kind in _RTL:
            return True
    return False


def marked(line: str, *, rtl: bool) -> str:
    """Return a line of a paragraph so that it runs as the paragraph does, whatever word it begins with."""
    if line.isascii() and not rtl:
        return line
    return line if is_rtl(line) is rtl or not (rtl or has_rtl(line)) else (_RLM if rtl else _LRM) + line


def unmarked(line: str) -> str:
    """Return a line without the marks that only say how it runs."""
    return line.replace(_LRM, "").replace(_RLM, "")


def visual_runs(text: str) -> list[Run]:
    """Return the runs of one line from left to right on paper."""
    base = 1 if is_rtl(text) else 0
    levels = _levels(_with_marks(text, base), base)
    spans = [(level, "".join(ch for ch, _level in group)) for level, group in groupby(levels, key=lambda item: item[1])]
    return [_run(level, part) for level, part in _reordered(spans) if part]


def _levels(text: str, base: int) -> list[tuple[str, int]]:
    storage: dict[str, Any] = {"base_level": base, "base_dir": "LR"[base], "chars": [], "runs": deque()}
    algorithm.get_embedding_levels("".join(map(_stand_in, text)), storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    levels = [ch["level"] for ch in storage["chars"]]
    return [(ch, level) for ch, level in zip(text, levels, strict=True) if ch not in {_LRM, _RLM}]


def _stand_in(ch: str) -> str:
    """Return what the library is asked about: it drops joiners, and stops at characters that have no direction."""
    kind = unicodedata.bidirectional(ch)
    if kind in _KNOWN:
        return ch
    return _MARK if kind == "BN" else _NEUTRAL


def _reordered(spans: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Turn around every stretch of runs from the highest level down to the lowest odd one (rule L2)."""
    ordered = list(spans)
    for level in range(max((item[0] for item in spans), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end][0] >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = end + 1
    return ordered


def _run(level: int, text: str) -> Run:
    if level % 2 == 0:
        return Run(text, rtl=False)
    if has_rtl(text):
        return Run(text, rtl=True)
    # A shaper turns a run by its letters; marks alone are turned and mirrored here.
    return Run("".join(MIRRORED.get(ch, ch) for ch in reversed(text)), rtl=False)


def _with_marks(text: str, base: int) -> str:
    """Put direction marks around bracket pairs: the library lacks the rule (N0) that a pair goes with its content."""
    marks: dict[int, str] = {}
    stack: list[tuple[str, int]] = []
    kinds = _strengths(text, base)
    for place, ch in enumerate(text):
        if ch in _PAIRS:
            stack.append((_PAIRS[ch], place))
        elif stack and stack[-1][0] == ch:
            _closer, start = stack.pop()
            mark = _mark(kinds, start, place, base)
            if mark:
                marks[start] = marks[place] = mark
    return "".join(f"{marks[place]}{ch}{marks[place]}" if place in marks else ch for place, ch in enumerate(text))


def _mark(kinds: list[int | None], start: int, end: int, base: int) -> str:
    inside = {*kinds[start + 1 : end]} - {None}
    if not inside:
        return ""
    if base in inside:
        return _LRM if base == 0 else _RLM
    before = next((kind for kind in reversed(kinds[:start]) if kind is not None), base)
    return _LRM if before == 0 else _RLM


def _strengths(text: str, base: int) -> list[int | None]:
    """Return for each character whether it pulls to the left (1), to the right (0) or neither; digits go with words."""
    found: list[int | None] = []
    last = base
    for ch in text:
        kind = unicodedata.bidirectional(ch)
        if kind == "L" or kind in _RTL:
            last = int(kind != "L")
            found.append(last)
        else:
            found.append(1 if kind == "AN" else last if kind == "EN" else None)
    return found

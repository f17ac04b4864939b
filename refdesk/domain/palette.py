"""The palette: how well typed words fit what it offers, and which letters they meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from refdesk.domain import text


class Quality(IntEnum):
    """How well something fits, the best first."""

    BEGINS = 0
    BEGINS_WORDS = 1
    INSIDE = 2


@dataclass(frozen=True, slots=True)
class Match:
    """Hold how the typed words met a title: `spans` are the places of its letters, as (first, past the last)."""

    quality: Quality
    spans: tuple[tuple[int, int], ...]


def match(typed: str, title: str) -> Match | None:
    """Return how all typed words meet the title, in any order; None when one of them does not."""
    folded, origins = _folded(title)
    words = text.fold(typed).split()
    if not words:
        return None
    met: set[int] = set()
    begun = 0
    for word in words:
        at, begins = _found(folded, word)
        if at < 0:
            return None
        begun += begins
        met.update(origins[at : at + len(word)])
    whole = folded.startswith(" ".join(words))
    quality = Quality.BEGINS if whole else Quality.BEGINS_WORDS if begun == len(words) else Quality.INSIDE
    return Match(quality, _spans(sorted(met)))


def _found(folded: str, word: str) -> tuple[int, bool]:
    """Return where the word stands, at the beginning of a word if it does anywhere."""
    at = folded.find(word)
    while at > 0 and folded[at - 1].isalnum():
        later = folded.find(word, at + 1)
        if later < 0:
            return folded.find(word), False
        at = later
    return at, at >= 0


def _folded(title: str) -> tuple[str, list[int]]:
    """Return the title as it is searched, and from which of its characters each letter came."""
    letters: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(title):
        plain = " " if character.isspace() else text.fold(character)
        letters.append(plain)
        origins += [at] * len(plain)
    return "".join(letters), origins


def _spans(places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    runs = [[place for _at, place in run] for _key, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0])]
    return tuple((run[0], run[-1] + 1) for run in runs)

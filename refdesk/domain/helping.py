"""Who could help: the words of a need, and how well they fit what is known of a person."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import log
from types import MappingProxyType

from refdesk.domain import text
from refdesk.i18n import N_

MOST_WORDS = 40
"""Words of a need that are looked for; a long story is told by its beginning."""
SHOWN_LENGTH = 90
_SHORTEST_START = 3
_SHORTEST_STEM = 4
_LETTERS = re.compile(r"[a-z0-9]+")
_TYPED_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "ors", "ions", "er", "or", "ion", "ed")
_COMMON = """
    a about after all also am an and any anybody anyone are as ask at be because been before being best but by call can
    come could did do does dont each else etc every everything few find for from get give go good got great had has
    have he help her here him his how i if in into is it its just kind know like little look looking lot made make many
    may me more most much must my need needed needs new no nobody not now of off on one only or other our out over
    people person please quite really she should so some somebody someone something soon such than that the their them
    then there these they thing things this those to too until up us very want wanted wants was we well were what when
    where which who whom whose why will wish with within without would yes you your
"""
_STOP_WORDS = frozenset(_COMMON.split())


class Place(StrEnum):
    """What of a person the words of a need may fit."""

    DOES = "does"
    GOOD_LEAD = "good_lead"
    JOB = "job"
    TAGS = "tags"
    NOTES = "notes"


PLACE_WORDS: Mapping[Place, str] = MappingProxyType(
    {
        Place.DOES: N_("Does"),
        Place.GOOD_LEAD: N_("Looks for"),
        Place.JOB: N_("Work"),
        Place.TAGS: N_("Tags"),
        Place.NOTES: N_("Notes"),
    }
)
WEIGHT: Mapping[Place, float] = MappingProxyType(
    {Place.JOB: 9.0, Place.DOES: 8.0, Place.GOOD_LEAD: 6.0, Place.TAGS: 3.0, Place.NOTES: 1.0}
)
"""The name of a trade says more than a story of it, and that more than a note; a word counts once, where it fits best.

A bookkeeper comes before the barber whose "shop" somebody tells of, when a bookkeeper for a shop is needed.
"""
WHOLE, BEGUN, RELATED = 1.0, 0.8, 0.6
"""How well a word fits: as it stands (or in the plural), as the beginning of another, by a common stem."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold one word of a need as it is looked for: itself, and the beginnings of its relatives."""

    word: str
    stem: str

    @property
    def starts(self) -> tuple[str, ...]:
        """Return with what a word of a text may begin to fit; short words fit as they stand only."""
        return tuple(dict.fromkeys((singular(self.word), self.stem)))

    @property
    def looked_up(self) -> tuple[tuple[str, bool], ...]:
        """Return what to ask a word index for: each with whether it may go on; no text that fits begins otherwise."""
        if self.is_short:
            return ((self.word, False),)
        one = singular(self.word)
        several = f"{one[:-1]}ies"
        known = one.endswith("y") and not several.startswith(self.stem)
        return ((self.stem, True), (several, False)) if known else ((self.stem, True),)

    @property
    def is_short(self) -> bool:
        """Say whether the word is too short to be the beginning of others."""
        return len(self.word) < _SHORTEST_START

    def fits(self, found: str) -> float:
        """Return how well a folded word of a text fits, 0 when it does not."""
        if singular(found) == singular(self.word):
            return WHOLE
        if self.is_short:
            return 0.0
        if found.startswith(self.starts[0]):
            return BEGUN
        return RELATED if found.startswith(self.stem) else 0.0


@dataclass(frozen=True, slots=True)
class Reason:
    """Hold a text of a person that fits, with the parts of it that do, from and to which letter."""

    place: Place
    words: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Hold how well somebody fits a need, and why."""

    score: float
    matched: frozenset[str]
    reasons: tuple[Reason, ...]


NO_FIT = Fit(0.0, frozenset(), ())
Known = dict[str, tuple[float, str]]
"""How well each word of texts that was met fits one need: people use the same few words again and again."""


def wanted(need: str) -> tuple[Wanted, ...]:
    """Return the words to look for: folded, without those that everybody uses, each once."""
    found: dict[str, Wanted] = {}
    for word in _LETTERS.findall(text.fold(need)):
        stem = stem_of(word)
        if not {word, singular(word)} & _STOP_WORDS and not (len(word) == 1 and word.isascii()) and stem not in found:
            found[stem] = Wanted(word, stem)
        if len(found) == MOST_WORDS:
            break
    return tuple(found.values())


@lru_cache(maxsize=4_096)
def singular(word: str) -> str:
    """Return an English word without the ending of its plural."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=4_096)
def stem_of(word: str) -> str:
    """Return the part that a word shares with its relatives: "plumb" of plumbers and plumbing."""
    word = singular(word)
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            return stem
    return word[:-1] if len(word) > _SHORTEST_STEM and word.endswith(("y", "e")) else word


def rarity(having: int, people: int) -> float:
    """Return how much a word says that so many of so many people have."""
    return log(2 + people / max(having, 1))


def fit(
    words: Sequence[Wanted], texts: Mapping[Place, str], rare: Mapping[str, float], known: Known | None = None
) -> Fit:  # fmt: skip
    """Return how well the texts of a person fit; each word counts once, in the place where it says the most.

    Whoever holds many texts against one need hands the same `known` to each.
    """
    known = {} if known is None else known
    best: dict[str, float] = {}
    reasons = []
    for place, said in texts.items():
        marks = []
        for start, end, word, quality in matches(words, said, known):
            marks.append((start, end))
            best[word] = max(best.get(word, 0.0), WEIGHT[place] * quality * rare.get(word, 1.0))
        if marks:
            reasons.append(_reason(place, said, marks))
    if not best:
        return NO_FIT
    return Fit(sum(best.values()), frozenset(best), tuple(sorted(reasons, key=lambda each: -WEIGHT[each.place])))


def matches(words: Sequence[Wanted], said: str, known: Known) -> Iterator[tuple[int, int, str, float]]:
    """Yield where a text fits: from, to, the word of the need, and how well."""
    for found in _TYPED_WORD.finditer(said):
        typed = found.group()
        if typed not in known:
            known[typed] = _of_typed(words, typed)
        quality, word = known[typed]
        if quality:
            yield found.start(), found.end(), word, quality


def _of_typed(words: Sequence[Wanted], typed: str) -> tuple[float, str]:
    """Return how well a word of a text fits, and what; of one that folds into several, the first that does."""
    parts = (_best(words, part) for part in _LETTERS.findall(text.fold(typed)))
    return next((found for found in parts if found[0]), (0.0, ""))


def _best(words: Sequence[Wanted], part: str) -> tuple[float, str]:
    best = (0.0, "")
    for each in words:
        quality = each.fits(part)
        if quality > best[0]:
            best = (quality, each.word)
    return best


def _reason(place: Place, said: str, marks: Sequence[tuple[int, int]]) -> Reason:
    """Return the part of a text around its first match, on one line, with the marks inside it."""
    first = marks[0][0]
    begin = 0 if marks[0][1] <= SHOWN_LENGTH else _word_before(said, max(first - SHOWN_LENGTH // 3, 0))
    end = len(said) if len(said) - begin <= SHOWN_LENGTH else _word_end(said, begin + SHOWN_LENGTH)
    end = max(end, marks[0][1])
    head, tail = "… " if begin else "", " …" if end < len(said) else ""
    shown = "".join(" " if letter.isspace() else letter for letter in said[begin:end])
    moved = tuple((a - begin + len(head), b - begin + len(head)) for a, b in marks if begin <= a and b <= end)
    return Reason(place, f"{head}{shown}{tail}", moved)


def _word_before(said: str, at: int) -> int:
    space = said.rfind(" ", 0, at)
    return space + 1 if at - space < SHOWN_LENGTH // 3 else at


def _word_end(said: str, at: int) -> int:
    space = said.rfind(" ", 0, at + 1)
    return space if at - space < SHOWN_LENGTH // 3 else at

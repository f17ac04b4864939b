"""What is typed into the search box: plain words, `tag:name`, `rank:A+`, `no:plan`; `--who` takes the same.

A filter that is put together by chips is the same thing, and `words` writes it as it would be typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from refdesk.domain import ranking, text
from refdesk.domain.contact import Category
from refdesk.domain.ranking import Rank

NO_RANK = "none"
LEAST_DIGITS = 3
WHOLE_NUMBER_DIGITS = 9  # a day has eight: 2026-11-23
WITH_INACTIVE = "with:inactive"

_VALUE = r'(?:"[^"]*"?|[^\s",]+)'
_WORD = re.compile(
    rf"(?<!\S)(tag|rank|category|saved|is|due|birthday|no|never|with):({_VALUE}?(?:,{_VALUE}?)*)(?!\S)", re.IGNORECASE
)
_EACH = re.compile(r'"([^"]*)"?|([^\s",]+)')
_PLAIN = re.compile(r'[^\s",]+')
_PHONE = re.compile(r"[\d\s()+./-]+")
_NAMES_KEPT = 4_096
_BY_FOLD = {rank.value.casefold(): rank for rank in Rank}


class Trait(StrEnum):
    """What can be asked of people beside their words, tags, ranks and categories; each is typed as it stands here."""

    SOURCE = "is:source"
    CLIENT = "is:client"
    DUE = "due:touch"
    REVIEW_DUE = "due:review"
    BIRTHDAY = "birthday:month"
    NO_PLAN = "no:plan"
    NEVER_ASKED = "never:asked"
    NOT_MAILED = "no:mail"


OF_SOURCES = frozenset({Trait.SOURCE, Trait.NO_PLAN, Trait.NEVER_ASKED})
"""Traits that only sources have."""


@dataclass(frozen=True, slots=True)
class Search:
    """Hold what people must have to be found: every word, every trait, and of each kind of thing named one.

    `tags` are groups of folded names: one tag of each group is needed. `saved` are folded names of saved filters.
    """

    text: str = ""
    tags: tuple[tuple[str, ...], ...] = ()
    ranks: frozenset[Rank | None] = frozenset()
    categories: frozenset[Category] = frozenset()
    traits: frozenset[Trait] = frozenset()
    with_inactive: bool = False
    saved: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether it finds everybody."""
        return self == Search()

    @property
    def digits(self) -> str:
        """Return the digits to look for when what was typed is (part of) a phone number, else ""."""
        if not _PHONE.fullmatch(self.text):
            return ""
        found = "".join(letter for letter in self.text if letter.isascii() and letter.isdigit())
        return found if len(found) >= LEAST_DIGITS else ""

    @property
    def is_whole_number(self) -> bool:
        """Say whether what was typed is a phone number from end to end."""
        return len(self.digits) >= WHOLE_NUMBER_DIGITS


def parse(typed: str) -> Search:
    """Return what was meant; a word only begun (`tag:`) still finds everybody, what nobody can have is `unknown`."""
    found = Search(text.clean(_WORD.sub(" ", typed)))
    for each in _WORD.finditer(typed):
        values = [text.clean(value[1] if value[1] is not None else value[2]) for value in _EACH.finditer(each[2])]
        found = both(found, _meant(each[1].casefold(), [value for value in values if value]))
    return found


def both(one: Search, other: Search) -> Search:
    """Return the search for those whom both find; ranks and categories are joined, for one of them will do."""
    return Search(
        text.clean(f"{one.text} {other.text}"),
        tuple(dict.fromkeys((*one.tags, *other.tags))),
        one.ranks | other.ranks,
        one.categories | other.categories,
        one.traits | other.traits,
        one.with_inactive or other.with_inactive,
        tuple(dict.fromkeys((*one.saved, *other.saved))),
        (*one.unknown, *other.unknown),
    )


def words(search: Search) -> str:
    """Return a search as it would be typed."""
    ranks = [rank.value if rank else NO_RANK for rank in sorted(search.ranks, key=ranking.order)]
    said = [search.text, *(_named("tag", group) for group in search.tags), _named("rank", ranks)]
    said += [_named("category", sorted(search.categories)), *(each for each in Trait if each in search.traits)]
    said += [WITH_INACTIVE] if search.with_inactive else []
    return " ".join(filter(None, (*said, _named("saved", search.saved))))


@lru_cache(maxsize=_NAMES_KEPT)
def fold_name(name: str) -> str:
    """Return the name of a tag or a saved filter as it is compared: folded, without the quotes that close it in."""
    return text.fold(name.replace('"', " "))


def _meant(key: str, values: list[str]) -> Search:
    folded = tuple(filter(None, map(fold_name, values)))
    if not folded:
        return Search()
    if key == "tag":
        return Search(tags=(folded,))
    if key == "saved":
        return Search(saved=folded)
    if key == "rank":
        known = {each for each in folded if each == NO_RANK or each in _BY_FOLD}
        unknown = tuple(each for each in folded if each not in known)
        return Search(ranks=frozenset(_BY_FOLD.get(each) for each in known), unknown=unknown)
    if key == "category":
        named = [each.replace(" ", "_").replace("-", "_") for each in folded]
        unknown = tuple(each for each in named if each not in set(Category))
        return Search(categories=frozenset(Category(each) for each in named if each not in unknown), unknown=unknown)
    typed = [f"{key}:{each}" for each in folded]
    unknown = tuple(each for each in typed if each not in set(Trait) and each != WITH_INACTIVE)
    traits = frozenset(Trait(each) for each in typed if each in set(Trait))
    return Search(traits=traits, with_inactive=WITH_INACTIVE in typed, unknown=unknown)


def _named(key: str, values: Iterable[str]) -> str:
    listed = ",".join(each if _PLAIN.fullmatch(each) else f'"{each}"' for each in values)
    return f"{key}:{listed}" if listed else ""

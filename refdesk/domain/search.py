"""What is typed into the search box: plain words, `tag:name`, `rank:A+`; the command line's `--who` takes the same."""

import re
from dataclasses import dataclass

from refdesk.domain import text
from refdesk.domain.ranking import Rank

NO_RANK = "none"
LEAST_DIGITS = 3

_WORD = re.compile(r'(tag|rank):(?:"([^"]*)"?|(\S*))', re.IGNORECASE)
_PHONE = re.compile(r"[\d\s()+./-]+")
_BY_FOLD = {rank.value.casefold(): rank for rank in Rank}


@dataclass(frozen=True, slots=True)
class Search:
    """Hold what people must have to be found: every word and every tag, and one of the ranks when any is named."""

    text: str = ""
    tags: tuple[str, ...] = ()
    ranks: frozenset[Rank | None] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether it finds everybody."""
        return not (self.text or self.tags or self.ranks or self.unknown)

    @property
    def digits(self) -> str:
        """Return the digits to look for when what was typed is (part of) a phone number, else ""."""
        if not _PHONE.fullmatch(self.text):
            return ""
        found = "".join(letter for letter in self.text if letter.isascii() and letter.isdigit())
        return found if len(found) >= LEAST_DIGITS else ""


def parse(typed: str) -> Search:
    """Return what was meant; a word only begun (`tag:`) still finds everybody, a rank nobody has is `unknown`."""
    tags: list[str] = []
    ranks: set[Rank | None] = set()
    unknown: list[str] = []
    for found in _WORD.finditer(typed):
        value = text.clean(found[2] if found[2] is not None else found[3])
        if found[1].casefold() == "tag":
            tags += [text.fold(value)] if value else []
            continue
        for each in filter(None, value.casefold().split(",")):
            if each == NO_RANK or each in _BY_FOLD:
                ranks.add(_BY_FOLD.get(each))
            else:
                unknown.append(each)
    return Search(text.clean(_WORD.sub(" ", typed)), tuple(tags), frozenset(ranks), tuple(unknown))

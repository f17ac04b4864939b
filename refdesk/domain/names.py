"""The name of a person or an organisation, in its parts."""

import re
import unicodedata
from dataclasses import dataclass

from refdesk.domain import text

LONGEST_NAME = 200

_COMPANY_WORDS = frozenset({
    "inc", "incorporated", "llc", "llp", "ltd", "limited", "corp", "corporation", "company", "gmbh", "ohg", "mbh",
    "plc", "pty", "sarl", "srl", "group", "associates", "partners", "services", "solutions", "university", "foundation",
    "consulting", "insurance", "realty",
})  # fmt: skip
_SHORT_FORMS = frozenset({"AG", "KG", "UG", "BV", "NV", "SA", "SPA", "SAS", "OY", "AB", "APS", "KFT", "CO", "PC", "PA"})
_PARTICLES = frozenset({
    "af", "av", "al", "da", "dal", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "la",
    "le", "ten", "ter", "van", "von", "zu", "zum", "zur",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Hold the parts of a name as people write them; an organisation alone is a name too."""

    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nickname: str = ""
    organisation: str = ""

    @property
    def has_person(self) -> bool:
        """Say whether it names a person (a nickname does)."""
        return bool(self.given or self.middle or self.family or self.nickname)

    @property
    def is_empty(self) -> bool:
        """Say whether it names nobody and nothing."""
        return not (self.has_person or self.organisation)

    @property
    def full(self) -> str:
        """Return the whole name, such as "Dr. Ana M. Diaz Jr."; the organisation when there is no person."""
        if self.family and self.given and _is_east_asian(self.family + self.given):
            return " ".join(filter(None, (self.prefix, self.family, self.given, self.middle, self.suffix)))
        parts = (self.prefix, self.given or self._nick(), self.middle, self.family, self.suffix)
        named = " ".join(filter(None, parts)) if self.has_person else ""
        return named or self.organisation

    @property
    def usual(self) -> str:
        """Return given and family name, as lists show it: "Ana Diaz"."""
        return usual(self.given, self.middle, self.family, self.nickname, self.organisation)

    @property
    def listed(self) -> str:
        """Return the name as a directory sorts it: "Diaz, Ana M."."""
        first = self.given or self.nickname
        if not (self.family and (first or self.middle)) or _is_east_asian(self.family + first):
            return self.usual
        return ", ".join(filter(None, (self.family, " ".join(filter(None, (first, self.middle))), self.suffix)))

    @property
    def short(self) -> str:
        """Return what a friend would say: nickname or given name, else the family name, else the organisation."""
        return self.nickname or self.given or self.family or self.middle or self.organisation

    @property
    def sort_key(self) -> str:
        """Return the folded key of lists: family name first; the organisation when there is no person."""
        if not self.has_person:
            return text.fold(self.organisation)
        return text.fold(" ".join((self.family, self.given or self.nickname, self.middle)))

    @property
    def initials(self) -> str:
        """Return one or two capitals for a round badge."""
        letters = [part[0] for part in (self.given or self.nickname, self.family) if part]
        if not letters:
            letters = [word[0] for word in _WORD.findall(self.organisation or self.middle)[:2]]
        return "".join(letters).upper()[:2]

    def _nick(self) -> str:
        return "" if self.middle else self.nickname


def usual(given: str, middle: str, family: str, nickname: str, organisation: str) -> str:
    """Return the usual name of these parts: long lists say it of many people of whom they need nothing else."""
    first = given or nickname or middle
    if not (first and family):
        return first or family or organisation
    return f"{family} {first}" if _is_east_asian(family + first) else f"{first} {family}"


def split(typed: str) -> PersonName:
    """Return the parts of a name that stands in one column or line; a firm's name becomes the organisation."""
    whole = text.clean(typed)
    if looks_like_company(whole):
        return PersonName(organisation=whole)
    if len(whole) > LONGEST_NAME or " " not in whole:
        return PersonName(given=whole)
    if _is_east_asian(whole):
        family_name, _space, given_name = whole.partition(" ")
        return PersonName(family=family_name, given=given_name)
    from nameparser import HumanName  # 40 ms, needed by single name columns only

    parsed = HumanName(whole)
    found = PersonName(
        prefix=parsed.title,
        given=parsed.first,
        middle=parsed.middle,
        family=parsed.last,
        suffix=parsed.suffix,
        nickname=parsed.nickname,
    )
    return found if found.has_person else PersonName(given=whole)


def looks_like_company(typed: str) -> bool:
    """Say whether a single name is that of a firm: it ends in "Inc", "GmbH" or the like, or joins names by "&"."""
    words = [word.strip(".,") for word in typed.split()]
    if len(words) < 2:
        return False
    last = words[-1].replace(".", "")
    return last.casefold() in _COMPANY_WORDS or last in _SHORT_FORMS or "&" in words[1:-1]


def family(typed: str) -> str:
    """Return a family name as people write it; only names typed all small or all capital are mended."""
    name = text.clean(typed)
    if not _needs_mending(name):
        return name
    words = name.split(" ")
    return " ".join(
        word.lower() if number < len(words) - 1 and word.lower() in _PARTICLES else _capitalized(word)
        for number, word in enumerate(words)
    )


def given(typed: str) -> str:
    """Return a given name as people write it; only names typed all small or all capital are mended."""
    name = text.clean(typed)
    return " ".join(map(_capitalized, name.split(" "))) if _needs_mending(name) else name


def _needs_mending(name: str) -> bool:
    return name.islower() or (name.isupper() and len(name) > 2)


def _capitalized(word: str) -> str:
    mended = _WORD.sub(lambda found: found.group()[:1].upper() + found.group()[1:].lower(), word)
    if mended.startswith("Mc") and len(mended) > 3:
        return f"Mc{mended[2].upper()}{mended[3:]}"
    return mended


def _is_east_asian(name: str) -> bool:
    if name.isascii():  # nearly every name: lists ask this once a row
        return False
    letters = [letter for letter in name if letter.isalpha()]
    return bool(letters) and all(unicodedata.name(letter, "").startswith(_EAST_ASIAN) for letter in letters)

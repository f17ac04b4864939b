"""Who may be one person twice: what two contacts have in common, what speaks against it, and how much that counts.

Every rule gives points. What contradicts takes them away, so that father and son, a couple at one phone and two people
of one name are not offered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from refdesk.domain import duplicate_points as points
from refdesk.domain import text
from refdesk.domain.addresses import Address
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.i18n import _

LIKELY = 60
"""Points from which two contacts are offered as one person."""
SURE = 95
"""Points from which they may be merged without looking at each pair."""
CERTAIN = 100
"""The most that is shown."""

_GENERATIONS = frozenset({"jr", "sr", "junior", "senior", "ii", "iii"})


class Alike(StrEnum):
    """What two contacts have in common."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    NAMES = "names"
    ORGANISATION = "organisation"
    BIRTHDAY = "birthday"
    STREET = "street"
    STREETS = "streets"


class Apart(StrEnum):
    """What speaks against two contacts being one person."""

    FIRST_NAME = "first_name"
    FAMILY_NAME = "family_name"
    MIDDLE_NAME = "middle_name"
    SUFFIX = "suffix"
    BIRTHDAY = "birthday"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Place:
    """An address, folded: the first line of the street, the city and the postcode."""

    street: str
    city: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Face:
    """What a contact is recognized by; all text is folded, and `first` is the nickname where no given name is known."""

    contact_id: ContactId
    first: str = ""
    middle: str = ""
    family: str = ""
    nickname: str = ""
    suffix: str = ""
    organisation: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    birthday: YearlyDate | None = None

    @property
    def is_named(self) -> bool:
        """Say whether it names a person."""
        return bool(self.first or self.family)

    @property
    def name_key(self) -> str:
        """Return the key under which bearers of one name are counted."""
        return f"{self.first} {self.family}" if self.is_named else self.organisation


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two contacts look like one person, with what they share and what contradicts."""

    score: int
    alike: tuple[Alike, ...]
    apart: tuple[Apart, ...]

    @property
    def is_sure(self) -> bool:
        """Say whether the two may be merged without a look: one name, something of their own, no contradiction."""
        own = {Alike.EMAIL, Alike.PHONE, Alike.BIRTHDAY}
        return self.score >= SURE and not self.apart and Alike.NAME in self.alike and not own.isdisjoint(self.alike)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts that look alike; the older one stands first."""

    a_id: ContactId
    b_id: ContactId
    likeness: Likeness


@dataclass(slots=True)
class _Tally:
    points: int
    alike: list[Alike]
    apart: list[Apart]


def face(
    contact_id: ContactId,
    name: PersonName,
    *,
    emails: Iterable[str] = (),
    phones: Iterable[str] = (),
    places: Iterable[Address] = (),
    birthday: YearlyDate | None = None,
) -> Face:
    """Return what a contact is recognized by; e-mails and phones come in the form in which they are compared."""
    nickname = _folded(name.nickname)
    return Face(
        contact_id,
        first=_name_at_all(_folded(name.given)) or nickname,
        middle=_folded(name.middle).rstrip("."),
        family=_folded(name.family),
        nickname=nickname,
        suffix=_folded(name.suffix).rstrip("."),
        organisation=_folded(name.organisation),
        emails=tuple(emails),
        phones=tuple(phones),
        places=tuple(_place(address) for address in places if not address.is_empty),
        birthday=birthday,
    )


def likeness(one: Face, other: Face, *, bearers: int = 1) -> Likeness:
    """Return how alike two contacts are; `bearers` is how many of the file bear the name that they share."""
    tally = _Tally(0, [], [])
    firsts_differ = _add_names(tally, one, other, bearers)
    shared = _organisation(tally, one.organisation, other.organisation)
    shared += _shared(tally, Alike.EMAIL, 45, one.emails, other.emails)
    shared += _shared(tally, Alike.PHONE, 30, one.phones, other.phones)
    shared += _places(tally, one.places, other.places)
    birthday = points.birthday(one.birthday, other.birthday)
    # A family shares its phone, its mail and its house: under another first name and day of birth they say little.
    tally.points += shared // 2 if firsts_differ and birthday < points.SAME_BIRTHDAY else shared
    _add_birthday(tally, birthday)
    return Likeness(max(0, min(CERTAIN, tally.points)), tuple(tally.alike), tuple(tally.apart))


def may_be_one(one: Face, other: Face) -> bool:
    """Tell quickly whether two contacts can reach `LIKELY` at all; nearly all that are compared cannot.

    Without a shared e-mail, phone or birthday both names must agree, for a house alone is shared by a family.
    """
    if one.birthday is not None and one.birthday == other.birthday:
        return True
    if _share(one.emails, other.emails) or _share(one.phones, other.phones):
        return True
    if not one.is_named or not other.is_named:
        return one.organisation == other.organisation or one.is_named is other.is_named
    if one.family == other.family and one.first == other.first:
        return True
    whole, others = (one.first, one.family), (other.first, other.family)
    straight = points.family_name(one.family, other.family) >= 0 and _first_points(one, other) >= 0
    return straight or points.turned_round(whole, others) > 0


def words(found: Likeness, one: str, other: str) -> tuple[str, ...]:
    """Return the reasons as they are shown; `one` and `other` are the names of the two."""
    return (*(_alike_words(each, one, other) for each in found.alike), *map(_apart_words, found.apart))


def in_order(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs, the likeliest first."""
    return iter(sorted(pairs, key=lambda pair: (-pair.likeness.score, pair.a_id, pair.b_id)))


def forget_words() -> None:
    """Let go of the words that `face` folded, once everybody was looked through: few are looked at after that."""
    _folded.cache_clear()


def _alike_words(what: Alike, one: str, other: str) -> str:
    return {
        Alike.EMAIL: _("same e-mail"),
        Alike.PHONE: _("same phone"),
        Alike.NAME: _("same name"),
        Alike.NAMES: _("names alike: {one} / {other}").format(one=one, other=other),
        Alike.ORGANISATION: _("same organization"),
        Alike.BIRTHDAY: _("same birthday"),
        Alike.STREET: _("same street"),
        Alike.STREETS: _("streets alike"),
    }[what]


def _apart_words(what: Apart) -> str:
    return {
        Apart.FIRST_NAME: _("but different first names"),
        Apart.FAMILY_NAME: _("but different family names"),
        Apart.MIDDLE_NAME: _("but different middle names"),
        Apart.SUFFIX: _("but one is Jr. or Sr."),
        Apart.BIRTHDAY: _("but different birthdays"),
        Apart.ADDRESS: _("but different addresses"),
    }[what]


def _add_names(tally: _Tally, one: Face, other: Face, bearers: int) -> bool:
    """Count the names; tell whether the first names are those of two people."""
    if not one.is_named or not other.is_named:
        _add_nameless(tally, one, other)
        return False
    first, family = _name_points(one, other)
    if (first, family) == (points.SAME_FIRST, points.SAME_FAMILY):
        tally.alike.append(Alike.NAME)
        tally.points += points.rarity(bearers)
    elif first >= 0 and family >= 0 and first + family > 0:
        tally.alike.append(Alike.NAMES)
    middle = points.middle_name(one.middle, other.middle)
    tally.points += first + family + middle
    for worth, what in ((first, Apart.FIRST_NAME), (family, Apart.FAMILY_NAME), (middle, Apart.MIDDLE_NAME)):
        if worth < 0:
            tally.apart.append(what)
    if one.suffix != other.suffix and not _GENERATIONS.isdisjoint((one.suffix, other.suffix)):
        tally.points -= 40
        tally.apart.append(Apart.SUFFIX)
    return first == points.OTHER_FIRST


def _name_points(one: Face, other: Face) -> tuple[int, int]:
    first, family = _first_points(one, other), points.family_name(one.family, other.family)
    if first >= 0 and family >= 0:
        return first, family
    turned = points.turned_round((one.first, one.family), (other.first, other.family))
    return (turned // 2, turned - turned // 2) if turned else (first, family)


def _first_points(one: Face, other: Face) -> int:
    return points.first_name((one.first, one.nickname), (other.first, other.nickname))


def _add_nameless(tally: _Tally, one: Face, other: Face) -> None:
    """Count a firm, or somebody of whom no name is known: a shared e-mail or phone weighs more then."""
    both_firms = one.organisation and other.organisation and not one.is_named and not other.is_named
    if not both_firms:
        tally.points += 30 if not (one.organisation and other.organisation) else 0
    elif one.organisation == other.organisation:
        tally.points += 52
    elif JaroWinkler.similarity(one.organisation, other.organisation) >= 0.93:
        tally.points += 30
        tally.alike.append(Alike.NAMES)
    else:
        tally.points -= 40


def _organisation(tally: _Tally, one: str, other: str) -> int:
    if not one or one != other:
        return 0
    tally.alike.append(Alike.ORGANISATION)
    return 8


def _shared(tally: _Tally, what: Alike, worth: int, these: tuple[str, ...], those: tuple[str, ...]) -> int:
    if not _share(these, those):
        return 0  # who stands twice was often noted with another phone or mail: at home here, at work there
    tally.alike.append(what)
    return worth


def _share(these: tuple[str, ...], those: tuple[str, ...]) -> bool:
    return any(each in those for each in these)


def _places(tally: _Tally, places: tuple[Place, ...], others: tuple[Place, ...]) -> int:
    if not places or not others:
        return 0
    if len(places) == len(others) == 1:
        best = _place_points(places[0], others[0])
    else:
        best = max((_place_points(this, that) for this in places for that in others), key=sum)
    street, postcode, _city = best
    if street > 0:
        tally.alike.append(Alike.STREET if street == points.SAME_STREET else Alike.STREETS)
    elif street < 0 and postcode < 0:
        tally.apart.append(Apart.ADDRESS)
    return sum(best)


def _place_points(one: Place, other: Place) -> tuple[int, int, int]:
    return (
        points.street(one.street, other.street),
        points.postcode(one.postcode, other.postcode),
        points.city(one.city, other.city),
    )


def _add_birthday(tally: _Tally, worth: int) -> None:
    tally.points += worth
    if worth < 0:
        tally.apart.append(Apart.BIRTHDAY)
    elif worth >= points.SAME_DAY:
        tally.alike.append(Alike.BIRTHDAY)


def _name_at_all(folded: str) -> str:
    """Return a first name; an e-mail or a number that stands in its place is none."""
    return "" if "@" in folded or not any(map(str.isalpha, folded)) else folded


def _place(address: Address) -> Place:
    lines = address.street_lines
    return Place(_folded(lines[0]) if lines else "", _folded(address.city), _folded(address.postcode))


@lru_cache(maxsize=50_000)
def _folded(written: str) -> str:
    # Words of a file repeat: each is folded once, and held once.
    return text.fold(written)

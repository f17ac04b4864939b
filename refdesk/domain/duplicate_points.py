"""What each part of two contacts is worth when they are compared: names, streets, postcodes, days of birth.

All text comes folded. What is missing on one side says nothing: no points for it, and none against.
"""

from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from refdesk.domain import nicknames
from refdesk.domain.yearly_dates import YearlyDate

SAME_FIRST, SAME_FAMILY = 18, 22
OTHER_FIRST, OTHER_FAMILY = -25, -14  # who marries may change the family name; another first name is another person
SAME_STREET, SAME_DAY, SAME_BIRTHDAY = 22, 24, 50
RARE, COMMON = 3, 12
"""A name that so few (or so many) of the file bear says much (or nothing more) about who it is."""
_ALIKE, _NEAR = 0.86, 0.75


def first_name(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Return what the first names give; each comes with the nickname."""
    if not one[0] or not other[0]:
        return 0
    if one[0] == other[0]:
        return SAME_FIRST
    if not one[1] and not other[1]:
        return _first_alike(one[0], other[0])
    return max(_first_alike(this, that) for this in one if this for that in other if that)


def _first_alike(one: str, other: str) -> int:
    if one == other:
        return 17
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if longer.startswith(shorter) and (len(shorter.rstrip(".")) == 1 or longer[len(shorter)] in " -"):
        return 10
    if len(shorter) == 2 and shorter[1] == "." and longer[0] == shorter[0]:
        return 10
    if nicknames.stand_for_each_other(one, other):
        return 14
    similarity = JaroWinkler.similarity(one, other)
    return 15 if similarity >= _ALIKE else -8 if similarity >= _NEAR else OTHER_FIRST


def family_name(one: str, other: str) -> int:
    """Return what the family names give; one of them may be a part of the other ("Diaz", "Diaz-Lopez")."""
    if one == other:
        return SAME_FAMILY if one else 0
    if not one or not other:
        return 0
    if JaroWinkler.similarity(one, other, score_cutoff=_ALIKE):
        return 17
    if " " not in one and " " not in other and "-" not in one and "-" not in other:
        return OTHER_FAMILY
    parts, others = set(one.replace("-", " ").split()), set(other.replace("-", " ").split())
    return 14 if parts & others and (parts <= others or others <= parts) else OTHER_FAMILY


def turned_round(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Return what first and family names give when one of the two was typed family name first."""
    points = 0
    for this, that in ((one[0], other[1]), (one[1], other[0])):
        if this and that:
            similarity = JaroWinkler.similarity(this, that, score_cutoff=_ALIKE)
            if not similarity:
                return 0
            points += 16 if similarity == 1 else 12
    return points


def middle_name(one: str, other: str) -> int:
    """Return what the middle names give; an initial may stand for one."""
    if not one or not other:
        return 0
    if one == other:
        return 6
    return 3 if one[0] == other[0] else -12


def rarity(bearers: int) -> int:
    """Return what it says that two bear one name, when so many of the file do."""
    if bearers <= RARE:
        return 20
    return 0 if bearers >= COMMON else 10


def street(one: str, other: str) -> int:
    """Return what the streets give; a number of the house that differs is another house."""
    if not one or not other:
        return 0
    if one == other:
        return SAME_STREET
    similarity = Levenshtein.normalized_similarity(one, other, score_cutoff=0.65)
    if similarity >= 0.8 and _numbers_agree(one, other):
        return 20
    return 10 if similarity else -10


def _numbers_agree(one: str, other: str) -> bool:
    """Tell whether both name one house, or one of them none."""
    this, that = _numbers(one), _numbers(other)
    return not this or not that or not this.isdisjoint(that)


def _numbers(street: str) -> set[str]:
    return {word for word in street.split() if word[0].isdigit()}


def postcode(one: str, other: str) -> int:
    """Return what the postcodes give; one slip of the hand is forgiven."""
    return _text(one, other, 10, 5, -8)


def city(one: str, other: str) -> int:
    """Return what the cities give."""
    return _text(one, other, 6, 4, -4)


def birthday(one: YearlyDate | None, other: YearlyDate | None) -> int:
    """Return what the days of birth give; a shared day without the year says less."""
    if one is None or other is None:
        return 0
    years = one.year is not None and other.year is not None
    if (one.month, one.day) == (other.month, other.day) and (not years or one.year == other.year):
        return SAME_BIRTHDAY if years else SAME_DAY
    return 10 if years and _is_slip(one, other) else -40


def _text(one: str, other: str, same: int, near: int, different: int) -> int:
    if not one or not other:
        return 0
    if one == other:
        return same
    return near if OSA.normalized_similarity(one, other, score_cutoff=0.74) else different


def _is_slip(one: YearlyDate, other: YearlyDate) -> bool:
    """Tell whether two dates may be one, mistyped: a sign other than it should be, or day and month turned round."""
    if (one.month, one.day, one.year) == (other.day, other.month, other.year):
        return True
    return sum(a != b for a, b in zip(one.iso, other.iso, strict=True)) == 1

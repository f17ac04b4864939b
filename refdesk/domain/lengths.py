"""Lengths as people measure them, in millimeters or inches; kept in points."""

import re
import unicodedata
from enum import StrEnum
from fractions import Fraction

from babel import numbers as babel_numbers

from refdesk import i18n
from refdesk.i18n import _

POINTS_PER_INCH = 72.0
POINTS_PER_MM = 72.0 / 25.4
_INCH_COUNTRIES = frozenset({"US", "PR", "GU", "VI", "AS", "MP", "LR"})
_LONGEST = 24
_LENGTH = re.compile(
    r"(?P<sign>[-−+]?) *(?:(?P<whole>\d{1,6}) +)?(?P<top>\d{1,6}) */ *(?P<foot>\d{1,6})"
    r"|(?P<sign2>[-−+]?) *(?P<decimal>\d{1,6}(?:[.,]\d{1,6})?|[.,]\d{1,6})"
)
_UNITS = {"in": "inch", "inch": "inch", "inches": "inch", '"': "inch", "″": "inch", "”": "inch", "mm": "mm", "cm": "cm"}
_UNIT = re.compile(r" *(in|inch|inches|\"|″|”|mm|cm)$", re.IGNORECASE)


class Unit(StrEnum):
    """What a ruler shows."""

    MM = "mm"
    INCH = "inch"


_POINTS = {"mm": POINTS_PER_MM, "cm": POINTS_PER_MM * 10, "inch": POINTS_PER_INCH}
_DIGITS = {Unit.MM: 2, Unit.INCH: 4}


def of_country(country: str) -> Unit:
    """Return what rulers show in a country."""
    return Unit.INCH if country.upper() in _INCH_COUNTRIES else Unit.MM


def name(unit: Unit) -> str:
    """Return the short name of a unit, as it stands beside a number."""
    return _("in") if unit is Unit.INCH else _("mm")


def points(value: float, unit: Unit) -> float:
    """Return a length in points."""
    return value * _POINTS[unit.value]


def measured(value: float, unit: Unit) -> float:
    """Return a length in points as a ruler shows it."""
    return value / _POINTS[unit.value]


def read(words: str, unit: Unit) -> float | None:
    """Return the points of "8.5", "8,5", "8 1/2", "½" or "3 mm"; None for what is no length.

    Without a unit of its own a number is in `unit`.
    """
    typed = _plain(words)
    if not typed or len(typed) > _LONGEST:
        return None
    own = _UNIT.search(typed)
    found = _LENGTH.fullmatch(typed[: own.start()].strip() if own else typed)
    if found is None:
        return None
    number = _number(found)
    return None if number is None else number * _POINTS[_UNITS[own[1].lower()] if own else unit.value]


def show(value: float, unit: Unit, *, digits: int | None = None) -> str:
    """Return a length in points as a number in a unit, without the unit's name."""
    wanted = _DIGITS[unit] if digits is None else digits
    words = f"{measured(value, unit):.{wanted}f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    words = "0" if words in {"-0", ""} else words
    return words.replace(".", babel_numbers.get_decimal_symbol(i18n.current()))


def _plain(words: str) -> str:
    # "8½" must not become "81/2".
    apart = "".join(f" {each} " if unicodedata.category(each) == "No" else each for each in words.strip())
    flat = unicodedata.normalize("NFKC", apart).replace("\u2044", "/")
    return " ".join(flat.replace("\u2033", '"').split())


def _number(found: re.Match[str]) -> float | None:
    sign = -1.0 if (found["sign"] or found["sign2"] or "") in {"-", "−"} else 1.0
    if found["decimal"] is not None:
        return sign * float(found["decimal"].replace(",", "."))
    foot = int(found["foot"])
    if not foot:
        return None
    return sign * float(int(found["whole"] or 0) + Fraction(int(found["top"]), foot))

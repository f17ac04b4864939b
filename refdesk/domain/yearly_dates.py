"""Days that come back each year: birthdays and anniversaries, with or without the year."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass

APPLE_NO_YEAR = 1604
"""The year that Apple writes for "no year"."""
LEAP_YEAR = 2000

_ISO = re.compile(r"^(\d{4})[-./]?(\d{2})[-./]?(\d{2})(?:$|[T ].*$)")
_NO_YEAR = re.compile(r"^--(\d{2})-?(\d{2})(?:$|T.*$)")
_YEAR_FIRST = re.compile(r"^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})\.?(?:$|[T ]\d.*$)")
_THREE = re.compile(r"^(\d{1,2})\s?([-./ ])\s?(\d{1,2})\s?[-./ ]\s?(\d{4}|\d{2})(?:$|[T ,]+\d{1,2}:.*$)")
_TWO = re.compile(r"^(\d{1,2})\s?([-./])\s?(\d{1,2})\.?$")
_WORDS = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th|\.)?[ -]*([^\W\d_]{3,12})\.?|([^\W\d_]{3,12})\.?[ ]*(\d{1,2})(?:st|nd|rd|th)?)"
    r"(?:[ ,-]+(\d{4}))?$"
)
_MONTH_STARTS = {
    "jan": 1, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "abr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8,
    "ago": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12, "dic": 12, "ene": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """Hold a day of the year, and the year when it is known."""

    month: int
    day: int
    year: int | None = None

    @property
    def iso(self) -> str:
        """Return "1980-03-12", or "--03-12" without the year."""
        start = "-" if self.year is None else f"{self.year:04d}"
        return f"{start}-{self.month:02d}-{self.day:02d}"


def read(typed: str, *, day_first: bool = False, omit_year: int = APPLE_NO_YEAR) -> YearlyDate | None:
    """Return the day that is meant, or None for "no date" and for what no calendar has.

    `day_first` decides "3/4/1980"; a dot between numbers always means that the day is first.
    """
    plain = typed.strip().strip("'\"")
    if found := _ISO.match(plain) or _YEAR_FIRST.match(plain):
        year, month, day = map(int, found.groups())
        return _checked(year if year != omit_year else None, month, day)
    if found := _NO_YEAR.match(plain):
        return _checked(None, int(found[1]), int(found[2]))
    if found := _THREE.match(plain):
        return _of_numbers(found[1], found[3], _whole_year(found[4]), day_first=day_first or found[2] == ".")
    if found := _TWO.match(plain):
        return _of_numbers(found[1], found[3], None, day_first=day_first or found[2] == ".")
    if found := _WORDS.match(plain):
        month = _MONTH_STARTS.get((found[2] or found[3])[:3].casefold(), 0)
        return _checked(int(found[5]) if found[5] else None, month, int(found[1] or found[4]))
    return None


def order(typed: Iterable[str]) -> bool | None:
    """Return whether a column of dates is written day first; None if every one of them can be read both ways."""
    day_first = month_first = 0
    for value in typed:
        found = _THREE.match(value.strip()) or _TWO.match(value.strip())
        if found is None:
            continue
        day_first += found[2] == "." or int(found[1]) > 12
        month_first += found[2] != "." and int(found[3]) > 12
    if day_first == month_first:
        return None
    return day_first > month_first


def is_blank(typed: str) -> bool:
    """Say whether a date cell holds one of the ways in which programs write "none"."""
    return not typed.strip(" 0/-.:") or typed.strip().casefold() in {"none", "null", "n/a"}


def _of_numbers(first: str, second: str, year: int | None, *, day_first: bool) -> YearlyDate | None:
    one, two = int(first), int(second)
    month, day = (two, one) if day_first else (one, two)
    # A single date against the order of its column: the only reading that a calendar has.
    return _checked(year, month, day) or _checked(year, day, month)


def _whole_year(written: str) -> int:
    year = int(written)
    if len(written) == 4:
        return year
    # Two digits: birthdays lie in the past century more often than not.
    return year + (2000 if year <= 25 else 1900)


def _checked(year: int | None, month: int, day: int) -> YearlyDate | None:
    if not 1 <= month <= 12 or day < 1 or year == 0:
        return None
    last = monthrange(year if year is not None else LEAP_YEAR, month)[1]
    return YearlyDate(month, day, year) if day <= last else None

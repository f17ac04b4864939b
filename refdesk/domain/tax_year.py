"""The tax year of the business: on which day it begins, and in which one a day lies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from refdesk import i18n

_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_A_COMMON_YEAR = 2001


@dataclass(frozen=True, slots=True, order=True)
class YearStart:
    """Hold the day on which a tax year begins."""

    month: int
    day: int

    @property
    def kept(self) -> str:
        """Return it as settings keep it: "04-06"."""
        return f"{self.month:02}-{self.day:02}"

    @property
    def words(self) -> str:
        """Return "April 6"."""
        return i18n.day_month(date(_A_COMMON_YEAR, self.month, self.day))


NEW_YEAR = YearStart(1, 1)
_USUAL: Mapping[str, YearStart] = MappingProxyType(
    {
        "GB": YearStart(4, 6), "IN": YearStart(4, 1), "NZ": YearStart(4, 1), "ZA": YearStart(3, 1),
        "AU": YearStart(7, 1), "PK": YearStart(7, 1), "EG": YearStart(7, 1), "KE": YearStart(1, 1),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaxYear:
    """Hold a tax year with its first and last day."""

    first: date
    last: date

    @property
    def number(self) -> int:
        """Return the calendar year in which it begins."""
        return self.first.year

    @property
    def name(self) -> str:
        """Return "2026", or "2026/27" for one that ends in the next calendar year."""
        if self.first.year == self.last.year:
            return str(self.first.year)
        return f"{self.first.year}/{self.last.year % 100:02}"

    def __contains__(self, day: date) -> bool:
        """Say whether a day lies in it."""
        return self.first <= day <= self.last


def usual_start(country: str) -> YearStart:
    """Return when a tax year most likely begins in a country; the owner can say otherwise."""
    return _USUAL.get(country, NEW_YEAR)


def read(kept: str) -> YearStart | None:
    """Return the start that settings keep; None for one that not every year has, such as February 29."""
    found = _MONTH_DAY.fullmatch(kept)
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
    try:
        date(_A_COMMON_YEAR, month, day)
    except ValueError:
        return None
    return YearStart(month, day)


def beginning_in(year: int, start: YearStart) -> TaxYear:
    """Return the tax year that begins in a calendar year."""
    first = date(year, start.month, start.day)
    if year == date.max.year:
        return TaxYear(first, date.max)
    return TaxYear(first, date(year + 1, start.month, start.day) - timedelta(days=1))


def of(day: date, start: YearStart) -> TaxYear:
    """Return the tax year in which a day lies."""
    begun = (day.month, day.day) >= (start.month, start.day)
    if not begun and day.year == date.min.year:
        return TaxYear(date.min, date(day.year, start.month, start.day) - timedelta(days=1))
    return beginning_in(day.year if begun else day.year - 1, start)

"""The time a report is about: chosen by a word, such as "this year so far", or by two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import months
from refdesk.errors import Problem
from refdesk.i18n import N_, _


class Preset(StrEnum):
    """The words by which a period is chosen."""

    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    TWELVE_MONTHS = "twelve_months"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    OWN = "own"


PRESET_WORDS: Mapping[Preset, str] = MappingProxyType(
    {
        Preset.THIS_YEAR: N_("This year so far"),
        Preset.LAST_YEAR: N_("Last year"),
        Preset.TWELVE_MONTHS: N_("The last twelve months"),
        Preset.THIS_QUARTER: N_("This quarter so far"),
        Preset.LAST_QUARTER: N_("Last quarter"),
        Preset.THIS_MONTH: N_("This month so far"),
        Preset.LAST_MONTH: N_("Last month"),
        Preset.OWN: N_("From day to day"),
    }
)
_DAY = timedelta(days=1)
LONGEST_YEARS, EARLIEST_YEAR = 50, 1900


@dataclass(frozen=True, slots=True)
class Period:
    """Hold the first and the last day, both within."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    @property
    def is_whole_months(self) -> bool:
        """Say whether it begins and ends with a month."""
        return self.first.day == 1 and (self.last + _DAY).day == 1

    def holds(self, day: date) -> bool:
        """Say whether a day lies within."""
        return self.first <= day <= self.last


def of(preset: Preset, today: date) -> Period:
    """Return the period that a word means today; for the own one, this year so far to begin with."""
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    quarter = months.later(month, -((month.month - 1) % 3))
    return {
        Preset.THIS_YEAR: Period(year, today),
        Preset.LAST_YEAR: Period(months.years_later(year, -1), year - _DAY),
        Preset.TWELVE_MONTHS: Period(months.years_later(today, -1) + _DAY, today),
        Preset.THIS_QUARTER: Period(quarter, today),
        Preset.LAST_QUARTER: Period(months.later(quarter, -3), quarter - _DAY),
        Preset.THIS_MONTH: Period(month, today),
        Preset.LAST_MONTH: Period(months.later(month, -1), month - _DAY),
        Preset.OWN: Period(year, today),
    }[preset]


def before(period: Period) -> Period:
    """Return what stands beside a period: the same days of the year before, or as many days just before it.

    A period of more than a year is set beside as many days before it.
    """
    if period.last < months.years_later(period.first, 1):
        first, last = months.years_later(period.first, -1), months.years_later(period.last, -1)
        if period.is_whole_months:
            last = months.years_later(period.last + _DAY, -1) - _DAY
        return Period(first, last)
    return Period(period.first - timedelta(days=period.days), period.first - _DAY)


def problems(first: date | None, last: date | None) -> tuple[Problem, ...]:
    """Return what is wrong with two days that were chosen."""
    found = []
    if first is None:
        found.append(Problem("first", _("Choose the first day.")))
    if last is None:
        found.append(Problem("last", _("Choose the last day.")))
    if first is not None and last is not None:
        if first.year < EARLIEST_YEAR:
            found.append(Problem("first", _("Choose a day from {year} on.").format(year=EARLIEST_YEAR)))
        elif last < first:
            found.append(Problem("last", _("The last day lies before the first.")))
        elif (last.year - first.year, last.month, last.day) > (LONGEST_YEARS, first.month, first.day):
            found.append(Problem("first", _("Choose at most {n} years.").format(n=LONGEST_YEARS)))
    return tuple(found)

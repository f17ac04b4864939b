"""The time a report is about: chosen by a word, such as "this year so far", or by two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from dateutil.relativedelta import relativedelta

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
_YEAR, _QUARTER, _MONTH, _DAY = relativedelta(years=1), relativedelta(months=3), relativedelta(months=1), timedelta(1)
LONGEST_YEARS = 50


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
    quarter = month - relativedelta(months=(month.month - 1) % 3)
    return {
        Preset.THIS_YEAR: Period(year, today),
        Preset.LAST_YEAR: Period(year - _YEAR, year - _DAY),
        Preset.TWELVE_MONTHS: Period(today - _YEAR + _DAY, today),
        Preset.THIS_QUARTER: Period(quarter, today),
        Preset.LAST_QUARTER: Period(quarter - _QUARTER, quarter - _DAY),
        Preset.THIS_MONTH: Period(month, today),
        Preset.LAST_MONTH: Period(month - _MONTH, month - _DAY),
        Preset.OWN: Period(year, today),
    }[preset]


def before(period: Period) -> Period:
    """Return what stands beside a period: the same days of the year before, or as many days just before it.

    A period of more than a year is set beside as many days before it.
    """
    if period.last < period.first + _YEAR:
        first, last = period.first - _YEAR, period.last - _YEAR
        if period.is_whole_months:
            last = (period.last + _DAY) - _YEAR - _DAY
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
        if last < first:
            found.append(Problem("last", _("The last day lies before the first.")))
        elif first + relativedelta(years=LONGEST_YEARS) < last:
            found.append(Problem("first", _("Choose at most {n} years.").format(n=LONGEST_YEARS)))
    return tuple(found)

"""The steps into which the time of a report is cut: weeks, months, quarters or years, so many as a chart can show."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from refdesk.domain import months
from refdesk.domain.report_period import Period

_MOST_DAYS_BY_WEEK, _MOST_MONTHS, _MOST_QUARTERS = 100, 24, 24


class Unit(StrEnum):
    """How long a step is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Steps:
    """Hold the first day of each step; days of the time before are put `years_on` or `days_on` later, into its steps.

    The first step begins with the period, and the last one ends with it.
    """

    unit: Unit
    firsts: tuple[date, ...]
    last: date
    years_on: int = 0
    days_on: int = 0
    _places: dict[date, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def place(self, day: date) -> int:
        """Return in which step a day lies; what lies outside counts for the nearest one."""
        known = self._places.get(day)
        if known is None:
            known = self._places[day] = max(bisect_right(self.firsts, self._moved(day)) - 1, 0)
        return known

    def spans(self) -> tuple[Period, ...]:
        """Return the first and the last day of each step."""
        ends = (*(first - timedelta(days=1) for first in self.firsts[1:]), self.last)
        return tuple(Period(first, last) for first, last in zip(self.firsts, ends, strict=True))

    def _moved(self, day: date) -> date:
        if self.years_on:
            return months.years_later(day, self.years_on)
        return day + timedelta(days=self.days_on)


def of(period: Period) -> Steps:
    """Return the steps of a period: weeks of a quarter, months of two years, quarters of six, years of more."""
    unit = _unit(period)
    return Steps(unit, tuple(_firsts(period, unit)), period.last)


def before(steps: Steps, period: Period, earlier: Period) -> Steps:
    """Return the same steps for the time that stands beside a period."""
    a_year = months.years_later(earlier.first, 1) == period.first
    days = 0 if a_year else (period.first - earlier.first).days
    return Steps(steps.unit, steps.firsts, steps.last, years_on=int(a_year), days_on=days)


def _unit(period: Period) -> Unit:
    count = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    if period.days <= _MOST_DAYS_BY_WEEK:
        return Unit.WEEK
    if count <= _MOST_MONTHS:
        return Unit.MONTH
    return Unit.QUARTER if count <= _MOST_QUARTERS * 3 - 2 else Unit.YEAR


def _firsts(period: Period, unit: Unit) -> Iterator[date]:
    first = _begins(period.first, unit)
    while first <= period.last:
        yield max(first, period.first)
        first = first + timedelta(weeks=1) if unit is Unit.WEEK else months.later(first, _MONTHS[unit])


def _begins(day: date, unit: Unit) -> date:
    """Return the first day of the step in which a day lies."""
    if unit is Unit.WEEK:
        return day - timedelta(days=day.weekday())
    if unit is Unit.MONTH:
        return day.replace(day=1)
    if unit is Unit.QUARTER:
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1)

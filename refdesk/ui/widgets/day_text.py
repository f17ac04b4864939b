"""Days as people type them: 11/3/2026, 2026-11-03, Nov 3, Friday, tomorrow, next week, in 3 days."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import IntEnum

from babel import dates

from refdesk import i18n
from refdesk.domain import calendar_ends, months
from refdesk.i18n import _

_TWO_DIGITS = 100
_PARTS = re.compile(r"\d+|[^\W\d_]+", re.UNICODE)


class Lean(IntEnum):
    """Which year is meant when none is typed: the one in which the day lies at most so many days before today."""

    AHEAD = 30
    """For what is to come: a day gone for longer is next year's."""
    NEAR = 182
    BACK = 335
    """For what has been: a day of the week is the last one, too."""


class NotADay(ValueError):
    """The words are no day; the message is a sentence to show beside the field."""


def read(words: str, today: date, lean: Lean = Lean.NEAR) -> date | None:
    """Return the day that the words mean, None for no words; a day of the week is never today."""
    words = " ".join(words.casefold().split())
    if not words:
        return None
    if (day := _counted_from(today, words, lean)) is not None:
        return day
    year, month, day_of_month = _year_month_day(_PARTS.findall(words), today)
    return _checked(_year_meant(month, day_of_month, today, lean) if year is None else year, month, day_of_month)


def show(day: date) -> str:
    """Return a day as a field shows it: "Nov 3, 2026"."""
    return dates.format_date(day, "medium", locale=i18n.current())


def _counted_from(today: date, words: str, lean: Lean) -> date | None:
    """Return the day of words that say how far it is from today."""
    named = {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1}
    if words in named:
        return today + timedelta(days=named[words])
    if (weekday := _named(words, dates.get_day_names)) is not None:
        return _weekday_before(today, weekday) if lean is Lean.BACK else _weekday_after(today, weekday)
    first, _space, rest = words.partition(" ")
    weekday = _named(rest, dates.get_day_names)
    if first == _("last") and weekday is not None:
        return _weekday_before(today, weekday)
    if first == _("next") and weekday is not None:
        return today + timedelta(days=7 - today.weekday() + weekday)  # of the week to come
    number, unit = (1, rest) if first == _("next") else _number_and_unit(words)
    return _later(today, number, unit)


def _number_and_unit(words: str) -> tuple[int, str]:
    """Return 3 and "days" for "in 3 days"."""
    number, _space, unit = words.removeprefix(_("in") + " ").partition(" ")
    return (int(number), unit) if number.isdecimal() and len(number) < 4 else (0, "")


def _later(today: date, number: int, unit: str) -> date | None:
    if unit in (_("day"), _("days")):
        return today + timedelta(days=number)
    if unit in (_("week"), _("weeks")):
        return today + timedelta(weeks=number)
    return months.later(today, number) if unit in (_("month"), _("months")) else None


def _weekday_after(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weekday_before(today: date, weekday: int) -> date:
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _year_meant(month: int, day: int, today: date, lean: Lean) -> int:
    first = today - timedelta(days=lean)
    return first.year + ((month, day) < (first.month, first.day))


def _year_month_day(parts: list[str], today: date) -> tuple[int | None, int, int]:
    """Return them as numbers; the year is None where none was typed."""
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 4]
    month = next((found for part in parts if (found := _named(part, dates.get_month_names))), None)
    if month is not None and 1 <= len(numbers) <= 2:
        return (_full_year(numbers[1], today) if len(numbers) > 1 else None), month, numbers[0]
    if month is None and len(numbers) == 3 and len(parts) == 3:
        return _by_order(parts, numbers, today)
    if month is None and len(numbers) == 2 and len(parts) == 2:
        first, second = numbers
        return None, *((first, second) if _month_first() else (second, first))
    raise NotADay(_("This is not a day. Type it as {example}.").format(example=i18n.day_numeric(today)))


def _by_order(parts: list[str], numbers: list[int], today: date) -> tuple[int, int, int]:
    if len(parts[0]) == 4:
        return numbers[0], numbers[1], numbers[2]
    year = _full_year(numbers[2], today)
    if _month_first():
        return year, numbers[0], numbers[1]
    return year, numbers[1], numbers[0]


def _full_year(year: int, today: date) -> int:
    return year + today.year // _TWO_DIGITS * _TWO_DIGITS if year < _TWO_DIGITS else year


def _month_first() -> bool:
    pattern = dates.get_date_format("short", locale=i18n.current()).pattern
    return pattern.find("M") < pattern.find("d")


def _named(word: str, names: Callable[..., Mapping[int, str]]) -> int | None:
    """Return the number of a month or of a day of the week by its name or the beginning of it."""
    wanted = word.casefold().rstrip(".")
    if len(wanted) < 3 or wanted.isdecimal():
        return None
    for width in ("wide", "abbreviated"):
        for number, name in names(width, locale=i18n.current()).items():
            plain = name.casefold().rstrip(".")
            if plain == wanted or plain.startswith(wanted):
                return int(number)
    return None


def _checked(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise NotADay(_("There is no month {number}").format(number=month))
    if not calendar_ends.FIRST_YEAR <= year <= calendar_ends.LAST_YEAR:
        raise NotADay(_("{number} cannot be right. Check the year.").format(number=year))
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = dates.get_month_names("wide", context="stand-alone", locale=i18n.current())[month]
        raise NotADay(_("{month} has {days} days").format(month=name, days=last))
    return date(year, month, day)

"""Days as people type them: 11/3/2026, 2026-11-03, Nov 3, Friday, tomorrow."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from babel import dates

from refdesk import i18n
from refdesk.domain import calendar_ends
from refdesk.i18n import _

_TWO_DIGITS = 100
_PARTS = re.compile(r"\d+|[^\W\d_]+", re.UNICODE)


class NotADay(ValueError):
    """The words are no day; the message is a sentence to show beside the field."""


def read(words: str, today: date) -> date | None:
    """Return the day that the words mean, None for no words.

    A day without a year is in the year of today, a day of the week is the next one after today.
    """
    words = words.strip()
    if not words:
        return None
    named = {_("today"): 0, _("tomorrow"): 1, _("yesterday"): -1}
    if words.casefold() in named:
        return today + timedelta(days=named[words.casefold()])
    if (weekday := _named(words, dates.get_day_names)) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    year, month, day = _year_month_day(_PARTS.findall(words), today)
    return _checked(year, month, day)


def show(day: date) -> str:
    """Return a day as a field shows it: "Nov 3, 2026"."""
    return dates.format_date(day, "medium", locale=i18n.current())


def _year_month_day(parts: list[str], today: date) -> tuple[int, int, int]:
    numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 4]
    month = next((found for part in parts if (found := _named(part, dates.get_month_names))), None)
    if month is not None and 1 <= len(numbers) <= 2:
        return (_full_year(numbers[1], today) if len(numbers) > 1 else today.year), month, numbers[0]
    if month is None and len(numbers) == 3 and len(parts) == 3:
        return _by_order(parts, numbers, today)
    if month is None and len(numbers) == 2 and len(parts) == 2:
        first, second = numbers
        return today.year, *((first, second) if _month_first() else (second, first))
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

"""Words, dates, numbers and money in the reader's language: one catalogue for screen and paper."""

import gettext
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale


@contextmanager
def _without_pytz() -> Iterator[None]:
    """Let Babel take Python's own zones: pytz, where another library brought it, looks for six hundred files first."""
    modules: dict[str, Any] = sys.modules
    unread = "pytz" not in modules
    if unread:
        modules["pytz"] = None  # this is how an import is refused
    try:
        yield
    finally:
        if unread:
            del modules["pytz"]


with _without_pytz():
    from babel import dates as babel_dates
    from babel import numbers as babel_numbers

DEFAULT_LOCALE = "en_US"
DOMAIN = "refdesk"
SMALL = 1_000
_YEAR = re.compile(r"[,\s]*(?:'[^']*'\s*)?y+")


class _Language:
    """The language in use: one for the process, set once at the start or by Settings."""

    def __init__(self) -> None:
        self.locale = Locale.parse(DEFAULT_LOCALE)
        self.code = DEFAULT_LOCALE
        self.words: gettext.NullTranslations = gettext.NullTranslations()


_LANGUAGE = _Language()


def use(locale: str, catalogues: Path | None = None) -> None:
    """Speak `locale` (such as "en_US") from now on; a language without a catalogue falls back to US English."""
    _LANGUAGE.locale = Locale.parse(locale)
    _LANGUAGE.code = str(_LANGUAGE.locale)
    _LANGUAGE.words = gettext.translation(DOMAIN, catalogues, [locale, locale.partition("_")[0]], fallback=True)


def current() -> Locale:
    """Return the locale in use."""
    return _LANGUAGE.locale


def code() -> str:
    """Return the locale in use as "en_US": what is asked a thousand times does not spell it anew each time."""
    return _LANGUAGE.code


def _(words: str) -> str:
    """Return the words in the reader's language."""
    return _LANGUAGE.words.gettext(words)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the words that fits the count."""
    return _LANGUAGE.words.ngettext(one, many, count)


def N_(words: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark words of a constant for the catalogue; `_` translates them where they are shown."""
    return words


def day_long(day: date) -> str:
    """Return "Wednesday, November 18" in the form of the language."""
    # No skeleton has whole words in every language: the full form is taken without its year.
    form = _without_year(_LANGUAGE.code)
    return _in_form(form, day)


def day_full(day: date) -> str:
    """Return "Wednesday, November 18, 2026"."""
    return _in_form("full", day)


def day_short(day: date) -> str:
    """Return "Nov 18"."""
    return _by_skeleton("MMMd", day)


def day_near(day: date, today: date) -> str:
    """Return "Nov 17", and "Dec ’25" for a day of another year."""
    if day.year == today.year:
        return day_short(day)
    month = _in_form("MMM", day)
    return f"{month} ’{day.year % 100:02d}"


def day_due(day: date, today: date) -> str:
    """Return "Nov 17", and "Nov 17, 2027" for a day of another year."""
    return day_short(day) if day.year == today.year else _by_skeleton("yMMMd", day)


def day_ahead(day: date, today: date) -> str:
    """Return "today", "tomorrow", "Friday" within the week, and else as `day_due`."""
    days = (day - today).days
    near = {0: _("today"), 1: _("tomorrow")}.get(days)
    return near or (weekday(day) if 0 < days < 7 else day_due(day, today))


def day_weekday_short(day: date) -> str:
    """Return "Wed, Nov 18"."""
    return _by_skeleton("MMMEd", day)


def day_month(day: date) -> str:
    """Return "November 18"."""
    return _by_skeleton("MMMMd", day)


def day_span(first: date, last: date) -> str:
    """Return "November 16 – 20", or one day where both are the same."""
    if first == last:
        return day_month(first)
    formed: Callable[..., str] = babel_dates.format_interval
    return " ".join(formed(first, last, "MMMMd", locale=_LANGUAGE.locale).split())


def span_full(first: date, last: date) -> str:
    """Return "January 1 to November 15, 2026", with the year of both days where it is not the same."""
    begins = day_month(first) if first.year == last.year else _in_form("long", first)
    return _("{first} to {last}").format(first=begins, last=_in_form("long", last))


def month_letter(day: date) -> str:
    """Return "N", the letter of a month as it stands alone in a chart."""
    return _in_form("LLLLL", day)


def quarter(day: date) -> str:
    """Return "Q4 2026"."""
    return _by_skeleton("yQQQ", day)


def day_numeric(day: date) -> str:
    """Return the day as it is written in forms: "11/18/26" in the US."""
    return _in_form("short", day)


def weekday(day: date) -> str:
    """Return "Wednesday"."""
    return _in_form("EEEE", day)


def weekday_short(day: date) -> str:
    """Return "Wed"."""
    return _in_form("EEE", day)


def month_short(day: date) -> str:
    """Return "Nov", as it stands alone."""
    return _in_form("LLL", day)


def month_year(day: date) -> str:
    """Return "November 2026"."""
    return _by_skeleton("yMMMM", day)


def clock(moment: datetime | time) -> str:
    """Return "5:30 PM" or "17:30"; a moment is shown in the zone it carries."""
    return babel_dates.format_time(moment, "short", locale=_LANGUAGE.locale, tzinfo=getattr(moment, "tzinfo", None))


def number(value: int | Decimal) -> str:
    """Return the number with the thousands marks of the language."""
    return _small_number(value, _LANGUAGE.code) if -SMALL < value < SMALL else _number(value)


# Lists show the same small numbers again and again, and to form one takes longer than to draw it. Large ones are not
# kept: a search that tells how far it is would strew them over all that it reads, and keep that from being given back.
@lru_cache(maxsize=4096)
def _small_number(value: int | Decimal, _code: str) -> str:
    return _number(value)


def _number(value: int | Decimal) -> str:
    return babel_numbers.format_decimal(value, locale=_LANGUAGE.locale)


def money(amount: Decimal, currency: str) -> str:
    """Return the exact amount with its currency sign."""
    return babel_numbers.format_currency(amount, currency, locale=_LANGUAGE.locale)


def listing(items: list[str]) -> str:
    """Return "Ann, Bob, and Cleo"."""
    from babel.lists import format_list  # only a few screens need it

    return format_list(items, locale=_LANGUAGE.locale)


@lru_cache(maxsize=8)
def _without_year(_code: str) -> str:
    return _YEAR.sub("", str(_LANGUAGE.locale.date_formats["full"].pattern))


def _in_form(form: str, day: date) -> str:
    return _day_in_form(form, day, _LANGUAGE.code)


def _by_skeleton(skeleton: str, day: date) -> str:
    return _day_by_skeleton(skeleton, day, _LANGUAGE.code)


# Lists show the same few days again and again, and to form one takes longer than to draw it.
@lru_cache(maxsize=4096)
def _day_in_form(form: str, day: date, _code: str) -> str:
    return babel_dates.format_date(day, form, locale=_LANGUAGE.locale)


@lru_cache(maxsize=4096)
def _day_by_skeleton(skeleton: str, day: date, _code: str) -> str:
    formed: Callable[..., str] = babel_dates.format_skeleton
    return formed(skeleton, day, locale=_LANGUAGE.locale)

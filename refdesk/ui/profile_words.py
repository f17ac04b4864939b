"""The settings of a business in words: its days and hours, zone, currency, country and paper."""

from datetime import date, timedelta

from babel import numbers as babel_numbers

from refdesk import i18n
from refdesk.domain.profile import Paper
from refdesk.domain.working_time import Hours
from refdesk.i18n import N_, _

PAPER_WORDS = {Paper.LETTER: N_("Letter, 8½ x 11 in"), Paper.A4: N_("A4, 210 x 297 mm")}
_A_MONDAY = date(2024, 1, 1)


def day_name(weekday: int) -> str:
    """Return "Monday" for 0."""
    return i18n.weekday(_A_MONDAY + timedelta(days=weekday))


def week(hours: tuple[Hours | None, ...]) -> str:
    """Return "Monday to Friday, 9:00 AM to 5:00 PM", each run of equal days by itself."""
    return "; ".join(_run_words(first, last, each) for first, last, each in _runs(hours))


def zone(name: str) -> str:
    """Return "New York" or "Louisville, Kentucky" for the name of a time zone."""
    places = name.replace("_", " ").split("/")
    return ", ".join(reversed(places[1:])) if len(places) > 1 else name


def currency(code: str) -> str:
    """Return "US Dollar (USD)"."""
    return f"{babel_numbers.get_currency_name(code, locale=i18n.current())} ({code})"


def country(code: str) -> str:
    """Return the name of a country."""
    return str(i18n.current().territories.get(code, code))


def paper(size: Paper) -> str:
    """Return the name of a paper size, with its measures."""
    return _(PAPER_WORDS[size])


def _runs(week_hours: tuple[Hours | None, ...]) -> list[tuple[int, int, Hours]]:
    runs: list[tuple[int, int, Hours]] = []
    for weekday, hours in enumerate(week_hours):
        if hours is None:
            continue
        if runs and runs[-1][1] == weekday - 1 and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], weekday, hours)
        else:
            runs.append((weekday, weekday, hours))
    return runs


def _run_words(first: int, last: int, hours: Hours) -> str:
    sentence = _("{days}, {opens} to {closes}")
    span = _("{first} to {last}").format(first=day_name(first), last=day_name(last))
    days = day_name(first) if first == last else span
    return sentence.format(days=days, opens=i18n.clock(hours.opens), closes=i18n.clock(hours.closes))

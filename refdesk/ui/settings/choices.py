"""What the lists of Settings offer: countries, regions, time zones, currencies and paper, in the reader's words."""

from babel import numbers as babel_numbers

from refdesk import i18n
from refdesk.domain import countries
from refdesk.domain.profile import Paper
from refdesk.i18n import N_, _

Choices = tuple[tuple[str, str], ...]
PAPER_WORDS = {Paper.LETTER: N_("Letter, 8½ x 11 in"), Paper.A4: N_("A4, 210 x 297 mm")}


def regions(country: str, *, present: str = "") -> Choices:
    """Return the regions with public holidays of their own; the first is the whole country."""
    codes = countries.regions_of(country)
    known = codes if not present or present in codes else (*codes, present)
    return (("", _("Whole country")), *((code, code) for code in known))


def zones(country: str, *, present: str) -> Choices:
    """Return the time zones of a country, and the present one even if it lies elsewhere."""
    found = countries.zones_of(country)
    return tuple((zone, zone_words(zone)) for zone in (found if present in found else (present, *found)))


def zone_words(zone: str) -> str:
    """Return "New York" or "Louisville, Kentucky" for the name of a time zone."""
    places = zone.replace("_", " ").split("/")
    return ", ".join(reversed(places[1:])) if len(places) > 1 else zone


def currencies(present: str) -> Choices:
    """Return every currency in use, by name."""
    codes = {countries.currency_of(code) for code, _name in countries.choices()} | {present}
    return tuple(sorted(((code, currency_words(code)) for code in codes), key=lambda each: each[1]))


def currency_words(code: str) -> str:
    """Return "US Dollar (USD)"."""
    return f"{babel_numbers.get_currency_name(code, locale=i18n.current())} ({code})"


def country_words(code: str) -> str:
    """Return the name of a country."""
    return str(i18n.current().territories.get(code, code))


def papers() -> Choices:
    """Return the two paper sizes."""
    return tuple((paper.value, _(words)) for paper, words in PAPER_WORDS.items())


def countries_by_name(present: str) -> Choices:
    """Return every country by name."""
    found = countries.choices()
    return found if any(code == present for code, _name in found) else ((present, country_words(present)), *found)

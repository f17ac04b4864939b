"""What the lists of Settings offer: countries, regions, time zones, currencies and paper, in the reader's words."""

from refdesk.domain import countries, public_holidays
from refdesk.domain.profile import Paper
from refdesk.i18n import _
from refdesk.ui import profile_words

Choices = tuple[tuple[str, str], ...]


def regions(country: str, *, present: str = "") -> Choices:
    """Return the regions with public holidays of their own; the first is the whole country."""
    codes = public_holidays.regions_of(country)
    known = codes if not present or present in codes else (*codes, present)
    return (("", _("Whole country")), *((code, code) for code in known))


def zones(country: str, *, present: str) -> Choices:
    """Return the time zones of a country, and the present one even if it lies elsewhere."""
    found = countries.zones_of(country)
    return tuple((zone, profile_words.zone(zone)) for zone in (found if present in found else (present, *found)))


def currencies(present: str) -> Choices:
    """Return every currency in use, by name."""
    codes = {countries.currency_of(code) for code, _name in countries.choices()} | {present}
    return tuple(sorted(((code, profile_words.currency(code)) for code in codes), key=lambda each: each[1]))


def papers() -> Choices:
    """Return the two paper sizes."""
    return tuple((size.value, profile_words.paper(size)) for size in Paper)


def countries_by_name(present: str) -> Choices:
    """Return every country by name."""
    found = countries.choices()
    return (
        found if any(code == present for code, _name in found) else ((present, profile_words.country(present)), *found)
    )

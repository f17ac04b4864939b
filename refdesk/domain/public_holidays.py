"""The public holidays of one country; the rules of all others are left unread."""

import importlib.util
import sys
from datetime import date
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

_COUNTRIES = "holidays.countries"
_VERSION = "holidays.version"


@lru_cache(maxsize=64)
def of_year(country: str, region: str, year: int, language: str) -> dict[date, str]:
    """Return the public holidays of a year with their names; none for a country the library does not know."""
    known = _rules_of(country)
    if known is None:
        return {}
    return dict(known(subdiv=region if region in known.subdivisions else None, years=year, language=language))


def regions_of(country: str) -> tuple[str, ...]:
    """Return the regions of a country that have public holidays of their own."""
    return tuple(getattr(_rules_of(country.upper()), "subdivisions", ()))


@cache
def _rules_of(country: str) -> Any:  # noqa: ANN401 - a class of the library for each country
    _leave_version_unread()
    import holidays  # costs 30 ms, and only a business with holidays needs it

    _leave_others_unread()
    return getattr(holidays, country, None)


def _leave_version_unread() -> None:
    """Put a module in place of the one that looks the library's own version up: that takes half as long as the rest."""
    nameless = ModuleType(_VERSION)
    nameless.__dict__["__version__"] = ""
    sys.modules.setdefault(_VERSION, nameless)


def _leave_others_unread() -> None:
    """Put the package of all countries in its place unread: reading it imports some 250 countries for one."""
    found = importlib.util.find_spec(_COUNTRIES) if _COUNTRIES not in sys.modules else None
    if found is not None:
        sys.modules.setdefault(_COUNTRIES, importlib.util.module_from_spec(found))

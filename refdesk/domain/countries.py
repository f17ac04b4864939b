"""What a new business gets from its country: currency, paper, time zone, working week, language."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

from refdesk import i18n
from refdesk.domain.working_time import OFFICE_HOURS, OFFICE_WEEK, Hours

LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO", "SV", "NI", "PR", "BO"})
"""Where Letter lies in the printer; everywhere else it is A4."""

_SUNDAY_TO_THURSDAY = (*(OFFICE_HOURS,) * 4, None, None, OFFICE_HOURS)
_SATURDAY_TO_WEDNESDAY = (*(OFFICE_HOURS,) * 3, None, None, OFFICE_HOURS, OFFICE_HOURS)
_WEEKS: dict[str, tuple[Hours | None, ...]] = {
    **dict.fromkeys(("IL", "SA", "EG", "JO", "KW", "QA", "BH", "OM", "DZ", "IQ", "SY", "LY", "SD", "YE", "BD", "MV"),
                    _SUNDAY_TO_THURSDAY),
    **dict.fromkeys(("IR", "AF"), _SATURDAY_TO_WEDNESDAY),
    "NP": (*(OFFICE_HOURS,) * 5, None, OFFICE_HOURS),
}  # fmt: skip

_ZONES = {
    "US": "America/New_York", "CA": "America/Toronto", "MX": "America/Mexico_City", "BR": "America/Sao_Paulo",
    "AU": "Australia/Sydney", "RU": "Europe/Moscow", "ID": "Asia/Jakarta", "AR": "America/Argentina/Buenos_Aires",
    "CL": "America/Santiago", "CN": "Asia/Shanghai", "KZ": "Asia/Almaty", "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon", "ES": "Europe/Madrid", "DE": "Europe/Berlin", "UA": "Europe/Kyiv", "EC": "America/Guayaquil",
    "CD": "Africa/Kinshasa", "MN": "Asia/Ulaanbaatar", "MY": "Asia/Kuala_Lumpur", "PF": "Pacific/Tahiti",
    "GL": "America/Nuuk", "UZ": "Asia/Tashkent", "CY": "Asia/Nicosia", "IN": "Asia/Kolkata", "VN": "Asia/Ho_Chi_Minh",
    "NP": "Asia/Kathmandu", "MM": "Asia/Yangon",
}  # fmt: skip

_CURRENCIES_AS_OF = date(2026, 1, 1)
_CURRENCIES = {"BG": "EUR"}  # since 2026, later than the data of the library

_LANGUAGES = {
    "US": "en",
    "CA": "en",
    "CH": "de",
    "BE": "nl",
    "IN": "en",
    "PH": "en",
    "SG": "en",
    "ZA": "en",
    "HK": "zh",
}


@dataclass(frozen=True, slots=True)
class CountryDefaults:
    """Hold what a business in this country most likely uses; all of it can be changed."""

    country: str
    currency: str
    paper: str
    zone: str
    week: tuple[Hours | None, ...]
    locale: str
    phone_country: str


@lru_cache(maxsize=32)
def defaults(country: str) -> CountryDefaults:
    """Return the likely settings for a country code such as "US"; an unknown code gets international ones."""
    code = country.upper()
    return CountryDefaults(
        country=code,
        currency=currency_of(code),
        paper="letter" if code in LETTER_COUNTRIES else "a4",
        zone=zone_of(code),
        week=_WEEKS.get(code, OFFICE_WEEK),
        locale=locale_of(code),
        phone_country=code,
    )


def currency_of(country: str) -> str:
    """Return the currency of a country, US dollars for an unknown one."""
    found = _currencies(country.upper())
    return _CURRENCIES.get(country.upper()) or (found[-1] if found else "USD")


def is_country(code: str) -> bool:
    """Say whether this is the two-letter code of a country."""
    return len(code) == 2 and code in _territories()


def zones_of(country: str) -> tuple[str, ...]:
    """Return the time zones of a country, the likeliest first."""
    main = zone_of(country)
    return (main, *sorted(zone for zone in get_global("territory_zones").get(country.upper(), ()) if zone != main))


def zone_of(country: str) -> str:
    """Return the likeliest time zone of a country."""
    zones = get_global("territory_zones").get(country.upper(), ())
    return _ZONES.get(country.upper()) or (zones[0] if zones else "UTC")


def locale_of(country: str) -> str:
    """Return the locale most used in a country, such as "de_AT"."""
    languages = get_official_languages(country, de_facto=True)
    language = _LANGUAGES.get(country) or (languages[0] if languages else "en")
    try:
        return str(Locale.parse(f"{language}_{country}"))
    except (UnknownLocaleError, ValueError):
        return i18n.DEFAULT_LOCALE


def choices() -> tuple[tuple[str, str], ...]:
    """Return every country as (code, name in the reader's language), by name."""
    names = i18n.current().territories
    found = [(code, names[code]) for code in _territories() if code in names]
    return tuple(sorted(found, key=lambda each: each[1]))


@lru_cache(maxsize=1)
def _territories() -> frozenset[str]:
    # A territory with a time zone and a currency is a place where a business can be.
    return frozenset(code for code in get_global("territory_zones") if _currencies(code))


def _currencies(code: str) -> list[str]:
    # Without a day the library would look at the clock.
    return get_territory_currencies(code, start_date=_CURRENCIES_AS_OF, end_date=_CURRENCIES_AS_OF)

from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from refdesk.domain import countries


@pytest.mark.parametrize(
    ("country", "currency", "paper", "zone", "locale"),
    [
        ("US", "USD", "letter", "America/New_York", "en_US"),
        ("CA", "CAD", "letter", "America/Toronto", "en_CA"),
        ("GB", "GBP", "a4", "Europe/London", "en_GB"),
        ("DE", "EUR", "a4", "Europe/Berlin", "de_DE"),
        ("AT", "EUR", "a4", "Europe/Vienna", "de_AT"),
        ("CH", "CHF", "a4", "Europe/Zurich", "de_CH"),
        ("HR", "EUR", "a4", "Europe/Zagreb", "hr_HR"),
        ("BG", "EUR", "a4", "Europe/Sofia", "bg_BG"),
        ("JP", "JPY", "a4", "Asia/Tokyo", "ja_JP"),
        ("KW", "KWD", "a4", "Asia/Kuwait", "ar_KW"),
        ("IN", "INR", "a4", "Asia/Kolkata", "en_IN"),
        ("us", "USD", "letter", "America/New_York", "en_US"),
    ],
)
def test_a_country_brings_its_usual_settings(country: str, currency: str, paper: str, zone: str, locale: str) -> None:
    found = countries.defaults(country)
    assert (found.currency, found.paper, found.zone, found.locale) == (currency, paper, zone, locale)
    assert found.phone_country == country.upper()


def test_every_country_of_the_list_has_settings_that_exist() -> None:
    codes = [code for code, _name in countries.choices()]
    assert len(codes) > 200
    for code in codes:
        found = countries.defaults(code)
        ZoneInfo(found.zone)
        Locale.parse(found.locale)
        assert len(found.currency) == 3
        assert len(found.week) == 7


def test_an_unknown_country_gets_international_settings() -> None:
    found = countries.defaults("XX")
    assert (found.currency, found.zone, found.paper) == ("USD", "UTC", "a4")
    assert not countries.is_country("XX")
    assert not countries.is_country("USA")


def test_the_working_week_is_the_country_s() -> None:
    def free_days(country: str) -> list[int]:
        return [day for day, hours in enumerate(countries.defaults(country).week) if hours is None]

    assert free_days("US") == [5, 6]
    assert free_days("KW") == [4, 5]
    assert free_days("IR") == [3, 4]
    assert free_days("NP") == [5]


def test_zones_begin_with_the_likeliest() -> None:
    zones = countries.zones_of("US")
    assert zones[0] == "America/New_York"
    assert "America/Denver" in zones
    assert len(zones) == len(set(zones))

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from refdesk import i18n

DAY = date(2026, 11, 18)
# Between the clock and PM, Unicode's own data put a narrow space that does not break.
NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def us_english_again() -> Iterator[None]:
    yield
    i18n.use(i18n.DEFAULT_LOCALE)


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    catalog = Catalog(locale="de")
    catalog.add("Today", "Heute")
    catalog.add(("{count} person", "{count} people"), ("{count} Person", "{count} Personen"))
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "refdesk.mo").open("wb") as file:
        write_mo(file, catalog)
    return tmp_path


def test_days_are_written_as_us_readers_write_them() -> None:
    assert i18n.day_long(DAY) == "Wednesday, November 18"
    assert i18n.day_full(DAY) == "Wednesday, November 18, 2026"
    assert i18n.day_short(DAY) == "Nov 18"
    assert i18n.day_month(DAY) == "November 18"
    assert i18n.day_numeric(DAY) == "11/18/26"
    assert i18n.weekday(DAY) == "Wednesday"
    assert i18n.month_year(DAY) == "November 2026"


@pytest.mark.parametrize(
    ("locale", "long", "numeric", "amount", "count"),
    [
        ("en_US", "Wednesday, November 18", "11/18/26", "$1,234.50", "12,345"),
        ("en_GB", "Wednesday, 18 November", "18/11/2026", "US$1,234.50", "12,345"),
        ("de_DE", "Mittwoch, 18. November", "18.11.26", "1.234,50\N{NO-BREAK SPACE}$", "12.345"),
    ],
)
def test_days_money_and_numbers_follow_the_language(
    locale: str, long: str, numeric: str, amount: str, count: str
) -> None:
    i18n.use(locale)
    assert i18n.day_long(DAY) == long
    assert i18n.day_numeric(DAY) == numeric
    assert i18n.money(Decimal("1234.50"), "USD") == amount
    assert i18n.number(12345) == count


def test_money_is_exact_where_a_float_would_not_be() -> None:
    assert i18n.money(Decimal("90071992547409.93"), "USD") == "$90,071,992,547,409.93"
    assert i18n.money(Decimal(1500), "JPY") == "¥1,500"


def test_a_moment_is_shown_in_the_zone_that_it_carries() -> None:
    moment = datetime(2026, 11, 18, 22, 30, tzinfo=UTC)
    assert i18n.clock(moment) == f"10:30{NARROW}PM"
    assert i18n.clock(moment.astimezone(ZoneInfo("America/New_York"))) == f"5:30{NARROW}PM"
    assert i18n.clock(time(17, 30)) == f"5:30{NARROW}PM"


def test_names_are_listed_as_in_a_sentence() -> None:
    assert i18n.listing(["Ann"]) == "Ann"
    assert i18n.listing(["Ann", "Bob", "Cleo"]) == "Ann, Bob, and Cleo"


def test_a_catalogue_of_the_language_serves_its_countries(catalogues: Path) -> None:
    i18n.use("de_AT", catalogues)
    assert i18n._("Today") == "Heute"
    assert i18n.ngettext("{count} person", "{count} people", 1) == "{count} Person"
    assert i18n.ngettext("{count} person", "{count} people", 2) == "{count} Personen"
    assert i18n.current().language == "de"


def test_what_has_no_translation_stays_in_us_english(catalogues: Path) -> None:
    i18n.use("de_DE", catalogues)
    assert i18n._("Contacts") == "Contacts"
    i18n.use("es_ES", catalogues)
    assert i18n._("Today") == "Today"


def test_marked_words_are_translated_where_they_are_shown(catalogues: Path) -> None:
    marked = i18n.N_("Today")
    assert marked == "Today"
    i18n.use("de_DE", catalogues)
    assert i18n._(marked) == "Heute"


def test_a_day_of_another_year_says_its_year() -> None:
    today = date(2026, 11, 18)
    assert i18n.day_near(date(2026, 7, 17), today) == "Jul 17"
    assert i18n.day_near(date(2025, 12, 30), today) == "Dec ’25"
    assert i18n.day_due(date(2026, 7, 17), today) == "Jul 17"
    assert i18n.day_due(date(2027, 2, 28), today) == "Feb 28, 2027"


def test_a_day_to_come_is_named_as_one_says_it() -> None:
    today = date(2026, 11, 18)
    days = {ahead: i18n.day_ahead(today + timedelta(days=ahead), today) for ahead in (-1, 0, 1, 2, 6, 7, 60)}
    assert list(days.values()) == ["Nov 17", "today", "tomorrow", "Friday", "Tuesday", "Nov 25", "Jan 17, 2027"]


def test_only_small_numbers_are_kept() -> None:
    i18n.number(999)
    kept = i18n._small_number.cache_info().currsize
    assert [i18n.number(value) for value in (999, 54_321, -54_321)] == ["999", "54,321", "-54,321"]
    assert i18n._small_number.cache_info().currsize == kept

"""Public holidays: those of one country, and no more is read than that one."""

import subprocess
import sys
from datetime import date

from refdesk.domain import public_holidays

ONE_COUNTRY = """
import sys
from refdesk.domain import public_holidays
assert public_holidays.of_year("DE", "BY", 2026, "en"), "Germany has holidays"
print(*(name for name in sys.modules if name.startswith("holidays.countries.")))
"""


def test_a_year_has_its_holidays_by_name() -> None:
    assert public_holidays.of_year("US", "", 2026, "en")[date(2026, 11, 26)] == "Thanksgiving Day"
    assert public_holidays.of_year("XX", "", 2026, "en") == {}


def test_a_region_has_more_and_one_that_is_unknown_none() -> None:
    epiphany = date(2026, 1, 6)
    assert epiphany in public_holidays.of_year("DE", "BY", 2026, "de")
    assert epiphany not in public_holidays.of_year("DE", "nowhere", 2026, "de")


def test_regions_are_those_with_holidays_of_their_own() -> None:
    assert "BY" in public_holidays.regions_of("DE")
    assert public_holidays.regions_of("XX") == ()


def test_only_the_country_asked_for_is_read() -> None:
    done = subprocess.run([sys.executable, "-c", ONE_COUNTRY], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["holidays.countries.germany"]

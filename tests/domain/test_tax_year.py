from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import tax_year
from refdesk.domain.tax_year import NEW_YEAR, YearStart

UK = YearStart(4, 6)


@pytest.mark.parametrize(
    ("day", "start", "name", "first", "last"),
    [
        (date(2026, 1, 1), NEW_YEAR, "2026", date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), NEW_YEAR, "2026", date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 4, 5), UK, "2025/26", date(2025, 4, 6), date(2026, 4, 5)),
        (date(2026, 4, 6), UK, "2026/27", date(2026, 4, 6), date(2027, 4, 5)),
        (date(1999, 12, 1), UK, "1999/00", date(1999, 4, 6), date(2000, 4, 5)),
        (date(2024, 2, 29), YearStart(3, 1), "2023/24", date(2023, 3, 1), date(2024, 2, 29)),
    ],
)
def test_a_day_lies_in_its_tax_year(day: date, start: YearStart, name: str, first: date, last: date) -> None:
    found = tax_year.of(day, start)
    assert (found.name, found.first, found.last) == (name, first, last)


@pytest.mark.parametrize(("country", "kept"), [("US", "01-01"), ("GB", "04-06"), ("DE", "01-01"), ("AU", "07-01")])
def test_the_usual_start_follows_the_country(country: str, kept: str) -> None:
    assert tax_year.usual_start(country).kept == kept


@pytest.mark.parametrize("kept", ["", "02-29", "13-01", "4-6", "00-00", "04-31", "04-06 "])
def test_a_start_that_not_every_year_has_is_none(kept: str) -> None:
    assert tax_year.read(kept) is None


starts = st.dates(date(2001, 1, 1), date(2001, 12, 31)).map(lambda day: YearStart(day.month, day.day))


@given(st.dates(), starts)
def test_every_day_lies_in_one_year_and_the_years_meet(day: date, start: YearStart) -> None:
    found = tax_year.of(day, start)
    assert day in found
    assert tax_year.read(start.kept) == start
    if found.last < date.max:
        assert tax_year.of(found.last + timedelta(days=1), start).first == found.last + timedelta(days=1)

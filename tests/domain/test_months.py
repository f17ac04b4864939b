"""Months and years on: the last day stands for one that a month lacks."""

from datetime import date

import pytest

from refdesk.domain import months


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 22), 2, date(2027, 1, 22)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
        (date(2026, 6, 15), 25, date(2028, 7, 15)),
    ],
)
def test_months_later_and_earlier(day: date, count: int, expected: date) -> None:
    assert months.later(day, count) == expected


def test_a_leap_day_has_the_last_of_february() -> None:
    assert months.years_later(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert months.years_later(date(2024, 2, 29), -4) == date(2020, 2, 29)

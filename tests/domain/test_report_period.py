"""The time of a report: what the words mean on a day, what stands beside it, and what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import report_period
from refdesk.domain.report_period import LONGEST_YEARS, PRESET_WORDS, Period, Preset

D = date
DAYS = st.dates(D(1950, 1, 1), D(2150, 12, 31))


@pytest.mark.parametrize(
    ("preset", "today", "first", "last"),
    [
        (Preset.THIS_YEAR, D(2026, 11, 18), D(2026, 1, 1), D(2026, 11, 18)),
        (Preset.THIS_YEAR, D(2026, 1, 1), D(2026, 1, 1), D(2026, 1, 1)),
        (Preset.LAST_YEAR, D(2026, 11, 18), D(2025, 1, 1), D(2025, 12, 31)),
        (Preset.TWELVE_MONTHS, D(2026, 11, 18), D(2025, 11, 19), D(2026, 11, 18)),
        (Preset.TWELVE_MONTHS, D(2024, 2, 29), D(2023, 3, 1), D(2024, 2, 29)),
        (Preset.THIS_QUARTER, D(2026, 11, 18), D(2026, 10, 1), D(2026, 11, 18)),
        (Preset.THIS_QUARTER, D(2026, 3, 31), D(2026, 1, 1), D(2026, 3, 31)),
        (Preset.LAST_QUARTER, D(2026, 2, 3), D(2025, 10, 1), D(2025, 12, 31)),
        (Preset.LAST_QUARTER, D(2026, 11, 18), D(2026, 7, 1), D(2026, 9, 30)),
        (Preset.THIS_MONTH, D(2026, 11, 18), D(2026, 11, 1), D(2026, 11, 18)),
        (Preset.LAST_MONTH, D(2026, 1, 31), D(2025, 12, 1), D(2025, 12, 31)),
        (Preset.LAST_MONTH, D(2024, 3, 31), D(2024, 2, 1), D(2024, 2, 29)),
        (Preset.OWN, D(2026, 11, 18), D(2026, 1, 1), D(2026, 11, 18)),
    ],
)
def test_what_a_word_means(preset: Preset, today: date, first: date, last: date) -> None:
    assert report_period.of(preset, today) == Period(first, last)


@pytest.mark.parametrize(
    ("period", "wanted"),
    [
        (Period(D(2026, 1, 1), D(2026, 11, 18)), Period(D(2025, 1, 1), D(2025, 11, 18))),
        (Period(D(2026, 1, 1), D(2026, 12, 31)), Period(D(2025, 1, 1), D(2025, 12, 31))),
        (Period(D(2024, 2, 1), D(2024, 2, 29)), Period(D(2023, 2, 1), D(2023, 2, 28))),
        (Period(D(2025, 2, 1), D(2025, 2, 28)), Period(D(2024, 2, 1), D(2024, 2, 29))),
        (Period(D(2024, 2, 29), D(2024, 2, 29)), Period(D(2023, 2, 28), D(2023, 2, 28))),
        (Period(D(2025, 11, 19), D(2026, 11, 18)), Period(D(2024, 11, 19), D(2025, 11, 18))),
        (Period(D(2025, 1, 1), D(2026, 12, 31)), Period(D(2023, 1, 2), D(2024, 12, 31))),
        (Period(D(2017, 1, 1), D(2026, 12, 31)), Period(D(2007, 1, 2), D(2016, 12, 31))),
    ],
)
def test_what_stands_beside_it(period: Period, wanted: Period) -> None:
    assert report_period.before(period) == wanted


@given(preset=st.sampled_from(Preset), today=DAYS)
def test_a_word_is_about_days_until_today_and_never_turned_around(preset: Preset, today: date) -> None:
    period = report_period.of(preset, today)
    assert period.first <= period.last <= today
    assert period.days == len([day for day in range(period.days) if period.holds(period.first + timedelta(days=day))])
    assert not period.holds(period.first - timedelta(days=1))
    assert report_period.problems(period.first, period.last) == ()


@given(first=DAYS, length=st.integers(0, 5000))
def test_the_time_before_ends_before_it_and_is_as_long(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    earlier = report_period.before(period)
    assert earlier.first <= earlier.last < period.first
    assert abs(earlier.days - period.days) <= 1  # a leap day


def test_every_word_can_be_chosen() -> None:
    assert set(PRESET_WORDS) == set(Preset)


@pytest.mark.parametrize(
    ("first", "last", "fields"),
    [
        (None, None, ["first", "last"]),
        (None, D(2026, 1, 1), ["first"]),
        (D(2026, 1, 1), None, ["last"]),
        (D(2026, 1, 2), D(2026, 1, 1), ["last"]),
        (D(1900, 1, 1), D(2026, 1, 1), ["first"]),
        (D(2026 - LONGEST_YEARS, 1, 1), D(2026, 1, 1), []),
        (D(2030, 1, 1), D(2031, 1, 1), []),
    ],
)
def test_what_is_wrong_with_two_days(first: date | None, last: date | None, fields: list[str]) -> None:
    assert [problem.field for problem in report_period.problems(first, last)] == fields


def test_whole_months_are_known() -> None:
    assert Period(D(2024, 2, 1), D(2024, 2, 29)).is_whole_months
    assert not Period(D(2024, 2, 1), D(2024, 2, 28)).is_whole_months
    assert not Period(D(2024, 2, 2), D(2024, 2, 29)).is_whole_months

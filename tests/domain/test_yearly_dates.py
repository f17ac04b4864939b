"""The forms in which programs and people write birthdays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import yearly_dates
from refdesk.domain.yearly_dates import YearlyDate


@pytest.mark.parametrize(
    ("written", "day_first", "expected"),
    [
        ("1980-03-12", False, YearlyDate(3, 12, 1980)),
        ("19000101", False, YearlyDate(1, 1, 1900)),
        ("09001231", False, YearlyDate(12, 31, 900)),
        ("--1231", False, YearlyDate(12, 31)),
        ("--12-31", False, YearlyDate(12, 31)),
        ("1604-03-15", False, YearlyDate(3, 15)),
        ("1990-01-15T00:00:00Z", False, YearlyDate(1, 15, 1990)),
        ("20090808T1430-0500", False, YearlyDate(8, 8, 2009)),
        ("1/20/1981", False, YearlyDate(1, 20, 1981)),
        ("3/4/1981", False, YearlyDate(3, 4, 1981)),
        ("3/4/1981", True, YearlyDate(4, 3, 1981)),
        ("31.1.1972", False, YearlyDate(1, 31, 1972)),
        ("3.4.1972", False, YearlyDate(4, 3, 1972)),
        ("3/14", False, YearlyDate(3, 14)),
        ("11 Sep 2026", False, YearlyDate(9, 11, 2026)),
        ("March 4, 1980", False, YearlyDate(3, 4, 1980)),
        ("4. März 1980", False, YearlyDate(3, 4, 1980)),
        ("Dec 24", False, YearlyDate(12, 24)),
        ("1/2/65", False, YearlyDate(1, 2, 1965)),
        ("--0229", False, YearlyDate(2, 29)),
        ("1977-02-31", False, None),
        ("1981-02-29", False, None),
        ("19723101", False, None),
        ("0/0/00", False, None),
        ("0000-00-00", False, None),
        ("in spring", False, None),
        ("", False, None),
    ],
)
def test_a_date_is_read_or_left(written: str, day_first: bool, expected: YearlyDate | None) -> None:
    assert yearly_dates.read(written, day_first=day_first) == expected


@pytest.mark.parametrize(
    ("column", "day_first"),
    [
        (["3/4/1980", "12/31/1980"], False),
        (["3/4/1980", "31/12/1980"], True),
        (["3/4/1980", "4/3/1980"], None),
        (["13/1/1980", "1/13/1980"], None),
        (["3.4.1980"], True),
        (["1980-03-04"], None),
        ([], None),
    ],
)
def test_the_whole_column_decides_the_order(column: list[str], day_first: bool | None) -> None:
    assert yearly_dates.order(column) is day_first


@pytest.mark.parametrize("written", ["", "0/0/00", "00.00.0000", "0", "N/A", " - "])
def test_ways_of_writing_none(written: str) -> None:
    assert yearly_dates.is_blank(written)


def test_iso_form_with_and_without_a_year() -> None:
    assert (YearlyDate(3, 4, 1980).iso, YearlyDate(12, 31).iso) == ("1980-03-04", "--12-31")


@given(st.dates())
def test_every_day_is_read_back_from_its_iso_form(day: object) -> None:
    written = str(day)
    read = yearly_dates.read(written, omit_year=0)
    assert read is not None
    assert read.iso == written


@given(st.text(max_size=40))
def test_any_text_is_a_date_of_a_calendar_or_none(written: str) -> None:
    read = yearly_dates.read(written)
    assert read is None or (1 <= read.month <= 12 and 1 <= read.day <= 31)

"""Telephone numbers as typed, compared, shown and dialed."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import phones
from refdesk.domain.phones import Phone


@pytest.mark.parametrize(
    ("typed", "country", "e164", "extension"),
    [
        ("(504) 621-8927", "US", "+15046218927", ""),
        ("504.621.8927", "us", "+15046218927", ""),
        ("+1-418-656-9254 ext. 102", "US", "+14186569254", "102"),
        ("tel:+1-418-656-9254;ext=102", "DE", "+14186569254", "102"),
        ("030 901820", "DE", "+4930901820", ""),
        ("+49 30 901820", "US", "+4930901820", ""),
        ("504\u00a0621\u00a08927", "US", "+15046218927", ""),
        ("621-8927", "US", None, ""),
        ("Tel privat", "US", None, ""),
        ("911", "US", None, ""),
        ("", "US", None, ""),
        ("1" * 500, "US", None, ""),
    ],
)
def test_a_number_is_read_as_dialed_in_the_country(typed: str, country: str, e164: str | None, extension: str) -> None:
    phone = phones.read(typed, country)

    assert (phone.e164, phone.extension) == (e164, extension)


def test_what_was_typed_is_kept() -> None:
    assert phones.read(" Tel privat ", "US") == Phone("Tel privat")


@pytest.mark.parametrize(
    ("number", "country", "shown"),
    [
        ("+15046218927", "US", "(504) 621-8927"),
        ("+15046218927", "DE", "+1 504-621-8927"),
        ("504-621-8927", "US", "(504) 621-8927"),
        ("Tel privat", "US", "Tel privat"),
        ("12", "US", "12"),
    ],
)
def test_a_number_is_shown_as_the_country_writes_it(number: str, country: str, shown: str) -> None:
    assert phones.shown(number, country) == shown


def test_a_number_is_dialed_with_its_extension() -> None:
    assert phones.dialed("504-621-8927 x7", "US") == "tel:+15046218927;ext=7"
    assert phones.dialed("ask Ana", "US") == ""


def test_digits_find_a_number_by_any_part() -> None:
    assert phones.digits("+1 (504) 621-8927") == "15046218927"


@given(st.text(max_size=120), st.sampled_from(["US", "DE", "", "ZZ"]))
def test_any_text_can_be_typed_for_a_phone(typed: str, country: str) -> None:
    phone = phones.read(typed, country)

    assert phone.e164 is None or phone.e164.startswith("+")
    assert isinstance(phones.shown(typed, country), str)


@pytest.mark.skipif("REFDESK_SAMPLES" not in os.environ, reason="REFDESK_SAMPLES names no folder of samples")
def test_every_spelling_of_every_region_is_the_same_number() -> None:
    path = Path(os.environ["REFDESK_SAMPLES"]) / "phone-libphonenumber" / "example_numbers.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    different = [
        (row["region"], spelling)
        for row in rows
        for spelling in (row["national"], row["international"], row["e164"], row["rfc3966"])
        if row["region"].isalpha() and phones.read(spelling, row["region"]).e164 != row["e164"]
    ]
    assert len(rows) > 400
    assert different == []


@given(
    st.from_regex(r"\(?[2-9][0-9]{2}\)?[-. ]{0,2}[0-9]{3}[-. ]?[0-9]{4}", fullmatch=True), st.sampled_from(["US", "CA"])
)
def test_the_usual_form_of_north_america_is_read_as_the_library_reads_it(typed: str, country: str) -> None:
    import phonenumbers

    number = phonenumbers.parse(typed, country)

    assert phones.read(typed, country).e164 == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert phones.read(f"+1 {typed}", country).e164 == phones.read(typed, country).e164

"""Addresses by field, and the lines of an envelope."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import addresses
from refdesk.domain.addresses import Address
from refdesk.domain.text import fold

AUSTIN = Address("12 Main St\nApt 4", "Austin", "TX", "78701")


@pytest.mark.parametrize(
    ("address", "home", "lines"),
    [
        (AUSTIN, "US", ("12 Main St", "Apt 4", "Austin, TX 78701")),
        (Address("12 Main St", "Austin", "", "78701"), "US", ("12 Main St", "Austin 78701")),
        (Address("12 Main St", "", "TX", "78701"), "US", ("12 Main St", "TX 78701")),
        (Address("12 Main St", "Austin", "TX"), "US", ("12 Main St", "Austin, TX")),
        (Address("12 Main St", "Austin", "TX", "78701", "USA"), "US", ("12 Main St", "Austin, TX 78701")),
        (Address("12 Main St", "Austin", "TX", "78701", "USA"), "DE",
         ("12 Main St", "Austin, TX 78701", "UNITED STATES")),
        (Address("Hauptstr. 3", "Halle", "", "06108", "Deutschland"), "US", ("Hauptstr. 3", "06108 Halle", "GERMANY")),
        (Address("Hauptstr. 3", "Halle", "Sachsen-Anhalt", "06108"), "DE", ("Hauptstr. 3", "06108 Halle")),
        (Address("10 Downing St", "London", "", "SW1A 2AA", "UK"), "US",
         ("10 Downing St", "London", "SW1A 2AA", "UNITED KINGDOM")),
        (Address("1 Way", "Town", "Land", "99", "Dunkeldeutschland"), "US",
         ("1 Way", "99 Town", "Land", "DUNKELDEUTSCHLAND")),
        (Address("1 Orchard Rd", "Singapore", "", "238823", "SG"), "US",
         ("1 Orchard Rd", "SINGAPORE 238823", "SINGAPORE")),
        (Address("1-2 Chiyoda", "Tokyo", "Tokyo", "100-0001", "Japan"), "US",
         ("1-2 Chiyoda", "Tokyo", "100-0001", "JAPAN")),
        (Address("丸の内1-1-1", "千代田区", "東京都", "100-0005", "Japan"), "JP",
         ("〒100-0005", "東京都千代田区", "丸の内1-1-1")),
        (Address("丸の内1-1-1", "千代田区", "", "100-0005"), "JP", ("〒100-0005", "千代田区", "丸の内1-1-1")),
        (Address("Häringstr. 2", "Zürich", "", "8001", "CH"), "CH", ("Häringstr. 2", "8001 Zürich")),
        (Address("Strada 1", "Chișinău", "", "MD-2012", "MD"), "MD", ("Strada 1", "MD-2012 Chișinău")),
        (Address("Calle 1", "San Juan", "", "00901", "PR"), "US", ("Calle 1", "San Juan PR 00901", "PUERTO RICO")),
        (Address("", "New York", "New York"), "US", ("New York, New York",)),
        (Address("Weg 1", "Halle", "Sachsen-Anhalt", ""), "DE", ("Weg 1", "Halle", "Sachsen-Anhalt")),
        (Address("Soi 1", "Bangkok", "", "10120", "TH"), "TH", ("Soi 1", "Bangkok 10120")),
        (Address("5 Frederick St", "Port of Spain", "", "190130", "Trinidad and Tobago"), "US",
         ("5 Frederick St", "Port of Spain, 190130", "TRINIDAD & TOBAGO")),
        (Address(), "US", ()),
    ],
)  # fmt: skip
def test_an_envelope_is_written_as_its_country_does(address: Address, home: str, lines: tuple[str, ...]) -> None:
    assert addresses.envelope_lines(address, home) == lines


@pytest.mark.parametrize(
    ("written", "code"),
    [("DE", "DE"), ("Deutschland", "DE"), ("Germany", "DE"), ("usa", "US"), ("United States of America", "US"),
     ("España", "ES"), ("Nowhere", ""), ("", ""), ("XX", "")],
)  # fmt: skip
def test_a_country_is_known_by_code_and_by_name(written: str, code: str) -> None:
    assert addresses.country_code(written) == code


def test_one_line_for_lists() -> None:
    assert addresses.one_line(AUSTIN, "US") == "12 Main St, Apt 4, Austin, TX 78701"


WORDS = st.text(alphabet=st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12)


@given(WORDS, WORDS, WORDS, st.sampled_from(["", "US", "DE", "GB", "HK", "SG", "FR", "BR", "XX", "Atlantis"]))
def test_street_city_and_postcode_always_reach_the_paper(street: str, city: str, postcode: str, country: str) -> None:
    lines = "\n".join(addresses.envelope_lines(Address(street, city, "", postcode, country), "US"))

    assert street in lines
    assert postcode in lines
    # A form may print the city itself, in capitals.
    assert city in lines or fold(city) in fold(lines)


@pytest.mark.parametrize(
    ("number", "country", "code"),
    [
        ("2134", "US", "02134"), ("501", "US", "00501"), ("90210", "US", "90210"), ("21341234", "US", "02134-1234"),
        ("902101234", "US", "90210-1234"), ("12", "US", "12"), ("123456", "US", "123456"), ("1067", "DE", "01067"),
        ("1000", "FR", "01000"), ("144", "IT", "00144"), ("8001", "ES", "08001"), ("8001", "CH", "8001"),
        ("601", "PR", "00601"), ("801", "AU", "0801"), ("9614303", "IL", "9614303"), ("2134", "GB", "2134"),
        ("2134", "", "2134"), ("2134", "ZZ", "2134"), ("SW1A 2AA", "US", "SW1A 2AA"),
    ],
)  # fmt: skip
def test_a_postal_code_kept_as_a_number_gets_its_zeros_back(number: str, country: str, code: str) -> None:
    assert addresses.with_leading_zeros(number, country) == code

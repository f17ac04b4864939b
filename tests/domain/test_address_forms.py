"""How an address is asked for in each country."""

import pytest

from refdesk.domain import address_forms
from refdesk.domain.addresses import Address


@pytest.mark.parametrize(
    ("code", "order", "region", "postcode", "city"),
    [
        ("US", ("city", "region", "postcode"), "State", "ZIP code", "City"),
        ("CA", ("city", "region", "postcode"), "Province", "Postal code", "City"),
        ("DE", ("postcode", "city", "region"), "Region", "Postal code", "City"),
        ("IE", ("city", "region", "postcode"), "County", "Eircode", "City"),
        ("AU", ("city", "region", "postcode"), "State", "Postcode", "Suburb"),
    ],
)
def test_fields_stand_and_are_called_as_in_the_country(
    code: str, order: tuple[str, ...], region: str, postcode: str, city: str
) -> None:
    form = address_forms.form(code)
    assert (form.order, dict(form.titles)) == (order, {"city": city, "region": region, "postcode": postcode})


def test_the_county_of_the_uk_and_a_country_nobody_knows() -> None:
    assert dict(address_forms.form("GB").titles) == {"city": "Post town", "region": "County", "postcode": "Postcode"}
    assert dict(address_forms.form("Atlantis").titles) == {"city": "City", "region": "Region", "postcode": "Postcode"}
    assert sorted(address_forms.form("").order) == ["city", "postcode", "region"]


def test_what_a_letter_needs_is_said_only_of_an_address_that_was_begun() -> None:
    assert address_forms.missing(Address(country="US"), "US") == ()
    assert address_forms.missing(Address(street="18 Linden Row"), "US") == ("city", "region", "postcode")
    assert address_forms.missing(Address(street="Hauptstr. 1", city="Berlin"), "DE") == ("postcode",)
    assert address_forms.missing(Address(street="1 High Street", city="Bath"), "Atlantis") == ()

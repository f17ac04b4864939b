"""Telephone numbers: kept as typed, compared in international form, shown as the country writes them.

The library is imported where it is used: the window opens without it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from refdesk.domain import text

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

LONGEST_TYPED = 80
_NOT_DIGITS = re.compile(r"\D+")
_TEL_URI = re.compile(r"^tel:", re.IGNORECASE)
_URI_EXTENSION = re.compile(r";ext=([\d.\- ]+)", re.IGNORECASE)
_NORTH_AMERICAN = frozenset({"US", "CA"})
_NORTH_AMERICAN_USUAL = re.compile(r"\(?([2-9][0-9]{2})\)?[-. ]{0,2}([0-9]{3})[-. ]?([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Phone:
    """Hold a number as typed, its international form when it is a number at all, and its extension."""

    typed: str
    e164: str | None = None
    extension: str = ""


def read(typed: str, country: str) -> Phone:
    """Return the number in its forms; numbers without "+" are taken as dialed in `country` ("US")."""
    import phonenumbers

    kept = text.clean(typed.replace("\u00a0", " "))
    if country in _NORTH_AMERICAN and (usual := _NORTH_AMERICAN_USUAL.fullmatch(kept)):
        return Phone(kept, f"+1{usual[1]}{usual[2]}{usual[3]}")  # an import does this once a cell
    plain, extension = kept, ""
    if ":" in kept or ";" in kept:
        plain = _TEL_URI.sub("", kept)
        if found := _URI_EXTENSION.search(plain):
            extension = _NOT_DIGITS.sub("", found.group(1))
        plain = plain.partition(";")[0]
    if len(plain) > LONGEST_TYPED:
        return Phone(kept)
    try:
        parsed = phonenumbers.parse(plain, country.upper() or None)
    except phonenumbers.NumberParseException:
        return Phone(kept)
    digits_of_it = phonenumbers.national_significant_number(parsed)
    known = _lengths(country.upper()) if parsed.country_code == _calling_code(country.upper()) else ()
    # An import does this once a cell: the lengths of the home country spare most of the library's own check.
    # A number without its area code is none: nobody could dial it from elsewhere.
    possible = len(digits_of_it) in known or _is_whole(parsed)
    e164 = f"+{parsed.country_code}{digits_of_it}" if possible else None
    return Phone(kept, e164, extension or parsed.extension or "")


@lru_cache(maxsize=4096)
def shown(number: str, country: str) -> str:
    """Return the number as people of `country` write it; what is no number is shown as typed."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number[:LONGEST_TYPED], country.upper() or None)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    home = phonenumbers.country_code_for_region(country.upper())
    styles = phonenumbers.PhoneNumberFormat
    style = styles.NATIONAL if parsed.country_code == home else styles.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def dialed(number: str, country: str) -> str:
    """Return the `tel:` address that dials the number, or "" if it is none."""
    phone = read(number, country)
    if phone.e164 is None:
        return ""
    return f"tel:{phone.e164}" + (f";ext={phone.extension}" if phone.extension else "")


def digits(typed: str) -> str:
    """Return the digits alone, for finding people by any part of a number."""
    return _NOT_DIGITS.sub("", typed)


def _is_whole(number: "PhoneNumber") -> bool:
    import phonenumbers

    reason: int = phonenumbers.is_possible_number_with_reason(number)
    return reason == phonenumbers.ValidationResult.IS_POSSIBLE


@lru_cache(maxsize=300)
def _calling_code(country: str) -> int:
    import phonenumbers

    code: int = phonenumbers.country_code_for_region(country)
    return code


@lru_cache(maxsize=300)
def _lengths(country: str) -> tuple[int, ...]:
    import phonenumbers

    metadata = phonenumbers.PhoneMetadata.metadata_for_region(country, None)
    if metadata is None or metadata.general_desc is None:
        return ()
    return tuple(metadata.general_desc.possible_length)

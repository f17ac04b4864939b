"""Telephone numbers: kept as typed, compared in international form, shown as the country writes them."""

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from refdesk.domain import text

LONGEST_TYPED = 80
_NOT_DIGITS = re.compile(r"\D+")
_TEL_URI = re.compile(r"^tel:", re.IGNORECASE)
_URI_EXTENSION = re.compile(r";ext=([\d.\- ]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phone:
    """Hold a number as typed, its international form when it is a number at all, and its extension."""

    typed: str
    e164: str | None = None
    extension: str = ""


def read(typed: str, country: str) -> Phone:
    """Return the number in its forms; numbers without "+" are taken as dialed in `country` ("US")."""
    kept = text.clean(typed.replace("\u00a0", " "))
    plain = _TEL_URI.sub("", kept)
    extension = ""
    if found := _URI_EXTENSION.search(plain):
        extension = _NOT_DIGITS.sub("", found.group(1))
    plain = plain.partition(";")[0]
    if len(plain) > LONGEST_TYPED or not any(letter.isdigit() for letter in plain):
        return Phone(kept)
    try:
        parsed = phonenumbers.parse(plain, country.upper() or None)
    except NumberParseException:
        return Phone(kept)
    if not phonenumbers.is_possible_number(parsed):
        return Phone(kept, None, extension or parsed.extension or "")
    return Phone(kept, _e164(parsed), extension or parsed.extension or "")


@lru_cache(maxsize=4096)
def shown(number: str, country: str) -> str:
    """Return the number as people of `country` write it; what is no number is shown as typed."""
    try:
        parsed = phonenumbers.parse(number[:LONGEST_TYPED], country.upper() or None)
    except NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    home = phonenumbers.country_code_for_region(country.upper())
    style = PhoneNumberFormat.NATIONAL if parsed.country_code == home else PhoneNumberFormat.INTERNATIONAL
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


def _e164(number: PhoneNumber) -> str:
    # What format_number(E164) writes, without its lookups: an import does this once a cell.
    return f"+{number.country_code}{phonenumbers.national_significant_number(number)}"

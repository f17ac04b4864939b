"""Money: what people type, exact minor units in the store, and words on the page. One currency a file."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel import numbers as babel_numbers

from refdesk import i18n
from refdesk.domain import countries
from refdesk.errors import Problem, Refused
from refdesk.i18n import _

MOST_MINOR = 10**14
"""The largest amount taken, in minor units: beyond it a slip of the finger is likelier than a sum."""

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]")


def exponent(currency: str) -> int:
    """Return how many digits of minor units the currency has: 2 for USD, 0 for JPY, 3 for KWD."""
    return babel_numbers.get_currency_precision(currency)


def from_minor(minor: int, currency: str) -> Decimal:
    """Return the exact amount of so many minor units."""
    return Decimal(minor).scaleb(-exponent(currency))


def to_minor(amount: Decimal, currency: str) -> int:
    """Return the amount in minor units; raise ValueError if it does not come out even."""
    scaled = amount.scaleb(exponent(currency))
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} has more digits than {currency}")
    return int(scaled)


def shown(minor: int, currency: str) -> str:
    """Return the amount with its sign, "$1,250.50", in the reader's language."""
    return i18n.money(from_minor(minor, currency), currency)


def typed(minor: int | None, currency: str) -> str:
    """Return the amount as it stands in a field to be edited: "42,000" or "1,250.50", no sign, "" for none."""
    if minor is None:
        return ""
    amount, locale = from_minor(minor, currency), i18n.current()
    whole = locale.decimal_formats[None].pattern.partition(";")[0].partition(".")[0]
    is_even = amount == amount.to_integral_value()
    return babel_numbers.format_decimal(amount, format=whole if is_even else whole + _cents(currency), locale=locale)


def parse(text: str, currency: str, *, field: str = "") -> int:
    """Return the minor units of what a person typed, "$1,250.50" or "1.250,50 €"; Refused says what is wrong."""
    if isinstance(read := _read(text, currency), str):
        raise Refused(Problem(field, read))
    return read


def parse_optional(text: str, currency: str, *, field: str = "") -> int | None:
    """Return the minor units, or None for an empty field."""
    return parse(text, currency, field=field) if text.strip() else None


def problem(text: str, currency: str, *, field: str = "") -> Problem | None:
    """Return what is wrong with an amount as typed; an empty one is right."""
    read = _read(text, currency) if text.strip() else 0
    return Problem(field, read) if isinstance(read, str) else None


def _read(text: str, currency: str) -> int | str:
    """Return the minor units, or the sentence that says what to correct."""
    bare = _without_sign(unicodedata.normalize("NFKC", text).strip(), currency)
    if any(unicodedata.category(sign) == "Sc" for sign in bare):
        return _("This file counts in {currency}. Type the amount in it.").format(currency=currency)
    bare = _SPACES.sub("", "".join(_digit(sign) for sign in bare))
    if bare.startswith(("-", "−", "(")):
        return _("Type an amount of zero or more.")
    if not re.fullmatch(r"\d[\d.,]*|[.,]\d+", bare):
        return _("Type an amount such as {example}.").format(example=shown(_example(currency), currency))
    plain = _with_point(bare, exponent(currency))
    if plain is None:
        return _("This can be read in two ways. Type it without thousands marks, such as {example}.").format(
            example=_unmarked(_example(currency), currency)
        )
    return _minor_or_sentence(Decimal(plain), currency)


def _minor_or_sentence(amount: Decimal, currency: str) -> int | str:
    # Compared before scaling: a sum of a thousand digits would lose its last ones.
    if amount > from_minor(MOST_MINOR, currency):
        return _("This amount is too large.")
    try:
        return to_minor(amount, currency)
    except ValueError:
        digits = exponent(currency)
        if not digits:
            return _("{currency} has no decimals. Type a whole amount.").format(currency=currency)
        return _("{currency} has {n} decimals. Type no more than that.").format(currency=currency, n=digits)


def _with_point(bare: str, decimals: int) -> str | None:
    """Return the number with a point for its decimals, or None when nobody can tell."""
    marks = [sign for sign in bare if sign in ".,"]
    if not marks:
        return bare
    last = marks[-1]
    whole, _mark, rest = bare.rpartition(last)
    if len(set(marks)) == 2:
        other = "," if last == "." else "."
        return f"{whole.replace(other, '')}.{rest}" if last not in whole and _is_grouped(whole, other) else None
    if len(marks) > 1:
        return bare.replace(last, "") if _is_grouped(bare, last) else None
    if len(rest) == 3 and _is_grouped(bare, last):
        return _single_mark(whole, rest, mark=last, decimals=decimals)
    return f"{whole or '0'}.{rest or '0'}"


def _single_mark(whole: str, rest: str, *, mark: str, decimals: int) -> str | None:
    """Read "1,250" as the reader's language does, and refuse "1.250" where that would be a fraction too fine."""
    if mark == babel_numbers.get_group_symbol(i18n.current()):
        return whole + rest
    return f"{whole}.{rest}" if decimals >= 3 else None


def _is_grouped(text: str, mark: str) -> bool:
    """Say whether the marks stand where thousands (or lakhs) have them."""
    head, *middle, tail = text.split(mark)
    if not middle and head == text:
        return True
    return 0 < len(head) <= 3 and len(tail) == 3 and all(len(part) in {2, 3} for part in middle)


def _without_sign(text: str, currency: str) -> str:
    for sign in _signs(currency, str(i18n.current())):
        if text.upper().startswith(sign):
            return text[len(sign) :].strip()
        if text.upper().endswith(sign):
            return text[: -len(sign)].strip()
    return text


@lru_cache(maxsize=8)
def _signs(currency: str, locale: str) -> tuple[str, ...]:
    """Return what may stand before or after an amount, the longest first: code, sign here, sign at home."""
    home = countries.locale_of(currency[:2])
    symbols = {babel_numbers.get_currency_symbol(currency, locale=Locale.parse(each)) for each in (locale, home)}
    found = {currency, *symbols, *(currency[:2] + symbol for symbol in symbols if symbol == "$")}
    return tuple(sorted((sign.upper() for sign in found), key=len, reverse=True))


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _unmarked(minor: int, currency: str) -> str:
    """Return the amount with its cents and without marks between thousands."""
    pattern = f"0{_cents(currency)}"
    return babel_numbers.format_decimal(from_minor(minor, currency), format=pattern, locale=i18n.current())


def _cents(currency: str) -> str:
    return "." + "0" * exponent(currency) if exponent(currency) else ""


def _example(currency: str) -> int:
    return to_minor(Decimal(1250), currency)

"""An address written in one piece, taken apart as far as its last lines are plain to read."""

import re

from refdesk.domain.addresses import Address, country_code

LONGEST_LINE = 120

_US_CITY_LINE = re.compile(r"^([^,\d]{2,60}),? ([A-Z]{2})\.?,? (\d{5}(?:-\d{4})?)$")
_POSTCODE_CITY_LINE = re.compile(r"^((?:[A-Z]{1,2}-)?\d{4,5}) (\D{2,60})$")


def taken_apart(whole: str, *, region: str = "", country: str = "") -> Address:
    """Return the address by field; what cannot be told apart stays in the street, nothing is lost."""
    lines = [" ".join(line.split()) for line in whole.split("\n") if line.strip()]
    if len(lines) == 1:
        lines = _by_commas(lines[0])
    if len(lines) > 1 and not country and country_code(lines[-1][:LONGEST_LINE]):
        country = lines.pop()
    last = lines[-1] if lines else ""
    if found := _US_CITY_LINE.match(last):
        return Address("\n".join(lines[:-1]), found[1], found[2], found[3], country)
    if len(lines) > 1 and (found := _POSTCODE_CITY_LINE.match(last)):
        return Address("\n".join(lines[:-1]), found[2], region, found[1], country)
    return Address("\n".join(lines), "", region, "", country)


def _by_commas(line: str) -> list[str]:
    """Return the lines of "12 Main St, Austin, TX 78701, USA"; any other line stays whole."""
    parts = [part.strip() for part in line.split(",") if part.strip()]
    tail = [parts.pop()] if len(parts) > 3 and country_code(parts[-1][:LONGEST_LINE]) else []
    if len(parts) < 3 or not _US_CITY_LINE.match(f"{parts[-2]}, {parts[-1]}"):
        return [line]
    return [", ".join(parts[:-2]), f"{parts[-2]}, {parts[-1]}", *tail]

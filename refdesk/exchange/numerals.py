"""Cells of a workbook that were numbers: a postal code among them has lost the zeros that it begins with."""

from collections.abc import Iterator

from refdesk.domain import addresses
from refdesk.exchange.columns import Mapping
from refdesk.exchange.csv_reader import Record
from refdesk.exchange.row_plan import AddressPlace, plan_of


class Numeral(str):
    """A cell that was a whole number."""

    __slots__ = ()


def restored(records: Iterator[Record], mapping: Mapping, country: str) -> Iterator[Record]:
    """Yield the rows with all cells as plain text, postal codes whole again by the country of their address.

    `country` is the code of that of addresses which name none.
    """
    places = [place for place in plan_of(mapping).addresses if place.postcode >= 0]
    for line, cells, problem in records:
        for place in places:
            if place.postcode < len(cells) and isinstance(cells[place.postcode], Numeral):
                code = _country_of(cells, place, country)
                cells[place.postcode] = addresses.with_leading_zeros(cells[place.postcode], code)
        yield line, [str(cell) for cell in cells], problem


def _country_of(cells: list[str], place: AddressPlace, otherwise: str) -> str:
    named = cells[place.country].strip() if 0 <= place.country < len(cells) else ""
    return addresses.country_code(named) if named else otherwise

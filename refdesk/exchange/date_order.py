"""Whether 3/4/1980 is in March or in April: the whole column says so, else the other columns, else the country."""

from collections.abc import Mapping as Keyed
from collections.abc import Sequence
from dataclasses import replace

from refdesk.domain import yearly_dates
from refdesk.exchange.columns import Mapping

_MONTH_FIRST = frozenset({"", "US", "PH", "FM", "MH", "PW", "GU", "PR", "VI", "AS", "MP", "UM", "CA", "BZ"})
_YEAR_FIRST = frozenset({"CN", "JP", "KR", "KP", "TW", "HU", "MN", "LT", "BT"})


def of_country(country: str) -> bool:
    """Return whether people of a country ("GB") write the day before the month; where not known, they do not."""
    return country.upper() not in _MONTH_FIRST | _YEAR_FIRST


def decided(mapping: Mapping, cells: Keyed[int, Sequence[str]], *, otherwise: bool) -> Mapping:
    """Return the mapping with the order of the date columns whose cells are given.

    A column of which every date reads both ways takes the order of the others, else `otherwise`, and is marked as
    one to be asked about; a column without such dates has nothing to decide.
    """
    orders = {position: yearly_dates.order(seen) for position, seen in cells.items()}
    of_others = {order for order in orders.values() if order is not None}
    of_others |= {column.day_first for column in mapping.columns if column.day_first is not None}
    usual = of_others.pop() if len(of_others) == 1 else otherwise
    changed = []
    for column in mapping.columns:
        if column.position not in orders:
            changed.append(column)
        elif (order := orders[column.position]) is not None:
            changed.append(replace(column, day_first=order))
        elif any(map(_reads_both_ways, set(cells[column.position]))):
            changed.append(replace(column, day_first=usual, order_is_open=True))
        else:
            changed.append(column)
    return replace(mapping, columns=tuple(changed))


def _reads_both_ways(cell: str) -> bool:
    return yearly_dates.read(cell, day_first=True) != yearly_dates.read(cell, day_first=False)

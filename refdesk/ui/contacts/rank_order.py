"""The order of ranks gives way while ranks are hidden: it would tell them."""

from collections.abc import Callable

from refdesk.services.contact_list import Filter
from refdesk.services.contact_order import Column
from refdesk.ui import rank_hiding


class RankOrder:
    """Puts a list in the order of names when ranks are hidden, and back once they are shown, unless another was chosen.

    `sort` is called with the column, and whether it is turned round.
    """

    def __init__(self, sort: Callable[[Column, bool], object]) -> None:
        self._sort = sort
        self._before: Filter | None = None

    def follow(self, wanted: Filter) -> None:
        """Choose the order for what is hidden now; `wanted` is what the list shows so far."""
        before, self._before = self._before, None
        if rank_hiding.is_on():
            if wanted.sort is Column.RANK:
                self._before = wanted
                self._sort(Column.NAME, False)
        elif before is not None and wanted.sort is Column.NAME and not wanted.descending:
            self._sort(Column.RANK, before.descending)

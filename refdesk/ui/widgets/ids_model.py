"""A table of ids; rows are fetched, a page at a time, after they were asked for."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from refdesk.ui import timers

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
ID_ROLE = ROW_ROLE + 1
PAGE = 100
KEPT_PAGES = 40
FETCHED_AT_ONCE = 4
FEW = 4
PLACEHOLDER = "…"
_NOWHERE = QModelIndex()
# The head of the columns need not look for each of them anew, which takes longer than all the rest.
_WITH_HINT = "QList<QPersistentModelIndex>,QAbstractItemModel::LayoutChangeHint"
_ONLY_LINES = QAbstractTableModel.LayoutChangeHint.VerticalSortHint


@dataclass(frozen=True)  # without slots, so that Column[Row](...) can be written
class Column(Generic[Row]):
    """One column: its key for sorting, its head, the words of a row in it, and what screen readers say instead."""

    key: str
    title: str
    words: Callable[[Row], str]
    spoken: Callable[[Row], str] | None = None
    right: bool = False
    sortable: bool = True


class IdsModel(QAbstractTableModel, Generic[Row]):
    """Ids in the order of a query; `fetch` answers up to a page of ids and is never called while painting."""

    def __init__(
        self, fetch: Callable[[Sequence[int]], Mapping[int, Row]], columns: Sequence[Column[Row]],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._fetch = fetch
        self._columns = list(columns)
        self._ids = array("q")
        self._pages: OrderedDict[int, Mapping[int, Row]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._soon = timers.once(self, 0, self.fetch_wanted)

    def columns(self) -> list[Column[Row]]:
        """Return the columns."""
        return self._columns

    def ids(self) -> "array[int]":
        """Return all ids in their order; do not change it."""
        return self._ids

    def id_at(self, position: int) -> int:
        """Return the id of a line."""
        return self._ids[position]

    def position_of(self, row_id: int) -> int:
        """Return the line of an id, or -1."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def row_at(self, position: int) -> Row | None:
        """Return a row when its page is here; otherwise None, and the page is fetched soon."""
        number = position // PAGE
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        return page.get(self._ids[position])

    def set_ids(self, ids: Iterable[int], first_page: Mapping[int, Row] | None = None) -> None:
        """Show other ids; what was selected stays with its rows as far as they are still there.

        `first_page` holds the rows of the first `PAGE` ids when they were read together with them.
        """
        fresh = ids if isinstance(ids, array) and ids.typecode == "q" else array("q", ids)
        self.layoutAboutToBeChanged[_WITH_HINT].emit([], _ONLY_LINES)  # type: ignore[index]  # its stub lacks this
        before = self.persistentIndexList()
        kept = {self._ids[index.row()] for index in before if index.row() < len(self._ids)}
        places = _places(fresh, kept)
        targets = [(places.get(self._ids[index.row()], -1), index.column()) for index in before]
        self._ids = fresh
        self._pages.clear()
        self._wanted.clear()
        if first_page is not None:
            self._pages[0] = first_page
        after = [self.index(row, column) if row >= 0 else QModelIndex() for row, column in targets]
        self.changePersistentIndexList(before, after)
        self.layoutChanged[_WITH_HINT].emit([], _ONLY_LINES)  # type: ignore[index]  # its stub lacks this

    def bring(self, first: int, last: int) -> None:
        """Fetch the rows from first to last that are not here: the scroll asks for them before they are painted."""
        for number in range(max(first, 0) // PAGE, max(last, 0) // PAGE + 1):
            if number not in self._pages:
                self._want(number)
        if self._wanted:
            self.fetch_wanted()

    def refresh_rows(self, changed: Iterable[int]) -> None:
        """Forget the pages that hold one of these ids, so that they are fetched and painted anew."""
        changed = frozenset(changed)
        for number, page in list(self._pages.items()):
            if changed.isdisjoint(page):
                continue
            del self._pages[number]
            self._tell(number)

    def forget_rows(self, first_page: Mapping[int, Row] | None = None) -> None:
        """Forget all rows, not the ids; `first_page` holds the first ones as they are now, where they were read."""
        numbers = list(self._pages)
        self._pages.clear()
        if first_page is not None:
            self._pages[0] = first_page
        for number in numbers:
            self._tell(number)

    def fetch_wanted(self) -> None:
        """Fetch the pages asked for last; earlier ones have scrolled away."""
        newest = list(reversed(self._wanted))[:FETCHED_AT_ONCE]
        self._wanted.clear()
        for number in newest:
            start = number * PAGE
            ids = self._ids[start : start + PAGE]
            if not ids:
                continue
            self._pages[number] = self._fetch(ids)
            self._tell(number)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Look up only."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        row = self._row_for(index.row(), role)
        return self._words(row, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def _row_for(self, position: int, role: int) -> Row | None:
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ROW_ROLE)
        return self.row_at(position) if role in wanted else None

    def _words(self, row: Row | None, column: Column[Row], role: int) -> object:
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(row) if row is not None else PLACEHOLDER
        if role == Qt.ItemDataRole.AccessibleTextRole and row is not None:
            return column.spoken(row) if column.spoken else f"{column.title}: {column.words(row)}"
        return None

    def _want(self, number: int) -> None:
        self._wanted[number] = None
        self._wanted.move_to_end(number)
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self, number: int) -> None:
        first = number * PAGE
        last = min(first + PAGE, len(self._ids)) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))


def _places(ids: "array[int]", wanted: set[int]) -> dict[int, int]:
    """Return where some ids stand; one or two are found quickest by the array itself."""
    if len(wanted) > FEW:
        return {row_id: position for position, row_id in enumerate(ids) if row_id in wanted}
    return {row_id: ids.index(row_id) for row_id in wanted if row_id in ids}

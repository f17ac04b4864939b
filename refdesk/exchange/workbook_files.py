"""A workbook as a table: one of its sheets, each cell as the text that a CSV file would hold."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk.errors import BadFile
from refdesk.exchange import open_documents, tables, workbook_faults, workbook_limits
from refdesk.exchange.columns import Mapping
from refdesk.exchange.csv_reader import LONGEST_FIELD, MOST_COLUMNS, Record
from refdesk.exchange.numerals import Numeral
from refdesk.exchange.sniffing import Kind
from refdesk.i18n import _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = int | float | str | bool | time | date | datetime | timedelta

_MOST_SHEETS = 200
_WHOLE = 1e15
_PANIC = "pyo3_runtime"
_YES_NO = {True: "TRUE", False: "FALSE"}


class Workbook:
    """An open workbook; raises BadFile for one that is damaged, locked or too large."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self._path = path
        self._book = _opened(path, kind)
        self._sheets: dict[str, CalamineSheet] = {}
        self.names = tuple(name for name in self._named() if self._sheet(name).height)

    def mapping_of(self, name: str = "") -> Mapping:
        """Return what the columns of a sheet are taken for: the named one, else the first with people in it."""
        if not self.names:
            raise BadFile(_("{name} is empty. Choose another file.").format(name=self._path.name))
        if name in self.names:
            return tables.mapping_of(self.records(name), sheet=name)
        return next(
            (mapping for mapping in map(self._mapping, self.names) if mapping.header_line),
            self._mapping(self.names[0]),
        )

    def records(self, name: str) -> Iterator[Record]:
        """Yield the rows of a sheet that are not empty, each with its number."""
        sheet = self._sheet(name)
        left = [""] * (sheet.start[1] if sheet.start else 0)
        merged = _Merged(sheet)
        for number, cells in enumerate(sheet.iter_rows(), 1):
            row = left + [_text(cell) for cell in cells]
            merged.fill(number - 1, row)
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                yield number, [], _("This row has more cells than any list of people.")
            elif any(len(cell) > LONGEST_FIELD for cell in row):
                yield number, [], _("A field in this row is longer than 1 MB.")
            elif any(row):
                yield number, row[:MOST_COLUMNS], ""

    def _mapping(self, name: str) -> Mapping:
        return tables.mapping_of(self.records(name), sheet=name)

    def _named(self) -> list[str]:
        """Return the sheets with cells, hidden ones last."""
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        sheets = [each for each in self._book.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
        sheets.sort(key=lambda each: each.visible is not SheetVisibleEnum.Visible)
        return list(dict.fromkeys(each.name for each in sheets[:_MOST_SHEETS]))

    def _sheet(self, name: str) -> "CalamineSheet":
        if name not in self._sheets:
            with _Reading(self._path):
                self._sheets[name] = self._book.get_sheet_by_name(name)
        return self._sheets[name]


class _Reading:
    """Turns what the reader raises about a damaged workbook into a plain sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        from python_calamine import CalamineError, PasswordError

        if isinstance(error, PasswordError):
            raise workbook_faults.locked(self._path.name) from error
        # A panic of the reader has no type that could be named, and is no Exception.
        if isinstance(error, CalamineError) or (kind is not None and kind.__module__ == _PANIC):
            raise workbook_faults.damaged(self._path.name) from error


def _opened(path: Path, kind: Kind) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook

    if kind is Kind.XLS:
        content = workbook_limits.old_book(path)
    elif kind is Kind.ODS:
        open_documents.check(path)
        content = path.read_bytes()
    else:
        workbook_limits.check_packed(path)
        content = path.read_bytes()
    with _Reading(path):
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    raise AssertionError("reading either returns or raises")


class _Merged:
    """Repeats the cell at the top of cells merged downwards: one company beside three people is that of each."""

    def __init__(self, sheet: "CalamineSheet") -> None:
        self._starts: dict[int, list[tuple[int, int]]] = {}
        self._open: dict[int, tuple[int, str]] = {}
        for (top, column), (bottom, _right) in sheet.merged_cell_ranges or ():
            if bottom > top:
                self._starts.setdefault(top, []).append((column, bottom))

    def fill(self, number: int, row: list[str]) -> None:
        """Fill the empty cells of the row that are merged with one above, and remember those that begin here."""
        for column, (bottom, value) in list(self._open.items()):
            if number > bottom:
                del self._open[column]
            elif column < len(row) and not row[column]:
                row[column] = value
        for column, bottom in self._starts.get(number, ()):
            if column < len(row) and row[column]:
                self._open[column] = bottom, row[column]


def _text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without ".0", days and times in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return _YES_NO[cell]
    if isinstance(cell, float):
        return Numeral(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat() if isinstance(cell, date) else cell.isoformat("minutes")
    return Numeral(cell) if isinstance(cell, int) else str(cell)

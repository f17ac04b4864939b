"""Tables into an Excel workbook: text stays text, days are days, and nothing is computed or linked."""

import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from refdesk.domain.incoming import IncomingContact
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | bool | date | None

MOST_ROWS = 1_048_575
LONGEST_SHEET_NAME = 31
_EARLIEST = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: days before stand as text."""
_NARROWEST, _WIDEST = 8, 48
_ROWS_MEASURED = 200
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_NO_LETTERS = {0xFFFE: None, 0xFFFF: None}
"""What no XML can hold and nobody can see."""
_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
_DAYS = frozenset({"Birthday", "Anniversary", "Client since"})
_COUNTS = frozenset(
    {"Satisfaction", "How well they know us", "How well they like us", "How well they trust us", "Referrals remembered"}
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the names of its columns, and its rows."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write(sheets: Sequence[Sheet], out: BinaryIO, *, progress: Progress = SILENT) -> int:
    """Write the sheets, each with its header held in place; returns how many texts were too long for a cell and cut."""
    from xlsxwriter import Workbook  # 60 ms

    # What is written on the way holds people's data; with the folder it is gone, also when it is stopped.
    with tempfile.TemporaryDirectory() as folder:
        book = Workbook(out, {**_OPTIONS, "tmpdir": folder})
        # The day a spreadsheet was made is nobody's business, and the same people make the same file.
        book.set_properties({"created": datetime.fromisoformat("2000-01-01")})
        names: set[str] = set()
        with closing(book):
            return sum(_Writer(book, _sheet_name(sheet.name, names)).write(sheet, progress) for sheet in sheets)


def write_people(people: Sequence[IncomingContact], out: BinaryIO, *, progress: Progress = SILENT) -> int:
    """Write everybody on one sheet, in the columns of our CSV, which our own import brings back whole, photos apart."""
    columns, rows = csv_writer.table(people)
    kinds = [_day if name in _DAYS else _count if name in _COUNTS else str for name in columns]
    cells = ([kind(cell) for kind, cell in zip(kinds, row, strict=True)] for row in rows)
    return write([Sheet(_("Contacts"), columns, cells)], out, progress=progress)


def _day(cell: str) -> Cell:
    """Return a day with its year as a day; one without stays text, for no spreadsheet has such days."""
    return date.fromisoformat(cell) if cell and not cell.startswith("-") else cell


def _count(cell: str) -> Cell:
    return int(cell) if cell else ""


class _Writer:
    def __init__(self, book: "Workbook", name: str) -> None:
        self._sheet: Worksheet = book.add_worksheet(name)
        self._header: Format = book.add_format({"bold": True, "bottom": 1})
        self._text: Format = book.add_format({"num_format": "@", "valign": "top"})
        self._formats: dict[type, Format] = {
            date: book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"}),
            Decimal: book.add_format({"num_format": "#,##0.00", "valign": "top"}),
            int: book.add_format({"num_format": "0", "valign": "top"}),
        }
        self._cut = 0

    def write(self, sheet: Sheet, progress: Progress) -> int:
        """Write the rows and return how many texts had to be cut."""
        rows = iter(sheet.rows)
        first = list(itertools.islice(rows, _ROWS_MEASURED))
        for column, name in enumerate(sheet.columns):
            longest = max((_length(row[column]) for row in first), default=0)
            width = min(max(longest, len(name) + 1, _NARROWEST), _WIDEST)
            self._sheet.set_column(column, column, width, self._text)
            self._sheet.write_string(0, column, name, self._header)
        self._sheet.freeze_panes(1, 0)
        for number, row in enumerate(progress.over(itertools.chain(first, rows), note=sheet.name), 1):
            if number > MOST_ROWS:
                raise BadFile(_("A sheet holds {n} rows. Export fewer at once, or as CSV.").format(n=MOST_ROWS))
            for column, cell in enumerate(row):
                self._cell(number, column, cell)
        return self._cut

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, bool):
            self._sheet.write_boolean(row, column, cell)
        elif isinstance(cell, int | Decimal):
            self._sheet.write_number(row, column, float(cell), self._formats[type(cell)])
        elif isinstance(cell, date):
            day = cell.date() if isinstance(cell, datetime) else cell
            if day < _EARLIEST:
                self._sheet.write_string(row, column, cell.isoformat(), self._text)
            else:
                naive = cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
                self._sheet.write_datetime(row, column, naive, self._formats[type(cell)])
        elif cell:
            # The apostrophe that our import takes off again; nothing else needs a guard where text is marked as text.
            text = csv_writer.guarded(cell.translate(_NO_LETTERS), Flavour.FAITHFUL)
            self._cut += self._sheet.write_string(row, column, text, self._text) != 0


def _sheet_name(wanted: str, given: set[str]) -> str:
    base = " ".join(wanted.translate(_NOT_IN_SHEET_NAMES).split()).strip("'")[:LONGEST_SHEET_NAME] or "-"
    name = next(name for name in _numbered(base) if name.casefold() not in given | {"history"})
    given.add(name.casefold())
    return name


def _numbered(base: str) -> Iterator[str]:
    yield base
    for number in itertools.count(2):
        end = f" {number}"
        yield base[: LONGEST_SHEET_NAME - len(end)] + end


def _length(cell: Cell) -> int:
    return max(map(len, str(cell).split("\n"))) if cell is not None else 0

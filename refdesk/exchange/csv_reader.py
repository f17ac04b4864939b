"""Rows out of a CSV file, each with the line it begins in; a quote that is never closed costs one row, not the rest."""

import csv
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from refdesk.errors import BadFile
from refdesk.exchange.encodings import UTF_8
from refdesk.i18n import _

DELIMITERS = (",", ";", "\t", "|")
LONGEST_FIELD = 1 << 20
LONGEST_LINE = 4 << 20
MOST_OPEN_QUOTES = 50
MOST_COLUMNS = 2000
ROWS_LOOKED_AT = 60
GUARDED = "=+-@\t\r\0'＝＋－＠"
"""What makes a spreadsheet compute a cell; our exports put an apostrophe before it."""

Record = tuple[int, list[str], str]
"""Line, cells, and why the row cannot be read ("" if it can)."""


def records(path: Path, encoding: str, delimiter: str) -> Iterator[Record]:
    """Yield the rows of a file, blank lines left out; raises BadFile for a file that is no table."""
    csv.field_size_limit(LONGEST_FIELD)
    with open_text(path, encoding) as stream:
        yield from _Table(stream, delimiter).rows()


def open_text(path: Path, encoding: str) -> TextIO:
    """Open a file for its letters; bytes that are none become the replacement mark."""
    name = "utf-8-sig" if encoding == UTF_8 else encoding
    return path.open(encoding=name, errors="replace", newline="")


def best_delimiter(path: Path, encoding: str) -> str:
    """Return the mark between the columns: a first line `sep=;`, else the one that gives the evenest rows."""
    with open_text(path, encoding) as stream:
        first = stream.readline(LONGEST_LINE)
    if named := separator_line(first):
        return named
    return max(DELIMITERS, key=lambda mark: _evenness(path, encoding, mark))


def separator_line(line: str) -> str:
    """Return the delimiter that a line such as `sep=;` names, or ""."""
    head, mark, rest = line.strip("\r\n\"'").partition("=")
    return rest[:1] if mark and head.strip().casefold() == "sep" and len(rest) == 1 else ""


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from computing it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in GUARDED and len(cell) > 1 else cell


def _evenness(path: Path, encoding: str, delimiter: str) -> tuple[float, int]:
    try:
        rows = [
            cells for _line, cells, problem in islice(records(path, encoding, delimiter), ROWS_LOOKED_AT) if not problem
        ]
    except BadFile:
        return 0.0, 0
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    if not widths:
        return 0.0, 0
    width, often = max(widths.items(), key=lambda item: (item[1] * min(item[0], 4), item[0]))
    return often / len(rows) * min(width, 4), width


class _Table:
    """Feeds the csv module line by line and can take lines back."""

    def __init__(self, stream: TextIO, delimiter: str) -> None:
        self._stream = stream
        self._delimiter = delimiter
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._ended = False
        self._line = 1
        self._open_quotes = 0

    def rows(self) -> Iterator[Record]:
        reader = csv.reader(self, delimiter=self._delimiter)
        while True:
            self._taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield self._give_up_row()
                reader = csv.reader(self, delimiter=self._delimiter)
                continue
            if len(self._taken) > 1 and self._is_open():
                yield self._give_up_row()
                reader = csv.reader(self, delimiter=self._delimiter)
                continue
            start = self._line
            self._line += len(self._taken)
            if len(cells) > MOST_COLUMNS:
                yield start, [], _("This row has more cells than any list of people.")
            elif cells and not (start == 1 and separator_line(self._taken[0])):
                yield start, cells, ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._stream.readline(LONGEST_LINE)
        if not line:
            self._ended = True
            raise StopIteration
        if len(line) >= LONGEST_LINE:
            raise BadFile(_("Line {line} of this file is far too long for a list of people.").format(line=self._line))
        self._taken.append(line)
        return line

    def _give_up_row(self) -> Record:
        """Give up the line in which the trouble began and read the lines after it anew."""
        self._open_quotes += 1
        if self._open_quotes > MOST_OPEN_QUOTES:
            raise BadFile(_("This file has too many quotation marks that are never closed. Save it as CSV once more."))
        line, taken = self._line, list(self._taken)
        self._again.extendleft(reversed(taken[1:]))
        self._ended = False
        self._line += 1
        if len(taken) > 1:
            return line, [], _("A quotation mark that opens here is never closed.")
        return line, [], _("A field in this row is longer than 1 MB.")

    def _is_open(self) -> bool:
        """Say whether the quote of a row of several lines was never closed, so that it swallowed the rows after it."""
        try:
            for _row in csv.reader(self._taken, delimiter=self._delimiter, strict=True):
                pass
        except csv.Error as error:
            if self._ended and "unexpected end" in str(error):
                return True
            # A later row's quote closed it: then each of the lines has as many cells as the first.
            widths = {len(next(csv.reader([line], delimiter=self._delimiter), [])) for line in self._taken}
            return len(widths) == 1 and max(widths) > 1
        return False


def widest(rows: Sequence[Sequence[str]]) -> int:
    """Return how many columns the widest row has."""
    return max((len(row) for row in rows), default=0)

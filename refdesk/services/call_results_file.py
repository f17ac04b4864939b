"""A filled call sheet as a CSV file."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from refdesk.domain import call_codes
from refdesk.domain.call_codes import FilledRow
from refdesk.errors import BadFile, Problem
from refdesk.i18n import _

MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """Hold a line of the file that could not be read whole: what could, why the rest could not, and its cells."""

    line: int
    row: FilledRow
    problems: tuple[Problem, ...]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FileRows:
    """Hold what a file says: rows to enter, and lines that cannot be read."""

    rows: tuple[FilledRow, ...]
    unread: tuple[UnreadRow, ...]


def read(path: Path) -> FileRows:
    """Return the rows of a CSV file with the columns of `call_codes.FIELDS`; raises `BadFile`."""
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), skipinitialspace=True)
    rows, unread = [], []
    try:
        named = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
        if "number" not in named or "code" not in named:
            raise BadFile(
                _("The first line must name the columns: {names}.").format(names=", ".join(call_codes.FIELDS))
            )
        for cells in reader:
            known = {name: cells.get(named[name]) or "" for name in call_codes.FIELDS if name in named}
            row, found = call_codes.read(known, read_day=call_codes.iso_day)
            if found:
                wrong = {problem.field: known[problem.field].strip() for problem in found}
                unread.append(UnreadRow(reader.line_num, row, found, wrong))
            elif any(value.strip() for value in known.values()):
                rows.append(row)
    except csv.Error as fault:
        raise BadFile(
            _("Line {line} of “{file}” cannot be read.").format(line=reader.line_num, file=path.name)
        ) from fault
    return FileRows(tuple(rows), tuple(unread))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(_("“{file}” is too large for a call sheet.").format(file=path.name))
        raw = path.read_bytes()
    except OSError as fault:
        raise BadFile(_("“{file}” cannot be opened.").format(file=path.name)) from fault
    if b"\0" in raw:
        raise BadFile(_("“{file}” is not a text file.").format(file=path.name))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")

"""A filled call sheet as a CSV file."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from refdesk.domain import call_codes
from refdesk.domain.call_codes import FilledRow
from refdesk.errors import BadFile
from refdesk.i18n import _
from refdesk.services.call_results import Unread

MOST_BYTES = 5_000_000
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class FileRows:
    """Hold the rows of a file as they stand in it; `unread` says by place what could not be read of a row."""

    rows: tuple[FilledRow, ...]
    unread: Mapping[int, Unread]


def read(path: Path) -> FileRows:
    """Return the rows of a CSV file with the columns of `call_codes.FIELDS`; raises `BadFile`."""
    text = _text(path)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True)
    rows, unread = list[FilledRow](), dict[int, Unread]()
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
                unread[len(rows)] = Unread(found, wrong)
            if found or any(value.strip() for value in known.values()):
                rows.append(row)
    except csv.Error as fault:
        raise BadFile(
            _("Line {line} of “{file}” cannot be read.").format(line=reader.line_num, file=path.name)
        ) from fault
    return FileRows(tuple(rows), unread)


def _delimiter(text: str) -> str:
    """Return what stands between the names of the first line: where decimals have a comma, it is a semicolon."""
    first = text.lstrip().partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


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

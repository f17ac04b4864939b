"""Promises into files: all of them as CSV or Excel, the open ones with the reminders as a calendar."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from sqlalchemy.orm import Session

from refdesk.domain.promises import PromiseState
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer, xlsx_writer
from refdesk.exchange.xlsx_writer import Sheet
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import calendar_files, promise_lists, whole_files
from refdesk.services.clocks import Clocks
from refdesk.services.promise_lists import WrittenPromise

_CSV, _EXCEL = ".csv", ".xlsx"
SUFFIXES = (_CSV, _EXCEL, calendar_files.SUFFIX)
COLUMNS = ("To", "Promise", "Due", "State", "Kept or dropped", "About")
_STATES: Mapping[PromiseState, str] = MappingProxyType(
    {PromiseState.OPEN: "open", PromiseState.KEPT: "kept", PromiseState.DROPPED: "dropped"}
)


def write(session: Session, path: Path, clocks: Clocks, *, progress: Progress = SILENT) -> int:
    """Write the promises to a file of the kind that its suffix names, and return how many lines or entries.

    Raises `BadFile` for another kind of file, `StoreFault` when it cannot be written, and `Cancelled`.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise BadFile(_("Promises are written as .csv (other programs), .xlsx (Excel) or .ics (calendars)."))
    if suffix == calendar_files.SUFFIX:
        return calendar_files.write(session, path, clocks, progress=progress)
    found = promise_lists.all_ones(session)
    if suffix == _CSV:
        whole_files.write(path, lambda out: csv_writer.rows(COLUMNS, [_cells(each) for each in found], out))
    else:
        sheet = Sheet(_("Promises"), COLUMNS, (_typed_cells(each) for each in found))
        whole_files.write(path, lambda out: xlsx_writer.write([sheet], out, progress=progress))
    return len(found)


def _cells(each: WrittenPromise) -> list[str]:
    return [cell if isinstance(cell, str) else cell.isoformat() for cell in _typed_cells(each)]


def _typed_cells(each: WrittenPromise) -> list[str | date]:
    return [each.name, each.text, each.due_on, _STATES[each.state], each.closed_on or "", each.about]

"""The thank-you log as pages to look at and print, and as files."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk.domain.report_period import Period
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import business, thanks_log, whole_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Begun, Rendered, Written
from refdesk.services.thanks_log import ThanksLog

if TYPE_CHECKING:
    from typing import BinaryIO

    from refdesk.documents.report import Made

PDF, CSV = ".pdf", ".csv"
FIRST_ON_SCREEN = 60
"""Of a long log so many rows are drawn to begin with: two pages, and some to fill the last of them."""
COLUMNS = (
    "Opened on", "Person", "Organization", "For", "Occasion", "Part", "What", "Due on", "Done on", "Working days",
    "State",
)  # fmt: skip


def render_first(desk: Desk, period: Period, progress: Progress = SILENT) -> Begun:
    """Return the first pages at once, the very ones that the whole log begins with, but for their numbers.

    Where there are so few rows that the whole is there as soon, that is returned.
    """
    found = _of(desk, period)
    is_whole = len(found.entries) < 2 * FIRST_ON_SCREEN
    return Begun(_rendered(desk, found, progress, most=None if is_whole else FIRST_ON_SCREEN), is_whole)


def render(desk: Desk, period: Period, progress: Progress = SILENT) -> Rendered:
    """Return the very pages that would be printed; none, and a sentence, for a time without a thank-you."""
    return _rendered(desk, _of(desk, period), progress)


def write(desk: Desk, period: Period, path: Path) -> Written:
    """Write the log as PDF or CSV by the suffix of the file; raises `BadFile` for another kind, and `StoreFault`."""
    found = _of(desk, period)
    if path.suffix.lower() == CSV:
        rows = table(found)
        whole_files.write(path, lambda out: csv_writer.rows(COLUMNS, rows, out, flavour=Flavour.SPREADSHEET))
        return Written(path, 0, (), ())
    if path.suffix.lower() != PDF:
        raise BadFile(_("A thank-you log is written as .pdf (paper) or .csv (other programs)."))
    made = whole_files.write(path, _draw(desk, found))
    return Written(path, made.pages, made.printed, made.sentences())


def table(found: ThanksLog) -> list[list[str]]:
    """Return a row for each part of each thank-you."""
    return [
        [
            entry.opened_on.isoformat(), entry.name, entry.organisation, entry.prospect, entry.occasion.value,
            part.line.part.value, part.what, part.line.due_on.isoformat(),
            part.line.done_on.isoformat() if part.line.done_on else "",
            "" if part.line.days is None else str(part.line.days), part.line.how.value.replace("_", " "),
        ]
        for entry in found.entries
        for part in entry.parts
    ]  # fmt: skip


def _of(desk: Desk, period: Period) -> ThanksLog:
    return desk.ask(thanks_log.of, period, desk.now(), desk.ask(business.working_time))


def _rendered(desk: Desk, found: ThanksLog, progress: Progress, *, most: int | None = None) -> Rendered:
    if not found.entries:
        return Rendered(b"", 0, (_nothing(),))
    out = io.BytesIO()
    made = _draw(desk, found, progress, most=most)(out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def _nothing() -> str:
    return _("Nobody was to be thanked in this time. Log who sent you somebody, and the thank-you stands here.")


def _draw(
    desk: Desk, found: ThanksLog, progress: Progress = SILENT, *, most: int | None = None
) -> "Callable[[BinaryIO], Made]":  # fmt: skip
    from refdesk.documents import thanks_log as document
    from refdesk.services import thanks_log_sheet

    progress.check()
    filled = thanks_log_sheet.sheet(found, desk.ask(business.load), desk.today(), most=most)
    return lambda out: document.render(filled, out, progress=progress)

"""The thank-you log: who was thanked for whom, when and how soon, and how much of it came in time."""

from dataclasses import dataclass
from typing import BinaryIO

from refdesk.documents import page, report, report_grid, report_page
from refdesk.documents.report import Made
from refdesk.documents.report_grid import Cells, Column
from refdesk.documents.report_page import FOOT_ROOM, SIDE, Block, Frame
from refdesk.documents.report_table import Notes, Table
from refdesk.documents.sheets import SIZES, Paper
from refdesk.progress import SILENT, Progress

_KEY = "thanks"


@dataclass(frozen=True, slots=True)
class ThanksLogSheet:
    """What stands in the log: the sums above, then a row for each thank-you, and how to read it.

    Where it `goes_on`, more rows come after these: the pages that they fill are drawn, and not out of how many.
    """

    frame: Frame
    sums: Table
    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    rows_heading: str
    notes: Notes
    paper: Paper
    author: str = ""
    language: str = "en-US"
    goes_on: bool = False


def render(sheet: ThanksLogSheet, out: BinaryIO, *, progress: Progress = SILENT) -> Made:
    """Write the log as a PDF."""
    size, frame = SIZES[sheet.paper], sheet.frame
    canvas = page.open_pdf(
        out, title=f"{frame.title}: {frame.period}", author=sheet.author, language=sheet.language, size=size
    )
    blocks = _blocks(sheet, size, progress)
    pages = report_page.draw_pages(canvas, frame, blocks, size, goes_on=sheet.goes_on, progress=progress)
    canvas.save()
    lacking = report_grid.missing(sheet.rows) | report_page.missing([frame.overline])
    return Made(pages, (_KEY,), unprintable=report.unprintable(_KEY, frame.title, lacking))


def _blocks(sheet: ThanksLogSheet, size: tuple[float, float], progress: Progress) -> list[Block]:
    width = size[0] - 2 * SIDE
    first, later = (
        size[1] - report_page.frame_top(frame, size) - FOOT_ROOM for frame in (sheet.frame, sheet.frame.later())
    )
    beside = first - sheet.sums.height(width)
    rows = report_grid.grids(
        sheet.columns, progress.over(sheet.rows), width=width, first=beside, room=later, heading=sheet.rows_heading
    )
    return [sheet.sums, *rows, *([] if sheet.goes_on else [sheet.notes])]

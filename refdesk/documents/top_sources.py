"""The top sources on paper: who they are, what they sent and how well prepared it was, and how to read it."""

from dataclasses import dataclass
from typing import BinaryIO

from refdesk.documents import page, report, report_league, report_page
from refdesk.documents.report import Made
from refdesk.documents.report_league import Heads, SourceRow
from refdesk.documents.report_page import FOOT_ROOM, SIDE, Block, Frame
from refdesk.documents.report_table import Notes
from refdesk.documents.sheets import SIZES, Paper
from refdesk.progress import SILENT, Progress

_KEY = "sources"


@dataclass(frozen=True, slots=True)
class TopSourcesSheet:
    """What stands on the pages: a row for each source, the sums last, `said` below them."""

    frame: Frame
    heads: Heads
    rows: tuple[SourceRow, ...]
    said: str
    notes: Notes
    paper: Paper
    author: str = ""
    language: str = "en-US"


def render(sheet: TopSourcesSheet, out: BinaryIO, *, progress: Progress = SILENT) -> Made:
    """Write the top sources as a PDF."""
    size, frame = SIZES[sheet.paper], sheet.frame
    canvas = page.open_pdf(
        out, title=f"{frame.title}: {frame.period}", author=sheet.author, language=sheet.language, size=size
    )
    room = size[1] - max(report_page.frame_top(each, size) for each in (frame, frame.later())) - FOOT_ROOM
    width = size[0] - 2 * SIDE
    below = sheet.notes.height(width) - sheet.notes.blank
    rows = report_league.leagues(sheet.heads, sheet.rows, sheet.said, width=width, room=room, below=below)
    blocks: list[Block] = [*rows, sheet.notes]
    pages = report_page.draw_pages(canvas, frame, blocks, size, progress=progress)
    canvas.save()
    missing = report_page.missing([frame.overline, *(words for row in sheet.rows for words in (row.name, row.about))])
    return Made(pages, (_KEY,), unprintable=report.unprintable(_KEY, frame.title, missing))

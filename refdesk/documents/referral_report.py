"""The referral report: what came of the referrals of a time, beside the time before, and who sent them."""

from typing import BinaryIO

from refdesk.documents import page, report, report_league, report_page
from refdesk.documents.referral_report_text import ReferralReportSheet
from refdesk.documents.report import Made
from refdesk.documents.report_page import Block, NextPage
from refdesk.documents.sheets import SIZES
from refdesk.progress import SILENT, Progress

_KEY = "report"


def render(sheet: ReferralReportSheet, out: BinaryIO, *, progress: Progress = SILENT) -> Made:
    """Write the report as a PDF; a time in which nobody was sent is a report of zeros."""
    size, frame = SIZES[sheet.paper], sheet.frame
    canvas = page.open_pdf(
        out, title=f"{frame.title}: {frame.period}", author=sheet.author, language=sheet.language, size=size
    )
    pages = report_page.draw_pages(canvas, frame, _blocks(sheet, size), size, progress=progress)
    canvas.save()
    rows = sheet.sources.rows if sheet.sources else ()
    people = [words for row in rows for words in (row.name, row.about)]
    missing = report_page.missing([frame.overline, frame.period, *people])
    return Made(pages, (_KEY,), (), report.unprintable(_KEY, frame.title, missing))


def _blocks(sheet: ReferralReportSheet, size: tuple[float, float]) -> list[Block]:
    blocks: list[Block] = [sheet.figures, *sheet.charts, NextPage()]
    if sheet.sources:
        width, height = size[0] - 2 * report_page.SIDE, size[1]
        room = height - report_page.frame_top(sheet.frame.later(), size) - report_page.FOOT_ROOM
        shown = sheet.sources
        blocks += report_league.leagues(shown.heads, shown.rows, shown.said, width=width, room=room)
    return [*blocks, sheet.notes, *sheet.tables]

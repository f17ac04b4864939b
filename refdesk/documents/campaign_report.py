"""The closing report of a referral month: what it brought, week by week, beside the year before."""

from typing import BinaryIO

from refdesk.documents import page, report, report_page, report_table
from refdesk.documents.campaign_report_text import CampaignReportSheet
from refdesk.documents.report import Made
from refdesk.documents.report_page import Block
from refdesk.documents.sheets import SIZES
from refdesk.progress import SILENT, Progress

_KEY = "report"


def render(sheet: CampaignReportSheet, out: BinaryIO, *, progress: Progress = SILENT) -> Made:
    """Write the report as a PDF; a month in which nobody was called is a report of zeros."""
    size, frame = SIZES[sheet.paper], sheet.frame
    canvas = page.open_pdf(
        out, title=f"{frame.title}: {frame.period}", author=sheet.author, language=sheet.language, size=size
    )
    pages = report_page.draw_pages(canvas, frame, _blocks(sheet), size, progress=progress)
    canvas.save()
    missing = report_page.missing([frame.overline, frame.period, *sheet.not_reached.names])
    return Made(pages, (_KEY,), (), report.unprintable(_KEY, frame.title, missing))


def _blocks(sheet: CampaignReportSheet) -> list[Block]:
    people = sheet.not_reached
    named = report_table.names(people.heading, people.sentence, people.names) if people.sentence else []
    return [sheet.figures, *sheet.charts, *sheet.tables, *named, sheet.notes]

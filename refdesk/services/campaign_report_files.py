"""The closing report of a referral month as pages to look at and print, and as files."""

import io
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import i18n
from refdesk.domain import campaign_report as rules
from refdesk.domain.campaign_report import Measure, MonthReport
from refdesk.domain.ids import CampaignId
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import business, campaign_report, campaign_report_sheet, whole_files
from refdesk.services.campaign_report import Closing
from refdesk.services.campaign_report_sheet import Look
from refdesk.services.desk import Desk
from refdesk.services.paper import Written

if TYPE_CHECKING:
    from refdesk.documents.campaign_report_text import CampaignReportSheet


class Form(StrEnum):
    """The kinds of file that a report is written to, by their suffix."""

    PDF = ".pdf"
    CSV = ".csv"


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold the pages of a report and the numbers that stand on them."""

    pdf: bytes
    found: Closing
    pages: int = 1
    sentences: tuple[str, ...] = ()


def render(
    desk: Desk, campaign_id: CampaignId, progress: Progress = SILENT, *, with_ranks: bool = True
) -> Shown:  # fmt: skip
    """Return the very pages that would be printed."""
    from refdesk.documents import campaign_report as document

    found, filled = _filled(desk, campaign_id, with_ranks=with_ranks)
    progress.check()
    out = io.BytesIO()
    made = document.render(filled, out, progress=progress)
    return Shown(out.getvalue(), found, made.pages, made.sentences())


def write(desk: Desk, campaign_id: CampaignId, path: Path, *, with_ranks: bool = True) -> Written:
    """Write the report to a file of the kind that its suffix names.

    Raises `BadFile` for another kind, and `StoreFault` when it cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in {each.value for each in Form}:
        raise BadFile(_("A closing report is written as .pdf or .csv."))
    if suffix == Form.CSV:
        names, cells = table(_found(desk, campaign_id))
        whole_files.write(path, lambda out: csv_writer.rows(names, cells, out, flavour=Flavour.SPREADSHEET))
        return Written(path, 0, (), ())
    from refdesk.documents import campaign_report as document

    _report, filled = _filled(desk, campaign_id, with_ranks=with_ranks)
    made = whole_files.write(path, lambda out: document.render(filled, out))
    return Written(path, made.pages, made.printed, made.sentences())


def table(found: Closing) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns, and a row for each measure of the month and of the one a year before."""
    weeks, later = campaign_report_sheet.week_count(found), campaign_report_sheet.has_later(found)
    names = [_("Referral month"), _("What"), *(_("Week {n}").format(n=number) for number in range(1, weeks + 1))]
    names += [_("Later")] if later else []
    names.append(_("In all"))
    rows = _rows(found.month.name, found.report, weeks, later=later)
    if found.earlier is not None:
        rows += _rows(found.earlier.month.name, found.earlier.report, weeks, later=later)
    return names, rows


def _rows(month: str, report: MonthReport, weeks: int, *, later: bool) -> list[list[str]]:
    rows = []
    for measure in Measure:
        counts = campaign_report_sheet.by_week(report, measure, weeks, later=later)
        cells = ["" if count is None else str(count) for count in counts]
        rows.append([month, _(rules.WORDS[measure]), *cells, str(report.total(measure))])
    return rows


def _found(desk: Desk, campaign_id: CampaignId) -> Closing:
    return desk.ask(campaign_report.of, campaign_id, desk.today(), desk.ask(business.working_time))


def _filled(desk: Desk, campaign_id: CampaignId, *, with_ranks: bool) -> "tuple[Closing, CampaignReportSheet]":
    profile, today = desk.ask(business.load), desk.today()
    found = _found(desk, campaign_id)
    look = Look(
        today_words=i18n.day_month(today),
        printed_words=_("Printed {day} from RefDesk").format(day=i18n.day_full(today)),
        rates_from=profile.working_time.rules.rates_from,
        with_ranks=with_ranks,
    )
    return found, campaign_report_sheet.sheet(found, profile, look)

"""Call sheets as PDF: numbered, written, and noted as printed."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import i18n
from refdesk.domain.ids import CampaignId, PrintJobId
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.progress import SILENT, Progress
from refdesk.services import business, call_sheets, campaigns, whole_files
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.services.paper import Rendered, Written
from refdesk.store.tables.paper import PrintJob
from refdesk.store.unit import Unit

if TYPE_CHECKING:
    from refdesk.documents.call_sheet_text import CallSheet, Cover

PREVIEWED_CALLS = 150


@dataclass(frozen=True, slots=True)
class SheetJob:
    """Hold which sheets to print: of these days, behind a cover or not."""

    campaign_id: CampaignId
    days: tuple[date, ...]
    cover: bool = False


def write(desk: Desk, job: SheetJob, path: Path, progress: Progress = SILENT) -> Written:
    """Number the calls of the days, write their sheets into one file, and note that they were printed.

    Raises `Refused` when there is no call. When it is stopped (`Cancelled`) the numbers stay, and no file is written.
    """
    from refdesk.documents import call_sheet

    working = desk.ask(business.working_time)
    if not desk.only_to_read:
        desk.do(number, job.campaign_id, job.days)
    sheets = desk.ask(call_sheets.call_sheets, job.campaign_id, job.days, working)
    front = _cover(desk, job, [each.day for each in sheets], working) if job.cover else None
    made = whole_files.write(path, lambda out: call_sheet.render_days(sheets, out, cover=front, progress=progress))
    if not desk.only_to_read:
        desk.do(printed, sum(len(sheet.entries) for sheet in sheets))
    return Written(path, made.pages, made.printed, made.sentences())


def preview(desk: Desk, job: SheetJob) -> Rendered:
    """Return the pages as they would be printed, of a long job only its first days; nothing is numbered or noted.

    Raises `Refused` when there is no call.
    """
    from refdesk.documents import call_sheet

    working = desk.ask(business.working_time)
    sheets: list[CallSheet] = []
    for day in job.days:
        if sum(len(sheet.entries) for sheet in sheets) < PREVIEWED_CALLS:
            sheets += desk.ask(call_sheets.call_sheets, job.campaign_id, [day], working)
    front = _cover(desk, job, job.days, working) if job.cover else None
    out = io.BytesIO()
    made = call_sheet.render_days(sheets, out, cover=front)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def _cover(desk: Desk, job: SheetJob, days: Sequence[date], working: WorkingTime) -> "Cover":
    return desk.ask(call_sheets.cover, job.campaign_id, days, desk.today(), working)


@operation(N_("Number call sheets"))
def number(unit: Unit, campaign_id: CampaignId, days: Sequence[date]) -> None:
    """Give the calls of these days the numbers that their sheets are printed with, all as one step."""
    if not sum(campaigns.freeze_day(unit, campaign_id, day) for day in days):
        raise Refused(Problem("day", call_sheets.none_left(days)))
    if len(days) == 1:
        words = _("Call sheet of {day} numbered").format(day=i18n.day_month(days[0]))
    else:
        words = ngettext("{n} call sheet numbered", "{n} call sheets numbered", len(days)).format(n=len(days))
    unit.say(words, "campaign", campaign_id)


@operation(N_("Print call sheets"))
def printed(unit: Unit, calls: int) -> PrintJobId:
    """Note that call sheets came out on paper."""
    job = unit.add(PrintJob(at=unit.now, kind="call_sheets"))
    words = ngettext("Call sheet printed, {n} call", "Call sheets printed, {n} calls", calls)
    unit.say(words.format(n=calls), "print_job", job.id)
    return PrintJobId(job.id)

"""The top sources as pages to look at and print, and as files."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk.domain import money
from refdesk.domain.names import PersonName
from refdesk.domain.profile import Profile
from refdesk.domain.report_period import Period
from refdesk.domain.top_sources import TopSource, TopSources
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import business, top_sources, whole_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.services.top_sources import Found

if TYPE_CHECKING:
    from typing import BinaryIO

    from refdesk.documents.report import Made

PDF, CSV = ".pdf", ".csv"
COLUMNS = (
    "Source", "Organization", "Received", "Received before", "Mean preparedness", "Won", "Lost", "Open", "Given",
    "Last referral",
)  # fmt: skip
BROUGHT, CURRENCY = "Brought", "Currency"


def render(desk: Desk, period: Period, progress: Progress = SILENT, *, with_money: bool = False) -> Rendered:
    """Return the very pages that would be printed; none, and a sentence, while nobody sent anybody."""
    found = _of(desk, period)
    if not found.sources.top:
        return Rendered(b"", 0, (_nothing(found.sources),))
    out = io.BytesIO()
    progress.check()
    made = _draw(desk, found, progress, with_money=with_money)(out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def write(desk: Desk, period: Period, path: Path, *, with_money: bool = False) -> Written:
    """Write the top sources as PDF or CSV by the suffix; raises `BadFile` for another kind, and `StoreFault`."""
    found = _of(desk, period)
    if path.suffix.lower() == CSV:
        names, cells = table(found, desk.ask(business.load), with_money=with_money)
        whole_files.write(path, lambda out: csv_writer.rows(names, cells, out, flavour=Flavour.SPREADSHEET))
        return Written(path, 0, (), ())
    if path.suffix.lower() != PDF:
        raise BadFile(_("Top sources are written as .pdf (paper) or .csv (other programs)."))
    made = whole_files.write(path, _draw(desk, found, with_money=with_money))
    return Written(path, made.pages, made.printed, made.sentences())


def table(found: Found, profile: Profile, *, with_money: bool) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and a row for each top source, the first first."""
    rows = [_cells(each, found.names[each.contact_id]) for each in found.sources.top]
    if not with_money:
        return list(COLUMNS), rows
    values = (money.from_minor(each.counts.value_minor, profile.currency) for each in found.sources.top)
    told = [[*row, str(value), profile.currency] for row, value in zip(rows, values, strict=True)]
    return [*COLUMNS, BROUGHT, CURRENCY], told


def _cells(each: TopSource, name: PersonName) -> list[str]:
    counts = each.counts
    return [
        name.usual, name.organisation if name.has_person else "", str(counts.received), str(each.before),
        "" if counts.mean is None else f"{counts.mean:.2f}", str(counts.won), str(counts.lost), str(counts.open),
        str(each.given), counts.last_on.isoformat() if counts.last_on else "",
    ]  # fmt: skip


def _of(desk: Desk, period: Period) -> Found:
    return desk.ask(top_sources.of, period, desk.ask(business.working_time))


def _nothing(found: TopSources) -> str:
    if not found.sources:
        return _("Nobody has a rank from A+ to C yet. Sort your contacts, and those who send most stand here.")
    return _("None of your sources sent anybody in this time. Choose a longer one, or log who sent you somebody.")


def _draw(
    desk: Desk, found: Found, progress: Progress = SILENT, *, with_money: bool
) -> "Callable[[BinaryIO], Made]":  # fmt: skip
    from refdesk.documents import top_sources as document
    from refdesk.services import top_sources_sheet

    filled = top_sources_sheet.sheet(found, desk.ask(business.load), desk.today(), with_money=with_money)
    return lambda out: document.render(filled, out, progress=progress)

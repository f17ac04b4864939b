"""The referral report as pages to look at and print, and as files."""

import io
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import i18n
from refdesk.domain import money
from refdesk.domain.profile import Profile
from refdesk.domain.referral_report import Measure, ReferralReport, Source
from refdesk.domain.report_period import Period
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import business, referral_report, referral_report_sheet, referral_report_sources, whole_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.services.referral_report import Found
from refdesk.services.referral_report_sheet import Shows

if TYPE_CHECKING:
    from refdesk.documents.referral_report_text import ReferralReportSheet

COLUMNS = ("Part", "Of", "Figure", "Count", "Before")
"""Columns and figures have the same names in every language, as in every table that is written: formulas and other
programs go by them."""
EVERYTHING = Shows()


class Form(StrEnum):
    """The kinds of file that a report is written to, by their suffix."""

    PDF = ".pdf"
    CSV = ".csv"


def get_ready() -> None:
    """Read in what draws a report, with its faces: that takes as long again as the first report itself."""
    from refdesk.documents import fonts
    from refdesk.documents import referral_report as _document  # noqa: F401

    for face in (fonts.Face.SANS, fonts.Face.SANS_M, fonts.Face.SANS_S, fonts.Face.SERIF_S):
        fonts.font(face)


def render(desk: Desk, period: Period, shows: Shows = EVERYTHING, progress: Progress = SILENT) -> Rendered:
    """Return the very pages that would be printed."""
    from refdesk.documents import referral_report as document

    out = io.BytesIO()
    sheet = filled(desk, period, shows)
    progress.check()
    made = document.render(sheet, out, progress=progress)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def write(desk: Desk, period: Period, path: Path, shows: Shows = EVERYTHING) -> Written:
    """Write the report to a file of the kind that its suffix names.

    Raises `BadFile` for another kind, and `StoreFault` when it cannot be written.
    """
    form = next((each for each in Form if each.value == path.suffix.lower()), None)
    if form is None:
        raise BadFile(_("A referral report is written as .pdf or .csv."))
    if form is Form.CSV:
        cells = table(_found(desk, period), desk.ask(business.load), shows)
        whole_files.write(path, lambda out: csv_writer.rows(COLUMNS, cells, out, flavour=Flavour.SPREADSHEET))
        return Written(path, 0, (), ())
    from refdesk.documents import referral_report as document

    sheet = filled(desk, period, shows)
    made = whole_files.write(path, lambda out: document.render(sheet, out))
    return Written(path, made.pages, made.printed, made.sentences())


def filled(desk: Desk, period: Period, shows: Shows) -> "ReferralReportSheet":
    """Return everything that the pages say."""
    printed = _("Printed {day} from RefDesk").format(day=i18n.day_full(desk.today()))
    return referral_report_sheet.sheet(_found(desk, period), desk.ask(business.load), shows, printed=printed)


def table(found: Found, profile: Profile, shows: Shows) -> list[list[str]]:
    """Return a row for each number of the report."""
    rows = [*_whole(found, shows), *_by_step(found, shows)]
    if shows.received:
        rows += _charts(found)
    rows += _promises(found.report, found.before)
    if shows.received and shows.amounts:
        rows.append(["Everything", _span(found.period), "Brought", *_amounts(found, profile)])
    if shows.received and shows.sources:
        for source in found.report.sources:
            named = referral_report_sources.name(source, found.names)
            rows += _of_source(source, named, profile, shows)
        if shows.given and found.report.given_elsewhere:
            rows.append(["Source", _("Others, who sent nobody"), "Given", str(found.report.given_elsewhere), ""])
    return rows


def _found(desk: Desk, period: Period) -> Found:
    return desk.ask(referral_report.of, period, desk.today(), desk.ask(business.working_time))


FIGURES = {
    Measure.RECEIVED: "Received", Measure.WON: "Won", Measure.LOST: "Lost", Measure.OPEN: "Open",
    Measure.SAME_DAY: "Called the same day", Measure.GIVEN: "Given", Measure.WORDS: "Thanked the same day",
    Measure.CARDS: "Cards in time", Measure.PROMISES: "Promises due", Measure.KEPT: "Promises kept on time",
}  # fmt: skip
_SOON = ("Same day", "Next day", "2-3 days", "Later", "Not yet")
_CARD = ("In time", "A day late", "2-5 days late", "Later", "Not yet")


def _whole(found: Found, shows: Shows) -> Iterator[list[str]]:
    for measure in referral_report_sheet.measures(shows):
        counts = found.report.total(measure), found.before.total(measure)
        yield ["Everything", _span(found.period), FIGURES[measure], *map(str, counts)]


def _by_step(found: Found, shows: Shows) -> Iterator[list[str]]:
    steps = found.report.steps
    for place, span in enumerate(steps.spans()):
        for measure in referral_report_sheet.measures(shows):
            counts = found.report.counts[measure][place], found.before.counts[measure][place]
            yield [steps.unit.value.capitalize(), _span(span), FIGURES[measure], *map(str, counts)]


def _charts(found: Found) -> Iterator[list[str]]:
    report, before = found.report, found.before
    for name, *counts in zip(("Received", *found.stages, "Won"), report.reached, before.reached, strict=True):
        yield ["Way", str(name), "Reached", *map(str, counts)]
    speeds = (
        ("First contact", _SOON, report.first_contact, before.first_contact),
        ("Word of thanks", _SOON, report.word, before.word),
        ("Card", _CARD, report.card, before.card),
    )
    for part, names, now, then in speeds:
        for named, *both in zip(names, now.counts, then.counts, strict=True):
            yield ["Speed", part, str(named), *map(str, both)]
    for group in report.prepared:
        of = "not known" if group.mark is None else str(group.mark)
        then_group = next((each for each in before.prepared if each.mark == group.mark), None)
        yield ["Preparedness", of, "Received", str(group.people), str(then_group.people if then_group else 0)]
        yield ["Preparedness", of, "Won", str(group.won), str(then_group.won if then_group else 0)]


def _promises(report: ReferralReport, before: ReferralReport) -> Iterator[list[str]]:
    for name, *both in (
        ("Late", sum(report.promises.late), sum(before.promises.late)),
        ("Open", sum(report.promises.open), sum(before.promises.open)),
        ("Dropped", report.promises.dropped, before.promises.dropped),
    ):
        yield ["Promises", "", str(name), *map(str, both)]


def _of_source(source: Source, named: str, profile: Profile, shows: Shows) -> Iterator[list[str]]:
    figures = {
        "Received": str(source.received), "Prepared": f"{source.mean:.1f}" if source.mean is not None else "",
        "Won": str(source.won), "Lost": str(source.lost), "Open": str(source.open),
        "Last referral": source.last_on.isoformat() if source.last_on else "",
    }  # fmt: skip
    if shows.amounts:
        figures["Brought"] = str(money.from_minor(source.value_minor, profile.currency))
    if shows.given:
        figures["Given"] = str(source.given)
    for figure, value in figures.items():
        yield ["Source", named, figure, value, ""]


def _amounts(found: Found, profile: Profile) -> tuple[str, str]:
    now, then = found.report.value_minor, found.before.value_minor
    return str(money.from_minor(now, profile.currency)), str(money.from_minor(then, profile.currency))


def _span(period: Period) -> str:
    return f"{period.first.isoformat()}/{period.last.isoformat()}"

"""The top sources of a time as pages and as rows, beside the time before."""

import io
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain import money, report_period
from refdesk.domain import top_sources as rules
from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.names import PersonName
from refdesk.domain.profile import Profile
from refdesk.domain.referral import Direction
from refdesk.domain.report_period import Period
from refdesk.domain.stages import Meaning
from refdesk.domain.top_sources import Sent, TopSource, TopSources
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import business, contact_traits, shown_names, whole_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, Win

if TYPE_CHECKING:
    from typing import BinaryIO

    from refdesk.documents.report import Made

PDF, CSV = ".pdf", ".csv"
CHUNK = 500
COLUMNS = (
    "Source", "Organization", "Received", "Received before", "Mean preparedness", "Won", "Lost", "Open", "Given",
    "Last referral",
)  # fmt: skip
BROUGHT, CURRENCY = "Brought", "Currency"


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the top sources of a time with their names, beside the time before."""

    period: Period
    earlier: Period
    sources: TopSources
    names: dict[ContactId, PersonName]


def of(session: Session, period: Period, working: WorkingTime) -> Found:
    """Return the top of the sources by what they sent in a time, weighted by preparedness."""
    earlier = report_period.before(period)
    ranked = select(Contact.id).where(Contact.status == Status.ACTIVE.value, contact_traits.is_source())
    ordered = ranked.order_by(Contact.sort_key, Contact.id)
    found = rules.of(
        array("q", session.scalars(ordered, execution_options={"yield_per": CHUNK})),
        _sent(session, period, working),
        earlier=_sent(session, earlier, working),
        given=_given(session, period, working),
        percent=working.rules.top_percent,
    )
    names = shown_names.by_id(session, [each.contact_id for each in found.top])
    return Found(period, earlier, found, {ContactId(each): name for each, name in names.items()})


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
    return desk.ask(of, period, desk.ask(business.working_time))


def _nothing(found: TopSources) -> str:
    if not found.sources:
        return _("Nobody has a rank from A+ to C yet. Sort your contacts, and those who send most stand here.")
    return _("None of your sources sent anybody in this time. Choose a longer one, or log who sent you somebody.")


def _sent(session: Session, period: Period, working: WorkingTime) -> list[Sent]:
    brought = (
        select(Win.referral_id, func.sum(func.coalesce(Win.value_minor, 0)).label("value"))
        .group_by(Win.referral_id)
        .subquery()
    )
    query = (
        select(
            ReferralGiver.contact_id, Referral.id, Referral.received_at, Stage.meaning, Referral.preparedness,
            func.coalesce(brought.c.value, 0),
        )
        .join(Referral, Referral.id == ReferralGiver.referral_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .outerjoin(brought, brought.c.referral_id == Referral.id)
        .where(
            Referral.direction == Direction.RECEIVED.value,
            Referral.received_at >= working.start_of(period.first),
            Referral.received_at < working.start_of(period.last + timedelta(days=1)),
        )
    )  # fmt: skip
    return [
        Sent(
            ContactId(giver_id), ReferralId(referral_id), working.date_of(received_at), Meaning(meaning), preparedness,
            int(value),
        )
        for giver_id, referral_id, received_at, meaning, preparedness, value in session.execute(query)
    ]  # fmt: skip


def _given(session: Session, period: Period, working: WorkingTime) -> dict[ContactId, int]:
    query = (
        select(Referral.recipient_id, func.count())
        .where(
            Referral.direction == Direction.GIVEN.value,
            Referral.recipient_id.is_not(None),
            Referral.received_at >= working.start_of(period.first),
            Referral.received_at < working.start_of(period.last + timedelta(days=1)),
        )
        .group_by(Referral.recipient_id)
    )
    return {ContactId(recipient): number for recipient, number in session.execute(query) if recipient is not None}


def _draw(
    desk: Desk, found: Found, progress: Progress = SILENT, *, with_money: bool
) -> "Callable[[BinaryIO], Made]":  # fmt: skip
    from refdesk.documents import top_sources as document
    from refdesk.services import top_sources_sheet

    filled = top_sources_sheet.sheet(found, desk.ask(business.load), desk.today(), with_money=with_money)
    return lambda out: document.render(filled, out, progress=progress)

"""The thank-yous of a time as pages and as rows: to whom, for whom, how soon, and what is still owed."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import thanks_log as rules
from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId
from refdesk.domain.report_period import Period
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.thanks_log import PartFacts, PartLine, Sums
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import business, shown_names, whole_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Begun, Rendered, Written
from refdesk.store.tables.gifts import Gift, Reward
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Thanks, ThanksPart

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


@dataclass(frozen=True, slots=True)
class LogPart:
    """Hold a part with what was given, "" for a word or a card."""

    line: PartLine
    what: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Hold one thank-you; `prospect` is who was sent, "" for thanks of another kind."""

    contact_id: ContactId
    name: str
    organisation: str
    prospect: str
    occasion: Occasion
    opened_on: date
    parts: tuple[LogPart, ...]


@dataclass(frozen=True, slots=True)
class ThanksLog:
    """Hold the thank-yous of a time, the first first, and the sums of words and cards."""

    period: Period
    entries: tuple[LogEntry, ...]
    sums: tuple[Sums, ...]


def of(session: Session, period: Period, now: datetime, working: WorkingTime) -> ThanksLog:
    """Return the thank-yous that came to be owed in a time; who left is there only with what they were given."""
    rows = session.execute(_query(period, working)).all()
    facts = _facts(rows)
    lines = rules.lines(facts, now, working)
    kept: dict[int, list[tuple[Row[Any], PartLine]]] = defaultdict(list)
    for row, line in zip(rows, lines, strict=True):
        kept[row.thanks_id].append((row, line))
    entries = [_entry(parts, working) for parts in kept.values() if _is_told(parts)]
    return ThanksLog(period, tuple(entries), rules.sums(facts, now, working))


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
    return desk.ask(of, period, desk.now(), desk.ask(business.working_time))


def _rendered(desk: Desk, found: ThanksLog, progress: Progress, *, most: int | None = None) -> Rendered:
    if not found.entries:
        return Rendered(b"", 0, (_nothing(),))
    out = io.BytesIO()
    made = _draw(desk, found, progress, most=most)(out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def _nothing() -> str:
    return _("Nobody was to be thanked in this time. Log who sent you somebody, and the thank-you stands here.")


def _query(period: Period, working: WorkingTime) -> Any:  # noqa: ANN401 - a select of many columns
    prospect = aliased(Contact)
    begins, ends = working.start_of(period.first), working.start_of(period.last + timedelta(days=1))
    order = case({part.value: place for place, part in enumerate(Part)}, value=ThanksPart.part)
    return (
        select(
            Thanks.id.label("thanks_id"), Thanks.contact_id, Thanks.referral_id, Thanks.occasion, Thanks.opened_at,
            Contact.status, Contact.household_id, ThanksPart.part, ThanksPart.due_at, ThanksPart.done_at,
            ThanksPart.waived_at, func.coalesce(Gift.name, Reward.name, "").label("what"),
            shown_names.columns(Contact, "person"), shown_names.columns(prospect, "prospect"),
        )
        .select_from(Thanks)
        .join(ThanksPart, ThanksPart.thanks_id == Thanks.id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .outerjoin(Referral, Referral.id == Thanks.referral_id)
        .outerjoin(prospect, prospect.id == Referral.prospect_id)
        .outerjoin(Gift, Gift.id == ThanksPart.gift_id)
        .outerjoin(Reward, Reward.id == ThanksPart.reward_id)
        .where(Thanks.opened_at >= begins, Thanks.opened_at < ends)
        .order_by(Thanks.opened_at, Thanks.id, order, ThanksPart.id)
    )  # fmt: skip


def _facts(rows: Sequence[Row[Any]]) -> list[PartFacts]:
    """Return what is known of each part; of a household that is thanked for one thing, one card is owed."""
    carded: set[tuple[Any, ...]] = set()
    facts = []
    for row in rows:
        may_be_owed = row.status == Status.ACTIVE.value
        if row.part == Part.CARD and row.household_id is not None and row.referral_id is not None:
            home = (row.household_id, row.referral_id, row.occasion)
            may_be_owed = may_be_owed and home not in carded
            carded.add(home)
        facts.append(PartFacts(Part(row.part), row.opened_at, row.due_at, row.done_at, row.waived_at, may_be_owed))
    return facts


def _is_told(parts: Iterable[tuple[Row[Any], PartLine]]) -> bool:
    """Say whether a thank-you stands in the log: that of who left only if something of it was done."""
    return any(row.status == Status.ACTIVE.value or line.done_on for row, line in parts)


def _entry(parts: Sequence[tuple[Row[Any], PartLine]], working: WorkingTime) -> LogEntry:
    row = parts[0][0]
    name = shown_names.of(row.person)
    return LogEntry(
        contact_id=ContactId(row.contact_id),
        name=name.usual,
        organisation=name.organisation if name.has_person else "",
        prospect=shown_names.of(part or "" for part in row.prospect).usual,
        occasion=Occasion(row.occasion),
        opened_on=working.date_of(row.opened_at),
        parts=tuple(LogPart(line, each.what) for each, line in parts),
    )


def _draw(
    desk: Desk, found: ThanksLog, progress: Progress = SILENT, *, most: int | None = None
) -> "Callable[[BinaryIO], Made]":  # fmt: skip
    from refdesk.documents import thanks_log as document
    from refdesk.services import thanks_log_sheet

    progress.check()
    filled = thanks_log_sheet.sheet(found, desk.ask(business.load), desk.today(), most=most)
    return lambda out: document.render(filled, out, progress=progress)

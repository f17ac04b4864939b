"""The thank-yous of a time: to whom, for whom, how soon, and what is still owed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import thanks_log as rules
from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId
from refdesk.domain.report_period import Period
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.thanks_log import PartFacts, PartLine, Sums
from refdesk.domain.working_time import WorkingTime
from refdesk.services import shown_names
from refdesk.store.tables.gifts import Gift, Reward
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Thanks, ThanksPart


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

"""What came of a referral month, read from the file, and what came of the one a year before."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from refdesk.domain import campaign_report as rules
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign_report import Call, Facts, Gift, Lead, Listed, Measure, MonthReport, Promised
from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.domain.ids import CampaignId, EntryId, GiftId
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction
from refdesk.domain.working_time import WorkingTime
from refdesk.services import campaign_days, shown_names
from refdesk.services.campaign_days import CampaignRow
from refdesk.store.tables import gifts, referrals
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.people import Contact
from refdesk.store.tables.work import Promise

NAMED = 200
"""How many of those who were not reached are named."""
IN_PARTS = {"yield_per": 500}
"""How the long reads of a month are taken: all rows at once would need twice the memory of what is made of them."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Hold the referral month of about a year before, and what came of it."""

    month: CampaignRow
    report: MonthReport


@dataclass(frozen=True, slots=True)
class Closing:
    """Hold what came of a month; `not_reached` names the first who were called or planned and never talked to."""

    month: CampaignRow
    report: MonthReport
    earlier: Earlier | None
    not_reached: tuple[str, ...]
    not_reached_count: int
    to_call: int
    closed_on: date | None

    def before(self, measure: Measure) -> int | None:
        """Return the count of the year before, None where there was no month."""
        return self.earlier.report.total(measure) if self.earlier else None


def of(session: Session, campaign_id: CampaignId, today: date, working: WorkingTime) -> Closing:
    """Return what came of a month beside that of the year before; raises `Overtaken` if it is no longer there."""
    month = campaign_days.month(session, campaign_id)
    before = _earlier(session, month)
    names, count = _not_reached(session, campaign_id)
    return Closing(
        month=month,
        report=rules.report(facts(session, month), today=today, working=working),
        earlier=_reported(session, before, today, working) if before else None,
        not_reached=names,
        not_reached_count=count,
        to_call=_to_call(session, campaign_id),
        closed_on=session.scalar(select(Campaign.closed_on).where(Campaign.id == campaign_id)),
    )


def facts(session: Session, month: CampaignRow) -> Facts:
    """Return everything that is counted of a month."""
    return Facts(
        first_on=month.first_on,
        last_on=month.last_on,
        listed=_listed(session, month.campaign_id),
        calls=_calls(session, month.campaign_id),
        leads=_leads(session, month.campaign_id),
        promised=_promised(session, month.campaign_id),
        gifts=_gifts(session, month),
    )


def _reported(session: Session, month: CampaignRow, today: date, working: WorkingTime) -> Earlier:
    return Earlier(month, rules.report(facts(session, month), today=today, working=working))


def _earlier(session: Session, month: CampaignRow) -> CampaignRow | None:
    others = [each for each in campaign_days.all_months(session) if each.campaign_id != month.campaign_id]
    first_on = rules.a_year_before(month.first_on, [each.first_on for each in others])
    return next((each for each in others if each.first_on == first_on), None)


def _listed(session: Session, campaign_id: CampaignId) -> list[Listed]:
    query = (
        select(CampaignEntry.id, Contact.rank)
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.campaign_id == campaign_id)
    )
    rows = session.execute(query, execution_options=IN_PARTS)
    return [Listed(EntryId(row.id), Rank(row.rank) if row.rank else None) for row in rows]


def _calls(session: Session, campaign_id: CampaignId) -> list[Call]:
    answered = and_(func.trim(CampaignTry.help_answer) != "", CampaignTry.nothing_needed.is_(False))
    query = (
        _tries(campaign_id, CampaignTry.entry_id, CampaignTry.on, CampaignTry.code, answered.label("answered"))
        .where(CampaignTry.code.is_not(None))
        .order_by(CampaignTry.on, CampaignTry.id)
    )
    rows = session.execute(query, execution_options=IN_PARTS)
    return [Call(EntryId(row.entry_id), row.on, Code(row.code), bool(row.answered)) for row in rows]


def _leads(session: Session, campaign_id: CampaignId) -> list[Lead]:
    query = _tries(campaign_id, CampaignTry.entry_id, CampaignTry.on, referrals.Referral.direction).join(
        referrals.Referral, referrals.Referral.campaign_try_id == CampaignTry.id
    )
    return [Lead(EntryId(row.entry_id), row.on, Direction(row.direction)) for row in session.execute(query)]


def _promised(session: Session, campaign_id: CampaignId) -> list[Promised]:
    columns = (CampaignTry.entry_id, CampaignTry.on, Promise.due_on, Promise.kept_on, Promise.dropped_on)
    query = _tries(campaign_id, *columns).join(Promise, Promise.campaign_try_id == CampaignTry.id)
    return [
        Promised(EntryId(row.entry_id), row.on, row.due_on, row.kept_on, row.dropped_on)
        for row in session.execute(query)
    ]


def _gifts(session: Session, month: CampaignRow) -> list[Gift]:
    """Return the gifts to people on the list in its time; the rules say which of them count."""
    gift = gifts.Gift
    query = (
        select(gift.id, CampaignEntry.id.label("entry_id"), gift.on)
        .join(CampaignEntry, CampaignEntry.contact_id == gift.contact_id)
        .where(CampaignEntry.campaign_id == month.campaign_id)
        .where(gift.direction == GiftDirection.GIVEN, gift.state == GiftState.GIVEN)
        .where(gift.on >= month.first_on, gift.on <= rules.gifts_until(month.last_on))
        .order_by(gift.id, CampaignEntry.id)
    )
    return [Gift(GiftId(row.id), EntryId(row.entry_id), row.on) for row in session.execute(query)]


def _tries(campaign_id: CampaignId, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of several tables
    return (
        select(*columns)
        .select_from(CampaignTry)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id)
    )


def _not_reached(session: Session, campaign_id: CampaignId) -> tuple[tuple[str, ...], int]:
    talked = (
        select(CampaignTry.id)
        .where(CampaignTry.entry_id == CampaignEntry.id, CampaignTry.code == Code.TALKED.value)
        .exists()
    )
    whose = (CampaignEntry.campaign_id == campaign_id, ~talked)
    count = session.scalar(select(func.count()).select_from(CampaignEntry).where(*whose)) or 0
    query = (
        select(shown_names.columns(Contact))
        .join(CampaignEntry, CampaignEntry.contact_id == Contact.id)
        .where(*whose)
        .order_by(func.coalesce(Contact.sort_key, ""), Contact.id)
        .limit(NAMED)
    )
    return tuple(shown_names.of(row.person).usual for row in session.execute(query)), count


def _to_call(session: Session, campaign_id: CampaignId) -> int:
    query = (
        select(func.count())
        .select_from(CampaignEntry)
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.campaign_id == campaign_id, campaign_days.waits_for_call())
    )
    return session.scalar(query) or 0

"""What a referral month leaves to do: its promises until they are kept, its leads until they are won or lost."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import promises as rules
from refdesk.domain.ids import CampaignId, ContactId, PromiseId, ReferralId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.services import campaign_days, conditions, shown_names
from refdesk.services.campaign_days import CampaignRow
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.store.tables.campaign import CampaignEntry, CampaignTry
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Stage
from refdesk.store.tables.work import Promise


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """Hold a promise of the month that is neither kept nor dropped."""

    promise_id: PromiseId
    contact_id: ContactId
    name: str
    text: str
    due_on: date
    clock: ClockFace


@dataclass(frozen=True, slots=True)
class LeadLine:
    """Hold a referral of the month that is neither won nor lost: who was called, who was referred, and where it stands.

    `contact_id` and `name` are of the person who was called: the giver of a received one, the recipient of a given one.
    """

    referral_id: ReferralId
    contact_id: ContactId
    name: str
    direction: Direction
    prospect: str
    need: str
    stage: str
    on: date


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Hold the list; of `promised` promises `kept` are kept, of `leads_made` leads `settled` are won or lost."""

    month: CampaignRow
    promises: tuple[PromiseLine, ...]
    leads: tuple[LeadLine, ...]
    promised: int
    kept: int
    leads_made: int

    @property
    def settled(self) -> int:
        """Return how many leads are won or lost."""
        return self.leads_made - len(self.leads)

    @property
    def to_do(self) -> int:
        """Return how many lines there are."""
        return len(self.promises) + len(self.leads)


def of(session: Session, campaign_id: CampaignId, clocks: Clocks) -> FollowUp:
    """Return what a month leaves to do, by the day on which it is due; raises `Overtaken` if the month is gone."""
    promised, kept = session.execute(_of_month(campaign_id, func.count(), func.count(Promise.kept_on))).one()
    leads_made = session.scalar(
        select(func.count())
        .select_from(Referral)
        .join(CampaignTry, CampaignTry.id == Referral.campaign_try_id)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id)
    )
    return FollowUp(
        month=campaign_days.month(session, campaign_id),
        promises=tuple(_promise_line(row, clocks) for row in session.execute(_promise_rows(campaign_id))),
        leads=tuple(_lead_line(row, clocks) for row in session.execute(_lead_rows(campaign_id))),
        promised=promised,
        kept=kept,
        leads_made=leads_made or 0,
    )


def _of_month(campaign_id: CampaignId, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of several tables
    return (
        select(*columns)
        .select_from(Promise)
        .join(CampaignTry, CampaignTry.id == Promise.campaign_try_id)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id)
    )


def _promise_rows(campaign_id: CampaignId) -> Select[Any]:
    columns = (Promise.id, Promise.contact_id, Promise.text, Promise.due_on, shown_names.columns(Contact))
    return (
        _of_month(campaign_id, *columns)
        .join(Contact, Contact.id == Promise.contact_id)
        .where(Promise.kept_on.is_(None), Promise.dropped_on.is_(None), conditions.is_active())
        .order_by(Promise.due_on, Promise.id)
    )


def _lead_rows(campaign_id: CampaignId) -> Select[Any]:
    prospect = aliased(Contact)
    return (
        select(
            Referral.id, Referral.direction, Referral.need, Referral.received_at, CampaignEntry.contact_id,
            Stage.name.label("stage"), shown_names.columns(Contact), shown_names.columns(prospect, "prospect"),
        )
        .select_from(Referral)
        .join(CampaignTry, CampaignTry.id == Referral.campaign_try_id)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .join(prospect, prospect.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(CampaignEntry.campaign_id == campaign_id, Stage.meaning == Meaning.OPEN)
        .order_by(Referral.received_at, Referral.id)
    )  # fmt: skip


def _promise_line(row: Any, clocks: Clocks) -> PromiseLine:  # noqa: ANN401 - a row of several columns
    began = clocks.working.start_of(row.due_on - timedelta(days=1))
    face = clocks.face(rules.clock(row.due_on, promised_at=began, working=clocks.working))
    name = shown_names.of(row.person).usual
    return PromiseLine(PromiseId(row.id), ContactId(row.contact_id), name, row.text, row.due_on, face)


def _lead_line(row: Any, clocks: Clocks) -> LeadLine:  # noqa: ANN401 - a row of several columns
    return LeadLine(
        ReferralId(row.id), ContactId(row.contact_id), shown_names.of(row.person).usual, Direction(row.direction),
        shown_names.of(row.prospect).usual, row.need, row.stage, clocks.working.date_of(row.received_at),
    )  # fmt: skip

"""Referral months for tests."""

from datetime import date

from sqlalchemy import select

from refdesk import i18n
from refdesk.domain.ids import CampaignId
from refdesk.services import campaigns
from refdesk.services.campaigns import PlanDraft
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import Campaign, CampaignEntry
from refdesk.store.unit import Unit


def all_on(desk: Desk, day: date, *, last: date, but: dict[int, date] | None = None) -> CampaignId:
    """Plan a month whose calls are all on one day, with days around it; `but` moves places of it to other days."""
    return desk.do(_all_on, day, last, but or {})


def put(desk: Desk, campaign_id: CampaignId, position: int, day: date) -> None:
    """Move one call of a month to another day."""
    desk.do(_put, campaign_id, position, day)


@operation("Move a call")
def _put(unit: Unit, campaign_id: CampaignId, position: int, day: date) -> None:
    query = select(CampaignEntry).where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.position == position)
    entry = unit.session.scalars(query).one()
    entry.planned_on = day
    unit.get(Campaign, campaign_id).first_on = min(day, unit.get(Campaign, campaign_id).first_on)


@operation("Plan a referral month")
def _all_on(unit: Unit, day: date, last: date, but: dict[int, date]) -> CampaignId:
    campaign_id = campaigns.plan(unit, PlanDraft(day, day, name=i18n.month_year(day)))
    unit.get(Campaign, campaign_id).last_on = last
    query = select(CampaignEntry).where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.position.in_(but))
    for entry in unit.session.scalars(query):
        entry.planned_on = but[entry.position]
    return campaign_id

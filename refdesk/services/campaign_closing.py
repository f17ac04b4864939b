"""The end of a referral month: it is closed, opened again, and next year's is brought to mind in time."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import campaign_report as rules
from refdesk.domain.campaign import CampaignState
from refdesk.domain.ids import CampaignId
from refdesk.domain.reminders import ReminderDraft
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, reminders
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.work import Reminder
from refdesk.store.unit import Unit

REMIND_BEFORE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class NextMonth:
    """Hold the referral month proposed for a year later, and the day on which Today brings it to mind."""

    first_on: date
    last_on: date
    name: str
    remind_on: date


@operation(N_("Close a referral month"))
def close(unit: Unit, campaign_id: CampaignId) -> NextMonth | None:
    """End the calls of a month and set the reminder for next year's; returns what it proposes, None for nothing.

    Raises `Refused` when the month is closed already.
    """
    campaign = unit.get(Campaign, campaign_id)
    if campaign.state == CampaignState.CLOSED:
        raise Refused(Problem("", _("{month} is already closed.").format(month=campaign.name)))
    campaign.state, campaign.closed_on = CampaignState.CLOSED.value, unit.today
    coming = next_month(unit.session, campaign_id, unit.today, business.working_time(unit.session))
    if coming is not None and not _is_set(unit.session, reminder_words(coming)):
        reminders.add(unit, ReminderDraft(reminder_words(coming), coming.remind_on))
    unit.say(_("{month} closed").format(month=campaign.name), "campaign", campaign_id)
    return coming


@operation(N_("Open a referral month again"))
def reopen(unit: Unit, campaign_id: CampaignId) -> None:
    """Take the calls of a closed month up again; raises `Refused` when it is not closed."""
    campaign = unit.get(Campaign, campaign_id)
    if campaign.state != CampaignState.CLOSED:
        raise Refused(Problem("", _("{month} is not closed.").format(month=campaign.name)))
    begun = select(CampaignTry.id).join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
    is_begun = unit.session.scalar(begun.where(CampaignEntry.campaign_id == campaign_id).limit(1)) is not None
    campaign.state = (CampaignState.RUNNING if is_begun else CampaignState.PLANNED).value
    campaign.closed_on = None
    unit.say(_("{month} opened again").format(month=campaign.name), "campaign", campaign_id)


def next_month(session: Session, campaign_id: CampaignId, today: date, working: WorkingTime) -> NextMonth | None:
    """Return the month a year later; None when its days have begun or are planned already."""
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        return None
    first_on, last_on = rules.a_year_later(campaign.first_on, campaign.last_on)
    planned = select(func.count()).where(Campaign.first_on <= last_on, Campaign.last_on >= first_on)
    if first_on <= today or session.scalar(planned):
        return None
    remind_on = working.working_day_from(max(first_on - REMIND_BEFORE, today))
    return NextMonth(first_on, last_on, i18n.month_year(first_on), remind_on)


def reminder_words(coming: NextMonth) -> str:
    """Return what Today says when next year's month is near."""
    return _("Plan the referral month of {month}").format(month=coming.name)


def _is_set(session: Session, words: str) -> bool:
    query = select(func.count()).where(Reminder.text == words, Reminder.done_at.is_(None))
    return bool(session.scalar(query))

"""What came of the calls of the made-up business: promises kept, leads that went well, referrals that calls brought."""

from collections.abc import Callable
from datetime import date, time
from itertools import count

from sqlalchemy import Select, select

from refdesk.domain.call_codes import Code
from refdesk.domain.ids import CampaignId, PromiseId, ReferralId, ReminderId
from refdesk.domain.referral import Direction
from refdesk.services import promises, referrals, reminders
from refdesk.services.sample_story import Story
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.referrals import Referral, ReferralGiver
from refdesk.store.tables.work import Promise, Reminder, Touch
from refdesk.store.unit import Unit

KEPT_AFTER = (3, 2, 4)
"""In turns so many working days after the call a promise is kept."""
LATE_AFTER, LATE_EVERY = 7, 5
WON_AFTER = 8
LONG_AGO = 100
_AT = time(16)


class FollowThrough:
    """Sees to what was promised and named in the calls of a day, each thing at its moment."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._number = count()

    def see_to(self, campaign_id: CampaignId, day: date) -> None:
        """Let the promises of a day be kept, and the leads given in it go well."""
        unit = self._story.unit
        unit.session.flush()
        tries = _tries(campaign_id, day)
        made = select(Promise.id).join(Touch, Touch.id == Promise.from_touch_id)
        for promise_id in unit.session.scalars(made.where(Touch.campaign_try_id.in_(tries)).order_by(Promise.id)):
            self._later(day, self._kept_after(day), promises.keep, PromiseId(promise_id))
        given = select(Referral.id).where(Referral.campaign_try_id.in_(tries)).order_by(Referral.id)
        for referral_id in unit.session.scalars(given):
            self._later(day, WON_AFTER, referrals.move, ReferralId(referral_id), self._story.won)

    def join(self, campaign_id: CampaignId) -> None:
        """Say of the referrals received in the days of a month that they came of the call to whoever gave them."""
        unit, working = self._story.unit, self._story.days.working
        unit.session.flush()
        campaign = unit.get(Campaign, campaign_id)
        query = (
            select(Referral, CampaignTry)
            .join(ReferralGiver, ReferralGiver.referral_id == Referral.id)
            .join(CampaignEntry, CampaignEntry.contact_id == ReferralGiver.contact_id)
            .join(CampaignTry, CampaignTry.entry_id == CampaignEntry.id)
            .where(CampaignEntry.campaign_id == campaign_id, CampaignTry.code == Code.TALKED.value)
            .where(Referral.direction == Direction.RECEIVED.value, Referral.campaign_try_id.is_(None))
            .where(Referral.received_at >= working.start_of(campaign.first_on))
            .where(Referral.received_at < working.close_of(campaign.last_on))
            .order_by(Referral.id, CampaignTry.on, CampaignTry.id)
        )
        for referral, tried in unit.session.execute(query).all():
            if tried.on <= working.date_of(referral.received_at):
                referral.campaign_try_id = tried.id

    def _kept_after(self, day: date) -> int:
        number = next(self._number)
        # Nothing of this month is late: what is late on Today is told elsewhere.
        is_late = number % LATE_EVERY == 0 and (self._story.days.today - day).days > LONG_AGO
        return LATE_AFTER if is_late else KEPT_AFTER[number % len(KEPT_AFTER)]

    def _later(self, day: date, after: int, act: Callable[..., object], *args: object) -> None:
        working = self._story.days.working
        moment = working.moment_of(working.add_working_days(day, after), _AT)
        self._story.at(moment, act, self._story.unit, *args)


def reminded(unit: Unit) -> None:
    """Tick off what Today said when the month was near."""
    for reminder_id in unit.session.scalars(select(Reminder.id).where(Reminder.done_at.is_(None))).all():
        reminders.finish(unit, ReminderId(reminder_id))


def _tries(campaign_id: CampaignId, day: date) -> Select[int]:
    return (
        select(CampaignTry.id)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignTry.on == day)
    )

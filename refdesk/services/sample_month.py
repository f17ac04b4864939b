"""The referral month of the made-up business: planned, half called, its results entered up to yesterday."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle

from sqlalchemy import select

from refdesk.domain import working_time
from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.contact import Category
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.services import call_results, campaign_days, campaigns, sample_files
from refdesk.services.campaign_days import DayEntry
from refdesk.services.campaigns import PlanDraft
from refdesk.services.sample_story import Story
from refdesk.store.tables.people import Contact

MINUTES_A_DAY = 40
LEAST_DAYS_BEHIND, LEAST_DAYS_AHEAD = 5, 3
LEFT_YESTERDAY = 1
"""How many rows of yesterday's sheet are still to be entered."""
DONE_TODAY = 2
CODES = "TMTTNTBTTMTTNTTWTTMTBXTNTTTMT"


class Month:
    """Tells the referral month of `story`."""

    def __init__(self, story: Story) -> None:
        self._story, self._days = story, story.days
        self._codes = cycle(CODES)
        self._answers = cycle(sample_files.rows("answers"))
        self._campaign_id: CampaignId | None = None

    def tell(self) -> None:
        """Plan the month on the day before it begins, and enter each day's sheet in the evening."""
        first, last = span(self._days.today, self._worked)
        evening = self._days.working.moment_of(first - timedelta(days=1), working_time.OFFICE_HOURS.closes)
        self._story.at(evening, self._plan, first, last)
        for day in self._worked(first, self._days.today):
            moment = min(self._days.working.close_of(day) - timedelta(minutes=12), self._days.now)
            self._story.at(moment, self._enter, day)

    def _worked(self, first: date, last: date) -> tuple[date, ...]:
        return self._days.working.working_days(first, last)

    def _plan(self, first: date, last: date) -> None:
        unit = self._story.unit
        unit.refresh_derived()
        # Whoever was sent and is not a client yet is called about that, and not for the month.
        query = select(Contact.id).where(Contact.category == Category.PROSPECT)
        prospects = frozenset(ContactId(found) for found in unit.session.scalars(query))
        draft = PlanDraft(first, last, minutes_a_day=MINUTES_A_DAY, without=prospects)
        self._campaign_id = campaigns.plan(unit, draft)

    def _enter(self, day: date) -> None:
        assert self._campaign_id is not None, "the month is planned first"
        unit = self._story.unit
        if not campaigns.freeze_day(unit, self._campaign_id, day):
            return
        calls = campaign_days.day_entries(unit.session, self._campaign_id, day)
        done = len(calls)
        if day == self._days.today:
            done = DONE_TODAY
        elif day == self._days.day("w1"):
            done -= LEFT_YESTERDAY
        filled = [self._row(call, day) for call in calls[:done]]
        call_results.enter(unit, self._campaign_id, day, filled)

    def _row(self, call: DayEntry, day: date) -> FilledRow:
        code = Code(next(self._codes))
        if code is Code.CALL_BACK:
            return FilledRow(call.number, code, call_back_on=self._days.working.add_working_days(day, 3))
        if code is not Code.TALKED:
            return FilledRow(call.number, code)
        answer = next(self._answers)
        news = "" if call.good_lead_for_them else answer["good_lead"]
        return FilledRow(call.number, code, help=answer["help"], good_lead=news)


def span(today: date, worked: Callable[[date, date], tuple[date, ...]]) -> tuple[date, date]:
    """Return the first and last day: this month, or four weeks around today where the month is too young or too old."""
    first, last = working_time.days_of_month(today.year, today.month)
    behind, ahead = worked(first, today - timedelta(days=1)), worked(today + timedelta(days=1), last)
    if len(behind) >= LEAST_DAYS_BEHIND and len(ahead) >= LEAST_DAYS_AHEAD:
        return first, last
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(days=14), monday + timedelta(days=13)

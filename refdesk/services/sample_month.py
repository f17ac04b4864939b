"""The referral months of the made-up business: last year's closed, this year's half called and entered to yesterday."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from sqlalchemy import select

from refdesk.domain import working_time
from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.contact import Category
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.referral import Direction
from refdesk.services import call_results, campaign_closing, campaign_days, campaigns, sample_files, sample_follow
from refdesk.services.campaign_days import DayEntry
from refdesk.services.campaigns import PlanDraft
from refdesk.services.sample_files import Row
from refdesk.services.sample_follow import FollowThrough
from refdesk.services.sample_story import Story
from refdesk.store.tables.people import Contact

LEAST_DAYS_BEHIND, LEAST_DAYS_AHEAD = 5, 3
LEFT_YESTERDAY = 1
"""How many rows of yesterday's sheet are still to be entered."""
DONE_TODAY = 2
A_YEAR = timedelta(weeks=52)
LEAD_WITHIN = 5
"""Within so many working days a lead is promised."""
CLOSED_AFTER = 4


@dataclass(frozen=True, slots=True)
class Told:
    """Say how a month is told: how the calls end, how long they are made a day, and which leads are given in them."""

    codes: str
    minutes_a_day: int
    leads: str
    learns: bool
    """Whether answers tell what would be a good lead; last year's are known by now."""


LAST_YEAR = Told("TMNTTNMTBTNMTT", 32, "last", learns=False)
THIS_YEAR = Told("TMTTNTBTTMTTNTTWTTMTBXTNTTTMT", 40, "this", learns=True)


def tell(story: Story) -> None:
    """Tell both months."""
    worked = story.days.working.working_days
    first, last = span(story.days.today, worked)
    follow = FollowThrough(story)
    if first.day == 1:
        before = (date(first.year - 1, first.month, 1), working_time.days_of_month(first.year - 1, first.month)[1])
    else:
        before = first - A_YEAR, last - A_YEAR
    earlier = Month(story, LAST_YEAR, follow)
    earlier.tell(*before, closed=True)
    Month(story, THIS_YEAR, follow).tell(first, last)


class Month:
    """Tells one referral month of `story`."""

    def __init__(self, story: Story, told: Told, follow: FollowThrough) -> None:
        self._story, self._days, self._told, self._follow = story, story.days, told, follow
        self._codes = cycle(told.codes)
        self._answers = cycle(sample_files.rows("answers"))
        self._leads: Mapping[int, Row] = {
            int(row["talk"]): row for row in sample_files.rows("month_leads") if row["month"] == told.leads
        }
        self._talks = 0
        self._campaign_id: CampaignId | None = None

    def tell(self, first: date, last: date, *, closed: bool = False) -> None:
        """Plan the month on the day before it begins, and enter each day's sheet in the evening."""
        working = self._days.working
        evening = working.moment_of(first - timedelta(days=1), working_time.OFFICE_HOURS.closes)
        self._story.at(evening, self._plan, first, last)
        for day in working.working_days(first, min(last, self._days.today)):
            moment = min(working.close_of(day) - timedelta(minutes=12), self._days.now)
            self._story.at(moment, self._enter, day)
        if closed:
            self._story.at(working.close_of(working.add_working_days(last, CLOSED_AFTER)), self._close)
        self._story.at(min(working.close_of(last), self._days.now), self._join)

    def _plan(self, first: date, last: date) -> None:
        unit = self._story.unit
        unit.refresh_derived()
        sample_follow.reminded(unit)
        # Whoever was sent and is not a client yet is called about that, and not for the month.
        query = select(Contact.id).where(Contact.category == Category.PROSPECT)
        prospects = frozenset(ContactId(found) for found in unit.session.scalars(query))
        draft = PlanDraft(first, last, minutes_a_day=self._told.minutes_a_day, without=prospects)
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
        self._follow.see_to(self._campaign_id, day)

    def _row(self, call: DayEntry, day: date) -> FilledRow:
        code = Code(next(self._codes))
        if code is Code.CALL_BACK:
            return FilledRow(call.number, code, call_back_on=self._days.working.add_working_days(day, 3))
        if code is not Code.TALKED:
            return FilledRow(call.number, code)
        self._talks += 1
        answer, lead = next(self._answers), self._leads.get(self._talks)
        news = answer["good_lead"] if self._told.learns and not call.good_lead_for_them else ""
        by = self._days.working.add_working_days(day, LEAD_WITHIN) if answer["lead_to"] else None
        return FilledRow(
            call.number, code, help=answer["help"], good_lead=news, lead_to=answer["lead_to"], lead_by=by,
            referral_direction=Direction.GIVEN if lead else None, referral_name=lead["name"] if lead else "",
            referral_need=lead["need"] if lead else "",
        )  # fmt: skip

    def _join(self) -> None:
        assert self._campaign_id is not None, "the month is planned first"
        self._follow.join(self._campaign_id)

    def _close(self) -> None:
        assert self._campaign_id is not None, "the month is planned first"
        campaign_closing.close(self._story.unit, self._campaign_id)


def span(today: date, worked: Callable[[date, date], tuple[date, ...]]) -> tuple[date, date]:
    """Return the first and last day: this month, or four weeks around today where the month is too young or too old."""
    first, last = working_time.days_of_month(today.year, today.month)
    behind, ahead = worked(first, today - timedelta(days=1)), worked(today + timedelta(days=1), last)
    if len(behind) >= LEAST_DAYS_BEHIND and len(ahead) >= LEAST_DAYS_AHEAD:
        return first, last
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(days=14), monday + timedelta(days=13)

"""What the page of the referral month reads: a month with its calendar, and the calls of one of its days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from refdesk.domain import names
from refdesk.domain.campaign import EntryState
from refdesk.domain.ids import CampaignId, EntryId
from refdesk.domain.profile import Profile
from refdesk.errors import Overtaken
from refdesk.progress import Progress
from refdesk.services import business, call_mode, campaign_days, sheet_drafts
from refdesk.services.call_mode import Call
from refdesk.services.campaign_days import Calendar, CampaignRow, DayEntry
from refdesk.services.desk import Desk
from refdesk.services.sheet_drafts import Kept


@dataclass(frozen=True, slots=True)
class Day:
    """The calls of a day with what is kept of their rows on paper, and who makes them.

    `call` is the one to begin with, where it was asked for.
    """

    day: date
    entries: tuple[DayEntry, ...]
    kept: Mapping[EntryId, Kept]
    profile: Profile
    caller: str
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A referral month with the day that is shown."""

    months: tuple[CampaignRow, ...]
    calendar: Calendar
    shown: Day


def read(
    desk: Desk, campaign_id: CampaignId | None, day: date | None, today: date, _progress: Progress, *,
    chosen: EntryId | None = None, with_call: bool = False,
) -> Month | None:  # fmt: skip
    """Return the month asked for if it is still there, else that of today, else the next one, else the last.

    `with_call` reads the call too with which its day begins, or that which is `chosen`.
    """
    months = desk.ask(campaign_days.all_months)
    if campaign_id not in [each.campaign_id for each in months]:
        current = desk.ask(campaign_days.current, today)
        campaign_id, day = (current.campaign_id if current else None), None
    if campaign_id is None:
        return None
    calendar = desk.ask(campaign_days.days, campaign_id, today, desk.ask(business.working_time))
    if day not in [each.day for each in calendar.days]:
        day = _day_to_show(calendar, today)
    assert day is not None, "one is shown"
    shown = read_day(desk, campaign_id, day)
    return Month(months, calendar, _with_call(desk, shown, chosen) if with_call else shown)


def read_day(desk: Desk, campaign_id: CampaignId, day: date) -> Day:
    """Return the calls of a day."""
    profile = desk.ask(business.load)
    entries = desk.ask(campaign_days.day_entries, campaign_id, day)
    kept = desk.ask(sheet_drafts.of_day, campaign_id, day)
    return Day(day, entries, kept, profile, names.split(profile.owner).short)


def to_begin_with(entries: Sequence[DayEntry], chosen: EntryId | None) -> EntryId | None:
    """Return the call that is shown of a day: the chosen one, else the first to be made, else the first."""
    ids = [each.entry_id for each in entries]
    first_open = next((each.entry_id for each in entries if waits(each)), None)
    return chosen if chosen in ids else first_open or next(iter(ids), None)


def waits(entry: DayEntry) -> bool:
    """Tell whether a call is still to be made, and may be."""
    return entry.code is None and entry.may_be_called and entry.state is EntryState.OPEN


def _with_call(desk: Desk, shown: Day, chosen: EntryId | None) -> Day:
    entry_id = to_begin_with(shown.entries, chosen)
    if entry_id is None:
        return shown
    try:
        working = shown.profile.working_time
        return replace(shown, call=desk.ask(call_mode.call, entry_id, shown.day, working, desk.zone))
    except Overtaken:
        return shown  # taken out of the plan meanwhile


def _day_to_show(calendar: Calendar, today: date) -> date:
    """Return today if there are calls, else the next day with calls, else the last with calls, else the first."""
    with_calls = [each.day for each in calendar.days if each.calls]
    ahead = [day for day in with_calls if day >= today]
    return next(iter(ahead or with_calls[-1:] or [calendar.days[0].day]))

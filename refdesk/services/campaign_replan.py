"""A referral month planned anew: what is left spread over the days that are left, or one day moved to the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import campaign as rules
from refdesk.domain import campaign_spread
from refdesk.domain.campaign import CampaignState, EntryState
from refdesk.domain.campaign_spread import How, Planned, Spread, Waiting
from refdesk.domain.ids import CampaignId, EntryId
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.services import business, campaign_days, campaign_entries, shown_names
from refdesk.services.campaign_days import CalendarDay, CampaignRow
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.unit import Unit

NAMED = 200
"""How many people who find no day are named."""


@dataclass(frozen=True, slots=True)
class ReplanDraft:
    """Hold what is asked of a new plan; `off_day` moves the calls of that day alone, whatever `how` says."""

    campaign_id: CampaignId
    how: How = How.EVENLY
    off_day: date | None = None


@dataclass(frozen=True, slots=True)
class Replan:
    """Hold a new plan before it is made: its days with their calls, from the first that is left.

    `moved` get another day, `behind` of them because theirs has gone by. `left` are named who find no day, `left_count`
    says how many they are. The sheets of `printed` days are printed already and get more calls.
    """

    calendar: tuple[CalendarDay, ...]
    last_on: date
    moved: int
    behind: int
    left: tuple[str, ...]
    left_count: int
    printed: tuple[date, ...]

    @property
    def calls_a_day(self) -> int:
        """Return how many calls the fullest day has."""
        return max((day.calls for day in self.calendar), default=0)


@dataclass(frozen=True, slots=True)
class _Made:
    month: CampaignRow
    days: tuple[date, ...]
    last_on: date
    planned: dict[EntryId, Planned]
    kept: dict[date, int]
    spread: Spread

    @property
    def moved(self) -> int:
        """Return how many get another day."""
        return sum(self.planned[each].planned_on != day for day, ids in self.spread.days for each in ids)


def preview(session: Session, draft: ReplanDraft, now: datetime, working: WorkingTime) -> Replan:
    """Return what a new plan would be; raises `Refused` for a month that cannot be planned anew."""
    made = _make(session, draft, now, working)
    today = working.date_of(now)
    loads = {day: made.kept.get(day, 0) + len(ids) for day, ids in made.spread.days}
    printed = _printed_days(session, draft.campaign_id)
    left = [made.planned[each].person.contact_id for each in made.spread.left]
    names = shown_names.by_id(session, left[:NAMED])
    return Replan(
        calendar=tuple(
            campaign_days.calendar_day(day, loads.get(day, made.kept.get(day, 0)), working)
            for day in _every(min([*made.days, today]), max([made.last_on, *made.kept]))
        ),
        last_on=made.last_on,
        moved=made.moved,
        behind=campaign_entries.behind(session, draft.campaign_id, today),
        left=tuple(names[each].usual for each in left[:NAMED]),
        left_count=len(left),
        printed=tuple(day for day, ids in made.spread.days if day in printed and _new(made, day, ids)),
    )


@operation(N_("Plan the rest of a month anew"))
def replan(unit: Unit, draft: ReplanDraft) -> int:
    """Make the plan that `preview` showed; returns how many calls got another day."""
    made = _make(unit.session, draft, unit.now, business.working_time(unit.session))
    campaign_entries.move(unit, draft.campaign_id, made.spread.days)
    campaign = unit.get(Campaign, draft.campaign_id)
    if campaign.last_on != made.last_on:
        campaign.last_on = made.last_on
    if draft.how is How.FEWER and draft.off_day is None:
        take_out(unit, draft.campaign_id, made.spread.left, tried=EntryState.EXHAUSTED)
    unit.say(_said(made, draft), "campaign", draft.campaign_id)
    return made.moved


def take_out(unit: Unit, campaign_id: CampaignId, entry_ids: Sequence[EntryId], *, tried: EntryState) -> None:
    """Take calls off a month: whoever was on no sheet is out of it, the others keep what was called and are `tried`."""
    wanted = frozenset(entry_ids)
    with_tries = campaign_entries.tries_of(unit.session, campaign_id)
    rows = unit.session.scalars(select(CampaignEntry).where(CampaignEntry.campaign_id == campaign_id)).all()
    for row in rows:
        if row.id in wanted and row.id not in with_tries:
            unit.session.delete(row)
        elif row.id in wanted:
            row.state = tried.value


def days_left(month: CampaignRow, now: datetime, working: WorkingTime) -> tuple[date, ...]:
    """Return the days of a month on which calls can still be made; today is one until the business closes."""
    today = working.date_of(now)
    is_open = working.is_working_day(today) and now < working.close_of(today)
    first = today if is_open else working.next_working_day(today)
    return working.working_days(max(first, month.first_on), month.last_on)


def _make(session: Session, draft: ReplanDraft, now: datetime, working: WorkingTime) -> _Made:
    month = campaign_days.month(session, draft.campaign_id)
    if month.state is CampaignState.CLOSED:
        raise Refused(Problem("", _("This referral month is closed.")))
    planned = campaign_entries.to_call(session, draft.campaign_id)
    left = days_left(month, now, working)
    first = left[0] if left else working.next_working_day(max(working.date_of(now), month.last_on))
    waiting, kept = _split(planned, draft.off_day, first, working)
    days = tuple(day for day in left if day != draft.off_day)
    calls = _calls_a_day(session, month, working)
    if draft.how is How.LONGER and draft.off_day is None:
        after = month.last_on if left else first - timedelta(days=1)
        days = campaign_spread.longer(waiting, days, kept=kept, calls_a_day=calls, after=after, working=working)
        _check_room(session, month, days)
    if waiting and not days:
        raise Refused(Problem("how", _("This month has no working day left. Let it go on longer.")))
    if draft.how is How.EVENLY and draft.off_day is None:
        planned_on = {each.entry_id: each.planned_on for each in planned}
        waiting, kept = campaign_spread.late_ones(waiting, planned_on, days, kept=kept)
    limit = calls if draft.how is not How.EVENLY and draft.off_day is None else None
    return _Made(
        month=month,
        days=days,
        last_on=max([month.last_on, *days]),
        planned={each.entry_id: each for each in planned},
        kept=kept,
        spread=campaign_spread.spread(waiting, days, kept=kept, calls_a_day=limit),
    )


def _split(
    planned: Sequence[Planned], off_day: date | None, first: date, working: WorkingTime
) -> tuple[list[Waiting], dict[date, int]]:
    """Return who waits for another day, everybody of a day off or else who was not reached, and the others by day."""
    if off_day is None:
        return campaign_spread.split(planned, first, working)
    waiting, kept = [], dict[date, int]()
    for each in planned:
        if each.planned_on == off_day:
            waiting.append(campaign_spread.waits(each, first, working))
        else:
            kept[each.planned_on] = kept.get(each.planned_on, 0) + 1
    return waiting, kept


def _calls_a_day(session: Session, month: CampaignRow, working: WorkingTime) -> int:
    """Return how many calls a day was meant to have: by its minutes, or by the people of the month."""
    if month.minutes_a_day is not None:
        calls = rules.calls_a_day(month.minutes_a_day, minutes_a_call=working.rules.minutes_a_call)
    else:
        people = session.scalars(select(CampaignEntry.id).where(CampaignEntry.campaign_id == month.campaign_id)).all()
        days = len(working.working_days(month.first_on, month.last_on))
        calls = -(-len(people) // max(days, 1))
    return max(calls, 1)


def _check_room(session: Session, month: CampaignRow, days: Sequence[date]) -> None:
    """Refuse a month that would grow for ever, or into the next one."""
    last = max([month.last_on, *days])
    if (last - month.last_on).days > rules.LONGEST_DAYS:
        sentence = _("That would take until {day}. Call more people a day, or fewer people.")
        raise Refused(Problem("how", sentence.format(day=i18n.day_month(last))))
    for other in campaign_days.all_months(session):
        if month.last_on < other.first_on <= last and other.state is not CampaignState.CLOSED:
            sentence = _("{month} begins on {day}: there is no room to go on longer.")
            raise Refused(Problem("how", sentence.format(month=other.name, day=i18n.day_month(other.first_on))))


def _printed_days(session: Session, campaign_id: CampaignId) -> frozenset[date]:
    query = (
        select(CampaignTry.on)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id)
        .distinct()
    )
    return frozenset(session.scalars(query))


def _new(made: _Made, day: date, ids: Sequence[EntryId]) -> bool:
    return any(made.planned[each].planned_on != day for each in ids)


def _every(first: date, last: date) -> Sequence[date]:
    return [date.fromordinal(each) for each in range(first.toordinal(), last.toordinal() + 1)]


def _said(made: _Made, draft: ReplanDraft) -> str:
    if draft.off_day is not None:
        words = ngettext("{n} call of {day} moved", "{n} calls of {day} moved", made.moved)
        return words.format(n=made.moved, day=i18n.day_month(draft.off_day))
    words = ngettext("{month}: {n} call has another day", "{month}: {n} calls have another day", made.moved)
    return words.format(month=made.month.name, n=made.moved)

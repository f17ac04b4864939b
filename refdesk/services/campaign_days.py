"""A referral month as it is worked: its calendar, the calls of a day, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, union
from sqlalchemy.orm import Session

from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import CampaignState, EntryState
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import CampaignId, ContactId, EntryId, TryId
from refdesk.domain.ranking import Rank
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Overtaken
from refdesk.i18n import _
from refdesk.services import conditions, phone_numbers, shown_names
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.people import Contact


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """Hold one referral month."""

    campaign_id: CampaignId
    name: str
    first_on: date
    last_on: date
    minutes_a_day: int | None
    state: CampaignState
    who: str = ""
    one_a_household: bool = False


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Hold one day: calls planned for it, those whose result is in, and why it is free ("" when it is worked)."""

    day: date
    calls: int
    done: int
    is_working: bool
    off_words: str
    is_numbered: bool

    @property
    def to_go(self) -> int:
        """Return how many calls still wait for their result."""
        return self.calls - self.done


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hold a referral month day by day; `called` of `people` had at least one try, `codes` counts results."""

    campaign: CampaignRow
    days: tuple[CalendarDay, ...]
    people: int
    called: int
    reached: int
    codes: Mapping[Code, int]
    day_number: int
    day_count: int


@dataclass(frozen=True, slots=True)
class DayEntry:
    """Hold one call of a day; `try_number` is 1 for the first, `code` None until the result is in.

    Somebody who left after the sheet was printed keeps the number there, and may no longer be called.
    """

    number: int
    entry_id: EntryId
    try_id: TryId | None
    contact_id: ContactId
    name: str
    first_name: str
    organisation: str
    phone: str
    best_time: str
    rank: Rank | None
    what_they_do: str
    good_lead_for_them: str
    last_touch_on: date | None
    try_number: int
    code: Code | None
    call_back_on: date | None
    help_answer: str
    lead_for_them: str
    state: EntryState
    may_be_called: bool


def all_months(session: Session) -> tuple[CampaignRow, ...]:
    """Return every referral month, the newest first."""
    query = select(Campaign).order_by(Campaign.first_on.desc(), Campaign.id.desc())
    return tuple(_campaign_row(each) for each in session.scalars(query))


def current(session: Session, today: date) -> CampaignRow | None:
    """Return the referral month of this day, else the next one to come, else the last that was."""
    months = all_months(session)
    running = next((month for month in months if month.first_on <= today <= month.last_on), None)
    coming = [month for month in months if month.first_on > today]
    return running or (coming[-1] if coming else None) or (months[0] if months else None)


def on_day(session: Session, day: date) -> CampaignRow | None:
    """Return the referral month in which a day lies."""
    return next((month for month in all_months(session) if month.first_on <= day <= month.last_on), None)


def days(session: Session, campaign_id: CampaignId, today: date, working: WorkingTime) -> Calendar:
    """Return the calendar of a referral month; calls put off to a day after its end add that day."""
    campaign = month(session, campaign_id)
    planned, tried = _loads(session, campaign_id)
    last = max([campaign.last_on, *planned])
    every = [campaign.first_on + timedelta(days=ahead) for ahead in range((last - campaign.first_on).days + 1)]
    worked = [day for day in every if working.is_working_day(day)]
    people, called, reached = _people(session, campaign_id)
    return Calendar(
        campaign=campaign,
        days=tuple(_counted_day(day, planned.get(day, 0), tried.get(day, (0, 0)), working) for day in every),
        people=people,
        called=called,
        reached=reached,
        codes=_codes(session, campaign_id),
        day_number=sum(day <= today for day in worked),
        day_count=len(worked),
    )


def day_entries(session: Session, campaign_id: CampaignId, day: date) -> tuple[DayEntry, ...]:
    """Return the calls of a day by their number; before the sheet is numbered, by the number they would get."""
    rows = session.execute(_day_query(campaign_id, day)).all()
    numbers = phone_numbers.to_dial(session, [row.contact_id for row in rows])
    last = max((row.sheet_number for row in rows if row.sheet_number is not None), default=0)
    found = []
    for row in rows:
        number = row.sheet_number
        if number is None:
            last += 1
            number = last
        found.append(_day_entry(row, number, numbers.get(ContactId(row.contact_id), "")))
    return tuple(found)


def month(session: Session, campaign_id: CampaignId) -> CampaignRow:
    """Return one referral month; raises `Overtaken` if it is no longer there."""
    found = session.get(Campaign, campaign_id)
    if found is None:
        raise Overtaken(_("This referral month is no longer there."))
    return _campaign_row(found)


def waits_for_call() -> ColumnElement[bool]:
    """Return the condition that an entry may be called: still open, and the person may be."""
    return and_(
        CampaignEntry.state == EntryState.OPEN,
        conditions.is_active(),
        Contact.may_be_called != MayBeCalled.NO,
    )


def _campaign_row(row: Campaign) -> CampaignRow:
    return CampaignRow(
        CampaignId(row.id), row.name, row.first_on, row.last_on, row.minutes_a_day, CampaignState(row.state), row.who,
        row.one_a_household,
    )  # fmt: skip


def _loads(session: Session, campaign_id: CampaignId) -> tuple[dict[date, int], dict[date, tuple[int, int]]]:
    """Return calls without a number by day, and by day the numbered calls and those with a result."""
    no_try = ~select(CampaignTry.id).where(
        CampaignTry.entry_id == CampaignEntry.id, CampaignTry.on == CampaignEntry.planned_on
    ).exists()  # fmt: skip
    planned = (
        select(CampaignEntry.planned_on, func.count())
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.campaign_id == campaign_id, waits_for_call(), no_try)
        .group_by(CampaignEntry.planned_on)
    )
    tried = (
        select(CampaignTry.on, func.count(), func.count(CampaignTry.code))
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        # A number on paper waits for no call once its person left, or was moved to another day.
        .where(CampaignEntry.campaign_id == campaign_id)
        .where(or_(CampaignTry.code.is_not(None), and_(waits_for_call(), CampaignEntry.planned_on == CampaignTry.on)))
        .group_by(CampaignTry.on)
    )
    return (
        {day: count for day, count in session.execute(planned)},  # noqa: C416 - typed rows
        {day: (count, done) for day, count, done in session.execute(tried)},
    )


def _people(session: Session, campaign_id: CampaignId) -> tuple[int, int, int]:
    """Return the people of the month, those with a result, and those who were reached."""
    people = session.scalar(select(func.count()).where(CampaignEntry.campaign_id == campaign_id)) or 0
    reached = session.scalar(
        select(func.count()).where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.state == EntryState.REACHED)
    )
    called = session.scalar(
        select(func.count(CampaignTry.entry_id.distinct()))
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignTry.code.is_not(None))
    )
    return people, called or 0, reached or 0


def _codes(session: Session, campaign_id: CampaignId) -> dict[Code, int]:
    query = (
        select(CampaignTry.code, func.count())
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignTry.code.is_not(None))
        .group_by(CampaignTry.code)
    )
    counted = {code: count for code, count in session.execute(query)}  # noqa: C416 - typed rows
    return {code: counted.get(code.value, 0) for code in Code}


def calendar_day(
    day: date, calls: int, working: WorkingTime, *, done: int = 0, is_numbered: bool = False
) -> CalendarDay:
    """Return a day with its calls, and with the reason why it is free."""
    is_working = working.is_working_day(day)
    off = "" if is_working or working.week[day.weekday()] is None else _off_words(day, working)
    return CalendarDay(day, calls, done, is_working, off, is_numbered=is_numbered)


def _off_words(day: date, working: WorkingTime) -> str:
    if holiday := working.holiday_on(day):
        return holiday
    return _("day off") if day in working.days_off else _("away")


def _counted_day(day: date, unnumbered: int, tried: tuple[int, int], working: WorkingTime) -> CalendarDay:
    numbered, done = tried
    return calendar_day(day, unnumbered + numbered, working, done=done, is_numbered=numbered > 0)


def _day_query(campaign_id: CampaignId, day: date) -> Any:  # noqa: ANN401 - a select of many columns
    earlier = (
        select(func.count(CampaignTry.id))
        .where(CampaignTry.entry_id == CampaignEntry.id, CampaignTry.on < day, CampaignTry.code.is_not(None))
        .correlate(CampaignEntry)
        .scalar_subquery()
    )
    # A stretch of one day: for an equal day SQLite would go through all tries of the day for each entry.
    of_day = and_(CampaignTry.entry_id == CampaignEntry.id, CampaignTry.on.between(day, day))
    concerned = union(
        select(CampaignEntry.id).where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.planned_on == day),
        select(CampaignTry.entry_id).where(CampaignTry.on == day),
    )
    return (
        select(
            CampaignEntry.id.label("entry_id"), CampaignEntry.contact_id, CampaignEntry.state,
            CampaignTry.id.label("try_id"), CampaignTry.sheet_number, CampaignTry.code, CampaignTry.call_back_on,
            CampaignTry.help_answer, CampaignTry.lead_for_them, earlier.label("earlier"), Contact.best_time,
            Contact.rank, Contact.what_they_do, Contact.good_lead_for_them, Contact.last_touch_on,
            and_(conditions.is_active(), Contact.may_be_called != MayBeCalled.NO).label("may_be_called"),
            shown_names.columns(Contact),
        )
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .outerjoin(CampaignTry, of_day)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.id.in_(concerned))
        .where(or_(CampaignTry.id.is_not(None), and_(CampaignEntry.planned_on == day, waits_for_call())))
        .order_by(CampaignTry.sheet_number.is_(None), CampaignTry.sheet_number)
        .order_by(CampaignEntry.position, CampaignEntry.id)
    )  # fmt: skip


def _day_entry(row: Row[Any], number: int, phone: str) -> DayEntry:
    name = shown_names.of(row.person)
    return DayEntry(
        number=number,
        entry_id=EntryId(row.entry_id),
        try_id=None if row.try_id is None else TryId(row.try_id),
        contact_id=ContactId(row.contact_id),
        name=name.usual,
        first_name=name.short,
        organisation=name.organisation if name.has_person else "",
        phone=phone,
        best_time=row.best_time,
        rank=None if row.rank is None else Rank(row.rank),
        what_they_do=row.what_they_do,
        good_lead_for_them=row.good_lead_for_them,
        last_touch_on=row.last_touch_on,
        try_number=row.earlier + 1,
        code=None if row.code is None else Code(row.code),
        call_back_on=row.call_back_on,
        help_answer=row.help_answer or "",
        lead_for_them=row.lead_for_them or "",
        state=EntryState(row.state),
        may_be_called=row.may_be_called,
    )

"""The referral month: previewed, planned, and its sheets numbered."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import campaign as rules
from refdesk.domain import text
from refdesk.domain.campaign import CampaignState, EntryState, LeftOuts, Plan
from refdesk.domain.contact import LONGEST_LINE, MayBeCalled, too_long
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.services import business, campaign_candidates, campaign_days, shown_names
from refdesk.services.campaign_days import CalendarDay
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit

NAMED = 200
"""How many people are named to be confirmed, and for each reason left out: nobody reads on, and there may be a hundred
thousand."""
AT_ONCE = 5_000
"""So many calls are written at a time: all rows of a large month would be held beside each other."""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """Hold what is asked of a referral month.

    No `minutes_a_day` plans everybody; `most` keeps to the best so many; `without` are left out by choice. `who` is
    the choice of people in the words of the search box, "" for all. Whoever is `confirmed` is noted as somebody who
    may be called.
    """

    first_on: date
    last_on: date
    minutes_a_day: int | None = None
    most: int | None = None
    name: str = ""
    without: frozenset[ContactId] = frozenset()
    who: str = ""
    one_a_household: bool = False
    confirmed: frozenset[ContactId] = frozenset()


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """Name somebody who is not on the plan, and why; behind the first `NAMED` of a reason the names are left empty."""

    contact_id: ContactId
    name: str
    reason: rules.Reason


@dataclass(frozen=True, slots=True)
class LeftOutRows:
    """Hold everybody who is not on the plan, in order, with the names of those who are named."""

    people: LeftOuts
    names: Mapping[ContactId, str]

    def __len__(self) -> int:
        return len(self.people)

    def __iter__(self) -> Iterator[LeftOutRow]:
        return (LeftOutRow(each.contact_id, self.names.get(each.contact_id, ""), each.reason) for each in self.people)


@dataclass(frozen=True, slots=True)
class LeftOutFor:
    """Hold how many people are left out for a reason, and the names of the first."""

    reason: rules.Reason
    count: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConfirmRow:
    """Name somebody on the plan of whom nobody knows yet whether they may be called; only the first are named."""

    contact_id: ContactId
    name: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Hold a plan before it is made: its days to call with their numbers, and how far the minutes reach.

    `calendar` has every day from first to last that has not gone by, days off with their names. `reasons` tells in
    short who is left out, `left_out` one by one.
    """

    days: tuple[tuple[date, int], ...]
    calendar: tuple[CalendarDay, ...]
    reached: int
    callable_people: int
    minutes_for_everybody: int
    to_confirm: tuple[ConfirmRow, ...]
    left_out: LeftOutRows
    reasons: tuple[LeftOutFor, ...]


def preview(session: Session, draft: PlanDraft, today: date, working: WorkingTime) -> Preview:
    """Return what a plan would be; raises `Refused` for dates or minutes that cannot be."""
    made = _plan(session, draft, today, working)
    counted, first = _reasons(made.left_out)
    wanted = chain(made.to_confirm[:NAMED], *first.values())
    names = {ContactId(each): name.usual for each, name in shown_names.by_id(session, wanted).items()}
    return Preview(
        days=tuple((each.day, len(each.contact_ids)) for each in made.days),
        calendar=_calendar(draft, made, today, working),
        reached=made.reached,
        callable_people=made.callable_people,
        minutes_for_everybody=rules.minutes_for_everybody(
            made.callable_people, len(made.days), minutes_a_call=working.rules.minutes_a_call
        ),
        to_confirm=tuple(ConfirmRow(each, names.get(each, "")) for each in made.to_confirm),
        left_out=LeftOutRows(made.left_out, names),
        reasons=tuple(
            LeftOutFor(reason, count, tuple(names[each] for each in first[reason])) for reason, count in counted.items()
        ),
    )


def _reasons(left_out: LeftOuts) -> tuple[Counter[rules.Reason], Mapping[rules.Reason, list[ContactId]]]:
    """Return how many each reason leaves out, and the first of them, so that no reason stands without a name."""
    counted, first = Counter[rules.Reason](), defaultdict[rules.Reason, list[ContactId]](list)
    for each in left_out:
        counted[each.reason] += 1
        if counted[each.reason] <= NAMED:
            first[each.reason].append(each.contact_id)
    return counted, first


@operation(N_("Plan a referral month"))
def plan(unit: Unit, draft: PlanDraft) -> CampaignId:
    """Make the plan that `preview` showed; one that overlaps another referral month is refused."""
    working = business.working_time(unit.session)
    made = _plan(unit.session, draft, unit.today, working)
    if not made.reached:
        raise Refused(Problem("", _("There is nobody to call yet. Add contacts with a phone number first.")))
    campaign = unit.add(
        Campaign(
            name=text.clean(draft.name) or i18n.month_year(draft.first_on), first_on=draft.first_on,
            last_on=draft.last_on, minutes_a_day=draft.minutes_a_day, state=CampaignState.PLANNED.value,
            who=text.clean(draft.who), one_a_household=draft.one_a_household,
        )
    )  # fmt: skip
    entries = _entries(campaign.id, made, first_id=unit.next_id(CampaignEntry))
    while rows := list(islice(entries, AT_ONCE)):
        unit.insert_in_bulk(CampaignEntry, rows)
    for contact_id in draft.confirmed.intersection(made.to_confirm):
        unit.get(Contact, contact_id).may_be_called = MayBeCalled.YES.value
    people = ngettext("{n} person", "{n} people", made.reached).format(n=made.reached)
    unit.say(_("{month} planned: {people}").format(month=campaign.name, people=people), "campaign", campaign.id)
    return CampaignId(campaign.id)


@operation(N_("Number the sheet of a day"))
def freeze_day(unit: Unit, campaign_id: CampaignId, day: date) -> int:
    """Give every call of a day its number, which it keeps from now on; returns how many calls the day has.

    Whoever came to the day after its sheet was printed gets a number behind the others.
    """
    campaign = unit.get(Campaign, campaign_id)
    numbered = _numbered(unit, campaign_id, day)
    last = max(numbered.values(), default=0)
    fresh = [entry_id for entry_id in _planned(unit, campaign_id, day) if entry_id not in numbered]
    for number, entry_id in enumerate(fresh, last + 1):
        unit.add(CampaignTry(entry_id=entry_id, on=day, sheet_number=number))
    if fresh and campaign.state == CampaignState.PLANNED:
        campaign.state = CampaignState.RUNNING.value
    unit.say(_("Call sheet of {day} numbered").format(day=i18n.day_month(day)), "campaign", campaign_id)
    return len(numbered) + len(fresh)


def _plan(session: Session, draft: PlanDraft, today: date, working: WorkingTime) -> Plan:
    found = list(
        rules.problems(draft.first_on, draft.last_on, minutes_a_day=draft.minutes_a_day, working=working, today=today)
    )
    if len(draft.name) > LONGEST_LINE:
        found.append(Problem("name", too_long(LONGEST_LINE)))
    if len(draft.who) > LONGEST_LINE:
        found.append(Problem("who", too_long(LONGEST_LINE)))
    if (other := _overlapping(session, draft)) is not None:
        found.append(Problem("first_on", _("{month} is already planned in these days.").format(month=other)))
    if found:
        raise Refused(*found)
    days = rules.days_to_call(draft.first_on, draft.last_on, working=working, today=today)
    chosen = campaign_candidates.chosen(session, draft.who, today)
    return rules.plan(
        (each for each in chosen if each.contact_id not in draft.without),
        days,
        calls_a_day=_calls_a_day(draft.minutes_a_day, working),
        most=draft.most,
        one_a_household=draft.one_a_household,
    )


def _calls_a_day(minutes: int | None, working: WorkingTime) -> int | None:
    return None if minutes is None else rules.calls_a_day(minutes, minutes_a_call=working.rules.minutes_a_call)


def _calendar(draft: PlanDraft, made: Plan, today: date, working: WorkingTime) -> tuple[CalendarDay, ...]:
    loads = {each.day: len(each.contact_ids) for each in made.days}
    first = max(draft.first_on, today)
    days = (first + timedelta(days=ahead) for ahead in range((draft.last_on - first).days + 1))
    return tuple(campaign_days.calendar_day(day, loads.get(day, 0), working) for day in days)


def _overlapping(session: Session, draft: PlanDraft) -> str | None:
    query = select(Campaign.name).where(
        Campaign.first_on <= draft.last_on, Campaign.last_on >= draft.first_on, Campaign.state != CampaignState.CLOSED
    )
    return session.scalars(query.order_by(Campaign.id).limit(1)).first()


def _entries(campaign_id: int, made: Plan, *, first_id: int) -> Iterator[dict[str, object]]:
    places = (
        (day.day, position, contact_id) for day in made.days for position, contact_id in enumerate(day.contact_ids, 1)
    )
    return (
        {
            "id": entry_id, "campaign_id": campaign_id, "contact_id": contact_id, "planned_on": day,
            "position": position, "state": EntryState.OPEN.value,
        }
        for entry_id, (day, position, contact_id) in enumerate(places, first_id)
    )  # fmt: skip


def _numbered(unit: Unit, campaign_id: CampaignId, day: date) -> dict[int, int]:
    query = (
        select(CampaignTry.entry_id, CampaignTry.sheet_number)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignTry.on == day)
    )
    return {row.entry_id: row.sheet_number for row in unit.session.execute(query)}


def _planned(unit: Unit, campaign_id: CampaignId, day: date) -> Sequence[int]:
    query = (
        select(CampaignEntry.id)
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.planned_on == day)
        .where(campaign_days.waits_for_call())
        .order_by(CampaignEntry.position, CampaignEntry.id)
    )
    return unit.session.scalars(query).all()


def next_position(unit: Unit, campaign_id: CampaignId, day: date) -> int:
    """Return the place behind everybody who is planned for a day."""
    query = select(func.max(CampaignEntry.position)).where(
        CampaignEntry.campaign_id == campaign_id, CampaignEntry.planned_on == day
    )
    return (unit.session.scalar(query) or 0) + 1

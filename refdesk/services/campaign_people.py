"""The people of a referral month: how far each has come, who was never reached, who joins or leaves half way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from refdesk.domain import campaign as rules
from refdesk.domain import campaign_spread
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import CampaignState, EntryState, LeftOut, Person
from refdesk.domain.campaign_spread import Planned, Spread, Waiting
from refdesk.domain.ids import CampaignId, ContactId, EntryId
from refdesk.domain.ranking import Rank
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.services import (
    business,
    campaign_candidates,
    campaign_days,
    campaign_entries,
    campaign_replan,
    shown_names,
)
from refdesk.services.campaign_entries import NEVER, Tried
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import CampaignEntry
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit

_OPEN = (EntryState.OPEN.value, EntryState.EXHAUSTED.value)
_ENDED = (EntryState.STOPPED.value, EntryState.EXHAUSTED.value)


class Which(StrEnum):
    """Which people of a month are asked for; `NOT_REACHED` are all with whom nobody talked."""

    ALL = "all"
    TO_CALL = "to_call"
    REACHED = "reached"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class MonthPerson:
    """Hold somebody of a month; `code` is what came of the last of `tries`, `planned_on` the day of the next one.

    `planned_on` is None when no call is to come.
    """

    entry_id: EntryId
    contact_id: ContactId
    name: str
    rank: Rank | None
    planned_on: date | None
    state: EntryState
    tries: int
    code: Code | None
    tried_on: date | None


@dataclass(frozen=True, slots=True)
class Joining:
    """Say who of some people can join a month, who is in it already, and who cannot be called.

    `back` are those of `can_join` who were in it before and taken out, with their entries.
    """

    can_join: tuple[ContactId, ...]
    back: Mapping[ContactId, EntryId]
    in_it: int
    left_out: tuple[LeftOut, ...]


def people(session: Session, campaign_id: CampaignId, which: Which = Which.ALL) -> tuple[MonthPerson, ...]:
    """Return the people of a month, best ranks first as they are called."""
    query = (
        select(
            CampaignEntry.id, CampaignEntry.contact_id, CampaignEntry.planned_on, CampaignEntry.state, Contact.rank,
            campaign_days.waits_for_call().label("waits"), shown_names.columns(Contact),
        )
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.campaign_id == campaign_id, *_which(which))
        .order_by(CampaignEntry.planned_on, CampaignEntry.position, CampaignEntry.id)
    )  # fmt: skip
    tries = campaign_entries.tries_of(session, campaign_id)
    return tuple(_person(row, tries.get(row.id, NEVER)) for row in session.execute(query))


def joining(session: Session, campaign_id: CampaignId, contact_ids: Iterable[ContactId]) -> Joining:
    """Return who of these people can be added to a month: again, too, whose calls were ended before the last try."""
    known, out = _in_month(session, campaign_id), _out_of_month(session, campaign_id)
    asked = list(dict.fromkeys(contact_ids))
    found = campaign_candidates.some(session, [each for each in asked if each not in known or each in out])
    left_out = [LeftOut(each.contact_id, reason) for each in found if (reason := rules.why_not(each))]
    can_join = tuple(each.contact_id for each in sorted(found, key=rules.order) if rules.why_not(each) is None)
    return Joining(
        can_join=can_join,
        back={each: out[each] for each in can_join if each in out},
        in_it=sum(each in known and each not in out for each in asked),
        left_out=tuple(left_out),
    )


@operation(N_("Add people to a referral month"))
def add(unit: Unit, campaign_id: CampaignId, contact_ids: Sequence[ContactId]) -> int:
    """Put more people on the days that are left, each where the least is; returns how many joined.

    Whoever was taken out goes on with the tries there were. Raises `Refused` when nobody of them can join, or when no
    day is left.
    """
    session, working = unit.session, business.working_time(unit.session)
    month = _open_month(session, campaign_id)
    asked = joining(session, campaign_id, contact_ids)
    if not asked.can_join:
        raise Refused(Problem("people", _nobody_words(asked)))
    days = campaign_replan.days_left(month, unit.now, working)
    first = days[0] if days else date.max
    by_id = _numbered(campaign_candidates.some(session, asked.can_join), asked.back, unit.next_id(CampaignEntry))
    tries = campaign_entries.tries_of(session, campaign_id)
    waiting = [_waits(entry_id, each, tries.get(entry_id, NEVER), first, working) for entry_id, each in by_id.items()]
    found = campaign_spread.spread(waiting, days, kept=_loads(session, campaign_id))
    joined = sum(len(ids) for _day, ids in found.days)
    if not joined:
        raise Refused(Problem("people", _("This month has no working day left. Plan the rest anew first.")))
    _put_in(unit, campaign_id, found, by_id, frozenset(asked.back.values()))
    words = ngettext("{n} person joins {month}", "{n} people join {month}", joined)
    unit.say(words.format(n=joined, month=month.name), "campaign", campaign_id)
    return joined


@operation(N_("Take people out of a referral month"))
def remove(unit: Unit, campaign_id: CampaignId, entry_ids: Sequence[EntryId]) -> int:
    """Call these people no more in this month; what was called already stays. Returns how many are out."""
    month = _open_month(unit.session, campaign_id)
    wanted = set(entry_ids)
    query = select(CampaignEntry.id).where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.state.in_(_OPEN))
    gone = [EntryId(each) for each in unit.session.scalars(query) if each in wanted]
    if not gone:
        raise Overtaken(_("Nobody of them is to be called any more."))
    campaign_replan.take_out(unit, campaign_id, gone, tried=EntryState.STOPPED)
    words = ngettext("{n} person is out of {month}", "{n} people are out of {month}", len(gone))
    unit.say(words.format(n=len(gone), month=month.name), "campaign", campaign_id)
    return len(gone)


def _open_month(session: Session, campaign_id: CampaignId) -> campaign_days.CampaignRow:
    month = campaign_days.month(session, campaign_id)
    if month.state is CampaignState.CLOSED:
        raise Refused(Problem("", _("This referral month is closed.")))
    return month


def _which(which: Which) -> Sequence[ColumnElement[bool]]:
    if which is Which.TO_CALL:
        return (campaign_days.waits_for_call(),)
    if which is Which.REACHED:
        return (CampaignEntry.state == EntryState.REACHED.value,)
    if which is Which.NOT_REACHED:
        return (CampaignEntry.state != EntryState.REACHED.value,)
    return ()


def _in_month(session: Session, campaign_id: CampaignId) -> frozenset[ContactId]:
    query = select(CampaignEntry.contact_id).where(CampaignEntry.campaign_id == campaign_id)
    return frozenset(ContactId(each) for each in session.scalars(query))


def _out_of_month(session: Session, campaign_id: CampaignId) -> dict[ContactId, EntryId]:
    """Return the entries that ended before everything was tried, and without a talk."""
    most = business.working_time(session).rules.most_tries
    tries = campaign_entries.tries_of(session, campaign_id)
    query = select(CampaignEntry.contact_id, CampaignEntry.id).where(
        CampaignEntry.campaign_id == campaign_id, CampaignEntry.state.in_(_ENDED)
    )
    return {
        ContactId(contact_id): EntryId(entry_id)
        for contact_id, entry_id in session.execute(query)
        if tries.get(entry_id, NEVER).count < most
    }


def _numbered(people: Iterable[Person], back: Mapping[ContactId, EntryId], first_id: int) -> dict[EntryId, Person]:
    """Return the people by their entries: those they had, and new ones without gaps for the others."""
    ids = count(first_id)
    return {back[each.contact_id] if each.contact_id in back else EntryId(next(ids)): each for each in people}


def _waits(entry_id: EntryId, person: Person, tried: Tried, first: date, working: WorkingTime) -> Waiting:
    joins = Planned(entry_id, person, first, tried_on=tried.on, code=tried.code, call_back_on=tried.call_back_on)
    return campaign_spread.waits(joins, first, working)


def _put_in(
    unit: Unit, campaign_id: CampaignId, found: Spread, by_id: Mapping[EntryId, Person], back: frozenset[EntryId]
) -> None:
    """Give each their day: a new entry, or the one they had, open again."""
    places = _last_places(unit.session, campaign_id)
    for entry_id in back.intersection(each for _day, ids in found.days for each in ids):
        unit.get(CampaignEntry, entry_id).state = EntryState.OPEN.value
    fresh = [(day, tuple(each for each in ids if each not in back)) for day, ids in found.days]
    unit.insert_in_bulk(CampaignEntry, _rows(campaign_id, fresh, by_id, places))
    campaign_entries.move(unit, campaign_id, [(day, [each for each in ids if each in back]) for day, ids in found.days])


def _loads(session: Session, campaign_id: CampaignId) -> dict[date, int]:
    """Return how many calls each day has that are still to be made."""
    query = (
        select(CampaignEntry.planned_on, func.count())
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.campaign_id == campaign_id, campaign_days.waits_for_call())
        .group_by(CampaignEntry.planned_on)
    )
    return {day: count for day, count in session.execute(query)}  # noqa: C416 - typed rows


def _last_places(session: Session, campaign_id: CampaignId) -> dict[date, int]:
    query = (
        select(CampaignEntry.planned_on, func.max(CampaignEntry.position))
        .where(CampaignEntry.campaign_id == campaign_id)
        .group_by(CampaignEntry.planned_on)
    )
    return {day: position for day, position in session.execute(query)}  # noqa: C416 - typed rows


def _rows(
    campaign_id: CampaignId,
    days: Iterable[tuple[date, Sequence[EntryId]]],
    by_id: Mapping[EntryId, Person],
    last: Mapping[date, int],
) -> list[dict[str, Any]]:
    rows = [
        {
            "id": entry_id, "campaign_id": campaign_id, "contact_id": by_id[entry_id].contact_id, "planned_on": day,
            "position": last.get(day, 0) + number, "state": EntryState.OPEN.value,
        }
        for day, ids in days
        for number, entry_id in enumerate(ids, 1)
    ]  # fmt: skip
    return sorted(rows, key=itemgetter("id"))


def _person(row: Any, tried: Tried) -> MonthPerson:  # noqa: ANN401 - a row of a query
    return MonthPerson(
        entry_id=EntryId(row.id),
        contact_id=ContactId(row.contact_id),
        name=shown_names.of(row.person).usual,
        rank=None if row.rank is None else Rank(row.rank),
        planned_on=row.planned_on if row.waits and row.planned_on != tried.on else None,
        state=EntryState(row.state),
        tries=tried.count,
        code=tried.code,
        tried_on=tried.on,
    )


def _nobody_words(asked: Joining) -> str:
    if asked.left_out:
        reasons = sorted({_(rules.REASON_WORDS[each.reason]) for each in asked.left_out})
        return _("Nobody of them can be called: {reasons}.").format(reasons=", ".join(reasons))
    return _("They are in this month already.") if asked.in_it else _("Nobody fits these words.")

"""The people of a referral month: how far each has come, who was never reached, who joins or leaves half way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from refdesk.domain import campaign as rules
from refdesk.domain import campaign_spread
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import CampaignState, EntryState, LeftOut, Person
from refdesk.domain.campaign_spread import Spread, Waiting
from refdesk.domain.ids import CampaignId, ContactId, EntryId
from refdesk.domain.ranking import Rank
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
    """Say who of some people can join a month, who is in it already, and who cannot be called."""

    can_join: tuple[ContactId, ...]
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
    """Return who of these people can be added to a month."""
    known = _in_month(session, campaign_id)
    asked = list(dict.fromkeys(contact_ids))
    found = campaign_candidates.some(session, [each for each in asked if each not in known])
    left_out = [LeftOut(each.contact_id, reason) for each in found if (reason := rules.why_not(each))]
    return Joining(
        can_join=tuple(each.contact_id for each in sorted(found, key=rules.order) if rules.why_not(each) is None),
        in_it=sum(each in known for each in asked),
        left_out=tuple(left_out),
    )


@operation(N_("Add people to a referral month"))
def add(unit: Unit, campaign_id: CampaignId, contact_ids: Sequence[ContactId]) -> int:
    """Put more people on the days that are left, each where the least is; returns how many joined.

    Raises `Refused` when nobody of them can, or when no day is left.
    """
    session, working = unit.session, business.working_time(unit.session)
    month = _open_month(session, campaign_id)
    asked = joining(session, campaign_id, contact_ids)
    if not asked.can_join:
        raise Refused(Problem("people", _nobody_words(asked)))
    days = campaign_replan.days_left(month, unit.now, working)
    if not days:
        raise Refused(Problem("people", _("This month has no working day left. Plan the rest anew first.")))
    fresh = campaign_candidates.some(session, asked.can_join)
    by_id = {EntryId(entry_id): each for entry_id, each in enumerate(fresh, unit.next_id(CampaignEntry))}
    waiting = [Waiting(entry_id, days[0], _place(each)) for entry_id, each in by_id.items()]
    found = campaign_spread.spread(waiting, days, kept=_loads(session, campaign_id))
    unit.insert_in_bulk(CampaignEntry, _rows(campaign_id, found, by_id, _last_places(session, campaign_id)))
    joined = ngettext("{n} person joins {month}", "{n} people join {month}", len(fresh))
    unit.say(joined.format(n=len(fresh), month=month.name), "campaign", campaign_id)
    return len(fresh)


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
    campaign_id: CampaignId, found: Spread, by_id: Mapping[EntryId, Person], last: Mapping[date, int]
) -> list[dict[str, object]]:
    return [
        {
            "id": entry_id, "campaign_id": campaign_id, "contact_id": by_id[entry_id].contact_id, "planned_on": day,
            "position": last.get(day, 0) + number, "state": EntryState.OPEN.value,
        }
        for day, ids in found.days
        for number, entry_id in enumerate(ids, 1)
    ]  # fmt: skip


def _place(person: Person) -> tuple[int, ...]:
    rank, last_touch_on, contact_id = rules.order(person)
    return rank, last_touch_on.toordinal(), contact_id


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

"""The calls of a referral month that are still to be made, as a new plan needs to know them; and how they are moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import EntryState, Person
from refdesk.domain.campaign_spread import Planned
from refdesk.domain.ids import CampaignId, ContactId, EntryId
from refdesk.domain.ranking import Rank
from refdesk.services import campaign_days
from refdesk.store.tables.campaign import CampaignEntry, CampaignTry
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Tried:
    """Hold what happened with an entry so far: its last try with a result, how many there were, and open numbers.

    `open_on` are days on whose sheets it has a number without a result.
    """

    on: date | None = None
    code: Code | None = None
    call_back_on: date | None = None
    count: int = 0
    open_on: frozenset[date] = frozenset()


NEVER = Tried()


def to_call(session: Session, campaign_id: CampaignId) -> list[Planned]:
    """Return everybody of a month who is still to be called, in the order of the plan."""
    query = (
        select(
            CampaignEntry.id, CampaignEntry.contact_id, CampaignEntry.planned_on, Contact.rank, Contact.last_touch_on
        )
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.campaign_id == campaign_id, campaign_days.waits_for_call())
        .order_by(CampaignEntry.planned_on, CampaignEntry.position, CampaignEntry.id)
    )
    tries = tries_of(session, campaign_id)
    return [
        _planned(EntryId(entry_id), _person(contact_id, rank, last_touch_on), planned_on, tries.get(entry_id, NEVER))
        for entry_id, contact_id, planned_on, rank, last_touch_on in session.execute(query)
    ]


def tries_of(session: Session, campaign_id: CampaignId) -> Mapping[int, Tried]:
    """Return by entry what happened with it; whoever has no try yet is missing."""
    query = (
        select(CampaignTry.entry_id, CampaignTry.on, CampaignTry.code, CampaignTry.call_back_on)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id)
        .order_by(CampaignTry.on, CampaignTry.id)
    )
    found: dict[int, Tried] = {}
    for entry_id, on, code, call_back_on in session.execute(query):
        before = found.get(entry_id, NEVER)
        if code is None:
            found[entry_id] = replace(before, open_on=before.open_on | {on})
        else:
            found[entry_id] = Tried(on, Code(code), call_back_on, before.count + 1, before.open_on)
    return found


def move(unit: Unit, campaign_id: CampaignId, days: Iterable[tuple[date, Sequence[EntryId]]]) -> int:
    """Put calls on these days, behind whoever keeps a place there; returns how many got another day."""
    placed = {entry_id: day for day, ids in days for entry_id in ids}
    rows = unit.session.scalars(
        select(CampaignEntry).where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.state == EntryState.OPEN)
    )
    by_id = {row.id: row for row in rows if row.id in placed}
    last = _last_places(unit.session, campaign_id, frozenset(placed))
    moved = 0
    for entry_id, day in placed.items():
        row = by_id[entry_id]
        moved += row.planned_on != day
        last[day] = last.get(day, 0) + 1
        if (row.planned_on, row.position) != (day, last[day]):
            row.planned_on, row.position = day, last[day]
    return moved


def _last_places(session: Session, campaign_id: CampaignId, but: frozenset[EntryId]) -> dict[date, int]:
    query = select(CampaignEntry.id, CampaignEntry.planned_on, CampaignEntry.position).where(
        CampaignEntry.campaign_id == campaign_id
    )
    found: dict[date, int] = {}
    for entry_id, day, position in session.execute(query):
        if entry_id not in but:
            found[day] = max(found.get(day, 0), position)
    return found


def behind(session: Session, campaign_id: CampaignId, today: date) -> int:
    """Return how many calls of days gone by have no result."""
    has_result = (
        select(CampaignTry.id)
        .where(
            CampaignTry.entry_id == CampaignEntry.id,
            CampaignTry.on == CampaignEntry.planned_on,
            CampaignTry.code.is_not(None),
        )
        .exists()
    )
    query = (
        select(func.count(CampaignEntry.id))
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignEntry.planned_on < today)
        .where(campaign_days.waits_for_call(), ~has_result)
    )
    return session.scalar(query) or 0


def _planned(entry_id: EntryId, person: Person, planned_on: date, tried: Tried) -> Planned:
    return Planned(
        entry_id, person, planned_on, is_on_paper=planned_on in tried.open_on, tried_on=tried.on, code=tried.code,
        call_back_on=tried.call_back_on,
    )  # fmt: skip


def _person(contact_id: int, rank: str | None, last_touch_on: date | None) -> Person:
    return Person(ContactId(contact_id), None if rank is None else Rank(rank), last_touch_on)

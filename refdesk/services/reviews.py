"""The yearly client review: whose is due, and logged as one step."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session

from refdesk.domain import reviews as rules
from refdesk.domain.contact import Status
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.ids import ContactId, TouchId
from refdesk.domain.ranking import Rank
from refdesk.domain.reviews import ReviewDraft
from refdesk.errors import Refused
from refdesk.i18n import N_, _
from refdesk.services import business, conditions, contacts, evidence, shown_names, touches
from refdesk.services.operation import operation
from refdesk.store.base import Moment
from refdesk.store.tables.people import Contact
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """Hold a client whose review is due; `last_on` is the last one, None where there was none."""

    contact_id: ContactId
    name: str
    rank: Rank | None
    due_on: date
    last_on: date | None


def due_on(session: Session, contact_id: ContactId, zone: ZoneInfo) -> date | None:
    """Return the day of this person's next review; None for somebody who is no client, or who left."""
    contact = session.get(Contact, contact_id)
    if contact is None or contact.status != Status.ACTIVE:
        return None
    return None if contact.client_since is None else _next(session, contact_id, contact.client_since, zone)


def due(session: Session, today: date, zone: ZoneInfo, *, most: int | None = None) -> tuple[ReviewDue, ...]:
    """Return the clients whose review is due, of the best rank and there the longest waiting first."""
    numbers = business.load(session).rules
    reviewed_by = rules.reviewed_by(today, numbers)
    begins = datetime.combine(reviewed_by + timedelta(days=1), time(), zone)
    since = exists().where(Touch.contact_id == Contact.id, Touch.at >= begins, *conditions.was_review())
    last = (
        select(func.max(Touch.at, type_=Moment))
        .where(Touch.contact_id == Contact.id, *conditions.was_review())
        .correlate(Contact)
        .scalar_subquery()
    )
    query = select(Contact.id, Contact.client_since, Contact.rank, last.label("last"), shown_names.columns(Contact))
    query = query.where(Contact.client_since <= reviewed_by, conditions.is_active(), ~since)
    best = case(*((Contact.rank == rank.value, place) for place, rank in enumerate(Rank)), else_=len(Rank))
    query = query.order_by(best, func.coalesce(last, Contact.client_since), Contact.id).limit(most)
    found = []
    for row in session.execute(query):
        last_on = row.last.astimezone(zone).date() if row.last else None
        next_on = rules.due_on(row.client_since, last_on, numbers)
        assert next_on is not None, "the query asks for clients"
        rank = Rank(row.rank) if row.rank else None
        found.append(ReviewDue(ContactId(row.id), shown_names.of(row.person).usual, rank, next_on, last_on))
    return tuple(found)


@operation(N_("Log a client review"))
def log(unit: Unit, draft: ReviewDraft) -> TouchId:
    """Log the conversation with its answers and its promise, as one step; raises `Refused` by field."""
    if found := rules.problems(draft, now=unit.now):
        raise Refused(*found)
    touch_id = touches.log(unit, rules.as_touch(draft))
    if draft.satisfaction is not None or draft.happy_moment.strip():
        day = draft.at.astimezone(unit.zone).date()
        evidence.note(unit, EvidenceDraft(draft.contact_id, Of.HAPPY, day, draft.satisfaction, draft.happy_moment))
    name = contacts.name_of(unit.get(Contact, draft.contact_id))
    unit.say(_("Client review with {name} logged").format(name=name), "contact", draft.contact_id)
    return touch_id


def _next(session: Session, contact_id: ContactId, client_since: date, zone: ZoneInfo) -> date | None:
    query = select(func.max(Touch.at, type_=Moment)).where(Touch.contact_id == contact_id, *conditions.was_review())
    last = session.scalar(query)
    last_on = None if last is None else last.astimezone(zone).date()
    return rules.due_on(client_since, last_on, business.load(session).rules)

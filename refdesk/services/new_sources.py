"""New clients who may become sources: who is proposed today, and when the others will be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from refdesk.domain import wins as rules
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.services import conditions, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.store.base import Moment
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Stage, StageMove, Win


@dataclass(frozen=True, slots=True)
class NewSource:
    """Hold a client won a month ago whom nobody has ranked yet."""

    contact_id: ContactId
    referral_id: ReferralId
    name: str
    won_on: date
    satisfaction: int | None
    clock: ClockFace


def proposed(session: Session, clocks: Clocks) -> tuple[NewSource, ...]:
    """Return the clients won long enough ago who have no rank yet, each once, the longest won first."""
    first_wins = _first_wins(session, clocks, by=rules.won_by(clocks.today, clocks.working.rules))
    found = (
        NewSource(
            contact_id=ContactId(row.prospect_id),
            referral_id=ReferralId(row.id),
            name=shown_names.of(row.person).usual,
            won_on=won_on,
            satisfaction=row.satisfaction,
            clock=clocks.face(rules.source_clock(won_on, clocks.working)),
        )
        for row, won_on in first_wins
    )
    return tuple(sorted(found, key=lambda each: (each.won_on, each.contact_id)))


def days(session: Session, clocks: Clocks) -> dict[ReferralId, date]:
    """Return from when the clients whom nobody has ranked yet are proposed, by the referral that won them."""
    first_wins = _first_wins(session, clocks, by=clocks.today)
    return {ReferralId(row.id): rules.source_from(won_on, clocks.working.rules) for row, won_on in first_wins}


def _first_wins(session: Session, clocks: Clocks, *, by: date) -> Iterable[tuple[Row[Any], date]]:
    """Return the first win of each client who is still proposed, or will be, with its day."""
    found = dict[int, tuple[Row[Any], date]]()
    for row in session.execute(_unranked(), {"first": rules.won_from(clocks.today), "last": by}):
        won_on = row.won_on or clocks.working.date_of(row.moved_at or row.received_at)
        former = found.get(row.prospect_id)
        if won_on <= by and (former is None or won_on < former[1]):
            found[row.prospect_id] = row, won_on
    return found.values()


@cache
def _unranked() -> Select[Any]:
    won_on = select(func.min(Win.on)).where(Win.referral_id == Referral.id).correlate(Referral).scalar_subquery()
    moved = (
        select(func.max(StageMove.at, type_=Moment))
        .where(StageMove.referral_id == Referral.id, StageMove.stage_id == Referral.stage_id)
        .correlate(Referral)
        .scalar_subquery()
    )
    since = Contact.client_since.between(bindparam("first", type_=Date), bindparam("last", type_=Date))
    new_clients = select(Contact.id).where(since, Contact.rank.is_(None))
    return (
        select(
            Referral.id, Referral.prospect_id, Referral.received_at, won_on.label("won_on"), moved.label("moved_at"),
            Contact.satisfaction, shown_names.columns(Contact),
        )
        .join(Stage, Stage.id == Referral.stage_id)
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.direction == Direction.RECEIVED, Stage.meaning == Meaning.WON)
        .where(Referral.prospect_id.in_(new_clients), conditions.is_active())
    )  # fmt: skip

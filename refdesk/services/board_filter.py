"""Which referrals the board and the list show: by words, by who sent or got them, by value and by age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from refdesk.domain.ids import ContactId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.store import search_index
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, Win


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Hold what is asked for; `with_id` sent the referral, or got it; days count from when it came."""

    text: str = ""
    with_id: ContactId | None = None
    value_from_minor: int | None = None
    value_to_minor: int | None = None
    days_from: int | None = None
    days_to: int | None = None


EVERYTHING = BoardFilter()


def conditions(
    session: Session, wanted: BoardFilter, direction: Direction, now: datetime
) -> Sequence[ColumnElement[bool]]:
    """Return the conditions on referrals; none for a filter that shows everything."""
    found: list[ColumnElement[bool]] = []
    if wanted.text.strip():
        found.append(_has_words(session, wanted.text))
    if wanted.with_id is not None:
        found.append(_is_with(wanted.with_id, direction))
    if wanted.value_from_minor is not None:
        found.append(worth() >= wanted.value_from_minor)
    if wanted.value_to_minor is not None:
        found.append(worth() <= wanted.value_to_minor)
    if wanted.days_from is not None:
        found.append(Referral.received_at <= now - timedelta(days=wanted.days_from))
    if wanted.days_to is not None:
        found.append(Referral.received_at > now - timedelta(days=wanted.days_to + 1))
    return found


def worth() -> ColumnElement[Any]:
    """Return what a referral brought once it is won and that is known, else the guess; its stage is joined."""
    brought = select(func.sum(Win.value_minor)).where(Win.referral_id == Referral.id).scalar_subquery()
    known = func.coalesce(brought, Referral.value_expected_minor)
    return case((Stage.meaning == Meaning.WON, known), else_=Referral.value_expected_minor)


def _is_with(contact_id: ContactId, direction: Direction) -> ColumnElement[bool]:
    if direction is Direction.GIVEN:
        return Referral.recipient_id == contact_id
    return Referral.id.in_(select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == contact_id))


def _has_words(session: Session, typed: str) -> ColumnElement[bool]:
    """Return the condition that the person has these words, or that what they need or do next has them."""
    people = search_index.having(select(Contact.id), typed, dialect=session.get_bind().dialect.name)
    words = typed.strip()
    return or_(
        Referral.prospect_id.in_(people),
        func.lower(Referral.need).contains(words.lower(), autoescape=True),
        func.lower(Referral.next_step).contains(words.lower(), autoescape=True),
    )

"""Whether anybody has tried to reach a prospect: the question behind first contacts, lost referrals and the board."""

from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select, true

from refdesk.domain import touches
from refdesk.domain.touches import Outcome, Purpose, TouchKind
from refdesk.services import conditions
from refdesk.store.base import Moment
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.work import Touch

_KINDS = tuple(kind.value for kind in TouchKind if touches.counts_as_attempt(kind, Purpose.OTHER))
_OTHER_PURPOSES = tuple(purpose.value for purpose in Purpose if not touches.counts_as_attempt(TouchKind.CALL, purpose))


def tried() -> ColumnElement[bool]:
    """Return the condition that an attempt was logged: with the referral, or with the person since it came.

    Two questions joined by "or", so that each is answered by an index of its own.
    """
    return _logged(is_attempt())


def spoken() -> ColumnElement[bool]:
    """Return the condition that the person was talked with: with the referral, or since it came."""
    return _logged(and_(is_attempt(), Touch.outcome == Outcome.TALKED, Touch.contact_id == Referral.prospect_id))


def is_attempt() -> ColumnElement[bool]:
    """Return the condition that a touch was a try to reach somebody who was sent."""
    return and_(conditions.is_one_of(Touch.kind, _KINDS), ~conditions.is_one_of(Touch.purpose, _OTHER_PURPOSES))


def _logged(is_attempt: ColumnElement[bool]) -> ColumnElement[bool]:
    named = exists().where(Touch.referral_id == Referral.id, is_attempt)
    with_prospect = exists().where(
        Touch.contact_id == Referral.prospect_id, Touch.at >= Referral.received_at, is_attempt
    )
    return or_(named, with_prospect)


def first_at() -> ScalarSelect[datetime]:
    """Return when the person who was sent was first tried to be reached, as a column beside Referral."""
    return _first(true())


def first_talk_at() -> ScalarSelect[datetime]:
    """Return when somebody first talked with the person who was sent, as a column beside Referral."""
    return _first(Touch.outcome == Outcome.TALKED)


def with_prospect() -> ColumnElement[bool]:
    """Return the condition that a touch was a try to reach the person of a referral, with it or since it came."""
    return and_(
        Touch.contact_id == Referral.prospect_id,
        is_attempt(),
        or_(Touch.at >= Referral.received_at, Touch.referral_id == Referral.id),
    )


def _first(condition: ColumnElement[bool]) -> ScalarSelect[datetime]:
    query = select(func.min(Touch.at, type_=Moment)).where(with_prospect(), condition)
    return query.correlate(Referral).scalar_subquery()

"""What is known of a person before a gift is entered: the relationship, and whom they sent."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, bindparam, case, select
from sqlalchemy.orm import Session

from refdesk.domain.contact import CATEGORY_WORDS, Category
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.referral import Direction
from refdesk.i18n import _
from refdesk.services import shown_names
from refdesk.services.conditions import WHO
from refdesk.store.prepared import Prepared
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver

_MOST = 12


@dataclass(frozen=True, slots=True)
class SentBy:
    """Hold a referral that somebody gave us, by whom they sent."""

    referral_id: ReferralId
    prospect: str


@dataclass(frozen=True, slots=True)
class GiftContext:
    """Hold what a new gift can begin with; the newest referral stands first."""

    relationship: str
    referrals: tuple[SentBy, ...]


def of(session: Session, contact_id: ContactId, *, also: ReferralId | None = None) -> GiftContext:
    """Return what a gift to this person can begin with; `also` is a referral that it thanks for already."""
    return GiftContext(_relationship(session, contact_id), _referrals(session, contact_id, also))


def takes_gifts(session: Session, contact_id: ContactId) -> bool:
    """Return whether nothing is known against a gift to this person."""
    known = _known.first(session, who=contact_id)
    return known is None or bool(known.may_accept_gifts)


def _relationship(session: Session, contact_id: ContactId) -> str:
    """Return what stood on the last gift, or what the person is to us."""
    last = _last.first(session, who=contact_id)
    if last is not None:
        return str(last.relationship)
    known = _known.first(session, who=contact_id)
    category = Category(known.category) if known is not None else Category.OTHER
    return "" if category is Category.OTHER else _(CATEGORY_WORDS[category])


def _referrals(session: Session, contact_id: ContactId, also: ReferralId | None) -> tuple[SentBy, ...]:
    rows = _sent.rows(session, who=contact_id, also=also or 0)
    return tuple(SentBy(ReferralId(row.id), shown_names.usual_at_end(row)) for row in rows)


@Prepared
def _last() -> Any:  # noqa: ANN401 - a select of a word
    last = select(Gift.relationship).where(Gift.contact_id == WHO, Gift.relationship != "")
    return last.order_by(Gift.on.desc(), Gift.id.desc()).limit(1)


@Prepared
def _known() -> Any:  # noqa: ANN401 - a select of a word and a flag
    return select(Contact.category, Contact.may_accept_gifts).where(Contact.id == WHO)


@Prepared
def _sent() -> Any:  # noqa: ANN401 - a select of many columns
    also = bindparam("also", type_=Integer)
    sent = select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == WHO)
    theirs = Referral.id.in_(sent) & (Referral.direction == Direction.RECEIVED.value)
    return (
        select(Referral.id, *shown_names.parts(Contact))
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(theirs | (Referral.id == also))
        .order_by(case((Referral.id == also, 0), else_=1), Referral.received_at.desc(), Referral.id.desc())
        .limit(_MOST)
    )

"""What is known of a person before a gift is entered: the relationship, and whom they sent."""

from dataclasses import dataclass

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from refdesk.domain.contact import CATEGORY_WORDS, Category
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.referral import Direction
from refdesk.i18n import _
from refdesk.services import shown_names
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


def _relationship(session: Session, contact_id: ContactId) -> str:
    """Return what stood on the last gift, or what the person is to us."""
    last = select(Gift.relationship).where(Gift.contact_id == contact_id, Gift.relationship != "")
    known = session.scalars(last.order_by(Gift.on.desc(), Gift.id.desc()).limit(1)).first()
    if known:
        return known
    category = Category(session.scalars(select(Contact.category).where(Contact.id == contact_id)).one())
    return "" if category is Category.OTHER else _(CATEGORY_WORDS[category])


def _referrals(session: Session, contact_id: ContactId, also: ReferralId | None) -> tuple[SentBy, ...]:
    sent = select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == contact_id)
    theirs = Referral.id.in_(sent) & (Referral.direction == Direction.RECEIVED.value)
    query = (
        select(Referral.id, shown_names.columns(Contact))
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(theirs if also is None else theirs | (Referral.id == also))
        .order_by(case((Referral.id == (also or 0), 0), else_=1), Referral.received_at.desc(), Referral.id.desc())
        .limit(_MOST)
    )
    return tuple(SentBy(ReferralId(row.id), shown_names.of(row.person).usual) for row in session.execute(query))

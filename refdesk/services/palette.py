"""What the palette offers: people and referrals, by how well they fit, then by how lately they mattered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from refdesk.domain import palette, text
from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.palette import Quality
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.services import board, contact_list, shown_names
from refdesk.services.contact_list import Suggestion
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage
from refdesk.store.tables.trail import Operation

LOOKED_AT = 24
"""How many that fit are weighed for how lately they mattered."""
LATELY = 200
"""How many of the last things done are looked through for whom they were about."""
_CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class ReferralHit:
    """Hold a referral as the palette offers it; `with_whom` is who sent the person, or who got them from us."""

    referral_id: ReferralId
    prospect_id: ContactId
    direction: Direction
    name: str
    need: str
    with_whom: str
    stage: str


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what fits the typed words, the best first."""

    people: tuple[Suggestion, ...]
    referrals: tuple[ReferralHit, ...]


def find(session: Session, typed: str) -> Found:
    """Return the people and referrals that fit; for nothing typed, the people whom the last things done were about."""
    if text.is_blank(typed):
        return Found(_lately(session), ())
    people = contact_list.suggest(session, typed, LOOKED_AT, with_left=True)
    standing = _standing(session, [person.contact_id for person in people])
    lately = sorted(people, key=lambda person: standing[person.contact_id][1], reverse=True)
    weighed = sorted(lately, key=lambda person: (standing[person.contact_id][0], _quality(typed, person)))
    return Found(tuple(weighed), _referrals(session, typed, [person.contact_id for person in people]))


def _quality(typed: str, person: Suggestion) -> int:
    met = palette.match(typed, person.name.usual)
    return met.quality if met else len(Quality)


def _lately(session: Session) -> tuple[Suggestion, ...]:
    """Return the people whom the last things done were about, the latest first."""
    query = select(Operation.subject_kind, Operation.subject_id).order_by(Operation.id.desc()).limit(LATELY)
    ids = dict.fromkeys(row.subject_id for row in session.execute(query) if row.subject_kind == _CONTACT)
    return contact_list.suggestions(session, [each for each in ids if each is not None])[:LOOKED_AT]


def _standing(session: Session, contact_ids: Sequence[ContactId]) -> dict[ContactId, tuple[bool, date]]:
    """Return of each person whether they left, and the last contact."""
    query = select(Contact.id, Contact.status, Contact.last_touch_on).where(Contact.id.in_(contact_ids))
    return {
        ContactId(row.id): (row.status != Status.ACTIVE, row.last_touch_on or date.min)
        for row in session.execute(query)
    }


def _referrals(session: Session, typed: str, contact_ids: Sequence[ContactId]) -> tuple[ReferralHit, ...]:
    """Return the referrals of these people, and those whose need has the words; open ones first, then the newest."""
    rows = session.execute(_referral_rows(typed, contact_ids)).all()
    senders = board.senders(session, [row.id for row in rows])
    recipients = shown_names.by_id(session, [row.recipient_id for row in rows if row.recipient_id])
    return tuple(
        ReferralHit(
            ReferralId(row.id), ContactId(row.prospect_id), Direction(row.direction), shown_names.of(row.person).usual,
            row.need, recipients[row.recipient_id].usual if row.recipient_id else senders.get(row.id, ""), row.name,
        )
        for row in rows
    )  # fmt: skip


def _referral_rows(typed: str, contact_ids: Iterable[ContactId]) -> Select[Any]:
    people = list(contact_ids)
    gave = select(ReferralGiver.referral_id).where(ReferralGiver.contact_id.in_(people))
    words = [func.lower(Referral.need).contains(word, autoescape=True) for word in text.clean(typed).lower().split()]
    closed = Stage.meaning != Meaning.OPEN
    return (
        select(
            Referral.id,
            Referral.prospect_id,
            Referral.direction,
            Referral.need,
            Referral.recipient_id,
            Stage.name,
            shown_names.columns(Contact),
        )
        .join(Contact, Contact.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(
            or_(
                Referral.prospect_id.in_(people), Referral.recipient_id.in_(people), Referral.id.in_(gave), and_(*words)
            )
        )
        .order_by(closed, Referral.received_at.desc(), Referral.id.desc())
        .limit(LOOKED_AT)
    )

"""What is written down about one referral, for dialogs that ask for no more: not what came of it since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.referral import Direction, Fits, Introduced
from refdesk.errors import Overtaken
from refdesk.i18n import _
from refdesk.services import phone_numbers, shown_names
from refdesk.store.prepared import Prepared
from refdesk.store.tables.referrals import Referral, ReferralGiver


@dataclass(frozen=True, slots=True)
class PersonRef:
    """Name a person of a referral, with the number to dial."""

    contact_id: ContactId
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """Hold what was written down when a referral was logged or edited."""

    version: int
    direction: Direction
    prospect: PersonRef
    givers: tuple[PersonRef, ...]
    received_at: datetime
    need: str
    introduced: Introduced
    preparedness: int | None
    expects_call: bool
    fits: Fits | None
    may_share: bool
    value_minor: int | None
    next_step: str
    next_step_on: date | None


def facts(session: Session, referral_id: ReferralId) -> ReferralFacts:
    """Return what is written down about a referral; raises `Overtaken` if it is no longer there."""
    found = _referral.first(session, id=referral_id)
    if found is None:
        raise Overtaken(_("This referral is no longer there."))
    giver_ids = [row.contact_id for row in _givers.rows(session, id=referral_id)]
    known = people(session, [found.prospect_id, *giver_ids])
    return ReferralFacts(
        version=found.version,
        direction=Direction(found.direction),
        prospect=known[found.prospect_id],
        givers=tuple(known[giver_id] for giver_id in giver_ids),
        received_at=found.received_at,
        need=found.need,
        introduced=Introduced(found.introduced),
        preparedness=found.preparedness,
        expects_call=found.expects_call,
        fits=None if found.fits is None else Fits(found.fits),
        may_share=found.may_share,
        value_minor=found.value_expected_minor,
        next_step=found.next_step,
        next_step_on=found.next_step_on,
    )


def people(session: Session, contact_ids: Iterable[int]) -> dict[int, PersonRef]:
    """Return these people by their ids."""
    ids = list(contact_ids)
    numbers = phone_numbers.to_dial(session, ids)
    return {
        contact_id: PersonRef(ContactId(contact_id), name.usual, numbers.get(ContactId(contact_id), ""))
        for contact_id, name in shown_names.by_id(session, ids).items()
    }


@Prepared
def _referral() -> Any:  # noqa: ANN401 - a select of many columns
    return select(
        Referral.version, Referral.direction, Referral.prospect_id, Referral.received_at, Referral.need,
        Referral.introduced, Referral.preparedness, Referral.expects_call, Referral.fits, Referral.may_share,
        Referral.value_expected_minor, Referral.next_step, Referral.next_step_on,
    ).where(Referral.id == bindparam("id"))  # fmt: skip


@Prepared
def _givers() -> Any:  # noqa: ANN401 - a select of ids
    query = select(ReferralGiver.contact_id).where(ReferralGiver.referral_id == bindparam("id"))
    return query.order_by(ReferralGiver.id)

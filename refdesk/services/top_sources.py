"""The top sources of a time, beside the time before."""

from array import array
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain import report_period
from refdesk.domain import top_sources as rules
from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.names import PersonName
from refdesk.domain.referral import Direction
from refdesk.domain.report_period import Period
from refdesk.domain.stages import Meaning
from refdesk.domain.top_sources import Sent, TopSources
from refdesk.domain.working_time import WorkingTime
from refdesk.services import contact_traits, shown_names
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, Win

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the top sources of a time with their names, beside the time before."""

    period: Period
    earlier: Period
    sources: TopSources
    names: dict[ContactId, PersonName]


def of(session: Session, period: Period, working: WorkingTime) -> Found:
    """Return the top of the sources by what they sent in a time, weighted by preparedness."""
    earlier = report_period.before(period)
    ranked = select(Contact.id).where(Contact.status == Status.ACTIVE.value, contact_traits.is_source())
    ordered = ranked.order_by(Contact.sort_key, Contact.id)
    found = rules.of(
        array("q", session.scalars(ordered, execution_options={"yield_per": CHUNK})),
        _sent(session, period, working),
        earlier=_sent(session, earlier, working),
        given=_given(session, period, working),
        percent=working.rules.top_percent,
    )
    names = shown_names.by_id(session, [each.contact_id for each in found.top])
    return Found(period, earlier, found, {ContactId(each): name for each, name in names.items()})


def _sent(session: Session, period: Period, working: WorkingTime) -> list[Sent]:
    brought = (
        select(Win.referral_id, func.sum(func.coalesce(Win.value_minor, 0)).label("value"))
        .group_by(Win.referral_id)
        .subquery()
    )
    query = (
        select(
            ReferralGiver.contact_id, Referral.id, Referral.received_at, Stage.meaning, Referral.preparedness,
            func.coalesce(brought.c.value, 0),
        )
        .join(Referral, Referral.id == ReferralGiver.referral_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .outerjoin(brought, brought.c.referral_id == Referral.id)
        .where(
            Referral.direction == Direction.RECEIVED.value,
            Referral.received_at >= working.start_of(period.first),
            Referral.received_at < working.start_of(period.last + timedelta(days=1)),
        )
    )  # fmt: skip
    return [
        Sent(
            ContactId(giver_id), ReferralId(referral_id), working.date_of(received_at), Meaning(meaning), preparedness,
            int(value),
        )
        for giver_id, referral_id, received_at, meaning, preparedness, value in session.execute(query)
    ]  # fmt: skip


def _given(session: Session, period: Period, working: WorkingTime) -> dict[ContactId, int]:
    query = (
        select(Referral.recipient_id, func.count())
        .where(
            Referral.direction == Direction.GIVEN.value,
            Referral.recipient_id.is_not(None),
            Referral.received_at >= working.start_of(period.first),
            Referral.received_at < working.start_of(period.last + timedelta(days=1)),
        )
        .group_by(Referral.recipient_id)
    )
    return {ContactId(recipient): number for recipient, number in session.execute(query) if recipient is not None}

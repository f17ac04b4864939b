"""The next steps of open referrals: which are due, and taken off once they are done."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.referral import Direction
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import attempts, conditions, contacts, shown_names, today_referrals
from refdesk.services.operation import operation
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Introduction, Referral
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class StepDue:
    """Hold what comes next with somebody who was referred, and on what day."""

    referral_id: ReferralId
    contact_id: ContactId
    name: str
    next_step: str
    next_step_on: date


def due(session: Session, until: date) -> tuple[StepDue, ...]:
    """Return the steps up to a day, the earliest first; whom nobody tried to reach yet waits for that alone."""
    return tuple(
        StepDue(
            ReferralId(row.id), ContactId(row.prospect_id), shown_names.usual_at_end(row), row.next_step,
            row.next_step_on,
        )
        for row in _due_rows.rows(session, until=until)
    )  # fmt: skip


@operation(N_("Do the next step"))
def done(unit: Unit, referral_id: ReferralId) -> str:
    """Take the next step off a referral: it was done. Returns what the passing line says."""
    referral = unit.get(Referral, referral_id)
    if not referral.next_step:
        raise Refused(Problem("next_step", _("There is no next step.")))
    referral.next_step, referral.next_step_on = "", None
    name = contacts.name(unit, ContactId(referral.prospect_id))
    unit.say(_("Next step with {name} done").format(name=name), "referral", referral_id)
    return unit.label


def _waits_for_introduction() -> ColumnElement[bool]:
    """Return the condition that we wait for an introduction, or did not call since it happened."""
    ours = Introduction.referral_id == Referral.id
    awaited = exists().where(ours, Introduction.happened_on.is_(None), Introduction.dropped_on.is_(None))
    happened = exists().where(ours, Introduction.happened_on.is_not(None))
    return or_(awaited, and_(happened, ~exists().where(attempts.with_prospect())))


@Prepared
def _due_rows() -> Any:  # noqa: ANN401 - a select of many columns
    # A first contact that is owed has a line and a clock of its own, and so has an introduction that we wait for.
    is_handled = or_(Referral.direction != Direction.RECEIVED, and_(attempts.tried(), ~_waits_for_introduction()))
    return (
        select(
            Referral.id, Referral.prospect_id, Referral.next_step, Referral.next_step_on, *shown_names.parts(Contact)
        )
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.stage_id.in_(today_referrals.open_stages()), Referral.next_step != "")
        .where(Referral.next_step_on <= bindparam("until", type_=Date), conditions.is_active(), is_handled)
        .order_by(Referral.next_step_on, Referral.id)
    )

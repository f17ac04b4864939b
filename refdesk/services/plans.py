"""The plan for each source, and the next steps that are due."""

from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import plan as rules
from refdesk.domain import text
from refdesk.domain.ids import ContactId
from refdesk.domain.plan import PlanDraft
from refdesk.domain.ranking import Rank
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import conditions, contacts, shown_names
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, Plan
from refdesk.store.unit import Unit

_FIELDS = tuple(each.name for each in fields(PlanDraft))


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """Hold a plan as the editor opens it; `version` goes back with `save`, 0 where nothing was planned yet."""

    draft: PlanDraft
    version: int


@dataclass(frozen=True, slots=True)
class PlanDue:
    """Hold a next step whose day has come."""

    contact_id: ContactId
    name: str
    rank: Rank | None
    next_step: str
    next_step_on: date


def of(session: Session, contact_id: ContactId) -> OpenedPlan:
    """Return the plan for a person, an empty one if nothing was planned."""
    row = _row(session, contact_id)
    if row is None:
        return OpenedPlan(PlanDraft(), 0)
    return OpenedPlan(PlanDraft(**{name: getattr(row, name) for name in _FIELDS}), row.version)


def due(session: Session, today: date) -> tuple[PlanDue, ...]:
    """Return the next steps whose day has come, the oldest first; of people who left there are none."""
    query = (
        select(Plan.contact_id, Plan.next_step, Plan.next_step_on, Contact.rank, shown_names.columns(Contact))
        .join(Contact, Contact.id == Plan.contact_id)
        .where(Plan.next_step_on <= today, conditions.is_active())
        .order_by(Plan.next_step_on, Plan.id)
    )
    return tuple(
        PlanDue(
            ContactId(row.contact_id), shown_names.of(row.person).usual, Rank(row.rank) if row.rank else None,
            row.next_step, row.next_step_on,
        )
        for row in session.execute(query)
    )  # fmt: skip


@operation(N_("Plan for a person"))
def save(unit: Unit, contact_id: ContactId, draft: PlanDraft, *, version: int | None = None) -> None:
    """Keep a plan; an empty one is no plan. Raises `Overtaken` when it has moved on from `version`."""
    if found := rules.problems(draft):
        raise Refused(*found)
    contact, row = unit.get(Contact, contact_id), _checked(unit, contact_id, version)
    kept = _cleaned(draft)
    if row is None and not kept.is_empty:
        unit.add(Plan(contact_id=contact_id, **{name: getattr(kept, name) for name in _FIELDS}))
    elif row is not None and kept.is_empty:
        unit.session.delete(row)
    elif row is not None:
        for name in _FIELDS:
            if getattr(row, name) != getattr(kept, name):
                setattr(row, name, getattr(kept, name))
    unit.say(_("Plan for {name} saved").format(name=contacts.name_of(contact)), "contact", contact_id)


@operation(N_("Clear a plan"))
def clear(unit: Unit, contact_id: ContactId, *, version: int | None = None) -> None:
    """Take the plan for a person away; raises `Overtaken` when it has moved on from `version`."""
    contact, row = unit.get(Contact, contact_id), _checked(unit, contact_id, version)
    if row is not None:
        unit.session.delete(row)
    unit.say(_("Plan for {name} cleared").format(name=contacts.name_of(contact)), "contact", contact_id)


@operation(N_("Do the next step"))
def next_step_done(unit: Unit, contact_id: ContactId) -> None:
    """Take the next step off the plan: it was done."""
    contact, row = unit.get(Contact, contact_id), _row(unit.session, contact_id)
    if row is None or not row.next_step:
        raise Refused(Problem("next_step", _("There is no next step.")))
    row.next_step, row.next_step_on = "", None
    unit.say(_("Next step with {name} done").format(name=contacts.name_of(contact)), "contact", contact_id)


def _cleaned(draft: PlanDraft) -> PlanDraft:
    return replace(
        draft,
        benefit=text.clean(draft.benefit, lines=True),
        wanted_action=text.clean(draft.wanted_action, lines=True),
        why_we_like_their_kind=text.clean(draft.why_we_like_their_kind, lines=True),
        words=text.clean(draft.words, lines=True),
        next_step=text.clean(draft.next_step),
    )


def _row(session: Session, contact_id: ContactId) -> Plan | None:
    return session.scalars(select(Plan).where(Plan.contact_id == contact_id).order_by(Plan.id)).first()


def _checked(unit: Unit, contact_id: ContactId, version: int | None) -> Plan | None:
    row = _row(unit.session, contact_id)
    if version is not None and version != (row.version if row else 0):
        raise Overtaken(_("This was changed in the meantime."))
    return row

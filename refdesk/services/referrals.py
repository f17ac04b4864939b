"""Referrals: logged, followed up, moved from stage to stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select

from refdesk import i18n
from refdesk.domain import referral as rules
from refdesk.domain import stages, text
from refdesk.domain.contact import LONGEST_LINE, Category, ContactDraft, too_long
from refdesk.domain.ids import ContactId, ReferralId, StageId, TouchId
from refdesk.domain.referral import Direction, Fits, Introduced, ReferralDraft
from refdesk.domain.stages import Meaning
from refdesk.domain.thanks import Occasion
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import attempts, business, contacts, shown_names, thanks
from refdesk.services import touches as conversations
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, StageMove
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Attempt:
    """Hold a try to reach the person who was sent; `contact_id` is the giver when it was to ask for an introduction."""

    kind: TouchKind = TouchKind.CALL
    outcome: Outcome = Outcome.TALKED
    summary: str = ""
    contact_id: ContactId | None = None
    preparedness: int | None = None
    fits: Fits | None = None
    next_step: str = ""
    next_step_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what can be changed in a referral after it was logged."""

    need: str = ""
    introduced: Introduced = Introduced.NAME_ONLY
    preparedness: int | None = None
    expects_call: bool = False
    fits: Fits | None = None
    may_share: bool = True
    value_expected_minor: int | None = None
    next_step: str = ""
    next_step_on: date | None = None
    giver_ids: tuple[ContactId, ...] = ()


def add_default_stages(unit: Unit) -> None:
    """Give a new data file the columns of its board."""
    for order, stage in enumerate(stages.DEFAULT_STAGES, 1):
        unit.add(
            Stage(
                name=_(stage.name), order=order, meaning=stage.meaning.value,
                stalled_after_days=stage.stalled_after_days,
            )
        )  # fmt: skip


@operation(N_("Log a referral"))
def log_received(unit: Unit, draft: ReferralDraft) -> ReferralId:
    """Save a referral that came to us, with the people who are new, and open the thanks of everyone who gave it."""
    draft = replace(draft, direction=Direction.RECEIVED)
    _refuse(_problems(unit, draft))
    giver_ids = _people(unit, draft.giver_ids, draft.new_givers)
    referral_id = _add(unit, draft, giver_ids, recipient_id=None)
    if giver_ids:
        working = business.working_time(unit.session)
        thanks.open_for(
            unit, giver_ids, referral_id=referral_id, occasion=Occasion.REFERRAL, at=draft.received_at, working=working
        )
    label = _("Referral from {names} logged").format(names=_names(unit, giver_ids)) if giver_ids else ""
    unit.say(label or _("Referral logged"), "referral", referral_id)
    return referral_id


@operation(N_("Log a referral that you gave"))
def log_given(unit: Unit, draft: ReferralDraft) -> ReferralId:
    """Save a referral that we gave to somebody, with the people who are new."""
    draft = replace(draft, direction=Direction.GIVEN)
    _refuse(_problems(unit, draft))
    (recipient_id,) = _people(
        unit,
        (draft.recipient_id,) if draft.recipient_id is not None else (),
        (draft.new_recipient,) if draft.recipient_id is None and draft.new_recipient is not None else (),
    )
    referral_id = _add(unit, draft, (), recipient_id=recipient_id)
    unit.say(_("Referral to {name} logged").format(name=_names(unit, [recipient_id])), "referral", referral_id)
    return referral_id


@operation(N_("Move a referral"))
def move(
    unit: Unit, referral_id: ReferralId, stage_id: StageId, *, reason: str = "", version: int | None = None
) -> None:
    """Bring a referral to another stage; one that we received is lost only after an attempt, any with a reason.

    When it is won, thanks with the news open for everyone who gave it, and the person becomes a client. Thanks for a
    win that turned out to be none are no longer owed. What was to come next before it was won or lost comes no more.
    """
    referral, stage = unit.get(Referral, referral_id, version=version), unit.get(Stage, stage_id)
    if referral.stage_id == stage.id:
        return
    meaning = Meaning(stage.meaning)
    if meaning is Meaning.LOST:
        _refuse(_lost_problems(unit, referral, reason))
    former = Meaning(unit.get(Stage, referral.stage_id).meaning)
    if former is Meaning.OPEN and meaning is not Meaning.OPEN:
        referral.next_step, referral.next_step_on = "", None
    referral.stage_id = stage.id
    referral.lost_reason = text.clean(reason) if meaning is Meaning.LOST else ""
    unit.add(StageMove(referral_id=referral_id, stage_id=stage.id, at=unit.now))
    if meaning is Meaning.WON and referral.direction == Direction.RECEIVED:
        _celebrate(unit, referral)
    elif former is Meaning.WON:
        thanks.waive_all(unit, referral_id, _giver_ids(unit, referral_id), occasion=Occasion.WIN)
    label = _("{name} moved to {stage}").format(name=_names(unit, [referral.prospect_id]), stage=stage.name)
    unit.say(label, "referral", referral_id)


@operation(N_("Close a referral as lost"))
def lose(unit: Unit, referral_id: ReferralId, reason: str, *, stage_id: StageId | None = None) -> str:
    """Move a referral to a stage of what was lost, the first one, with the reason; raises `Refused` by field.

    Returns what the passing line says.
    """
    query = select(Stage.id).where(Stage.meaning == Meaning.LOST).order_by(Stage.order, Stage.id).limit(1)
    wanted = stage_id if stage_id is not None else StageId(unit.session.scalars(query).one())
    move(unit, referral_id, wanted, reason=reason)
    return unit.label


@operation(N_("Log the first contact"))
def log_first_contact(unit: Unit, referral_id: ReferralId, attempt: Attempt) -> TouchId:
    """Log a try to reach the person, with what was learned; after a talk the referral leaves the first stage."""
    referral = unit.get(Referral, referral_id)
    who = attempt.contact_id if attempt.contact_id is not None else ContactId(referral.prospect_id)
    learn(unit, referral_id, attempt)
    touch_id = conversations.log(
        unit,
        TouchDraft(
            contact_id=who, at=unit.now, kind=attempt.kind, purpose=Purpose.FIRST_CONTACT, outcome=attempt.outcome,
            summary=attempt.summary, referral_id=referral_id,
        ),
    )  # fmt: skip
    unit.say(_("Call to {name} logged").format(name=_names(unit, [who])), "referral", referral_id)
    return touch_id


def learn(unit: Unit, referral_id: ReferralId, attempt: Attempt) -> None:
    """Keep what a first contact taught; after a talk with the person the referral leaves the first stage."""
    referral = unit.get(Referral, referral_id)
    facts = _with_answers(facts_of(unit, referral), attempt)
    _refuse(_fact_problems(facts, referral))
    _set_facts(referral, facts)
    if attempt.outcome is Outcome.TALKED and attempt.contact_id in (None, referral.prospect_id):
        _leave_first_stage(unit, referral)


@operation(N_("Set the next step"))
def set_next_step(unit: Unit, referral_id: ReferralId, next_step: str, on: date | None = None) -> None:
    """Say what comes next, and when."""
    if len(next_step) > LONGEST_LINE:
        raise Refused(Problem("next_step", too_long(LONGEST_LINE)))
    referral = unit.get(Referral, referral_id)
    referral.next_step, referral.next_step_on = text.clean(next_step), on
    label = _("Next step with {name} set").format(name=_names(unit, [referral.prospect_id]))
    unit.say(label, "referral", referral_id)


@operation(N_("Change a referral"))
def edit(
    unit: Unit,
    referral_id: ReferralId,
    facts: Facts,
    *,
    version: int | None = None,
    new_givers: Sequence[ContactDraft] = (),
) -> None:
    """Save the facts of a referral; who gave it and was not known to is owed thanks from now, others no longer.

    Raises `Refused` by field, and `Overtaken` when the referral has moved on from `version`.
    """
    referral = unit.get(Referral, referral_id, version=version)
    _refuse(_fact_problems(facts, referral))
    _set_facts(referral, facts)
    if referral.direction == Direction.RECEIVED and _set_givers(
        unit, referral_id, _people(unit, facts.giver_ids, new_givers)
    ):
        referral.version += 1  # who gave it stands in other rows
    label = _("Referral of {name} changed").format(name=_names(unit, [referral.prospect_id]))
    unit.say(label, "referral", referral_id)


def facts_of(unit: Unit, referral: Referral) -> Facts:
    """Return the facts of a referral as they are now."""
    return Facts(
        need=referral.need,
        introduced=Introduced(referral.introduced),
        preparedness=referral.preparedness,
        expects_call=referral.expects_call,
        fits=None if referral.fits is None else Fits(referral.fits),
        may_share=referral.may_share,
        value_expected_minor=referral.value_expected_minor,
        next_step=referral.next_step,
        next_step_on=referral.next_step_on,
        giver_ids=tuple(_giver_ids(unit, ReferralId(referral.id))),
    )


def _problems(unit: Unit, draft: ReferralDraft) -> list[Problem]:
    found = list(rules.problems(draft, now=unit.now))
    for contact_id in (draft.prospect_id, draft.recipient_id, *draft.giver_ids):
        if contact_id is not None:
            unit.get(Contact, contact_id)
    return found


def _refuse(found: Iterable[Problem]) -> None:
    problems = tuple(found)
    if problems:
        raise Refused(*problems)


def _people(unit: Unit, known: Sequence[ContactId], new: Sequence[ContactDraft]) -> list[ContactId]:
    return [*dict.fromkeys(known), *(contacts.add(unit, draft) for draft in new)]


def _add(
    unit: Unit, draft: ReferralDraft, giver_ids: Sequence[ContactId], *, recipient_id: ContactId | None
) -> ReferralId:
    stage = _first_stage(unit)
    referral = unit.add(
        Referral(
            direction=draft.direction.value, prospect_id=_prospect(unit, draft), recipient_id=recipient_id,
            received_at=draft.received_at, stage_id=stage.id, work_done_on=None, lost_reason="",
        )
    )  # fmt: skip
    _set_facts(
        referral,
        Facts(
            need=draft.need,
            introduced=draft.introduced,
            preparedness=draft.preparedness,
            expects_call=draft.expects_call,
            fits=draft.fits,
            may_share=draft.may_share,
            value_expected_minor=draft.value_expected_minor,
            next_step=draft.next_step,
            next_step_on=draft.next_step_on,
        ),
    )
    for giver_id in giver_ids:
        unit.add(ReferralGiver(referral_id=referral.id, contact_id=giver_id))
    unit.add(StageMove(referral_id=referral.id, stage_id=stage.id, at=draft.received_at))
    return ReferralId(referral.id)


def _prospect(unit: Unit, draft: ReferralDraft) -> ContactId:
    if draft.prospect_id is not None:
        return draft.prospect_id
    assert draft.new_prospect is not None, "checked with the problems"
    new = draft.new_prospect
    return contacts.add(unit, replace(new, category=Category.PROSPECT) if new.category is Category.OTHER else new)


def _first_stage(unit: Unit) -> Stage:
    query = select(Stage).where(Stage.meaning == Meaning.OPEN).order_by(Stage.order, Stage.id).limit(1)
    return unit.session.scalars(query).one()


def _leave_first_stage(unit: Unit, referral: Referral) -> None:
    query = select(Stage).where(Stage.meaning == Meaning.OPEN).order_by(Stage.order, Stage.id).limit(2)
    open_stages = unit.session.scalars(query).all()
    if len(open_stages) == 2 and referral.stage_id == open_stages[0].id:
        referral.stage_id = open_stages[1].id
        unit.add(StageMove(referral_id=referral.id, stage_id=referral.stage_id, at=unit.now))


def _lost_problems(unit: Unit, referral: Referral, reason: str) -> list[Problem]:
    # Whom we sent to somebody else is theirs to call.
    if referral.direction == Direction.RECEIVED:
        tried = unit.session.scalar(select(func.count()).where(Referral.id == referral.id, attempts.tried()))
        if found := rules.cannot_close_as_lost(tried or 0):
            return [found]
    if not text.clean(reason):
        return [Problem("lost_reason", _("Say in a few words why it came to nothing."))]
    return [Problem("lost_reason", too_long(LONGEST_LINE))] if len(reason) > LONGEST_LINE else []


def _celebrate(unit: Unit, referral: Referral) -> None:
    referral_id = ReferralId(referral.id)
    working = business.working_time(unit.session)
    giver_ids = _giver_ids(unit, referral_id)
    thanked = thanks.open_again(unit, referral_id, giver_ids, occasion=Occasion.WIN, working=working)
    fresh = [giver_id for giver_id in giver_ids if giver_id not in thanked]
    if fresh:
        thanks.open_for(unit, fresh, referral_id=referral_id, occasion=Occasion.WIN, at=unit.now, working=working)
    prospect = unit.get(Contact, referral.prospect_id)
    if prospect.client_since is None:
        prospect.client_since = unit.today
    if prospect.category == Category.PROSPECT:
        prospect.category = Category.CLIENT.value


def _giver_ids(unit: Unit, referral_id: ReferralId) -> list[ContactId]:
    query = select(ReferralGiver.contact_id).where(ReferralGiver.referral_id == referral_id).order_by(ReferralGiver.id)
    return [ContactId(found) for found in unit.session.scalars(query)]


def _set_givers(unit: Unit, referral_id: ReferralId, giver_ids: Sequence[ContactId]) -> bool:
    """Set who gave a referral; return whether that changed."""
    query = select(ReferralGiver).where(ReferralGiver.referral_id == referral_id).order_by(ReferralGiver.id)
    kept = {ContactId(row.contact_id): row for row in unit.session.scalars(query)}
    gone = [giver_id for giver_id in kept if giver_id not in giver_ids]
    come = [giver_id for giver_id in dict.fromkeys(giver_ids) if giver_id not in kept]
    for giver_id in gone:
        unit.session.delete(kept[giver_id])
    for giver_id in come:
        unit.add(ReferralGiver(referral_id=referral_id, contact_id=giver_id))
    thanks.waive_all(unit, referral_id, gone)
    if come:
        working = business.working_time(unit.session)
        thanks.open_for(unit, come, referral_id=referral_id, occasion=Occasion.REFERRAL, at=unit.now, working=working)
    return bool(gone or come)


def _with_answers(facts: Facts, attempt: Attempt) -> Facts:
    """Return the facts with what the attempt adds; an answer left open changes nothing."""
    if attempt.preparedness is not None:
        facts = replace(facts, preparedness=attempt.preparedness)
    if attempt.fits is not None:
        facts = replace(facts, fits=attempt.fits)
    if not text.is_blank(attempt.next_step):
        facts = replace(facts, next_step=attempt.next_step, next_step_on=attempt.next_step_on)
    return facts


def _fact_problems(facts: Facts, referral: Referral) -> list[Problem]:
    draft = ReferralDraft(
        received_at=referral.received_at,
        prospect_id=ContactId(referral.prospect_id),
        need=facts.need,
        preparedness=facts.preparedness,
        value_expected_minor=facts.value_expected_minor,
        next_step=facts.next_step,
        giver_ids=facts.giver_ids,
    )
    return list(rules.problems(draft, now=draft.received_at))


def _set_facts(referral: Referral, facts: Facts) -> None:
    referral.need = text.clean(facts.need, lines=True)
    referral.introduced = facts.introduced.value
    referral.preparedness = facts.preparedness
    referral.expects_call = facts.expects_call
    referral.fits = None if facts.fits is None else facts.fits.value
    referral.may_share = facts.may_share
    referral.value_expected_minor = facts.value_expected_minor
    referral.next_step = text.clean(facts.next_step)
    referral.next_step_on = facts.next_step_on


def _names(unit: Unit, contact_ids: Sequence[int]) -> str:
    found = shown_names.by_id(unit.session, contact_ids)
    names = [found[contact_id].usual for contact_id in contact_ids]
    return i18n.listing(names) if len(names) > 1 else names[0]

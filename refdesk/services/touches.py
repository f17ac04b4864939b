"""Conversations and other dealings: logged, together with all that they settle."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from refdesk.domain import text
from refdesk.domain import touches as rules
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, ReferralId, TouchId
from refdesk.domain.promises import OnTheWay
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.touches import Asked, Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import contacts, promises, thanks
from refdesk.services.operation import operation
from refdesk.store.prepared import Prepared
from refdesk.store.tables.referrals import Referral, Stage
from refdesk.store.tables.work import Promise, Touch
from refdesk.store.unit import Unit

SAID = {
    TouchKind.CALL: N_("Call with {name} logged"),
    TouchKind.MESSAGE: N_("Message to {name} logged"),
    TouchKind.MEETING: N_("Meeting with {name} logged"),
    TouchKind.VISIT: N_("Visit with {name} logged"),
}
NOT_REMOVED = N_("This belongs to a card or a referral month. Take that back instead.")


@dataclass(frozen=True, slots=True)
class LoggedTouch:
    """A conversation that was logged; `is_free` when nothing else, such as a card or a referral month, rests on it."""

    touch_id: TouchId
    draft: TouchDraft
    is_free: bool


@operation(N_("Log a conversation"))
def log(unit: Unit, draft: TouchDraft) -> TouchId:
    """Log a conversation, the promise made in it, and what it settles or makes known; raises `Refused` by field.

    An attempt to reach somebody who was sent to us counts for that referral, also when none was named.
    """
    if found := rules.problems(draft, now=unit.now):
        raise Refused(*found)
    assert draft.contact_id is not None, "the rules ask for a contact"
    name = contacts.name(unit, draft.contact_id)
    row = unit.add(_row(unit, draft, draft.contact_id))
    made = OnTheWay(draft.promise_text, draft.promise_due_on)
    promises.add_on_the_way(
        unit, draft.contact_id, made, referral_id=draft.referral_id, from_touch_id=TouchId(row.id),
        made_on=draft.at.astimezone(unit.zone).date(),
    )  # fmt: skip
    thanks.note_touch(unit, row)
    if draft.outcome is Outcome.WRONG_NUMBER:
        contacts.mark_wrong_number(unit, draft.contact_id, called=draft.called)
    if draft.outcome is Outcome.DO_NOT_CALL:
        contacts.mark_do_not_call(unit, draft.contact_id)
    said = _(SAID.get(draft.kind, N_("Conversation with {name} logged")))
    unit.say(said.format(name=name), "contact", draft.contact_id)
    return TouchId(row.id)


@operation(N_("Log a conversation"))
def log_with_new(unit: Unit, contact: ContactDraft, draft: TouchDraft) -> TouchId:
    """Log a conversation with somebody who is added on the way, as one step; raises `Refused` by field."""
    return log(unit, replace(draft, contact_id=contacts.add(unit, contact)))


@operation(N_("Change a conversation"))
def edit(unit: Unit, touch_id: TouchId, draft: TouchDraft, *, was: TouchDraft | None = None) -> None:
    """Correct a conversation that was logged; raises `Refused` by field, `Overtaken` when it moved on from `was`.

    A promise is changed where promises are. A word of thanks that it settled is owed again if it says no thanks now.
    """
    row = unit.get(Touch, touch_id)
    if was is not None and drafted(row) != was:
        raise Overtaken(_("This was changed in the meantime."))
    _check_place(row, draft)
    if found := rules.problems(replace(draft, contact_id=ContactId(row.contact_id)), now=unit.now):
        raise Refused(*found)
    had = (row.kind, row.purpose, row.outcome)
    row.kind, row.purpose, row.outcome = draft.kind.value, draft.purpose.value, draft.outcome.value
    row.at, row.summary, row.asked = draft.at, text.clean(draft.summary, lines=True), draft.asked.value
    unit.session.flush()
    thanks.look_again(unit, row, is_new=had != (row.kind, row.purpose, row.outcome))
    if draft.outcome is Outcome.DO_NOT_CALL and had[2] != Outcome.DO_NOT_CALL:
        contacts.mark_do_not_call(unit, ContactId(row.contact_id))
    said = _("Conversation with {name} changed").format(name=contacts.name(unit, row.contact_id))
    unit.say(said, "contact", row.contact_id)


@operation(N_("Remove a conversation"))
def remove(unit: Unit, touch_id: TouchId) -> None:
    """Take a conversation out; promises made in it stay, and a word of thanks that it settled is owed again."""
    row = unit.get(Touch, touch_id)
    if not can_be_removed(TouchKind(row.kind), in_month=row.campaign_try_id is not None):
        raise Refused(Problem("", _(NOT_REMOVED)))
    thanks.open_what_it_closed(unit, row)
    for promise in unit.session.scalars(select(Promise).where(Promise.from_touch_id == touch_id)).all():
        promise.from_touch_id = None
    name, contact_id = contacts.name(unit, row.contact_id), row.contact_id
    unit.session.flush()
    unit.session.delete(row)
    unit.say(_("Conversation with {name} removed").format(name=name), "contact", contact_id)


def can_be_removed(kind: TouchKind, *, in_month: bool) -> bool:
    """Say whether a touch stands for itself: a card, a gift or a call of a referral month belongs to something."""
    return kind in rules.LOGGED_KINDS and not in_month


def of(session: Session, touch_id: TouchId) -> LoggedTouch:
    """Return a conversation as it can be changed; raises `Overtaken` when it is gone."""
    row = session.get(Touch, touch_id)
    if row is None:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    free = can_be_removed(TouchKind(row.kind), in_month=row.campaign_try_id is not None)
    return LoggedTouch(touch_id, drafted(row), free)


def drafted(row: Touch) -> TouchDraft:
    """Return the draft that a logged conversation is."""
    return TouchDraft(
        ContactId(row.contact_id), row.at, TouchKind(row.kind), Purpose(row.purpose), Outcome(row.outcome),
        row.summary, Asked(row.asked), None if row.referral_id is None else ReferralId(row.referral_id),
    )  # fmt: skip


def _check_place(row: Touch, draft: TouchDraft) -> None:
    """Refuse another kind or outcome for what belongs to something else: that would say otherwise than it does."""
    if can_be_removed(TouchKind(row.kind), in_month=row.campaign_try_id is not None):
        return
    if draft.kind != row.kind:
        raise Refused(Problem("kind", _("How it was belongs to a card or a referral month and stays.")))
    if draft.outcome != row.outcome:
        raise Refused(Problem("outcome", _("How it went belongs to a referral month: correct it there.")))


def _row(unit: Unit, draft: TouchDraft, contact_id: ContactId) -> Touch:
    referral_id = draft.referral_id
    if referral_id is None and rules.counts_as_attempt(draft.kind, draft.purpose):
        referral_id = _only_open_referral_of(unit, contact_id, draft.at)
    return Touch(
        contact_id=contact_id, referral_id=referral_id, kind=draft.kind.value, purpose=draft.purpose.value,
        outcome=draft.outcome.value, at=draft.at, summary=text.clean(draft.summary, lines=True),
        asked=draft.asked.value,
    )  # fmt: skip


@Prepared
def _open_referrals() -> Any:  # noqa: ANN401 - a select of ids and moments
    theirs = Referral.prospect_id == bindparam("prospect"), Referral.direction == Direction.RECEIVED
    still_open = select(Referral.id, Referral.received_at).join(Stage, Stage.id == Referral.stage_id)
    return still_open.where(*theirs, Stage.meaning == Meaning.OPEN)


def _only_open_referral_of(unit: Unit, prospect_id: ContactId, at: datetime) -> ReferralId | None:
    """Return the open referral that a conversation was about: never one that came on a later day."""
    day = at.astimezone(unit.zone).date()
    rows = unit.read(_open_referrals, prospect=prospect_id)
    found = [row.id for row in rows if row.received_at.astimezone(unit.zone).date() <= day]
    return ReferralId(found[0]) if len(found) == 1 else None

"""Conversations and other dealings: logged, together with all that they settle."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select

from refdesk.domain import text
from refdesk.domain import touches as rules
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, ReferralId, TouchId
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.touches import Outcome, TouchDraft, TouchKind
from refdesk.errors import Refused
from refdesk.i18n import N_, _
from refdesk.services import contacts, promises, thanks
from refdesk.services.operation import operation
from refdesk.store import row_codec
from refdesk.store.tables.referrals import Referral, Stage
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

SAID = {
    TouchKind.CALL: N_("Call with {name} logged"),
    TouchKind.MESSAGE: N_("Message to {name} logged"),
    TouchKind.MEETING: N_("Meeting with {name} logged"),
    TouchKind.VISIT: N_("Visit with {name} logged"),
}
_REFERRAL, _STAGE = row_codec.table_of(Referral), row_codec.table_of(Stage)
_OPEN_REFERRALS = (
    select(_REFERRAL.c.id, _REFERRAL.c.received_at)
    .join(_STAGE, _STAGE.c.id == _REFERRAL.c.stage_id)
    .where(_REFERRAL.c.prospect_id == bindparam("prospect"), _REFERRAL.c.direction == Direction.RECEIVED.value)
    .where(_STAGE.c.meaning == Meaning.OPEN.value)
)


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
    if draft.promise_text.strip():
        made = PromiseDraft(draft.contact_id, draft.promise_text, draft.promise_due_on, draft.referral_id)
        promises.add(unit, made, from_touch_id=TouchId(row.id))
    thanks.note_touch(unit, row)
    if draft.outcome is Outcome.WRONG_NUMBER:
        contacts.mark_wrong_number(unit, draft.contact_id)
    if draft.outcome is Outcome.DO_NOT_CALL:
        contacts.mark_do_not_call(unit, draft.contact_id)
    said = _(SAID.get(draft.kind, N_("Conversation with {name} logged")))
    unit.say(said.format(name=name), "contact", draft.contact_id)
    return TouchId(row.id)


@operation(N_("Log a conversation"))
def log_with_new(unit: Unit, contact: ContactDraft, draft: TouchDraft) -> TouchId:
    """Log a conversation with somebody who is added on the way, as one step; raises `Refused` by field."""
    return log(unit, replace(draft, contact_id=contacts.add(unit, contact)))


def _row(unit: Unit, draft: TouchDraft, contact_id: ContactId) -> Touch:
    referral_id = draft.referral_id
    if referral_id is None and rules.counts_as_attempt(draft.kind, draft.purpose):
        referral_id = _only_open_referral_of(unit, contact_id, draft.at)
    return Touch(
        contact_id=contact_id, referral_id=referral_id, kind=draft.kind.value, purpose=draft.purpose.value,
        outcome=draft.outcome.value, at=draft.at, summary=text.clean(draft.summary, lines=True),
        asked=draft.asked.value,
    )  # fmt: skip


def _only_open_referral_of(unit: Unit, prospect_id: ContactId, at: datetime) -> ReferralId | None:
    """Return the open referral that a conversation was about: never one that came on a later day."""
    day = at.astimezone(unit.zone).date()
    rows = unit.read(_OPEN_REFERRALS, {"prospect": prospect_id})
    found = [referral_id for referral_id, received_at in rows if received_at.astimezone(unit.zone).date() <= day]
    return ReferralId(found[0]) if len(found) == 1 else None

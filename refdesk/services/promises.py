"""Promises: made, changed, kept, or dropped."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from refdesk.domain import promises as rules
from refdesk.domain import text
from refdesk.domain.ids import ContactId, PromiseId, ReferralId, TouchId
from refdesk.domain.promises import OnTheWay, PromiseDraft
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import contacts
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact
from refdesk.store.tables.work import Promise
from refdesk.store.unit import Unit


@operation(N_("Add a promise"))
def add(
    unit: Unit, draft: PromiseDraft, *, from_touch_id: TouchId | None = None, campaign_try_id: int | None = None,
    made_on: date | None = None,
) -> PromiseId:  # fmt: skip
    """Note what was promised to whom, on `made_on` if that is known; raises `Refused` with the problems by field."""
    if found := rules.problems(draft, made_on=made_on):
        raise Refused(*found)
    assert draft.contact_id is not None, "the rules ask for a contact"
    contact = unit.get(Contact, draft.contact_id)
    row = unit.add(
        Promise(
            contact_id=contact.id, text=text.clean(draft.text, lines=True), due_on=draft.due_on,
            referral_id=draft.referral_id, from_touch_id=from_touch_id, campaign_try_id=campaign_try_id,
        )
    )  # fmt: skip
    unit.say(_("Promise to {name} noted").format(name=contacts.name_of(contact)), "contact", contact.id)
    return PromiseId(row.id)


def add_on_the_way(
    unit: Unit,
    contact_id: int,
    made: OnTheWay,
    *,
    referral_id: int | None = None,
    from_touch_id: TouchId | None = None,
    campaign_try_id: int | None = None,
    made_on: date | None = None,
) -> None:
    """Note a promise that was made while something else was done, if any; raises `Refused` with its problems."""
    if found := rules.problems_on_the_way(made, made_on=made_on):
        raise Refused(*found)
    if not text.is_blank(made.text):
        about = None if referral_id is None else ReferralId(referral_id)
        draft = PromiseDraft(ContactId(contact_id), made.text, made.due_on, about)
        add(unit, draft, from_touch_id=from_touch_id, campaign_try_id=campaign_try_id)


@operation(N_("Change a promise"))
def edit(unit: Unit, promise_id: PromiseId, draft: PromiseDraft, *, was: PromiseDraft | None = None) -> None:
    """Save another text, day or referral of an open promise; to whom it was made stays.

    Raises `Refused` by field, and `Overtaken` when it moved on from `was`.
    """
    row = _open(unit, promise_id)
    if was is not None and was != drafted(row):
        raise Overtaken(_("This was changed in the meantime."))
    draft = replace(draft, contact_id=ContactId(row.contact_id))
    if found := rules.problems(draft):
        raise Refused(*found)
    assert draft.due_on is not None, "the rules ask for a day"
    row.text, row.due_on, row.referral_id = text.clean(draft.text, lines=True), draft.due_on, draft.referral_id
    _say(unit, row, _("Promise to {name} changed"))


@operation(N_("Keep a promise"))
def keep(unit: Unit, promise_id: PromiseId) -> None:
    """Mark a promise as kept today."""
    row = _open(unit, promise_id)
    row.kept_on = unit.today
    _say(unit, row, _("Promise to {name} kept"))


@operation(N_("Drop a promise"))
def drop(unit: Unit, promise_id: PromiseId) -> None:
    """Take a promise off the list without having kept it."""
    row = _open(unit, promise_id)
    row.dropped_on = unit.today
    _say(unit, row, _("Promise to {name} dropped"))


def of(session: Session, promise_id: PromiseId) -> PromiseDraft:
    """Return a promise as it can be changed; raises `Overtaken` when it is gone."""
    row = session.get(Promise, promise_id)
    if row is None:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    return drafted(row)


def drafted(row: Promise) -> PromiseDraft:
    """Return the draft that a promise is."""
    referral_id = None if row.referral_id is None else ReferralId(row.referral_id)
    return PromiseDraft(ContactId(row.contact_id), row.text, row.due_on, referral_id)


def _open(unit: Unit, promise_id: PromiseId) -> Promise:
    row = unit.get(Promise, promise_id)
    if row.kept_on is not None or row.dropped_on is not None:
        raise Refused(Problem("", _("This promise is already kept or dropped.")))
    return row


def _say(unit: Unit, row: Promise, said: str) -> None:
    unit.say(said.format(name=contacts.name_of(unit.get(Contact, row.contact_id))), "contact", row.contact_id)

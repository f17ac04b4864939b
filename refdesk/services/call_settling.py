"""What a call of the referral month leaves behind: the one way to settle it, from paper and from the screen."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from refdesk.domain import call_codes, call_mode, names, text
from refdesk.domain import campaign as rules
from refdesk.domain import contact as contact_rules
from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.call_mode import NOTHING_MORE, CallNotes, MoreTyped, Named
from refdesk.domain.contact import LONGEST_LINE, ContactDraft, Status, too_long
from refdesk.domain.ids import CampaignId, ContactId, ReferralId, TouchId
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.promises import OnTheWay, PromiseDraft
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.touches import Asked, Purpose, TouchDraft, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.services import campaigns, contacts, conversations, promises, referrals, touches
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Called:
    """A try of a day with its entry, and the moment for which it counts."""

    campaign: Campaign
    entry: CampaignEntry
    tried: CampaignTry
    day: date
    at: datetime
    working: WorkingTime

    @property
    def contact_id(self) -> ContactId:
        """Return who was called."""
        return ContactId(self.entry.contact_id)


@dataclass(frozen=True, slots=True)
class Settled:
    """Say what was made of a call."""

    touch_id: TouchId | None
    referral_ids: tuple[ReferralId, ...]


def moment_of(unit: Unit, day: date, working: WorkingTime) -> datetime:
    """Return the moment for which calls of a day count: now, or the close of a day gone by."""
    return unit.now if day == unit.today else min(unit.now, working.close_of(day))


def problems_later(unit: Unit, contact_id: ContactId, notes: CallNotes) -> tuple[Problem, ...]:
    """Return what the promise or the new contact of this call would be refused for: one row must not stop all."""
    found = []
    if len(notes.row.lead_to) > LONGEST_LINE:
        found.append(Problem("lead_to", too_long(LONGEST_LINE)))
    for field, named in _everybody_named(notes):
        new = _prospect(unit, named.name, contact_id)[1]
        if new is not None and (wrong := contact_rules.problems(new, today=unit.today)):
            found.append(Problem(field, wrong[0].sentence))
    return tuple(found)


def settle(unit: Unit, called: Called, row: FilledRow, more: MoreTyped = NOTHING_MORE) -> Settled:
    """Save a complete call: its touch, promises and referrals, what was learned, and what the code does to the entry.

    The caller has looked for problems before.
    """
    code = row.code
    assert code is not None, "a complete call has its code"
    notes = CallNotes(row, more)
    keep(called.tried, notes)
    called.tried.code, called.tried.at = code.value, called.at
    touch_id = _log_touch(unit, called, notes, code)
    _learn(unit, called.contact_id, notes)
    if more.remember is not None:
        conversations.remember(unit, called.contact_id, more.remember)
    _promise(unit, called, notes, touch_id)
    referral_ids = tuple(_log_referral(unit, called, named) for _field, named in _everybody_named(notes))
    _mark_contact(unit, called.contact_id, code, more.called)
    _move_entry(unit, called, row, code)
    return Settled(touch_id, referral_ids)


def keep(tried: CampaignTry, notes: CallNotes) -> None:
    """Keep what was typed for a try, complete or not; its code is none of it."""
    clean = call_mode.cleaned(notes)
    row, more = clean.row, clean.more
    tried.call_back_on = row.call_back_on
    tried.help_answer, tried.lead_for_them = row.help, row.good_lead
    tried.lead_to, tried.lead_by = row.lead_to, row.lead_by
    tried.referral_direction = row.referral_direction.value if row.referral_direction else ""
    tried.referral_name, tried.referral_need = row.referral_name, row.referral_need
    tried.notes, tried.nothing_needed = more.notes, more.nothing_needed
    tried.more = _written(more)


def kept(tried: CampaignTry) -> CallNotes:
    """Return what is kept of a try: a draft, or what was saved when it has its code."""
    row = FilledRow(
        number=tried.sheet_number,
        code=None if tried.code is None else Code(tried.code),
        call_back_on=tried.call_back_on,
        help=tried.help_answer,
        good_lead=tried.lead_for_them,
        lead_to=tried.lead_to,
        lead_by=tried.lead_by,
        referral_direction=Direction(tried.referral_direction) if tried.referral_direction else None,
        referral_name=tried.referral_name,
        referral_need=tried.referral_need,
    )
    return CallNotes(row, replace(_read(tried.more), notes=tried.notes, nothing_needed=tried.nothing_needed))


def _log_touch(unit: Unit, called: Called, notes: CallNotes, code: Code) -> TouchId | None:
    if not call_codes.is_touch(code):
        return None
    draft = TouchDraft(
        called.contact_id, called.at, TouchKind.CALL, Purpose.CAMPAIGN, call_codes.OUTCOMES[code],
        summary=call_mode.summary(notes), asked=notes.more.asked,
    )  # fmt: skip
    touch_id = touches.log(unit, draft)
    unit.get(Touch, touch_id).campaign_try_id = called.tried.id
    return touch_id


def _learn(unit: Unit, contact_id: ContactId, notes: CallNotes) -> None:
    lead, work = text.clean(notes.row.good_lead, lines=True), text.clean(notes.more.what_they_do or "", lines=True)
    if not lead and not work:
        return
    contact = unit.get(Contact, contact_id)
    contact.good_lead_for_them = lead or contact.good_lead_for_them
    contact.what_they_do = work or contact.what_they_do


def _promise(unit: Unit, called: Called, notes: CallNotes, touch_id: TouchId | None) -> None:
    row, contact_id, try_id = notes.row, called.contact_id, called.tried.id
    if row.lead_to.strip():
        promised = _("Lead promised: {lead}").format(lead=text.clean(row.lead_to))
        promises.add(
            unit, PromiseDraft(contact_id, promised, row.lead_by), from_touch_id=touch_id, campaign_try_id=try_id
        )
    for made in notes.more.promises:
        promises.add_on_the_way(unit, contact_id, made, from_touch_id=touch_id, campaign_try_id=try_id)


def _everybody_named(notes: CallNotes) -> Iterator[tuple[str, Named]]:
    """Yield everybody who was named, with the field of each."""
    row = notes.row
    if row.referral_direction is not None:
        yield "referral_name", Named(row.referral_direction, row.referral_name, row.referral_need)
    for at, named in enumerate(notes.more.named):
        if not named.is_blank:
            yield f"named_{at}", named


def _log_referral(unit: Unit, called: Called, named: Named) -> ReferralId:
    known, new = _prospect(unit, named.name, called.contact_id)
    received = named.direction is Direction.RECEIVED
    draft = ReferralDraft(
        received_at=called.at,
        prospect_id=known,
        new_prospect=new,
        need=named.need,
        giver_ids=(called.contact_id,) if received else (),
        recipient_id=None if received else called.contact_id,
    )
    referral_id = referrals.log_received(unit, draft) if received else referrals.log_given(unit, draft)
    unit.get(Referral, referral_id).campaign_try_id = called.tried.id
    return referral_id


def _mark_contact(unit: Unit, contact_id: ContactId, code: Code, phone: str) -> None:
    if code is Code.WRONG_NUMBER:
        contacts.mark_wrong_number(unit, contact_id, called=phone)
    if code is Code.DO_NOT_CALL:
        contacts.mark_do_not_call(unit, contact_id)


def _move_entry(unit: Unit, called: Called, row: FilledRow, code: Code) -> None:
    """Set what becomes of the entry, and the day of its next try."""
    entry = called.entry
    state = rules.state_after(
        code, tries=_tries(unit, entry.id), most_tries=called.working.rules.most_tries,
        before=rules.EntryState(entry.state),
    )  # fmt: skip
    entry.state = state.value
    if state is not rules.EntryState.OPEN or _was_called_later(unit, called):
        return
    again = rules.next_try_on(code, on=called.day, call_back_on=row.call_back_on, working=called.working)
    again = _not_before_today(again, unit.today, called.working)
    if again is not None and (row.call_back_on is not None or again <= called.campaign.last_on):
        entry.position = campaigns.next_position(unit, CampaignId(entry.campaign_id), again)
        entry.planned_on = again


def _tries(unit: Unit, entry_id: int) -> int:
    query = select(func.count()).where(CampaignTry.entry_id == entry_id, CampaignTry.code.is_not(None))
    return unit.session.scalar(query) or 0


def _was_called_later(unit: Unit, called: Called) -> bool:
    """Say whether a later sheet has a result already: an old one that is typed late moves nobody."""
    query = select(CampaignTry.id).where(
        CampaignTry.entry_id == called.entry.id, CampaignTry.on > called.day, CampaignTry.code.is_not(None)
    )
    return unit.session.scalars(query.limit(1)).first() is not None


def _not_before_today(again: date | None, today: date, working: WorkingTime) -> date | None:
    """Return the day of the next try; a sheet entered days later does not send it to a day gone by."""
    if again is None or again > today:
        return again
    return working.working_day_from(today)


def _prospect(unit: Unit, typed: str, caller_id: ContactId) -> tuple[ContactId | None, ContactDraft | None]:
    """Return the one contact of this very name, or the draft of a new one; never the person who was called."""
    name = names.split(typed)
    key = name.sort_key
    query = select(Contact.id).where(Contact.sort_key == key, Contact.status == Status.ACTIVE, Contact.id != caller_id)
    found = unit.session.scalars(query.limit(2)).all()
    if len(found) == 1:
        return ContactId(found[0]), None
    return None, contact_rules.named(typed)


def _written(more: MoreTyped) -> str:
    """Return as text what has no column of its own, "" when there is nothing."""
    values: dict[str, Any] = {}
    if more.what_they_do is not None:
        values["what_they_do"] = more.what_they_do
    if more.asked is not Asked.NO:
        values["asked"] = more.asked.value
    if more.called:
        values["called"] = more.called
    if more.promises:
        values["promises"] = [[each.text, _day_out(each.due_on)] for each in more.promises]
    if more.named:
        values["named"] = [[each.direction.value, each.name, each.need] for each in more.named]
    if (day := more.remember) is not None:
        values["remember"] = [day.kind.value, day.on.month, day.on.day, day.on.year, day.label]
    return json.dumps(values, ensure_ascii=False) if values else ""


def _read(written: str) -> MoreTyped:
    values: dict[str, Any] = json.loads(written) if written else {}
    promised: Sequence[tuple[str, str | None]] = values.get("promises", ())
    named: Sequence[tuple[str, str, str]] = values.get("named", ())
    return MoreTyped(
        what_they_do=values.get("what_they_do"),
        asked=Asked(values.get("asked", Asked.NO.value)),
        called=values.get("called", ""),
        promises=tuple(OnTheWay(words, date.fromisoformat(by) if by else None) for words, by in promised),
        named=tuple(Named(Direction(direction), name, need) for direction, name, need in named),
        remember=_day_in(values.get("remember")),
    )


def _day_in(written: Sequence[Any] | None) -> IncomingDate | None:
    if written is None:
        return None
    kind, month, day, year, label = written
    return IncomingDate(DateKind(kind), YearlyDate(month, day, year), label)


def _day_out(day: date | None) -> str | None:
    return day.isoformat() if day else None

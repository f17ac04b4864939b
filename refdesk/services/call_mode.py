"""Calling through a referral month: what to know of one call, its notes kept while talking, and its end."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Date, bindparam, select
from sqlalchemy.orm import Session

from refdesk.domain import call_codes, call_mode
from refdesk.domain.asking import AskFacts
from refdesk.domain.call_codes import Code
from refdesk.domain.call_mode import CallNotes
from refdesk.domain.campaign import EntryState
from refdesk.domain.ids import CampaignId, ContactId, EntryId, PromiseId, ReferralId
from refdesk.domain.ranking import Rank
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import asks, business, call_settling, call_sheets, calls, campaigns, contacts, shown_names
from refdesk.services.call_settling import Called
from refdesk.services.calls import Number
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.people import Contact
from refdesk.store.tables.trail import DRAFT
from refdesk.store.tables.work import Promise
from refdesk.store.unit import Unit

GONE = N_("This call is no longer there. The plan was changed in the meantime.")


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """Hold something promised to them that is still to be done."""

    promise_id: PromiseId
    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class EarlierTry:
    """Hold how an earlier call in this month went."""

    on: date
    code: Code


@dataclass(frozen=True, slots=True)
class Call:
    """Hold all that helps to make one call; `why_not` says why there is to be none, or is "".

    `notes` are what was kept of it so far, or what was saved when it has its code.
    """

    campaign_id: CampaignId
    entry_id: EntryId
    day: date
    contact_id: ContactId
    name: str
    first_name: str
    organisation: str
    rank: Rank | None
    numbers: tuple[Number, ...]
    best_time: str
    what_they_do: str
    good_lead: str
    last_contact: str
    did_last: str
    promises: tuple[OpenPromise, ...]
    before: tuple[EarlierTry, ...]
    ask: AskFacts
    state: EntryState
    notes: CallNotes
    why_not: str

    @property
    def code(self) -> Code | None:
        """Return how it went; None while the call is still to be made."""
        return self.notes.row.code

    @property
    def try_number(self) -> int:
        """Return 1 for the first call to this person in the month."""
        return len(self.before) + 1


@dataclass(frozen=True, slots=True)
class Ended:
    """Say what came of a call: the referrals it brought, and the day of the next try."""

    said: str
    referral_ids: tuple[ReferralId, ...]
    again_on: date | None


def call(session: Session, entry_id: EntryId, day: date, working: WorkingTime, zone: ZoneInfo) -> Call:
    """Return one call of a day; raises `Overtaken` when the person is no longer in the month."""
    entry = session.get(CampaignEntry, entry_id)
    row = None if entry is None else session.get(Contact, entry.contact_id)
    if entry is None or row is None:
        raise Overtaken(_(GONE))
    contact_id = ContactId(row.id)
    name = shown_names.of(getattr(row, part) for part in shown_names.PARTS)
    tried = _try_of(session, entry_id, day)
    return Call(
        campaign_id=CampaignId(entry.campaign_id),
        entry_id=entry_id,
        day=day,
        contact_id=contact_id,
        name=name.usual,
        first_name=name.short,
        organisation=name.organisation if name.has_person else "",
        rank=None if row.rank is None else Rank(row.rank),
        numbers=calls.numbers(session, contact_id),
        best_time=row.best_time,
        what_they_do=row.what_they_do,
        good_lead=row.good_lead_for_them,
        last_contact=call_sheets.newest(session, [row.id], day, working, ours=False).get(row.id, ""),
        did_last=call_sheets.newest(session, [row.id], day, working, ours=True).get(row.id, ""),
        promises=_promises(session, contact_id),
        before=_before(session, entry_id, day),
        ask=asks.facts(session, contact_id, zone),
        state=EntryState(entry.state),
        notes=CallNotes() if tried is None else call_settling.kept(tried),
        why_not=calls.why_not(row),
    )


def entry_of(session: Session, contact_id: ContactId, today: date) -> EntryId | None:
    """Return the open entry of somebody in a referral month that runs today; None when they are in none."""
    query = (
        select(CampaignEntry.id)
        .join(Campaign, Campaign.id == CampaignEntry.campaign_id)
        .where(CampaignEntry.contact_id == contact_id, CampaignEntry.state == EntryState.OPEN)
        .where(Campaign.first_on <= today, Campaign.last_on >= today, Campaign.closed_on.is_(None))
        .order_by(CampaignEntry.planned_on, CampaignEntry.id)
    )
    found = session.scalars(query.limit(1)).first()
    return None if found is None else EntryId(found)


def place_of(session: Session, entry_id: EntryId) -> tuple[CampaignId, date]:
    """Return the month of an entry, and the day for which it is planned; raises `Overtaken` when it is gone."""
    entry = session.get(CampaignEntry, entry_id)
    if entry is None:
        raise Overtaken(_(GONE))
    return CampaignId(entry.campaign_id), entry.planned_on


@operation(N_("Keep notes of a call"))
def keep_notes(unit: Unit, entry_id: EntryId, day: date, notes: CallNotes, *, was: CallNotes) -> CallNotes:
    """Keep what is typed so far, so that going away or a crash loses nothing; returns it as it is kept.

    Raises `Overtaken` when somebody else ended the call, or typed into it since it was `was`.
    """
    called = _called(unit, entry_id, day)
    _ensure_unchanged(called, was)
    call_settling.keep(called.tried, notes)
    unit.say(_("Notes of a call kept"), DRAFT, called.campaign.id)
    return call_settling.kept(called.tried)


@operation(N_("End a call of the referral month"))
def end(unit: Unit, entry_id: EntryId, day: date, notes: CallNotes, *, was: CallNotes) -> Ended:
    """Save a call with everything that came of it, as one step; raises `Refused` by field, and `Overtaken`."""
    called = _called(unit, entry_id, day)
    _ensure_unchanged(called, was)
    found = call_mode.problems(notes, on=day) or call_settling.problems_later(unit, called.contact_id, notes)
    if found:
        raise Refused(*found)
    code = notes.row.code
    assert code is not None, "a call without a problem has its code"
    name = contacts.name(unit, called.contact_id)
    settled = call_settling.settle(unit, called, notes.row, notes.more)
    said = _("{name}: {result}").format(name=name, result=_(call_codes.WORDS[code]))
    unit.say(said, "contact", called.contact_id)
    entry = called.entry
    again = entry.planned_on if entry.state == EntryState.OPEN and entry.planned_on > day else None
    return Ended(said, settled.referral_ids, again)


@operation(N_("Call somebody today"))
def bring_to_today(unit: Unit, entry_id: EntryId) -> str:
    """Put a call of another day behind those of today, with the notes typed for it; returns what was done in words."""
    entry = _entry(unit, entry_id)
    if entry.state != EntryState.OPEN:
        raise Overtaken(_("There is nothing left to call here: the result is in."))
    if _try_of(unit.session, entry_id, unit.today) is not None:
        raise Refused(Problem("day", _("This person was called today already.")))
    before = _try_of(unit.session, entry_id, entry.planned_on)
    campaign_id = CampaignId(entry.campaign_id)
    entry.position = campaigns.next_position(unit, campaign_id, unit.today)
    entry.planned_on = unit.today
    tried = _numbered(unit, entry, unit.today)
    if before is not None and before.code is None:
        call_settling.keep(tried, call_settling.kept(before))
    said = _("{name} is called today").format(name=contacts.name(unit, entry.contact_id))
    unit.say(said, "campaign", entry.campaign_id)
    return said


def _called(unit: Unit, entry_id: EntryId, day: date) -> Called:
    """Return the call of a day, numbered; raises `Refused` for a day to come, `Overtaken` when the result is in."""
    if day > unit.today:
        raise Refused(Problem("day", _("This day has not come yet.")))
    entry = _entry(unit, entry_id)
    tried = _try_of(unit.session, entry_id, day) or _numbered(unit, entry, day)
    if tried.code is not None:
        sentence = _("The result of this call was entered in the meantime: {result}.")
        raise Overtaken(sentence.format(result=_(call_codes.WORDS[Code(tried.code)])))
    working = business.working_time(unit.session)
    campaign = unit.get(Campaign, entry.campaign_id)
    return Called(campaign, entry, tried, day, call_settling.moment_of(unit, day, working), working)


def _entry(unit: Unit, entry_id: EntryId) -> CampaignEntry:
    entry = unit.session.get(CampaignEntry, entry_id)
    if entry is None:
        raise Overtaken(_(GONE))
    return entry


def _numbered(unit: Unit, entry: CampaignEntry, day: date) -> CampaignTry:
    """Number the calls of a day, as far as they are not yet, and return the try of this one."""
    if entry.planned_on != day:
        raise Overtaken(_("This call was moved to another day in the meantime."))
    campaigns.freeze_day(unit, CampaignId(entry.campaign_id), day)
    unit.session.flush()
    found = _try_of(unit.session, entry.id, day)
    if found is None:
        raise Overtaken(_("This person is not to be called any more."))
    return found


def _ensure_unchanged(called: Called, was: CallNotes) -> None:
    if not call_settling.kept(called.tried).same_as(was):
        raise Overtaken(_("Somebody else typed notes for this call in the meantime."))


def _try_of(session: Session, entry_id: int, day: date) -> CampaignTry | None:
    return session.scalars(_TRY, {"entry": entry_id, "day": day}).first()


def _before(session: Session, entry_id: EntryId, day: date) -> tuple[EarlierTry, ...]:
    rows = session.execute(_BEFORE, {"entry": entry_id, "day": day})
    return tuple(EarlierTry(on, Code(code)) for on, code in rows if code)


def _promises(session: Session, contact_id: ContactId) -> tuple[OpenPromise, ...]:
    rows = session.execute(_PROMISED, {"contact": contact_id})
    return tuple(OpenPromise(PromiseId(each), words, due_on) for each, words, due_on in rows)


# Made once: the list is walked by arrows, and each step reads a call.
_OF_ENTRY = CampaignTry.entry_id == bindparam("entry")
_TRY = select(CampaignTry).where(_OF_ENTRY, CampaignTry.on == bindparam("day", type_=Date)).limit(1)
_BEFORE = (
    select(CampaignTry.on, CampaignTry.code)
    .where(_OF_ENTRY, CampaignTry.on < bindparam("day", type_=Date), CampaignTry.code.is_not(None))
    .order_by(CampaignTry.on)
)
_PROMISED = (
    select(Promise.id, Promise.text, Promise.due_on)
    .where(Promise.contact_id == bindparam("contact"), Promise.kept_on.is_(None), Promise.dropped_on.is_(None))
    .order_by(Promise.due_on, Promise.id)
)

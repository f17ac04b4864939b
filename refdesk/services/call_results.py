"""Entering a filled call sheet: each row of it becomes what it says, all of them in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select

from refdesk.domain import call_codes, names, text
from refdesk.domain import campaign as rules
from refdesk.domain import contact as contact_rules
from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.contact import LONGEST_LINE, ContactDraft, Kind, Status, too_long
from refdesk.domain.ids import CampaignId, ContactId, ReferralId, TouchId
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.touches import Purpose, TouchDraft, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.services import business, campaigns, contacts, promises, referrals, shown_names, touches
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.people import Contact
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit


class RowOutcome(StrEnum):
    """What became of a row: saved, saved earlier, kept as a draft until it is complete, or refused."""

    SAVED = "saved"
    SAVED_BEFORE = "saved_before"
    DRAFT = "draft"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowReport:
    """Say what became of one row; `problems` name the cells to complete or correct."""

    number: int | None
    name: str
    outcome: RowOutcome
    problems: tuple[Problem, ...] = ()
    referral_id: ReferralId | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Say what became of every row that was not blank, in the order of the rows."""

    rows: tuple[RowReport, ...]

    def count(self, outcome: RowOutcome) -> int:
        """Return how many rows ended so."""
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Place:
    """A row's try with its entry and person."""

    number: int
    tried: CampaignTry
    entry: CampaignEntry
    name: str


@operation(N_("Enter results"))
def enter(unit: Unit, campaign_id: CampaignId, day: date, rows: Sequence[FilledRow]) -> Report:
    """Enter the rows of a day's sheet; complete ones are saved, incomplete ones stay drafts, none is lost in silence.

    Raises `Refused` for a day that has not come, or that has no calls.
    """
    campaign = unit.get(Campaign, campaign_id)
    if day > unit.today:
        raise Refused(Problem("day", _("This day has not come yet. Enter the sheet when you have called.")))
    if not campaigns.freeze_day(unit, campaign_id, day):
        raise Refused(Problem("day", _("This day has no calls.")))
    entering = _Entering(unit, campaign, day)
    report = Report(tuple(entering.enter(row) for row in rows if not row.is_blank))
    saved = report.count(RowOutcome.SAVED)
    unit.say(ngettext("{n} call entered", "{n} calls entered", saved).format(n=saved), "campaign", campaign_id)
    return report


class _Entering:
    """Enters rows of one sheet, one after the other."""

    def __init__(self, unit: Unit, campaign: Campaign, day: date) -> None:
        self._unit, self._campaign, self._day = unit, campaign, day
        self._working = business.working_time(unit.session)
        self._at = _moment(unit, day, self._working)
        self._places = _places(unit, CampaignId(campaign.id), day)
        self._seen: set[int] = set()

    def enter(self, row: FilledRow) -> RowReport:
        place = self._places.get(row.number or 0)
        if row.number is not None and place is None:
            sentence = _("There is no row {n} on this sheet.").format(n=row.number)
            return RowReport(row.number, "", RowOutcome.REFUSED, (Problem("number", sentence),))
        name = place.name if place else ""
        if found := call_codes.problems(row, on=self._day):
            if place and place.tried.code is None:
                _keep_draft(place.tried, row)
            return RowReport(row.number, name, RowOutcome.DRAFT, found)
        assert place is not None, "a row without a problem has a number"
        if refused := self._refusal(place, row):
            return refused
        self._seen.add(place.number)
        return self._save(place, row)

    def _refusal(self, place: _Place, row: FilledRow) -> RowReport | None:
        if place.number in self._seen:
            sentence = _("Row {n} stands here twice.").format(n=place.number)
            return RowReport(place.number, place.name, RowOutcome.REFUSED, (Problem("number", sentence),))
        if place.tried.code is None:
            found = self._later_problems(ContactId(place.entry.contact_id), row)
            return RowReport(place.number, place.name, RowOutcome.REFUSED, found) if found else None
        if _is_same(place.tried, row):
            return RowReport(place.number, place.name, RowOutcome.SAVED_BEFORE)
        sentence = _("Row {n} is already entered with {code}. Undo that first to change it.")
        problem = Problem("code", sentence.format(n=place.number, code=place.tried.code))
        return RowReport(place.number, place.name, RowOutcome.REFUSED, (problem,))

    def _later_problems(self, contact_id: ContactId, row: FilledRow) -> tuple[Problem, ...]:
        """Return what the promise or the new contact of this row would be refused for: one row must not stop all."""
        found = []
        if len(row.lead_to) > LONGEST_LINE:
            found.append(Problem("lead_to", too_long(LONGEST_LINE)))
        new = _prospect(self._unit, row.referral_name, contact_id)[1] if row.referral_direction else None
        if new is not None and (wrong := contact_rules.problems(new, today=self._unit.today)):
            found.append(Problem("referral_name", wrong[0].sentence))
        return tuple(found)

    def _save(self, place: _Place, row: FilledRow) -> RowReport:
        code = row.code
        assert code is not None, "a complete row has its code"
        tried = place.tried
        _keep_draft(tried, row)
        tried.code, tried.at = code.value, self._at
        contact_id = ContactId(place.entry.contact_id)
        touch_id = self._log_touch(tried, contact_id, row, code)
        self._learn(contact_id, row, touch_id)
        referral_id = self._log_referral(contact_id, row)
        self._settle(place.entry, row, code)
        return RowReport(place.number, place.name, RowOutcome.SAVED, (), referral_id)

    def _log_touch(self, tried: CampaignTry, contact_id: ContactId, row: FilledRow, code: Code) -> TouchId | None:
        if not call_codes.is_touch(code):
            return None
        draft = TouchDraft(
            contact_id, self._at, TouchKind.CALL, Purpose.CAMPAIGN, call_codes.OUTCOMES[code], summary=row.help
        )
        touch_id = touches.log(self._unit, draft)
        self._unit.get(Touch, touch_id).campaign_try_id = tried.id
        return touch_id

    def _learn(self, contact_id: ContactId, row: FilledRow, touch_id: TouchId | None) -> None:
        if row.good_lead.strip():
            contact = self._unit.get(Contact, contact_id)
            contact.good_lead_for_them = text.clean(row.good_lead, lines=True)
        if row.lead_to.strip():
            promised = _("Lead promised: {lead}").format(lead=text.clean(row.lead_to))
            promises.add(self._unit, PromiseDraft(contact_id, promised, row.lead_by), from_touch_id=touch_id)

    def _log_referral(self, contact_id: ContactId, row: FilledRow) -> ReferralId | None:
        if row.referral_direction is None:
            return None
        known, new = _prospect(self._unit, row.referral_name, contact_id)
        received = row.referral_direction is Direction.RECEIVED
        draft = ReferralDraft(
            received_at=self._at,
            prospect_id=known,
            new_prospect=new,
            need=row.referral_need,
            giver_ids=(contact_id,) if received else (),
            recipient_id=None if received else contact_id,
        )
        return referrals.log_received(self._unit, draft) if received else referrals.log_given(self._unit, draft)

    def _settle(self, entry: CampaignEntry, row: FilledRow, code: Code) -> None:
        contact_id = ContactId(entry.contact_id)
        if code is Code.WRONG_NUMBER:
            contacts.mark_wrong_number(self._unit, contact_id)
        if code is Code.DO_NOT_CALL:
            contacts.mark_do_not_call(self._unit, contact_id)
        state = rules.state_after(code, tries=_tries(self._unit, entry.id))
        entry.state = state.value
        if state is not rules.EntryState.OPEN:
            return
        again = rules.next_try_on(code, on=self._day, call_back_on=row.call_back_on, working=self._working)
        again = _not_before_today(again, self._unit.today, self._working)
        if again is not None and (row.call_back_on is not None or again <= self._campaign.last_on):
            entry.position = campaigns.next_position(self._unit, CampaignId(entry.campaign_id), again)
            entry.planned_on = again


def _moment(unit: Unit, day: date, working: WorkingTime) -> datetime:
    return unit.now if day == unit.today else min(unit.now, working.close_of(day))


def _places(unit: Unit, campaign_id: CampaignId, day: date) -> dict[int, _Place]:
    query = (
        select(CampaignTry, CampaignEntry)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignTry.on == day)
        .order_by(CampaignTry.sheet_number)
    )
    found = unit.session.execute(query).all()
    people = shown_names.by_id(unit.session, [entry.contact_id for _tried, entry in found])
    return {
        tried.sheet_number: _Place(tried.sheet_number, tried, entry, people[entry.contact_id].usual)
        for tried, entry in found
    }


def _keep_draft(tried: CampaignTry, row: FilledRow) -> None:
    tried.call_back_on = row.call_back_on
    tried.help_answer = text.clean(row.help, lines=True)
    tried.lead_for_them = text.clean(row.good_lead, lines=True)


def _is_same(tried: CampaignTry, row: FilledRow) -> bool:
    entered = (tried.code, tried.call_back_on, tried.help_answer, tried.lead_for_them)
    return entered == (
        row.code, row.call_back_on, text.clean(row.help, lines=True), text.clean(row.good_lead, lines=True)
    )  # fmt: skip


def _tries(unit: Unit, entry_id: int) -> int:
    query = select(func.count()).where(CampaignTry.entry_id == entry_id, CampaignTry.code.is_not(None))
    return unit.session.scalar(query) or 0


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
    kind = Kind.PERSON if name.has_person else Kind.ORGANISATION
    new = ContactDraft(
        kind=kind, prefix=name.prefix, given=name.given, middle=name.middle, family=name.family, suffix=name.suffix,
        nickname=name.nickname, organisation=name.organisation,
    )  # fmt: skip
    return None, new

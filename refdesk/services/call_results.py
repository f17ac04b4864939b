"""Entering a filled call sheet: each row of it becomes what it says, all of them in one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from refdesk.domain import call_codes, text
from refdesk.domain.call_codes import FilledRow
from refdesk.domain.call_mode import CallNotes
from refdesk.domain.ids import CampaignId, ContactId, ReferralId
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.services import business, call_settling, campaigns, shown_names
from refdesk.services.call_settling import Called
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
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
        self._at = call_settling.moment_of(unit, day, self._working)
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
            contact_id = ContactId(place.entry.contact_id)
            found = call_settling.problems_later(self._unit, contact_id, CallNotes(row))
            return RowReport(place.number, place.name, RowOutcome.REFUSED, found) if found else None
        if _is_same(place.tried, row):
            return RowReport(place.number, place.name, RowOutcome.SAVED_BEFORE)
        sentence = _("Row {n} is already entered with {code}. Undo that first to change it.")
        problem = Problem("code", sentence.format(n=place.number, code=place.tried.code))
        return RowReport(place.number, place.name, RowOutcome.REFUSED, (problem,))

    def _save(self, place: _Place, row: FilledRow) -> RowReport:
        called = Called(self._campaign, place.entry, place.tried, self._day, self._at, self._working)
        settled = call_settling.settle(self._unit, called, row)
        referral_id = settled.referral_ids[0] if settled.referral_ids else None
        return RowReport(place.number, place.name, RowOutcome.SAVED, (), referral_id)


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
    """Keep a row that is not complete yet; what was noted on the screen beside it stays."""
    call_settling.keep(tried, replace(call_settling.kept(tried), row=row))


def _is_same(tried: CampaignTry, row: FilledRow) -> bool:
    entered = (tried.code, tried.call_back_on, tried.help_answer, tried.lead_for_them)
    return entered == (
        row.code, row.call_back_on, text.clean(row.help, lines=True), text.clean(row.good_lead, lines=True)
    )  # fmt: skip

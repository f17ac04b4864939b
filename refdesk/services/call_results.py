"""Entering a filled call sheet: each row of it becomes what it says, all of them in one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import select

from refdesk.domain import call_codes, call_mode
from refdesk.domain.call_codes import FilledRow
from refdesk.domain.call_mode import CallNotes
from refdesk.domain.ids import CampaignId, ContactId, ReferralId
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext
from refdesk.services import business, call_settling, campaigns, sheet_drafts, shown_names
from refdesk.services.call_settling import Called
from refdesk.services.operation import operation
from refdesk.services.sheet_drafts import Draft
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


@dataclass(frozen=True, slots=True)
class Unread:
    """Hold what could not be read in a row: why, and the cells as they were typed."""

    problems: tuple[Problem, ...]
    cells: Mapping[str, str]


_NAMED_AT_ONCE = 100
READ_WHOLE: Mapping[int, Unread] = MappingProxyType({})


@operation(N_("Enter results"))
def enter(
    unit: Unit, campaign_id: CampaignId, day: date, rows: Sequence[FilledRow], *,
    unread: Mapping[int, Unread] = READ_WHOLE,
) -> Report:  # fmt: skip
    """Enter the rows of a day's sheet; complete ones are saved, incomplete ones stay drafts, none is lost in silence.

    `unread` says by place in `rows` what could not be read there. Raises `Refused` for a day that has not come, or
    that has no calls.
    """
    campaign = unit.get(Campaign, campaign_id)
    if day > unit.today:
        raise Refused(Problem("day", _("This day has not come yet. Enter the sheet when you have called.")))
    if not campaigns.freeze_day(unit, campaign_id, day):
        raise Refused(Problem("day", _("This day has no calls.")))
    entering = _Entering(unit, campaign, day, {row.number for row in rows if row.number is not None})
    asked = [(row, unread.get(at)) for at, row in enumerate(rows)]
    report = Report(tuple(entering.enter(row, odd) for row, odd in asked if odd or not row.is_blank))
    if saved := report.count(RowOutcome.SAVED):
        unit.say(ngettext("{n} call entered", "{n} calls entered", saved).format(n=saved), "campaign", campaign_id)
    else:
        sheet_drafts.say_kept(unit, campaign_id, day, report.count(RowOutcome.DRAFT))
    return report


class _Entering:
    """Enters rows of one sheet with these numbers, one after the other."""

    def __init__(self, unit: Unit, campaign: Campaign, day: date, numbers: set[int]) -> None:
        self._unit, self._campaign, self._day = unit, campaign, day
        self._working = business.working_time(unit.session)
        self._at = call_settling.moment_of(unit, day, self._working)
        self._places = _places(unit, CampaignId(campaign.id), day, numbers)
        self._seen: set[int] = set()

    def enter(self, row: FilledRow, unread: Unread | None) -> RowReport:
        place = self._places.get(row.number or 0)
        if place is None:
            return RowReport(row.number, "", RowOutcome.REFUSED, (self._no_such_row(row, unread),))
        if refused := self._refusal(place, row):
            return refused
        self._seen.add(place.number)
        if found := self._problems(place, row, unread):
            draft = Draft(row) if unread is None else Draft(row, unread.cells)
            sheet_drafts.write(place.tried, draft)
            return RowReport(row.number, place.name, RowOutcome.DRAFT, found)
        return self._save(place, row)

    @staticmethod
    def _no_such_row(row: FilledRow, unread: Unread | None) -> Problem:
        if row.number is not None:
            return Problem("number", _("There is no row {n} on this sheet.").format(n=row.number))
        said = next((each for each in unread.problems if each.field == "number"), None) if unread else None
        return said or Problem("number", _("Type the row number."))

    def _refusal(self, place: _Place, row: FilledRow) -> RowReport | None:
        """Return why a row is not taken: it stands here twice, or was entered before."""
        if place.number in self._seen:
            sentence = _("Row {n} stands here twice.").format(n=place.number)
            return RowReport(place.number, place.name, RowOutcome.REFUSED, (Problem("number", sentence),))
        if place.tried.code is None:
            return None
        if _is_same(place.tried, row):
            return RowReport(place.number, place.name, RowOutcome.SAVED_BEFORE)
        sentence = _("Row {n} is already entered with {code}. To change it, take that back in History first.")
        problem = Problem("code", sentence.format(n=place.number, code=place.tried.code))
        return RowReport(place.number, place.name, RowOutcome.REFUSED, (problem,))

    def _problems(self, place: _Place, row: FilledRow, unread: Unread | None) -> tuple[Problem, ...]:
        """Return what keeps a row from being saved: one row must not stop all."""
        read = unread.problems if unread else ()
        fields = {problem.field for problem in read}
        found = (*read, *(each for each in call_codes.problems(row, on=self._day) if each.field not in fields))
        if found:
            return found
        notes = CallNotes(row, call_settling.kept(place.tried).more)
        if begun := call_mode.problems(notes, on=self._day):
            sentence = _("This call was begun on screen. Finish it there: {sentence}")
            return (Problem("code", sentence.format(sentence=begun[0].sentence)),)
        return call_settling.problems_later(self._unit, ContactId(place.entry.contact_id), notes)

    def _save(self, place: _Place, row: FilledRow) -> RowReport:
        called = Called(self._campaign, place.entry, place.tried, self._day, self._at, self._working)
        settled = call_settling.settle(self._unit, called, row, call_settling.kept(place.tried).more)
        referral_id = settled.referral_ids[0] if settled.referral_ids else None
        return RowReport(place.number, place.name, RowOutcome.SAVED, (), referral_id)


def _places(unit: Unit, campaign_id: CampaignId, day: date, numbers: set[int]) -> dict[int, _Place]:
    query = (
        select(CampaignTry, CampaignEntry)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignTry.on == day)
        .order_by(CampaignTry.sheet_number)
    )
    # One row typed is one row read; a whole file may have more than one statement can name.
    if len(numbers) <= _NAMED_AT_ONCE:
        query = query.where(CampaignTry.sheet_number.in_(numbers))
    found = unit.session.execute(query).all()
    people = shown_names.by_id(unit.session, [entry.contact_id for _tried, entry in found])
    return {
        tried.sheet_number: _Place(tried.sheet_number, tried, entry, people[entry.contact_id].usual)
        for tried, entry in found
    }


def _is_same(tried: CampaignTry, row: FilledRow) -> bool:
    entered = call_settling.kept(tried).row
    return entered == call_mode.cleaned(CallNotes(replace(row, number=entered.number))).row

"""Rows of a filled sheet that are not complete: kept cell by cell, beside what others keep of them."""

from dataclasses import replace
from datetime import date

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.call_mode import CallNotes, MoreTyped
from refdesk.domain.campaign import EntryState
from refdesk.domain.ids import CampaignId, EntryId
from refdesk.domain.referral import Direction
from refdesk.errors import Problem
from refdesk.services import call_results, call_settling, campaign_days, campaigns, sheet_drafts
from refdesk.services.call_results import RowOutcome, RowReport, Unread
from refdesk.services.campaigns import PlanDraft
from refdesk.services.sheet_drafts import Draft, Kept
from refdesk.store.tables.campaign import CampaignTry
from refdesk.store.unit import Unit

DAY = date(2026, 11, 18)
FULL = FilledRow(
    1, Code.CALL_BACK, None, "Two\ngardens", "Inns", "a baker", date(2026, 11, 25), Direction.GIVEN, "Theo", "Stairs"
)  # fmt: skip


@pytest.fixture
def month(office: Office) -> CampaignId:
    office.stages()
    for n, name in enumerate(("Ana", "Bo", "Cleo")):
        office.contact(name, "Lind", phone=f"(614) 555-010{n}")
    return office.desk.do(campaigns.plan, PlanDraft(DAY, DAY, minutes_a_day=24))


def kept(office: Office, month: CampaignId) -> list[Kept]:
    entries = office.desk.ask(campaign_days.day_entries, month, DAY)
    found = office.desk.ask(sheet_drafts.of_day, month, DAY)
    return [found[entry.entry_id] for entry in entries if entry.entry_id in found]


def enter(office: Office, month: CampaignId, *rows: FilledRow, **more: Unread) -> list[RowReport]:
    unread = {int(at.removeprefix("row")): each for at, each in more.items()}
    return list(office.desk.do(call_results.enter, month, DAY, rows, unread=unread).rows)


def test_an_incomplete_row_keeps_every_field_its_code_too(office: Office, month: CampaignId) -> None:
    (report,) = enter(office, month, FULL)
    assert (report.outcome, report.problems[0].field) == (RowOutcome.DRAFT, "call_back_on")
    assert kept(office, month)[0] == Kept(FULL, is_saved=False, unread={})
    assert office.desk.ask(campaign_days.day_entries, month, DAY)[0].code is None
    office.desk.undo()
    assert kept(office, month) == []


def test_what_cannot_be_read_is_kept_as_it_was_typed(office: Office, month: CampaignId) -> None:
    odd = Unread((Problem("call_back_on", "“soon” is no day."),), {"call_back_on": "soon"})
    (report,) = enter(office, month, FilledRow(2, Code.CALL_BACK, help="Busy"), row0=odd)
    assert [problem.sentence for problem in report.problems] == ["“soon” is no day."]
    assert kept(office, month)[1] == Kept(FilledRow(2, Code.CALL_BACK, help="Busy"), False, {"call_back_on": "soon"})
    later = Draft(FilledRow(2, call_back_on=date(2026, 11, 24)), changed=frozenset({"call_back_on"}))
    office.desk.do(sheet_drafts.keep, month, DAY, [later])
    assert kept(office, month)[1] == Kept(FilledRow(2, Code.CALL_BACK, date(2026, 11, 24), "Busy"), False, {})


def test_two_who_type_into_one_row_keep_both_of_their_cells(office: Office, month: CampaignId) -> None:
    for draft in (
        Draft(FilledRow(1, help="A carpenter"), changed=frozenset({"help"})),
        Draft(FilledRow(1, good_lead="Inns"), changed=frozenset({"good_lead"})),
    ):
        office.desk.do(sheet_drafts.keep, month, DAY, [draft])
    assert kept(office, month)[0].row == FilledRow(1, help="A carpenter", good_lead="Inns")


def test_a_draft_that_comes_late_leaves_a_saved_row_alone(office: Office, month: CampaignId) -> None:
    enter(office, month, FilledRow(1, Code.TALKED, help="A carpenter"))
    office.desk.do(sheet_drafts.keep, month, DAY, [Draft(FilledRow(1, help="Nothing"))])
    assert kept(office, month)[0] == Kept(FilledRow(1, Code.TALKED, help="A carpenter"), True, {})


def test_a_draft_becomes_the_row_once_it_is_complete(office: Office, month: CampaignId) -> None:
    enter(office, month, FULL)
    (report,) = enter(office, month, FilledRow(1, Code.TALKED, help="Two gardens"))
    assert report.outcome is RowOutcome.SAVED
    assert kept(office, month)[0] == Kept(FilledRow(1, Code.TALKED, help="Two gardens"), True, {})
    office.desk.undo()
    assert kept(office, month)[0] == Kept(FULL, False, {})


def test_notes_of_the_call_on_screen_are_saved_with_the_row_from_paper(office: Office, month: CampaignId) -> None:
    office.desk.do(campaigns.freeze_day, month, DAY)
    entry = office.desk.ask(campaign_days.day_entries, month, DAY)[0]
    assert entry.try_id is not None
    office.desk.do(_note, entry.try_id)
    office.desk.do(sheet_drafts.keep, month, DAY, [Draft(FilledRow(1, help="A roofer"), changed=frozenset({"help"}))])
    enter(office, month, FilledRow(1, Code.TALKED, help="A roofer"))
    notes = office.desk.ask(lambda session: call_settling.kept(session.get_one(CampaignTry, entry.try_id)))
    assert (notes.row.help, notes.more.notes) == ("A roofer", "Sings in the choir")


def _note(unit: Unit, try_id: EntryId) -> None:
    tried = unit.get(CampaignTry, try_id)
    call_settling.keep(tried, CallNotes(FilledRow(), MoreTyped(notes="Sings in the choir")))


_note.operation_label = "Note"  # type: ignore[attr-defined]


def test_a_sheet_typed_twice_is_known_by_every_field(office: Office, month: CampaignId) -> None:
    row = replace(FULL, code=Code.MESSAGE, call_back_on=date(2026, 11, 24))
    assert enter(office, month, row)[0].outcome is RowOutcome.SAVED
    assert enter(office, month, row)[0].outcome is RowOutcome.SAVED_BEFORE
    for name in sheet_drafts.CELLS:
        other = {
            "code": Code.NO_ANSWER, "call_back_on": date(2026, 11, 27), "lead_by": date(2026, 11, 27),
            "referral_direction": Direction.RECEIVED,
        }.get(name, "x")  # fmt: skip
        (report,) = enter(office, month, replace(row, **{name: other}))
        assert (report.outcome, report.problems[0].field) == (RowOutcome.REFUSED, "code"), name


def test_doubled_rows_and_rows_without_a_number_are_refused(office: Office, month: CampaignId) -> None:
    odd = Unread((Problem("number", "“two” is no row number."),), {"number": "two"})
    reports = enter(
        office, month, FilledRow(1), FilledRow(1, help="x"), FilledRow(1, Code.TALKED), FilledRow(), row3=odd
    )
    assert [report.outcome for report in reports] == [RowOutcome.DRAFT, RowOutcome.REFUSED, RowOutcome.REFUSED]
    assert [report.problems[0].sentence for report in reports[1:]] == [
        "Row 1 stands here twice.",
        "“two” is no row number.",
    ]


def test_a_sheet_of_last_week_moves_nobody_who_was_called_since(office: Office, clock: TestClock) -> None:
    office.stages()
    for n, name in enumerate(("Ana", "Bo")):
        office.contact(name, "Lind", phone=f"(614) 555-010{n}")
    month = office.desk.do(campaigns.plan, PlanDraft(DAY, DAY, minutes_a_day=16))
    office.desk.do(campaigns.freeze_day, month, DAY)
    clock.forward(days=2)
    later, friday, tuesday = date(2026, 11, 19), date(2026, 11, 27), date(2026, 11, 24)
    for row in (FilledRow(1, Code.TALKED), FilledRow(2, Code.CALL_BACK, friday)):
        office.desk.do(_called_on, row.number, later)
        enter_on(office, month, later, row)
    for number in (1, 2):
        enter_on(office, month, DAY, FilledRow(number, Code.CALL_BACK, tuesday))
    first, second = office.desk.ask(campaign_days.day_entries, month, DAY)
    assert (first.state, second.state) == (EntryState.REACHED, EntryState.OPEN)
    (waiting,) = office.desk.ask(campaign_days.day_entries, month, friday)
    assert waiting.contact_id == second.contact_id


def _called_on(unit: Unit, number: int, day: date) -> None:
    unit.add(CampaignTry(entry_id=number, on=day, sheet_number=number))


_called_on.operation_label = "Print"  # type: ignore[attr-defined]


def enter_on(office: Office, month: CampaignId, day: date, row: FilledRow) -> None:
    (report,) = office.desk.do(call_results.enter, month, day, [row]).rows
    assert report.outcome is RowOutcome.SAVED, report.problems

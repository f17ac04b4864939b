"""Entering a filled sheet: every letter does what it says, and no row is lost in silence."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import months
import pytest
from desks import TestClock
from office import Office
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.campaign import EntryState
from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.referral import Direction
from refdesk.errors import BadFile, Refused
from refdesk.services import (
    board,
    call_results,
    call_results_file,
    call_sheets,
    campaign_days,
    campaigns,
    contacts,
    phone_numbers,
)
from refdesk.services.call_results import Report, RowOutcome
from refdesk.services.campaign_days import DayEntry
from refdesk.store.tables.work import Promise, Touch

DAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 23)
NAMES = ("Ana", "Bo", "Cleo", "Dora", "Emil", "Fay")


def planned(office: Office, *names: str) -> tuple[CampaignId, list[ContactId]]:
    """Plan a month whose people are all called today."""
    office.stages()
    people = [office.contact(name, "Lind", phone=f"(614) 555-010{n}") for n, name in enumerate(names)]
    return months.all_on(office.desk, DAY, last=date(2026, 11, 30)), people


def enter(office: Office, campaign_id: CampaignId, *rows: FilledRow, day: date = DAY) -> Report:
    return office.desk.do(call_results.enter, campaign_id, day, rows)


def entries(office: Office, campaign_id: CampaignId, day: date) -> tuple[DayEntry, ...]:
    return office.desk.ask(campaign_days.day_entries, campaign_id, day)


def touches(session: Session) -> Sequence[tuple[int, str, str]]:
    query = select(Touch.contact_id, Touch.outcome, Touch.summary).order_by(Touch.id)
    return [tuple(row) for row in session.execute(query)]  # type: ignore[misc]


def promises(session: Session) -> Sequence[tuple[int, str, date]]:
    query = select(Promise.contact_id, Promise.text, Promise.due_on)
    return [tuple(row) for row in session.execute(query)]  # type: ignore[misc]


def test_each_code_does_what_it_says_in_one_step(office: Office) -> None:
    campaign_id, people = planned(office, *NAMES)
    report = enter(
        office,
        campaign_id,
        FilledRow(1, Code.TALKED, help="A carpenter", good_lead="Cafés", lead_to="a baker", lead_by=date(2026, 11, 25)),
        FilledRow(2, Code.MESSAGE),
        FilledRow(3, Code.NO_ANSWER),
        FilledRow(4, Code.CALL_BACK, call_back_on=date(2026, 11, 24)),
        FilledRow(5, Code.WRONG_NUMBER),
        FilledRow(6, Code.DO_NOT_CALL),
    )
    assert [row.outcome for row in report.rows] == [RowOutcome.SAVED] * 6
    ana, bo, cleo, dora, emil, fay = people
    assert office.desk.ask(touches) == [(ana, "talked", "A carpenter"), (bo, "message_left", "")]
    assert office.desk.ask(promises) == [(ana, "Lead promised: a baker", date(2026, 11, 25))]
    assert office.desk.ask(contacts.draft_of, ana).draft.good_lead_for_them == "Cafés"
    assert office.desk.ask(contacts.draft_of, fay).draft.may_be_called is MayBeCalled.NO
    assert emil not in office.desk.ask(phone_numbers.to_dial, people)
    found = {entry.contact_id: entry for entry in entries(office, campaign_id, DAY)}
    assert found[ana].state is EntryState.REACHED
    assert (found[emil].state, found[fay].state) == (EntryState.STOPPED, EntryState.STOPPED)
    assert [entry.contact_id for entry in entries(office, campaign_id, date(2026, 11, 19))] == [bo, cleo]
    (later,) = entries(office, campaign_id, date(2026, 11, 24))
    assert (later.contact_id, later.try_number) == (dora, 2)
    undo = office.desk.undo_state().undo
    assert undo is not None
    assert undo.label == "6 calls entered"
    office.desk.undo()
    assert office.desk.ask(touches) == []
    assert [entry.code for entry in entries(office, campaign_id, DAY)] == [None] * 6
    assert office.desk.ask(contacts.draft_of, fay).draft.may_be_called is MayBeCalled.UNKNOWN


def test_three_tries_in_vain_are_enough(office: Office, clock: TestClock) -> None:
    campaign_id, _people = planned(office, "Ana")
    states = []
    for day in (DAY, date(2026, 11, 19), date(2026, 11, 20)):
        enter(office, campaign_id, FilledRow(1, Code.NO_ANSWER), day=day)
        states.append(entries(office, campaign_id, day)[0].state)
        clock.forward(days=1)
    assert states == [EntryState.OPEN, EntryState.OPEN, EntryState.EXHAUSTED]


def test_a_sheet_entered_late_sends_nobody_to_a_day_gone_by(office: Office, clock: TestClock) -> None:
    campaign_id, people = planned(office, "Ana")
    clock.forward(days=5)
    enter(office, campaign_id, FilledRow(1, Code.NO_ANSWER))
    assert [entry.contact_id for entry in entries(office, campaign_id, date(2026, 11, 23))] == people
    enter(office, campaign_id, FilledRow(1, Code.TALKED), day=date(2026, 11, 23))
    assert entries(office, campaign_id, date(2026, 11, 23))[0].code is Code.TALKED


def test_referrals_of_a_call_go_both_ways(office: Office) -> None:
    campaign_id, (ana, bo) = planned(office, "Ana", "Bo")
    known = office.contact("Petra", "Vondrak")
    report = enter(
        office,
        campaign_id,
        FilledRow(
            1,
            Code.TALKED,
            referral_direction=Direction.RECEIVED,
            referral_name="Theo Marchetti",
            referral_need="Stairs",
        ),
        FilledRow(2, Code.TALKED, referral_direction=Direction.GIVEN, referral_name="petra vondrak"),
    )
    assert all(row.referral_id is not None for row in report.rows)
    now, working = office.desk.now(), office.working
    (received,) = office.desk.ask(board.board, Direction.RECEIVED, now, working).columns[0].cards
    assert (received.name, received.need, received.referrer_ids) == ("Theo Marchetti", "Stairs", (ana,))
    (given,) = office.desk.ask(board.board, Direction.GIVEN, now, working).columns[0].cards
    assert (given.prospect_id, given.referrer_ids) == (known, (bo,))


def test_incomplete_rows_stay_drafts_and_wrong_ones_are_refused_with_a_sentence(office: Office) -> None:
    campaign_id, _people = planned(office, "Ana", "Bo", "Cleo")
    report = enter(
        office,
        campaign_id,
        FilledRow(1, Code.CALL_BACK, help="Busy"),
        FilledRow(2),
        FilledRow(9, Code.TALKED),
        FilledRow(3, Code.TALKED),
        FilledRow(3, Code.NO_ANSWER),
    )
    assert [(row.number, row.outcome) for row in report.rows] == [
        (1, RowOutcome.DRAFT),
        (9, RowOutcome.REFUSED),
        (3, RowOutcome.SAVED),
        (3, RowOutcome.REFUSED),
    ]
    assert [problem.field for problem in report.rows[0].problems] == ["call_back_on"]
    assert report.rows[1].problems[0].sentence == "There is no row 9 on this sheet."
    assert report.rows[3].problems[0].sentence == "Row 3 stands here twice."
    first = entries(office, campaign_id, DAY)[0]
    assert (first.code, first.help_answer) == (None, "Busy")


def test_a_row_that_cannot_be_kept_does_not_stop_the_others(office: Office) -> None:
    campaign_id, people = planned(office, "Ana", "Bo", "Cleo")
    report = enter(
        office,
        campaign_id,
        FilledRow(1, Code.TALKED, referral_direction=Direction.RECEIVED, referral_name="\u200b"),
        FilledRow(2, Code.TALKED, lead_to="x" * 201, lead_by=date(2026, 11, 25)),
        FilledRow(3, Code.TALKED, help="line\0 two"),
    )
    assert [[problem.field for problem in row.problems] for row in report.rows] == [["referral_name"], ["lead_to"], []]
    assert office.desk.ask(touches) == [(people[2], "talked", "line two")]


def test_a_row_entered_again_is_recognized(office: Office) -> None:
    campaign_id, _people = planned(office, "Ana")
    enter(office, campaign_id, FilledRow(1, Code.TALKED, help="A carpenter"))
    again = enter(office, campaign_id, FilledRow(1, Code.TALKED, help="A carpenter"))
    other = enter(office, campaign_id, FilledRow(1, Code.NO_ANSWER))
    assert [again.rows[0].outcome, other.rows[0].outcome] == [RowOutcome.SAVED_BEFORE, RowOutcome.REFUSED]
    assert len(office.desk.ask(touches)) == 1


def test_days_to_come_and_days_without_calls_are_refused(office: Office) -> None:
    campaign_id, _people = planned(office, "Ana")
    with pytest.raises(Refused, match="has not come yet"):
        enter(office, campaign_id, FilledRow(1, Code.TALKED), day=date(2026, 11, 19))
    with pytest.raises(Refused, match="no calls"):
        enter(office, campaign_id, FilledRow(1, Code.TALKED), day=date(2026, 11, 17))


def test_a_file_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(
        "number,code,call_back_on,help,good_lead,lead_to,lead_by,referral_direction,referral_name,referral_need\n"
        '1,t,,"A carpenter, soon",,,,received,Theo Marchetti,Stairs\n'
        ",,,,,,,,,\n"
        "2,Q,,,,,,,,\n"
        "3,B,2026-11-24\n",
        encoding="utf-8-sig",
    )
    found = call_results_file.read(path)
    assert found.rows == (
        FilledRow(
            1, Code.TALKED, help="A carpenter, soon", referral_direction=Direction.RECEIVED,
            referral_name="Theo Marchetti", referral_need="Stairs",
        ),
        FilledRow(2),
        FilledRow(3, Code.CALL_BACK, call_back_on=date(2026, 11, 24)),
    )  # fmt: skip
    assert {at: each.cells for at, each in found.unread.items()} == {1: {"code": "Q"}}


@pytest.mark.parametrize("between", [";", "\t"])
def test_a_file_may_stand_as_a_spreadsheet_of_another_country_writes_it(between: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(f"number{between}code{between}help\r\n1{between}T{between}A carpenter, soon\r\n", encoding="utf-8")
    assert call_results_file.read(path).rows == (FilledRow(1, Code.TALKED, help="A carpenter, soon"),)


@pytest.mark.parametrize("content", [b"", b"name,phone\nAna,1\n", b"PK\0\0", b"\xff\xfe\0\0"])
def test_files_that_are_no_sheet_are_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile):
        call_results_file.read(path)
    with pytest.raises(BadFile):
        call_results_file.read(tmp_path / "missing.csv")


@pytest.mark.parametrize(
    "changed",
    [FilledRow(1, Code.CALL_BACK, date(2026, 11, 25)), FilledRow(1, Code.CALL_BACK, MONDAY, good_lead="Inns")],
)
def test_a_row_entered_again_otherwise_is_not_swallowed(office: Office, changed: FilledRow) -> None:
    campaign_id, _people = planned(office, "Ana")
    row = FilledRow(1, Code.CALL_BACK, MONDAY)
    enter(office, campaign_id, row)
    assert enter(office, campaign_id, row).rows[0].outcome is RowOutcome.SAVED_BEFORE
    assert enter(office, campaign_id, changed).rows[0].outcome is RowOutcome.REFUSED


def test_who_left_after_the_sheet_was_printed_keeps_the_number_and_is_not_printed_again(office: Office) -> None:
    campaign_id, (_ana, bo, _cleo) = planned(office, "Ana", "Bo", "Cleo")
    office.desk.do(campaigns.freeze_day, campaign_id, DAY)
    office.desk.do(contacts.set_status, bo, Status.DECEASED)
    sheet = office.desk.ask(call_sheets.call_sheet, campaign_id, DAY, office.working)
    assert [(entry.number, entry.name) for entry in sheet.entries] == [(1, "Ana Lind"), (3, "Cleo Lind")]
    assert [entry.may_be_called for entry in entries(office, campaign_id, DAY)] == [True, False, True]

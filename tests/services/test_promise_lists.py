"""Promises are changed while they are open, listed, counted by month, and written to files."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from desks import TestClock
from office import Office
from python_calamine import CalamineWorkbook

from refdesk.domain.contact import Status
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.working_time import DueState
from refdesk.errors import BadFile, Overtaken, Refused
from refdesk.services import business, contacts, promise_files, promise_lists, promises
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk

DUE = date(2026, 11, 24)


def clocks(desk: Desk) -> Clocks:
    return Clocks(desk.now(), desk.ask(business.working_time))


def test_an_open_promise_is_changed_and_another_change_is_not_overwritten(desk: Desk, office: Office) -> None:
    ana = office.contact()
    referral_id = office.referral(ana)
    made = desk.do(promises.add, PromiseDraft(ana, "Send the list", DUE))
    was = desk.ask(promises.of, made)
    desk.do(promises.edit, made, PromiseDraft(ana, " Send it ", date(2026, 11, 20), referral_id), was=was)
    (line,) = desk.ask(promise_lists.open_ones, clocks(desk))
    assert (line.text, line.due_on, line.about) == ("Send it", date(2026, 11, 20), "Theo Marchetti")
    assert (line.clock.state, line.name) == (DueState.DUE, "Ana Diaz")
    with pytest.raises(Overtaken):
        desk.do(promises.edit, made, replace(was, text="Mine"), was=was)
    with pytest.raises(Refused) as refusal:
        desk.do(promises.edit, made, PromiseDraft(None, "", None))
    assert {problem.field for problem in refusal.value.problems} == {"text", "due_on"}
    assert desk.undo_state().undo.label == "Promise to Ana Diaz changed"
    desk.undo()
    assert desk.ask(promises.of, made) == was
    desk.do(promises.keep, made)
    with pytest.raises(Refused):
        desk.do(promises.edit, made, was)


def test_promises_to_whoever_left_wait_for_them(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(promises.add, PromiseDraft(ana, "Send the list", DUE))
    desk.do(contacts.set_status, ana, Status.DECEASED)
    assert desk.ask(promise_lists.open_ones, clocks(desk)) == ()


def test_what_a_promise_can_be_about_are_the_referrals_of_the_person(desk: Desk, office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Bell")
    first = office.referral(ana, need="Kitchen")
    other = office.referral(bo, prospect_id=ana, need="Roof")
    found = desk.ask(promise_lists.referrals_about, ana)
    assert [(each.referral_id, each.name, each.need) for each in found] == [
        (other, "Ana Diaz", "Roof"), (first, "Theo Marchetti", "Kitchen")
    ]  # fmt: skip
    assert [each.referral_id for each in desk.ask(promise_lists.referrals_about, bo)] == [other]


def test_the_kept_rate_of_a_month_shows_from_twenty_on(desk: Desk, office: Office, clock: TestClock) -> None:
    ana = office.contact()
    clock.moment = datetime(2026, 10, 1, 15, tzinfo=UTC)
    made = [desk.do(promises.add, PromiseDraft(ana, f"Promise {n}", date(2026, 10, 15))) for n in range(20)]
    dropped = desk.do(promises.add, PromiseDraft(ana, "Not wanted any more", date(2026, 10, 15)))
    desk.do(promises.add, PromiseDraft(ana, "Later", date(2026, 11, 30)))
    desk.do(promises.drop, dropped)
    for each in made[:15]:
        desk.do(promises.keep, each)
    clock.moment = datetime(2026, 10, 20, 15, tzinfo=UTC)
    for each in made[15:18]:
        desk.do(promises.keep, each)
    clock.moment = datetime(2026, 11, 18, 15, tzinfo=UTC)
    months = desk.ask(promise_lists.kept_by_month, desk.today(), office.working, months=3)
    assert [each.first for each in months] == [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]
    assert [(each.in_time, each.late, each.missed, each.percent) for each in months] == [
        (0, 0, 0, None), (15, 3, 2, 75), (0, 0, 0, None)
    ]  # fmt: skip
    desk.undo()  # one is late no more: it is not kept at all, and still counts
    assert desk.ask(promise_lists.kept_by_month, desk.today(), office.working, months=3)[1].missed == 3


def test_promises_are_written_as_csv_and_excel(desk: Desk, office: Office, tmp_path: Path) -> None:
    ana = office.contact()
    kept = desk.do(promises.add, PromiseDraft(ana, "=Send, the list", DUE, office.referral(ana)))
    desk.do(promises.keep, kept)
    desk.do(promises.add, PromiseDraft(ana, "Call\nback", date(2026, 11, 30)))
    assert desk.ask(promise_files.write, tmp_path / "promises.csv", clocks(desk)) == 2
    with (tmp_path / "promises.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    expected = [
        ["Ana Diaz", "=Send, the list", "2026-11-24", "kept", "2026-11-18", "Theo Marchetti"],
        ["Ana Diaz", "Call\nback", "2026-11-30", "open", "", ""],
    ]
    assert rows == [list(promise_files.COLUMNS), *expected]
    assert desk.ask(promise_files.write, tmp_path / "promises.xlsx", clocks(desk)) == 2
    sheet = CalamineWorkbook.from_path(tmp_path / "promises.xlsx").get_sheet_by_name("Promises").to_python()
    assert sheet[0] == list(promise_files.COLUMNS)
    assert sheet[2][:4] == ["Ana Diaz", "Call\nback", date(2026, 11, 30), "open"]
    with pytest.raises(BadFile):
        desk.ask(promise_files.write, tmp_path / "promises.vcf", clocks(desk))

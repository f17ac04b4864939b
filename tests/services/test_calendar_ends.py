"""What a file holds of days at the ends of the calendar is shown, and can be put right."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from office import Office

from refdesk.domain import calendar_ends
from refdesk.domain.plan import PlanDraft
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.referral import Direction
from refdesk.domain.reminders import ReminderDraft
from refdesk.domain.touches import TouchDraft, TouchKind
from refdesk.services import (
    board,
    contact_list,
    person,
    plans,
    promise_files,
    promises,
    reminders,
    timeline,
    today,
    touches,
    wins,
)
from refdesk.services.clocks import Clocks
from refdesk.services.contact_list import Column
from refdesk.services.contact_query import Filter
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact
from refdesk.store.tables.people import Plan as PlanRow
from refdesk.store.tables.referrals import Referral, StageMove, ThanksPart, Win
from refdesk.store.tables.work import Promise, Reminder, Touch
from refdesk.store.unit import Unit

DAYS: dict[Any, tuple[str, ...]] = {
    Contact: ("client_since", "rank_set_on", "last_touch_on"), PlanRow: ("next_step_on",),
    Referral: ("received_at", "next_step_on", "work_done_on"), StageMove: ("at",), ThanksPart: ("due_at",),
    Win: ("on",), Promise: ("due_on",), Reminder: ("due_at",), Touch: ("at",),
}  # fmt: skip


@operation("Write days that nobody can type")
def _write(unit: Unit, day: date) -> None:
    for table, names in DAYS.items():
        for row in unit.session.query(table):
            for name in names:
                is_moment = name.endswith("_at") or name == "at"
                setattr(row, name, datetime(day.year, day.month, day.day, tzinfo=UTC) if is_moment else day)
    unit.say("Written")


@pytest.mark.parametrize("day", [date.min, date(3, 4, 5), date(1899, 12, 30), date.max], ids=str)
def test_a_day_that_nobody_can_type_is_shown_and_put_right(office: Office, tmp_path: Path, day: date) -> None:
    desk, usual = office.desk, office.desk.today()
    ana = office.contact()
    office.referral(ana, next_step="Call", next_step_on=usual)
    desk.do(wins.win, office.referral(ana))
    desk.do(touches.log, TouchDraft(ana, desk.now(), TouchKind.CALL))
    promise = desk.do(promises.add, PromiseDraft(ana, "Send the list", usual))
    reminder = desk.do(reminders.add, ReminderDraft("Roof", usual, contact_id=ana))
    desk.do(plans.save, ana, PlanDraft(next_step="Lunch", next_step_on=usual))
    desk.do(_write, day)
    shown = desk.ask(today.day, desk.now(), office.working)
    due = {line.text for line in shown.lines}
    told = {"Send the list", "Roof"} <= due
    assert told is (day < usual), "what is late is said, what is far ahead is not"
    assert desk.ask(board.board, Direction.RECEIVED, desk.now(), office.working).open_count == 1
    found = desk.ask(person.panel, ana, usual, desk.zone)
    nearest = calendar_ends.FIRST if day < usual else calendar_ends.LAST
    assert [each.due_on for each in found.open_promises] == [nearest]
    assert desk.ask(timeline.page, ana, desk.zone).lines
    for column in (Column.LAST_TOUCH, Column.NEXT_TOUCH, Column.CLIENT_SINCE, Column.BIRTHDAY):
        assert len(desk.ask(contact_list.matching_ids, Filter("", column), usual)) == 3
    clocks = Clocks(desk.now(), office.working)
    assert desk.ask(promise_files.write, tmp_path / "all.csv", clocks) == 1
    desk.ask(promise_files.write, tmp_path / "all.ics", clocks)
    desk.do(promises.edit, promise, PromiseDraft(ana, "Send the list", usual), was=found_draft(office, promise))
    desk.do(reminders.edit, reminder, ReminderDraft("Roof", usual, contact_id=ana))
    again = desk.ask(today.day, desk.now(), office.working)
    assert {"Send the list", "Roof"} <= {line.text for line in again.lines}


def found_draft(office: Office, promise: Any) -> PromiseDraft:
    return office.desk.ask(lambda session: promises.drafted(session.get_one(Promise, promise)))

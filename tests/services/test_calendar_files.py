"""Open promises and reminders go to a calendar under names that stay."""

import re
from datetime import date, time
from pathlib import Path

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.promises import PromiseDraft
from refdesk.domain.reminders import Every, ReminderDraft, Repeat
from refdesk.errors import BadFile
from refdesk.services import business, calendar_files, promise_files, promises, reminders
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk


def written(desk: Desk, path: Path) -> str:
    clocks = Clocks(desk.now(), desk.ask(business.working_time))
    desk.ask(promise_files.write, path, clocks)
    return path.read_bytes().replace(b"\r\n ", b"").decode()


def uids(content: str) -> list[str]:
    return re.findall(r"UID:(.*)\r\n", content)


def test_written_again_everything_has_the_same_name(
    desk: Desk, office: Office, clock: TestClock, tmp_path: Path
) -> None:  # fmt: skip
    ana = office.contact()
    kept = desk.do(promises.add, PromiseDraft(ana, "Kept already", date(2026, 11, 20)))
    desk.do(promises.keep, kept)
    desk.do(promises.add, PromiseDraft(ana, "Send the list", date(2026, 11, 24)))
    rent = desk.do(
        reminders.add, ReminderDraft("Rent", date(2027, 1, 31), time(9), repeat=Repeat(Every.MONTH))
    )  # fmt: skip
    desk.do(reminders.add, ReminderDraft("Roof", date(2026, 11, 30), contact_id=ana))
    first = written(desk, tmp_path / "a.ics")
    assert re.findall(r"SUMMARY:(.*)\r\n", first) == ["Send the list (promised to Ana Diaz)", "Roof (Ana Diaz)", "Rent"]
    assert len(set(uids(first))) == 3
    assert "DTSTART;VALUE=DATE:20261130" in first
    assert "DTSTART;TZID=America/New_York:20270131T090000" in first
    clock.forward(days=1)
    desk.do(reminders.finish, rent)
    again = written(desk, tmp_path / "b.ics")
    assert uids(again) == uids(first)
    assert "DTSTART;TZID=America/New_York:20270228T090000" in again
    assert "RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1" in again


def test_an_empty_file_and_another_suffix(desk: Desk, tmp_path: Path) -> None:
    assert "VEVENT" not in written(desk, tmp_path / "a.ics")
    clocks = Clocks(desk.now(), desk.ask(business.working_time))
    with pytest.raises(BadFile):
        desk.ask(calendar_files.write, tmp_path / "a.txt", clocks)

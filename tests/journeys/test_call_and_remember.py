"""Somebody is called, something is promised, and the next thing is not forgotten: by keyboard alone."""

import pytest
from journeys.person import Outdoors, Person

from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import IncomingPoint
from refdesk.services import contacts, data_file
from refdesk.ui import outside


def test_a_call_a_promise_a_reminder_and_the_calendar_file(
    person: Person, outdoors: Outdoors, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialed: list[str] = []
    monkeypatch.setattr(outside, "open_address", lambda address: dialed.append(address) is None)
    path = outdoors.business("mine")
    file = data_file.open_file(path, clock=outdoors.clock)
    phone = IncomingPoint("(614) 555-0173", "mobile", main=True)
    file.desk.do(contacts.add, ContactDraft(given="Ana", family="Diaz", phones=(phone,)))
    file.close()
    person.starts(path)
    person.presses("Ctrl+2")
    person.waits_for("Nothing is promised.")
    person.goes_to("Call")
    person.presses("Enter")
    person.sees("Call Ana Diaz", "(614) 555-0173")
    person.presses("D")
    assert dialed == ["tel:+16145550173"]
    person.fills_in("Note while you talk", "Moves in May")
    person.fills_in("Promised anything?", "Send the movers' number")
    person.fills_in("By when?", "tomorrow")
    person.presses("Ctrl+Enter")
    assert person.told() == "Call with Ana Diaz logged"
    person.sees("Moves in May", "Send the movers' number", "by tomorrow")
    person.presses("Ctrl+N")
    person.chooses("Reminder")
    person.types("Ask how the move went")
    person.fills_in("When?", "Nov 30")
    person.picks("Again", "Yearly")
    person.presses("Ctrl+Enter")
    person.sees("Reminder set: Ask how the move went", "Ask how the move went")
    person.presses("Ctrl+K")
    person.types("Reminders")
    person.presses("Enter")
    person.sees("Ask how the move went, Ana Diaz, every year, Nov 30")
    outdoors.saves = outdoors.folder / "mine.ics"
    person.goes_to("Save as calendar file…")
    person.presses("Enter")
    person.waits_for("2 entries written to “mine.ics”")
    written = outdoors.saves.read_text(encoding="utf-8")
    assert "SUMMARY:Ask how the move went (Ana Diaz)" in written
    assert "SUMMARY:Send the movers' number (promised to Ana Diaz)" in written
    person.goes_to("Done: Ask how the move went")
    person.presses("Space")
    person.sees("Reminder done: Ask how the move went. Again on Nov 30, 2027")
    person.presses("Esc")
    assert person.dialogs() == []

"""A Monday morning at the made-up business, worked through by keyboard alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from journeys.person import Outdoors, Person

from refdesk.domain.today import LineKind
from refdesk.services.today import Line
from refdesk.ui import slices
from refdesk.ui.today.today_page import TodayPage

MONDAY = datetime(2026, 11, 23, 14, 10, tzinfo=UTC)
MOST_LINES = 120
SPOKEN = (LineKind.FIRST_CONTACT, LineKind.KEEP_IN_TOUCH)
BY_A_KEY = (LineKind.PROMISE, LineKind.MAIL, LineKind.REMINDER)
GETS_READY = True


@pytest.fixture(autouse=True)
def rows_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_S", 10.0)


def today_of(person: Person) -> TodayPage:
    page = person.page
    assert isinstance(page, TodayPage), "Today is shown"
    return page


def open_line(person: Person) -> Line:
    """Return the line that has the focus: after every act it is the next one."""
    row = next((row for row in today_of(person).rows() if row.hasFocus()), None)
    assert row is not None, f"the focus is on {person.focus_name!r}"
    return row.line


def goes_to_kind(person: Person, *kinds: LineKind) -> Line:
    """Walk down by the arrow until a line of such a kind is open."""
    for _step in range(MOST_LINES):
        if (line := open_line(person)).kind in kinds:
            return line
        before = line.key
        person.presses("Down")
        assert open_line(person).key != before, f"no line of {kinds} below"
    raise AssertionError(f"no line of {kinds}")


def keys(person: Person) -> list[str]:
    return [row.line.key for row in today_of(person).rows()]


def test_a_monday_morning_by_keyboard_alone(person: Person, outdoors: Outdoors, made_up: Path) -> None:
    outdoors.clock.moment = MONDAY
    person.starts(made_up)
    person.presses("Ctrl+1")
    person.sees("Monday, November 23")
    at_first = keys(person)
    assert open_line(person).key == at_first[0], "the first line is open"

    # Whoever waits longest is called first; the letter says how it went.
    called = open_line(person)
    assert called.kind is LineKind.FIRST_CONTACT
    person.presses("Enter")
    assert len(person.dialogs()) == 1
    person.presses("Alt+T", "Ctrl+Return")
    assert person.dialogs() == []
    assert called.key not in keys(person)
    assert open_line(person).key == keys(person)[0], "the next line is open"

    # The next one is in a meeting all day: tomorrow.
    put_off = open_line(person)
    person.presses("S")
    person.chooses("Tomorrow")
    person.sees("1 snoozed", f"{put_off.name} snoozed until tomorrow")
    assert put_off.key not in keys(person)
    person.presses("Ctrl+Z")
    assert open_line(person).key == put_off.key, "what came back has the focus"
    person.presses("Ctrl+Shift+Z")

    word = goes_to_kind(person, LineKind.WORD)
    person.presses("Enter", "Ctrl+Return")
    assert person.dialogs() == []
    assert word.key not in keys(person)

    told = goes_to_kind(person, LineKind.UPDATE)
    person.presses("Enter")
    assert len(person.dialogs()) == 1
    person.presses("Ctrl+Return")
    assert person.dialogs() == []
    assert told.key not in keys(person)

    for kind in BY_A_KEY:
        line = goes_to_kind(person, kind)
        place = keys(person).index(line.key)
        person.presses("Enter")
        assert line.key not in keys(person)
        assert keys(person).index(open_line(person).key) == min(place, len(keys(person)) - 1)

    kept = goes_to_kind(person, LineKind.KEEP_IN_TOUCH)
    person.presses("Enter", "Alt+T", "Ctrl+Return")
    assert person.dialogs() == []
    assert kept.key not in keys(person)
    assert person.faults() == []
    person.presses("Ctrl+Z")
    assert open_line(person).key == kept.key

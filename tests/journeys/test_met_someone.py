"""Somebody is met who needs something: a name, a need, who could help, the letter to both; later, how it went."""

from pathlib import Path

from journeys.person import Outdoors, Person
from PySide6.QtGui import QGuiApplication

from refdesk.domain.contact import ContactDraft
from refdesk.services import business, contacts, data_file, given
from refdesk.services.clocks import Clocks
from refdesk.services.given import ToCheck


def sits_down(person: Person, outdoors: Outdoors) -> Path:
    """Sit down at a file with a roofer and a baker."""
    path = outdoors.business("mine")
    file = data_file.open_file(path, clock=outdoors.clock)
    file.desk.do(contacts.add, ContactDraft(given="Omar", family="Benali", what_they_do="Slate roofs that last"))
    file.desk.do(contacts.add, ContactDraft(given="Ana", family="Diaz", what_they_do="Bakes bread"))
    file.close()
    person.starts(path)
    return path


def to_check(person: Person) -> tuple[ToCheck, ...]:
    """Return which referrals are to be asked about now."""
    assert person.window.opened is not None
    desk = person.window.opened.workplace.desk
    return desk.ask(given.to_check, Clocks(desk.now(), desk.ask(business.working_time)))


def meets_and_gives(person: Person) -> None:
    """Go from the name to the referral by keyboard alone."""
    person.presses("Ctrl+N")
    person.chooses("Met someone")
    person.fills_in("Whom did you meet?", "Eva Lind")
    person.fills_in("What do they need?", "A roof that leaks")
    person.presses("Ctrl+Enter")
    person.sees("Who could help?", "1 person fits, best first.", "Omar Benali")
    person.presses("Ctrl+Enter")
    person.sees("Give a referral")
    person.goes_to("Both agreed to it")
    person.presses("Space", "Ctrl+Enter")
    person.sees("Introduction letter")
    person.presses("Enter")


def test_from_a_meeting_to_a_letter_and_how_it_went(person: Person, outdoors: Outdoors) -> None:
    mine = sits_down(person, outdoors)
    meets_and_gives(person)
    person.sees("Introduction letter to Omar Benali logged")
    assert "This is what Eva Lind is looking for: A roof that leaks." in QGuiApplication.clipboard().text()
    assert to_check(person) == ()
    person.closes()
    outdoors.clock.forward(days=12)
    person.starts(mine)
    (line,) = to_check(person)
    assert (line.name, line.prospect) == ("Omar Benali", "Eva Lind")
    asks(person)
    assert to_check(person) == ()
    person.presses("Ctrl+Z")
    person.waits_until(lambda: len(to_check(person)) == 1, "the question is back")


def asks(person: Person) -> None:
    """Ask how it went, from the line of Today."""
    person.sees("How did it go with Eva Lind?")
    person.clicks("Ask how it went: Omar Benali")
    person.sees("How did it go?", "You sent Eva Lind to Omar Benali. A roof that leaks")
    person.clicks("It came to business")
    person.presses("Ctrl+Enter")
    person.sees("Omar Benali asked how it went")

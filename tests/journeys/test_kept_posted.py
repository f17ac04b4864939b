"""A lead who does not expect a call: the giver is asked for the introduction, and hears what became of it."""

from journeys.person import Outdoors, Person
from PySide6.QtGui import QGuiApplication

from refdesk.domain.contact import Category, ContactDraft
from refdesk.domain.referral import ReferralDraft
from refdesk.services import data_file, referrals


def sits_down(person: Person, outdoors: Outdoors) -> None:
    """Sit down at a file in which Walter Brandt sent Rafael Quintero this morning."""
    path = outdoors.business("mine")
    file = data_file.open_file(path, clock=outdoors.clock)
    giver = ContactDraft(given="Walter", family="Brandt")
    sent = ContactDraft(given="Rafael", family="Quintero", category=Category.PROSPECT)
    draft = ReferralDraft(outdoors.clock(), new_givers=(giver,), new_prospect=sent, need="A new kitchen")
    file.desk.do(referrals.log_received, draft)
    file.close()
    outdoors.clock.forward(minutes=20)
    person.starts(path)


def test_an_introduction_is_asked_for_made_and_told_of_by_keyboard_alone(person: Person, outdoors: Outdoors) -> None:
    sits_down(person, outdoors)
    person.presses("Ctrl+3")
    person.waits_for("Rafael Quintero")
    person.presses("Enter")
    person.goes_to("Ask Walter Brandt to introduce us")
    person.presses("Enter")
    person.sees("Introduction to Rafael Quintero")
    person.presses("C")
    person.sees("Walter Brandt asked for an introduction to Rafael Quintero")
    assert "I thought of them for this: A new kitchen." in QGuiApplication.clipboard().text()
    outdoors.clock.forward(days=1)
    person.goes_to("It happened")
    person.presses("Enter")
    person.chooses("By a call")
    person.sees("Walter Brandt introduced you. Now it is for you to call.")
    person.goes_to("Log first contact")
    person.presses("Enter")
    person.sees("With whom?")
    person.presses("Ctrl+Enter")
    person.sees("Rafael Quintero: Call, talked")
    person.goes_to("Give Walter Brandt an update")
    person.presses("Enter", "C")
    person.sees("Update to Walter Brandt logged")
    assert QGuiApplication.clipboard().text() == (
        "Thank you again for sending Rafael Quintero.\nWe spoke today, and I will let you know what comes of it."
    )
    person.sees("Update: We spoke today, and I will let you know what comes of it.")
    person.presses("Ctrl+Z")
    person.misses("Update: We spoke today, and I will let you know what comes of it.")


def test_two_lines_are_copied_in_the_panel_and_marked(person: Person, outdoors: Outdoors) -> None:
    sits_down(person, outdoors)
    person.presses("Ctrl+3")
    person.waits_for("Rafael Quintero")
    person.presses("Enter")
    person.goes_to("Log first contact")
    person.presses("Enter")
    person.sees("With whom?")
    person.presses("Ctrl+Enter")
    person.sees("Update: you spoke today")
    person.goes_to("Copy two lines, for Walter Brandt")
    person.presses("Enter")
    person.sees("Two lines for Walter Brandt copied. Mark as updated once they are sent.")
    assert QGuiApplication.clipboard().text().startswith("Thank you again for sending Rafael Quintero.\nWe spoke today")
    person.goes_to("Mark as updated, for Walter Brandt")
    person.presses("Enter")
    person.sees("Update to Walter Brandt logged")
    person.misses("Mark as updated, for Walter Brandt")

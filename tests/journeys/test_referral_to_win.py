"""A referral from its receipt to the win, with every thank-you and update, and what comes after the work."""

from journeys.person import Outdoors, Person
from PySide6.QtGui import QGuiApplication


def later(person: Person, outdoors: Outdoors, *, days: int) -> None:
    """Come back to RefDesk some days later."""
    person.closes()
    outdoors.clock.forward(days=days)
    person.starts()


def receives(person: Person, outdoors: Outdoors) -> None:
    """Log that Walter Brandt sent Rafael Quintero, who expects the call."""
    person.starts(outdoors.business("mine", "Walter Brandt"))
    person.presses("Ctrl+R")
    person.sees("What happens then")
    person.types("Walter Brandt")
    person.presses("Enter")
    person.fills_in("Who was sent?", "Rafael Quintero")
    person.fills_in("What do they need?", "A new kitchen")
    person.fills_in("Worth, a guess", "14000")
    person.goes_to("Expects my call")
    person.presses("Space")
    person.fills_in("Next step", "Call about the kitchen")
    person.sees("Next: Call about the kitchen")
    person.presses("Ctrl+Enter")
    person.sees("Referral from Walter Brandt logged", "Call: Rafael Quintero", "Say thank you: Walter Brandt")


def handles(person: Person) -> None:
    """Call who was sent, and thank who sent them."""
    person.clicks("Call: Rafael Quintero")
    person.sees("Walter Brandt sent Rafael Quintero")
    person.picks("How well were they prepared?", "4")
    person.picks("Fits our ideal client?", "Yes")
    person.presses("Ctrl+Enter")
    person.sees("Call with Rafael Quintero logged")
    person.clicks("Say thank you: Walter Brandt")
    person.presses("Ctrl+Enter")
    person.sees("Thank-you to Walter Brandt logged")
    person.misses("Call: Rafael Quintero", "Say thank you: Walter Brandt")


def sends_card(person: Person, outdoors: Outdoors) -> None:
    """Print the card that is owed, write it, and hand it over."""
    person.clicks("Print the card: Walter Brandt")
    person.sees("Save 1 card as PDF")
    outdoors.saves = outdoors.folder / "card.pdf"
    person.clicks("Save 1 card as PDF")
    person.sees("1 card saved as card.pdf")
    person.presses("Enter")
    person.sees("Card to Walter Brandt written")
    person.clicks("All handed over")
    person.sees("Card to Walter Brandt handed over")
    person.presses("Ctrl+1")
    person.misses("Print the card: Walter Brandt")


def keeps_posted(person: Person, outdoors: Outdoors) -> None:
    """Send the two lines that are due once the thanks are a week old."""
    person.misses("Copy two lines: Walter Brandt")
    later(person, outdoors, days=8)
    person.waits_for("Copy two lines: Walter Brandt")
    person.clicks("Copy two lines: Walter Brandt")
    person.sees("Update for Walter Brandt")
    person.presses("C")
    person.sees("Update to Walter Brandt logged")
    assert QGuiApplication.clipboard().text().startswith("Thank you again for sending Rafael Quintero.")
    person.misses("Copy two lines: Walter Brandt")


def wins(person: Person) -> None:
    """Take the referral over the board to the win, and say what it brings."""
    person.presses("Ctrl+3")
    person.steps_to("Rafael Quintero", key="Right")
    for stage in ("Meeting", "Proposal", "Won"):
        person.presses("Ctrl+Right")
        person.sees(f"Rafael Quintero moved to {stage}")
    person.sees("What does it bring?", "Walter Brandt will be thanked once more, with the good news.")
    person.fills_in("What does it bring?", "16500")
    person.presses("Ctrl+Enter")
    person.sees("Business with Rafael Quintero won")


def test_a_referral_goes_from_receipt_to_win_and_becomes_a_source(person: Person, outdoors: Outdoors) -> None:
    receives(person, outdoors)
    handles(person)
    sends_card(person, outdoors)
    keeps_posted(person, outdoors)
    wins(person)
    person.presses("Ctrl+1")
    person.waits_for("Say thank you: Walter Brandt")
    person.clicks("Say thank you: Walter Brandt")
    person.sees("Good news: you work with Rafael Quintero")
    person.presses("Ctrl+Enter")
    person.sees("Thank-you to Walter Brandt logged")
    person.misses("Copy two lines: Walter Brandt")
    sends_card(person, outdoors)
    finishes(person, outdoors)
    person.clicks("Ask how we did: Rafael Quintero")
    person.sees("How did we do for Rafael Quintero?")
    person.presses("5")
    person.sees("A happy client: mention lightly that you are glad of people like them.")
    person.fills_in("A happy moment", "Showed it to the neighbors")
    person.presses("Ctrl+Enter")
    person.sees("How we did for Rafael Quintero logged")
    person.misses("Ask how we did: Rafael Quintero")
    later(person, outdoors, days=15)
    person.waits_for("Choose a rank: Rafael Quintero")
    person.clicks("Choose a rank: Rafael Quintero")
    person.sees("Make Rafael Quintero a source?", "“How did we do?”: 5 of 5.")
    person.presses("Enter")
    person.sees("Rafael Quintero is a source now, ranked B")
    person.misses("Choose a rank: Rafael Quintero")
    person.presses("Ctrl+Z")
    person.sees("Choose a rank: Rafael Quintero")


def finishes(person: Person, outdoors: Outdoors) -> None:
    """Mark the work as done in the panel, sixteen days later."""
    later(person, outdoors, days=16)
    person.presses("Ctrl+3")
    person.waits_for("Rafael Quintero")
    person.steps_to("Rafael Quintero", key="Right")
    person.presses("Enter")
    person.sees("$16,500")
    person.goes_to("The work is done")
    person.presses("Enter")
    person.sees("Work for Rafael Quintero done", "How did we do?")
    person.presses("Ctrl+1")
    person.waits_for("Ask how we did: Rafael Quintero")


def test_what_came_to_nothing_ends_with_a_kind_word_to_the_giver(person: Person, outdoors: Outdoors) -> None:
    receives(person, outdoors)
    handles(person)
    later(person, outdoors, days=9)
    person.presses("Ctrl+3")
    person.steps_to("Rafael Quintero", key="Right")
    for _stage in range(4):
        person.presses("Ctrl+Right")
        if person.can_see("What does it bring?"):
            person.presses("Esc")
    person.sees("Why, in a few words?", "Then a kind last word to Walter Brandt")
    person.types("Found somebody nearer")
    person.presses("Ctrl+Enter")
    person.sees("Update for Walter Brandt")
    person.presses("C")
    person.sees("Update to Walter Brandt logged")
    assert "Rafael Quintero" in QGuiApplication.clipboard().text()

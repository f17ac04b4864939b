"""Word, card, second thanks and birthdays, without a mouse: each act has its key, and each can be taken back."""

import re

import pytest
from journeys.person import Outdoors, Person
from pypdf import PdfReader

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate
from refdesk.domain.referral import ReferralDraft
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import contacts, data_file, referrals

HOME = (IncomingAddress(Address("40 Fern Street", "Columbus", "OH", "43215", "US"), "home", main=True),)


def somebody_was_sent(outdoors: Outdoors) -> None:
    """Make a file in which Walter sent Rafael, and Bo has a birthday next Wednesday."""
    path = outdoors.business("mine")
    file = data_file.open_file(path, clock=outdoors.clock)
    walter = file.desk.do(contacts.add, ContactDraft(given="Walter", family="Brandt", addresses=HOME))
    born = (IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, 25, 1966)),)
    file.desk.do(contacts.add, ContactDraft(given="Bo", family="Lind", addresses=HOME, dates=born))
    sent = ContactDraft(given="Rafael", family="Quintero")
    draft = ReferralDraft(received_at=outdoors.clock(), giver_ids=(walter,), new_prospect=sent, need="A new kitchen")
    file.desk.do(referrals.log_received, draft)
    file.close()


def says_thank_you(person: Person) -> None:
    """Say the word: W, and Ctrl+Enter."""
    person.presses("Ctrl+4")
    assert person.focus_holds("Walter Brandt, sent Rafael Quintero")
    person.presses("W")
    person.sees("Thank Walter Brandt")
    person.presses("Ctrl+Enter")
    person.sees("Thank-you to Walter Brandt logged")


def sends_card(person: Person, outdoors: Outdoors, *, name: str) -> None:
    """Save the card that the studio shows, and come back to the thanks."""
    person.sees(re.compile(r"^Save 1 card as PDF"))
    outdoors.saves = outdoors.folder / f"{name}.pdf"
    person.clicks("Save 1 card as PDF")
    person.waits_until(outdoors.saves.exists, "the card is not saved")
    person.waits()


@pytest.mark.timeout(120)
def test_word_card_and_mail_then_the_second_thanks(person: Person, outdoors: Outdoors) -> None:
    somebody_was_sent(outdoors)
    person.starts(outdoors.folder / "mine.refdesk")
    says_thank_you(person)
    person.presses("C")
    sends_card(person, outdoors, name="first")
    person.presses("Ctrl+4")
    person.sees("1 card is printed and waits to be written and mailed: Walter Brandt")
    person.presses("M")
    person.sees("Card to Walter Brandt mailed", "Everybody is thanked.")
    person.presses("Ctrl+Z")
    assert person.focus_holds("Walter Brandt, sent Rafael Quintero"), "the focus is on the line that came back"
    person.presses("M")
    person.sees("Everybody is thanked.")
    wins(person)
    person.presses("Ctrl+4")
    person.steps_to("Walter Brandt, good news about Rafael Quintero", key="Down")
    person.presses("W")
    person.sees("Good news: you work with Rafael Quintero")
    person.presses("Ctrl+Enter")
    person.sees("Thank-you to Walter Brandt logged")
    person.presses("X")
    person.sees("Thank-you to Walter Brandt left out", "Everybody is thanked.")


def wins(person: Person) -> None:
    """Take the referral over the board to the win."""
    person.presses("Ctrl+3")
    person.steps_to("Rafael Quintero", key="Right")
    for stage in ("Contacted", "Meeting", "Proposal", "Won"):
        person.presses("Ctrl+Right")
        person.sees(f"Rafael Quintero moved to {stage}")
    person.presses("Ctrl+Enter")
    person.sees("Business with Rafael Quintero won")


@pytest.mark.timeout(120)
def test_a_birthday_gets_its_card_and_the_month_its_list(person: Person, outdoors: Outdoors) -> None:
    somebody_was_sent(outdoors)
    person.starts(outdoors.folder / "mine.refdesk")
    person.presses("Ctrl+K")
    person.types("birthdays and")
    person.presses("Enter")
    person.sees("November 2026", re.compile("^Wednesday, November 25, Bo Lind, Birthday, 60 years"))
    outdoors.saves = outdoors.folder / "list.pdf"
    person.goes_to("Save the list")
    person.presses("Enter")
    person.waits_until(outdoors.saves.exists, "the list is not saved")
    assert "Bo Lind" in PdfReader(outdoors.saves).pages[0].extract_text()
    person.presses("Esc")
    person.presses("Ctrl+1")
    person.steps_to("Mail by Friday, Bo Lind, Birthday", key="Down")
    person.presses("Enter")
    sends_card(person, outdoors, name="birthday")
    assert "Bo" in " ".join(page.extract_text() for page in PdfReader(outdoors.folder / "birthday.pdf").pages)
    person.presses("Ctrl+1")
    person.steps_to("Mail by Friday, Bo Lind, Write and mail the card", key="Down")
    person.presses("Enter")
    person.sees("Card to Bo Lind mailed")
    person.misses("Mail by Friday, Bo Lind, Write and mail the card. Birthday on Wednesday, November 25")

"""Cards in batches: birthdays printed and mailed with one click each, the season's greetings once a household."""

import re
from datetime import date

import pytest
from journeys.person import Outdoors, Person
from pypdf import PdfReader

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import contacts, data_file, households
from refdesk.services.desk import Desk


def somebody(desk: Desk, given: str, family: str, day: int = 0, street: str = "") -> ContactId:
    dates = (IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, day)),) if day else ()
    home = (IncomingAddress(Address(street, "Columbus", "OH", "43085", "US")),) if street else ()
    draft = ContactDraft(given=given, family=family, dates=dates, addresses=home, client_since=date(2020, 1, 1))
    return desk.do(contacts.add, draft)


def words_of(outdoors: Outdoors) -> str:
    assert outdoors.saves is not None, "the cards were saved"
    return " ".join(" ".join(page.extract_text() for page in PdfReader(outdoors.saves).pages).split())


def goes_to_cards(person: Person, occasion: str) -> None:
    person.presses("Ctrl+6")
    person.picks("What the cards are for", occasion)


@pytest.mark.timeout(120)
def test_birthdays_are_printed_written_and_mailed_and_next_year_the_words_are_others(
    person: Person, outdoors: Outdoors
) -> None:
    path = outdoors.business("mine")
    file = data_file.open_file(path, clock=outdoors.clock)
    for number, (given, day) in enumerate((("Walter", 26), ("Grace", 28)), 1):
        somebody(file.desk, given, "Brandt", day, f"{number} Linden Row")
    file.close()
    person.starts(path)
    person.presses("Ctrl+6")
    person.clicks("Make a card for another occasion")
    person.sees("Walter Brandt", "Grace Brandt")
    outdoors.saves = outdoors.folder / "first.pdf"
    person.clicks("Save 2 cards as PDF")
    person.waits_until(outdoors.saves.exists, "the cards are not saved")
    assert re.search("Happy birthday.*cake, good company", words_of(outdoors))
    person.waits_for("2 cards are printed")
    person.clicks("All written")
    person.clicks("All mailed")
    person.waits_for("2 cards mailed")
    person.presses("Ctrl+Z")
    person.waits_for("2 cards are printed")
    person.presses("Ctrl+Shift+Z")
    person.waits_for("No card waits to be mailed")
    person.closes()
    outdoors.clock.forward(days=365)
    person.starts(path)
    goes_to_cards(person, "Birthdays")
    person.sees("Walter Brandt")
    outdoors.saves = outdoors.folder / "second.pdf"
    person.clicks("Save 2 cards as PDF")
    person.waits_until(outdoors.saves.exists, "the cards are not saved")
    assert "I am glad to know you" in words_of(outdoors)
    assert "cake, good company" not in words_of(outdoors)


@pytest.mark.timeout(120)
def test_the_seasons_greetings_reach_a_household_once(person: Person, outdoors: Outdoors) -> None:
    path = outdoors.business("mine")
    file = data_file.open_file(path, clock=outdoors.clock)
    both = [somebody(file.desk, given, "Brandt", street="1 Linden Row") for given in ("Walter", "Grace")]
    file.desk.do(households.together, both)
    somebody(file.desk, "Rafael", "Quintero", street="3 Canal Street")
    file.close()
    person.starts(path)
    person.presses("Ctrl+6")
    person.clicks("Make a card for another occasion")
    person.picks("What the cards are for", "Season")
    person.sees("Walter and Grace Brandt", "Rafael Quintero")
    outdoors.saves = outdoors.folder / "season.pdf"
    person.clicks("Save 2 cards as PDF")
    person.waits_until(outdoors.saves.exists, "the cards are not saved")
    said = words_of(outdoors)
    assert "Dear Walter and Grace," in said
    assert said.count("Dear ") == 2
    person.clicks("All mailed")
    person.waits_for("2 cards mailed")
    person.waits_for("2 left out")

"""Two people of one home send somebody: they get one card with both names, and their gifts are counted together."""

import re

import pytest
from journeys.person import Outdoors, Person
from pypdf import PdfReader

from refdesk.domain.contact import ContactDraft
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.referral import ReferralDraft
from refdesk.services import contacts, data_file, gifts, referrals


def knows_both(outdoors: Outdoors) -> None:
    """Make a file in which Walter and Grace, each for themselves, had a gift, and sent Rafael together."""
    path = outdoors.business("mine")
    file = data_file.open_file(path, clock=outdoors.clock)
    both = tuple(file.desk.do(contacts.add, ContactDraft(given=each, family="Brandt")) for each in ("Walter", "Grace"))
    for who, gift, cost in zip(both, ("Honey", "Tea"), (1200, 800), strict=True):
        file.desk.do(gifts.log, GiftDraft(contact_id=who, name=gift, on=file.desk.today(), cost_minor=cost))
    sent = ContactDraft(given="Rafael", family="Quintero")
    draft = ReferralDraft(received_at=outdoors.clock(), giver_ids=both, new_prospect=sent, need="A new kitchen")
    file.desk.do(referrals.log_received, draft)
    file.close()


@pytest.mark.timeout(120)
def test_one_card_and_one_gift_total(person: Person, outdoors: Outdoors) -> None:
    knows_both(outdoors)
    person.starts(outdoors.folder / "mine.refdesk")
    person.presses("Ctrl+2")
    person.presses("Ctrl+F")
    person.types("Walter")
    person.presses("Enter")
    person.sees("$12.00")
    person.clicks("More")
    person.chooses("Household…")
    person.sees("Who lives with Walter Brandt?")
    person.goes_to(re.compile("^Somebody else"))
    person.types("Grace")
    person.waits_for("Grace Brandt")
    person.presses("Enter")
    person.presses("Ctrl+Enter")
    person.sees(re.compile("share a household|Household of Walter Brandt saved"), "$20.00")
    person.presses("Ctrl+6")
    outdoors.saves = outdoors.folder / "cards.pdf"
    person.clicks("Save 1 card as PDF")
    person.waits_until(outdoors.saves.exists, "the card is not saved")
    card = " ".join(" ".join(page.extract_text() for page in PdfReader(outdoors.saves).pages).split())
    assert re.search("Dear (Walter and Grace|Grace and Walter),", card), card

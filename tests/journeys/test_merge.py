"""Somebody finds a person twice in the list, merges the two by keys, thinks better of it, and merges again."""

import re

import pytest
from journeys.person import Outdoors, Person

from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.referral import ReferralDraft
from refdesk.domain.touches import TouchDraft
from refdesk.services import contacts, data_file, referrals, touches

WALT = re.compile("^Walt Brandt(,|$)")
"""His name as a line of the list says it, and not a sentence about him."""


def knows_walter_twice(outdoors: Outdoors) -> None:
    """Make a file in which Walter Brandt stands twice, each with something that happened."""
    path = outdoors.business("mine", "Grace Okafor")
    file = data_file.open_file(path, clock=outdoors.clock)
    phone = (IncomingPoint("(614) 555-0101", "mobile", main=True),)
    first = file.desk.do(contacts.add, ContactDraft(given="Walter", family="Brandt", phones=phone, job_title="Broker"))
    second = file.desk.do(contacts.add, ContactDraft(given="Walt", family="Brandt", phones=phone, job_title="Owner"))
    sent = ContactDraft(given="Rafael", family="Quintero")
    draft = ReferralDraft(received_at=outdoors.clock(), giver_ids=(second,), new_prospect=sent, need="A new kitchen")
    file.desk.do(referrals.log_received, draft)
    talked = TouchDraft(first, at=outdoors.clock(), summary="Talked about golf")
    file.desk.do(touches.log, talked)
    file.close()


@pytest.mark.timeout(120)
def test_two_become_one_and_two_again(person: Person, outdoors: Outdoors) -> None:
    knows_walter_twice(outdoors)
    person.starts(outdoors.folder / "mine.refdesk")

    person.presses("Ctrl+2")
    person.sees(WALT, "Walter Brandt")
    person.presses("Alt+F")
    person.chooses("Find duplicates…")
    person.sees("1 pair", "same phone", "Walter Brandt", "Walt Brandt", "1 conversation", "1 referral")

    person.goes_to("Job title: Broker")
    person.presses("Right", "Space")
    person.presses("Ctrl+Enter")
    person.sees("That is everybody", "Walt Brandt merged into Walter Brandt")

    person.presses("Ctrl+Z")
    person.sees("1 pair", "Walt Brandt")
    person.presses("Ctrl+Enter")
    person.sees("That is everybody")
    person.presses("Ctrl+Enter")
    assert person.dialogs() == []

    person.sees("Walter Brandt", "Grace Okafor")
    person.misses(WALT)
    person.presses("Ctrl+Z")
    person.sees(WALT)

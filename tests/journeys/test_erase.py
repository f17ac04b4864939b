"""Somebody asks to be forgotten: they are erased, nothing takes it back, and no file holds them any more."""

import pytest
from journeys.person import Outdoors, Person

from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.touches import TouchDraft
from refdesk.services import contacts, data_file, promises, touches

MARKS = (b"quillfeather", b"xantippe", b"zzyx", b"555-0199")


def knows_her(outdoors: Outdoors) -> None:
    """Make a file in which Xantippe Quillfeather left traces."""
    path = outdoors.business("mine", "Grace Okafor")
    file = data_file.open_file(path, clock=outdoors.clock)
    draft = ContactDraft(
        given="Xantippe", family="Quillfeather", notes="zzyx notes", phones=(IncomingPoint("(614) 555-0199"),)
    )
    who = file.desk.do(contacts.add, draft)
    file.desk.do(touches.log, TouchDraft(who, outdoors.clock(), summary="zzyx said hello"))
    file.desk.do(promises.add, PromiseDraft(who, "Send the zzyx", file.desk.today()))
    file.close()


@pytest.mark.timeout(120)
def test_nothing_is_left_and_nothing_takes_it_back(person: Person, outdoors: Outdoors) -> None:
    knows_her(outdoors)
    path = outdoors.folder / "mine.refdesk"
    assert all(mark in path.read_bytes().lower() for mark in MARKS)
    person.starts(path)
    person.presses("Ctrl+2")
    person.presses("Ctrl+F")
    person.types("Xantippe")
    person.presses("Enter")
    person.sees("zzyx said hello")
    person.clicks("More")
    person.chooses("Erase for good…")
    person.sees("Erase Xantippe Quillfeather for good?", "Promises", "This cannot be undone.")
    person.presses("Esc")
    person.sees("zzyx said hello")

    person.clicks("More")
    person.chooses("Erase for good…")
    person.clicks("Erase for good")
    person.sees("Nothing of them is left in this file.", "Grace Okafor")
    person.misses("Xantippe Quillfeather", "zzyx said hello")
    person.presses("Ctrl+Z")
    person.misses("Xantippe Quillfeather")
    person.closes()
    files = [each.read_bytes().lower() for each in outdoors.folder.glob("mine.refdesk*")]
    assert files
    assert [mark for mark in MARKS for held in files if mark in held] == []

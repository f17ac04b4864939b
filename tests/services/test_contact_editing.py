"""A contact is edited together with the photo, as one step."""

from dataclasses import replace

import pytest
from office import Office

from refdesk.domain.contact import ContactDraft
from refdesk.errors import Overtaken
from refdesk.exchange.pictures import Picture
from refdesk.services import contact_editing, contacts, pictures
from refdesk.services.desk import Desk

PHOTO = Picture(b"looks like one", "image/jpeg")


def test_a_new_contact_comes_with_the_photo_and_goes_with_it(desk: Desk) -> None:
    ana = desk.do(contact_editing.add, ContactDraft(given="Ana"), PHOTO)
    assert desk.ask(pictures.photo_of, ana) == PHOTO.content
    desk.undo()
    with pytest.raises(Overtaken):
        desk.ask(contacts.draft_of, ana)


def test_a_photo_is_changed_and_removed_with_the_rest(desk: Desk, office: Office) -> None:
    ana = office.contact()
    opened = desk.ask(contacts.draft_of, ana)
    desk.do(contact_editing.save, ana, replace(opened.draft, notes="x"), version=opened.version, photo=PHOTO)
    opened = desk.ask(contacts.draft_of, ana)
    assert (opened.draft.notes, desk.ask(pictures.photo_of, ana)) == ("x", PHOTO.content)
    desk.do(contact_editing.save, ana, opened.draft, without_photo=True)
    assert desk.ask(pictures.photo_of, ana) is None
    desk.undo()
    assert desk.ask(pictures.photo_of, ana) == PHOTO.content


def test_nothing_of_it_is_kept_when_others_were_first(desk: Desk, office: Office) -> None:
    ana = office.contact()
    opened = desk.ask(contacts.draft_of, ana)
    with pytest.raises(Overtaken):
        desk.do(contact_editing.save, ana, opened.draft, version=opened.version + 1, photo=PHOTO)
    assert desk.ask(pictures.photo_of, ana) is None

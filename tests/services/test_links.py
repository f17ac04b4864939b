"""Links between people are made once and seen from both sides."""

import pytest
from office import Office

from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.errors import Overtaken, Refused
from refdesk.services import contacts, links
from refdesk.services.desk import Desk


def seen(desk: Desk, contact_id: ContactId) -> list[tuple[str, str]]:
    return [(line.word, line.other) for line in desk.ask(links.of, contact_id)]


def test_a_link_is_seen_from_both_sides_with_the_right_word(desk: Desk, office: Office) -> None:
    ana, ben, cleo = office.contact(), office.contact("Ben"), office.contact("Cleo", "Lind")
    desk.do(links.add, LinkDraft(ana, ben, LinkKind.PARENT))
    desk.do(links.add, LinkDraft(ana, cleo, LinkKind.EMPLOYER, backward=True))
    desk.do(links.add, LinkDraft(cleo, ben, LinkKind.OTHER, label="godmother of"))
    assert seen(desk, ana) == [("parent of", "Ben Diaz"), ("works for", "Cleo Lind")]
    assert seen(desk, ben) == [("child of", "Ana Diaz"), ("godmother of", "Cleo Lind")]
    assert seen(desk, cleo) == [("employer of", "Ana Diaz"), ("godmother of", "Ben Diaz")]
    assert desk.undo_state().undo.label == "Cleo Lind and Ben Diaz linked"


def test_a_link_is_said_once_and_can_be_taken_back(desk: Desk, office: Office) -> None:
    ana, ben = office.contact(), office.contact("Ben")
    made = desk.do(links.add, LinkDraft(ana, ben, LinkKind.FRIEND))
    with pytest.raises(Refused):
        desk.do(links.add, LinkDraft(ben, ana, LinkKind.FRIEND))
    desk.do(links.add, LinkDraft(ana, ben, LinkKind.PARENT))
    with pytest.raises(Refused):
        desk.do(links.add, LinkDraft(ben, ana, LinkKind.PARENT, backward=True))
    desk.do(links.remove, made)
    assert seen(desk, ben) == [("child of", "Ana Diaz")]
    with pytest.raises(Overtaken):
        desk.do(links.remove, made)
    desk.undo()
    assert seen(desk, ana) == [("parent of", "Ben Diaz"), ("friend of", "Ben Diaz")]
    desk.undo()
    desk.undo()
    assert seen(desk, ana) == seen(desk, ben) == []


def test_who_left_is_still_named_as_such(desk: Desk, office: Office) -> None:
    ana, ben = office.contact(), office.contact("Ben")
    desk.do(links.add, LinkDraft(ana, ben, LinkKind.PARTNER))
    desk.do(contacts.set_status, ben, Status.DECEASED)
    (line,) = desk.ask(links.of, ana)
    assert (line.other_status, line.other_id) == (Status.DECEASED, ben)

"""Many contacts changed at once: one step each, and back again."""

import pytest
from office import Office

from refdesk.domain.contact import Category, MayBeCalled, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.errors import Cancelled, Refused
from refdesk.progress import Progress
from refdesk.services import contact_list, contacts, many_contacts, tags
from refdesk.services.contact_list import Filter
from refdesk.services.desk import Desk

GONE = ContactId(999)


@pytest.fixture
def three(office: Office) -> list[ContactId]:
    return [
        office.contact("Ana", "Diaz", rank=Rank.A, tags=("Golf",)),
        office.contact("Bo", "Lind", rank=Rank.B),
        office.contact("Cy", "Zhou"),
    ]


def found(desk: Desk, typed: str) -> int:
    return len(desk.ask(contact_list.matching_ids, Filter(typed), desk.today()))


def label(desk: Desk) -> str:
    step = desk.undo_state().undo
    assert step is not None
    return step.label


def test_a_tag_is_given_once_and_taken_back(desk: Desk, three: list[ContactId]) -> None:
    assert desk.do(many_contacts.add_tag, [*three, GONE], " golf ") == 2
    assert (found(desk, "tag:golf"), found(desk, "golf")) == (3, 3)
    assert desk.ask(tags.names) == ("Golf",)
    assert label(desk) == "2 contacts tagged “golf”"
    desk.undo()
    assert (found(desk, "tag:golf"), found(desk, "golf")) == (1, 1)
    assert desk.do(many_contacts.add_tag, three[:1], "Chess") == 1
    assert desk.ask(tags.names) == ("Chess", "Golf")
    with pytest.raises(Refused):
        desk.do(many_contacts.add_tag, three, "  ")


def test_a_tag_is_taken_and_comes_back(desk: Desk, three: list[ContactId]) -> None:
    assert desk.do(many_contacts.remove_tag, three, "GOLF") == 1
    assert found(desk, "golf") == 0
    desk.undo()
    assert found(desk, "golf") == 1


def test_ranks_change_as_one_step(desk: Desk, three: list[ContactId]) -> None:
    assert desk.do(many_contacts.set_rank, [*three, GONE], Rank.B) == 2
    assert found(desk, "rank:B") == 3
    assert desk.ask(contacts.draft_of, three[2]).draft.rank is Rank.B
    assert label(desk) == "2 contacts ranked B"
    desk.undo()
    assert (found(desk, "rank:A"), found(desk, "rank:B"), found(desk, "rank:none")) == (1, 1, 1)
    desk.redo()
    assert found(desk, "rank:B") == 3
    assert desk.do(many_contacts.set_rank, three, None) == 3
    assert found(desk, "rank:none") == 3


def test_marks_of_many_change_and_come_back(desk: Desk, three: list[ContactId]) -> None:
    assert desk.do(many_contacts.set_category, three, Category.FRIEND) == 3
    assert desk.do(many_contacts.set_mail, three[:2], False) == 2
    assert desk.do(many_contacts.set_call, three[:2], MayBeCalled.NO) == 2
    assert desk.do(many_contacts.set_status, three[:1], Status.INACTIVE) == 1
    assert (found(desk, "category:friend"), found(desk, "no:mail"), found(desk, "")) == (2, 1, 2)
    assert desk.ask(contacts.draft_of, three[1]).draft.may_be_called is MayBeCalled.NO
    for _step in range(4):
        desk.undo()
    assert (found(desk, "category:friend"), found(desk, "no:mail"), found(desk, "")) == (0, 0, 3)
    assert desk.ask(contacts.draft_of, three[1]).draft.may_be_called is MayBeCalled.UNKNOWN


def test_stopping_leaves_everything_as_it_was(desk: Desk, three: list[ContactId]) -> None:
    progress = Progress()
    progress.stop()
    with pytest.raises(Cancelled):
        desk.do(many_contacts.set_rank, three, Rank.C, progress)
    assert found(desk, "rank:C") == 0


def test_a_tag_for_several_at_once_is_found_by_and_undone(desk: Desk, office: Office) -> None:
    ids = [office.contact(f"Ana{number}") for number in range(12)]
    some = ids[::2]
    desk.do(many_contacts.add_tag, some, "newsletter")
    found = desk.ask(contact_list.matching_ids, Filter(text="newslet"), desk.today())
    assert set(found) == set(some)
    desk.undo()
    assert not list(desk.ask(contact_list.matching_ids, Filter(text="newslet"), desk.today()))
    assert len(list(desk.ask(contact_list.matching_ids, Filter(text="ana1"), desk.today()))) == 3

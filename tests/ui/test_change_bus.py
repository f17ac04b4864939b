"""Screens hear of each change, or of many at once after keys that followed each other quickly."""

from refdesk.domain.changes import Changes
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ranking import Rank
from refdesk.services import contacts
from refdesk.ui.workplace import Workplace


def test_changes_kept_back_come_as_one(workplace: Workplace) -> None:
    heard: list[Changes] = []
    workplace.bus.changed.connect(heard.append)
    ana = workplace.desk.do(contacts.add, ContactDraft(given="Ana"))
    assert len(heard) == 1
    workplace.bus.hold()
    bo = workplace.desk.do(contacts.add, ContactDraft(given="Bo"))
    workplace.desk.do(contacts.set_rank, ana, Rank.B)
    assert len(heard) == 1
    workplace.bus.release()
    assert len(heard) == 2
    both = heard[-1]
    assert both.came_or_went("contact")
    assert both.concerns("contact", ana)
    assert both.concerns("contact", bo)
    workplace.desk.do(contacts.set_rank, bo, Rank.A)
    assert len(heard) == 3
    workplace.bus.hold()
    workplace.bus.release()
    assert len(heard) == 3

"""A window learns what a command did beside it."""

from pathlib import Path

from desks import TestClock

from refdesk.domain.contact import ContactDraft
from refdesk.services import contacts, news
from refdesk.services.desk import Desk
from refdesk.store import engine


def test_what_others_did_is_news_and_what_we_did_is_not(file_desk: Desk, data_file: Path, clock: TestClock) -> None:
    last = file_desk.ask(news.newest)
    file_desk.do(contacts.add, ContactDraft(given="Ana"))
    beside = Desk(engine.open_engine(data_file), clock=clock, client="command")
    added = beside.do(contacts.add, ContactDraft(given="Bea"))
    beside.close()
    last, found = file_desk.ask(news.since, last, "window")
    assert [changes.concerns("contact", added) for changes in found] == [True]
    assert found[0].origin == "command"
    assert file_desk.ask(news.since, last, "window") == (last, ())


def test_news_name_the_person_whose_things_changed(file_desk: Desk) -> None:
    ana = file_desk.do(contacts.add, ContactDraft(given="Ana"))
    last = file_desk.ask(news.newest)
    file_desk.do(contacts.mark_do_not_call, ana)
    _, found = file_desk.ask(news.since, last, "somebody else")
    assert found[0].changed_ids("contact") == {ana}

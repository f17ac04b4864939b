"""The head of the list offers to sort who has no rank; its menu says what else there is to do about ranks."""

from desks import TestClock
from office import Office
from pytestqt.qtbot import QtBot

from refdesk.domain.ranking import Rank
from refdesk.services import contacts
from refdesk.ui.contacts.contacts_page import ContactsPage
from refdesk.ui.workplace import Workplace


def words(page: ContactsPage) -> list[str]:
    return [action.text() for action in page.list.more_menu().actions()]


def shown(qtbot: QtBot, workplace: Workplace) -> ContactsPage:
    page = ContactsPage(workplace)
    page.resize(1236, 836)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_button_counts_who_has_no_rank_and_goes_when_nobody_is_left(qtbot: QtBot, workplace: Workplace) -> None:
    office = Office(workplace.desk)
    ana, bo = office.contact(), office.contact("Bo")
    page = shown(qtbot, workplace)
    button = page.list.rank_acts.sort_new
    qtbot.waitUntil(lambda: button.isVisible() and button.words() == "Sort 2 new")
    assert "Sort 2 new…" in words(page)
    with qtbot.waitSignal(page.sorting_wanted):
        button.click()
    for each in (ana, bo):
        workplace.desk.do(contacts.set_rank, each, Rank.B)
    qtbot.waitUntil(lambda: not button.isVisible())
    assert not any(each.startswith("Sort 2") for each in words(page))


def test_in_little_room_the_menu_offers_it(qtbot: QtBot, workplace: Workplace) -> None:
    Office(workplace.desk).contact()
    page = shown(qtbot, workplace)
    page.resize(936, 636)
    qtbot.waitUntil(lambda: "Sort 1 new…" in words(page))
    assert not page.list.rank_acts.isVisible()


def test_the_menu_says_how_many_ranks_no_longer_fit(qtbot: QtBot, workplace: Workplace, clock: TestClock) -> None:
    office = Office(workplace.desk)
    ana = office.contact(rank=Rank.C)
    clock.forward(days=150)
    office.referral(ana)
    page = shown(qtbot, workplace)
    qtbot.waitUntil(lambda: "1 rank to look at…" in words(page))
    for line, signal in (
        ("1 rank to look at…", page.look_again_wanted),
        ("People you may have forgotten…", page.forgotten_wanted),
        ("Top sources…", page.top_sources_wanted),
    ):
        action = next(each for each in page.list.more_menu().actions() if each.text() == line)
        with qtbot.waitSignal(signal):
            action.trigger()


def test_the_badge_offers_a_better_rank_with_its_reason(qtbot: QtBot, workplace: Workplace) -> None:
    office = Office(workplace.desk)
    ana = office.contact(rank=Rank.C)
    page = shown(qtbot, workplace)
    page.show_person(ana)
    badge = page.panel.head.rank
    assert not any("Proposed" in action.text() for action in badge.menu().actions())
    office.referral(ana)
    offer = badge.menu().actions()[0]
    assert offer.text() == "Proposed: A, 1 referral in the last 12 months"
    offer.trigger()
    assert workplace.desk.ask(contacts.draft_of, ana).draft.rank is Rank.A
    workplace.desk.undo()
    assert workplace.desk.ask(contacts.draft_of, ana).draft.rank is Rank.C

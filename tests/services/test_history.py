"""The history: everything that was done, found by words and by what it was about, and whether it stands."""

from datetime import timedelta

from desks import TestClock
from office import Office

from refdesk.domain import profile
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.services import business, contacts, erasing, history
from refdesk.services.desk import Desk
from refdesk.services.history import Area, HistoryRow


def shown(desk: Desk, typed: str = "", area: Area | None = None) -> list[HistoryRow]:
    found = desk.ask(history.ids, typed, area)
    rows = desk.ask(history.rows, found)
    return [rows[each] for each in found]


def test_what_was_done_stands_with_its_moment_and_its_person(desk: Desk, clock: TestClock, office: Office) -> None:
    ana = office.contact("Ana", "Díaz")
    clock.forward(days=2)
    office.referral(ana)
    newest, first = shown(desk)[0], shown(desk)[-1]
    assert (first.label, first.contact_id, first.who) == ("Ana Díaz added", ana, "Ana Díaz")
    assert "Ana Díaz" in newest.label
    assert newest.who, "the person who was sent"
    assert newest.at - first.at >= timedelta(days=2)


def test_words_find_labels_and_names_whatever_their_accents(desk: Desk, office: Office) -> None:
    ana = office.contact("Ana", "Díaz")
    office.contact("Bo", "Lind")
    desk.do(contacts.save, ana, ContactDraft(given="Ana", family="Díaz", what_they_do="roofs"))
    assert {row.contact_id for row in shown(desk, "diaz")} == {ana}
    assert [row.label for row in shown(desk, "added DIA")] == ["Ana Díaz added"]
    assert shown(desk, "zeppelin") == []


def test_an_area_keeps_to_what_it_is_about(desk: Desk, office: Office) -> None:
    ana = office.contact("Ana", "Díaz")
    office.referral(ana)
    desk.do(business.save, profile.starting("US", business_name="Fernhollow", owner="Nadia Fern"))
    areas = {area: {row.operation_id for row in shown(desk, area=area)} for area in Area}
    everything = {row.operation_id for row in shown(desk)}
    assert set().union(*areas.values()) == everything
    assert sum(len(each) for each in areas.values()) == len(everything)
    assert len(areas[Area.REFERRALS]) == 1


def test_taken_back_and_done_again_is_told_by_the_first_line(desk: Desk, office: Office) -> None:
    office.contact("Ana", "Díaz")
    office.contact("Bo", "Lind")
    first = shown(desk)[-1]
    desk.undo_operation(first.operation_id)
    (undone,) = (row for row in shown(desk) if row.operation_id == first.operation_id)
    assert undone.undone_by is not None
    assert undone.who == ""
    assert len(shown(desk)) == 2
    desk.undo_operation(undone.undone_by)
    assert [row.undone_by for row in shown(desk)] == [None, None]


def test_of_whom_was_erased_nothing_can_be_taken_back(desk: Desk, office: Office) -> None:
    ana = office.contact("Ana", "Díaz")
    desk.do(erasing.erase, ContactId(ana))
    added = shown(desk)[-1]
    assert added.is_final
    assert "Ana" not in added.label

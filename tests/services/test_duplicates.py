import pytest
from desks import TestClock
from office import Office

from refdesk.domain import duplicate_blocks
from refdesk.domain import duplicates as duplicate_faces
from refdesk.domain.addresses import Address
from refdesk.domain.duplicates import LIKELY, Alike
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Cancelled, Overtaken, Refused
from refdesk.progress import Progress
from refdesk.services import duplicates, erasing
from refdesk.services.duplicates import PairRow

OAK = IncomingAddress(Address("12 Oak Street", "Dover", "OH", "44622"))
BORN = IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12, 1980))


def pairs(office: Office) -> tuple[PairRow, ...]:
    return office.desk.ask(duplicates.find)


def test_pairs_come_with_names_and_reasons(office: Office) -> None:
    one = office.contact("Jon", "Smith", email="JS@x.com", phone="(614) 555-0101", addresses=(OAK,), dates=(BORN,))
    other = office.contact("John", "Smyth", email="js@x.com", phone="614-555-0101", addresses=(OAK,), dates=(BORN,))
    office.contact("Grace", "Okafor", phone="(614) 555-0188")
    (pair,) = pairs(office)
    assert (pair.a_id, pair.b_id, pair.a_name, pair.b_name) == (one, other, "Jon Smith", "John Smyth")
    assert pair.likeness.score >= LIKELY
    assert pair.reasons == (
        "names alike: Jon Smith / John Smyth", "same e-mail", "same phone", "same street", "same birthday",
    )  # fmt: skip


def test_nobody_stands_twice_in_a_clean_list(office: Office) -> None:
    office.contact("Mary", "Smith", phone="(614) 555-0101", addresses=(OAK,))
    office.contact("John", "Smith", phone="(614) 555-0101", addresses=(OAK,))
    assert pairs(office) == ()


def test_two_people_are_remembered_and_can_be_offered_again(office: Office, clock: TestClock) -> None:
    one, other = office.contact("Ana", "Diaz"), office.contact("Ana", "Diaz")
    assert len(pairs(office)) == 1
    office.desk.do(duplicates.tell_apart, other, one)
    assert pairs(office) == ()
    assert office.desk.ask(duplicates.told_apart) == {(one, other)}
    assert office.desk.undo_state().undo is not None
    clock.forward(minutes=1)
    office.desk.do(duplicates.tell_apart, one, other)
    assert len(office.desk.ask(duplicates.told_apart)) == 1
    office.desk.undo()
    assert len(pairs(office)) == 1
    assert office.desk.redo() is not None
    assert pairs(office) == ()


def test_one_contact_cannot_be_told_from_itself(office: Office) -> None:
    one = office.contact()
    with pytest.raises(Refused):
        office.desk.do(duplicates.tell_apart, one, one)
    with pytest.raises(Overtaken):
        office.desk.do(duplicates.tell_apart, one, type(one)(999))


def test_the_search_is_stopped_and_reports_how_far_it_is(office: Office) -> None:
    office.contact("Ana", "Diaz")
    office.contact("Ana", "Diaz")
    said: list[str] = []
    office.desk.ask(duplicates.find, Progress(lambda _done, _total, note: said.append(note)))
    assert {"Reading contacts", "Sorting contacts", "Comparing contacts"} <= set(said)
    progress = Progress()
    progress.stop()
    with pytest.raises(Cancelled):
        office.desk.ask(duplicates.find, progress)


def test_a_birthday_without_a_year_counts(office: Office) -> None:
    day = IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12))
    office.contact("Ana", "Diaz", dates=(day,))
    office.contact("Ana", "Diaz", dates=(BORN,))
    (pair,) = pairs(office)
    assert Alike.BIRTHDAY in pair.likeness.alike


def test_everybody_is_read_however_many_there_are(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "CHUNK", 2)
    for number in range(5):
        office.contact("Ana", f"Diaz{number}", phone=f"(614) 555-010{number}", addresses=(OAK,), dates=(BORN,))
    found = office.desk.ask(duplicates.faces)
    assert [face.family for face in found] == [f"diaz{number}" for number in range(5)]
    assert [face.phones for face in found] == [(f"+1614555010{number}",) for number in range(5)]
    assert all(face.places and face.birthday for face in found)


def test_nothing_read_for_a_search_is_kept(office: Office) -> None:
    for _turn in range(2):
        office.contact("Ana", "Diaz", phone="(614) 555-0101")
    assert pairs(office)
    kept = (duplicate_faces._folded, duplicate_blocks.sound_of)
    assert [each.cache_info().currsize for each in kept] == [0, 0]


def test_two_that_somebody_names_are_a_pair_whatever_speaks_against_it(office: Office) -> None:
    one = office.contact("Ingrid", "Solheim", phone="614 555 0101", dates=born(YearlyDate(3, 4, 1970)))
    other = office.contact("Ingrid", "Solheim", phone="614 555 0101", dates=born(YearlyDate(9, 17, 1958)))
    assert office.desk.ask(duplicates.find) == ()
    (pair,) = office.desk.ask(duplicates.of_two, other, one)
    assert (pair.a_id, pair.b_id, pair.a_name) == (one, other, "Ingrid Solheim")
    assert "but different birthdays" in pair.reasons
    office.desk.do(erasing.erase, other)
    with pytest.raises(Overtaken, match="no longer there"):
        office.desk.ask(duplicates.of_two, one, other)


def born(day: YearlyDate) -> tuple[IncomingDate, ...]:
    return (IncomingDate(DateKind.BIRTHDAY, day),)

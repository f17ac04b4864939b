"""Referrers, relatives, households and photos of a file find their people; what finds nobody stays in the notes."""

import io
from dataclasses import replace

import pytest
from office import Office
from PIL import Image
from sqlalchemy import func, select

from refdesk.domain.addresses import Address
from refdesk.domain.incoming import IncomingAddress, IncomingContact, IncomingLink, IncomingPoint, Read
from refdesk.domain.names import PersonName
from refdesk.services import contacts, households, imports, links, pictures
from refdesk.services.desk import Desk
from refdesk.services.imports import FileRead, ImportReport, Outcome, Pick, Picks, Way
from refdesk.store.tables.people import ContactLink, Household


def person(given: str, family: str, **more: object) -> IncomingContact:
    return IncomingContact(0, PersonName(given=given, family=family), **more)


def file_of(*people: IncomingContact) -> FileRead:
    return FileRead("people.csv", [Read(line, replace(each, line=line)) for line, each in enumerate(people, 2)])


def bring_in(desk: Desk, *people: IncomingContact, picks: Picks = imports.AS_USUAL) -> ImportReport:
    return desk.do(imports.bring_in, desk.ask(imports.prepare, [file_of(*people)]), picks)


def ids(report: ImportReport) -> list[int]:
    return [row.contact_id or 0 for row in report.files[0].rows]


def said(desk: Desk, contact_id: int) -> list[str]:
    return [f"{line.word} {line.other}" for line in desk.ask(links.of, contact_id)]


def link_count(desk: Desk) -> int:
    return desk.ask(lambda session: session.scalar(select(func.count()).select_from(ContactLink))) or 0


def photo(color: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "PNG")
    return out.getvalue()


FAMILY = (
    person("Ana", "Diaz", referred_by=("Dr. Bo Lind",), links=(IncomingLink("Spouse", "Luis Diaz"),)),
    person("Luis", "Diaz", links=(IncomingLink("wife", "Ana Diaz"), IncomingLink("child", "Zoe Diaz"))),
    person("Zoe", "Diaz", links=(IncomingLink("godmother", "bo@lind.example"), IncomingLink("father", "Luis Diaz"))),
)


def test_who_belongs_to_whom_is_found_in_the_store_and_in_the_file(desk: Desk, office: Office) -> None:
    bo = office.contact("Bo", "Lind", email="bo@lind.example")
    report = bring_in(desk, *FAMILY)
    ana, luis, zoe = ids(report)
    assert said(desk, ana) == ["partner of Luis Diaz", "was referred by Bo Lind"]
    assert said(desk, luis) == ["partner of Ana Diaz", "parent of Zoe Diaz"]
    assert said(desk, zoe) == ["child of Luis Diaz", "godmother Bo Lind"]
    assert said(desk, bo) == ["referred Ana Diaz", "godmother Zoe Diaz"]
    assert [row.reason for row in report.files[0].rows] == ["", "", ""]
    assert desk.ask(contacts.draft_of, ana).draft.notes == ""
    again = bring_in(desk, *FAMILY)
    assert again.count(Outcome.SKIPPED) == 3
    assert link_count(desk) == 4
    desk.undo()
    assert link_count(desk) == 0
    desk.redo()
    assert said(desk, ana) == ["partner of Luis Diaz", "was referred by Bo Lind"]


def test_a_link_is_news_of_somebody_already_there(file_desk: Desk) -> None:
    office = Office(file_desk)
    ana, bo = office.contact("Ana", "Diaz"), office.contact("Bo", "Lind")
    news = person("Ana", "Diaz", referred_by=("Bo Lind",))
    (row,) = bring_in(file_desk, news).files[0].rows
    assert (row.outcome, row.reason) == (Outcome.MERGED, "Already there: Ana Diaz. Nothing new. Added: Links.")
    assert said(file_desk, bo) == ["referred Ana Diaz"]
    file_desk.undo()
    bring_in(file_desk, news, picks=Picks(rows={(0, 0): Pick(Way.SKIP)}))
    assert said(file_desk, ana) == []


def test_who_is_not_found_or_not_sure_stays_in_the_notes(file_desk: Desk) -> None:
    office = Office(file_desk)
    office.contact("Bo", "Lind", phone="614-555-0100")
    office.contact("Bo", "Lind", phone="614-555-0199")
    report = bring_in(
        file_desk, person("Ana", "Diaz", referred_by=("Bo Lind", "Ana Diaz"), links=(IncomingLink("spouse", "Petra"),))
    )
    (row,) = report.files[0].rows
    assert row.reason == (
        "More than one person is called Bo Lind. The name is in the notes. "
        "Nobody called Ana Diaz is there. The name is in the notes. "
        "Nobody called Petra is there. The name is in the notes."
    )
    notes = file_desk.ask(contacts.draft_of, ids(report)[0]).draft.notes
    assert notes == "Referred by: Bo Lind, Ana Diaz\nSpouse: Petra"
    assert link_count(file_desk) == 0


def test_a_file_that_comes_back_means_the_one_of_two_namesakes_who_is_linked(desk: Desk, office: Office) -> None:
    office.contact("Bo", "Lind", phone="614-555-0100")
    ana = person("Ana", "Diaz", referred_by=("Bo Lind",))
    bring_in(desk, ana)
    office.contact("Bo", "Lind", phone="614-555-0199")
    (row,) = bring_in(desk, ana).files[0].rows
    assert (row.outcome, row.reason) == (Outcome.SKIPPED, "Already there: Ana Diaz. Nothing new.")
    assert link_count(desk) == 1


def test_a_household_that_several_share_is_made_and_joined(desk: Desk) -> None:
    home = (IncomingAddress(Address("18 Linden Row", "Columbus", "OH", "43215"), "home", main=True),)
    two = (
        person("Ana", "Diaz", household="Ana and Luis Diaz", addresses=home),
        person("Luis", "Diaz", household="Ana and Luis Diaz"),
        person("Cy", "Zhou", household="The Zhous"),
    )
    report = bring_in(desk, *two)
    ana, luis, cy = ids(report)
    facts = desk.ask(households.of, ana)
    assert (facts.kept_name, facts.address.street) == ("Ana and Luis Diaz", "18 Linden Row")
    assert [member.contact_id for member in facts.members] == [ana, luis]
    assert desk.ask(households.of, cy) is None
    assert desk.ask(contacts.draft_of, cy).draft.notes == "Household: The Zhous"
    assert bring_in(desk, *two).count(Outcome.SKIPPED) == 3
    (zoe,) = ids(bring_in(desk, person("Zoe", "Diaz", household="ANA AND LUIS DIAZ")))
    assert desk.ask(households.of, zoe).household_id == facts.household_id
    desk.undo()
    desk.undo()
    assert desk.undo_state().undo is None


def test_photos_pass_the_gate_and_a_bad_one_stops_nobody(desk: Desk, office: Office) -> None:
    known = office.contact("Cy", "Zhou")
    people = (
        person("Ana", "Diaz", photo=photo()), person("Bo", "Lind", photo=b"\xff\xd8no picture"),
        person("Cy", "Zhou", photo=photo("red")),
    )  # fmt: skip
    report = bring_in(desk, *people)
    ana, bo, cy = report.files[0].rows
    assert Image.open(io.BytesIO(desk.ask(pictures.photo_of, ana.contact_id))).size == (40, 30)
    assert (bo.outcome, desk.ask(pictures.photo_of, bo.contact_id)) == (Outcome.ADDED, None)
    assert bo.reason.startswith("The photo was left out:")
    assert (cy.outcome, cy.contact_id) == (Outcome.MERGED, known)
    kept = desk.ask(pictures.photo_of, known)
    assert kept is not None
    assert bring_in(desk, *people).count(Outcome.SKIPPED) == 3
    other = person("Cy", "Zhou", photo=photo("green"))
    assert bring_in(desk, other).count(Outcome.SKIPPED) == 1
    assert bring_in(desk, other, picks=Picks(Way.TAKE_THEIRS)).count(Outcome.MERGED) == 1
    assert desk.ask(pictures.photo_of, known) != kept
    desk.undo()
    assert desk.ask(pictures.photo_of, known) == kept
    desk.undo()
    assert desk.ask(pictures.photo_of, known) is None


@pytest.mark.parametrize("label", ["", "Spouse", "my\nlawyer", "ß" * 300])
def test_any_label_of_a_relative_is_kept(file_desk: Desk, label: str) -> None:
    report = bring_in(
        file_desk, person("Ana", "Diaz", links=(IncomingLink(label, "Bo Lind"),)),
        person("Bo", "Lind", emails=(IncomingPoint("bo@lind.example"),)),
    )  # fmt: skip
    assert len(said(file_desk, ids(report)[0])) == 1


def household_names(desk: Desk) -> list[str]:
    return list(desk.ask(lambda session: session.scalars(select(Household.name_on_envelope)).all()))


@pytest.mark.parametrize("way", [Way.SKIP, Way.KEEP_MINE])
def test_a_household_into_which_nobody_moves_is_not_made(desk: Desk, office: Office, way: Way) -> None:
    people = [office.contact(given, "Diaz") for given in ("Ana", "Luis", "Eva", "Zoe")]
    if way is not Way.SKIP:
        desk.do(households.together, people[:2], "One")
        desk.do(households.together, people[2:], "Other")
    before = household_names(desk)
    rows = [person(given, "Diaz", household="The Diaz family") for given in ("Ana", "Eva")]
    for _turn in range(2):
        bring_in(desk, *rows, picks=Picks(way))
    assert household_names(desk) == before


def test_of_two_households_for_one_person_the_first_counts(desk: Desk, office: Office) -> None:
    ana = office.contact("Ana", "Diaz")
    rows = [person(given, "Diaz", household=home) for given in ("Ana", "Luis") for home in ("One", "Other")]
    bring_in(desk, *rows)
    lives = desk.ask(households.of, ana)
    assert lives is not None
    assert lives.name_on_envelope == "One"


def test_of_two_photos_for_one_person_the_first_counts_each_time(file_desk: Desk) -> None:
    ana = Office(file_desk).contact("Ana", "Diaz")
    rows = [person("Ana", "Diaz", photo=photo(color)) for color in ("navy", "red")]
    bring_in(file_desk, *rows, picks=Picks(Way.TAKE_THEIRS))
    first = file_desk.ask(pictures.photo_of, ana)
    report = bring_in(file_desk, *rows, picks=Picks(Way.TAKE_THEIRS))
    assert first is not None
    assert file_desk.ask(pictures.photo_of, ana) == first
    assert report.count(Outcome.MERGED) == 0

"""An import accounts for every row, knows who is already there, is one step, and can be stopped."""

import gc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from office import Office
from sqlalchemy import func, select

from refdesk.domain.addresses import Address
from refdesk.domain.contact import Category, ContactDraft, Kind, MayBeCalled, Status
from refdesk.domain.incoming import (
    DateKind,
    IncomingAddress,
    IncomingContact,
    IncomingDate,
    IncomingLink,
    IncomingPoint,
    Read,
)
from refdesk.domain.names import PersonName
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Cancelled
from refdesk.progress import SILENT, Progress
from refdesk.services import contact_list, contacts, import_files, imports
from refdesk.services.contact_list import Filter
from refdesk.services.desk import Desk
from refdesk.services.imports import FileRead, ImportReport, Outcome
from refdesk.store import derived
from refdesk.store.tables.people import Contact


def person(given: str = "", family: str = "", *, email: str = "", phone: str = "", **more: object) -> IncomingContact:
    name = PersonName(given=given, family=family, organisation=str(more.pop("organisation", "")))
    emails = (IncomingPoint(email, "work", main=True),) if email else ()
    phones = (IncomingPoint(phone, "mobile", main=True),) if phone else ()
    return IncomingContact(0, name, emails=emails, phones=phones, **more)


def file_of(*people: IncomingContact | str, name: str = "people.csv") -> FileRead:
    """Return a file with a line for each; a string stands for a line that cannot be read, and says why."""
    reads = [
        Read(line, None, each) if isinstance(each, str) else Read(line, replace(each, line=line))
        for line, each in enumerate(people, 2)
    ]
    return FileRead(name, reads)


def bring_in(desk: Desk, *files: FileRead, progress: Progress | None = None) -> ImportReport:
    prepared = desk.ask(imports.prepare, files)
    return desk.do(imports.bring_in, prepared, progress=progress or SILENT)


def outcomes(report: ImportReport) -> list[str]:
    return [row.outcome.value if not row.reason else row.reason for file in report.files for row in file.rows]


def people_there(desk: Desk) -> int:
    return desk.ask(lambda session: session.scalar(select(func.count()).select_from(Contact))) or 0


ANA = person(
    "Ana",
    "Diaz",
    email="Ana@Diaz.Example",
    phone="(614) 555-0173",
    organisation="Diaz Dental",
    job_title="Dentist",
    department="Surgery",
    addresses=(IncomingAddress(Address("18 Linden Row", "Columbus", "OH", "43215", "US"), "home", main=True),),
    dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 9)),),
    sites=(IncomingPoint("https://Diaz.example"),),
    notes="Met at the fair.",
    tags=("Golf", "golf", "Neighbor"),
    referred_by=("Bo Lind",),
    links=(IncomingLink("spouse", "Petra"),),
    unmapped=(("Shoe size", "38"),),
    may_be_called=False,
    may_be_mailed=False,
    category="Client",
    rank="a+",
    status="inactive",
    client_since=date(2024, 3, 1),
)


def test_the_step_back_names_thousands_with_a_comma(desk: Desk) -> None:
    bring_in(desk, file_of(*(person(f"Ana{each}", f"Diaz{each}") for each in range(1000))))
    assert desk.undo_state().undo.label == "1,000 contacts imported from people.csv"


def test_everything_a_file_says_is_kept(desk: Desk) -> None:
    report = bring_in(desk, file_of(ANA))
    (row,) = report.files[0].rows
    assert (row.line, row.outcome, row.name) == (2, Outcome.ADDED, "Ana Diaz")
    assert desk.undo_state().undo.label == "1 contact imported from people.csv"
    kept = desk.ask(contacts.draft_of, row.contact_id).draft
    assert kept == ContactDraft(
        given="Ana",
        family="Diaz",
        organisation="Diaz Dental",
        job_title="Dentist",
        category=Category.CLIENT,
        rank=Rank.A_PLUS,
        status=Status.INACTIVE,
        client_since=date(2024, 3, 1),
        may_be_called=MayBeCalled.NO,
        may_be_mailed=False,
        notes="Met at the fair.\n\nShoe size: 38\nDepartment: Surgery\nReferred by: Bo Lind\nSpouse: Petra",
        source_of_data="people.csv",
        phones=ANA.phones,
        emails=ANA.emails,
        sites=ANA.sites,
        addresses=ANA.addresses,
        dates=ANA.dates,
        tags=("Golf", "Neighbor"),
    )


def test_what_is_derived_is_as_after_an_edit(desk: Desk) -> None:
    ((row,),) = [file.rows for file in bring_in(desk, file_of(ANA)).files]

    def derived_columns() -> tuple[str, str]:
        found = desk.ask(lambda session: session.get(Contact, row.contact_id))
        return found.search_text, found.sort_key

    imported = derived_columns()
    draft = desk.ask(contacts.draft_of, row.contact_id).draft
    desk.do(contacts.save, row.contact_id, replace(draft, hear_less=True))
    assert derived_columns() == imported
    everybody = Filter(text="6145550173 golf", include_inactive=True)
    assert list(desk.ask(contact_list.matching_ids, everybody, desk.today())) == [row.contact_id]


def test_every_line_is_accounted_for(desk: Desk) -> None:
    lines = file_of(ANA, "This row is broken.", person(), person(organisation="Lind Ltd"), person(email="x@y.example"))
    report = bring_in(desk, lines)
    assert outcomes(report) == [
        " ".join(f"Nobody called {name} is there. The name is in the notes." for name in ("Bo Lind", "Petra")),
        "This row is broken.",
        "There is no name, organization, e-mail or phone.",
        "added",
        "added",
    ]
    assert [row.line for row in report.files[0].rows] == [2, 3, 4, 5, 6]
    firm, mail = (report.files[0].rows[place].contact_id for place in (3, 4))
    assert desk.ask(contacts.draft_of, firm).draft.kind is Kind.ORGANISATION
    assert desk.ask(contacts.draft_of, mail).draft.given == "x@y.example"
    (plain,) = imports.plain(report)["files"]
    assert (plain["file"], plain["read"], plain["added"], plain["skipped"]) == ("people.csv", 5, 3, 2)
    assert plain["rows"][1] == {"line": 3, "outcome": "skipped", "contact_id": None, "reason": "This row is broken."}


def test_each_part_of_an_import_is_done_in_a_rush(desk: Desk, tmp_path: Path) -> None:
    looks: list[bool] = []
    watching = Progress(lambda _done, _total, _note: looks.append(gc.isenabled()))
    (tmp_path / "people.csv").write_text("First name\nAna\nBo\n", encoding="utf-8")
    for part in (
        lambda: import_files.read(tmp_path / "people.csv", progress=watching),
        lambda: desk.ask(imports.prepare, [file_of(person("Ana"))], watching),
        lambda: desk.do(imports.bring_in, desk.ask(imports.prepare, [file_of(person("Cy"))]), progress=watching),
    ):
        looks.clear()
        part()
        assert looks, "nobody was told how far it is"
        assert not any(looks)
    assert gc.isenabled()


def test_the_same_file_twice_adds_nobody(desk: Desk) -> None:
    people = file_of(ANA, person("Bo", "Lind"), person(phone="614 555 0100"), person(organisation="Lind Ltd"))
    first = bring_in(desk, people)
    before = desk.undo_state().undo
    second = bring_in(desk, people)
    assert outcomes(second)[0] == "Already there: Ana Diaz. Nothing new."
    assert second.count(Outcome.SKIPPED) == people_there(desk) == 4
    assert [row.contact_id for row in second.files[0].rows] == [row.contact_id for row in first.files[0].rows]
    assert desk.undo_state().undo == before


def test_an_import_is_one_step(desk: Desk, office: Office) -> None:
    bo = office.contact("Bo", "Lind")
    bring_in(desk, file_of(ANA, person("Cy", "Zhou")), file_of(person("Eve", "Moss"), name="more.vcf"))
    assert desk.undo_state().undo.label == "3 contacts imported from people.csv, more.vcf"
    desk.undo()
    assert people_there(desk) == 1
    desk.redo()
    assert people_there(desk) == 4
    assert desk.do(contacts.add, ContactDraft(given="Next")) > bo + 3


def test_a_large_import_is_taken_back_and_done_again_whole(desk: Desk, office: Office) -> None:
    many = [
        replace(ANA, line=line, name=replace(ANA.name, given=f"Ana{line}"), emails=(), phones=()) for line in range(300)
    ]
    ben = office.contact("Bo", "Lind")

    def whole() -> list[object]:
        ids = desk.ask(contact_list.matching_ids, Filter(), desk.today())
        rows = desk.ask(contact_list.rows, ids, desk.today())
        found = desk.ask(contact_list.matching_ids, Filter(text="ana299 614"), desk.today())
        return [[desk.ask(contacts.draft_of, each).draft for each in ids[:3]], list(ids), rows, list(found)]

    bring_in(desk, file_of(*many, person("Cy", "Zhou", phone="614-555-0111")))
    before = whole()
    desk.undo()
    assert people_there(desk) == 1
    assert not desk.ask(contact_list.matching_ids, Filter(text="ana299"), desk.today())
    assert desk.ask(contact_list.matching_ids, Filter(text="lind"), desk.today())[0] == ben
    desk.redo()
    assert whole() == before
    assert desk.do(contacts.add, ContactDraft(given="Next")) > max(before[1])
    desk.undo()
    desk.undo()
    assert people_there(desk) == 1


def test_after_an_import_people_are_added_by_hand(desk: Desk) -> None:
    bring_in(desk, file_of(ANA, person("Cy", "Zhou")))
    dan = desk.do(contacts.add, replace(ContactDraft(given="Dan"), phones=ANA.phones, tags=("New",), dates=ANA.dates))
    assert desk.ask(contacts.draft_of, dan).draft.phones == ANA.phones


def test_stop_leaves_nothing_behind(desk: Desk) -> None:
    progress = Progress(lambda done, _total, _note: progress.stop() if done else None)
    people = [person(f"Ana{number}", "Diaz", tags=("New",)) for number in range(imports.CHUNK + 1)]
    with pytest.raises(Cancelled):
        bring_in(desk, file_of(*people), progress=progress)
    assert people_there(desk) == 0
    assert desk.undo_state().undo is None


def test_what_came_meanwhile_is_seen(desk: Desk) -> None:
    ana = replace(ANA, referred_by=(), links=())
    prepared = desk.ask(imports.prepare, [file_of(ana, person("Bo", "Lind"))])
    bring_in(desk, file_of(ana))
    report = desk.do(imports.bring_in, prepared)
    assert [row.outcome.value for row in report.files[0].rows] == ["skipped", "added"]


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    report = desk.ask(imports.dry_run, [file_of(ANA, ANA)])
    assert outcomes(report)[1] == "Twice in this import: Ana Diaz, line 2. Nothing new."
    assert people_there(desk) == 0


def test_a_line_twice_in_one_file_points_to_the_first(file_desk: Desk) -> None:
    report = bring_in(file_desk, file_of(ANA, person("Bo", "Lind"), ANA))
    first, _bo, again = report.files[0].rows
    assert (again.outcome, again.contact_id) == (Outcome.SKIPPED, first.contact_id)


SAME = {
    "the same e-mail": (person("A.", "Diaz", email="ana@diaz.example"), True),
    "the same e-mail without a name": (person(email="ANA@diaz.example"), True),
    "an e-mail that a family shares": (person("Luis", "Diaz", email="ana@diaz.example"), False),
    "phone and name": (person("Ana", "Díaz", phone="+1 614 555 0173", email="new@diaz.example"), True),
    "the phone of a colleague": (person("Luis", "Moss", phone="614-555-0173"), False),
    "the same name and nothing else": (person("ANA", "DIAZ"), True),
    "the same name elsewhere": (person("Ana", "Diaz", organisation="Moss Motors"), False),
    "the same name, another e-mail": (person("Ana", "Diaz", email="other@diaz.example"), False),
    "the same name, another phone": (person("Ana", "Diaz", phone="212 555 0100"), False),
    "the same name, another birthday": (
        person("Ana", "Diaz", dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 10)),)),
        False,
    ),
    "another name": (person("Anna", "Diaz"), False),
}


@pytest.mark.parametrize("case", SAME)
def test_who_counts_as_already_there(file_desk: Desk, case: str) -> None:
    incoming, is_same = SAME[case]
    bring_in(file_desk, file_of(ANA))
    report = bring_in(file_desk, file_of(incoming))
    ((row,),) = [file.rows for file in report.files]
    assert (row.outcome is not Outcome.ADDED) is is_same
    if is_same:
        assert "Ana Diaz" in row.reason


def test_one_name_or_number_in_every_line_still_ends(file_desk: Desk) -> None:
    alike = [person("Ana", "Diaz", email=f"{number}@diaz.example") for number in range(4000)]
    office_phone = [person(f"Bo{number}", "Lind", phone="614-555-0173") for number in range(4000)]
    assert file_desk.ask(imports.dry_run, [file_of(*alike, *office_phone)]).count(Outcome.ADDED) == 8000


def test_words_that_are_no_state_stay_in_the_notes(file_desk: Desk) -> None:
    odd = person("Ana", "Diaz", rank="gold", category="VIP", status="on leave", job_title="Chief " * 60)
    ((row,),) = [file.rows for file in bring_in(file_desk, file_of(odd)).files]
    kept = file_desk.ask(contacts.draft_of, row.contact_id).draft
    assert (kept.rank, kept.category, kept.status) == (None, Category.OTHER, Status.ACTIVE)
    assert kept.notes.split("\n") == ["Category: VIP", "Rank: gold", "Status: on leave", odd.job_title]
    assert len(kept.job_title) <= 200
    assert "chief" in file_desk.ask(lambda session: session.get(Contact, row.contact_id)).search_text
    assert derived.sort_key({"given": "Ana", "family": "Diaz"}) == "diaz ana"


def test_the_standard_first_import(file_desk: Desk, samples: Path) -> None:
    files = import_files.read_all([samples / "size-us500" / "us-500.csv"])
    report = bring_in(file_desk, *files)
    assert (report.count(Outcome.ADDED), people_there(file_desk)) == (500, 500)
    assert bring_in(file_desk, *files).count(Outcome.SKIPPED) == 500

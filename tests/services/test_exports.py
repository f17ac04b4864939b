"""Contacts leave as CSV and vCard, and come back as they were."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.contact import Category, ContactDraft, Kind, MayBeCalled, Status
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import BadFile, Cancelled, StoreFault
from refdesk.progress import Progress
from refdesk.services import contacts, exports, import_files, imports
from refdesk.services.desk import Desk
from refdesk.services.exports import Flavour
from refdesk.store import engine, schema

ANA = ContactDraft(
    prefix="Dr.",
    given="=Ana",
    middle="M.",
    family="Díaz, \"the\" 'one'",
    suffix="Jr.",
    nickname="Annie",
    organisation="-Diaz Dental",
    job_title="@Dentist",
    what_they_do="Teeth,\nof all kinds.",
    good_lead_for_them="Somebody new in town.",
    profession="Dentistry",
    category=Category.PROFESSIONAL,
    rank=Rank.A_PLUS,
    client_since=date(2024, 3, 1),
    may_be_called=MayBeCalled.NO,
    may_be_mailed=False,
    may_accept_gifts=False,
    best_time="Before noon",
    status=Status.INACTIVE,
    notes="Met at the fair.\n\n+1 for the cake; \\n is no line end.",
    phones=(IncomingPoint("+1 614 555 0173", "work", main=True), IncomingPoint("(614) 555-0199 ext. 3", "mobile")),
    emails=(IncomingPoint("Ana@Diaz.example", "home"), IncomingPoint("ana@work.example", "work", main=True)),
    sites=(IncomingPoint("https://diaz.example/?a=1,2;3"),),
    addresses=(
        IncomingAddress(Address("18 Linden Row\nSuite 2", "Columbus", "OH", "43215", "US"), "home", main=True),
        IncomingAddress(Address("Hauptstr. 5", "Köln", "", "50667", "Germany"), "work"),
    ),
    dates=(
        IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 29)),
        IncomingDate(DateKind.ANNIVERSARY, YearlyDate(6, 1, 2001)),
    ),
    tags=("Golf", "new clients"),
)
OTHERS = (
    ContactDraft(kind=Kind.ORGANISATION, organisation="Brubaker Hardware", phones=(IncomingPoint("0614"),)),
    ContactDraft(given="王", family="小明", may_be_called=MayBeCalled.YES),
    ContactDraft(given="Bo"),
)


@pytest.fixture
def other_desk(tmp_path: Path, clock: TestClock) -> Desk:
    made = engine.open_engine(tmp_path / "other.refdesk", create=True)
    schema.create(made)
    desk = Desk(made, clock=clock)
    yield desk
    desk.close()


def everybody(desk: Desk) -> list[ContactDraft]:
    people = desk.ask(exports.people)
    return [replace(person, line=0) for person in people]


def bring_back(desk: Desk, path: Path) -> None:
    prepared = desk.ask(imports.prepare, import_files.read_all([path]))
    desk.do(imports.bring_in, prepared)


@pytest.mark.parametrize("flavour", list(Flavour))
def test_csv_comes_back_unchanged(file_desk: Desk, other_desk: Desk, tmp_path: Path, flavour: Flavour) -> None:
    for draft in (ANA, *OTHERS):
        file_desk.do(contacts.add, draft)
    path = tmp_path / "people.csv"
    assert file_desk.ask(exports.contacts, path, flavour=flavour) == 4
    bring_back(other_desk, path)
    assert everybody(other_desk) == everybody(file_desk)


def test_a_spreadsheet_computes_nothing(file_desk: Desk, tmp_path: Path) -> None:
    file_desk.do(contacts.add, ANA)
    path = tmp_path / "people.csv"
    file_desk.ask(exports.contacts, path, flavour=Flavour.SPREADSHEET)
    cells = path.read_text("utf-8-sig")
    assert "'=Ana" in cells
    assert "'@Dentist" in cells


def test_vcards_come_back(desk: Desk, other_desk: Desk, tmp_path: Path) -> None:
    plain = replace(ANA, given="Ana", family="Díaz", job_title="Dentist", organisation="Diaz Dental")
    desk.do(contacts.add, plain)
    path = tmp_path / "people.vcf"
    desk.ask(exports.contacts, path)
    bring_back(other_desk, path)
    (before,), (after,) = everybody(desk), everybody(other_desk)
    for part in ("name", "phones", "emails", "sites", "job_title", "dates", "tags"):
        assert getattr(after, part) == getattr(before, part), part
    assert [each.address for each in after.addresses] == [each.address for each in before.addresses]
    assert before.notes in after.notes


def test_only_the_chosen_ones_in_their_order(desk: Desk, office: Office, tmp_path: Path) -> None:
    ana, _bo, cy = office.contact(), office.contact("Bo"), office.contact("Cy")
    assert [person.name.given for person in desk.ask(exports.people, [cy, ana, 999])] == ["Cy", "Ana"]
    path = tmp_path / "chosen.csv"
    assert desk.ask(exports.contacts, path, [cy]) == 1
    assert "Ana" not in path.read_text()


def test_an_unknown_kind_of_file_is_said_plainly(file_desk: Desk, tmp_path: Path) -> None:
    for name in ("people.xlsx", "people.json", "people"):
        with pytest.raises(BadFile) as refusal:
            file_desk.ask(exports.contacts, tmp_path / name)
        assert ".csv" in refusal.value.sentence
    assert exports.suffix_problem(Path("people.VCF")) == ""


def test_a_file_is_whole_or_untouched(file_desk: Desk, tmp_path: Path) -> None:
    file_desk.do(contacts.add, ANA)
    path = tmp_path / "people.csv"
    path.write_text("before")
    stopped = Progress()
    stopped.stop()
    with pytest.raises(Cancelled):
        file_desk.ask(exports.contacts, path, progress=stopped)
    assert path.read_text() == "before"
    with pytest.raises(StoreFault):
        file_desk.ask(exports.contacts, tmp_path / "nowhere" / "people.csv")
    assert [each.name for each in tmp_path.glob("*people*")] == ["people.csv"]

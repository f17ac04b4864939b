"""Contacts leave as CSV, Excel and vCard, and come back as they were; everything leaves as JSON."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.contact import Category, ContactDraft, Kind, MayBeCalled, Status
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingContact, IncomingDate, IncomingPoint
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import BadFile, Cancelled, StoreFault
from refdesk.progress import Progress
from refdesk.services import contacts, exports, households, import_files, imports, links
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


def everybody(desk: Desk) -> list[IncomingContact]:
    """Return all people as they leave; where somebody came from is told by the file they came with."""
    return [replace(person, line=0, source_of_data="") for person in desk.ask(exports.people)]


def bring_back(desk: Desk, path: Path) -> None:
    prepared = desk.ask(imports.prepare, import_files.read_all([path]))
    desk.do(imports.bring_in, prepared)


def family(desk: Desk) -> None:
    """Make people with all that ties them together."""
    ana, brubaker, wang, _bo = (desk.do(contacts.add, draft) for draft in (ANA, *OTHERS))
    ben = desk.do(contacts.add, ContactDraft(given="Ben", family="Diaz", influential=True, hear_less=True, trust=2))
    desk.do(contacts.add, ContactDraft(given="Lou", satisfaction=5, know=3, like=1, referrals_remembered=4,
                                       small_business_owner=True, source_of_data="The fair"))  # fmt: skip
    desk.do(households.together, [ben, wang], "The Diaz-Wang family")
    desk.do(links.add, LinkDraft(ben, wang, LinkKind.PARENT))
    desk.do(links.add, LinkDraft(ben, brubaker, LinkKind.EMPLOYER, backward=True))
    desk.do(links.add, LinkDraft(wang, ben, LinkKind.OTHER, label="godchild"))
    desk.do(links.add, LinkDraft(ana, ben, LinkKind.REFERRED))


@pytest.mark.parametrize(
    ("name", "flavour"),
    [("a.csv", Flavour.FAITHFUL), ("a.csv", Flavour.SPREADSHEET), ("a.xlsx", Flavour.FAITHFUL)],
)
def test_everybody_comes_back_unchanged(
    file_desk: Desk, other_desk: Desk, tmp_path: Path, name: str, flavour: Flavour
) -> None:
    family(file_desk)
    path = tmp_path / name
    assert file_desk.ask(exports.contacts, path, flavour=flavour) == 6
    bring_back(other_desk, path)
    assert everybody(other_desk) == everybody(file_desk)


def test_a_card_file_a_person_is_packed(file_desk: Desk, tmp_path: Path) -> None:
    family(file_desk)
    path = tmp_path / "cards.zip"
    assert file_desk.ask(exports.contacts, path) == 6
    with ZipFile(path) as packed:
        names = packed.namelist()
        assert len(set(names)) == 6
        assert all(packed.read(each).startswith(b"BEGIN:VCARD") for each in names)


def test_everything_leaves_as_json(desk: Desk, office: Office, tmp_path: Path) -> None:
    family(desk)
    office.referral(office.contact("Cy"))
    path = tmp_path / "all.json"
    rows = desk.ask(exports.everything, path)
    tables = json.loads(path.read_text("utf-8"))["tables"]
    assert rows == sum(map(len, tables.values()))
    assert {row["given"] for row in tables["contact"]} >= {"=Ana", "Ben", "Cy"}
    assert len(tables["referral"]) == len(tables["household"]) == 1
    assert {"operation", "row_change"}.isdisjoint(tables)
    with pytest.raises(BadFile):
        desk.ask(exports.everything, tmp_path / "all.csv")


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
    for name in ("people.doc", "people.json", "people"):
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


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".vcf"])
def test_the_address_that_a_household_shares_comes_back_as_theirs(
    file_desk: Desk, other_desk: Desk, tmp_path: Path, suffix: str
) -> None:
    office, old, new = Office(file_desk), Address("1 Oak Street", "Dover"), Address("9 New Road", "Akron")
    ana, luis = office.contact("Ana", addresses=(IncomingAddress(old, "home", main=True),)), office.contact("Luis")
    home = file_desk.do(households.together, [ana, luis])
    file_desk.do(households.set_address, home, new)
    path = tmp_path / f"people{suffix}"
    file_desk.ask(exports.contacts, path)
    read = import_files.read(path)
    other_desk.do(imports.bring_in, other_desk.ask(imports.prepare, [read]))
    came = other_desk.ask(households.of, ana)
    assert came is not None
    assert (came.address, len(came.members)) == (new, 2)
    for contact_id, own in ((ana, [old]), (luis, [])):
        assert [each.address for each in other_desk.ask(contacts.draft_of, contact_id).draft.addresses] == own
    again = file_desk.do(imports.bring_in, file_desk.ask(imports.prepare, [read]))
    assert again.count(imports.Outcome.SKIPPED) == 2

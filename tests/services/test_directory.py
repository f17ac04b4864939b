"""The directory is filled from the file: whoever is on the lists, with how to reach them, and nobody else."""

import csv
import io
from pathlib import Path

import hostile
import pytest
from office import Office
from pypdf import PdfReader
from sqlalchemy import text as sql

from refdesk.domain import profile
from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.directory import Order
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import BadFile, Refused
from refdesk.services import business, contact_list, contacts, directory
from refdesk.services.desk import Desk
from refdesk.services.directory import DirectoryJob
from refdesk.services.operation import operation
from refdesk.store.unit import Unit


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def filled(desk: Desk, office: Office) -> Desk:
    desk.do(business.save, profile.starting("US", business_name="Fernhollow", owner="Nadia Fern"))
    office.contact(
        "Ana", "Díaz", organisation="Harbor Realty", rank=Rank.A, tags=("golf", "choir"),
        phones=(
            IncomingPoint("(614) 555-0101", "home", main=False), IncomingPoint("(614) 555-0102", "work", main=True),
        ),
        emails=(IncomingPoint("ana@x.example", "work", main=True),),
        addresses=(IncomingAddress(Address("9 Elm St", "Columbus", "OH", "43004", ""), "home", main=True),),
        dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12, 1980)),),
    )  # fmt: skip
    office.contact("Bo", "Lind", rank=Rank.A_PLUS)
    office.contact("Ida", "Gone", status=Status.INACTIVE)
    office.contact("Otto", "Dead", status=Status.DECEASED)
    return desk


def test_everybody_on_the_lists_stands_in_it_with_how_to_reach_them(filled: Desk, tmp_path: Path) -> None:
    made = directory.render(filled, DirectoryJob())
    page = text_of(made.pdf)
    for words in ("FERNHOLLOW", "2 contacts.", "D–L", "Díaz, Ana", "Harbor Realty", "(614) 555-0102", "(614) 555-0101",
                  "ana@x.example", "9 Elm St", "Columbus, OH 43004", "Mar 12", "Lind, Bo", "page 1 of 1"):  # fmt: skip
        assert words in page
    assert not any(words in page for words in ("Gone", "Dead", "A+", "sends", "1980"))
    (ana, bo) = rows(directory.write(filled, DirectoryJob(), tmp_path / "all.csv").path)
    assert (ana["Phone"], ana["Other phones"], ana["Birthday"], ana["City"]) == (
        "(614) 555-0102", "(614) 555-0101", "1980-03-12", "Columbus"
    )  # fmt: skip
    assert (bo["Name"], bo["Phone"], "Rank" in bo) == ("Bo Lind", "", False)


def test_who_left_is_not_there_even_when_the_words_ask_for_them(filled: Desk) -> None:
    page = text_of(directory.render(filled, DirectoryJob(who="with:inactive")).pdf)
    assert ["Díaz" in page, "Gone" in page] == [True, False]
    assert directory.render(filled, DirectoryJob(who="gone with:inactive")).pages == 0


def test_it_is_of_the_chosen_alone(filled: Desk) -> None:
    ids = {name: ContactId(filled.ask(contact_list.who, name, filled.today())[0]) for name in ("ana", "bo")}
    gone = ContactId(filled.ask(contact_list.who, "ida with:inactive", filled.today())[0])
    page = text_of(directory.render(filled, DirectoryJob(among=(ids["ana"], gone))).pdf)
    assert ["Díaz" in page, "Lind" in page, "Gone" in page, "1 chosen contact." in page] == [True, False, False, True]
    by_tag = text_of(directory.render(filled, DirectoryJob(Order.TAG, among=(ids["bo"],))).pdf)
    assert ["Díaz" in by_tag, "Lind" in by_tag] == [False, True]
    both = text_of(directory.render(filled, DirectoryJob(who="lind", among=tuple(ids.values()))).pdf)
    assert ["Díaz" in both, "Lind" in both] == [False, True]
    nobody = directory.render(filled, DirectoryJob(among=(gone,)))
    assert (nobody.pages, nobody.sentences) == (0, ("Nobody of those you chose is on your lists any more.",))


@pytest.mark.parametrize(
    ("job", "heads", "order"),
    [
        (DirectoryJob(Order.RANK), (), ("Lind", "Díaz")),
        (DirectoryJob(Order.RANK, with_ranks=True), ("A+: sends often", "A: sends"), ("Lind", "Díaz")),
        (DirectoryJob(Order.NAME, with_ranks=True), (), ("Díaz", "Lind")),
        (DirectoryJob(Order.TAG, with_ranks=True), ("choir", "golf", "Without a tag"), ("Díaz", "Lind")),
    ],
)
def test_it_is_sorted_as_asked_and_tells_ranks_only_then(
    filled: Desk, job: DirectoryJob, heads: tuple[str, ...], order: tuple[str, str]
) -> None:
    page = text_of(directory.render(filled, job).pdf)
    assert all(head in page for head in heads)
    assert page.index(order[0]) < page.index(order[1])
    assert ("sends" in page) == (job.order is Order.RANK and job.with_ranks)


def test_ranks_and_tags_are_a_column_where_they_are_the_order(filled: Desk, tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    by_rank = rows(directory.write(filled, DirectoryJob(Order.RANK, with_ranks=True), out).path)
    assert [(each["Name"], each["Rank"]) for each in by_rank] == [("Bo Lind", "A+"), ("Ana Díaz", "A")]
    by_tag = rows(directory.write(filled, DirectoryJob(Order.TAG), out).path)
    assert [each["Tag"] for each in by_tag] == ["choir", "golf", "Without a tag"]
    assert "Rank" not in rows(directory.write(filled, DirectoryJob(Order.RANK), out).path)[0]


def test_it_holds_who_is_active_in_the_file(filled: Desk) -> None:
    with filled.engine.connect() as connection:
        known = connection.execute(sql("SELECT id FROM contact WHERE status = 'active' ORDER BY id")).scalars().all()
    assert sorted(filled.ask(directory.of, DirectoryJob(), filled.today()).people) == list(known)


def test_what_cannot_be_made_is_said(desk: Desk, tmp_path: Path) -> None:
    empty = directory.render(desk, DirectoryJob())
    assert (empty.pages, "nobody to list yet" in empty.sentences[0]) == (0, True)
    with pytest.raises(Refused, match="nobody to list"):
        directory.write(desk, DirectoryJob(), tmp_path / "all.pdf")
    with pytest.raises(Refused, match="no filter"):
        directory.render(desk, DirectoryJob(who="saved:nothing"))
    desk.do(contacts.add, ContactDraft(given="Ana"))
    with pytest.raises(BadFile):
        directory.write(desk, DirectoryJob(), tmp_path / "all.txt")
    assert not list(tmp_path.glob("all.*"))


def test_any_name_is_listed_and_opens_nothing(file_desk: Desk, tmp_path: Path) -> None:
    office = Office(file_desk)
    named = [words[:190] for words in hostile.WORDS]
    for words in named:
        office.contact(f"X{words}", "")
    written = directory.write(file_desk, DirectoryJob(), tmp_path / "all.csv")
    assert len(rows(written.path)) == len(named)
    assert not any(value[:1] in set("=+@-\t") for row in rows(written.path) for value in row.values() if value)
    made = directory.render(file_desk, DirectoryJob(who="x"))
    assert made.pages > 1


@operation("Many people")
def many_people(unit: Unit) -> None:
    for number in range(130):
        tags = () if number % 3 else ("golf", "choir")
        family = "Abcdefghijklm"[number % 13] + "ins"
        contacts.add(unit, ContactDraft(given=f"No{number:03}", family=family, rank=Rank.B, tags=tags))


def test_the_first_pages_are_those_the_whole_begins_with(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "FIRST_ON_SCREEN", 60)
    filled.do(many_people)
    for order in Order:
        job = DirectoryJob(order)
        begins, whole = directory.render_first(filled, job), directory.render(filled, job)
        first = begins.rendered
        assert not begins.is_whole, order
        assert 0 < first.pages < whole.pages, order
        begun, all_pages = (PdfReader(io.BytesIO(each.pdf)).pages for each in (first, whole))
        for place, page in enumerate(begun, 1):
            same = all_pages[place - 1].extract_text().replace(f"page {place} of {whole.pages}", f"page {place}")
            assert page.extract_text() == same, order
        assert "132 contacts" in begun[0].extract_text(), order


def test_a_short_directory_is_there_as_soon_as_its_first_pages(filled: Desk) -> None:
    begins = directory.render_first(filled, DirectoryJob())
    assert begins.is_whole
    assert begins.rendered == directory.render(filled, DirectoryJob())

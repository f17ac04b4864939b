"""The list: whom it shows, in which order, and what its lines say."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import text

from refdesk.domain.contact import Category, ContactDraft, Kind, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.domain.touches import TouchDraft
from refdesk.services import contact_list, contacts, touches
from refdesk.services.contact_list import Column, Filter
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store import search_index
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage
from refdesk.store.unit import Unit


@operation("Send people to and fro")
def refer(unit: Unit, prospect: ContactId, *, givers: tuple[ContactId, ...] = (), to: ContactId | None = None) -> None:
    stage = unit.add(Stage(name="New", order=1))
    direction = "given" if to else "received"
    row = Referral(direction=direction, prospect_id=prospect, recipient_id=to, received_at=unit.now, stage_id=stage.id)
    unit.add(row)
    for giver in givers:
        unit.add(ReferralGiver(referral_id=row.id, contact_id=giver))


def names(desk: Desk, wanted: Filter) -> list[str]:
    ids = desk.ask(contact_list.matching_ids, wanted, desk.today())
    assert list(desk.ask(contact_list.first_rows, wanted, desk.today(), 3)) == list(ids)[:3]
    assert desk.ask(contact_list.count, wanted, desk.today()) == len(ids)
    rows = desk.ask(contact_list.rows, ids, desk.today())
    return [rows[ContactId(each)].name.usual for each in ids]


@pytest.fixture
def four(office: Office) -> dict[str, ContactId]:
    return {
        "ana": office.contact("Ana", "Diaz", rank=Rank.A, phone="(614) 555-0173", tags=("Golf",)),
        "bo": office.contact(
            "Bo", "Ångström", rank=Rank.A_PLUS, client_since=date(2025, 1, 1), organisation="Lind Ltd"
        ),
        "cy": office.contact("Cy", "Zhou", email="cy@zhou.example", job_title="Realtor", organisation="Haddad Homes"),
        "dan": office.contact("Dan", "Moss", rank=Rank.D, status=Status.INACTIVE),
    }


@pytest.mark.usefixtures("four")
def test_the_whole_list_by_name_and_by_rank(desk: Desk) -> None:
    assert names(desk, Filter()) == ["Bo Ångström", "Ana Diaz", "Cy Zhou"]
    assert names(desk, Filter(descending=True)) == ["Cy Zhou", "Ana Diaz", "Bo Ångström"]
    assert names(desk, Filter(sort=Column.RANK)) == ["Bo Ångström", "Ana Diaz", "Cy Zhou"]
    everybody = Filter(sort=Column.RANK, include_inactive=True)
    assert names(desk, everybody) == ["Bo Ångström", "Ana Diaz", "Cy Zhou", "Dan Moss"]


FOUND = {
    "dia": ["Ana Diaz"],
    "angs bo": ["Bo Ångström"],
    "614-555": ["Ana Diaz"],
    "5550173": ["Ana Diaz"],
    "(614)": ["Ana Diaz"],
    "haddad": ["Cy Zhou"],
    "cy@zhou": ["Cy Zhou"],
    "tag:golf": ["Ana Diaz"],
    "golf": ["Ana Diaz"],
    "tag:tennis": [],
    "rank:A,A+": ["Bo Ångström", "Ana Diaz"],
    "rank:none": ["Cy Zhou"],
    "rank:q": [],
    "moss": [],
    "100%": [],
    '"': [],
}


@pytest.mark.usefixtures("four")
def test_the_search_box_finds(desk: Desk) -> None:
    assert {typed: names(desk, Filter(text=typed)) for typed in FOUND} == FOUND


@pytest.mark.parametrize("typed", ["614 555 0173", "(614) 555-0173", "+1 614 555 0173"])
def test_a_whole_number_finds_whose_it_is_and_nobody_who_has_its_parts(desk: Desk, office: Office, typed: str) -> None:
    office.contact("Ana", "Diaz", phone="(614) 555-0173")
    office.contact("Bo", "Lind", phone="+1 (555) 614-0199", email="bo.10173@lind.example")
    assert names(desk, Filter(text=typed)) == ["Ana Diaz"]
    office.contact("Cy", "Zhou", phone="614 207 5550", email="zhou30188@zhou.example")
    assert names(desk, Filter(text="614 555 0188")) == ["Cy Zhou"], "nobody has the number: its parts will do"


@pytest.mark.parametrize(("few", "broad"), [(1, 1), (1, 2_000), (200, 2_000)])
def test_the_order_is_the_same_whichever_way_it_is_found(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch, few: int, broad: int
) -> None:
    monkeypatch.setattr(search_index, "FEW", few)
    monkeypatch.setattr(search_index, "BROAD", broad)
    here = Office(file_desk)
    for number, rank in enumerate([Rank.B, None, Rank.A, Rank.D, Rank.A]):
        here.contact("Ana", f"Diaz{number}", rank=rank)
    here.contact("Bo", "Moss", rank=Rank.A)

    def order(sort: Column, *, descending: bool = False, text: str = "ana dia") -> str:
        return "".join(name[-1] for name in names(file_desk, Filter(text=text, sort=sort, descending=descending)))

    assert (order(Column.RANK), order(Column.RANK, descending=True)) == ("24013", "31024")
    assert (order(Column.NAME), order(Column.NAME, descending=True)) == ("01234", "43210")
    assert (order(Column.RANK, text="rank:A"), order(Column.RANK, text="di")) == ("24s", "24013")
    assert (order(Column.RANK, text="diaz"), order(Column.NAME, text="diazo")) == ("24013", "")


def test_one_letter_finds_the_beginnings_of_words(file_desk: Desk) -> None:
    here = Office(file_desk)
    here.contact("Ana", "Diaz")
    here.contact("Bo", "Ångström")
    here.contact("Cy", "Haddad")
    assert names(file_desk, Filter(text="a")) == ["Bo Ångström", "Ana Diaz"]


def test_chips_and_their_numbers(desk: Desk, clock: TestClock, four: dict[str, ContactId]) -> None:
    desk.do(touches.log, TouchDraft(four["ana"], desk.now()))
    assert names(desk, Filter("is:source")) == ["Bo Ångström", "Ana Diaz"]
    assert names(desk, Filter("is:client")) == ["Bo Ångström"]
    assert names(desk, Filter("due:touch")) == ["Bo Ångström"]
    clock.forward(days=45)
    assert names(desk, Filter("due:touch")) == ["Bo Ångström", "Ana Diaz"]
    counts = desk.ask(contact_list.counts, desk.today())
    assert (counts.all, counts.sources, counts.clients, counts.due, counts.unranked, counts.inactive) == (
        3,
        2,
        1,
        2,
        1,
        1,
    )


def test_a_page_makes_the_lines_that_are_asked_for_and_each_once(desk: Desk, four: dict[str, ContactId]) -> None:
    columns = frozenset({Column.PHONE, Column.TAGS})
    page = desk.ask(contact_list.rows, [four["ana"], four["bo"], 999], desk.today(), columns)
    ana = page[four["ana"]]
    assert page[four["ana"]] is ana
    assert (ana.name.usual, ana.phone, ana.tags, page[four["bo"]].phone) == (
        "Ana Diaz",
        "(614) 555-0173",
        ("Golf",),
        "",
    )
    assert (set(page), len(page)) == ({four["ana"], four["bo"]}, 2)
    assert 999 not in page
    assert page.get(999) is None


def test_a_line_says_who_and_how_long_ago(desk: Desk, clock: TestClock, four: dict[str, ContactId]) -> None:
    desk.do(touches.log, TouchDraft(four["ana"], desk.now()))
    desk.do(refer, four["cy"], givers=(four["ana"],))
    desk.do(refer, four["cy"], givers=(four["ana"], four["bo"]))
    desk.do(refer, four["dan"], to=four["bo"])
    today = desk.today()
    rows = desk.ask(contact_list.rows, four.values(), today)
    ana = rows[four["ana"]]
    assert (ana.received, ana.given, ana.last_touch_on, ana.touch_due_on) == (2, 0, today, today + timedelta(days=45))
    assert (rows[four["bo"]].received, rows[four["bo"]].given) == (1, 1)
    assert rows[four["cy"]].second_line == "Realtor, Haddad Homes"
    assert rows[four["cy"]].touch_due_on is None
    assert rows[four["dan"]].touch_due_on is None
    assert not ana.is_overdue
    clock.forward(days=46)
    assert desk.ask(contact_list.rows, [four["ana"]], desk.today())[four["ana"]].is_overdue
    assert names(desk, Filter(sort=Column.RECEIVED, descending=True)) == ["Ana Diaz", "Bo Ångström", "Cy Zhou"]
    assert names(desk, Filter(sort=Column.GIVEN, descending=True)) == ["Bo Ångström", "Ana Diaz", "Cy Zhou"]


def test_sorting_by_the_last_touch(desk: Desk, clock: TestClock, four: dict[str, ContactId]) -> None:
    desk.do(touches.log, TouchDraft(four["cy"], desk.now()))
    clock.forward(days=2)
    desk.do(touches.log, TouchDraft(four["ana"], desk.now()))
    by_touch = Filter(sort=Column.LAST_TOUCH)
    assert names(desk, by_touch) == ["Bo Ångström", "Cy Zhou", "Ana Diaz"]
    assert names(desk, Filter(sort=Column.LAST_TOUCH, descending=True)) == ["Ana Diaz", "Cy Zhou", "Bo Ångström"]


def test_second_lines(desk: Desk) -> None:
    firm = desk.do(contacts.add, ContactDraft(kind=Kind.ORGANISATION, organisation="Brubaker Hardware"))
    client = desk.do(contacts.add, ContactDraft(given="Eve", category=Category.CLIENT))
    rows = desk.ask(contact_list.rows, [firm, client], desk.today())
    assert (rows[firm].name.usual, rows[firm].second_line) == ("Brubaker Hardware", "")
    assert rows[client].second_line == "Client"


@pytest.mark.usefixtures("four")
def test_suggestions_put_names_that_begin_so_first(desk: Desk, office: Office) -> None:
    office.contact("Max", "Manager", job_title="Analyst")
    office.contact("Anabel", "Ko")

    def suggested(typed: str, limit: int = 8) -> list[str]:
        return [each.name.usual for each in desk.ask(contact_list.suggest, typed, limit)]

    assert suggested("ana") == ["Ana Diaz", "Anabel Ko", "Max Manager"]
    assert suggested("ana d") == ["Ana Diaz"]
    assert suggested("diaz ana") == ["Ana Diaz"]
    assert suggested("z")[0] == "Cy Zhou"
    assert suggested("555-0173") == ["Ana Diaz"]
    assert suggested("moss") == []  # off the lists
    assert [each.name.usual for each in desk.ask(contact_list.suggest, "moss", with_left=True)] == ["Dan Moss"]
    assert suggested("ana", 1) == ["Ana Diaz"]
    assert suggested(" ") == []


def test_who_takes_the_words_of_the_box(desk: Desk, four: dict[str, ContactId]) -> None:
    assert list(desk.ask(contact_list.who, "rank:A,A+", desk.today())) == [four["bo"], four["ana"]]


def test_the_whole_list_walks_an_index(file_desk: Desk) -> None:
    with file_desk.engine.connect() as connection:
        for column in ("sort_key", "sort_key DESC"):
            plan = connection.execute(
                text(f"EXPLAIN QUERY PLAN SELECT id FROM contact WHERE status = 'active' ORDER BY {column}, id")
            ).all()
            assert all("TEMP B-TREE" not in str(step) for step in plan) == (column == "sort_key")


def test_pages_are_whole(desk: Desk, office: Office) -> None:
    for number in range(12):
        office.contact("Ana", f"Diaz{number:02}", rank=Rank.A if number % 2 else Rank.B)
    wanted = Filter(sort=Column.RANK)
    first = list(desk.ask(contact_list.first_rows, wanted, desk.today(), 8))
    whole = list(desk.ask(contact_list.matching_ids, wanted, desk.today()))
    assert first == whole[:8]
    ranks = [row.rank for row in (desk.ask(contact_list.rows, whole, desk.today())[ContactId(each)] for each in whole)]
    assert all(one <= other for one, other in pairwise(str(rank) for rank in ranks))

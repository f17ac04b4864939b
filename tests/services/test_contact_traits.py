"""Whom the filters of the list find, and how many stand behind each."""

from datetime import date, timedelta

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.contact import Category, Status
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.plan import PlanDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.reviews import ReviewDraft
from refdesk.domain.search import Trait
from refdesk.domain.touches import Asked, TouchDraft
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import contact_list, contact_query, filter_counts, plans, reviews, touches
from refdesk.services.contact_list import Column, Filter
from refdesk.services.desk import Desk

BORN = (IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, 3)),)
MARRIED = (IncomingDate(DateKind.ANNIVERSARY, YearlyDate(11, 3)),)


def found(desk: Desk, typed: str, **more: object) -> str:
    wanted = Filter(typed, **more)  # type: ignore[arg-type]
    ids = desk.ask(contact_list.matching_ids, wanted, desk.today())
    assert list(desk.ask(contact_list.first_rows, wanted, desk.today(), 3)) == list(ids)[:3]
    assert desk.ask(contact_list.count, wanted, desk.today()) == len(ids)
    rows = desk.ask(contact_list.rows, ids, desk.today())
    return " ".join(rows[each].name.given for each in ids)  # type: ignore[index]


@pytest.fixture
def people(desk: Desk, office: Office) -> None:
    ana = office.contact(
        "Ana", rank=Rank.A, dates=BORN, tags=("Golf",), category=Category.CLIENT, client_since=date(2024, 1, 2)
    )
    bo = office.contact("Bo", rank=Rank.B, dates=MARRIED, tags=("Chess", "Golf"), client_since=date(2026, 6, 1))
    office.contact("Cy", may_be_mailed=False, category=Category.FRIEND)
    office.contact("Dan", rank=Rank.D, tags=("Chess",))
    office.contact("Eve", rank=Rank.A, status=Status.INACTIVE, dates=BORN)
    desk.do(plans.save, ana, PlanDraft(benefit="Ready on time"))
    desk.do(touches.log, TouchDraft(bo, desk.now(), asked=Asked.LIGHTLY))


FOUND = {
    "is:source": "Ana Bo",
    "is:client": "Ana Bo",
    "due:touch": "Ana",
    "due:review": "Ana",
    "birthday:month": "Ana",
    "no:plan": "Bo",
    "never:asked": "Ana",
    "no:mail": "Cy",
    "rank:A,none": "Ana Cy",
    "category:client,friend": "Ana Cy",
    "tag:golf": "Ana Bo",
    "tag:golf,chess": "Ana Bo Dan",
    "tag:golf tag:chess": "Bo",
    "tag:golf no:plan": "Bo",
    "is:client never:asked birthday:month": "Ana",
    "with:inactive birthday:month": "Ana Eve",
    "with:inactive": "Ana Bo Cy Dan Eve",
    "rank:D no:plan": "",
    "diaz tag:chess": "Bo Dan",
}


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("broad", [0, 2_000])
def test_whom_a_filter_finds(desk: Desk, monkeypatch: pytest.MonkeyPatch, broad: int) -> None:
    monkeypatch.setattr(contact_query, "BROAD", broad)
    assert {typed: found(desk, typed) for typed in FOUND} == FOUND
    by_rank = {typed: sorted(found(desk, typed, sort=Column.RANK).split()) for typed in FOUND}
    assert by_rank == {typed: names.split() for typed, names in FOUND.items()}


@pytest.mark.usefixtures("people")
def test_a_review_is_due_a_year_after_the_last(desk: Desk, clock: TestClock) -> None:
    ana = desk.ask(contact_list.matching_ids, Filter("due:review"), desk.today())[0]
    assert [each.contact_id for each in desk.ask(reviews.due, desk.today(), desk.zone)] == [ana]
    desk.do(reviews.log, ReviewDraft(ana, desk.now()))  # type: ignore[arg-type]
    assert found(desk, "due:review") == ""
    clock.forward(days=365)
    assert found(desk, "due:review") == "Ana Bo"


@pytest.mark.usefixtures("people")
def test_numbers_behind_the_filters(desk: Desk) -> None:
    counts = desk.ask(filter_counts.read, desk.today())
    assert {trait: len(found(desk, trait).split()) for trait in Trait} == dict(counts.traits)
    assert counts.ranks == {Rank.A: 1, Rank.B: 1, Rank.D: 1, None: 1}
    assert counts.categories == {Category.CLIENT: 1, Category.FRIEND: 1, Category.OTHER: 2}
    assert dict(counts.tags) == {"Chess": 2, "Golf": 2}
    assert counts.inactive == 1


def test_each_column_has_an_order_and_its_words(desk: Desk, office: Office, clock: TestClock) -> None:
    home = {"city": "Troy"}
    ana = office.contact("Ana", rank=Rank.A, phone="(614) 555-0173", email="ana@example.com", tags=("Golf",))
    bo = office.contact("Bo", rank=Rank.A_PLUS, dates=BORN, category=Category.CLIENT, client_since=date(2024, 1, 2))
    office.contact("Cy", dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 29)),), addresses=_at(**home))
    office.contact("Di", rank=Rank.B, client_since=date(2023, 1, 2), addresses=_at(city="Albany"))
    clock.forward(days=-10)
    for each in (ana, bo):
        desk.do(touches.log, TouchDraft(each, desk.now()))
    clock.forward(days=10)
    assert found(desk, "", sort=Column.NEXT_TOUCH) == "Di Bo Ana Cy"
    assert found(desk, "", sort=Column.NEXT_TOUCH, descending=True) == "Ana Bo Di Cy"
    assert found(desk, "", sort=Column.CITY) == "Di Cy Ana Bo"
    assert found(desk, "", sort=Column.CITY, descending=True) == "Cy Di Ana Bo"
    assert found(desk, "", sort=Column.BIRTHDAY) == "Cy Bo Ana Di"
    assert found(desk, "", sort=Column.CLIENT_SINCE) == "Di Bo Ana Cy"
    assert found(desk, "", sort=Column.CATEGORY) == "Bo Ana Cy Di"
    wanted = frozenset({Column.PHONE, Column.EMAIL, Column.CITY, Column.TAGS, Column.BIRTHDAY})
    rows = {
        row.name.given: row for row in desk.ask(contact_list.first_rows, Filter(), desk.today(), 9, wanted).values()
    }
    assert (rows["Ana"].phone, rows["Ana"].email, rows["Ana"].tags) == ("(614) 555-0173", "ana@example.com", ("Golf",))
    assert (rows["Bo"].birthday, rows["Cy"].city) == (YearlyDate(11, 3), "Troy")
    assert rows["Ana"].touch_due_on == desk.today() + timedelta(days=35)
    assert desk.ask(contact_list.rows, [ana], desk.today())[ana].phone == ""


def _at(**parts: str) -> tuple[object, ...]:
    from refdesk.domain.addresses import Address
    from refdesk.domain.incoming import IncomingAddress

    return (IncomingAddress(Address(**parts), "home", main=True),)

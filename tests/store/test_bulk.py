"""Rows inserted in bulk hold what they were given, are found, and leave room for the next ones."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store import search_index
from refdesk.store.row_codec import table_of
from refdesk.store.tables.office import Picture
from refdesk.store.tables.people import Contact
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

ODD = "=1+1 ' \" \\ {} [] % \N{SNOWMAN} \U0001f600 null true 1e5\nnext"
MOMENT = datetime(2026, 11, 18, 15, 0, 30, 250_000, tzinfo=UTC)


def values(contact_id: int, **more: object) -> dict[str, object]:
    plain = {column.name: column.default.arg for column in table_of(Contact).columns if column.default is not None}
    empty = {column.name: None for column in table_of(Contact).columns}
    return empty | plain | {"id": contact_id} | more


@operation("Fill")
def fill(unit: Unit) -> list[int]:
    first = unit.next_id(Contact)
    rows = [
        values(first, given=ODD, may_be_mailed=False, know=3, client_since=date(2024, 2, 29), search_text="moss"),
        values(first + 1, given="1e5", rank="A+", search_text="muffin"),
    ]
    unit.insert_in_bulk(Contact, rows)
    touch = {"id": unit.next_id(Touch), "contact_id": first, "kind": "call", "at": MOMENT, "purpose": "other"}
    unit.insert_in_bulk(Touch, [touch | {"outcome": "", "summary": "", "asked": "no"}])
    return [first, first + 1]


def test_every_kind_of_value_is_kept(desk: Desk) -> None:
    odd, other = desk.do(fill)
    row = desk.ask(lambda session: session.get(Contact, odd))
    assert (row.given, row.may_be_mailed, row.know, row.rank) == (ODD, False, 3, None)
    assert (row.client_since, row.may_accept_gifts) == (date(2024, 2, 29), True)
    row = desk.ask(lambda session: session.get(Contact, other))
    assert (row.given, row.rank, row.client_since) == ("1e5", "A+", None)
    assert desk.ask(lambda session: session.scalars(select(Touch.at)).one()) == MOMENT


def test_they_are_found_and_gone_after_undo(desk: Desk) -> None:
    def found(typed: str) -> list[int]:
        dialect = desk.engine.dialect.name
        query = search_index.having(select(Contact.id), typed, dialect=dialect)
        return desk.ask(lambda session: list(session.scalars(query)))

    odd, other = desk.do(fill)
    assert (found("oss"), found("muf"), found("m")) == ([odd], [other], [odd, other])
    desk.undo()
    assert found("oss") == found("m") == []


@operation("Hang pictures")
def hang_pictures(unit: Unit) -> None:
    first = unit.next_id(Picture)
    rows = [{"id": first + place, "bytes": bytes((0xFF, 0x00, place)), "mime": "image/png"} for place in range(60)]
    unit.insert_in_bulk(Picture, rows)


def test_bytes_come_back_as_they_were(desk: Desk) -> None:
    desk.do(hang_pictures)
    desk.undo()
    desk.redo()
    kept = desk.ask(lambda session: session.scalars(select(Picture.content).order_by(Picture.id)).all())
    assert list(kept) == [bytes((0xFF, 0x00, place)) for place in range(60)]


@operation("Add one")
def add_one(unit: Unit) -> int:
    return unit.add(Contact(given="Next")).id


def test_no_id_is_given_twice(desk: Desk) -> None:
    taken = desk.do(fill)
    assert desk.do(add_one) == taken[-1] + 1
    desk.undo()
    desk.undo()
    assert min(desk.do(fill)) > taken[-1]

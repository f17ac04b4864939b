"""Undo and redo, over a restart and out of order."""

from datetime import date

import pytest
from sqlalchemy import select

from refdesk.domain.changes import Changes
from refdesk.errors import Overtaken
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, ContactPoint
from refdesk.store.tables.work import Promise, Touch
from refdesk.store.unit import Unit


@operation("Add somebody")
def add(unit: Unit, given: str) -> int:
    contact = unit.add(Contact(given=given))
    unit.add(ContactPoint(contact_id=contact.id, kind="phone", value="+16145550173", as_typed="(614) 555-0173"))
    return contact.id


@operation("Rename")
def rename(unit: Unit, contact_id: int, given: str) -> None:
    unit.get(Contact, contact_id).given = given


@operation("Call")
def call(unit: Unit, contact_id: int) -> None:
    unit.add(Touch(contact_id=contact_id, kind="call", at=unit.now))


def given(desk: Desk, contact_id: int) -> str | None:
    found = desk.ask(lambda session: session.get(Contact, contact_id))
    return found.given if found else None


def test_undo_and_redo_walk_back_and_forth(desk: Desk) -> None:
    ana = desk.do(add, "Ana")
    desk.do(rename, ana, "Bea")
    assert desk.undo_state().undo.label == "Rename"
    desk.undo()
    assert given(desk, ana) == "Ana"
    desk.undo()
    assert given(desk, ana) is None
    assert desk.undo() is None
    desk.redo()
    desk.redo()
    assert given(desk, ana) == "Bea"
    assert desk.redo() is None


def test_what_others_build_on_is_not_undone(desk: Desk) -> None:
    ana = desk.do(add, "Ana")
    added = desk.undo_state().undo.operation_id
    desk.do(call, ana)
    with pytest.raises(Overtaken):
        desk.undo_operation(added)
    assert given(desk, ana) == "Ana"
    assert desk.undo_state().undo.label == "Call"


def test_a_later_change_stands_in_the_way(desk: Desk) -> None:
    ana = desk.do(add, "Ana")
    added = desk.undo_state().undo.operation_id
    desk.do(rename, ana, "Bea")
    with pytest.raises(Overtaken):
        desk.undo_operation(added)
    desk.do(rename, ana, "Ana")
    desk.undo_operation(added)
    assert given(desk, ana) is None


def test_something_new_ends_redo(desk: Desk) -> None:
    ana = desk.do(add, "Ana")
    desk.do(rename, ana, "Bea")
    desk.undo()
    desk.do(rename, ana, "Cleo")
    assert desk.undo_state().redo is None


@operation("Promise much")
def promise_much(unit: Unit, contact_id: int) -> None:
    first = unit.next_id(Promise)
    due_on = date(2026, 11, 18)
    rows = [
        {"id": first + place, "contact_id": contact_id, "text": f"{place}", "due_on": due_on} for place in range(1_200)
    ]
    unit.insert_in_bulk(Promise, rows)


def test_many_rows_come_back_as_they_were_and_whose_they_are_is_told(desk: Desk) -> None:
    def kept() -> list[tuple[int, str, date]]:
        query = select(Promise.id, Promise.text, Promise.due_on).order_by(Promise.id)
        return desk.ask(lambda session: [tuple(row) for row in session.execute(query)])

    ana = desk.do(add, "Ana")
    desk.do(promise_much, ana)
    before = kept()
    desk.undo()
    assert kept() == []
    told: list[Changes] = []
    desk.subscribe(told.append)
    desk.redo()
    assert kept() == before
    assert len(before) == 1_200
    assert told[0].came_or_went("promise")
    assert told[0].concerns("contact", ana)
    desk.undo()
    assert kept() == []

"""Undo and redo, over a restart and out of order."""

import pytest

from refdesk.errors import Overtaken
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, ContactPoint
from refdesk.store.tables.work import Touch
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

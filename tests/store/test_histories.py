"""Undo, tried with random histories, out of order too: what is taken back is as if it had never been."""

import json
import re
import shutil
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from desks import START, TestClock, without_waiting
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.errors import Overtaken
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store import derived, engine, returning, row_codec, schema, search_index
from refdesk.store.tables import all_tables
from refdesk.store.tables.people import Contact, ContactPoint
from refdesk.store.tables.work import Promise, Touch
from refdesk.store.unit import Unit

NAMES = st.sampled_from(["Ana", "Łukasz", "O'Neil", "", "王"])
SILENT_TABLES = {"operation", "row_change"}


def everything(session: Session) -> str:
    """Return every row that undo must bring back, derived columns of contacts with them."""
    held: dict[str, list[str]] = {}
    for name, row_class in sorted(all_tables.row_classes().items()):
        if name in SILENT_TABLES:
            continue
        rows = session.scalars(select(row_class).order_by(row_class.id))
        held[name] = [f"{row.id} {row_codec.encode(row_class, lambda key, row=row: getattr(row, key))}" for row in rows]
    contacts = session.scalars(select(Contact).order_by(Contact.id))
    held["derived"] = [f"{each.id} {each.search_text} {each.sort_key} {each.last_touch_on}" for each in contacts]
    return json.dumps(held)


@operation("Add")
def add(unit: Unit, family: str) -> int:
    contact = unit.add(Contact(given="Ana", family=family))
    unit.add(ContactPoint(contact_id=contact.id, kind="phone", value="+16145550173", as_typed="555-0173"))
    return contact.id


@operation("Bring in")
def bring_in(unit: Unit, many: int) -> None:
    first = unit.next_id(Contact)
    names = [{"given": f"New {number}"} for number in range(many)]
    unit.insert_in_bulk(
        Contact,
        [
            {
                "id": first + number,
                "given": name["given"],
                "search_text": derived.search_text(name, ()),
                "sort_key": derived.sort_key(name),
            }
            for number, name in enumerate(names)
        ],
    )


@operation("Rename")
def rename(unit: Unit, contact_id: int, family: str) -> None:
    unit.get(Contact, contact_id).family = family


@operation("Rename everybody")
def rename_everybody(unit: Unit, family: str) -> None:
    for contact in unit.session.scalars(select(Contact)):
        contact.family = f"{family} of the row"


@operation("Log")
def log(unit: Unit, contact_id: int) -> None:
    touch = unit.add(Touch(contact_id=contact_id, kind="call", outcome="talked", at=unit.now))
    unit.add(Promise(contact_id=contact_id, text="Call back", due_on=unit.today, from_touch_id=touch.id))


@operation("Remove phones")
def remove_phones(unit: Unit, contact_id: int) -> None:
    points = select(ContactPoint).where(ContactPoint.contact_id == contact_id)
    for point in unit.session.scalars(points):
        unit.session.delete(point)


def ids(session: Session) -> list[int]:
    return list(session.scalars(select(Contact.id).order_by(Contact.id)))


class Histories(RuleBasedStateMachine):
    """An owner who adds, changes, takes back and does again, in any order, and starts the program anew now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = TestClock(START)
        self.snapshots: list[tuple[int, str]] = []
        self.undone: list[str] = []

    @initialize()
    def open(self) -> None:
        self.path = self.folder / "business.refdesk"
        made = without_waiting(engine.open_engine(self.path, create=True))
        schema.create(made)
        self.desk = Desk(made, clock=self.clock)
        self.first = self.desk.ask(everything)

    def _did(self, before: str) -> None:
        state = self.desk.undo_state().undo
        self.undone.clear()
        if state is not None and self.desk.ask(everything) != before:
            self.snapshots.append((state.operation_id, before))

    def _do(self, act: object, *arguments: object) -> None:
        before = self.desk.ask(everything)
        self.clock.moment += timedelta(minutes=1)
        self.desk.do(act, *arguments)
        self._did(before)

    @rule(family=NAMES)
    def add_somebody(self, family: str) -> None:
        self._do(add, family)

    @rule(many=st.integers(1, 4))
    def bring_some_in(self, many: int) -> None:
        self._do(bring_in, many)

    @precondition(lambda self: self.desk.ask(ids))
    @rule(at=st.integers(0, 50), family=NAMES)
    def rename_somebody(self, at: int, family: str) -> None:
        there = self.desk.ask(ids)
        self._do(rename, there[at % len(there)], family)

    @precondition(lambda self: self.desk.ask(ids))
    @rule(family=NAMES)
    def rename_all(self, family: str) -> None:
        self._do(rename_everybody, family)

    @precondition(lambda self: self.desk.ask(ids))
    @rule(at=st.integers(0, 50))
    def call_somebody(self, at: int) -> None:
        there = self.desk.ask(ids)
        self._do(log, there[at % len(there)])

    @precondition(lambda self: self.desk.ask(ids))
    @rule(at=st.integers(0, 50))
    def take_phones_away(self, at: int) -> None:
        there = self.desk.ask(ids)
        self._do(remove_phones, there[at % len(there)])

    @precondition(lambda self: self.snapshots)
    @rule()
    def undo(self) -> None:
        self.undone.append(self.desk.ask(everything))
        _, before = self.snapshots.pop()
        self.desk.undo()
        assert self.desk.ask(everything) == before

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        before, after = self.desk.ask(everything), self.undone.pop()
        step = self.desk.redo()
        assert step is not None
        assert self.desk.ask(everything) == after
        state = self.desk.undo_state().undo
        assert state is not None
        self.snapshots.append((state.operation_id, before))

    @precondition(lambda self: len(self.snapshots) > 1)
    @rule(at=st.integers(0, 50))
    def undo_an_older_one(self, at: int) -> None:
        """An older act is either taken back whole and can be done again, or refused with nothing changed."""
        operation_id, _ = self.snapshots[at % (len(self.snapshots) - 1)]
        before = self.desk.ask(everything)
        try:
            self.desk.undo_operation(operation_id)
        except Overtaken:
            assert self.desk.ask(everything) == before
            return
        assert self.desk.ask(everything) != before
        self.desk.redo()
        assert self.desk.ask(everything) == before
        self.undone.clear()

    @rule()
    def start_anew(self) -> None:
        self.desk.close()
        self.desk = Desk(without_waiting(engine.open_engine(self.path)), clock=self.clock)

    def _ensure_found(self) -> None:
        """See that the search index holds just the words of those who are there: else this raises."""
        with closing(engine.file_connection(self.path, "rw")) as connection:
            for index in search_index.ddl():
                if name := re.match(r"CREATE VIRTUAL TABLE (\w+)", index):
                    connection.execute(f"INSERT INTO {name[1]}({name[1]}, rank) VALUES ('integrity-check', 1)")

    @invariant()
    def no_session_stays_open(self) -> None:
        assert self.desk.open_sessions == 0

    def teardown(self) -> None:
        self._ensure_found()
        while self.desk.undo() is not None:
            pass
        assert self.desk.ask(everything) == self.first
        self._ensure_found()
        self.desk.close()
        shutil.rmtree(self.folder)


class HistoriesOfMany(Histories):
    """The same with rows that go and come back by the door for many, however few they are."""

    def __init__(self) -> None:
        super().__init__()
        self.usual = returning.MANY, search_index.MANY_LEAVE
        returning.MANY = search_index.MANY_LEAVE = 1

    def teardown(self) -> None:
        super().teardown()
        returning.MANY, search_index.MANY_LEAVE = self.usual


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)
TestHistories = pytest.mark.timeout(300)(TestHistories)
TestHistoriesOfMany = HistoriesOfMany.TestCase
TestHistoriesOfMany.settings = settings(max_examples=8, stateful_step_count=14, deadline=None)
TestHistoriesOfMany = pytest.mark.timeout(300)(TestHistoriesOfMany)

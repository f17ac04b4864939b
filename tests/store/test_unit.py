"""One transaction: rows added at once, and what is derived from them."""

from datetime import date, timedelta

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from refdesk.domain.contact import ContactDraft
from refdesk.domain.touches import TouchDraft
from refdesk.services import contacts, touches
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact
from refdesk.store.tables.trail import RowChange
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

TODAY = date(2026, 11, 18)


@operation("Add")
def add(unit: Unit) -> int:
    return unit.add(Contact(given="Ana")).id


@operation("Call")
def call(unit: Unit, contact_id: int, days_ago: int = 0) -> int:
    return unit.add(Touch(contact_id=contact_id, kind="call", at=unit.now - timedelta(days=days_ago))).id


@operation("Call somebody at hand")
def call_and_look(unit: Unit, contact_id: int) -> tuple[date | None, date | None]:
    contact = unit.get(Contact, contact_id)
    before = contact.last_touch_on
    call(unit, contact_id)
    unit.refresh_derived()
    return before, contact.last_touch_on


@operation("Correct")
def call_and_correct(unit: Unit, contact_id: int) -> tuple[str, str]:
    touch = unit.add(Touch(contact_id=contact_id, kind="call", at=unit.now))
    usual = touch.purpose
    touch.purpose = "thanks"
    return usual, unit.session.scalars(select(Touch.purpose)).one()


@operation("Rename and read")
def rename_and_read(unit: Unit, contact_id: int) -> str:
    unit.get(Contact, contact_id).given = "Bea"
    return contacts.name(unit, contact_id)


def last_touch_on(session: Session, contact_id: int) -> date | None:
    return session.scalar(select(Contact.last_touch_on).where(Contact.id == contact_id))


def test_an_older_touch_does_not_move_the_last_one_back(desk: Desk) -> None:
    ana = desk.do(add)
    desk.do(call, ana, 3)
    assert desk.ask(last_touch_on, ana) == TODAY - timedelta(days=3)
    desk.do(call, ana)
    desk.do(call, ana, 5)
    assert desk.ask(last_touch_on, ana) == TODAY
    desk.undo()
    desk.undo()
    assert desk.ask(last_touch_on, ana) == TODAY - timedelta(days=3)


def test_rows_at_hand_learn_what_was_derived(desk: Desk) -> None:
    assert desk.do(call_and_look, desk.do(add)) == (None, TODAY)


def test_an_added_row_has_its_usual_values_and_may_change_at_once(desk: Desk) -> None:
    assert desk.do(call_and_correct, desk.do(add)) == ("other", "thanks")
    (kept,) = desk.ask(lambda session: session.scalars(select(RowChange.after).where(RowChange.table == "touch")).all())
    assert '"purpose":"thanks"' in kept


def test_columns_are_read_as_they_are_now(desk: Desk) -> None:
    assert desk.do(rename_and_read, desk.do(add)) == "Bea"


def test_a_conversation_is_logged_by_few_statements(file_desk: Desk) -> None:
    ana = file_desk.do(contacts.add, ContactDraft(given="Ana"))
    draft = TouchDraft(ana, file_desk.now())
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(" ".join(statement.split()[:3]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        file_desk.do(touches.log, draft)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert sent == [
        "BEGIN IMMEDIATE", "SELECT contact.prefix, contact.given,", "SELECT referral.id, referral.received_at",
        "INSERT INTO touch", "UPDATE contact SET", "INSERT INTO operation", "INSERT INTO row_change",
    ]  # fmt: skip

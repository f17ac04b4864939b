"""People are found as one types."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store import search_index
from refdesk.store.tables.people import Contact, ContactPoint
from refdesk.store.unit import Unit


@operation("Add some")
def add_some(unit: Unit) -> None:
    for given, family, organisation in [
        ("Ana", "Díaz", "Díaz & Daughters"),
        ("Łukasz", "O'Neil", ""),
        ("Jo", "Straße", "100% Organic_Foods"),
    ]:
        contact = unit.add(Contact(given=given, family=family, organisation=organisation))
        if given == "Ana":
            unit.add(ContactPoint(contact_id=contact.id, kind="phone", value="+16145550173", as_typed="(614) 555-0173"))


def found(session: Session, typed: str) -> list[str]:
    query = search_index.having(select(Contact.id), typed, dialect=session.get_bind().dialect.name)
    return list(session.scalars(select(Contact.given).where(Contact.id.in_(query)).order_by(Contact.id)))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("diaz", ["Ana"]), ("DÍAZ", ["Ana"]), ("daughters ana", ["Ana"]), ("aught", ["Ana"]), ("a", ["Ana"]),
        ("lu", ["Łukasz"]), ("lukasz", ["Łukasz"]), ("o'neil", ["Łukasz"]), ("neil", ["Łukasz"]), ("strasse", ["Jo"]),
        ("5550173", ["Ana"]), ("555-0173", ["Ana"]), ("614555", ["Ana"]), ("nobody", []),
        ("%", ["Jo"]), ("100%", ["Jo"]), ("organic_f", ["Jo"]), ('"', []), ("*", []), ("", ["Ana", "Łukasz", "Jo"]),
    ],
)  # fmt: skip
def test_somebody_is_found_by(desk: Desk, typed: str, names: list[str]) -> None:
    desk.do(add_some)
    assert desk.ask(found, typed) == names


def test_the_index_follows_undo(desk: Desk) -> None:
    desk.do(add_some)
    desk.undo()
    assert desk.ask(found, "diaz") == []
    desk.redo()
    assert desk.ask(found, "diaz") == ["Ana"]


@operation("Give work")
def give_work(unit: Unit, work: str) -> None:
    for contact in unit.session.scalars(select(Contact)):
        contact.what_they_do = f"{work} for the neighbors on the row"


def test_words_that_several_get_anew_at_once_find_all_of_them(desk: Desk) -> None:
    desk.do(add_some)
    for work in ("Builds stairs", "Builds roofs", "Paints"):
        desk.do(give_work, work)
        for typed in ("neighbors on the row", "row", "on", work):
            assert desk.ask(found, typed) == ["Ana", "Łukasz", "Jo"], typed
    desk.undo()
    assert desk.ask(found, "roofs row") == ["Ana", "Łukasz", "Jo"]

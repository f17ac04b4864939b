"""Questions whose text is kept: it is that of the statement, and both databases answer alike."""

from pathlib import Path
from typing import Any

import pytest
from desks import START
from office import Office
from sqlalchemy import bindparam, column, select, table
from sqlalchemy.exc import DBAPIError

from refdesk.domain.touches import Outcome
from refdesk.services.desk import Desk
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.trail import Operation
from refdesk.store.tables.work import Touch

SCRIPTS = Path(__file__).resolve().parents[2] / "build_scripts"


@Prepared
def _people() -> Any:
    wanted = Contact.id.in_(bindparam("ids", expanding=True)), Contact.status.in_(("active", "inactive"))
    shown = Contact.id, Contact.given, Contact.may_be_mailed, Contact.hear_less, Contact.client_since
    return select(*shown).where(*wanted).order_by(Contact.id)


@Prepared
def _written() -> Any:
    return select(Operation.at).where(Operation.at <= bindparam("until", type_=Moment)).order_by(Operation.id)


@Prepared
def _no_answers() -> Any:
    return select(Touch.id).where(Touch.outcome == Outcome.NO_ANSWER)


@Prepared
def _of_nowhere() -> Any:
    return select(column("name")).select_from(table("nowhere"))


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import statements

    return statements


def test_what_is_kept_is_what_the_statements_say(statements: Any) -> None:
    assert statements.text() == statements.KEPT.read_text(encoding="utf-8"), "run build_scripts/statements.py"


def test_cells_have_the_form_of_the_program_on_both_databases(office: Office) -> None:
    ids = [int(office.contact(name, "Lind")) for name in ("Ana", "Bo", "Cleo")]
    rows = office.desk.ask(_people.rows, ids=ids[1:])
    assert [tuple(row) for row in rows] == [(ids[1], "Bo", True, False, None), (ids[2], "Cleo", True, False, None)]
    assert (rows[0].given, rows[0].may_be_mailed) == ("Bo", True)
    assert office.desk.ask(_people.rows, ids=[]) == []


def test_rows_read_one_by_one_are_those_read_together(office: Office) -> None:
    ids = [int(office.contact(name, "Lind")) for name in ("Ana", "Bo")]
    found, read = office.desk.ask(_people.unread, ids=ids)
    assert [tuple(read(each)) for each in found] == [tuple(each) for each in office.desk.ask(_people.rows, ids=ids)]
    assert read(found[1]).may_be_mailed is True


def test_moments_come_back_in_the_zone_in_which_they_are_kept(office: Office) -> None:
    office.contact("Ana", "Lind")
    found = office.desk.ask(_written.rows, until=START)
    assert {row.at for row in found} == {START}
    assert found[0].at.utcoffset() == START.utcoffset()
    assert office.desk.ask(_written.first, until=START.replace(year=2000)) is None


def test_constants_are_written_out() -> None:
    sql, columns = _no_answers.kept()
    assert sql.endswith("touch.outcome = 'no_answer'")
    assert columns == ("id",)


def test_a_fault_of_the_database_is_told_like_that_of_any_statement(file_desk: Desk) -> None:
    with pytest.raises(DBAPIError, match="no such table: nowhere"):
        file_desk.ask(_of_nowhere.rows)

"""Promises are made, and kept or dropped once."""

from datetime import date

import pytest
from office import Office
from sqlalchemy import select

from refdesk.domain.promises import PromiseDraft
from refdesk.errors import Refused
from refdesk.services import promises
from refdesk.services.desk import Desk
from refdesk.store.tables.work import Promise

DUE = date(2026, 11, 24)


def only(desk: Desk) -> Promise | None:
    return desk.ask(lambda session: session.scalars(select(Promise)).one_or_none())


def test_a_promise_is_made_and_kept_once(desk: Desk, office: Office) -> None:
    ana = office.contact()
    made = desk.do(promises.add, PromiseDraft(ana, " Send the list ", DUE))
    assert (only(desk).text, only(desk).due_on, only(desk).kept_on) == ("Send the list", DUE, None)
    desk.do(promises.keep, made)
    assert only(desk).kept_on == desk.today()
    for act in (promises.keep, promises.drop):
        with pytest.raises(Refused):
            desk.do(act, made)
    desk.undo()
    assert only(desk).kept_on is None
    desk.do(promises.drop, made)
    assert only(desk).dropped_on == desk.today()
    assert desk.undo_state().undo.label == "Promise to Ana Diaz dropped"
    desk.undo()
    desk.undo()
    assert only(desk) is None


def test_an_empty_promise_is_refused_by_field(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.do(promises.add, PromiseDraft(None, " ", None))
    assert {problem.field for problem in refusal.value.problems} == {"contact_id", "text", "due_on"}

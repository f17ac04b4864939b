"""The yearly client review: due after a year, logged with all its answers as one step."""

from datetime import date

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.contact import Status
from refdesk.domain.evidence import Of
from refdesk.domain.reviews import ReviewDraft
from refdesk.domain.touches import Asked, Outcome, Purpose, TouchDraft
from refdesk.errors import Refused
from refdesk.services import asks, contacts, evidence, person, reviews, touches
from refdesk.services.desk import Desk


def due(desk: Desk) -> list[tuple[str, date, date | None]]:
    return [(each.name, each.due_on, each.last_on) for each in desk.ask(reviews.due, desk.today(), desk.zone)]


def test_clients_are_due_a_year_after_the_last_review(desk: Desk, clock: TestClock, office: Office) -> None:
    ana = office.contact(client_since=date(2024, 5, 1))
    office.contact("Bo", client_since=date(2025, 11, 19))
    cleo = office.contact("Cleo", client_since=date(2025, 1, 2))
    dan = office.contact("Dan")
    assert due(desk) == [("Ana Diaz", date(2025, 5, 1), None), ("Cleo Diaz", date(2026, 1, 2), None)]
    desk.do(reviews.log, ReviewDraft(ana, desk.now()))
    desk.do(touches.log, TouchDraft(cleo, desk.now(), purpose=Purpose.REVIEW, outcome=Outcome.NO_ANSWER))
    assert [name for name, _due, _last in due(desk)] == ["Cleo Diaz"]
    assert desk.ask(reviews.due_on, ana, desk.zone) == date(2027, 11, 18)
    assert desk.ask(reviews.due_on, dan, desk.zone) is None
    desk.do(contacts.set_status, cleo, Status.INACTIVE)
    assert desk.ask(reviews.due_on, cleo, desk.zone) is None
    clock.forward(days=1)
    assert due(desk) == [("Bo Diaz", date(2026, 11, 19), None)]
    clock.forward(days=364)
    assert due(desk)[-1] == ("Ana Diaz", date(2027, 11, 18), date(2026, 11, 18))


def test_a_review_with_its_answers_is_one_step(desk: Desk, office: Office) -> None:
    ana = office.contact(client_since=date(2024, 5, 1))
    draft = ReviewDraft(
        ana, desk.now(), facts_confirmed=True, satisfaction=5, happy_moment="Danced on the warm floor",
        who_they_know="The Lunds", asked=Asked.DIRECTLY, promise_text="Send the list", promise_due_on=date(2026, 12, 1),
    )  # fmt: skip
    touch_id = desk.do(reviews.log, draft)
    facts = desk.ask(evidence.of, ana)
    assert (facts.satisfaction, [line.text for line in facts.lines_of(Of.HAPPY)]) == (5, ["Danced on the warm floor"])
    (asked,) = desk.ask(asks.of, ana, desk.zone)
    assert (asked.touch_id, asked.what) == (touch_id, "Facts confirmed")
    shown = desk.ask(person.panel, ana, desk.today(), desk.zone)
    assert [each.text for each in shown.open_promises] == ["Send the list"]
    assert any("In a similar situation: The Lunds" in line.detail for line in shown.timeline)
    assert desk.undo_state().undo.label == "Client review with Ana Diaz logged"
    desk.undo()
    shown = desk.ask(person.panel, ana, desk.today(), desk.zone)
    assert (shown.timeline, shown.promises, shown.draft.satisfaction) == ((), (), None)
    assert desk.ask(evidence.of, ana).lines == ()


def test_a_wrong_review_changes_nothing(desk: Desk, office: Office) -> None:
    ana = office.contact(client_since=date(2024, 5, 1))
    with pytest.raises(Refused):
        desk.do(reviews.log, ReviewDraft(ana, desk.now(), satisfaction=9, happy_moment="Yes"))
    assert desk.ask(evidence.of, ana).lines == ()

"""A client review with the facts that were put right is one step."""

from dataclasses import replace
from datetime import date

import pytest
from office import Office

from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.reviews import ReviewDraft
from refdesk.errors import Overtaken, Refused
from refdesk.services import client_reviews, contacts, person, reviews
from refdesk.services.desk import Desk


def test_facts_and_answers_come_and_go_together(desk: Desk, office: Office) -> None:
    ana = office.contact(phone="614 555 0173", client_since=date(2024, 5, 1))
    before = desk.ask(contacts.draft_of, ana)
    facts = replace(before.draft, phones=(IncomingPoint("614 555 0199", "mobile", True),))
    answers = ReviewDraft(ana, desk.now(), facts_confirmed=True, satisfaction=5, happy_moment="Singing in the kitchen")
    desk.do(client_reviews.log, answers, facts, version=before.version)
    found = desk.ask(person.panel, ana, desk.today(), desk.zone)
    assert (found.phone, found.draft.satisfaction) == ("614 555 0199", 5)
    assert [line.text for line in found.evidence.lines] == ["Singing in the kitchen"]
    assert desk.ask(reviews.due_on, ana, desk.zone) == date(desk.today().year + 1, desk.today().month, desk.today().day)
    desk.undo()
    assert desk.ask(contacts.draft_of, ana) == before


def test_nothing_is_kept_when_a_fact_is_refused_or_overtaken(desk: Desk, office: Office) -> None:
    ana = office.contact(client_since=date(2024, 5, 1))
    before = desk.ask(contacts.draft_of, ana)
    answers = ReviewDraft(ana, desk.now())
    with pytest.raises(Refused) as refused:
        desk.do(client_reviews.log, answers, replace(before.draft, emails=(IncomingPoint("ana at home"),)))
    assert [each.field for each in refused.value.problems] == ["emails.0"]
    with pytest.raises(Overtaken):
        desk.do(client_reviews.log, answers, replace(before.draft, notes="x"), version=before.version + 1)
    assert desk.ask(person.panel, ana, desk.today(), desk.zone).timeline == ()

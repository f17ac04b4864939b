"""A level and the line that shows it are kept as one step."""

from datetime import date, timedelta

import pytest
from office import Office

from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.ids import ContactId
from refdesk.errors import Overtaken, Refused
from refdesk.services import contacts, evidence
from refdesk.services.desk import Desk


def test_a_level_and_its_line_are_one_step(desk: Desk, office: Office) -> None:
    ana, today = office.contact(), desk.today()
    desk.do(evidence.note, EvidenceDraft(ana, Of.TRUST, date(2026, 3, 1), 2, " Gave us the keys "))
    desk.do(evidence.note, EvidenceDraft(ana, Of.HAPPY, today, 5, "Hugged the crew"))
    desk.do(evidence.note, EvidenceDraft(ana, Of.TRUST, today, text="Left us alone in the house"))
    desk.do(evidence.note, EvidenceDraft(ana, Of.LIKE, today, 1))
    facts = desk.ask(evidence.of, ana)
    assert (facts.know, facts.like, facts.trust, facts.satisfaction) == (0, 1, 2, 5)
    assert [line.text for line in facts.lines_of(Of.TRUST)] == ["Left us alone in the house", "Gave us the keys"]
    assert [facts.level_of(of) for of in Of] == [0, 1, 2, 5]
    assert desk.ask(contacts.draft_of, ana).draft.trust == 2
    assert desk.undo_state().undo.label == "Ana Diaz: Likes us noted"
    for _ in range(4):
        desk.undo()
    facts = desk.ask(evidence.of, ana)
    assert (facts.trust, facts.satisfaction, facts.lines) == (0, None, ())


def test_a_line_can_be_taken_back(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(evidence.note, EvidenceDraft(ana, Of.KNOW, desk.today(), 3, "Told a neighbor what we do"))
    (line,) = desk.ask(evidence.of, ana).lines
    desk.do(evidence.remove, line.evidence_id)
    assert (desk.ask(evidence.of, ana).lines, desk.ask(evidence.of, ana).know) == ((), 3)
    desk.undo()
    assert desk.ask(evidence.of, ana).lines == (line,)


def test_what_is_wrong_is_refused(desk: Desk, office: Office) -> None:
    with pytest.raises(Refused):
        desk.do(evidence.note, EvidenceDraft(office.contact(), Of.KNOW, desk.today() + timedelta(days=1), 4, "Later"))
    with pytest.raises(Overtaken):
        desk.ask(evidence.of, ContactId(99))


def test_a_level_a_new_line_and_lines_taken_away_are_one_step(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(evidence.note, EvidenceDraft(ana, Of.KNOW, desk.today(), 1, "Came to the fair"))
    before = desk.ask(evidence.of, ana)
    desk.do(
        evidence.change, EvidenceDraft(ana, Of.KNOW, desk.today(), 2, "Two kitchens"), (before.lines[0].evidence_id,)
    )
    now = desk.ask(evidence.of, ana)
    assert (now.know, [line.text for line in now.lines]) == (2, ["Two kitchens"])
    desk.do(evidence.change, EvidenceDraft(ana, Of.KNOW, desk.today()), (now.lines[0].evidence_id,))
    assert desk.ask(evidence.of, ana).lines == ()
    desk.undo()
    desk.undo()
    assert desk.ask(evidence.of, ana) == before

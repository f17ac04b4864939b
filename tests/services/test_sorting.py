"""The sorting round: one key a person, skip and back, resumed where it was left."""

from dataclasses import replace

import pytest
from office import Office

from refdesk.domain.contact import Category, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.errors import Refused
from refdesk.services import contacts, sorting
from refdesk.services.desk import Desk
from refdesk.services.sorting import Round


def next_round(desk: Desk, limit: int = sorting.A_ROUND) -> Round:
    return desk.ask(sorting.next_round, today=desk.today(), zone=desk.zone, limit=limit)


def ids(shown: Round) -> list[ContactId]:
    return [each.contact_id for each in shown.people]


def test_everybody_without_a_rank_comes_in_rounds(desk: Desk, office: Office) -> None:
    ranked, gone = office.contact(rank=Rank.A), office.contact("Gone", status=Status.INACTIVE)
    people = [office.contact(f"Bo{at}") for at in range(5)]
    shown = next_round(desk, 3)
    assert (ids(shown), shown.left, shown.skipped) == (people[:3], 5, 0)
    assert {ranked, gone}.isdisjoint(ids(next_round(desk)))
    desk.do(sorting.sort, people[0], Rank.A_PLUS, remembered=4)
    draft = desk.ask(contacts.draft_of, people[0]).draft
    assert (draft.rank, draft.referrals_remembered) == (Rank.A_PLUS, 4)
    assert ids(next_round(desk, 3)) == people[1:4]
    desk.undo()
    assert ids(next_round(desk, 3)) == people[:3]
    assert desk.ask(contacts.draft_of, people[0]).draft.referrals_remembered is None


def test_who_was_skipped_comes_again_after_the_others(desk: Desk, office: Office) -> None:
    ana, bo, cy = (office.contact(name) for name in ("Ana", "Bo", "Cy"))
    desk.do(sorting.skip, ana)
    shown = next_round(desk)
    assert (ids(shown), shown.left, shown.skipped) == ([bo, cy], 3, 1)
    desk.undo()
    assert ids(next_round(desk)) == [ana, bo, cy]
    for each in (bo, ana, cy):
        desk.do(sorting.skip, each)
    assert ids(next_round(desk)) == [bo, ana, cy]
    desk.do(sorting.sort, ana, Rank.B)
    assert ids(next_round(desk)) == [bo, cy]
    assert next_round(desk).skipped == 2


def test_the_rank_that_fits_stands_beside_the_person(desk: Desk, office: Office) -> None:
    office.contact("Ana", "Diaz", job_title="Realtor", influential=True)
    (ana,) = next_round(desk).people
    assert (ana.name.usual, ana.second_line, ana.proposal.rank) == ("Ana Diaz", "Realtor", Rank.B)
    assert ana.proposal_with(None) == ana.proposal
    assert [ana.proposal_with(count).rank for count in (0, 1, 2, 4)] == [Rank.B, Rank.B, Rank.A, Rank.A_PLUS]


def test_who_was_sent_waits_until_they_are_a_client(desk: Desk, office: Office) -> None:
    giver = office.contact(rank=Rank.A)
    sent = office.contact("Theo", "Marchetti", category=Category.PROSPECT)
    known = office.contact("Lead", "From a fair", category=Category.PROSPECT)
    office.referral(giver, prospect_id=sent)
    assert ids(next_round(desk)) == [known]
    assert desk.ask(sorting.waiting) == 1
    draft = desk.ask(contacts.draft_of, sent).draft
    desk.do(contacts.save, sent, replace(draft, category=Category.CLIENT))
    assert ids(next_round(desk)) == [sent, known]
    assert desk.ask(sorting.waiting) == 2


def test_more_than_a_digit_is_refused(desk: Desk, office: Office) -> None:
    ana = office.contact()
    with pytest.raises(Refused):
        desk.do(sorting.sort, ana, Rank.A, remembered=10)
    assert desk.ask(contacts.draft_of, ana).draft.rank is None

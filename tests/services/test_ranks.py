"""Ranks proposed from what people sent, and the top sources."""

from datetime import timedelta
from typing import Any

from desks import TestClock
from office import Office

from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.domain.touches import Asked, TouchDraft
from refdesk.services import contacts, ranks, touches
from refdesk.services.desk import Desk


def proposed(desk: Desk, contact_id: ContactId) -> tuple[Rank, str]:
    found = desk.ask(ranks.proposals_of, [contact_id], today=desk.today(), zone=desk.zone)[contact_id]
    return found.rank, found.reason


def when(desk: Desk) -> dict[str, Any]:
    return {"today": desk.today(), "zone": desk.zone}


def test_a_rank_follows_the_referrals_of_the_last_months(desk: Desk, office: Office) -> None:
    ana, bo, cy = office.contact(), office.contact("Bo"), office.contact("Cy", influential=True)
    for _twice in range(2):
        office.referral(ana)
    office.referral(bo, received_at=desk.now() - timedelta(days=400))
    assert proposed(desk, ana) == (Rank.A_PLUS, "2 referrals in the last 12 months")
    assert proposed(desk, bo) == (Rank.B, "sent somebody within two years, but not in the last 12 months")
    assert proposed(desk, cy) == (Rank.B, "influential, and not asked properly yet")
    desk.do(touches.log, TouchDraft(cy, desk.now(), asked=Asked.LIGHTLY))
    assert proposed(desk, cy)[0] is Rank.B
    desk.do(touches.log, TouchDraft(cy, desk.now(), asked=Asked.DIRECTLY))
    assert proposed(desk, cy)[0] is Rank.C


def test_ranks_are_looked_at_again_after_four_months(desk: Desk, office: Office, clock: TestClock) -> None:
    ana, bo = office.contact(rank=Rank.C), office.contact("Bo", rank=Rank.C)
    gone = office.contact("Gone", rank=Rank.A_PLUS, status=Status.INACTIVE)
    office.referral(ana)
    assert desk.ask(ranks.to_look_at, **when(desk)) == ()
    clock.forward(days=130)
    found = desk.ask(ranks.to_look_at, **when(desk))
    assert [(each.contact_id, each.rank, each.proposal.rank) for each in found] == [(ana, Rank.C, Rank.A)]
    assert gone not in {each.contact_id for each in found}
    desk.do(ranks.accept, [(ana, Rank.A), (bo, Rank.C)])
    assert desk.ask(contacts.draft_of, ana).draft.rank is Rank.A
    clock.forward(days=100)
    assert desk.ask(ranks.to_look_at, **when(desk)) == ()
    desk.undo()
    assert desk.ask(contacts.draft_of, ana).draft.rank is Rank.C
    assert [each.contact_id for each in desk.ask(ranks.to_look_at, **when(desk))] == [ana]


def test_a_rank_kept_against_the_proposal_rests_for_four_months(desk: Desk, office: Office, clock: TestClock) -> None:
    ana = office.contact(rank=Rank.B)
    desk.do(touches.log, TouchDraft(ana, desk.now(), asked=Asked.DIRECTLY))
    clock.forward(days=130)
    assert [each.proposal.rank for each in desk.ask(ranks.to_look_at, **when(desk))] == [Rank.C]
    desk.do(ranks.accept, [(ana, Rank.B)])
    assert desk.ask(ranks.to_look_at, **when(desk)) == ()


def test_a_rank_is_not_doubted_because_nothing_is_known(desk: Desk, office: Office, clock: TestClock) -> None:
    people = {rank: office.contact(rank.value, rank=rank) for rank in Rank}
    happy = office.contact("Happy", rank=Rank.C, satisfaction=5)
    clock.forward(days=130)
    found = {each.contact_id: each.proposal for each in desk.ask(ranks.to_look_at, **when(desk))}
    assert set(found) == {people[Rank.A_PLUS], people[Rank.A], happy}
    assert found[people[Rank.A]].reason == "has not sent anybody in two years"
    assert found[happy].rank is Rank.B


def test_a_better_rank_is_offered_with_its_reason(desk: Desk, office: Office) -> None:
    ana, bo = office.contact(rank=Rank.C), office.contact("Bo")
    assert desk.ask(ranks.better_for, ana, **when(desk)) is None
    assert desk.ask(ranks.better_for, ContactId(9999), **when(desk)) is None
    office.referral(ana)
    offered = desk.ask(ranks.better_for, ana, **when(desk))
    assert offered is not None
    assert (offered.rank, offered.reason) == (Rank.A, "1 referral in the last 12 months")
    unranked = desk.ask(ranks.better_for, bo, **when(desk))
    assert unranked is not None
    assert unranked.rank is Rank.C


def test_top_sources_are_weighed_by_preparedness(desk: Desk, office: Office) -> None:
    people = [office.contact(f"Ana{at}", rank=Rank.B) for at in range(9)]
    for _thrice in range(3):
        office.referral(people[0], preparedness=1)
    office.referral(people[1], preparedness=5)
    office.referral(people[2])
    office.referral(people[3], preparedness=5, received_at=desk.now() - timedelta(days=800))
    office.referral(office.contact("Dee", rank=Rank.D), preparedness=5)
    found = desk.ask(ranks.top_sources, **when(desk))
    assert [(each.contact_id, each.referrals, each.weight) for each in found] == [(people[1], 1, 5), (people[0], 3, 3)]

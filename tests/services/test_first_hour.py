from dataclasses import replace

from office import Office

from refdesk.domain import forgotten as walks
from refdesk.domain.contact import Category
from refdesk.domain.first_hour import Step
from refdesk.domain.plan import PlanDraft
from refdesk.domain.ranking import Rank
from refdesk.services import business, contacts, first_hour, forgotten, goals, plans
from refdesk.services.desk import Desk
from refdesk.services.forgotten import Answer


def test_the_file_itself_says_what_is_done(desk: Desk, office: Office) -> None:
    assert desk.ask(first_hour.left_on_today) == tuple(Step)
    desk.do(business.save, replace(desk.ask(business.load), business_name="F", owner="N", tagline="T", ideal_client="C",
                                   second_backup_folder="/stick"))  # fmt: skip
    for number in range(9):
        office.contact(f"Ana{number}", rank=Rank.C)
    ana = office.contact("Ana", "Abel", rank=Rank.A)
    desk.do(goals.set_targets, desk.ask(goals.in_force, desk.today()))
    assert desk.ask(first_hour.left_on_today) == (Step.FORGOTTEN, Step.PLANS)
    assert [each.contact_id for each in desk.ask(first_hour.to_plan)] == [ana]
    desk.do(plans.save, ana, PlanDraft(next_step="Lunch"))
    assert desk.ask(first_hour.to_plan) == ()
    assert desk.ask(first_hour.left_on_today) == (Step.FORGOTTEN,)
    desk.undo()
    assert desk.ask(first_hour.left_on_today) == (Step.FORGOTTEN, Step.PLANS)


def test_each_walk_of_life_is_counted_once_whether_somebody_or_nobody(desk: Desk) -> None:
    keys = [walk.key for walk in walks.WALKS]
    for name in ("Ana", "Bea"):
        desk.do(forgotten.answer, Answer(keys[0], name))
    for key in keys[1:4]:
        desk.do(forgotten.nobody, key)
    found = desk.ask(first_hour.look)
    assert found.facts.asked == 4
    assert Step.FORGOTTEN in found.left
    desk.do(forgotten.nobody, keys[4])
    assert Step.FORGOTTEN in desk.ask(first_hour.look).done


def test_whoever_was_sent_needs_no_rank_yet_a_client_does(desk: Desk, office: Office) -> None:
    giver = office.contact("Ana", rank=Rank.A)
    office.referral(giver)
    facts = desk.ask(first_hour.look).facts
    assert (facts.people, facts.ranked, facts.unranked, facts.sources) == (2, 1, 0, 1)
    office.contact("Cora", category=Category.CLIENT)
    assert desk.ask(first_hour.look).facts.unranked == facts.unranked + 1


def test_the_best_ranks_are_planned_first(desk: Desk, office: Office) -> None:
    b, best, _c = office.contact("B", rank=Rank.B), office.contact("Z", rank=Rank.A_PLUS), office.contact(rank=Rank.C)
    assert [each.contact_id for each in desk.ask(first_hour.to_plan)] == [best, b]
    assert len(desk.ask(first_hour.to_plan, 1)) == 1


def test_whoever_was_planned_for_last_is_known_while_the_rank_is_good(desk: Desk, office: Office) -> None:
    assert desk.ask(first_hour.planned_last) is None
    ana, bea = office.contact("Ana", rank=Rank.A), office.contact("Bea", rank=Rank.B)
    for each in (bea, ana):
        desk.do(plans.save, each, PlanDraft(next_step="Lunch"))
    last = desk.ask(first_hour.planned_last)
    assert last is not None
    assert (last.contact_id, last.name, last.rank) == (ana, "Ana Diaz", Rank.A)
    desk.do(contacts.set_rank, ana, Rank.D)
    last = desk.ask(first_hour.planned_last)
    assert last is not None
    assert last.contact_id == bea


def test_a_step_is_skipped_taken_up_again_and_both_can_be_undone(desk: Desk) -> None:
    desk.do(first_hour.skip, Step.GOALS)
    desk.do(first_hour.skip, Step.BACKUP)
    assert desk.ask(first_hour.left_on_today) == tuple(Step)[:5]
    desk.do(first_hour.take_up, Step.GOALS)
    assert desk.ask(first_hour.look).kept.skipped == {Step.BACKUP}
    for _act in range(3):
        desk.undo()
    assert desk.ask(first_hour.left_on_today) == tuple(Step)


def test_put_away_it_shows_nothing_and_keeps_what_was_skipped(desk: Desk) -> None:
    desk.do(first_hour.skip, Step.GOALS)
    desk.do(first_hour.put_away)
    assert desk.ask(first_hour.left_on_today) == ()
    assert len(desk.ask(first_hour.look).left) == 6
    desk.do(first_hour.bring_back)
    assert len(desk.ask(first_hour.left_on_today)) == 6

"""A plan for one person: kept, guarded against a second window, and its next step due on its day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from office import Office

from refdesk.domain.contact import Status
from refdesk.domain.plan import PlanDraft
from refdesk.domain.ranking import Rank
from refdesk.errors import Overtaken, Refused
from refdesk.services import contacts, plans
from refdesk.services.desk import Desk

PLAN = PlanDraft(
    benefit="Two clients a year", wanted_action="Name us to new owners", why_we_like_their_kind="They plan ahead",
    words="“I know somebody”\nand then the number", next_step="Coffee", next_step_on=date(2026, 11, 18),
)  # fmt: skip


def test_a_plan_is_kept_changed_and_undone(desk: Desk, office: Office) -> None:
    ana = office.contact()
    assert desk.ask(plans.of, ana) == plans.OpenedPlan(PlanDraft(), 0)
    desk.do(plans.save, ana, replace(PLAN, benefit=" Two clients a year "), version=0)
    opened = desk.ask(plans.of, ana)
    assert opened.draft == PLAN
    desk.do(plans.save, ana, replace(PLAN, next_step="Lunch"), version=opened.version)
    assert desk.ask(plans.of, ana).draft.next_step == "Lunch"
    assert desk.undo_state().undo.label == "Plan for Ana Diaz saved"
    desk.undo()
    assert desk.ask(plans.of, ana).draft == PLAN
    desk.undo()
    assert desk.ask(plans.of, ana).draft.is_empty


def test_two_windows_do_not_overwrite_each_other(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(plans.save, ana, PLAN, version=0)
    with pytest.raises(Overtaken):
        desk.do(plans.save, ana, replace(PLAN, benefit="Another"), version=0)
    opened = desk.ask(plans.of, ana)
    desk.do(plans.save, ana, replace(PLAN, benefit="Three"), version=opened.version)
    with pytest.raises(Overtaken):
        desk.do(plans.clear, ana, version=opened.version)
    assert desk.ask(plans.of, ana).draft.benefit == "Three"


def test_a_plan_is_cleared_also_by_emptying_it(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(plans.save, ana, PLAN)
    desk.do(plans.clear, ana, version=desk.ask(plans.of, ana).version)
    assert desk.ask(plans.of, ana).version == 0
    desk.undo()
    assert desk.ask(plans.of, ana).draft == PLAN
    desk.do(plans.save, ana, PlanDraft(benefit="  "))
    assert desk.ask(plans.of, ana).version == 0
    with pytest.raises(Refused):
        desk.do(plans.save, ana, PlanDraft(next_step_on=desk.today()))


def test_the_next_step_is_due_on_its_day_until_it_is_done(desk: Desk, office: Office) -> None:
    ana, bo, cleo = office.contact(rank=Rank.A), office.contact("Bo", "Lind"), office.contact("Cleo", "Lind")
    desk.do(plans.save, ana, PLAN)
    desk.do(plans.save, bo, replace(PLAN, next_step_on=date(2026, 11, 2)))
    desk.do(plans.save, cleo, replace(PLAN, next_step_on=desk.today() + timedelta(days=1)))
    due = desk.ask(plans.due, desk.today())
    assert [(each.name, each.rank, each.next_step) for each in due] == [
        ("Bo Lind", None, "Coffee"), ("Ana Diaz", Rank.A, "Coffee"),
    ]  # fmt: skip
    desk.do(contacts.set_status, bo, Status.INACTIVE)
    desk.do(plans.next_step_done, ana)
    assert desk.ask(plans.due, desk.today()) == ()
    assert desk.ask(plans.of, ana).draft.benefit == PLAN.benefit
    with pytest.raises(Refused):
        desk.do(plans.next_step_done, ana)
    desk.undo()
    assert [each.contact_id for each in desk.ask(plans.due, desk.today())] == [ana]

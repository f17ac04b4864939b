"""The plan of a referral month proposes as many of the best as the rules of the business say."""

from dataclasses import replace

from office import Office
from PySide6.QtWidgets import QWidget

from refdesk.domain.rules import Rules
from refdesk.services import business
from refdesk.ui.campaign.plan_dialog import PlanDialog
from refdesk.ui.workplace import Workplace


def test_as_many_of_the_best_are_proposed_as_the_rules_say(
    workplace: Workplace, window: QWidget, office: Office
) -> None:
    usual = PlanDialog(workplace, window)
    assert usual.draft().most == Rules().best_first
    named = replace(office.desk.ask(business.load), business_name="Fern", owner="Nadia")
    office.desk.do(business.save, replace(named, rules=Rules(best_first=25)))
    dialog = PlanDialog(workplace, window)
    assert dialog.draft().most == 25
    office.desk.undo()
    assert PlanDialog(workplace, window).draft().most == Rules().best_first

"""The part of the tour that goes through a call of the referral month, Reports, and the history of what was done."""

from datetime import date
from typing import Any

from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.touches import TouchDraft, TouchKind
from refdesk.services import campaign_days, promises, touches
from refdesk.tour_stage import Stage, settle
from refdesk.ui.places import PlaceName

AMOUNTS = "amounts"
REPORTS = {"reports": "referrals", "reports-top-sources": "top-sources", "reports-directory": "contact-directory",
           "reports-hand-out": "hand-out-who", "reports-tree": "tree"}  # fmt: skip


def call_mode(stage: Stage, month: CampaignId, day: date) -> None:
    """Show somebody who is called, with what to say to them."""
    page: Any = stage.shell.go_to(PlaceName.CAMPAIGN)
    calls = stage.desk.ask(campaign_days.day_entries, month, day)
    page.show_call(next(call.entry_id for call in calls if call.code is None and call.good_lead_for_them))
    stage.take("call-mode")


def reports(stage: Stage) -> None:
    """Show the reports that look most unlike each other, with what was won where they can tell it."""
    page: Any = stage.shell.go_to(PlaceName.REPORTS)
    for name, key in REPORTS.items():
        page.show_report(key)
        if AMOUNTS in page.choosing.ticks:
            page.choosing.ticks[AMOUNTS].setChecked(True)
            page.refresh()
        stage.take(name)


def history(stage: Stage, giver: int) -> None:
    """Show what was done: the made-up business begins with nothing to take back, so that a little is done first."""
    assert stage.window.opened is not None, "the made-up business is open"
    desk, contact_id = stage.desk, ContactId(giver)
    desk.do(touches.log, TouchDraft(contact_id, desk.now(), TouchKind.MEETING, summary="Coffee on High Street"))
    desk.do(promises.add, PromiseDraft(contact_id, "Send the photographs", desk.today()))
    desk.undo()
    stage.shell.go_to(PlaceName.TODAY)
    settle(stage.window)
    stage.window.opened.records.show_history()
    stage.take_dialog("history")

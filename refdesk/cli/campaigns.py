"""Commands on the referral month: plan it, enter a filled sheet."""

import argparse

from refdesk.cli import answers
from refdesk.domain import working_time
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import business, call_results, call_results_file, campaign_days, campaigns
from refdesk.services.call_results import RowOutcome, RowReport
from refdesk.services.campaigns import PlanDraft, Preview
from refdesk.services.desk import Desk


def plan(asked: argparse.Namespace) -> int:
    """Plan a month, and say whom it reaches and whom it leaves out."""
    with answers.desk_on(asked.data) as desk:
        draft = _draft(asked, desk)
        shown = desk.ask(campaigns.preview, draft, desk.today(), desk.ask(business.working_time))
        desk.do(campaigns.plan, draft)
    if asked.json:
        answers.say_json(
            {
                "days": [{"day": day.isoformat(), "entries": calls} for day, calls in shown.days],
                "left_out": [{"contact_id": each.contact_id, "reason": each.reason.value} for each in shown.left_out],
            }
        )
    else:
        _say_plan(shown)
    return answers.DONE


def enter(asked: argparse.Namespace) -> int:
    """Enter a filled sheet: complete rows are saved, others are named; nothing is lost in silence."""
    found = call_results_file.read(asked.file)
    with answers.desk_on(asked.data) as desk:
        month = desk.ask(campaign_days.on_day, asked.day)
        if month is None:
            raise Refused(Problem("day", _("No referral month is planned for {day}.").format(day=asked.day)))
        report = desk.do(call_results.enter, month.campaign_id, asked.day, found.rows, unread=found.unread)
    for row in report.rows:
        _say_row(row)
    saved = report.count(RowOutcome.SAVED)
    answers.say(_("{n} of {all} rows saved.").format(n=saved, all=len(report.rows)))
    kept = saved + report.count(RowOutcome.SAVED_BEFORE) + report.count(RowOutcome.DRAFT)
    return answers.REFUSED if report.rows and not kept else answers.DONE


def _draft(asked: argparse.Namespace, desk: Desk) -> PlanDraft:
    first, last = working_time.days_of_month(asked.month.year, asked.month.month)
    start = max(first, desk.today()) if desk.today() <= last else first
    minutes = None if asked.everybody else asked.minutes_a_day or desk.ask(business.load).minutes_a_day
    return PlanDraft(first_on=start, last_on=last, minutes_a_day=minutes)


def _say_plan(shown: Preview) -> None:
    for day, calls in shown.days:
        answers.say(f"{day.isoformat()}  {calls}")
    words = _("{n} of {all} people are reached; everybody would take {minutes} minutes a day.")
    reached = {"n": shown.reached, "all": shown.callable_people, "minutes": shown.minutes_for_everybody}
    answers.say(words.format(**reached))
    if shown.left_out:
        answers.say(_("Left out: {n}").format(n=len(shown.left_out)))


def _say_row(row: RowReport) -> None:
    words = {
        RowOutcome.SAVED: _("saved"),
        RowOutcome.SAVED_BEFORE: _("was saved before"),
        RowOutcome.DRAFT: _("kept as a draft"),
        RowOutcome.REFUSED: _("not saved"),
    }[row.outcome]
    reasons = " ".join(problem.sentence for problem in row.problems)
    answers.say(f"{row.number or '–'}  {row.name}  {words}  {reasons}".rstrip())

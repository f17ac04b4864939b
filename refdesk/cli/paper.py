"""Commands that write PDF files: call sheets."""

import argparse
from datetime import date

from refdesk.cli import answers
from refdesk.domain import working_time
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import business, campaign_days, paper
from refdesk.services.desk import Desk
from refdesk.services.paper import Written


def call_sheets(asked: argparse.Namespace) -> int:
    """Write the call sheet of a day, or of every day of a month with calls."""
    with answers.desk_on(asked.data) as desk:
        days = _days(asked, desk)
        month = desk.ask(campaign_days.on_day, days[0]) if days else None
        if month is None:
            raise Refused(Problem("day", _("No referral month has calls then. Plan one first.")))
        written = paper.write_call_sheets(desk, month.campaign_id, days, asked.to)
    return _answer(written)


def _days(asked: argparse.Namespace, desk: Desk) -> list[date]:
    if asked.month is None:
        return [asked.day or desk.today()]
    first, last = working_time.days_of_month(asked.month.year, asked.month.month)
    month = desk.ask(campaign_days.on_day, first) or desk.ask(campaign_days.on_day, last)
    if month is None:
        return []
    calendar = desk.ask(campaign_days.days, month.campaign_id, desk.today(), desk.ask(business.working_time))
    return [day.day for day in calendar.days if first <= day.day <= last and day.calls]


def _answer(written: Written) -> int:
    answers.say(_("{file}: {n} pages").format(file=written.path, n=written.pages))
    for sentence in written.sentences:
        answers.warn(sentence)
    return answers.DONE

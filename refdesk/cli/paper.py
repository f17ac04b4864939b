"""Commands that write PDF files: call sheets."""

import argparse
from datetime import date

from refdesk.cli import answers
from refdesk.domain import working_time
from refdesk.domain.sheet_span import Span
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import business, call_sheet_files, call_sheets, campaign_days
from refdesk.services.call_sheet_files import SheetJob
from refdesk.services.desk import Desk
from refdesk.services.paper import Written


def call_sheets_of(asked: argparse.Namespace) -> int:
    """Write the call sheets of a day, of its week, of the rest of the referral month, or of all its days with calls."""
    with answers.desk_on(asked.data) as desk:
        written = call_sheet_files.write(desk, _job(asked, desk), asked.to)
    return _answer(written)


def _job(asked: argparse.Namespace, desk: Desk) -> SheetJob:
    """Return what to print; more than one sheet gets a cover."""
    if asked.month is not None:
        if asked.week:
            raise Refused(Problem("week", _("A week is named by one of its days: give --day with --week.")))
        first, last = working_time.days_of_month(asked.month.year, asked.month.month)
        span = Span.REST if asked.rest else Span.MONTH
        month = desk.ask(campaign_days.on_day, first) or desk.ask(campaign_days.on_day, last)
    else:
        span, first, last = _span(asked), asked.day or desk.today(), date.max
        month = desk.ask(campaign_days.on_day, first)
    if month is None:
        raise Refused(Problem("day", _("No referral month has calls then. Plan one first.")))
    working = desk.ask(business.working_time)
    found = desk.ask(call_sheets.choice, month.campaign_id, span, first, working)
    days = tuple(day for day in found.days if asked.month is None or first <= day <= last)
    if not days:
        raise Refused(Problem("day", call_sheets.none_left(days)))
    return SheetJob(month.campaign_id, days, cover=len(days) > 1)


def _span(asked: argparse.Namespace) -> Span:
    if asked.week:
        return Span.WEEK
    return Span.REST if asked.rest else Span.DAY


def _answer(written: Written) -> int:
    answers.say(_("{file}: {n} pages").format(file=written.path, n=written.pages))
    for sentence in written.sentences:
        answers.warn(sentence)
    return answers.DONE

"""Commands that write reports."""

import argparse
from datetime import date

from refdesk.cli import answers
from refdesk.domain import report_period, working_time
from refdesk.domain.report_period import Period, Preset
from refdesk.errors import Problem, Refused
from refdesk.i18n import _, ngettext
from refdesk.services import referral_report_files
from refdesk.services.paper import Written
from refdesk.services.referral_report_sheet import Shows


def referral_report(asked: argparse.Namespace) -> int:
    """Write the referral report of a year or a month, else of this year so far."""
    shows = Shows(sources=not asked.without_names, amounts=asked.amounts)
    with answers.desk_on(asked.data) as desk:
        written = referral_report_files.write(desk, _period(asked, desk.today()), asked.to, shows)
    return answer(written)


def answer(written: Written) -> int:
    """Say what was written, and what could not be printed as it was given."""
    if written.pages:
        said = ngettext("{file}: {n} page", "{file}: {n} pages", written.pages)
        answers.say(said.format(file=written.path, n=written.pages))
    else:
        answers.say(str(written.path))
    for sentence in written.sentences:
        answers.warn(sentence)
    return answers.DONE


def _period(asked: argparse.Namespace, today: date) -> Period:
    if asked.month is not None:
        return Period(*working_time.days_of_month(asked.month.year, asked.month.month))
    if asked.year is None:
        return report_period.of(Preset.THIS_YEAR, today)
    if not date.min.year + 1 <= asked.year < date.max.year:
        raise Refused(Problem("year", _("There is no such year.")))
    return Period(date(asked.year, 1, 1), date(asked.year, 12, 31))

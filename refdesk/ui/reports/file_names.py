"""What the file of a report is called: its title, and the time that it is about."""

from refdesk import i18n
from refdesk.domain.report_period import Period
from refdesk.i18n import _
from refdesk.ui.reports.asked import Asked
from refdesk.ui.reports.kinds import ReportKind, Span


def suggested(kind: ReportKind, asked: Asked) -> str:
    """Return "Gift ledger 2026" or "Top sources 2026-01-01 to 2026-11-18", without a suffix."""
    match kind.span:
        case Span.YEAR:
            time = _tax_year(asked.period)
        case Span.PERIOD | Span.MONTH:
            time = _time(asked.period)
        case _:
            time = asked.today.isoformat()
    return f"{kind.title} {time}"


def _tax_year(period: Period) -> str:
    """Return the label of a tax year as a name of a file can have it: "2026-27" for 2026/27."""
    first, last = period.first.year, period.last.year
    return str(first) if first == last else f"{first}-{last % 100:02}"


def _time(period: Period) -> str:
    first, last = period.first, period.last
    if period.is_whole_months and (first.year, first.month) == (last.year, last.month):
        return i18n.month_year(first)
    if (first.month, first.day, last.month, last.day, first.year) == (1, 1, 12, 31, last.year):
        return str(first.year)
    return _("{first} to {last}").format(first=first.isoformat(), last=last.isoformat())

"""The closing report as it is printed: what came of a month, put into figures, charts and a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import numbers as babel_numbers

from refdesk import i18n
from refdesk.domain import campaign_report as rules
from refdesk.domain import rates
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign_report import Group, Measure, MonthReport
from refdesk.domain.profile import Profile
from refdesk.domain.ranking import Rank
from refdesk.i18n import _
from refdesk.services import campaign_report_words as words
from refdesk.services.campaign_report import Closing

if TYPE_CHECKING:
    from refdesk.documents.campaign_report_text import CampaignReportSheet
    from refdesk.documents.report_page import Figure, Figures, Panel, Panels
    from refdesk.documents.report_table import Head, Table

MOST_NAMES = 60
_TOGETHER_IN_TABLE = 7
"""With more columns, the heads of weeks have no room for their first day."""


@dataclass(frozen=True, slots=True)
class Look:
    """Say how a report is to look: on which day, from how many people on rates are shown, and whether with ranks."""

    today_words: str
    printed_words: str
    rates_from: int
    with_ranks: bool = True


def sheet(found: Closing, profile: Profile, look: Look) -> "CampaignReportSheet":
    """Return everything that the closing report says."""
    from refdesk.documents.campaign_report_text import CampaignReportSheet, NotReached
    from refdesk.documents.report_page import Frame
    from refdesk.documents.report_table import Notes
    from refdesk.documents.sheets import Paper

    more = found.not_reached_count - min(len(found.not_reached), MOST_NAMES)
    named = found.not_reached[:MOST_NAMES]
    if more:
        named = (*named, _("and {n} more on screen").format(n=i18n.number(more)))
    return CampaignReportSheet(
        frame=Frame(
            overline=profile.business_name,
            title=_("Closing report"),
            period=_("Referral month, {month}").format(month=found.month.name),
            line=words.standing(found, look.today_words),
            foot=look.printed_words,
            goes_on=_("Week by week"),
        ),
        figures=_figures(found),
        charts=_charts(found, look),
        tables=(_table(found),),
        not_reached=NotReached(_("Not reached"), words.not_reached(found), named),
        notes=Notes(_("How to read this"), words.notes(found.report, look.rates_from, goes_on=has_later(found))),
        author=profile.owner,
        language=i18n.code(),
        paper=Paper(profile.paper.value),
    )


def week_count(found: Closing) -> int:
    """Return how many weeks are shown side by side: those of the longer month."""
    return max(len(found.report.weeks), len(found.earlier.report.weeks) if found.earlier else 0)


def has_later(found: Closing) -> bool:
    """Say whether a last column is needed for what came after the weeks."""
    return found.report.goes_on or (found.earlier is not None and found.earlier.report.goes_on)


def by_week(report: MonthReport, measure: Measure, weeks: int, *, later: bool) -> tuple[int | None, ...]:
    """Return the count of each column; None where the month had no such week, and for what has no week."""
    if measure is Measure.PLANNED:
        return (None,) * (weeks + later)
    counts: list[int | None] = list(report.counts[measure])
    last = counts.pop()
    counts += [None] * (weeks - len(counts))
    return (*counts, last) if later else tuple(counts)


def _figures(found: Closing) -> "Figures":
    from refdesk.documents.charts import Fill
    from refdesk.documents.report_page import Figures

    of_list = _("of {n} on the list").format(n=i18n.number(found.report.people))
    shown = tuple(_figure(found, measure, of_list if measure is Measure.CALLED else "") for measure in words.FIGURES)
    key = [(Fill.SOLID, _("{month}, by week").format(month=found.month.name))]
    if found.earlier:
        key.append((Fill.BEFORE, found.earlier.month.name))
    return Figures(shown, tuple(key), _("At a glance"))


def _figure(found: Closing, measure: Measure, about: str) -> "Figure":
    from refdesk.documents.charts import Columns
    from refdesk.documents.report_page import Figure

    before, total = found.before(measure), found.report.total(measure)
    said = [about] if about else []
    if before is not None and found.earlier is not None:
        facts = {"n": i18n.number(before), "year": found.earlier.month.first_on.year}
        said.append(_("{n} in {year}").format(**facts))
    columns = Columns(
        _bars(found, found.report, measure),
        _letters(found),
        _bars(found, found.earlier.report, measure) if found.earlier else (),
    )
    return Figure(i18n.number(total), words.figure(measure, total), tuple(said), columns)


def _charts(found: Closing, look: Look) -> "tuple[Panels, ...]":
    from refdesk.documents.report_page import Panels

    last = [_promises(found)]
    if look.with_ranks and found.report.ranks:
        last.append(_ranks(found, look))
    return (
        Panels((_funnel(found, look), _both_ways(found)), 30.0),
        Panels((_codes(found), _tries(found), _done(found)), 24.0),
        Panels(tuple(last), 30.0),
    )


def _funnel(found: Closing, look: Look) -> "Panel":
    from refdesk.documents.chart_rows import Funnel, Step
    from refdesk.documents.report_page import Panel

    report = found.report
    steps = (
        (_("On the list"), Measure.PLANNED),
        (_("Called"), Measure.CALLED),
        (_("Reached"), Measure.REACHED),
        (_("Said what helps"), Measure.ANSWERED),
        (_("Helped"), Measure.HELPED),
    )
    made = [
        Step(said, report.total(measure), _rate(report.total(measure), report.people, look.rates_from))
        for said, measure in steps
    ]
    return Panel(_("From the list to the help"), words.funnel(report), Funnel(tuple(made)))


def _both_ways(found: Closing) -> "Panel":
    from refdesk.documents.charts import Fill, Mirror
    from refdesk.documents.report_page import Panel

    received, given = _bars(found, found.report, Measure.RECEIVED), _bars(found, found.report, Measure.LEADS_GIVEN)
    chart = Mirror(received, given, _letters(found), ((Fill.SOLID, _("received")), (Fill.OPEN, _("given"))))
    return Panel(_("Received and given, by week"), words.both_ways(found.report), chart)


def _codes(found: Closing) -> "Panel":
    from refdesk.documents.charts import Bin, Fill, Histogram
    from refdesk.documents.report_page import Panel

    fills = {Code.TALKED: Fill.SOLID, Code.MESSAGE: Fill.SOLID, Code.NO_ANSWER: Fill.PALE, Code.CALL_BACK: Fill.PALE}
    bins = [Bin(_(words.CODE_WORDS[code]), found.report.codes[code], fills.get(code, Fill.OPEN)) for code in Code]
    return Panel(_("How the calls ended"), words.codes(found.report), Histogram(tuple(bins)))


def _tries(found: Closing) -> "Panel":
    from refdesk.documents.charts import Bin, Fill, Histogram
    from refdesk.documents.report_page import Panel

    report = found.report
    numbers = range(1, max(len(report.tries), 3) + 1)
    counts = [report.tries[number - 1] if number <= len(report.tries) else 0 for number in numbers]
    bins = [Bin(words.try_number(number), count) for number, count in zip(numbers, counts, strict=True)]
    bins.append(Bin(_("not reached"), report.people - report.total(Measure.REACHED), Fill.OPEN))
    return Panel(_("At which call you reached them"), words.tries(report), Histogram(tuple(bins)))


def _done(found: Closing) -> "Panel":
    from refdesk.documents.charts import Bin, Histogram
    from refdesk.documents.report_page import Panel

    shown = ((_("leads given"), Measure.LEADS_GIVEN), (_("promises kept"), Measure.KEPT), (_("gifts"), Measure.GIFTS))
    bins = [Bin(said, found.report.total(measure)) for said, measure in shown]
    return Panel(_("What you did for them"), words.done(found.report), Histogram(tuple(bins)))


def _promises(found: Closing) -> "Panel":
    from refdesk.documents.charts import Fill, Stacks
    from refdesk.documents.report_page import Panel

    kept = found.report.promises
    parts = [_in_columns(found, counts, later=any_later(kept)) for counts in (kept.in_time, kept.late, kept.open)]
    letters = tuple(str(number) for number in range(1, week_count(found) + 1))
    if any_later(kept):
        letters += (_("later"),)
    key = ((Fill.SOLID, _("on time")), (Fill.PALE, _("late")), (Fill.OPEN, _("open")))
    chart = Stacks(tuple(parts), letters, key)
    return Panel(_("Promises, by the week they fall due"), words.promises(found.report), chart)


def any_later(kept: rules.Promises) -> bool:
    """Say whether a promise falls due after the last week."""
    return bool(kept.in_time[-1] or kept.late[-1] or kept.open[-1])


def _ranks(found: Closing, look: Look) -> "Panel":
    from refdesk.documents.chart_rows import Boxes, People
    from refdesk.documents.charts import Fill
    from refdesk.documents.report_page import Panel

    groups = [
        People(_rank_words(group), group.reached, group.people, _of(group.reached, group.people, look.rates_from))
        for group in found.report.ranks
    ]
    chart = Boxes(tuple(groups), ((Fill.SOLID, _("reached")), (Fill.OPEN, _("not reached"))))
    return Panel(_("Who was reached"), words.ranks(found.report, look.rates_from), chart)


def _of(part: int, whole: int, rates_from: int) -> str:
    """Return "7 of 12", with its rate where there are enough to speak of one."""
    of = _("{n} of {count}").format(n=i18n.number(part), count=i18n.number(whole))
    rate = _rate(part, whole, rates_from)
    return _("{of}, {rate}").format(of=of, rate=rate) if rate else of


def _rank_words(group: Group) -> str:
    if group.rank is None:
        return _("not ranked yet")
    return _("D, not asking") if group.rank is Rank.D else group.rank.value


def _table(found: Closing) -> "Table":
    from refdesk.documents import report_table
    from refdesk.documents.report_table import Row, Table

    weeks, later = week_count(found), has_later(found)
    rows = []
    for measure in Measure:
        counts = by_week(found.report, measure, weeks, later=later)
        figures = [report_table.dashed(count) for count in counts] + [str(found.report.total(measure))]
        if found.earlier is not None:
            figures.append(str(found.earlier.report.total(measure)))
        rows.append(Row(_(rules.WORDS[measure]), tuple(figures)))
    return Table(_("In numbers"), _("What"), tuple(_heads(found, weeks, later=later)), tuple(rows))


def _heads(found: Closing, weeks: int, *, later: bool) -> "list[Head]":
    from refdesk.documents.report_table import Head

    named: list[tuple[str, str]] = [(str(number), "") for number in range(1, weeks + 1)]
    columns = weeks + later + 1 + (found.earlier is not None)
    if columns <= _TOGETHER_IN_TABLE + 2:
        days = [i18n.day_short(week.first) for week in found.report.weeks]
        named = [(head, day) for (head, _day), day in zip(named, [*days, *[""] * weeks], strict=False)]
    if later:
        named.append((_("later"), ""))
    named.append((_("in all"), ""))
    if found.earlier is not None:
        named.append((str(found.earlier.month.first_on.year), ""))
    begins, step = 0.40, 0.60 / len(named)
    if columns > _TOGETHER_IN_TABLE:
        begins, step = 0.34, 0.66 / len(named)
    total = weeks + later
    return [
        Head(head, begins + step * (place + 1), day, strong=place == total) for place, (head, day) in enumerate(named)
    ]


def _bars(found: Closing, report: MonthReport, measure: Measure) -> tuple[int, ...]:
    return _in_columns(found, report.counts[measure], later=has_later(found))


def _in_columns(found: Closing, counts: Sequence[int], *, later: bool) -> tuple[int, ...]:
    """Return a count for each week shown, and one for what came later."""
    weeks = week_count(found)
    padded = [*counts[:-1], *[0] * (weeks - len(counts) + 1)]
    return (*padded, counts[-1]) if later else tuple(padded)


def _letters(found: Closing) -> tuple[str, ...]:
    numbers = tuple(str(number) for number in range(1, week_count(found) + 1))
    return (*numbers, _("later")) if has_later(found) else numbers


def _rate(part: int, whole: int, rates_from: int) -> str:
    share = rates.percent(part, whole, rates_from)
    return "" if share is None else babel_numbers.format_percent(share / 100, locale=i18n.current())

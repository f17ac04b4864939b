"""The referral report as it is printed: what came of a time, put into figures, charts and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refdesk import i18n
from refdesk.domain import rates
from refdesk.domain.profile import Profile
from refdesk.domain.referral import PREPARED_WORDS
from refdesk.domain.referral_report import Measure, Prepared, Speed
from refdesk.i18n import _
from refdesk.services import referral_report_sources as sources
from refdesk.services import referral_report_words as words
from refdesk.services.referral_report import Found

if TYPE_CHECKING:
    from refdesk.documents.charts import Histogram, Key
    from refdesk.documents.referral_report_text import ReferralReportSheet
    from refdesk.documents.report_page import Figure, Figures, Panel, Panels
    from refdesk.documents.report_table import Head, Table

MOST_ROWS = 26
_FIGURES = (Measure.RECEIVED, Measure.WON, Measure.SAME_DAY, Measure.KEPT)
OF_RECEIVED = (
    Measure.RECEIVED, Measure.WON, Measure.LOST, Measure.OPEN, Measure.SAME_DAY, Measure.WORDS, Measure.CARDS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shows:
    """Say what the report shows; amounts of money only if that is wished."""

    received: bool = True
    given: bool = True
    sources: bool = True
    amounts: bool = False


def measures(shows: Shows) -> tuple[Measure, ...]:
    """Return what is counted step by step."""
    left_out = (() if shows.received else OF_RECEIVED) + (() if shows.given else (Measure.GIVEN,))
    return tuple(measure for measure in Measure if measure not in left_out)


def sheet(found: Found, profile: Profile, shows: Shows, *, printed: str) -> "ReferralReportSheet":
    """Return everything that the report says."""
    from refdesk.documents.referral_report_text import ReferralReportSheet
    from refdesk.documents.report_page import Frame
    from refdesk.documents.report_table import Notes
    from refdesk.documents.sheets import Paper

    rates_from = profile.working_time.rules.rates_from
    by_name = shows.sources and shows.received
    notes = words.notes(
        found.report, rates_from, region=_region(profile), shows_received=shows.received, shows_given=shows.given
    )
    return ReferralReportSheet(
        frame=Frame(
            overline=profile.business_name,
            title=_("Referral report"),
            period=words.span(found.period),
            line=words.line(found),
            foot=printed,
            goes_on=_("Who sent them") if by_name else _("In numbers"),
        ),
        figures=_figures(found, shows),
        charts=_charts(found, shows, profile),
        sources=sources.of(found, profile, with_amounts=shows.amounts, with_given=shows.given) if by_name else None,
        tables=_tables(found, shows),
        notes=Notes(_("How to read this"), notes),
        author=profile.owner,
        language=i18n.code(),
        paper=Paper(profile.paper.value),
    )


def _region(profile: Profile) -> str:
    working = profile.working_time
    if not working.keeps_holidays or not working.country:
        return ""
    return _(", public holidays left out")


def _figures(found: Found, shows: Shows) -> "Figures":
    from refdesk.documents.charts import Fill
    from refdesk.documents.report_page import Figures

    now, before = words.key(found)
    shown = _FIGURES if shows.received else (Measure.GIVEN, Measure.KEPT) if shows.given else (Measure.KEPT,)
    figures = tuple(_figure(found, measure) for measure in shown)
    return Figures(figures, ((Fill.SOLID, now), (Fill.BEFORE, before)), _("At a glance"))


def _figure(found: Found, measure: Measure) -> "Figure":
    from refdesk.documents.charts import Columns
    from refdesk.documents.report_page import Figure

    report = found.report
    about = {
        Measure.SAME_DAY: _("of {n} received").format(n=i18n.number(report.total(Measure.RECEIVED))),
        Measure.KEPT: _("on time, of {n} due").format(n=i18n.number(report.total(Measure.PROMISES))),
        Measure.GIVEN: _("to {n} people").format(n=i18n.number(report.recipients)),
    }
    said = tuple(each for each in (about.get(measure, ""), words.beside(found, measure)) if each)
    total = report.total(measure)
    columns = Columns(report.counts[measure], _letters(found), found.before.counts[measure])
    return Figure(i18n.number(total), words.figure(measure, total), said, columns)


def _charts(found: Found, shows: Shows, profile: Profile) -> "tuple[Panels, ...]":
    from refdesk.documents.report_page import Panels

    rates_from, rows = profile.working_time.rules.rates_from, list[Panels]()
    if shows.received:
        ways = (_funnel(found, rates_from), _both_ways(found)) if shows.given else (_funnel(found, rates_from),)
        speeds = (_first_contact(found), _word(found), _card(found, profile.working_time.rules.card_days))
        rows = [Panels(ways, 30.0), Panels(speeds, 24.0)]
        rows.append(Panels((_promises(found), _prepared(found, rates_from)), 30.0))
    else:
        rows = [Panels((_given(found), _promises(found)) if shows.given else (_promises(found),), 30.0)]
    return tuple(rows)


def _funnel(found: Found, rates_from: int) -> "Panel":
    from refdesk.documents.chart_rows import Funnel, Step
    from refdesk.documents.report_page import Panel

    report = found.report
    names = (_("Received"), *found.stages, _("Won"))
    whole, last = report.total(Measure.RECEIVED), len(names) - 1
    steps = [
        # The share of the won is of those decided: it stands in the sentence, with its count.
        Step(name, count, "" if place == last else _rate(count, whole, rates_from))
        for place, (name, count) in enumerate(zip(names, report.reached, strict=True))
    ]
    return Panel(_("From the opened door to the job"), words.funnel(report, rates_from), Funnel(tuple(steps)))


def _both_ways(found: Found) -> "Panel":
    from refdesk.documents.charts import Fill, Mirror
    from refdesk.documents.report_page import Panel

    counts = found.report.counts
    both: Key = ((Fill.SOLID, _("received")), (Fill.OPEN, _("given")))
    chart = Mirror(counts[Measure.RECEIVED], counts[Measure.GIVEN], _letters(found), both)
    return Panel(_("Received and given"), words.both_ways(found.report), chart)


def _given(found: Found) -> "Panel":
    from refdesk.documents.charts import Fill, Stacks
    from refdesk.documents.report_page import Panel

    chart = Stacks((found.report.counts[Measure.GIVEN],), _letters(found), ((Fill.SOLID, _("given")),))
    return Panel(_("Given"), words.given(found.report), chart)


def _first_contact(found: Found) -> "Panel":
    from refdesk.documents.report_page import Panel

    chart = _histogram(found.report.first_contact, soon_words())
    return Panel(_("Speed to first contact"), words.first_contact(found.report), chart)


def _word(found: Found) -> "Panel":
    from refdesk.documents.report_page import Panel

    return Panel(_("Speed to a word of thanks"), words.word(found.report), _histogram(found.report.word, soon_words()))


def _card(found: Found, days: int) -> "Panel":
    from refdesk.documents.report_page import Panel

    return Panel(
        _("Speed to the card"), words.card(found.report, days), _histogram(found.report.card, card_words(days))
    )  # fmt: skip


def soon_words() -> tuple[str, ...]:
    """Return what stands below the bars of a call or a word of thanks."""
    return _("same day"), _("next day"), _("2–3 days"), _("later"), _("not yet")


def card_words(days: int) -> tuple[str, ...]:
    """Return what stands below the bars of a card that has so many working days."""
    in_time = _("same day") if not days else _("1 day") if days == 1 else _("{n} days").format(n=days)
    between = _("days {first}–{last}").format(first=days + 2, last=days + 5)
    return in_time, _("day {n}").format(n=days + 1), between, _("later"), _("not yet")


def prepared_words(mark: int | None) -> str:
    """Return "5, wants us and knows why"."""
    return _("not known yet") if mark is None else f"{mark}, {_(PREPARED_WORDS[mark])}"


def _histogram(speed: Speed, named: Sequence[str]) -> "Histogram":
    from refdesk.documents.charts import Bin, Fill, Histogram

    fills = (Fill.SOLID, Fill.SOLID, Fill.PALE, Fill.PALE, Fill.OPEN)
    return Histogram(tuple(map(Bin, named, speed.counts, fills)))


def _promises(found: Found) -> "Panel":
    from refdesk.documents.charts import Fill, Stacks
    from refdesk.documents.report_page import Panel

    kept = found.report.promises
    parts: Key = ((Fill.SOLID, _("on time")), (Fill.PALE, _("late")), (Fill.OPEN, _("open")))
    chart = Stacks((kept.in_time, kept.late, kept.open), _letters(found), parts)
    return Panel(_("Promises, by the day they fell due"), words.promises(found.report), chart)


def _prepared(found: Found, rates_from: int) -> "Panel":
    from refdesk.documents.chart_rows import Boxes, People
    from refdesk.documents.charts import Fill
    from refdesk.documents.report_page import Panel

    def group(each: Prepared) -> People:
        return People(prepared_words(each.mark), each.won, each.people, words.of_group(each, rates_from))

    parts: Key = ((Fill.SOLID, _("became a client")), (Fill.OPEN, _("not, or still open")))
    chart = Boxes(tuple(group(each) for each in found.report.prepared if each.people), parts)
    return Panel(_("How well they were prepared"), words.prepared(found.report, rates_from), chart)


def _tables(found: Found, shows: Shows) -> "tuple[Table, ...]":
    """Return every number of the charts step by step, in parts that stand on a page each."""
    from refdesk.documents import report_table
    from refdesk.documents.report_table import Row, Table

    shown, report = measures(shows), found.report
    named = step_words(found)
    rows = [
        Row(name, tuple(report_table.dashed(report.counts[measure][place]) for measure in shown))
        for place, name in enumerate(named)
    ]
    now, before = words.key(found)
    rows.append(Row(_("In all"), tuple(i18n.number(report.total(measure)) for measure in shown), strong=True))
    rows.append(Row(before, tuple(i18n.number(found.before.total(measure)) for measure in shown)))
    heads = tuple(_heads(shown))
    parts = [rows[start : start + MOST_ROWS] for start in range(0, len(rows), MOST_ROWS)]
    return tuple(Table(_("In numbers"), now, heads, tuple(part)) for part in parts)


def _heads(shown: Sequence[Measure]) -> "list[Head]":
    from refdesk.documents.report_table import Head

    begins, step = 0.16, 0.84 / max(len(shown), 1)
    return [
        Head(_(head), begins + step * (place + 1), _(below) if below else "", strong=measure is Measure.RECEIVED)
        for place, measure in enumerate(shown)
        for head, below in (words.SHORT_WORDS[measure],)
    ]


def step_words(found: Found) -> tuple[str, ...]:
    """Return what each step of the time is called."""
    steps = found.report.steps
    with_year = found.period.first.year != found.period.last.year
    return tuple(words.step(steps.unit, first, with_year=with_year) for first in steps.firsts)


def _letters(found: Found) -> tuple[str, ...]:
    steps = found.report.steps
    return tuple(words.letter(steps.unit, first) for first in steps.firsts)


def _rate(part: int, whole: int, rates_from: int) -> str:
    share = rates.percent(part, whole, rates_from)
    return "" if share is None else words.percent(share)

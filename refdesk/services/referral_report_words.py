"""What each figure and chart of the referral report says of itself, in one sentence."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from babel import numbers as babel_numbers

from refdesk import i18n
from refdesk.domain import rates
from refdesk.domain.referral_report import Measure, Prepared, ReferralReport
from refdesk.domain.report_period import Period
from refdesk.domain.report_steps import Unit
from refdesk.i18n import N_, _, ngettext
from refdesk.services.referral_report import Found

NARROW_SPACE = "\u00a0"
MEASURE_WORDS: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.RECEIVED: N_("Referrals received"),
        Measure.WON: N_("Became clients"),
        Measure.LOST: N_("Lost"),
        Measure.OPEN: N_("Open"),
        Measure.SAME_DAY: N_("Called the same day"),
        Measure.GIVEN: N_("Referrals given"),
        Measure.WORDS: N_("Thanked the same day"),
        Measure.CARDS: N_("Cards in time"),
        Measure.PROMISES: N_("Promises due"),
        Measure.KEPT: N_("Promises kept on time"),
    }
)
SHORT_WORDS: Mapping[Measure, tuple[str, str]] = MappingProxyType(
    {
        Measure.RECEIVED: (N_("received"), ""),
        Measure.WON: (N_("clients"), ""),
        Measure.LOST: (N_("lost"), ""),
        Measure.OPEN: (N_("open"), ""),
        Measure.SAME_DAY: (N_("called"), N_("same day")),
        Measure.GIVEN: (N_("given"), ""),
        Measure.WORDS: (N_("thanked"), N_("same day")),
        Measure.CARDS: (N_("cards"), N_("in time")),
        Measure.PROMISES: (N_("promises"), N_("due")),
        Measure.KEPT: (N_("kept"), N_("on time")),
    }
)
"""What stands over a narrow column, in two lines."""


def span(period: Period) -> str:
    """Return "2025", "November 2026" or "January 1 – November 15, 2026"."""
    first, last = period.first, period.last
    if (first.month, first.day, last.month, last.day, first.year) == (1, 1, 12, 31, last.year):
        return str(first.year)
    if period.is_whole_months and (first.year, first.month) == (last.year, last.month):
        return i18n.month_year(first)
    return i18n.span_full(first, last)


def line(found: Found) -> str:
    """Say beside which time it is shown, and for which day a referral counts."""
    counted = _("Referrals are counted by the day they came.")
    year = year_before(found)
    if year and span(found.earlier) == year:
        beside = _("Beside {year}.").format(year=year)
    elif year and found.earlier.first.year + 1 == found.period.first.year:
        beside = _("Beside the same days of {year}.").format(year=year)
    else:
        beside = _("Beside the time before, {span}.").format(span=span(found.earlier))
    return f"{beside} {counted}"


def year_before(found: Found) -> str:
    """Return the year of the time before, "" where it is not one year apart from this time."""
    years = {day.year for day in (found.earlier.first, found.earlier.last)}
    return str(found.earlier.first.year) if len(years) == 1 and found.period.first.year not in years else ""


def key(found: Found) -> tuple[str, str]:
    """Return what the bars of this time and the lines of the time before are called."""
    now = {found.period.first.year, found.period.last.year}
    named = str(found.period.first.year) if len(now) == 1 and year_before(found) else _("this time")
    forms = {Unit.WEEK: _("{time}, by week"), Unit.MONTH: "{time}", Unit.QUARTER: _("{time}, by quarter"),
             Unit.YEAR: _("{time}, by year")}  # fmt: skip
    return forms[found.report.steps.unit].format(time=named), year_before(found) or _("the time before")


def beside(found: Found, measure: Measure) -> str:
    """Return "38 in 2025"."""
    count, year = i18n.number(found.before.total(measure)), year_before(found)
    return _("{n} in {year}").format(n=count, year=year) if year else _("{n} the time before").format(n=count)


def step(unit: Unit, first: date, *, with_year: bool) -> str:
    """Return what a step is called in a table: "Jan 5", "Nov", "Nov ’25", "Q4 2025", "2025"."""
    if unit is Unit.YEAR:
        return str(first.year)
    if unit is Unit.QUARTER:
        return i18n.quarter(first)
    named = i18n.day_short(first) if unit is Unit.WEEK else i18n.month_short(first)
    return f"{named} ’{first.year % 100:02d}" if with_year else named


def letter(unit: Unit, first: date) -> str:
    """Return what stands below a bar: the letter of a month, the first day of a week, the year."""
    if unit is Unit.WEEK:
        return str(first.day)
    if unit is Unit.MONTH:
        return i18n.month_letter(first)
    return f"’{first.year % 100:02d}" if unit is Unit.YEAR or first.month <= 3 else ""


def people(count: int) -> str:
    """Return "1 person", "47 people"."""
    return ngettext("{n} person", "{n} people", count).format(n=i18n.number(count))


def figure(measure: Measure, count: int) -> str:
    """Return what a large number counts."""
    named = {
        Measure.RECEIVED: ngettext("referral received", "referrals received", count),
        Measure.WON: ngettext("became a client", "became clients", count),
        Measure.SAME_DAY: _("called same day"),
        Measure.GIVEN: ngettext("referral given", "referrals given", count),
        Measure.KEPT: ngettext("promise kept", "promises kept", count),
    }
    return named[measure]


def funnel(report: ReferralReport, rates_from: int) -> str:
    """Say what became of the people who were sent, and the share of the decided where there are enough."""
    whole = report.total(Measure.RECEIVED)
    if not whole:
        return _("Nobody was sent to you in this time.")
    said = _("Of {people} sent to you: {won} won, {lost} lost, {open} open.").format(
        people=people(whole), won=i18n.number(report.total(Measure.WON)),
        lost=i18n.number(report.total(Measure.LOST)), open=i18n.number(report.total(Measure.OPEN)),
    )  # fmt: skip
    rate = rates.percent(report.total(Measure.WON), report.decided, rates_from)
    if rate is None:
        return said
    share = _("Of the {n} decided, {rate} became clients.")
    return f"{said} {share.format(n=i18n.number(report.decided), rate=percent(rate))}"


def both_ways(report: ReferralReport) -> str:
    """Say how many were received and given."""
    received, given = report.total(Measure.RECEIVED), report.total(Measure.GIVEN)
    if not given:
        return _("You received {n} and gave none.").format(n=i18n.number(received))
    to = ngettext("to {n} person", "to {n} different people", report.recipients).format(
        n=i18n.number(report.recipients)
    )
    return _("You received {n} and gave {m}, {to}.").format(n=i18n.number(received), m=i18n.number(given), to=to)


def given(report: ReferralReport) -> str:
    """Say to how many people referrals were given."""
    count = report.total(Measure.GIVEN)
    if not count:
        return _("You gave nobody in this time.")
    to = ngettext("to {n} person", "to {n} different people", report.recipients).format(
        n=i18n.number(report.recipients)
    )
    return _("You gave {n}, {to}.").format(n=i18n.number(count), to=to)


def first_contact(report: ReferralReport) -> str:
    """Say how soon the people who were sent were called."""
    speed = report.first_contact
    if not speed.whole:
        return _("Nobody was sent to you in this time.")
    if report.half_within is not None:
        said = _("Half were called within {time}.").format(time=hours(report.half_within))
    else:
        words = ngettext(
            "{n} of {all} was called the same day.", "{n} of {all} were called the same day.", speed.at_once
        )
        said = words.format(n=i18n.number(speed.at_once), all=i18n.number(speed.whole))
    return f"{said} {_waiting(speed.waiting)}".strip()


def word(report: ReferralReport) -> str:
    """Say how soon people were thanked by a word."""
    speed = report.word
    if not speed.whole:
        return _("No thanks were owed for this time.")
    words = ngettext("{n} of {all} was thanked the same day.", "{n} of {all} were thanked the same day.", speed.at_once)
    return words.format(n=i18n.number(speed.at_once), all=i18n.number(speed.whole))


def card(report: ReferralReport, days: int) -> str:
    """Say how soon the cards left, and how many are owed."""
    speed = report.card
    if not speed.whole:
        return _("No cards were owed for this time.")
    words = ngettext(
        "{n} of {all} cards left within {days} working day.",
        "{n} of {all} cards left within {days} working days.",
        days,
    )
    said = words.format(n=i18n.number(speed.at_once), all=i18n.number(speed.whole), days=i18n.number(days))
    if not speed.waiting:
        return said
    owed = ngettext("{n} is owed.", "{n} are owed.", speed.waiting).format(n=i18n.number(speed.waiting))
    return f"{said} {owed}"


def promises(report: ReferralReport) -> str:
    """Say how the promises of the time were kept."""
    due, still = report.total(Measure.PROMISES), sum(report.promises.open)
    parts = []
    if due:
        parts.append(
            _("{n} of {due} kept on time, {late} late.").format(
                n=i18n.number(report.total(Measure.KEPT)),
                due=i18n.number(due),
                late=i18n.number(sum(report.promises.late)),
            )
        )
    if still:
        parts.append(ngettext("{n} is open.", "{n} are open.", still).format(n=i18n.number(still)))
    if gone := report.promises.dropped:
        parts.append(ngettext("{n} was dropped.", "{n} were dropped.", gone).format(n=i18n.number(gone)))
    return " ".join(parts) or _("No promise fell due in this time.")


def prepared(report: ReferralReport, rates_from: int) -> str:
    """Say from how many on a group has a rate."""
    if all(group.won + group.lost < rates_from for group in report.prepared):
        return _("Counts only, until a group has {n} decided.").format(n=i18n.number(rates_from))
    return _("With rates of the decided, from {n} of them on.").format(n=i18n.number(rates_from))


def of_group(group: Prepared, rates_from: int) -> str:
    """Return "7 of 12", with the rate of the decided where there are enough."""
    said = _("{n} of {count}").format(n=i18n.number(group.won), count=i18n.number(group.people))
    rate = rates.percent(group.won, group.won + group.lost, rates_from)
    return said if rate is None else _("{of}, {rate}").format(of=said, rate=percent(rate))


def top(report: ReferralReport, rates_from: int, *, best: int) -> str:
    """Say what the names in bold mean, and why there are no rates."""
    whole = sum(bool(source.givers) for source in report.sources)
    if not whole:
        return _("Nobody is known who sent somebody in this time.")
    words = ngettext(
        "The name in bold sent most: of {n} sources, by referrals weighted by preparedness.",
        "The {best} names in bold sent most: of {n} sources, by referrals weighted by preparedness.", best,
    )  # fmt: skip
    said = words.format(best=i18n.number(best), n=i18n.number(whole))
    if any(source.won + source.lost >= rates_from for source in report.sources):
        return said
    few = _("No single source has {n} decided, so these are counts and no rates.").format(n=i18n.number(rates_from))
    return f"{said} {few}"


def notes(report: ReferralReport, rates_from: int, *, region: str, shows_received: bool, shows_given: bool
          ) -> tuple[str, ...]:  # fmt: skip
    """Return how the report is to be read."""
    said = []
    if shows_received:
        said += [
            _("What became of a referral is told as it stands now, and counted for the day the referral came. The way "
              "shows how far each came, even if it went back since."),
            _("“Prepared” is the mark you gave when the referral came, 1 (only a name) to 5 (wants you and knows why). "
              "It says how the door was opened, and nothing about the person."),
            _("“Same day” means the working day for which a referral counts by your calendar{region}: what comes late "
              "in the day or on a free day counts for the next one. Hours are working hours.").format(region=region),
        ]  # fmt: skip
        if report.decided < rates_from:
            said.append(
                _("Rates are of decided referrals, won or lost, and shown from {n} of them on: of a few, one more or "
                  "less would move them by much.").format(n=i18n.number(rates_from))
            )  # fmt: skip
    if shows_given:
        said.append(_("What you gave is shown as information. Nobody owes anybody."))
    said.append(_("Promises count for the day they fell due; those dropped before it do not count."))
    return tuple(said)


def hours(time: timedelta) -> str:
    """Return "2 h 40 min"."""
    minutes = round(time / timedelta(minutes=1))
    if minutes < 60:
        return _("{m} min").format(m=minutes).replace(" ", NARROW_SPACE)
    if minutes % 60 == 0:
        return _("{h} h").format(h=minutes // 60).replace(" ", NARROW_SPACE)
    return _("{h} h {m} min").format(h=minutes // 60, m=minutes % 60).replace(" ", NARROW_SPACE)


def percent(share: int) -> str:
    """Return "47%" as the language writes it."""
    return babel_numbers.format_percent(share / 100, locale=i18n.current())


def _waiting(count: int) -> str:
    if not count:
        return ""
    return ngettext("{n} still waits.", "{n} still wait.", count).format(n=i18n.number(count))

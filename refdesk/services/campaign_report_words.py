"""What each figure and chart of a closing report says of itself, in one sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from refdesk import i18n
from refdesk.domain import campaign_report as rules
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import CampaignState
from refdesk.domain.campaign_report import Measure, MonthReport
from refdesk.i18n import N_, _, ngettext
from refdesk.services.campaign_report import Closing

CODE_WORDS: Mapping[Code, str] = MappingProxyType(
    {
        Code.TALKED: N_("talked"),
        Code.MESSAGE: N_("message"),
        Code.NO_ANSWER: N_("no answer"),
        Code.CALL_BACK: N_("call back"),
        Code.WRONG_NUMBER: N_("wrong no."),
        Code.DO_NOT_CALL: N_("don’t call"),
    }
)
"""The codes as they stand below their bars."""


FIGURES = (Measure.CALLED, Measure.REACHED, Measure.HELPED, Measure.RECEIVED)
"""The measures that stand large at the head."""


def figure(measure: Measure, count: int) -> str:
    """Return what a large number counts."""
    named = {
        Measure.CALLED: ngettext("person called", "people called", count),
        Measure.REACHED: ngettext("person reached", "people reached", count),
        Measure.HELPED: ngettext("person helped", "people helped", count),
        Measure.RECEIVED: ngettext("referral received", "referrals received", count),
    }
    return named[measure]


def people(count: int) -> str:
    """Return "1 person", "12 people"."""
    return ngettext("{n} person", "{n} people", count).format(n=i18n.number(count))


def standing(found: Closing, today_words: str) -> str:
    """Return how far the month is, and beside which one it is shown."""
    if found.month.state is CampaignState.CLOSED and found.closed_on is not None:
        first = _("Closed on {day}.").format(day=i18n.day_month(found.closed_on))
    else:
        first = _("Still open: this is how it stands on {day}.").format(day=today_words)
    if found.earlier is None:
        return _("{state} There was no referral month a year before to set beside it.").format(state=first)
    return _("{state} Beside it stands {month}.").format(state=first, month=found.earlier.month.name)


def funnel(report: MonthReport) -> str:
    """Say how many of the people were called and reached, and told what would help."""
    facts = {
        "people": people(report.total(Measure.PLANNED)),
        "called": i18n.number(report.total(Measure.CALLED)),
        "reached": i18n.number(report.total(Measure.REACHED)),
        "answered": i18n.number(report.total(Measure.ANSWERED)),
    }
    words = _("Of {people} on the list you called {called} and reached {reached}; {answered} told you what would help.")
    return words.format(**facts)


def both_ways(report: MonthReport) -> str:
    """Say how many referrals the calls brought, and how many leads were given."""
    received, given = report.total(Measure.RECEIVED), report.total(Measure.LEADS_GIVEN)
    if not received and not given:
        return _("No lead went either way so far.")
    came = ngettext("{n} referral came of the calls", "{n} referrals came of the calls", received)
    went = ngettext("you gave {n} lead", "you gave {n} leads", given)
    return _("{came}; {went}.").format(
        came=came.format(n=i18n.number(received)), went=went.format(n=i18n.number(given))
    )


def codes(report: MonthReport) -> str:
    """Say how many calls there were and how they mostly ended."""
    count = report.total(Measure.CALLS)
    if not count:
        return _("No call is entered yet.")
    calls = ngettext("{n} call", "{n} calls", count).format(n=i18n.number(count))
    talks = report.codes[Code.TALKED]
    words = ngettext("{calls}, {n} of them a talk.", "{calls}, {n} of them talks.", talks)
    return words.format(calls=calls, n=i18n.number(talks))


def tries(report: MonthReport) -> str:
    """Say how many were reached at once."""
    reached = report.total(Measure.REACHED)
    if not reached:
        return _("Nobody is reached yet.")
    words = ngettext(
        "{first} of {n} person was reached at the first call.",
        "{first} of {n} people were reached at the first call.",
        reached,
    )
    return words.format(first=i18n.number(report.tries[0]), n=i18n.number(reached))


def try_number(number: int) -> str:
    """Return "1st call" and so on."""
    named = {1: _("1st call"), 2: _("2nd call"), 3: _("3rd call")}
    return named.get(number, _("call {n}").format(n=number))


def done(report: MonthReport) -> str:
    """Say how many people something was done for."""
    helped = report.total(Measure.HELPED)
    if not helped:
        return _("Nothing is done for anybody so far.")
    words = ngettext("Something was done for {n} person.", "Something was done for {n} people.", helped)
    return words.format(n=i18n.number(helped))


def promises(report: MonthReport) -> str:
    """Say how the promises of the month were kept."""
    made = report.total(Measure.PROMISED)
    if not made:
        return _("Nothing was promised in the calls.")
    words = ngettext(
        "{kept} of {n} promise kept, {in_time} on time.", "{kept} of {n} promises kept, {in_time} on time.", made
    )
    said = words.format(
        kept=i18n.number(report.total(Measure.KEPT)), n=i18n.number(made),
        in_time=i18n.number(report.total(Measure.IN_TIME)),
    )  # fmt: skip
    if not report.dropped:
        return said
    dropped = ngettext("{n} was dropped.", "{n} were dropped.", report.dropped).format(n=i18n.number(report.dropped))
    return f"{said} {dropped}"


def ranks(report: MonthReport, rates_from: int) -> str:
    """Say from how many people on a group has a rate."""
    if all(group.people < rates_from for group in report.ranks):
        return _("By rank. Counts only, until a group has {n}.").format(n=rates_from)
    return _("By rank, with rates from {n} people on.").format(n=rates_from)


def not_reached(found: Closing) -> str:
    """Say how many were not reached, and how many of them are still to be called."""
    if not found.report.people:
        return _("Nobody is on the list.")
    if not found.not_reached_count:
        return _("Everybody on the list was reached.")
    said = _("{people} of {all} not talked to").format(
        people=people(found.not_reached_count), all=i18n.number(found.report.people)
    )
    if found.to_call and found.month.state is not CampaignState.CLOSED:
        waiting = ngettext("{n} is still to be called", "{n} are still to be called", found.to_call)
        return _("{first}; {then}.").format(first=said, then=waiting.format(n=i18n.number(found.to_call)))
    return f"{said}."


def notes(report: MonthReport, rates_from: int, *, goes_on: bool) -> tuple[str, ...]:
    """Return how the report is to be read."""
    said = [
        _("Everybody is called, reached and helped once, in the week in which it first happened. A message left is a "
          "call, and not a talk."),
        _("“Helped” counts the people to whom you gave a lead or a gift, or for whom you kept a promise that you made "
          "in the call."),
        _("Leads and referrals stand in the week of the call that they came of. Gifts count from the person’s call "
          "until {n} days after the month.").format(n=rules.GIFTS_FOR_DAYS),
    ]  # fmt: skip
    if goes_on:
        said.append(_("“Later” is what came after the last week, such as a promise that was kept since."))
    if report.people < rates_from:
        said.append(
            _("Rates are shown from {n} people on, so this page shows counts.").format(n=i18n.number(rates_from))
        )
    return tuple(said)

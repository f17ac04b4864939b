"""Who sent the referrals of a time, as rows of a table: those who sent one together, the sums below."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from babel import numbers as babel_numbers

from refdesk import i18n
from refdesk.domain import money, rates
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.profile import Profile
from refdesk.domain.referral_report import Measure, Source
from refdesk.i18n import _
from refdesk.services import referral_report_words as words
from refdesk.services.referral_report import Found

if TYPE_CHECKING:
    from refdesk.documents.referral_report_text import Sources
    from refdesk.documents.report_league import SourceRow

FOLDED_FROM = 3
"""So many sources of one referral each stand in one row; fewer are named."""
MOST_NAMED = 120
"""What comes after these is summed up in one row: nobody reads on, and the table as a file names them all."""


def of(found: Found, profile: Profile, *, with_amounts: bool, with_given: bool) -> "Sources":
    """Return the table of sources."""
    from refdesk.documents.referral_report_text import Sources
    from refdesk.documents.report_league import Heads

    heads = Heads(
        _("Source"), _("received"), _("prepared, 1 to 5"), _("won"), _("lost"), _("open"),
        _("brought") if with_amounts else "", _("you gave") if with_given else "", _("last referral"),
    )  # fmt: skip
    rates_from = profile.working_time.rules.rates_from
    rows = tuple(_rows(found, profile))
    return Sources(heads, rows, words.top(found.report, rates_from, best=sum(row.strong for row in rows)))


def name(source: Source, names: Mapping[ContactId, PersonName]) -> str:
    """Return the name of a source; several people who sent somebody together are named together."""
    if not source.givers:
        return _("Not known who")
    return i18n.listing([_one(names.get(giver)) for giver in source.givers])


def _one(person: PersonName | None) -> str:
    return (person.usual if person else "") or _("Not known who")


def _rows(found: Found, profile: Profile) -> "list[SourceRow]":
    report = found.report
    named, folded = _folded([source for source in report.sources if source.givers])
    rows = [_row(source, found, profile) for source in named]
    if folded:
        each_one = all(source.received == 1 for source in folded)
        head = _("{n} others, one each") if each_one else _("{n} others")
        rows.append(_figures(_sum(folded), head.format(n=i18n.number(len(folded))), "", profile))
    rows += [_row(source, found, profile) for source in report.sources if not source.givers]
    if report.given_elsewhere:
        gave = Source((), given=report.given_elsewhere)
        rows.append(_figures(gave, _("Others, who sent nobody"), "", profile))
    whole = _sum(report.sources, report.total(Measure.GIVEN))
    return [*rows, _figures(whole, _("All sources"), "", profile, is_sum=True)]


def _folded(sources: Sequence[Source]) -> tuple[list[Source], list[Source]]:
    """Return who is named, and who stands together in one row."""
    ones = [source for source in sources if source.received == 1 and not source.is_top]
    alone = {source.givers for source in ones} if len(ones) >= FOLDED_FROM else set()
    named = [source for source in sources if source.givers not in alone][:MOST_NAMED]
    shown = {source.givers for source in named}
    return named, [source for source in sources if source.givers not in shown]


def _row(source: Source, found: Found, profile: Profile) -> "SourceRow":
    person = found.names.get(source.givers[0]) if len(source.givers) == 1 else None
    about = [person.organisation] if person and person.has_person and person.organisation else []
    decided = source.won + source.lost
    rate = rates.percent(source.won, decided, profile.working_time.rules.rates_from)
    if rate is not None:
        about.append(_("{rate} of {n} decided").format(rate=words.percent(rate), n=i18n.number(decided)))
    last = source.last_on
    day = i18n.day_near(last, found.period.last) if last else ""
    return _figures(source, name(source, found.names), ", ".join(about), profile, last=day)


def _figures(
    source: Source, named: str, about: str, profile: Profile, *, last: str = "", is_sum: bool = False
) -> "SourceRow":
    from refdesk.documents.report_league import SourceRow

    mean = source.mean
    return SourceRow(
        name=named,
        about=about,
        received=_count(source.received),
        mean=mean,
        mean_words=mean_words(mean),
        won=_count(source.won),
        lost=_count(source.lost),
        open=_count(source.open),
        brought=amount(source.value_minor, profile.currency),
        gave=_count(source.given),
        last=last,
        strong=source.is_top,
        is_sum=is_sum,
    )


def mean_words(mean: float | None) -> str:
    """Return a mean mark as it is printed, "4.4"."""
    if mean is None:
        return ""
    return babel_numbers.format_decimal(Decimal(f"{mean:.1f}"), format="0.0", locale=i18n.current())


def _sum(sources: Sequence[Source], given: int | None = None) -> Source:
    return Source(
        (),
        received=sum(each.received for each in sources),
        won=sum(each.won for each in sources),
        lost=sum(each.lost for each in sources),
        prepared_sum=sum(each.prepared_sum for each in sources),
        prepared_count=sum(each.prepared_count for each in sources),
        given=sum(each.given for each in sources) if given is None else given,
        value_minor=sum(each.value_minor for each in sources),
    )


def _count(count: int) -> str:
    return i18n.number(count) if count else "–"


def amount(minor: int, currency: str) -> str:
    """Return an amount as it stands in a column: whole units are enough for a sum of many."""
    if not minor:
        return "–"
    exact = money.from_minor(minor, currency)
    form = "#,##0" if exact == exact.to_integral_value() else "#,##0." + "0" * money.exponent(currency)
    return babel_numbers.format_decimal(exact, format=form, locale=i18n.current())

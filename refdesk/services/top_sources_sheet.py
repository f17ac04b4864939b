"""The top sources in words, as they are printed."""

from datetime import date

from refdesk import i18n
from refdesk.documents.report_league import Heads, SourceRow
from refdesk.documents.report_page import Frame
from refdesk.documents.report_table import Notes, dashed
from refdesk.documents.sheets import Paper
from refdesk.documents.top_sources import TopSourcesSheet
from refdesk.domain import rates
from refdesk.domain.profile import Profile
from refdesk.domain.top_sources import Counts, TopSource
from refdesk.i18n import _, ngettext
from refdesk.services import referral_report_sources
from refdesk.services.top_sources import Found


def sheet(found: Found, profile: Profile, today: date, *, with_money: bool) -> TopSourcesSheet:
    """Return what the pages say."""
    rows = [_row(found, each, profile, today) for each in found.sources.top]
    return TopSourcesSheet(
        frame=Frame(
            overline=profile.business_name or profile.owner,
            title=_("Top sources"),
            period=i18n.span_full(found.period.first, found.period.last),
            line=_line(found, profile),
            foot=_("Printed {day} from RefDesk").format(day=i18n.day_full(today)),
            goes_on=_("Who sent most"),
        ),
        heads=_heads(with_money=with_money),
        rows=(*rows, _sum_row(found, profile)),
        said=_said(found, profile.working_time.rules.rates_from),
        notes=Notes(_("How to read this"), _notes(found)),
        paper=Paper(profile.paper.value),
        author=profile.owner,
        language=i18n.code(),
    )


def _heads(*, with_money: bool) -> Heads:
    return Heads(
        source=_("Source"), received=_("received"), prepared=_("prepared, 1 to 5"), won=_("won"), lost=_("lost"),
        open=_("open"), brought=_("brought") if with_money else "", gave=_("we gave"), last=_("last referral"),
    )  # fmt: skip


def _row(found: Found, each: TopSource, profile: Profile, today: date) -> SourceRow:
    name, counts = found.names[each.contact_id], each.counts
    before = _("{n} the time before").format(n=i18n.number(each.before)) if each.before else _("none the time before")
    about = " · ".join(filter(None, (name.organisation if name.has_person else "", before)))
    return _figures(
        name.usual, about, counts, given=each.given, profile=profile,
        last=i18n.day_due(counts.last_on, today) if counts.last_on else "",
    )  # fmt: skip


def _sum_row(found: Found, profile: Profile) -> SourceRow:
    sources = found.sources
    about = _("{n} the time before").format(n=i18n.number(sources.before))
    return _figures(_("Together"), about, sources.together, given=sources.given, profile=profile, is_sum=True)


def _figures(
    name: str, about: str, counts: Counts, *, given: int, profile: Profile, last: str = "", is_sum: bool = False
) -> SourceRow:
    return SourceRow(
        name=name, about=about, received=i18n.number(counts.received), mean=counts.mean,
        mean_words=referral_report_sources.mean_words(counts.mean), won=dashed(counts.won), lost=dashed(counts.lost),
        open=dashed(counts.open),
        brought=referral_report_sources.amount(counts.value_minor, profile.currency),
        gave=dashed(given), last=last, strong=True, is_sum=is_sum,
    )  # fmt: skip


def _line(found: Found, profile: Profile) -> str:
    percent = profile.working_time.rules.top_percent
    words = ngettext(
        "The top {percent}% of one source, by referrals weighted by preparedness.",
        "The top {percent}% of {n} sources, by referrals weighted by preparedness.",
        found.sources.sources,
    )
    return words.format(percent=percent, n=i18n.number(found.sources.sources))


def _said(found: Found, rates_from: int) -> str:
    """Return how much of everything came from them; the share only where there is enough to take it of."""
    together, everybody = found.sources.together.received, found.sources.everybody.received
    words = ngettext(
        "They sent {part} of the {n} referral that came from your sources.",
        "They sent {part} of the {n} referrals that came from your sources.",
        everybody,
    ).format(part=i18n.number(together), n=i18n.number(everybody))
    percent = rates.percent(together, everybody, rates_from)
    if percent is None:
        return words
    return _("{sentence} That is {percent}%.").format(sentence=words, percent=percent)


def _notes(found: Found) -> tuple[str, ...]:
    shared = found.sources.shared
    notes = [
        _("A source is whoever you ranked from A+ to C. A referral weighs its preparedness, 1 to 5; 3 if not known."),
        _("“Prepared” is the mean of the marks you gave. It says how the door was opened, and nothing about people."),
        _("“The time before” is {span}.").format(span=i18n.span_full(found.earlier.first, found.earlier.last)),
        _("“We gave” is shown as information. Nobody owes anybody."),
    ]
    if shared:
        words = ngettext(
            "{n} referral came from several of these people: it counts for each, and once in the sum.",
            "{n} referrals came from several of these people: they count for each, and once in the sum.",
            shared,
        )
        notes.append(words.format(n=i18n.number(shared)))
    return tuple(notes)

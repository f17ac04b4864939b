"""Reports that are lists: the top sources, the thank-you log, the contact directory."""

from pathlib import Path

from refdesk.domain.directory import ORDER_WORDS, Order
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import directory as directories
from refdesk.services import thanks_log_files as logs
from refdesk.services import top_sources_files as sources
from refdesk.services.desk import Desk
from refdesk.services.directory import DirectoryJob
from refdesk.services.paper import Begun, Rendered, Written
from refdesk.ui import rank_hiding
from refdesk.ui.reports.asked import Asked
from refdesk.ui.reports.kinds import Choice, Option, ReportKind, Span

MONEY, RANKS, ORDER = "money", "ranks", "order"


def top_sources() -> ReportKind:
    """Return the sources who sent most in a time."""

    def render(desk: Desk, asked: Asked, progress: Progress) -> Rendered:
        return sources.render(desk, asked.period, progress, with_money=MONEY in asked.ticked)

    def write(desk: Desk, asked: Asked, path: Path) -> Written:
        return sources.write(desk, asked.period, path, with_money=MONEY in asked.ticked)

    return ReportKind(
        "top-sources", "trophy", _("Top sources"), _("Who sent most, well prepared"), Span.PERIOD, render, write,
        options=(Option(MONEY, _("Amounts of money")),),
        tables=("referral", "referral_giver", "stage", "win", "contact", "setting"),
    )  # fmt: skip


def thanks_log() -> ReportKind:
    """Return the log of whom was thanked for what."""

    def render_first(desk: Desk, asked: Asked, progress: Progress) -> Begun:
        return logs.render_first(desk, asked.period, progress)

    def render(desk: Desk, asked: Asked, progress: Progress) -> Rendered:
        return logs.render(desk, asked.period, progress)

    def write(desk: Desk, asked: Asked, path: Path) -> Written:
        return logs.write(desk, asked.period, path)

    return ReportKind(
        "thank-you-log", "mail-check", _("Thank-you log"), _("Who was thanked, how soon"), Span.PERIOD, render, write,
        tables=("thanks", "thanks_part", "referral", "contact", "gift", "reward", "setting"),
        render_first=render_first,
    )  # fmt: skip


def directory() -> ReportKind:
    """Return everybody on the lists with how to reach them."""

    def job(asked: Asked) -> DirectoryJob:
        order = Order(asked.chosen.get(ORDER, Order.NAME.value))
        with_ranks = RANKS in asked.ticked and not rank_hiding.is_on()
        return DirectoryJob(order, asked.typed, with_ranks=with_ranks, among=asked.among)

    def render(desk: Desk, asked: Asked, progress: Progress) -> Rendered:
        return directories.render_on_screen(desk, job(asked), progress)

    def write(desk: Desk, asked: Asked, path: Path) -> Written:
        return directories.write(desk, job(asked), path)

    def render_first(desk: Desk, asked: Asked, progress: Progress) -> Begun:
        return directories.render_first(desk, job(asked), progress)

    words = tuple((order.value, _(ORDER_WORDS[order])) for order in Order)
    return ReportKind(
        "contact-directory", "book-user", _("Contact directory"), _("Phone, e-mail, address"), Span.NONE, render, write,
        options=(Option(RANKS, _("Ranks, if sorted by them")),), choices=(Choice(ORDER, _("Sorted"), words),),
        typed=_("Only these"), render_first=render_first,
        tables=(
            "contact", "contact_point", "postal_address", "yearly_date", "tag", "contact_tag", "household", "setting",
        ),
    )  # fmt: skip

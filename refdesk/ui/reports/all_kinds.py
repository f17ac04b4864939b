"""Every report in the order of the list; each is one function here, and its pages are made by its service."""

from dataclasses import fields, replace
from pathlib import Path

from refdesk.domain.hand_outs import Kind, Scan
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import campaign_report_files, date_lists, gift_ledger, hand_outs, referral_report_files
from refdesk.services.desk import Desk
from refdesk.services.hand_outs import HandOutJob
from refdesk.services.paper import Begun, Rendered, Written
from refdesk.services.referral_report_sheet import Shows
from refdesk.ui.reports.asked import Asked
from refdesk.ui.reports.kinds import Choice, Option, ReportKind, Span, Whom
from refdesk.ui.reports.list_kinds import directory, thanks_log, top_sources
from refdesk.ui.reports.tree_kind import tree

SCAN = "scan"


def all_kinds() -> tuple[ReportKind, ...]:
    """Return every report."""
    return (
        referrals(), top_sources(), thanks_log(), gifts(), tree(), birthdays(), directory(), closing(), who_i_help(),
        how_i_treat(), desk_plan(),
    )  # fmt: skip


def referrals() -> ReportKind:
    """Return the report of what came of the referrals of a time."""

    def shows(asked: Asked) -> Shows:
        return Shows(**{each.name: each.name in asked.ticked for each in fields(Shows)})

    def render(desk: Desk, asked: Asked, progress: Progress) -> Rendered:
        return referral_report_files.render(desk, asked.period, shows(asked), progress)

    def write(desk: Desk, asked: Asked, path: Path) -> Written:
        return referral_report_files.write(desk, asked.period, path, shows(asked))

    options = (
        Option("received", _("Received"), is_on=True), Option("given", _("Given"), is_on=True),
        Option("sources", _("Sources by name"), is_on=True), Option("amounts", _("Amounts of money")),
    )  # fmt: skip
    return ReportKind(
        "referrals", "file-chart-column", _("Referral report"), _("Speed, promises, sources"), Span.PERIOD, render,
        write, options=options, tables=(
            "referral", "referral_giver", "stage", "stage_move", "win", "thanks", "thanks_part", "promise", "touch",
            "contact", "setting",
        ),
    )  # fmt: skip


def gifts() -> ReportKind:
    """Return the gift ledger of a tax year."""

    def render_first(desk: Desk, asked: Asked, progress: Progress) -> Begun:
        return gift_ledger.render_first(desk, asked.period.first.year, progress)

    def render(desk: Desk, asked: Asked, progress: Progress) -> Rendered:
        return gift_ledger.render(desk, asked.period.first.year, progress)

    def write(desk: Desk, asked: Asked, path: Path) -> Written:
        return gift_ledger.write(desk, asked.period.first.year, path)

    return ReportKind(
        "gifts", "gift", _("Gift ledger"), _("The year, for your accountant"), Span.YEAR, render, write,
        tables=("gift", "gift_limit", "contact", "household", "setting"), render_first=render_first,
    )  # fmt: skip


def birthdays() -> ReportKind:
    """Return the birthdays and anniversaries of a month."""

    def render_first(desk: Desk, asked: Asked, progress: Progress) -> Begun:
        begun = date_lists.render_first(desk, asked.period.first, progress)
        return replace(begun, rendered=told(begun.rendered, asked))

    def render(desk: Desk, asked: Asked, progress: Progress) -> Rendered:
        return told(date_lists.render(desk, asked.period.first, progress), asked)

    def told(made: Rendered, asked: Asked) -> Rendered:
        if made.pages:
            return made
        said = _("{sentence} Choose another month, or add days on the pages of people.")
        return _nothing(said.format(sentence=date_lists.none_in(asked.period.first)))

    def write(desk: Desk, asked: Asked, path: Path) -> Written:
        return date_lists.write(desk, asked.period.first, path)

    return ReportKind(
        "birthdays", "cake", _("Birthdays"), _("A month on one page"), Span.MONTH, render, write,
        tables=("yearly_date", "contact", "printed"), render_first=render_first,
    )  # fmt: skip


def closing() -> ReportKind:
    """Return the closing report of a referral month."""

    def render(desk: Desk, asked: Asked, progress: Progress) -> Rendered:
        if asked.campaign_id is None:
            return _nothing(_("No referral month was planned yet. Plan one, and its report stands here."))
        shown = campaign_report_files.render(desk, asked.campaign_id, progress)
        return Rendered(shown.pdf, shown.pages, shown.sentences)

    def write(desk: Desk, asked: Asked, path: Path) -> Written:
        assert asked.campaign_id is not None, "there are pages"
        return campaign_report_files.write(desk, asked.campaign_id, path)

    return ReportKind(
        "closing", "calendar-check", _("Referral month"), _("Called, helped, kept, by week"), Span.CAMPAIGN, render,
        write, help_page="month-report",
        tables=("campaign", "campaign_entry", "campaign_try", "promise", "referral", "gift"),
    )  # fmt: skip


def who_i_help() -> ReportKind:
    """Return the page that says whom the owner can help."""
    return _hand_out(Kind.WHO, _("Who I can help"), _("A page to give away"))


def how_i_treat() -> ReportKind:
    """Return the page that says how the owner treats the people who were sent."""
    return _hand_out(Kind.TREAT, _("How I treat people"), _("A promise to give away"))


def desk_plan() -> ReportKind:
    """Return the plan for the desk of one source."""
    return _hand_out(Kind.DESK, _("Desk plan"), _("For one source, made together"))


def _hand_out(kind: Kind, title: str, about: str) -> ReportKind:
    def job(asked: Asked) -> HandOutJob:
        people = () if asked.contact_id is None else (asked.contact_id,)
        return HandOutJob(kind, people, Scan(asked.chosen.get(SCAN, Scan.CARD.value)))

    def render(desk: Desk, asked: Asked, _progress: Progress) -> Rendered:
        return hand_outs.render(desk, job(asked))

    def write(desk: Desk, asked: Asked, path: Path) -> Written:
        return hand_outs.write(desk, job(asked), path)

    codes = (
        (Scan.CARD.value, _("My number")), (Scan.SITE.value, _("My site")), (Scan.NONE.value, _("No code")),
    )  # fmt: skip
    return ReportKind(
        f"hand-out-{kind.value}", "file-text", title, about, Span.NONE, render, write,
        choices=(Choice(SCAN, _("Code to scan"), codes),), table="",
        whom=Whom.SOMEBODY if kind is Kind.DESK else Whom.ANYBODY,
        tables=("setting", "contact", "plan", "lesson_taught"), help_page="hand-outs",
    )  # fmt: skip


def _nothing(words: str) -> Rendered:
    return Rendered(b"", 0, (words,))

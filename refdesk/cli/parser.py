"""What can be said on the command line."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from refdesk.cli import (
    campaigns,
    card_paper,
    directory,
    files,
    hand_outs,
    paper,
    people,
    privacy,
    referral_tree,
    reports,
    today,
)
from refdesk.domain.directory import Order
from refdesk.domain.hand_outs import Kind, Scan
from refdesk.i18n import _

Command = Callable[[argparse.Namespace], int]


def parse(words: list[str]) -> argparse.Namespace:
    """Return what is asked: `command` is None for the window. Exits with 2 on words that make no sense."""
    if words and words[0] in COMMANDS:
        return _commands().parse_args(words)
    if words == ["--self-check"]:
        return argparse.Namespace(command=_self_check)
    return _window().parse_args(words)


def _window() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "refdesk",
        description=_("RefDesk: what to do next for the people who refer clients to you, and the paper for it."),
        epilog=_("Commands: {commands}. “refdesk COMMAND --help” says more.").format(commands=", ".join(COMMANDS)),
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="DATA", help=_("the file to open"))
    parser.add_argument("--demo", action="store_true", help=_("open the made-up business, in a throw-away copy"))
    parser.add_argument("--self-check", action="store_true", help=_("try every part on a temporary file"))
    parser.set_defaults(command=None)
    return parser


def _commands() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("refdesk")
    of = parser.add_subparsers(required=True)
    for add in COMMANDS.values():
        add(of)
    return parser


# argparse names the type of what `add_subparsers` returns with an underscore only.
Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
Adds = Callable[[Subparsers], None]


def _new(of: Subparsers) -> None:
    new = of.add_parser("new", help=_("make a new business, or the made-up one"))
    new.add_argument("data", type=Path)
    new.add_argument("--name", default="")
    new.add_argument("--owner", default="")
    new.add_argument("--country", default="")
    new.add_argument("--sample", action="store_true", help=_("fill it with the made-up business"))
    new.set_defaults(command=files.new)


def _import(of: Subparsers) -> None:
    bring = of.add_parser("import", help=_("bring contacts in from CSV or vCard files"))
    bring.add_argument("files", nargs="+", type=Path)
    bring.add_argument("--into", required=True, type=Path)
    bring.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    bring.add_argument("--json", action="store_true")
    bring.set_defaults(command=people.bring_in)


def _export(of: Subparsers) -> None:
    write = of.add_parser(
        "export", help=_("write contacts, promises with reminders, other records, or everything to a file")
    )
    write.add_argument("what", choices=["contacts", "referrals", "touches", "gifts", "promises", "everything"])
    write.add_argument("--from", dest="data", required=True, type=Path)
    write.add_argument("--to", required=True, type=Path)
    write.set_defaults(command=people.write_out)


def _person(of: Subparsers) -> None:
    write = of.add_parser("person", help=_("write everything about one person to a .zip file"))
    write.add_argument("person", metavar="NAME-OR-ID")
    write.add_argument("--from", dest="data", required=True, type=Path)
    write.add_argument("--to", required=True, type=Path)
    write.set_defaults(command=privacy.write_person)


def _erase(of: Subparsers) -> None:
    take_out = of.add_parser("erase", help=_("take a person out of the file for good"))
    take_out.add_argument("contact_id", metavar="ID", type=int)
    take_out.add_argument("--in", dest="data", required=True, type=Path)
    take_out.add_argument("--yes", action="store_true", help=_("really: it cannot be undone"))
    take_out.set_defaults(command=privacy.erase)


def _referral(of: Subparsers) -> None:
    log = of.add_parser("referral", help=_("log a referral received"))
    log.add_argument("--in", dest="data", required=True, type=Path)
    log.add_argument("--from", dest="referrer", required=True)
    log.add_argument("--prospect", required=True)
    log.add_argument("--phone", default="")
    log.add_argument("--need", default="")
    log.set_defaults(command=people.log_referral)


def _campaign(of: Subparsers) -> None:
    acts = of.add_parser("campaign", help=_("plan a referral month, or enter a filled sheet")).add_subparsers(
        required=True
    )
    plan = acts.add_parser("plan")
    plan.add_argument("--in", dest="data", required=True, type=Path)
    plan.add_argument("--month", required=True, type=_month, metavar="YYYY-MM")
    load = plan.add_mutually_exclusive_group()
    load.add_argument("--minutes-a-day", type=int)
    load.add_argument("--everybody", action="store_true")
    plan.add_argument("--json", action="store_true")
    plan.set_defaults(command=campaigns.plan)
    enter = acts.add_parser("enter")
    enter.add_argument("--in", dest="data", required=True, type=Path)
    enter.add_argument("--day", required=True, type=_day)
    enter.add_argument("file", type=Path)
    enter.set_defaults(command=campaigns.enter)


def _print(of: Subparsers) -> None:
    words = _("write cards, writing slips, labels, envelopes, call sheets or pages to give away as PDF")
    kinds = of.add_parser("print", help=words).add_subparsers(required=True)
    for name, command in (
        ("cards", card_paper.cards), ("slips", card_paper.slips), ("labels", card_paper.labels),
        ("envelopes", card_paper.envelopes),
    ):  # fmt: skip
        _print_for_people(kinds.add_parser(name), command)
    sheets = kinds.add_parser("call-sheets")
    _paper_options(sheets)
    when = sheets.add_mutually_exclusive_group()
    when.add_argument("--day", type=_day, help=_("of this day, else of today"))
    when.add_argument("--month", type=_month, metavar="YYYY-MM", help=_("of every day of a month that has calls"))
    more = sheets.add_mutually_exclusive_group()
    more.add_argument("--week", action="store_true", help=_("of the whole week of the day"))
    more.add_argument("--rest", action="store_true", help=_("of the rest of the referral month from the day on"))
    sheets.set_defaults(command=paper.call_sheets_of)
    _hand_outs(kinds.add_parser("hand-outs"))
    _tree(kinds.add_parser("tree"))
    _report(kinds.add_parser("report"))
    _directory(kinds.add_parser("directory"))


def _report(report: argparse.ArgumentParser) -> None:
    """Ask for the referral report: .pdf, or its numbers as .csv."""
    _paper_options(report)
    when = report.add_mutually_exclusive_group()
    when.add_argument("--year", type=int, metavar="YYYY", help=_("of this year, else of this year so far"))
    when.add_argument("--month", type=_month, metavar="YYYY-MM", help=_("of this month"))
    report.add_argument("--without-names", action="store_true", help=_("leave out who sent them"))
    report.add_argument("--amounts", action="store_true", help=_("with what it brought in money"))
    report.set_defaults(command=reports.referral_report)


def _tree(tree: argparse.ArgumentParser) -> None:
    """Ask for the tree of who sent whom: .pdf, or its people as .csv."""
    _paper_options(tree)
    tree.add_argument("--amounts", action="store_true", help=_("with what each brought in money"))
    tree.set_defaults(command=referral_tree.write)


def _directory(listed: argparse.ArgumentParser) -> None:
    """Ask for the contact directory: .pdf, or its rows as .csv."""
    _paper_options(listed)
    words = _("only these: words of the search box, such as rank:A,B tag:golf or a name")
    listed.add_argument("--who", default="", metavar="FILTER", help=words)
    listed.add_argument("--sort", choices=[each.value for each in Order], default=Order.NAME.value)
    listed.add_argument("--ranks", action="store_true", help=_("with the ranks, when it is sorted by them"))
    listed.set_defaults(command=directory.write)


def _hand_outs(pages: argparse.ArgumentParser) -> None:
    _paper_options(pages)
    words = _("who I can help, how I treat people, or the desk plan of a source")
    pages.add_argument("--page", choices=[each.value for each in Kind], default=Kind.WHO.value, help=words)
    words = _("made for these: words of the search box, such as rank:A,B tag:golf or a name")
    pages.add_argument("--who", default="", metavar="FILTER", help=words)
    words = _("what the square code holds: nothing, my card, or my site")
    pages.add_argument("--scan", choices=[each.value for each in Scan], default=Scan.CARD.value, help=words)
    pages.set_defaults(command=hand_outs.write)


def _print_for_people(parser: argparse.ArgumentParser, command: Command) -> None:
    _paper_options(parser)
    words = _("only for these: words of the search box, such as rank:A,B tag:golf no:plan or saved:NAME")
    parser.add_argument("--who", default="", metavar="FILTER", help=words)
    month = _("for the birthdays of a month, in place of the thanks that are owed")
    parser.add_argument("--month", type=_month, metavar="YYYY-MM", help=month)
    if command is not card_paper.slips:
        parser.add_argument("--stock", default="", metavar="CODE")
    if command is card_paper.labels:
        parser.add_argument("--start", type=int, default=1, metavar="N", help=_("the first free label of the sheet"))
    parser.set_defaults(command=command)


def _paper_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="data", required=True, type=Path)
    parser.add_argument("--to", required=True, type=Path)


def _today(of: Subparsers) -> None:
    show = of.add_parser("today", help=_("say what to do now"))
    show.add_argument("--from", dest="data", required=True, type=Path)
    show.add_argument("--on", type=_day)
    show.add_argument("--json", action="store_true")
    show.set_defaults(command=today.show)


def _backup(of: Subparsers) -> None:
    copy = of.add_parser("backup", help=_("make a checked copy"))
    copy.add_argument("data", type=Path)
    copy.add_argument("--to", type=Path)
    copy.set_defaults(command=files.back_up)


def _restore(of: Subparsers) -> None:
    back = of.add_parser("restore", help=_("put a backup in the place of a file"))
    back.add_argument("backup", type=Path)
    back.add_argument("--over", required=True, type=Path)
    back.set_defaults(command=files.restore)


def _check(of: Subparsers) -> None:
    look = of.add_parser("check", help=_("read a whole file and say whether it is sound"))
    look.add_argument("data", type=Path)
    look.set_defaults(command=files.check)


def _self_check(_asked: argparse.Namespace) -> int:
    from refdesk import self_check

    return self_check.run()


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{typed}” is no day, such as 2026-11-03").format(typed=typed)) from None


def _month(typed: str) -> date:
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{typed}” is no month, such as 2026-11").format(typed=typed)) from None


COMMANDS: dict[str, Adds] = {
    "new": _new, "import": _import, "export": _export, "person": _person, "erase": _erase, "referral": _referral,
    "campaign": _campaign, "print": _print, "today": _today, "backup": _backup, "restore": _restore, "check": _check,
}  # fmt: skip

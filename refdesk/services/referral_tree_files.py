"""The referral tree on paper, and as rows for other programs."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import i18n
from refdesk.domain import money
from refdesk.errors import BadFile, Problem, Refused
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _, ngettext
from refdesk.services import business, referral_tree, whole_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Rendered, Written
from refdesk.services.referral_tree import Grown

if TYPE_CHECKING:
    from typing import BinaryIO

    from refdesk.documents.referral_tree_text import TreeSheet
    from refdesk.documents.report import Made

PDF, CSV = ".pdf", ".csv"
COLUMNS = ("Name", "Organization", "Sent by", "Level", "Sent", "In the line", "Won", "Won in the line", "Also from",
           "Also sent", "Circle with")  # fmt: skip
MONEY_COLUMNS = ("Won value", "Won value in the line")


def render(desk: Desk, *, amounts: bool = False) -> Rendered:
    """Return the very pages that would be printed; none, with a sentence, while nobody has sent anybody."""
    grown = desk.ask(referral_tree.of, amounts=amounts)
    if not grown.tree.members:
        return Rendered(b"", 0, (empty_words(),))
    out = io.BytesIO()
    made = _draw(desk, grown)(out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def write(desk: Desk, path: Path, *, amounts: bool = False) -> Written:
    """Write the tree, as PDF or CSV by the suffix of the file.

    Raises `Refused` while nobody has sent anybody, `BadFile` for another kind of file, and `StoreFault`.
    """
    grown = desk.ask(referral_tree.of, amounts=amounts)
    if not grown.tree.members:
        raise Refused(Problem("", empty_words()))
    keys = tuple(str(each.contact_id) for each in grown.tree.members)
    if path.suffix.lower() == CSV:
        names, cells = table(grown)
        whole_files.write(path, lambda out: csv_writer.rows(names, cells, out, flavour=Flavour.SPREADSHEET))
        return Written(path, 0, keys, ())
    if path.suffix.lower() != PDF:
        raise BadFile(_("The tree is written as .pdf (paper) or .csv (other programs)."))
    made = whole_files.write(path, _draw(desk, grown))
    return Written(path, made.pages, made.printed, made.sentences())


def empty_words() -> str:
    """Return what stands where there is no tree yet."""
    return _("Nobody has sent you anybody yet. Log the first referral, with who sent it, and the tree begins here.")


def table(grown: Grown) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the names of the columns, and a row for each person in the order of the tree."""
    rows = []
    for each in grown.tree.members:
        name = grown.names[each.contact_id]
        row = [
            name.usual, name.organisation if name.has_person else "",
            "" if each.giver is None else grown.name(each.giver), str(each.column), str(len(each.sent)),
            str(each.people), str(each.won.times), str(each.line.times),
            *("; ".join(map(grown.name, people)) for people in (each.also_from, each.also_sent, each.circles)),
        ]  # fmt: skip
        if grown.amounts:
            row += [str(money.from_minor(won.value_minor, grown.currency)) for won in (each.won, each.line)]
        rows.append(row)
    return (*COLUMNS, *MONEY_COLUMNS) if grown.amounts else COLUMNS, rows


def _draw(desk: Desk, grown: Grown) -> "Callable[[BinaryIO], Made]":
    from refdesk.documents import referral_tree as document

    sheet = _sheet(desk, grown)
    return lambda out: document.render(sheet, out)


def _sheet(desk: Desk, grown: Grown) -> "TreeSheet":
    from refdesk.documents.referral_tree_text import TreeBox, TreeSheet
    from refdesk.documents.sheets import Paper

    profile = desk.ask(business.load)
    boxes = tuple(
        TreeBox(
            key=str(each.contact_id), name=grown.name(each.contact_id), facts=grown.facts(each),
            notes=grown.notes(each), row=each.row, column=each.column,
            giver="" if each.giver is None else str(each.giver), last_row=each.last_row, has_won=each.won.times > 0,
        )
        for each in grown.tree.members
    )  # fmt: skip
    return TreeSheet(
        firm=profile.business_name or profile.owner, day=i18n.day_full(desk.today()), line=_line(grown), boxes=boxes,
        paper=Paper(profile.paper.value), language=i18n.code(),
    )  # fmt: skip


def _line(grown: Grown) -> str:
    """Return what the page says below its title: how many there are, and how they are counted."""
    people = ngettext("{n} person", "{n} people", len(grown.tree.members))
    lines = ngettext("{n} line", "{n} lines", len(grown.tree.roots))
    said = _("{people} in {lines}, each under whoever sent them first. Numbers count everybody in a line.").format(
        people=people.format(n=i18n.number(len(grown.tree.members))),
        lines=lines.format(n=i18n.number(len(grown.tree.roots))),
    )
    cut = len(grown.tree.cut)
    if not cut:
        return said
    words = ngettext("{n} circle is cut and named.", "{n} circles are cut and named.", cut).format(n=i18n.number(cut))
    return f"{said} {words}"

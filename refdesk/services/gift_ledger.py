"""The yearly gift ledger as a file: a PDF for the binder, CSV and Excel for the accountant."""

import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from babel import numbers as babel_numbers
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import gift_rules, money, text
from refdesk.domain.gift_modes import Mode
from refdesk.domain.gift_rules import RULE_SET_WORDS, GiftRules, Limit, Reach, Standing
from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer, xlsx_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.exchange.xlsx_writer import Cell, Sheet
from refdesk.i18n import _, ngettext
from refdesk.progress import SILENT, Progress
from refdesk.services import business, whole_files, year_of_gifts
from refdesk.services.desk import Desk
from refdesk.services.gift_history import Whose
from refdesk.services.paper import Begun, Rendered, Written
from refdesk.services.year_of_gifts import Ledger, LedgerRow
from refdesk.store.tables.people import Household

if TYPE_CHECKING:
    from refdesk.documents.gift_ledger_text import GiftLedgerSheet, LedgerGroup, Mark


FIRST_ON_SCREEN = 40
"""Of a long ledger so many people are drawn to begin with: three pages, and some to fill the last of them."""
COLUMNS = (
    "Date", "Gift", "Kind", "To", "Household", "Organization", "Relationship", "Occasion", "Business reason", "Cost",
    "Shipping and wrapping", "Currency", "Total of the year", "Limit", "Past the limit",
)  # fmt: skip
COLUMNS_RECEIVED = (
    "Date", "Gift", "Kind", "From", "Organization", "Relationship", "Occasion", "Business reason", "Worth", "Currency",
)  # fmt: skip
"""Columns have the same names in every language, as in every table that is written: formulas and other programs go by
them."""


class Form(StrEnum):
    """The kinds of file that a ledger is written to, by their suffix."""

    PDF = ".pdf"
    CSV = ".csv"
    EXCEL = ".xlsx"


@dataclass(frozen=True, slots=True)
class YearSums:
    """Hold what a year comes to: how many totals lie past the limit, by how much, and what lies within."""

    homes: int
    near: int
    over: int
    over_sum: Decimal
    within_sum: Decimal


def sums(found: Ledger) -> YearSums:
    """Return what a year comes to, each person or household counted once."""
    standings = {row.home: row.standing for row in found.rows if row.state is GiftState.GIVEN}
    over = [each for each in standings.values() if each.reach is Reach.PAST]
    over_sum = sum((each.over for each in over), Decimal(0))
    together = sum((each.total for each in standings.values()), Decimal(0))
    near = sum(each.reach is Reach.NEAR for each in standings.values())
    return YearSums(len(standings), near, len(over), over_sum, together - over_sum)


def render_first(desk: Desk, year: int, progress: Progress = SILENT) -> Begun:
    """Return the first pages at once, the very ones that the whole ledger begins with, but for their numbers.

    Where there are so few people that the whole is there as soon, that is returned.
    """
    filled = desk.ask(sheet, year, desk.today())
    is_whole = len(filled.groups) < 2 * FIRST_ON_SCREEN
    if not is_whole:
        filled = replace(filled, groups=filled.groups[:FIRST_ON_SCREEN], goes_on=True)
    return Begun(_rendered(filled, progress), is_whole)


def render(desk: Desk, year: int, progress: Progress = SILENT) -> Rendered:
    """Return the very pages that would be printed for a tax year."""
    return _rendered(desk.ask(sheet, year, desk.today()), progress)


def write(desk: Desk, year: int, path: Path, direction: GiftDirection = GiftDirection.GIVEN) -> Written:
    """Write the ledger of a tax year to a file of the kind that its suffix names; of what was received, a table.

    Raises `BadFile` for another kind, and `StoreFault` when it cannot be written.
    """
    form = next((each for each in Form if each.value == path.suffix.lower()), None)
    if form is None:
        raise BadFile(_("A ledger is written as .pdf, .csv or .xlsx."))
    if form is Form.PDF and direction is GiftDirection.RECEIVED:
        raise BadFile(_("What you received is written as .csv or .xlsx."))
    if form is Form.PDF:
        return _write_pdf(desk, year, path)
    names, cells = desk.ask(table, year, direction)
    if form is Form.CSV:
        as_words = [[_as_words(cell) for cell in row] for row in cells]
        whole_files.write(path, lambda out: csv_writer.rows(names, as_words, out, flavour=Flavour.SPREADSHEET))
    else:
        title = _("Gift ledger") if direction is GiftDirection.GIVEN else _("Gifts received")
        whole_files.write(path, lambda out: xlsx_writer.write([Sheet(title, names, cells)], out))
    return Written(path, 0, (), ())


def table(
    session: Session, year: int, direction: GiftDirection = GiftDirection.GIVEN
) -> tuple[Sequence[str], list[list[Cell]]]:
    """Return the names of the columns and a row for each gift of a tax year, the first first."""
    found = year_of_gifts.ledger(session, year, direction)
    rows = [row for row in reversed(found.rows) if row.state is GiftState.GIVEN]
    if direction is GiftDirection.RECEIVED:
        return COLUMNS_RECEIVED, [_cells_received(row, found.rules) for row in rows]
    return COLUMNS, [_cells(row, found.rules) for row in rows]


def sheet(session: Session, year: int, today: date) -> "GiftLedgerSheet":
    """Return what the printed ledger of a tax year says."""
    from refdesk.documents.gift_ledger_text import GiftLedgerSheet
    from refdesk.documents.sheets import Paper

    profile = business.load(session)
    found = year_of_gifts.ledger(session, year)
    groups = _groups(found)
    limit = found.rules.limit_at(found.tax_year.last)
    return GiftLedgerSheet(
        firm=profile.business_name,
        title=_("Gift ledger"),
        period=_period(found, today),
        rule=_rule_words(found.rules, limit),
        groups=groups,
        total=_total_words(found, len(groups)),
        total_cost=_amount(money.from_minor(found.cost_minor, found.rules.currency), found.rules),
        total_shipping=_amount(money.from_minor(found.shipping_minor, found.rules.currency), found.rules),
        notes=tuple(_notes(sums(found), limit, found.rules)),
        author=profile.owner,
        language=i18n.code(),
        paper=Paper(profile.paper.value),
    )


def _rendered(filled: "GiftLedgerSheet", progress: Progress) -> Rendered:
    from refdesk.documents import gift_ledger

    progress.check()
    out = io.BytesIO()
    made = gift_ledger.render(filled, out, progress=progress)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def _write_pdf(desk: Desk, year: int, path: Path) -> Written:
    from refdesk.documents import gift_ledger

    filled = desk.ask(sheet, year, desk.today())
    made = whole_files.write(path, lambda out: gift_ledger.render(filled, out))
    return Written(path, made.pages, made.printed, made.sentences())


def _as_words(cell: Cell) -> str:
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def _cells(row: LedgerRow, rules: GiftRules) -> list[Cell]:
    standing = row.standing
    return [
        row.on, row.gift, row.category, row.name, row.whose if _is_household(row.home) else "", row.organisation,
        row.relationship, row.occasion, row.business_reason, money.from_minor(row.cost_minor, rules.currency),
        money.from_minor(row.shipping_minor, rules.currency), rules.currency, standing.total, standing.limit.amount,
        standing.over if standing.reach is Reach.PAST else None,
    ]  # fmt: skip


def _cells_received(row: LedgerRow, rules: GiftRules) -> list[Cell]:
    return [
        row.on, row.gift, row.category, row.name, row.organisation, row.relationship, row.occasion, row.business_reason,
        money.from_minor(row.cost_minor, rules.currency), rules.currency,
    ]  # fmt: skip


def _groups(found: Ledger) -> "tuple[LedgerGroup, ...]":
    per_home: dict[Whose, list[LedgerRow]] = defaultdict(list)
    for row in reversed(found.rows):
        if row.state is GiftState.GIVEN:
            per_home[row.home].append(row)
    made = [_group(home, rows, found.rules) for home, rows in per_home.items()]
    return tuple(sorted(made, key=lambda group: (text.fold(group.name), group.key)))


def _group(home: Whose, rows: Sequence[LedgerRow], rules: GiftRules) -> "LedgerGroup":
    from refdesk.documents.gift_ledger_text import LedgerGroup, LedgerLine

    first = rows[0]
    shared = _is_household(home)
    standing, mark = _standing(first.standing, rules), _mark(first.standing)
    if not first.may_accept_gifts and not shared:
        standing = _("{standing}, may not accept gifts").format(standing=standing)
    lines = tuple(
        LedgerLine(
            day=i18n.day_short(row.on),
            gift=_("{gift} (to {name})").format(gift=row.gift, name=row.name) if shared else row.gift,
            reason=row.business_reason or row.occasion,
            cost=_amount(money.from_minor(row.cost_minor, rules.currency), rules) if row.cost_minor else "",
            shipping=_amount(money.from_minor(row.shipping_minor, rules.currency), rules) if row.shipping_minor else "",
        )
        for row in rows
    )
    quiet = not first.standing.total and not first.may_accept_gifts
    if quiet or (rules.mode is Mode.NOTES_ONLY and not first.standing.total):
        standing, quiet = _("may not accept gifts") if not first.may_accept_gifts else _("notes only"), True
    key = f"{home[0]}-{home[1]}"
    return LedgerGroup(key, first.whose, _about(rows, shared=shared), standing, lines, mark, quiet)


def _about(rows: Sequence[LedgerRow], *, shared: bool) -> str:
    """Return what these people are to us: organisation and relationship, each said once."""
    said = [_("household, one limit")] if shared else []
    for row in rows:
        for words in (row.organisation, row.relationship):
            if words and words not in said:
                said.append(words)
    return ", ".join(said)


def _standing(standing: Standing, rules: GiftRules) -> str:
    total = _amount(standing.total, rules)
    if standing.limit.amount is None:
        return total
    facts = {
        "total": total, "limit": _amount(standing.limit.amount, rules), "left": _amount(standing.left, rules),
        "over": _amount(standing.over, rules),
    }  # fmt: skip
    if standing.reach is Reach.PAST:
        cliff = _("{total} of {limit}: past the limit: all of {over}")
        return (cliff if standing.limit.is_cliff else _("{total} of {limit}: over by {over}")).format(**facts)
    near = standing.reach is Reach.NEAR
    return (_("{total} of {limit}: {left} left") if near else _("{total} of {limit}")).format(**facts)


def _mark(standing: Standing) -> "Mark":
    from refdesk.documents.gift_ledger_text import Mark

    return {Reach.PAST: Mark.OVER, Reach.NEAR: Mark.NEAR}.get(standing.reach, Mark.NONE)


def _notes(found: YearSums, limit: Limit, rules: GiftRules) -> "list[tuple[Mark, str]]":
    from refdesk.documents.gift_ledger_text import Mark

    notes: list[tuple[Mark, str]] = []
    facts = {
        "n": i18n.number(found.over), "over": _amount(found.over_sum, rules), "within": _amount(found.within_sum, rules)
    }  # fmt: skip
    if found.over and limit.is_cliff:
        words = _("past the limit: {n}, all of {over} together. Within the limits: {within}.")
        notes.append((Mark.OVER, words.format(**facts)))
    elif found.over:
        words = _("over the limit: {n}, by {over} together. Within the limits: {within}.")
        notes.append((Mark.OVER, words.format(**facts)))
    if found.near:
        notes.append((Mark.NEAR, _("near: four fifths of the limit or more")))
    return notes


def _period(found: Ledger, today: date) -> str:
    name = found.tax_year.name
    if found.tax_year.last <= today:
        return _("Tax year {year}").format(year=name)
    return _("Tax year {year}, to {day}").format(year=name, day=i18n.day_month(today))


def _rule_words(rules: GiftRules, limit: Limit) -> str:
    currency = babel_numbers.get_currency_name(rules.currency, count=2, locale=i18n.current())
    words = _("Rule set: {name}. {about} Amounts in {currency}.")
    return words.format(
        name=_(RULE_SET_WORDS[rules.rule_set]), about=gift_rules.about(limit, rules.currency), currency=currency
    )


def _total_words(found: Ledger, homes: int) -> str:
    if not found.count:
        return _("No gift was given in {year}.").format(year=found.tax_year.name)
    gifts = ngettext("{n} gift", "{n} gifts", found.count).format(n=i18n.number(found.count))
    words = ngettext("{gifts} to one person or household", "{gifts} to {n} people or households", homes)
    return words.format(gifts=gifts, n=i18n.number(homes))


def _amount(value: Decimal, rules: GiftRules) -> str:
    """Return an amount as it stands in a column: decimals, no sign."""
    digits = money.exponent(rules.currency)
    form = "#,##0." + "0" * digits if digits else "#,##0"
    return babel_numbers.format_decimal(value, format=form, locale=i18n.current())


def _is_household(home: Whose) -> bool:
    return home[0] == Household.__tablename__

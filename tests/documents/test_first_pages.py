"""Long lists: their first pages are shown before the rest is made, and nothing more is drawn once nobody looks."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import paper_reading as reading
import pytest
from reportlab.pdfgen.canvas import Canvas

from refdesk.documents import birthday_list, directory, gift_ledger, thanks_log
from refdesk.documents.birthday_list_text import BirthdayList, ListedDay
from refdesk.documents.directory_text import DirectorySheet, Entry, EntrySection
from refdesk.documents.gift_ledger_text import GiftLedgerSheet, LedgerGroup, LedgerLine
from refdesk.documents.report import Made
from refdesk.documents.report_grid import Column, Words
from refdesk.documents.report_page import Frame
from refdesk.documents.report_table import Head, Notes, Row, Table
from refdesk.documents.sheets import Paper
from refdesk.documents.thanks_log import ThanksLogSheet
from refdesk.errors import Cancelled
from refdesk.progress import Progress

MANY, FIRST = 150, 75
Render = Callable[..., Made]


def the_log() -> ThanksLogSheet:
    return ThanksLogSheet(
        frame=Frame("Fern", "Thank-you log", "2026", "All of it.", "Printed today", "Who was thanked"),
        sums=Table("How soon", "Thanks", (Head("owed", 0.5), Head("share", 1.0)), (Row("Card", ("12", "90%")),)),
        columns=(Column("Day", 0.0, 60.0), Column("Who", 60.0, 504.0)),
        rows=tuple(((Words("Nov 3"),), (Words(f"Person {number}"),)) for number in range(MANY)),
        rows_heading="Who",
        notes=Notes("How to read this", ("Days are working days.",)),
        paper=Paper.LETTER,
    )


def the_ledger() -> GiftLedgerSheet:
    groups = (
        LedgerGroup(f"contact-{at}", f"Bo {at}", "", "", (LedgerLine("Jan 14", "Honey", "Thanks", "9.50", ""),))
        for at in range(MANY)
    )
    return GiftLedgerSheet(
        "Fern", "Gift ledger", "2026", "Rule set: none.", tuple(groups), "In all", "1.00", "0.00", (), "Nora", "en",
        Paper.LETTER,
    )  # fmt: skip


def the_birthdays() -> BirthdayList:
    day = date(2026, 11, 25)
    days = tuple(ListedDay(str(at), day, f"Bo {at}", "Birthday", date(2026, 11, 20)) for at in range(MANY))
    return BirthdayList("Fern", date(2026, 11, 1), date(2026, 11, 22), days, Paper.LETTER)


def the_directory() -> DirectorySheet:
    section = EntrySection("L", tuple(Entry(str(at), f"Lind, Bo {at}") for at in range(MANY)))
    return DirectorySheet("Fern", "Contact directory", "Some.", "As of today.", (section,), Paper.LETTER)


def beginning(sheet: Any) -> Any:
    """Return the sheet with its first half only, and word that the other half comes."""
    if isinstance(sheet, BirthdayList):
        return replace(sheet, days=sheet.days[:FIRST], more=MANY - FIRST)
    if isinstance(sheet, DirectorySheet):
        (section,) = sheet.sections
        return replace(sheet, sections=(replace(section, entries=section.entries[:FIRST]),), goes_on=True)
    if isinstance(sheet, ThanksLogSheet):
        return replace(sheet, rows=sheet.rows[:FIRST], goes_on=True)
    return replace(sheet, groups=sheet.groups[:FIRST], goes_on=True)


LISTS = [
    (thanks_log.render, the_log()), (gift_ledger.render, the_ledger()), (birthday_list.render, the_birthdays()),
    (directory.render, the_directory()),
]  # fmt: skip
EACH = pytest.mark.parametrize(("render", "sheet"), LISTS, ids=["log", "ledger", "birthdays", "directory"])


def pages_of(render: Render, sheet: Any) -> list[str]:
    out = io.BytesIO()
    render(sheet, out)
    return [re.sub(r"(page \d+) of \d+", r"\1", words) for words in reading.page_texts(out.getvalue())]


@EACH
def test_first_pages_are_the_very_ones_that_the_whole_begins_with(render: Render, sheet: Any) -> None:
    whole, first = pages_of(render, sheet), pages_of(render, beginning(sheet))
    assert 1 <= len(first) < len(whole)
    assert first == whole[: len(first)]
    out = io.BytesIO()
    render(beginning(sheet), out)
    assert not re.search(r"page 1 of \d", reading.page_texts(out.getvalue())[0]), "nobody knows yet out of how many"


@EACH
def test_no_further_page_is_drawn_once_it_is_to_stop(
    render: Render, sheet: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress, drawn, show = Progress(), list[int](), Canvas.showPage

    def show_and_stop(canvas: Canvas) -> None:
        show(canvas)
        drawn.append(1)
        progress.stop()

    monkeypatch.setattr(Canvas, "showPage", show_and_stop)
    with pytest.raises(Cancelled):
        render(sheet, io.BytesIO(), progress=progress)
    assert len(drawn) == 1

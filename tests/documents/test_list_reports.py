"""Top sources and the thank-you log on paper: columns line up, long rows carry over, heads stand on each page."""

import io
from dataclasses import replace

import hostile
import paper_reading as reading
import pytest

from refdesk.documents import report_grid, thanks_log, top_sources
from refdesk.documents.report import Made
from refdesk.documents.report_grid import Column, Words
from refdesk.documents.report_league import Heads, SourceRow
from refdesk.documents.report_page import Frame
from refdesk.documents.report_table import Head, Notes, Row, Table
from refdesk.documents.sheets import SIZES, Paper
from refdesk.documents.thanks_log import ThanksLogSheet
from refdesk.documents.top_sources import TopSourcesSheet

FRAME = Frame("Fernhollow", "Thank-you log", "2026", "All of it.", "Printed today", "Who was thanked")
COLUMNS = (Column("Day", 0.0, 60.0), Column("Who", 60.0, 300.0), Column("Done", 300.0, 504.0, right=True))


def cells(number: int, name: str = "") -> tuple[tuple[Words, ...], ...]:
    who = (Words(name or f"Person {number}", strong=True), Words("Firm", small=True))
    return ((Words(f"Nov {number}"),), who, (Words("same day"),))


LOG = ThanksLogSheet(
    frame=FRAME,
    sums=Table("How soon", "Thanks", (Head("owed", 0.5), Head("share", 1.0)), (Row("Card", ("12", "90% of 20")),)),
    columns=COLUMNS,
    rows=tuple(cells(number) for number in range(60)),
    rows_heading="Who",
    notes=Notes("How to read this", ("Days are working days.",)),
    paper=Paper.LETTER,
)
ROW = SourceRow(
    "Ana Díaz", "Realty · 2 the time before", "8", 4.4, "4.4", "4", "2", "2", "1,200.00", "3", "Nov 10", strong=True
)
HEADS = Heads("Source", "received", "prepared", "won", "lost", "open", "", "we gave", "last")
TOP = TopSourcesSheet(
    replace(FRAME, title="Top sources"), HEADS, (ROW, replace(ROW, name="Together", is_sum=True)), "They sent 8.",
    Notes("How to read this", ("Nobody owes anybody.",)), Paper.LETTER,
)  # fmt: skip


def log_made(sheet: ThanksLogSheet = LOG) -> tuple[Made, bytes]:
    out = io.BytesIO()
    return thanks_log.render(sheet, out), out.getvalue()


def top_made(sheet: TopSourcesSheet = TOP) -> tuple[Made, bytes]:
    out = io.BytesIO()
    return top_sources.render(sheet, out), out.getvalue()


@pytest.mark.parametrize("paper", list(Paper))
def test_the_log_has_its_heads_on_each_page_and_loses_no_row(paper: Paper) -> None:
    report, pdf = log_made(replace(LOG, paper=paper))
    pages = reading.page_texts(pdf)
    assert len(pages) == report.pages > 2
    tables = [page for page in pages if "Person" in page]
    assert all("Day Who Done" in page for page in tables)
    assert all(" ".join(pages).count(f"Person {number} ") == 1 for number in range(60))
    assert "90% of 20" in pages[0]
    assert "Days are working days." in pages[-1]
    for picture in reading.pictures(pdf):
        assert reading.ink_box(picture)[3] <= SIZES[paper][1] - 30


def test_a_right_column_ends_at_its_end() -> None:
    _report, pdf = log_made()
    (done, *_more) = reading.places(pdf, 0, "Done")
    (day, *_more) = reading.places(pdf, 0, "Nov 3")
    assert day.x == pytest.approx(54, abs=0.5)
    assert 504 + 54 - 30 < done.x < 504 + 54


def test_a_row_higher_than_a_page_is_carried_over() -> None:
    rows = [(tuple(Words(f"line {number}.") for number in range(120)), (Words("Ana"),), ())]
    parts = report_grid.grids(COLUMNS, rows, width=504, first=300, room=500)
    assert len(parts) > 2
    assert all(part.height(504) - part.blank <= 500 for part in parts)
    _report, pdf = log_made(replace(LOG, rows=tuple(rows)))
    whole = " ".join(reading.page_texts(pdf))
    assert all(f"line {number}." in whole for number in range(120))


def test_any_name_is_printed_or_reported() -> None:
    rows = tuple(cells(place, words[:200]) for place, words in enumerate(hostile.WORDS))
    report, pdf = log_made(replace(LOG, rows=rows, frame=replace(FRAME, overline="W" * 200)))
    assert report.unprintable
    for picture in reading.pictures(pdf)[:3]:
        assert reading.ink_box(picture)[2] <= SIZES[Paper.LETTER][0] - 50


def test_top_sources_tell_money_only_with_its_head() -> None:
    text = " ".join(reading.page_texts(top_made()[1]))
    for words in ("Top sources", "Ana Díaz", "Realty · 2 the time before", "4.4", "Together", "They sent 8."):
        assert words in text
    assert "1,200.00" not in text
    assert "1,200.00" in reading.page_texts(top_made(replace(TOP, heads=replace(HEADS, brought="brought")))[1])[0]


def test_many_top_sources_of_long_names_keep_to_the_page() -> None:
    rows = (*(replace(ROW, name=f"{number} " + "Wide " * 39) for number in range(40)), TOP.rows[-1])
    report, pdf = top_made(replace(TOP, rows=rows))
    assert report.pages > 3
    for picture in reading.pictures(pdf):
        left, _top, right, bottom = reading.ink_box(picture)
        assert left >= 53
        assert right <= SIZES[Paper.LETTER][0] - 53
        assert bottom <= SIZES[Paper.LETTER][1] - 30


@pytest.mark.parametrize("many", range(12, 24))
def test_how_to_read_top_sources_never_stands_alone(many: int) -> None:
    rows = (*(replace(TOP.rows[0], name=f"No {each}") for each in range(many)), TOP.rows[-1])
    *before, last = reading.page_texts(top_made(replace(TOP, rows=rows))[1])
    assert TOP.notes.heading in last
    assert TOP.rows[-1].name in last
    assert sum(f"No {each}" in " ".join((*before, last)) for each in range(many)) == many

"""The directory on paper: everybody whole and in their order, running heads, page numbers, room at the edges."""

import io
from collections.abc import Sequence

import hostile
import paper_reading as reading
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.documents import directory
from refdesk.documents.directory_text import DirectorySheet, Entry, EntrySection
from refdesk.documents.report import Made
from refdesk.documents.sheets import SIZES, Paper


def an_entry(number: int, name: str = "", **more: object) -> Entry:
    return Entry(
        str(number), name or f"Lind, Bo {number}", "Harbor & Hill Realty", ("(614) 555-0101",),
        (f"bo{number}@example.com",), (f"{number} Orchard Street", "Columbus, OH 43004"), "Nov 18",
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def a_sheet(*sections: tuple[str, Sequence[Entry]], paper: Paper = Paper.LETTER, firm: str = "Fern") -> DirectorySheet:
    made = tuple(EntrySection(head, tuple(entries)) for head, entries in sections)
    return DirectorySheet(firm, "Contact directory", "Some contacts.", "As of today.", made, paper)


def made(sheet: DirectorySheet) -> tuple[Made, bytes]:
    out = io.BytesIO()
    return directory.render(sheet, out), out.getvalue()


LONG = a_sheet(*((letter, [an_entry(number) for number in range(12)]) for letter in "ABCDEFG"))


@pytest.mark.parametrize("paper", list(Paper))
def test_pages_say_from_where_to_where_they_go(paper: Paper) -> None:
    report, pdf = made(a_sheet(*((each.head, each.entries) for each in LONG.sections), paper=paper))
    pages = reading.page_texts(pdf)
    assert report.pages == len(pages) > 3
    assert "A–B" in pages[0] or "A–C" in pages[0]
    assert "DIRECTORY G Name" in pages[-1]
    assert "DIRECTORY C–E Name" in pages[1] or "DIRECTORY B–D Name" in pages[1] or "DIRECTORY C–D" in pages[1]
    for number, page in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in page
        assert all(words in page for words in ("Phone", "E-mail", "Address", "Birthday"))
    whole = " ".join(pages)
    assert whole.count("(614) 555-0101") == 84
    assert [entry.title for entry in pypdf.PdfReader(io.BytesIO(pdf)).outline] == list("ABCDEFG")  # type: ignore[union-attr]


def test_columns_stand_apart_and_nothing_comes_near_an_edge() -> None:
    _report, pdf = made(a_sheet(("L", [an_entry(1, "Lind-" + "Bo" * 40), an_entry(2)])))
    width = SIZES[Paper.LETTER][0]
    (phone, *_more) = reading.places(pdf, 0, "(614) 555-0101")
    (mail,) = reading.places(pdf, 0, "bo2@example.com")
    assert (phone.x, mail.x) == (pytest.approx(54 + 148, abs=0.5), pytest.approx(54 + 230, abs=0.5))
    left, _top, right, _bottom = reading.ink_box(reading.pictures(pdf)[0])
    assert left >= 53
    assert right <= width - 53
    assert reading.ink_cover(reading.pictures(pdf)[0]) < 0.08


def test_a_head_never_stands_alone_at_the_foot() -> None:
    for count in range(20, 26):
        pages = reading.page_texts(made(a_sheet(("A", [an_entry(n) for n in range(count)]), ("Zz", [an_entry(99)])))[1])
        for page in pages:
            assert ("Zz" not in page.split("Birthday")[1]) or "bo99@" in page


def test_somebody_higher_than_a_page_is_carried_over_and_not_cut() -> None:
    tall = Entry("1", "Lind, Bo", phones=tuple(f"614 555 {number:04}" for number in range(150)))
    report, pdf = made(a_sheet(("L", [an_entry(2), tall, an_entry(3)])))
    whole = " ".join(reading.page_texts(pdf))
    assert all(number in whole for number in tall.phones)
    assert report.pages == 4 or report.pages == 3
    for picture in reading.pictures(pdf):
        assert reading.ink_box(picture)[3] <= SIZES[Paper.LETTER][1] - 30


def test_any_words_are_printed_or_reported() -> None:
    entries = [
        Entry(str(place), words[:200], words[:200], (words[:60],), (words[:60],), (words[:200],))
        for place, words in enumerate(hostile.WORDS)
    ]
    report, pdf = made(a_sheet((hostile.WORDS[-1][:200], entries), firm="W" * 200))
    assert len(report.printed) == len(hostile.WORDS)
    assert report.unprintable
    for picture in reading.pictures(pdf)[:3]:
        left, _top, right, _bottom = reading.ink_box(picture)
        assert left >= 50
        assert right <= SIZES[Paper.LETTER][0] - 50


@settings(max_examples=15)
@given(st.lists(st.tuples(st.text("ABC ", min_size=1, max_size=40), st.integers(0, 6)), min_size=1, max_size=40))
def test_nobody_is_lost_and_the_same_is_made_twice(people: list[tuple[str, int]]) -> None:
    entries = [
        Entry(str(place), f"N{place}. {name}", phones=tuple(f"555 {number}" for number in range(phones)))
        for place, (name, phones) in enumerate(people)
    ]
    sheet = a_sheet(("N", entries))
    report, pdf = made(sheet)
    assert report.printed == tuple(entry.key for entry in entries)
    whole = " ".join(reading.page_texts(pdf))
    assert [f"N{place}." in whole for place in range(len(people))] == [True] * len(people)
    assert made(sheet)[1] == pdf

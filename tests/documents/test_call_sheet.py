"""The call sheet: nothing split, nothing cut, rows wide enough for a pen, and an id to find its way back."""

import io
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import (
    ink_box,
    ink_cover,
    nasty_strings,
    page_texts,
    pictures,
    places,
    preferences,
    squeezed,
    strokes,
)

from refdesk.documents import call_sheet, call_sheet_entry, shaping
from refdesk.documents.call_sheet_entry import LaidEntry
from refdesk.documents.call_sheet_text import CallSheet, Entry, OpenPromise, ScriptLine
from refdesk.documents.report import Made
from refdesk.documents.stock import SIZES, Paper

DAY = date(2026, 11, 17)
SCRIPT = (
    ScriptLine("Help first.", "“How can I help you just now, and who would be a good lead for you?”"),
    ScriptLine("Listen, write it down.", "Promise only what you will do, and say by when."),
    ScriptLine("Then ask, once.", "“When someone tells you about their kitchen, may I be the one you name?”"),
)


def an_entry(number: int = 1, **changes: object) -> Entry:
    entry = Entry(
        key=f"e{number}",
        number=number,
        name="Håkon Bjørnstad",
        organisation="Port Alder Credit Union, home loans",
        phone="(503) 555-0171",
        best_time="Tue and Thu mornings",
        last_contact="message left Nov 10",
        does="renovation loans up to 150,000",
        good_lead="owners with a written estimate in hand",
        i_did_last="sent two estimates this spring",
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


def a_sheet(*entries: Entry, paper: Paper = Paper.LETTER, **changes: object) -> CallSheet:
    sheet = CallSheet("R3-11", "Halloran & Daughters", "November 2026", DAY, 11, 19, 61, 114, SCRIPT, entries, paper)
    return replace(sheet, **changes)  # type: ignore[arg-type]


def made(sheet: CallSheet) -> tuple[bytes, Made]:
    out = io.BytesIO()
    report = call_sheet.render(sheet, out)
    return out.getvalue(), report


def test_a_sheet_says_whose_it_is_and_for_which_day() -> None:
    pdf, report = made(a_sheet(*(an_entry(number) for number in range(1, 9))))
    first, second = page_texts(pdf)
    for text in (first, second):
        assert "HALLORAN & DAUGHTERS · REFERRAL MONTH · NOVEMBER 2026" in text
        assert "Tuesday, November 17" in text
        assert "day 11 of 19 · 61 of 114 called · 8 calls today" in text
        assert "sheet R3-11" in text
        assert "T talked M message left N no answer B call back on W wrong number X do not call again" in text
    assert "page 1 of 2" in first
    assert "page 2 of 2" in second
    assert report == Made(2, tuple(f"e{number}" for number in range(1, 9)))


def test_an_entry_prints_all_its_facts() -> None:
    promises = (
        OpenPromise("lunch in November", date(2026, 11, 30)),
        OpenPromise("plumber’s number", date(2026, 11, 6)),
    )
    text = page_texts(made(a_sheet(an_entry(try_number=2, promises=promises)))[0])[0]
    for words_printed in (
        "Håkon Bjørnstad",
        "2nd try",
        "(503) 555-0171",
        "Tue and Thu mornings",
        "Last contact message left Nov 10",
        "Does renovation loans up to 150,000",
        "Good lead owners with a written estimate in hand",
        "I did last sent two estimates this spring",
        "lunch in November, due Nov 30",
        "plumber’s number, was due Nov 6",
        "How can I help?",
        "Call back on",
        "A good lead for them",
        "Lead I promised: to whom",
        "by when",
        "Referral",
        "from them",
        "to them",
        "name",
        "need",
    ):
        assert words_printed in text
    assert text.index("plumber’s number") < text.index("lunch in November")


def test_empty_facts_leave_no_label_and_doing_nothing_is_said() -> None:
    text = page_texts(made(a_sheet(Entry("x", 1, "Mai")))[0])[0]
    assert "I did last nothing yet" in text
    for label in ("Last contact", "Does ", "Good lead ", "try", "None"):
        assert label not in text.replace("A good lead", "")


def test_more_than_three_promises_are_counted() -> None:
    promises = tuple(OpenPromise(f"promise {number}", date(2026, 11, 20 + number)) for number in range(5))
    text = page_texts(made(a_sheet(an_entry(promises=promises)))[0])[0]
    assert "promise 2, due Nov 22" in text
    assert "promise 3" not in text
    assert "and 2 more on screen" in text


@pytest.mark.parametrize("paper", list(Paper))
def test_rules_and_rows_stand_where_the_pen_expects_them(paper: Paper) -> None:
    pdf, _report = made(a_sheet(*(an_entry(number) for number in range(1, 7)), paper=paper))
    width, height = SIZES[paper]
    right = width - (36 if paper is Paper.LETTER else 34)
    lines = strokes(pdf, 0)
    rules = sorted({round(stroke.y1, 1) for stroke in lines if stroke.width == 0.8}, reverse=True)
    assert rules[0] == pytest.approx(height - 121, abs=0.5)
    assert rules[-1] == pytest.approx(41.5, abs=0.5)
    assert len(rules) == 7
    heights = [above - below for above, below in pairwise(rules)]
    assert all(104.7 <= entry <= 114 for entry in heights)
    assert all((stroke.x1, stroke.x2) == pytest.approx((54, right), abs=0.5) for stroke in lines if stroke.width == 0.8)
    pens = [stroke for stroke in lines if stroke.dashed]
    assert min(stroke.x1 for stroke in pens) == pytest.approx(54 + 269, abs=0.5)
    assert max(stroke.x2 for stroke in pens) == pytest.approx(right, abs=0.5)
    rows = sorted({round(stroke.y1, 2) for stroke in pens}, reverse=True)
    assert len(rows) == 24
    assert all(above - below >= 22.7 for above, below in pairwise(rows))
    days = [stroke for stroke in pens if stroke.x2 - stroke.x1 == pytest.approx(72, abs=0.5)]
    assert len(days) == 12


def test_the_number_stands_at_the_left_of_its_entry() -> None:
    pdf, _report = made(a_sheet(an_entry(7)))
    number = next(word for word in places(pdf, 0, "7") if word.size == 18)
    assert (number.x, number.y) == pytest.approx((54, 792 - 121 - 2.8 - 15), abs=0.5)
    name = places(pdf, 0, "Håkon Bjørnstad")[0]
    assert (name.x, name.y) == pytest.approx((54 + 58, 792 - 121 - 2.8 - 10.5), abs=0.5)


@given(
    heights=st.lists(st.floats(104.8, 629.0), max_size=25),
    room=st.sampled_from([629.5, 679.4]),
)
def test_entries_keep_their_order_are_never_split_and_fit_their_page(heights: list[float], room: float) -> None:
    entries = [
        LaidEntry(Entry(str(place), place, "x"), (), height, frozenset()) for place, height in enumerate(heights)
    ]
    spreads = call_sheet.paginate(entries, room)
    assert [laid for spread in spreads for laid in spread.entries] == entries
    for spread in spreads:
        assert sum(spread.heights) + spread.rest <= room + 1e-6
        assert all(given >= laid.height for given, laid in zip(spread.heights, spread.entries, strict=True))


@given(inner=st.floats(98, 600))
def test_pen_rows_are_never_too_narrow(inner: float) -> None:
    rows, pitch = call_sheet_entry.pen_rows(inner)
    assert rows >= 4
    assert 22.7 <= pitch <= 28.4
    assert rows * pitch <= inner


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("count", [0, 1, 5, 6, 9])
def test_pages_are_light_and_keep_clear_of_the_edges(paper: Paper, count: int) -> None:
    pdf, report = made(a_sheet(*(an_entry(number) for number in range(1, count + 1)), paper=paper))
    width, height = SIZES[paper]
    drawn = pictures(pdf)
    assert len(drawn) == report.pages
    for picture in drawn:
        assert ink_cover(picture) < 0.08
        left, top, right, bottom = ink_box(picture)
        assert left >= 52
        assert min(top, width - right, height - bottom) >= 17


def test_the_last_page_has_room_for_notes() -> None:
    few = page_texts(made(a_sheet(an_entry(1), an_entry(2)))[0])[0]
    full = page_texts(made(a_sheet(*(an_entry(number) for number in range(1, 7))))[0])[0]
    assert "Notes of the day" in few
    assert "Notes of the day" not in full


def test_the_same_sheet_is_the_same_file() -> None:
    sheet = a_sheet(an_entry(name="עמית ברק (Amit Barak)"), an_entry(2, name="Ioana Țuțescu"))
    assert made(sheet)[0] == made(sheet)[0]


def test_a_name_of_200_letters_is_printed_whole() -> None:
    name = "Maria-Theresia Wilhelmina " * 8
    pdf, report = made(a_sheet(an_entry(name=name, organisation=name)))
    assert not report.misfits
    letters = "".join(name.split())
    assert "".join(page_texts(pdf)[0].split()).count(letters) == 2


def test_an_entry_higher_than_a_page_is_reported_and_the_others_keep_their_numbers() -> None:
    pdf, report = made(a_sheet(an_entry(1), an_entry(2, does="too many words " * 900), an_entry(3)))
    assert report.printed == ("e1", "e3")
    (misfit,) = report.misfits
    assert misfit.key == "e2"
    assert misfit.lines_over > 100
    assert [number for number in "123" if any(word.size == 18 for word in places(pdf, 0, number))] == ["1", "3"]


def test_a_long_firm_and_script_push_the_entries_down() -> None:
    long = a_sheet(
        an_entry(), firm="Halloran & Daughters & Sons " * 8, script=(ScriptLine("Say.", "long words " * 60), *SCRIPT)
    )
    pdf, _report = made(long)
    text = page_texts(pdf)[0]
    assert squeezed("HALLORAN & DAUGHTERS & SONS " * 8) in text
    assert squeezed("long words " * 60) in text
    rules = [stroke.y1 for stroke in strokes(pdf, 0) if stroke.width == 0.8]
    assert max(rules) < 792 - 150
    assert ink_box(pictures(pdf)[0])[1] >= 17


def test_more_days_than_squares_have_none() -> None:
    few = made(a_sheet(an_entry()))[0]
    many = made(a_sheet(an_entry(), day_count=28))[0]
    assert ink_cover(pictures(many)[0]) < ink_cover(pictures(few)[0])


def test_the_file_prints_at_its_true_size() -> None:
    pdf, _report = made(a_sheet(*(an_entry(number) for number in range(1, 9))))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Call sheet, Tuesday, November 17"
    assert [entry.title for entry in reader.outline] == [f"Tuesday, November 17, page {n} of 2" for n in (1, 2)]  # type: ignore[union-attr]
    assert preferences(pdf) == {"/PrintScaling": "/None", "/DisplayDocTitle": True}


def test_missing_characters_are_reported_with_the_person() -> None:
    _pdf, report = made(a_sheet(an_entry(name="Li \ue0ff", does="\ue1ff cakes")))
    (lost,) = report.unprintable
    assert (lost.key, lost.characters) == ("e1", ("\ue0ff", "\ue1ff"))
    assert lost.sentence() == "Li \ue0ff: no font has U+E0FF, U+E1FF, so question marks stand in their places"


def test_text_that_looks_like_markup_is_text(samples: Path) -> None:
    entries = [an_entry(number, name=text, does=text) for number, text in enumerate(nasty_strings(samples), 1)]
    pdf, report = made(a_sheet(*entries))
    printed = "".join("".join(page_texts(pdf)).split())
    lost = {item.key for item in (*report.unprintable, *report.misfits)}
    compared = 0
    for entry in entries:
        letters = "".join(shaping.clean(entry.name).split())
        if entry.key in lost or any(ord(ch) > 0x2FF and ch not in "’•" for ch in letters) or not letters:
            continue
        assert letters in printed, entry.name
        compared += 1
    assert compared > 40


def test_a_firm_of_narrow_letters_stays_left_of_the_squares() -> None:
    pdf, _report = made(a_sheet(an_entry(), firm="Illi " * 40))
    drawn = pictures(pdf)[0].crop((0, 0, 612 * 2, 62 * 2))
    squares_from = 612 - 36 - 18 * 8.3 - 6.2
    between = drawn.crop((round((squares_from - 11) * 2), 0, round((squares_from - 1) * 2), 62 * 2))
    assert between.getextrema() == (255, 255)


@given(name=st.text(max_size=40), words=st.text(max_size=60), firm=st.text(max_size=60))
@settings(max_examples=40)
def test_any_text_at_all_makes_a_sheet(name: str, words: str, firm: str) -> None:
    entry = an_entry(name=name, organisation=words, phone=name, does=words, promises=(OpenPromise(words),))
    _pdf, report = made(a_sheet(entry, firm=firm))
    assert report.printed == ("e1",)
    assert all(report.sentences())


def test_several_days_make_one_file_each_with_its_own_pages() -> None:
    tuesday = a_sheet(*(an_entry(number) for number in range(1, 8)))
    wednesday = a_sheet(an_entry(), day=date(2026, 11, 18), sheet_id="2")
    out = io.BytesIO()
    written = call_sheet.render_days([tuesday, wednesday], out)
    pages = [page.extract_text() for page in pypdf.PdfReader(out).pages]
    assert written.pages == len(pages) == 3
    assert len(written.printed) == 8
    assert "page 2 of 2" in pages[1]
    assert "page 1 of 1" in pages[2]

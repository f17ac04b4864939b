"""The cover before the sheets of several days, and sheets with the longest names there are."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from paper_reading import ink_box, ink_cover, page_texts, pictures, places, strokes
from test_call_sheet import a_sheet, an_entry, made

from refdesk.documents import call_sheet
from refdesk.documents.call_sheet_text import CallSheet, Cover
from refdesk.documents.report import Made
from refdesk.documents.stock import SIZES, Paper
from refdesk.errors import Cancelled
from refdesk.progress import Progress

MONDAY = date(2026, 11, 16)
COVER = Cover("Nov 16 – 20", (31, 16, 9, 3, 2, 0), 33)


def week(paper: Paper = Paper.LETTER, days: int = 5, calls: int = 7) -> list[CallSheet]:
    entries = [an_entry(number) for number in range(1, calls + 1)]
    return [
        a_sheet(
            *entries, paper=paper, day=MONDAY + timedelta(days=at), sheet_id=f"3-{MONDAY + timedelta(days=at):%Y%m%d}"
        )
        for at in range(days)
    ]


def covered(sheets: Sequence[CallSheet], cover: Cover = COVER) -> tuple[bytes, Made]:
    out = io.BytesIO()
    report = call_sheet.render_days(sheets, out, cover=cover)
    return out.getvalue(), report


def test_a_cover_says_how_far_the_month_is_and_names_each_sheet() -> None:
    pdf, report = covered(week())
    texts = page_texts(pdf)
    assert report.pages == len(texts) == 11
    for words in (
        "HALLORAN & DAUGHTERS · REFERRAL MONTH · NOVEMBER 2026", "Nov 16 – 20",
        "day 11 of 19 · 61 of 114 called · 35 calls here", "Called at least once", "61 of 114, 33 of them reached",
        "T 31", "M 16", "X 0", "Monday, November 16 7 calls 2 pages sheet 3-20261116",
        "Friday, November 20 7 calls 2 pages sheet 3-20261120", "called", "entered", "Notes", "cover",
    ):  # fmt: skip
        assert words in texts[0], words
    assert "Help first" not in texts[0]
    assert "page 1 of 2" in texts[1]


def test_a_cover_printed_half_way_shows_the_days_gone_by_until_then() -> None:
    texts = page_texts(covered(week(), replace(COVER, day_number=14))[0])
    assert "day 14 of 19 · 61 of 114 called · 35 calls here" in texts[0]
    assert "day 11 of 19" in texts[1]


@pytest.mark.parametrize("paper", list(Paper))
def test_the_cover_keeps_to_the_lines_of_the_sheets(paper: Paper) -> None:
    pdf, _report = covered(week(paper))
    width, height = SIZES[paper]
    right = width - (36 if paper is Paper.LETTER else 34)
    rules = [
        stroke for stroke in strokes(pdf, 0) if not stroke.dashed and stroke.y1 == stroke.y2 and stroke.width == 0.8
    ]
    assert {(round(rule.x1), round(rule.x2)) for rule in rules} == {(54, round(right))}
    heights = sorted((height - rule.y1 for rule in rules), reverse=True)
    assert heights[-2:] == pytest.approx([152.0, 84.0], abs=0.5)
    assert heights[0] == pytest.approx(height - 41.5, abs=0.5)
    title = places(pdf, 0, "Nov 16")[0]
    assert (title.x, title.y) == pytest.approx((54, height - 65), abs=0.5)
    days = [places(pdf, 0, day)[0] for day in ("Monday, November 16", "Tuesday, November 17")]
    assert days[0].y - days[1].y == pytest.approx(24, abs=0.5)
    picture = pictures(pdf)[0]
    assert ink_cover(picture) < 0.08
    left, top, end, foot = ink_box(picture)
    assert left >= 52
    assert min(top, width - end, height - foot) >= 17


def test_a_cover_of_three_months_goes_on_to_a_second_page_and_names_every_day_once() -> None:
    sheets = [replace(sheet, day_count=66) for sheet in week(days=66, calls=0)]
    pdf, report = covered(sheets)
    covers = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages[:3]]
    assert report.pages == 66 + len(covers)
    named = " ".join(covers)
    assert [named.count(sheet.sheet_id) for sheet in sheets] == [1] * 66
    assert "cover 2 of 3" in covers[1]


def test_nobody_called_yet_is_an_empty_bar() -> None:
    none = [replace(sheet, called=0, to_call=0) for sheet in week(days=1, calls=0)]
    assert "0 of 0, 0 of them reached" in page_texts(covered(none, Cover("Nov 16", (0,) * 6, 0))[0])[0]


def test_a_long_job_is_stopped_on_its_way() -> None:
    progress = Progress()
    progress.stop()
    with pytest.raises(Cancelled):
        call_sheet.render_days(week(), io.BytesIO(), progress=progress)


def longest_names(samples: Path, many: int) -> list[str]:
    """Return the longest surnames and forenames of all countries, in their own letters and in ours."""
    found: set[str] = set()
    for file in ("common-surnames-by-country.csv", "common-forenames-by-country.csv"):
        with (samples / "names-by-country" / file).open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        for column in ("Localized Name", "Romanized Name"):
            found |= set(sorted((row[column] for row in rows), key=len, reverse=True)[:many])
    return sorted(found, key=lambda name: (-len(name), name))


@pytest.mark.parametrize("paper", list(Paper))
def test_the_longest_names_of_all_countries_wrap_and_never_shrink(samples: Path, paper: Paper) -> None:
    names = longest_names(samples, 7)
    doubled = [f"{name} {names[at - 1]}-{name}" for at, name in enumerate(names)]
    entries = [an_entry(at, name=name, organisation=name) for at, name in enumerate(doubled, 1)]
    pdf, report = made(a_sheet(*entries, paper=paper))
    assert not report.misfits
    assert len(report.printed) == len(doubled)
    printed = "".join("".join(page_texts(pdf)).split())
    latin = [name for name in doubled if all(ord(ch) < 0x250 for ch in name)]
    assert len(latin) > 10
    assert [name for name in latin if "".join(name.split()) not in printed] == []
    edge = 54 + 58 + 198
    sizes = {word.size for name in latin for word in places(pdf, 0, name.split()[0])}
    assert sizes <= {12.5, 9.0}
    for picture in pictures(pdf)[:3]:
        gap = picture.crop((round((edge + 1) * 2), 130 * 2, round((edge + 12) * 2), 700 * 2))
        rows = [y for y in range(gap.height) if gap.crop((0, y, gap.width, y + 1)).getextrema()[0] < 128]
        assert len(rows) <= 3 * 8, "words run into the room for the pen"

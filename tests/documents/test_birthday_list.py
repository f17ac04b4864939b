"""The list of a month: every day on it, nothing cut, rows wide enough for a pen, ticked what is done."""

import io
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import openings
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

from refdesk import i18n
from refdesk.documents import birthday_list, shaping
from refdesk.documents.birthday_list_text import BirthdayList, ListedDay
from refdesk.documents.report import Made
from refdesk.documents.sheets import SIZES, Paper

FIRST = date(2026, 11, 1)


def a_day(number: int = 1, **changes: object) -> ListedDay:
    day = ListedDay(str(number), date(2026, 11, 25), "Håkon Bjørnstad", "Birthday, 60 years", date(2026, 11, 20))
    return replace(day, **changes)  # type: ignore[arg-type]


def a_list(*days: ListedDay, paper: Paper = Paper.LETTER, **changes: object) -> BirthdayList:
    sheet = BirthdayList("Halloran & Daughters", FIRST, date(2026, 11, 22), days, paper)
    return replace(sheet, **changes)  # type: ignore[arg-type]


def made(sheet: BirthdayList) -> tuple[bytes, Made]:
    out = io.BytesIO()
    report = birthday_list.render(sheet, out)
    return out.getvalue(), report


def test_the_list_says_whose_it_is_and_for_which_month() -> None:
    pdf, report = made(a_list(a_day(), a_day(2, on=date(2026, 11, 30), remark="missed", is_missed=True)))
    (text,) = page_texts(pdf)
    for words in ("HALLORAN & DAUGHTERS", "Birthdays & anniversaries", "November 2026", "2 days to think of somebody.",
                  "Wed, Nov 25", "Håkon Bjørnstad", "Birthday, 60 years", "Nov 20", "Mon, Nov 30", "missed",
                  "As of Nov 22.", "page 1 of 1"):  # fmt: skip
        assert words in text
    assert report == Made(1, ("1", "2"))
    assert preferences(pdf)["/PrintScaling"] == "/None"


@pytest.mark.parametrize("paper", list(Paper))
def test_head_and_columns_stand_where_the_page_says(paper: Paper) -> None:
    pdf, _report = made(a_list(a_day(), paper=paper))
    width, height = SIZES[paper]
    [title] = places(pdf, 0, "Birthdays & anniversaries")
    assert (title.x, title.y) == pytest.approx((54.0, height - 79.0), abs=0.5)
    assert title.size == pytest.approx(28.0)
    [name] = places(pdf, 0, "Håkon Bjørnstad")
    scale = (width - 108.0) / 504.0
    assert name.x == pytest.approx(54.0 + 88.0 * scale, abs=0.5)
    assert name.y == pytest.approx(height - 119.0 - 16.0, abs=0.5)
    rules = [line for line in strokes(pdf, 0) if not line.dashed and line.y1 == line.y2]
    assert (rules[0].x1, rules[0].x2, rules[0].y1) == pytest.approx((54.0, width - 54.0, height - 119.0), abs=0.5)
    (foot,) = [line for line in rules if line.y1 == pytest.approx(47.5, abs=0.5)]
    assert foot.width == pytest.approx(0.5)
    left, top, right, bottom = ink_box(pictures(pdf)[0])
    assert min(left, top, width - right, height - bottom) > 17.0, "nothing near an edge"


def test_a_row_is_high_enough_for_a_pen_and_has_its_boxes() -> None:
    pdf, _report = made(a_list(*(a_day(number) for number in range(1, 11))))
    between = sorted({round(line.y1, 2) for line in strokes(pdf, 0) if line.dashed}, reverse=True)
    assert len(between) == 9
    assert all(upper - lower >= 22.7 for upper, lower in pairwise(between))


def test_what_is_done_is_ticked() -> None:
    open_one, _report = made(a_list(a_day()))
    printed, _report = made(a_list(a_day(printed=True)))
    sent, _report = made(a_list(a_day(printed=True, sent=True)))
    assert ink_cover(pictures(open_one)[0]) < ink_cover(pictures(printed)[0]) < ink_cover(pictures(sent)[0]) < 0.08


def test_a_long_month_goes_over_pages_with_its_head_on_each() -> None:
    days = [a_day(number, name=f"Person {number}") for number in range(1, 61)]
    pdf, report = made(a_list(*days))
    texts = page_texts(pdf)
    assert report.pages == len(texts) == 3
    assert all("Birthdays & anniversaries" in text and "Mail by" in text for text in texts)
    assert [sum(f"Person {number} " in f"{text} " for text in texts) for number in range(1, 61)] == [1] * 60
    assert "page 3 of 3" in texts[2]


def test_long_names_wrap_and_are_never_cut() -> None:
    name = "Wilhelmina Konstantina van den Broek-Ossendrijver " * 4
    pdf, report = made(a_list(a_day(name=name.strip(), organisation="Broek-Ossendrijver & Lindqvist " * 4)))
    assert report.misfits == ()
    assert squeezed(name).replace(" ", "") in squeezed(page_texts(pdf)[0]).replace(" ", "").replace("-", "-")


def test_a_day_higher_than_a_page_is_left_out_and_named() -> None:
    _pdf, report = made(a_list(a_day(what="word " * 4000), a_day(2)))
    assert report.printed == ("2",)
    (misfit,) = report.misfits
    assert misfit.sentence().startswith("Håkon Bjørnstad, what for: ")


def test_a_month_without_days_says_so() -> None:
    pdf, report = made(a_list())
    assert report.pages == 1
    assert "Nobody whom you know has a birthday or an anniversary in this month." in page_texts(pdf)[0]


def test_february_explains_its_last_day() -> None:
    pdf, _report = made(a_list(a_day(), first=date(2027, 2, 1)))
    assert "February 29 is kept on February 28 in common years." in page_texts(pdf)[0]


def test_dates_follow_the_language() -> None:
    before = i18n.code()
    try:
        i18n.use("en_GB")
        pdf, _report = made(a_list(a_day(), paper=Paper.A4))
    finally:
        i18n.use(before)
    assert "Wed 25 Nov" in page_texts(pdf)[0]


def test_the_same_list_is_the_same_file() -> None:
    sheet = a_list(a_day(), a_day(2))
    assert made(sheet)[0] == made(sheet)[0]


def test_text_that_looks_like_markup_is_text(samples: Path) -> None:
    days = [a_day(number, name=text, organisation=text) for number, text in enumerate(nasty_strings(samples), 1)]
    with openings.watched() as opened:
        pdf, report = made(a_list(*days))
    assert opened.elsewhere() == []
    printed = "".join("".join(page_texts(pdf)).split())
    lost = {item.key for item in (*report.unprintable, *report.misfits)}
    assert len(report.printed) + len(report.misfits) == len(days)
    compared = 0
    for day in days:
        letters = "".join(shaping.clean(day.name).split())
        if day.key in lost or any(ord(ch) > 0x2FF and ch not in "’•" for ch in letters) or not letters:
            continue
        assert letters in printed, day.name
        compared += 1
    assert compared > 40


@given(name=st.text(max_size=40), what=st.text(max_size=60), firm=st.text(max_size=60))
@settings(max_examples=30)
def test_any_text_at_all_makes_a_list(name: str, what: str, firm: str) -> None:
    pdf, report = made(a_list(a_day(name=name, organisation=what, what=what, remark=name), firm=firm))
    assert report.pages == len(page_texts(pdf)) == 1

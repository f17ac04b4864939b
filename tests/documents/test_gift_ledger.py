"""The gift ledger on paper: what it says, where it stands, and that nothing is ever left out."""

import io
import math
from dataclasses import replace

import hostile
import paper_reading as reading
import pytest

from refdesk.documents import gift_ledger
from refdesk.documents.gift_ledger_text import GiftLedgerSheet, LedgerGroup, LedgerLine, Mark
from refdesk.documents.report import Made
from refdesk.documents.sheets import SIZES, Paper

OVER = LedgerGroup(
    "contact-1", "Amara Okonkwo", "Harbor & Hill Realty, referral source", "31.45 of 25.00: over by 6.45",
    (
        LedgerLine("Jan 14", "Jar of heather honey", "Thanks: the Achterberg kitchen", "9.50", ""),
        LedgerLine("Aug 24", "Book of tide tables, bound", "Thanks: the Nguyen-Baptistes bought", "21.95", "4.10"),
    ),
    Mark.OVER,
)  # fmt: skip
NEAR = LedgerGroup(
    "household-2", "Håkon and Solveig Bjørnstad", "household, one limit", "20.90 of 25.00: 4.10 left",
    (LedgerLine("Feb 20", "Cardamom buns", "Thanks: first introduction", "20.90", "3.20"),), Mark.NEAR,
)  # fmt: skip
QUIET = LedgerGroup(
    "contact-3", "José Ibáñez", "adjuster", "may not accept gifts", (LedgerLine("Apr 17", "Card only", "", "", ""),),
    quiet=True,
)  # fmt: skip
SHEET = GiftLedgerSheet(
    "Halloran & Daughters", "Gift ledger", "Tax year 2026, to November 16", "Rule set: United States.",
    (OVER, NEAR, QUIET), "4 gifts to 3 people or households", "52.35", "7.30",
    ((Mark.OVER, "over the limit: 1, by 6.45 together. Within the limits: 45.90."), (Mark.NEAR, "near: four fifths")),
    "Nora Halloran", "en_US", Paper.LETTER,
)  # fmt: skip


def made(sheet: GiftLedgerSheet = SHEET) -> tuple[Made, bytes]:
    out = io.BytesIO()
    return gift_ledger.render(sheet, out), out.getvalue()


def rows(pdf: bytes, *words: str) -> list[tuple[float, float]]:
    """Return the places of words on the first page, from the upper left corner."""
    height = SIZES[Paper.LETTER][1]
    return [(round(reading.places(pdf, 0, each)[0].x, 1), round(height - reading.places(pdf, 0, each)[0].y, 1))
            for each in words]  # fmt: skip


def test_it_says_all_that_was_given() -> None:
    done, pdf = made()
    (text,) = reading.page_texts(pdf)
    assert done.printed == ("contact-1", "household-2", "contact-3")
    for words in (
        "HALLORAN & DAUGHTERS", "Gift ledger", "Tax year 2026, to November 16", "Business reason",
        "Amara Okonkwo Harbor & Hill Realty, referral source", "31.45 of 25.00: over by 6.45", "Jan 14",
        "Jar of heather honey", "Thanks: the Achterberg kitchen", "9.50", "20.90 of 25.00: 4.10 left",
        "may not accept gifts", "4 gifts to 3 people or households 52.35 7.30",
        "over the limit: 1, by 6.45 together. Within the limits: 45.90.", "near: four fifths",
        "A list for you and your accountant. It informs and is not tax advice.", "page 1 of 1",
    ):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("paper", Paper)
def test_it_stands_where_the_paper_has_it(paper: Paper) -> None:
    _done, pdf = made(replace(SHEET, paper=paper))
    width, height = SIZES[paper]
    measure = width - 108

    def at(words: str) -> tuple[float, float]:
        found = reading.places(pdf, 0, words)[0]
        return found.x, height - found.y

    assert at("Gift ledger") == pytest.approx((54, 79), abs=2)
    assert at("Rule set")[1] == pytest.approx(97, abs=0.5)
    assert at("Date")[0] == pytest.approx(54, abs=1)
    assert at("Jar of")[0] == pytest.approx(54 + 58 * measure / 504, abs=1)
    assert at("Thanks: the A")[0] == pytest.approx(54 + 252 * measure / 504, abs=1)
    first, second = at("Jan 14"), at("Aug 24")
    assert second[1] - first[1] == pytest.approx(13, abs=0.5)
    assert at("page 1 of 1")[1] == pytest.approx(height - 36, abs=0.5)
    levels = {round(height - each.y1, 1) for each in reading.strokes(pdf, 0) if not each.dashed}
    assert {119.0, round(height - 47.5, 1)} <= levels
    left, top, right, bottom = reading.ink_box(reading.pictures(pdf)[0])
    assert left >= 53
    assert right <= width - 53
    assert top >= 17
    assert bottom <= height - 17
    assert reading.ink_cover(reading.pictures(pdf)[0]) < 0.08


def test_the_marks_differ_in_shape_and_weight() -> None:
    _done, pdf = made()
    page = reading.pictures(pdf)[0]

    def dark(words: str) -> int:
        """Return the gray in the middle of the triangle before these words."""
        place = reading.places(pdf, 0, words)[0]
        x, y = (place.x - 5 - 3.5) * reading.SCALE, (SIZES[Paper.LETTER][1] - place.y - 2) * reading.SCALE
        return int(page.getpixel((math.floor(x), math.floor(y))))

    assert dark("31.45 of") < 60
    assert dark("20.90 of") > 200


def test_a_long_year_goes_on_over_the_page_and_every_page_has_its_head() -> None:
    groups = tuple(replace(NEAR, key=str(number), name=f"Person {number}") for number in range(60))
    done, pdf = made(replace(SHEET, groups=groups))
    texts = reading.page_texts(pdf)
    assert done.pages == len(texts) > 1
    assert all("Gift ledger" in each and "Business reason" in each for each in texts)
    assert "page 2 of" in texts[1]
    everything = " ".join(texts)
    assert all(f"Person {number} " in everything for number in range(60))
    assert everything.count("52.35") == 1, "the sums stand once, at the end"
    assert "52.35" in texts[-1]


def test_a_reason_longer_than_a_page_is_not_cut() -> None:
    reason = " ".join(f"word{number}" for number in range(900))
    line = LedgerLine("Jan 14", "Honey", reason, "9.50", "")
    done, pdf = made(replace(SHEET, groups=(replace(OVER, lines=(line, line)),)))
    everything = " ".join(reading.page_texts(pdf)).split()
    assert done.pages > 1
    assert all(everything.count(f"word{number}") == 2 for number in range(900))
    assert "continued" in " ".join(everything)


def test_a_long_name_wraps_beside_the_total() -> None:
    name = "Wilhelmina " * 18
    _done, pdf = made(replace(SHEET, groups=(replace(OVER, name=name.strip(), about="a friend " * 40),)))
    (text,) = reading.page_texts(pdf)
    assert text.count("Wilhelmina") == 18
    assert text.count("a friend") == 40
    (standing,) = reading.places(pdf, 0, "31.45 of")
    assert max(each.x for each in reading.places(pdf, 0, "Wilhelmina")) < standing.x


def test_a_year_without_gifts_says_so_on_one_page() -> None:
    done, pdf = made(replace(SHEET, groups=(), notes=(), total="No gift was given in 2026.", total_cost="0.00"))
    assert done.pages == 1
    assert "No gift was given in 2026." in reading.page_texts(pdf)[0]


def test_the_same_year_is_the_same_file() -> None:
    assert made()[1] == made()[1]


def test_a_letter_that_no_face_has_is_told_by_person() -> None:
    done, _pdf = made(replace(SHEET, groups=(replace(OVER, name="Li \U00012000"), NEAR)))
    assert [(each.key, each.characters) for each in done.unprintable] == [("contact-1", ("\U00012000",))]


@pytest.mark.parametrize("words", hostile.WORDS)
def test_any_text_can_be_printed(words: str) -> None:
    line, reason = words[:200], words[:20_000]  # as long as the ledger takes them
    group = LedgerGroup("1", line, line, line, (LedgerLine("Jan 14", line, reason, "1.00", "2.00"),), Mark.NEAR)
    done, pdf = made(replace(SHEET, firm=line, period=line, rule=line, groups=(group,), total=line))
    assert done.pages >= 1
    assert pdf.startswith(b"%PDF")

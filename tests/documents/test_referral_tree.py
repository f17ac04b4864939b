"""The tree on paper: no name cut, no box over another, every line led to its page, a map before many pages."""

import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import ink_box, ink_cover, page_texts, pictures, preferences
from PIL import ImageChops

from refdesk.documents import referral_tree, referral_tree_sheets
from refdesk.documents.referral_tree_text import TreeBox, TreeSheet
from refdesk.documents.report import Made
from refdesk.documents.sheets import SIZES, Paper
from refdesk.domain import referral_tree as rules
from refdesk.domain.ids import ContactId
from refdesk.domain.referral_tree import Sent

LONG = "Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff " * 4


def boxes(pairs: Sequence[tuple[int, int]], names: dict[int, str] | None = None) -> tuple[TreeBox, ...]:
    grown = rules.grow([Sent(ContactId(giver), ContactId(prospect)) for giver, prospect in pairs], {})
    return tuple(
        TreeBox(
            str(each.contact_id), (names or {}).get(each.contact_id, f"Person{each.contact_id} Lind"), each.row,
            each.column, "sent 3" if each.sent else "", giver="" if each.giver is None else str(each.giver),
            last_row=each.last_row, has_won=each.contact_id % 2 == 0,
        )
        for each in grown.members
    )  # fmt: skip


def a_tree(shown: tuple[TreeBox, ...], paper: Paper = Paper.LETTER) -> TreeSheet:
    return TreeSheet("Halloran & Daughters", "November 22, 2026", "Everybody stands once.", shown, paper)


def made(sheet: TreeSheet) -> tuple[bytes, Made]:
    out = io.BytesIO()
    report = referral_tree.render(sheet, out)
    return out.getvalue(), report


FAMILY = [(1, 2), (2, 3), (2, 4), (1, 5), (6, 7)]
MANY = [(1, who) for who in range(2, 60)] + [(100 + who, 101 + who) for who in range(7)]


def test_a_small_tree_is_one_page_and_says_whose_it_is() -> None:
    pdf, report = made(a_tree(boxes(FAMILY)))
    (text,) = page_texts(pdf)
    for words in ("HALLORAN & DAUGHTERS", "Referral tree", "November 22, 2026", "Everybody stands once.",
                  *(f"Person{who} Lind" for who in range(1, 8)), "page 1 of 1", "A solid bar: won."):  # fmt: skip
        assert words in text
    assert report == Made(1, ("1", "2", "3", "4", "5", "6", "7"))
    assert preferences(pdf)["/PrintScaling"] == "/None"
    assert "map" not in text.lower()


@pytest.mark.parametrize("paper", list(Paper))
def test_everybody_stands_on_one_sheet_of_many_and_the_map_leads_there(paper: Paper) -> None:
    pdf, report = made(a_tree(boxes(MANY), paper))
    texts = page_texts(pdf)
    assert report.pages == len(texts) > 3
    assert "The pages, as they lie beside and below each other" in texts[0]
    assert "Where each line begins" in texts[0]
    for who in range(2, 60):
        assert sum(f"Person{who} Lind" in text for text in texts[1:]) == 1
    where = next(page for page, text in enumerate(texts[1:], 2) if "Person100 Lind" in text)
    assert f"Person100 Lind {where}" in texts[0]


def test_lines_that_go_on_name_the_page_and_those_that_come_name_the_giver() -> None:
    texts = page_texts(made(a_tree(boxes(MANY)))[0])
    first = next(page for page, text in enumerate(texts[1:], 2) if "Person2 Lind" in text)
    assert f"page {first + 1}" in texts[first - 1]
    assert f"from Person1 Lind, page {first}" in texts[first]
    beside = next(page for page, text in enumerate(texts[1:], 2) if "Person105 Lind" in text)
    assert f"from Person104 Lind, page {beside - 1}" in texts[beside - 1]
    assert f"page {beside}" in texts[beside - 2]


def test_a_name_of_200_letters_is_set_smaller_in_lines_and_not_one_letter_is_lost() -> None:
    name = LONG.strip()[:200]
    text = page_texts(made(a_tree(boxes(FAMILY, {2: name})))[0])[0]
    assert name.replace(" ", "") in text.replace(" ", "")
    (box,) = (each for each in boxes(FAMILY, {2: name}) if each.key == "2")
    set_in = referral_tree_sheets.set_box(box, 150.0)
    assert {line.size for line in set_in.lines if "Feather" in line.words} == {7.5}
    assert set_in.height > 40


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=1, max_size=120))
def test_boxes_lie_within_their_sheet_and_never_over_each_other(pairs: list[tuple[int, int]]) -> None:
    shown = boxes(pairs, dict.fromkeys(range(1, 60, 9), LONG))
    room, width = 400.0, 684.0
    grid = referral_tree_sheets.share(shown, width=width, room=room)
    wide = width / grid.columns - referral_tree_sheets.GAP
    assert sorted(box.key for sheet in grid.sheets for box in sheet.boxes) == sorted(box.key for box in shown)
    by_key = {box.key: box for box in shown}
    for sheet in grid.sheets:
        ends: dict[int, float] = {}
        for box in sorted(sheet.boxes, key=lambda each: each.row):
            giver = by_key.get(box.giver)
            away = giver is not None and grid.places[giver.key] != grid.places[box.key]
            said = referral_tree_sheets.sent_by(giver.name) if away and giver else ""
            top = sheet.band.tops[box.row - sheet.band.first]
            assert top >= ends.get(box.column, 0.0)
            ends[box.column] = top + referral_tree_sheets.set_box(box, wide, said).height
            assert ends[box.column] <= room


def test_a_printed_sheet_keeps_off_the_edges_and_spares_ink() -> None:
    pdf, _report = made(a_tree(boxes(MANY)))
    height, width = SIZES[Paper.LETTER]
    for picture in pictures(pdf):
        left, top, right, bottom = ink_box(picture)
        assert (left >= 17, top >= 17, right <= width - 17, bottom <= height - 17) == (True,) * 4
        assert ink_cover(picture) < 0.08


def test_those_who_became_clients_bear_a_black_bar_that_no_printer_loses() -> None:
    won, plain = (pictures(made(a_tree(each))[0])[0] for each in (boxes(FAMILY), _without_bars()))
    differ = ImageChops.difference(won, plain).getbbox()
    assert differ is not None
    assert won.crop(differ).getextrema()[0] == 0
    assert ink_cover(won) > ink_cover(plain)


def _without_bars() -> tuple[TreeBox, ...]:
    return tuple(TreeBox(each.key, each.name, each.row, each.column, each.facts, each.notes, each.giver, each.last_row)
                 for each in boxes(FAMILY))  # fmt: skip


def test_a_tree_of_few_columns_stands_upright_and_a_wide_one_lies_across() -> None:
    sizes = [pictures(made(a_tree(boxes(pairs)))[0])[0].size for pairs in (FAMILY, MANY)]
    assert [width < height for width, height in sizes] == [True, False]


def test_letters_without_a_font_are_reported_by_person() -> None:
    _pdf, report = made(a_tree(boxes(FAMILY, {3: "Li \U00017000"})))
    assert [one.key for one in report.unprintable] == ["3"]


def test_the_same_tree_makes_the_same_file_and_an_empty_one_makes_none() -> None:
    assert made(a_tree(boxes(MANY)))[0] == made(a_tree(boxes(MANY)))[0]
    out = io.BytesIO()
    assert referral_tree.render(a_tree(()), out) == Made(0, ())
    assert out.getvalue() == b""


def test_a_chain_too_wide_for_the_map_and_very_many_lines_come_through() -> None:
    chain = [(who, who + 1) for who in range(60)]
    texts = page_texts(made(a_tree(boxes(chain)))[0])
    assert len(texts) == 1 + 13
    lines = [(1000 + 2 * who, 1001 + 2 * who) for who in range(120)]
    texts = page_texts(made(a_tree(boxes(lines)))[0])
    listed = "\n".join(text for text in texts if "Person1001 Lind" not in text)
    assert all(f"Person{1000 + 2 * who} Lind" in listed for who in range(0, 120, 20))

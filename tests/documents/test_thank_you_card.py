"""The card on paper: read back as text, measured in points, and looked at as a picture."""

import io
import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import (
    Word,
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

from refdesk.documents import card_message, card_panels, shaping, stock, thank_you_card
from refdesk.documents.card_text import CardBack, CardSheet, CardText, Flip, Hand, Inside
from refdesk.documents.fonts import Face
from refdesk.documents.report import Made
from refdesk.documents.stock import CardStock, Fold, Nudge, Panel

BACK = CardBack("H&D", "Halloran & Daughters", "Kitchen & bath renovation", "(503) 555-0142 · halloran.example")
PARAGRAPHS = (
    (
        "Thank you for telling Marguerite and Paul Delacroix-Whitfield to call me about their kitchen. They said you "
        "had described our dust screens and our Friday clean-up so well that they felt they already knew us."
    ),
    "We drew the first plan with them on Thursday. Whatever comes of it, it meant a great deal to me.",
)
ALL = stock.all_cards()


def a_card(key: str = "1", person: str = "Priya", inside: Inside = Inside.LINES, **changes: object) -> CardText:
    card = CardText(
        key,
        person,
        "Thank you",
        f"Dear {person},",
        PARAGRAPHS,
        "With warm thanks,",
        "Ines Halloran · Halloran & Daughters",
        BACK,
        inside,
    )
    return replace(card, **changes)  # type: ignore[arg-type]


def a_sheet(*cards: CardText, key: str = "8315", **changes: object) -> CardSheet:
    card_stock = stock.card(key)
    assert card_stock is not None
    return replace(CardSheet(card_stock, cards, "Thank-you cards", "Halloran"), **changes)  # type: ignore[arg-type]


def made(sheet: CardSheet) -> tuple[bytes, Made]:
    out = io.BytesIO()
    report = thank_you_card.render(sheet, out)
    return out.getvalue(), report


def test_what_is_printed_is_what_was_typed() -> None:
    pdf, report = made(a_sheet(a_card(inside=Inside.PRINTED), a_card("2", "Zoltán Ő")))
    outside, inside = page_texts(pdf)
    assert outside.count("Thank you") == 2
    assert "HALLORAN & DAUGHTERS" in outside
    for paragraph in PARAGRAPHS:
        assert inside.count(paragraph) == 1
    assert "Dear Zoltán Ő," in inside
    assert report == Made(pages=2, printed=("1", "2"))


def test_the_file_says_what_it_is_and_how_to_print_it() -> None:
    pdf, _report = made(a_sheet(a_card(), a_card("2", "Tomasz"), flip=Flip.SHORT_EDGE))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Thank-you cards", "Halloran")
    assert [entry.title for entry in reader.outline] == ["Priya", "Tomasz"]  # type: ignore[union-attr]
    assert reader.trailer["/Root"]["/Lang"] == "en-US"  # type: ignore[index]
    assert preferences(pdf) == {"/PrintScaling": "/None", "/DisplayDocTitle": True, "/Duplex": "/DuplexFlipShortEdge"}
    one_sided, _report = made(a_sheet(a_card(), key="plain-letter"))
    assert "/Duplex" not in preferences(one_sided)


@pytest.mark.parametrize("card_stock", ALL, ids=lambda card_stock: card_stock.key)
def test_text_stands_where_the_folded_card_wants_it(card_stock: CardStock) -> None:
    pdf, _report = made(a_sheet(a_card(), key=card_stock.key, flip=upright(card_stock)))
    front = stock.front_panel(card_stock, 1)
    word = places(pdf, 0, "Thank you")[0]
    middle = word.x + shaping.width(Face.SERIF_LI, "Thank you", word.size) / 2
    assert middle == pytest.approx(front.x + front.width / 2, abs=0.5)
    assert word.y == pytest.approx(front.y + 0.455 * front.height, abs=0.5)
    if card_stock.fold is not Fold.FLAT:
        contact = in_panel(places(pdf, 0, "(503)")[0], stock.back_panel(card_stock, 1))
        assert contact[1] == pytest.approx(34, abs=0.5)
    opening = in_panel(places(pdf, card_stock.sides - 1, "Dear Priya,")[0], stock.inside_panel(card_stock, 1))
    frame = card_stock.frame
    assert opening == pytest.approx((frame.left, card_stock.panel_height - frame.opening), abs=0.5)


def upright(card_stock: CardStock) -> Flip:
    """Return the flip with which side 2 is not turned about."""
    return Flip.SHORT_EDGE if card_stock.lies_across else Flip.LONG_EDGE


def in_panel(word: Word, panel: Panel) -> tuple[float, float]:
    """Return where a word stands for whoever holds the panel upright, from its lower left corner."""
    if panel.turned:
        return panel.right - word.x, panel.top - word.y
    return word.x - panel.x, word.y - panel.y


@pytest.mark.parametrize("card_stock", ALL, ids=lambda card_stock: card_stock.key)
def test_pen_lines_fill_the_writing_zone(card_stock: CardStock) -> None:
    card = a_card(address=("Priya", "1 Main St"))
    pdf, _report = made(a_sheet(card, key=card_stock.key, flip=upright(card_stock)))
    lines = [stroke for stroke in strokes(pdf, card_stock.sides - 1) if stroke.dashed and stroke.width == 0.55]
    inside, frame = stock.inside_panel(card_stock, 1), card_stock.frame
    room = card_stock.panel_height - frame.opening - 24 - frame.pen_foot
    assert len(lines) == int(room / 24) + 1 >= 5
    assert len(lines) == {396: 10, 420.945: 11}.get(card_stock.panel_height, len(lines))
    for stroke in lines:
        start, end = (in_panel(Word("", x, y, 0), inside) for x, y in ((stroke.x1, stroke.y1), (stroke.x2, stroke.y2)))
        assert (start[0], end[0]) == pytest.approx((frame.left, frame.left + frame.measure), abs=0.5)
    heights = sorted(in_panel(Word("", stroke.x1, stroke.y1, 0), inside)[1] for stroke in lines)
    assert all(after - before == pytest.approx(24) for before, after in pairwise(heights))
    assert card_stock.panel_height - heights[-1] == pytest.approx(frame.opening + 24, abs=0.5)


def test_without_an_opening_the_first_line_takes_its_place() -> None:
    card_stock = stock.plain(stock.Paper.LETTER)
    assert card_panels.pen_lines(card_stock, opening=False)[0] == card_stock.panel_height - 60


def test_blank_inside_has_no_lines() -> None:
    pdf, _report = made(a_sheet(a_card(inside=Inside.BLANK)))
    assert not [stroke for stroke in strokes(pdf, 1) if stroke.dashed]
    assert "Dear Priya," in page_texts(pdf)[1]
    assert PARAGRAPHS[0][:20] not in page_texts(pdf)[1]


@pytest.mark.parametrize("key", ["8315", "C2352", "plain-letter", "plain-a4"])
@pytest.mark.parametrize("inside", list(Inside))
def test_ink_is_light_and_keeps_clear_of_edges_folds_and_cuts(key: str, inside: Inside) -> None:
    sheet = a_sheet(a_card(inside=inside), a_card("2", "Tomasz", inside=inside), key=key)
    pdf, _report = made(sheet)
    width, height = sheet.stock.panel_width, sheet.stock.panel_height
    for picture in pictures(pdf):
        assert ink_cover(picture) < 0.08
        for column in (0, 1):
            for row in (0, 1):
                panel = picture.crop(
                    (
                        round(column * width * 2),
                        round(row * height * 2),
                        round((column + 1) * width * 2),
                        round((row + 1) * height * 2),
                    )
                )
                if panel.getextrema()[0] == 255:  # type: ignore[comparison-overlap]
                    continue
                left, top, right, bottom = ink_box(panel)
                assert min(left, top, width - right, height - bottom) >= 16.5


def test_the_same_cards_are_the_same_file() -> None:
    sheet = a_sheet(a_card(), a_card("2", "שלום شكرا नमस्ते", inside=Inside.PRINTED))
    assert made(sheet)[0] == made(sheet)[0]


def test_a_long_message_shrinks_before_it_is_refused() -> None:
    sizes = []
    for times in (1, 2, 3):
        card = a_card(inside=Inside.PRINTED, message=PARAGRAPHS[:1] * times)
        block = card_panels.lay(card, ALL[0]).block
        assert block is not None
        assert not block.lines_over
        sizes.append(block.step.size)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 12
    assert 9.5 <= sizes[-1] < 12


def test_a_message_without_room_is_reported_and_the_other_cards_are_printed() -> None:
    long = a_card("2", "Tomasz Wiśniewski", Inside.PRINTED, message=PARAGRAPHS * 5)
    pdf, report = made(a_sheet(a_card(), long, a_card("3", "Mai")))
    assert report.printed == ("1", "3")
    assert "Tomasz" not in " ".join(page_texts(pdf))
    (misfit,) = report.misfits
    assert (misfit.key, misfit.field) == ("2", "message")
    assert misfit.lines_over > 5
    assert misfit.sentence().startswith(f"Tomasz Wiśniewski, message: {misfit.lines_over} lines over, about ")
    assert thank_you_card.check(a_sheet(long)) == report.misfits


def test_a_very_long_text_is_refused_without_waiting() -> None:
    _pdf, report = made(a_sheet(a_card(inside=Inside.PRINTED, message=("word " * 8000,))))
    assert report.pages == 0
    assert report.misfits[0].words_over > 7000


@pytest.mark.parametrize("field", ["person", "front", "opening", "sign_off", "name_line"])
def test_a_name_of_200_letters_is_printed_whole_or_reported(field: str) -> None:
    name = "Maria-Theresia Wilhelmina " * 8
    pdf, report = made(a_sheet(a_card(**{field: name}), a_card("2", "Mai")))
    whole = squeezed(name) in " ".join(page_texts(pdf)) or field == "person"
    assert ("1" in report.printed) == (not report.misfits)
    assert whole or report.misfits[0].key == "1"
    assert "2" in report.printed


def test_a_long_back_wraps_and_stays_on_its_panel() -> None:
    back = replace(BACK, firm="Halloran & Daughters & Sons & Cousins " * 3, trade="Kitchens and baths " * 6)
    pdf, report = made(a_sheet(a_card(back=back)))
    assert not report.misfits
    assert squeezed(back.firm.upper()) in " ".join(page_texts(pdf))
    left, _top, right, _bottom = ink_box(pictures(pdf)[0].crop((0, 0, 612, 792)))
    assert left >= 17
    assert right <= 306 - 17


def test_empty_fields_leave_no_trace() -> None:
    bare = a_card(opening="", sign_off="", name_line="", back=CardBack(contact="(503) 555-0142"), message=())
    pdf, report = made(a_sheet(replace(bare, inside=Inside.PRINTED), bare))
    assert report.printed == ("1", "1")
    assert page_texts(pdf)[0].split() == ["(503)", "555-0142", "Thank", "you"] * 2
    assert page_texts(pdf)[1] == ""


def test_no_cards_write_nothing() -> None:
    assert made(a_sheet()) == (b"", Made(pages=0, printed=()))


def test_an_odd_last_card_and_a_half_used_sheet_leave_a_place_free() -> None:
    pdf, report = made(a_sheet(a_card("1"), a_card("2"), a_card("3")))
    assert report.pages == 4
    assert page_texts(pdf)[2].count("Thank you") == 1
    second, report = made(a_sheet(a_card("1"), start_place=2))
    assert report.pages == 2
    word = places(second, 0, "Thank you")[0]
    assert word.y < 396


def test_short_edge_turns_side_two_about_the_middle_of_the_sheet() -> None:
    straight = places(made(a_sheet(a_card()))[0], 1, "Dear")[0]
    turned_pdf = made(a_sheet(a_card(), flip=Flip.SHORT_EDGE))[0]
    turned = places(turned_pdf, 1, "Dear")[0]
    assert (turned.x, turned.y) == pytest.approx((612 - straight.x, 792 - straight.y), abs=0.01)


def test_the_nudge_moves_everything_and_has_a_limit() -> None:
    still = places(made(a_sheet(a_card()))[0], 1, "Dear")[0]
    moved_pdf = made(a_sheet(a_card(), inside_nudge=Nudge(3, -40)))[0]
    moved = places(moved_pdf, 1, "Dear")[0]
    assert (moved.x - still.x, moved.y - still.y) == pytest.approx((3, -14), abs=0.01)


def test_a_printer_that_shrinks_is_met_by_a_page_that_is_larger_about_its_middle() -> None:
    still = places(made(a_sheet(a_card()))[0], 1, "Dear")[0]
    larger = places(made(a_sheet(a_card(), inside_nudge=Nudge(2, 1, 1.03)))[0], 1, "Dear")[0]
    middle = (306, 396)
    assert larger.x == pytest.approx(middle[0] + 1.03 * (still.x - middle[0]) + 2, abs=0.01)
    assert larger.y == pytest.approx(middle[1] + 1.03 * (still.y - middle[1]) + 1, abs=0.01)
    assert Nudge(0, 0, 3).limited().scale == 1.1


def test_a_hand_without_the_letters_gives_way_to_serif_as_a_whole() -> None:
    hand = card_panels.lay(a_card(inside=Inside.PRINTED, hand=Hand.CAVEAT), ALL[0])
    other = card_panels.lay(a_card(inside=Inside.PRINTED, hand=Hand.KALAM, message=("Дякую",)), ALL[0])
    assert hand.block is not None
    assert other.block is not None
    assert (hand.block.face, other.block.face) == (Face.CAVEAT, Face.SERIF)


@pytest.mark.parametrize("hand", [each for each in Hand if each is not Hand.SERIF])
def test_a_hand_writes_the_message_whole_or_says_what_it_lacks(hand: Hand) -> None:
    english = card_panels.lay(a_card(inside=Inside.PRINTED, hand=hand, message=("Thanks, José!",)), ALL[0])
    assert english.message is not None
    assert english.message.block.face is card_message.face_of(hand)
    sheet = a_sheet(a_card("1", "Ольга", Inside.PRINTED, hand=hand, message=("Ảnh đẹp, дякую 你",)))
    _pdf, report = made(sheet)
    (given_up,) = report.rewritten
    assert "你" in given_up.characters
    assert given_up.sentence().startswith("Ольга: this handwriting has no ")
    assert given_up.sentence().endswith("so the message is set in the book face")
    assert thank_you_card.check(sheet) == (given_up,)


def test_what_no_font_has_is_named_before_anything_is_printed() -> None:
    (lost,) = thank_you_card.check(a_sheet(a_card("7", "Ann", Inside.PRINTED, message=("See \U0010fff0",))))
    assert (lost.key, lost.sentence()) == ("7", "Ann: no font has U+10FFF0, so a question mark stands in its place")


def test_a_character_without_a_face_is_reported_by_name() -> None:
    _pdf, report = made(a_sheet(a_card(person="Li \ue0ff")))
    (lost,) = report.unprintable
    assert lost.sentence() == "Li \ue0ff: no font has U+E0FF, so a question mark stands in its place"
    assert report.sentences() == (lost.sentence(),)


def test_a_hebrew_message_stands_at_the_right() -> None:
    card = a_card(inside=Inside.PRINTED, opening="", message=("תודה רבה",), sign_off="", name_line="", hand=Hand.SERIF)
    pdf, report = made(a_sheet(card))
    assert not report.unprintable
    _left, _top, right, _bottom = ink_box(pictures(pdf)[1])
    assert right == pytest.approx(612 - 34, abs=2)


def test_text_that_looks_like_markup_is_text(samples: Path) -> None:
    texts = nasty_strings(samples)
    assert len(texts) == 62
    cards = [a_card(str(number), "Mai", Inside.PRINTED, message=(text,)) for number, text in enumerate(texts)]
    pdf, report = made(a_sheet(*cards, key="plain-letter"))
    assert {misfit.field for misfit in report.misfits} <= {"message"}
    pages = dict(zip(report.printed, page_texts(pdf), strict=True))
    lost = {item.key: item.characters for item in report.unprintable}
    for card in cards:
        text = shaping.clean(card.message[0])
        if card.key in lost:
            assert all(character in text for character in lost[card.key])
        elif card.key in pages and not any(ord(ch) > 0x2FF and ch not in "’•\u2028" for ch in text):
            # Joined and stacked letters are glyphs that stand for no character: they are compared as pictures.
            assert "".join(text.split()) in "".join(pages[card.key].split())
    assert len(pages) - len(lost) > 55


def test_naughty_strings_never_break_a_card(samples: Path) -> None:
    naughty = json.loads((samples / "nasty-blns" / "blns.json").read_text(encoding="utf-8"))
    cards = [
        a_card(str(number), text, Inside.PRINTED, message=(text,), name_line=text, back=CardBack(text, text))
        for number, text in enumerate(naughty)
    ]
    _pdf, report = made(a_sheet(*cards))
    refused = {misfit.key for misfit in report.misfits}
    assert len(report.printed) + len(refused) == len(naughty)
    assert len(report.printed) > 480


@given(text=st.text(max_size=60), inside=st.sampled_from(Inside), hand=st.sampled_from(Hand))
@settings(max_examples=60)
def test_any_text_at_all_makes_a_card_or_a_reason(text: str, inside: Inside, hand: Hand) -> None:
    back = CardBack(text, text, text, text)
    card = CardText("1", text, text, text, (text, text), text, text, back, inside, hand)
    _pdf, report = made(a_sheet(card))
    assert bool(report.printed) != bool(report.misfits)
    assert all(report.sentences()) or text == ""


def test_a_line_that_was_ended_ends_on_paper_too() -> None:
    message = ("Roses are red,\nviolets are blue,\n \nand a cake is on its way.", "Warmly")
    set_words = card_message.lay(a_card(opening="", message=message, inside=Inside.PRINTED), measure=238.0, room=248.0)
    lines = [[line.replace("\u00a0", " ") for line in each] for each in set_words.block.paragraphs]
    assert lines == [["Roses are red,", "violets are blue,", "and a cake is on its way."], ["Warmly"]]

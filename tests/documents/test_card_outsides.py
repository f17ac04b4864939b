"""What a card can carry besides its words: picture, logo, candles, postscript, pen lines at its foot, an address."""

import io
import struct
import time
import zlib
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from paper_reading import ink_box, page_texts, pictures, places, strokes
from PIL import Image

from refdesk.documents import stock, thank_you_card
from refdesk.documents.card_text import CardBack, CardSheet, CardText, Inside, Ornament
from refdesk.documents.report import Made

CARD = CardText(
    "1", "Amara", "Happy birthday", "Dear Amara,", ("I hope the day brings you cake.", "A kind year to you."),
    "With every good wish,", "Ines Halloran · Halloran & Daughters",
    CardBack("H&D", "Halloran & Daughters", "Kitchens", "(503) 555-0142"), Inside.PRINTED, ornament=Ornament.CANDLES,
)  # fmt: skip
POSTSCRIPT = "P.S. Should someone you are fond of be fretting over a kitchen, I would look after them."


def made(*cards: CardText, key: str = "8315") -> tuple[bytes, Made]:
    found = stock.card(key)
    assert found is not None
    out = io.BytesIO()
    report = thank_you_card.render(CardSheet(found, cards, "Cards", "H"), out)
    return out.getvalue(), report


@cache
def picture(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), {"RGB": (20, 20, 90), "RGBA": (20, 20, 90, 255)}.get(mode, 0)).save(out, kind)
    return out.getvalue()


def front(pdf: bytes) -> Image.Image:
    """Return the front of the first card on a note card sheet."""
    return pictures(pdf)[0].crop((612, 0, 1224, 792))


def test_a_birthday_card_has_candles_and_its_word_eight_lower() -> None:
    pdf, report = made(CARD)
    assert not report.sentences()
    word = places(pdf, 0, "Happy birthday")[0]
    assert (word.y, word.size) == pytest.approx((396 + 0.455 * 396 - 8, 33), abs=0.01)
    left, top, right, bottom = ink_box(front(pdf).crop((0, 0, 612, 380)))
    assert right - left == pytest.approx(132, abs=1.5)
    assert bottom == pytest.approx(396 - 0.455 * 396 - 36 + 2, abs=3)
    assert 40 < bottom - top < 60


def test_without_an_ornament_the_word_stands_alone() -> None:
    pdf, _report = made(replace(CARD, ornament=Ornament.NONE))
    _left, top, _right, _bottom = ink_box(front(pdf))
    assert top > 180


def test_a_postscript_is_the_last_paragraph_in_italics_a_little_smaller() -> None:
    pdf, _report = made(replace(CARD, postscript=POSTSCRIPT))
    message, after = places(pdf, 1, "A kind year")[0], places(pdf, 1, "P.S. Should")[0]
    assert after.size == message.size - 0.5
    assert message.y - after.y == pytest.approx(27, abs=0.5)
    assert POSTSCRIPT in page_texts(pdf)[1]
    long = replace(CARD, postscript=POSTSCRIPT * 30)
    assert made(long)[1].misfits[0].field == "message"


def test_three_pen_lines_wait_under_the_message_for_a_line_by_hand() -> None:
    long = ("I hope the day brings you cake, good company and an hour with nothing to do. " * 4,)
    pdf, report = made(replace(CARD, foot_lines=3, message=long), replace(CARD, foot_lines=0))
    assert not report.misfits
    heights = sorted(stroke.y1 for stroke in strokes(pdf, 1) if stroke.dashed)
    assert [round(after - before) for before, after in pairwise(heights)] == [24, 24]
    sign_off = places(pdf, 1, "With every good wish,")[0]
    assert heights[0] - sign_off.y >= 24
    last = min(word.y for word in places(pdf, 1, "nothing to do") if word.y > 396)
    assert last - heights[-1] >= 20
    blank, _report = made(replace(CARD, foot_lines=3, inside=Inside.BLANK))
    assert not [stroke for stroke in strokes(blank, 1) if stroke.dashed]


@pytest.mark.parametrize(("width", "height"), [(600, 400), (400, 600), (3000, 100), (100, 3000), (1, 1)])
def test_a_picture_fits_its_panel_with_or_without_a_word(width: int, height: int) -> None:
    for word in ("Happy birthday", ""):
        pdf, report = made(replace(CARD, front=word, picture=picture(width, height)))
        assert not report.sentences()
        left, top, right, bottom = ink_box(front(pdf))
        assert min(left, top, 306 - right, 396 - bottom) >= 17
        assert ("Happy birthday" in page_texts(pdf)[0]) == bool(word)
        middle = (left + right) / 2
        assert middle == pytest.approx(153, abs=3)


def test_a_picture_may_be_seen_through_turned_or_of_any_mode() -> None:
    turned = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), (20, 20, 90)).save(turned, "JPEG", exif=exif)
    pdf, _report = made(replace(CARD, front="", picture=turned.getvalue()))
    left, top, right, bottom = ink_box(front(pdf))
    assert bottom - top > right - left
    clear = io.BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(clear, "PNG")
    pdf, _report = made(replace(CARD, front="", picture=clear.getvalue()))
    assert front(pdf).getextrema()[0] == 255  # type: ignore[comparison-overlap]
    for mode in ("1", "L", "P", "LA", "RGBA", "I;16", "CMYK"):
        kind = "JPEG" if mode == "CMYK" else "PNG"
        _pdf, report = made(replace(CARD, picture=picture(60, 40, kind, mode)))
        assert not report.sentences(), mode


def test_a_logo_takes_the_place_of_the_ring_and_keeps_its_size() -> None:
    for width, height in ((900, 100), (100, 900), (50_000, 1_000)):
        back = replace(CARD.back, logo=picture(width, height))
        pdf, report = made(replace(CARD, back=back))
        assert not report.sentences()
        outside = pictures(pdf)[0].crop((0, 0, 612, 792))
        part = outside.crop((0, 0, 612, 2 * (396 - 70)))
        left, top, right, bottom = ink_box(part)
        assert right - left <= 91
        assert bottom - top <= 25
        assert "H&D" not in page_texts(pdf)[0]
        assert len(pdf) < 400_000, "a huge picture is made small before it goes into the file"


def _bomb() -> bytes:
    """Return a PNG that says it is 60,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk


SPOILED = (b"", b"no picture", picture(300, 200)[:200], picture(300, 200, "JPEG")[:90], _bomb(), b"%!PS-Adobe-3.0 EPSF")


@pytest.mark.parametrize("data", SPOILED, ids=range(len(SPOILED)))
def test_a_spoiled_picture_leaves_its_card_out_and_a_spoiled_logo_the_logo(data: bytes) -> None:
    pdf, report = made(replace(CARD, picture=data), replace(CARD, key="2", person="Mai"))
    assert report.printed == ("2",)
    assert report.sentences() == ("Amara: the picture for the front cannot be read, so this card was left out",)
    pdf, report = made(replace(CARD, back=replace(CARD.back, logo=data or b"\x00")))
    assert report.printed == ("1",)
    assert len(report.sentences()) == 1
    assert "H&D" in page_texts(pdf)[0]


def test_a_postcard_has_its_front_on_one_side_and_writing_and_address_on_the_other() -> None:
    address = ("Ms. Priya Raghunathan", "218 Alder Row", "Port Alder, OR 97138")
    pdf, report = made(replace(CARD, address=address), replace(CARD, key="2", inside=Inside.LINES), key="8387")
    assert not report.sentences()
    outside, other = page_texts(pdf)
    assert outside.split() == ["Happy", "birthday"] * 2
    for words in (*address, *CARD.message, "With every good wish,", "Halloran & Daughters", "(503) 555-0142"):
        assert words in other
    picture_of_two = pictures(pdf)[1].rotate(180)
    # The first card lies at the left of side 1, so at the right of side 2; its stamp's place and code strip are free.
    card = picture_of_two.crop((792, 0, 1584, 612))
    stamp = card.crop((792 - 2 * 81, 0, 792, 180))
    strip = card.crop((792 // 2 + 8, 612 - 90, 792, 612))
    assert stamp.getextrema()[0] == 255  # type: ignore[comparison-overlap]
    assert strip.getextrema()[0] == 255  # type: ignore[comparison-overlap]
    left, top, right, bottom = ink_box(card)
    assert min(left, top, 396 - right, 306 - bottom) >= 17
    empty = picture_of_two.crop((0, 0, 792, 612))
    assert [stroke for stroke in strokes(pdf, 1) if stroke.dashed]
    assert ink_box(empty)[2] <= 396 - 16.5


def test_a_postcard_bears_the_logo_over_its_sender_and_clear_of_the_stamp() -> None:
    plain = ink_box(pictures(made(CARD, key="8387")[0])[1].rotate(180).crop((1188, 0, 1584, 160)))
    pdf, report = made(replace(CARD, back=replace(CARD.back, logo=picture(900, 240))), key="8387")
    assert not report.sentences()
    with_logo = pictures(pdf)[1].rotate(180)
    card = with_logo.crop((792, 0, 1584, 612))
    assert card.crop((792 - 2 * 81, 0, 792, 180)).getextrema()[0] == 255  # type: ignore[comparison-overlap]
    assert ink_box(with_logo.crop((1188, 0, 1584, 160))) != plain
    assert "Halloran & Daughters" in page_texts(pdf)[1]


@pytest.mark.parametrize("field", ["front", "opening", "sign_off", "name_line", "back", "postscript"])
def test_a_book_in_a_small_field_is_refused_without_waiting(field: str) -> None:
    book = "word " * 200_000
    value = replace(CARD.back, trade=book) if field == "back" else book
    begun = time.process_time()
    pdf, report = made(replace(CARD, **{field: value}), replace(CARD, key="2"))  # type: ignore[arg-type]
    assert time.process_time() - begun < 3
    assert report.printed == ("2",)
    (misfit,) = report.misfits
    assert misfit.words_over > 100_000
    assert "word word" not in page_texts(pdf)[0]


def test_a_postcard_with_too_long_an_address_is_reported() -> None:
    _pdf, report = made(replace(CARD, address=("Nobody " * 90, "x")), key="8387")
    assert [misfit.field for misfit in report.misfits] == ["address"]

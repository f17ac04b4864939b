"""The pages that are given away: exactly one page each, everything in its place, and what is too long is named."""

import io
from dataclasses import replace

import hostile
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_reading import (
    ink_box,
    ink_cover,
    page_texts,
    pictures,
    places,
    preferences,
    squeezed,
    strokes,
)
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from refdesk.documents import hand_out_page, hand_outs
from refdesk.documents.hand_out_text import DeskPlan, HandOut, Sender, TreatSheet, WhoSheet
from refdesk.documents.report import Made
from refdesk.documents.sheets import SIZES, Paper

SCAN = "BEGIN:VCARD\nVERSION:3.0\nN:Fern;Nadia\nFN:Nadia Fern\nTEL:+16145550142\nEND:VCARD"
SENDER = Sender(
    firm="Fernhollow", owner="Nadia Fern", trade="Home renovation, Columbus", phone="(614) 555-0142",
    email="nadia@fernhollow.example", address="12 Quay Street · Columbus, OH 43085", initials="F", scan=SCAN,
    scan_words="scan to keep my number",
)  # fmt: skip
WHO = WhoSheet(
    SENDER, "Old houses made easy to live in.",
    "We give the finishing date in writing, and pay you for every working day that we are late.",
    "Owners of a house built before 1960 who mean to stay.",
    ("a kitchen where two cannot pass", "a bath no longer safe to step into"),
    ("“Where would we cook?”", "“Three builders came. None wrote back.”"),
    "New buildings. Send them anyway: I find them somebody.",
    (("Ask them", "“May Nadia Fern call you?”"), ("Tell me", "their name and number."),
     ("Leave the rest to me.", "I call.")),
    Paper.LETTER,
)  # fmt: skip
TREAT = TreatSheet(
    SENDER, "You lend me your good name. This is what I do with it.",
    (("I call the same working day.", "If they cannot talk, they choose the time."), ("I listen first.", ""),
     ("I write everything down.", "One page, plain words.")),
    "A thank-you the same day, and a line when I have spoken to them.", Paper.LETTER,
)  # fmt: skip
PLAN = DeskPlan(
    SENDER, "Amara Okonkwo, Harbor Realty", "made together, November 16, 2026",
    ("“Not that kitchen.”", "“My father is moving in.”"), ("“I know a builder who gives the date in writing.”",),
    ("text me name and number", "tell them I call the same day"), ("a free hour", "a range of costs"),
    ("I name you to everyone who sells",), ("owners over 65 with a big garden",), "January 12, 8:30 AM",
    "the tagline; how I treat people", Paper.LETTER,
)  # fmt: skip
ALL = (WHO, TREAT, PLAN)


def made(sheet: HandOut) -> tuple[bytes, Made]:
    out = io.BytesIO()
    report = hand_outs.render([sheet], out)
    return out.getvalue(), report


def words_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [word for each in value for word in words_of(each)] if isinstance(value, tuple) else []


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("sheet", ALL, ids=lambda sheet: type(sheet).__name__)
def test_each_is_one_page_with_every_word_on_it(sheet: HandOut, paper: Paper) -> None:
    pdf, report = made(replace(sheet, paper=paper))
    (text,) = page_texts(pdf)
    assert report == Made(1, ("1",))
    fields = (field for field in type(sheet).__slots__ if field not in ("language", "paper", "nudge"))
    wanted = [
        word
        for field in fields
        for word in words_of(getattr(sheet, field))
        if not (field == "person" and sheet is not PLAN)
    ]
    assert [word for word in wanted if squeezed(word) not in squeezed(text)] == []
    assert preferences(pdf)["/PrintScaling"] == "/None"
    width, height = SIZES[paper]
    left, top, right, bottom = ink_box(pictures(pdf)[0])
    assert min(left, top, width - right, height - bottom) > 40.0
    assert ink_cover(pictures(pdf)[0]) < 0.08


@pytest.mark.parametrize("paper", list(Paper))
def test_head_rules_and_foot_stand_where_the_page_says(paper: Paper) -> None:
    height = SIZES[paper][1]
    for sheet, side, end in ((WHO, 63.0, 48.0), (TREAT, 63.0, 48.0), (PLAN, 54.0, 44.0)):
        pdf, _report = made(replace(sheet, paper=paper))
        [trade] = places(pdf, 0, SENDER.trade)
        assert (trade.x, trade.y) == pytest.approx((side + 31.0, height - end - 19.0), abs=0.5)
        rules = [line for line in strokes(pdf, 0) if line.y1 == line.y2 and line.width == pytest.approx(0.8)]
        assert min(line.y1 for line in rules) == pytest.approx(end + 62.0, abs=0.5)
        assert [line.x1 for line in rules] == pytest.approx([side] * len(rules), abs=0.5)
    pdf, _report = made(replace(WHO, paper=paper))
    [owner] = [place for place in places(pdf, 0, "Nadia Fern") if place.size > 12]
    [phone] = places(pdf, 0, SENDER.phone)
    assert (owner.x, owner.y, owner.size) == pytest.approx((63.0, 48.0 + 42.0, 13.0), abs=0.5)
    assert phone.y == pytest.approx(48.0 + 26.0, abs=0.5)


def test_what_is_empty_is_left_out() -> None:
    bare = Sender("Fernhollow", "Nadia Fern")
    pdf, report = made(WhoSheet(bare, "Old houses.", "", "", (), (), "", (), Paper.A4))
    (text,) = page_texts(pdf)
    assert report.pages == 1
    assert "Who I help best" not in text
    assert "three steps" not in text
    assert len([line for line in strokes(pdf, 0) if line.y1 == line.y2]) == 1, "the foot's rule alone"


def test_a_person_is_named_where_one_was_meant() -> None:
    for sheet in (WHO, TREAT):
        (text,) = page_texts(made(replace(sheet, person="Amara Okonkwo"))[0])
        assert "for Amara Okonkwo" in text


@pytest.mark.parametrize(
    ("sheet", "section"),
    [
        (replace(WHO, put_right=("a long thing to put right, again and again and again",) * 40), "What I put right"),
        (replace(TREAT, steps=(("I call.", "And then I say a great many things about it. " * 9),) * 8), "The steps"),
        (replace(PLAN, we_do=("I name you to everyone who talks of selling a house",) * 14), "What I do for you"),
    ],
)
def test_too_much_for_one_page_is_named_by_its_section_and_not_written(sheet: HandOut, section: str) -> None:
    _pdf, report = made(sheet)
    assert (report.pages, report.printed) == (0, ())
    (misfit,) = report.misfits
    assert misfit.field == section
    assert misfit.lines_over > 0
    assert section in report.sentences()[0]


def test_a_longer_page_is_set_smaller_before_it_is_refused() -> None:
    pdf, report = made(replace(WHO, put_right=("a kitchen where two people cannot pass each other",) * 7))
    assert report.pages == 1
    sizes = {place.size for place in places(pdf, 0, "a kitchen where two people")}
    assert sizes
    assert max(sizes) < 11.5


def test_pen_rows_take_what_is_left_and_are_never_fewer_than_four() -> None:
    def rows(plan: DeskPlan) -> int:
        return len({round(line.y1) for line in strokes(made(plan)[0], 0) if line.dashed})

    assert rows(PLAN) == 8
    assert rows(replace(PLAN, we_do=("I name you to everyone who talks of selling a house on the hill",) * 5)) in range(
        4, 8
    )


def test_the_code_holds_what_it_should_and_stands_clear() -> None:
    pdf, _report = made(WHO)
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(SCAN)
    code.make()
    modules = code.getModuleCount()
    scale = 8
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=scale).to_pil().convert("L")
    left, top = SIZES[Paper.LETTER][0] - 63.0 - hand_out_page.CODE, SIZES[Paper.LETTER][1] - 48.0 - hand_out_page.CODE
    pitch = hand_out_page.CODE / modules

    def is_dark(row: int, column: int) -> bool:
        at = ((left + (column + 0.5) * pitch) * scale, (top + (row + 0.5) * pitch) * scale)
        return page.getpixel((round(at[0]), round(at[1]))) < 128

    every = [(row, column) for row in range(modules) for column in range(modules)]
    assert [at for at in every if is_dark(*at) != bool(code.isDark(*at))] == []
    clear = page.crop(tuple(round(each * scale) for each in (left - 11, top - 11, left - 1, top + 61)))
    assert clear.getextrema()[0] > 200, "nothing stands at its left"
    assert hand_out_page.code_side("x" * 121) == 60.0


@pytest.mark.parametrize("sheet", ALL, ids=lambda sheet: type(sheet).__name__)
def test_the_same_values_make_the_same_bytes(sheet: HandOut) -> None:
    assert made(sheet)[0] == made(sheet)[0]


@settings(max_examples=12)
@given(st.sampled_from(hostile.WORDS))
def test_hostile_words_break_no_page(words: str) -> None:
    sender = replace(SENDER, firm=words, owner=words, trade=words, phone=words, email=words, address=words, scan="")
    for sheet in (
        replace(WHO, sender=sender, tagline=words, different=words, helps=words, they_say=(words,), person=words),
        replace(TREAT, sender=sender, opening=words, steps=((words, words),), you_hear=words),
        replace(PLAN, sender=sender, person=words, say=(words,), learned=words, next_time=words),
    ):
        _pdf, report = made(sheet)
        assert report.pages == 1 or report.misfits


def test_several_people_get_a_page_each_and_only_the_long_one_is_left_out() -> None:
    long_one = replace(WHO, person="Bo Lind", put_right=("a long thing to put right, again and again",) * 60)
    out = io.BytesIO()
    report = hand_outs.render([replace(WHO, person="Ana Díaz"), long_one, replace(WHO, person="Wang")], out)
    texts = page_texts(out.getvalue())
    assert (report.pages, report.printed) == (2, ("1", "3"))
    assert ["Ana Díaz" in texts[0], "Wang" in texts[1]] == [True, True]
    assert [misfit.person for misfit in report.misfits] == ["Who I can help, Bo Lind"]


LONG = {"one word": "Maximiliana" * 18, "words": "Anna Maria Theodora Wilhelmina " * 6, "wide": "ß" * 200}


@pytest.mark.parametrize("name", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("sheet", ALL, ids=["who", "treat", "plan"])
def test_names_of_200_letters_stand_whole_between_the_margins(sheet: HandOut, name: str) -> None:
    sender = replace(SENDER, firm=f"Halloran {name}", trade=f"Roofing {name}")
    out = io.BytesIO()
    done = hand_outs.render([replace(sheet, sender=sender, person=name)], out)
    assert done.pages == 1
    words = "".join("".join(page_texts(out.getvalue())).split())
    assert words.count("".join(name.split())) >= 2, "the person, the trade"
    assert "".join(f"Halloran {name}".upper().split()) in words
    (picture,) = pictures(out.getvalue())
    left, _top, right, _bottom = ink_box(picture)
    assert left >= 40
    assert right <= SIZES[Paper.LETTER][0] - 40


@pytest.mark.parametrize("name", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("sheet", ALL[:2], ids=["who", "treat"])
def test_long_words_of_the_foot_stand_whole_beside_the_code(sheet: HandOut, name: str) -> None:
    sender = replace(SENDER, owner=name, address=f"{name} 43085", email=f"{''.join(name.split())}@example.com")
    out = io.BytesIO()
    done = hand_outs.render([replace(sheet, sender=sender)], out)
    assert done.pages == 1
    words = "".join("".join(page_texts(out.getvalue())).split()).replace("-", "")
    assert words.count("".join(name.split()).replace("-", "")) >= 3, "owner, address, mail"
    (picture,) = pictures(out.getvalue())
    left, _top, right, bottom = ink_box(picture)
    assert left >= 40
    assert right <= SIZES[Paper.LETTER][0] - 40
    assert bottom <= SIZES[Paper.LETTER][1] - 40

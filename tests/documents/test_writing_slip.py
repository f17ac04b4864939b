"""The writing slip: what stands on its half page, what is left out, and when it takes a page of its own."""

import io
from dataclasses import replace

from paper_reading import ink_box, ink_cover, page_texts, pictures, places, strokes

from refdesk.documents import writing_slip
from refdesk.documents.report import Made
from refdesk.documents.sheets import Nudge, Paper
from refdesk.documents.slip_text import Slip, SlipSheet

SLIP = Slip(
    key="1",
    person="Priya Raghunathan",
    occasion="Thank you: first card for a referral received Tuesday, November 17",
    write_by="write by Thursday, November 19",
    mail_to="Ms. Priya Raghunathan, Kestrel Bookkeeping\n218 Alder Row, Port Alder, OR 97138",
    sent_you="Marguerite and Paul Delacroix-Whitfield: a 1926 kitchen on Quay Street",
    when_how="Tuesday by phone. Well prepared (4 of 5): they expected your call",
    since_then="You called them the same day. First visit Thursday at 5. Proposal by December 2",
    you_said="Thanked by phone on Tuesday at 4:10 pm",
    mention="a daughter, Anika, in her first term at Oregon State",
    sentences=(
        "You told Marguerite about our dust screens, and that was why they picked up the phone.",
        "Because of you, our first hour with them was about their kitchen and not about whether to trust us.",
        "Paul asked me how I know you. I said: she keeps my books honest.",
    ),
    said_before=("Mar 3, 2026: “Thank you for opening that door for me.”", "Sep 12, 2025: “You always think of us.”"),
    envelope="A2 envelope · label 1",
)
LABELS = ("Mail to", "Sent you", "When, how", "Since then", "You said", "Mention")


def made(*slips: Slip, paper: Paper = Paper.LETTER, nudge: Nudge | None = None) -> tuple[bytes, Made]:
    out = io.BytesIO()
    sheet = SlipSheet(slips, paper, "Writing slips", "H")
    report = writing_slip.render(sheet if nudge is None else replace(sheet, nudge=nudge), out)
    return out.getvalue(), report


def test_two_slips_share_a_page_with_a_line_to_cut_between_them() -> None:
    second = replace(SLIP, key="2", person="Tomasz Wiśniewski")
    for paper, size in ((Paper.LETTER, (612, 792)), (Paper.A4, (595.276, 841.89))):
        pdf, report = made(SLIP, second, paper=paper)
        assert report == Made(1, ("1", "2"))
        (text,) = page_texts(pdf)
        for words in (*SLIP.sentences, SLIP.occasion, SLIP.write_by, SLIP.sent_you, *SLIP.said_before, *LABELS):
            assert text.count(words) == 2, words
        assert "Tomasz Wiśniewski" in text
        assert "WRITING SLIP · CARD 2 OF 2" in text
        cut = next(stroke for stroke in strokes(pdf, 0) if stroke.dashed and stroke.width == 0.4)
        assert abs(cut.y1 - size[1] / 2) < 0.01
        upper = places(pdf, 0, "Priya Raghunathan")[0]
        lower = places(pdf, 0, "Tomasz Wiśniewski")[0]
        assert abs(upper.y - lower.y - size[1] / 2) < 0.02
        assert (upper.x, upper.size) == (45, 17)
        assert abs(upper.y - (size[1] - 64)) < 0.01
        picture = pictures(pdf)[0]
        assert ink_cover(picture) < 0.08
        left, top, right, bottom = ink_box(picture)
        assert left >= 17 <= top
        assert right <= size[0] - 17
        assert bottom <= size[1] - 17


def test_what_is_not_known_leaves_no_label() -> None:
    bare = Slip("1", "Mai", "Birthday on May 3")
    (text,) = page_texts(made(bare)[0])
    assert not [label for label in (*LABELS, "You could begin", "Said before", "None") if label in text]
    assert "Birthday on May 3" in text


def test_much_to_say_is_set_smaller_then_takes_a_page_then_is_reported() -> None:
    longer = replace(SLIP, key="2", since_then=" ".join([SLIP.since_then] * 5))
    page = replace(SLIP, key="3", since_then=" ".join([SLIP.since_then] * 12))
    book = replace(SLIP, key="4", since_then=" ".join([SLIP.since_then] * 60))
    huge = replace(SLIP, key="5", mention="word " * 200_000)
    sizes = []
    for slip in (SLIP, longer):
        pdf, report = made(slip)
        assert report.pages == 1
        sizes.append(places(pdf, 0, "You called them")[0].size)
    assert sizes[0] == 10 > sizes[1] >= 9
    pdf, report = made(SLIP, page, longer, book, huge)
    assert report.printed == ("1", "3", "2")
    assert report.pages == 3
    assert page.since_then in page_texts(pdf)[1]
    assert not [stroke for stroke in strokes(pdf, 1) if stroke.dashed and stroke.width == 0.4]
    assert [misfit.key for misfit in report.misfits] == ["4", "5"]
    assert report.sentences()[0].startswith("Priya Raghunathan, slip: ")


def test_an_older_wording_gives_way_before_a_page_is_taken() -> None:
    words = " “Thank you for opening that door for me.”"
    said = ("Mar 3, 2026:" + words * 5, "Sep 12, 2025:" + words * 5)
    pdf, _report = made(replace(SLIP, said_before=said))
    (text,) = page_texts(pdf)
    assert "Mar 3, 2026" in text
    assert "Sep 12, 2025" not in text


def test_a_name_of_200_letters_wraps_and_never_shrinks() -> None:
    name = "Maria-Theresia Wilhelmina " * 8
    pdf, report = made(replace(SLIP, person=name, occasion="Thank you"))
    assert not report.misfits
    words = places(pdf, 0, "Maria-Theresia")
    assert {word.size for word in words} == {17}
    assert len({word.y for word in words}) > 2


def test_the_nudge_moves_a_slip_and_lost_letters_are_named() -> None:
    pdf, report = made(replace(SLIP, person="Priya \U0001fbf9", write_by="by \ue000"), nudge=Nudge(3, 2))
    assert (places(pdf, 0, "Priya")[0].x) == 48
    assert {ch for each in report.unprintable for ch in each.characters} >= {"\ue000"}
    assert made() == (b"", Made(0, ()))

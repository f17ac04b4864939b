"""Labels and envelopes: where the address stands, how it shrinks, who is left out and why."""

import io
from dataclasses import replace

import pytest
from paper_reading import ink_box, page_texts, pictures, places, preferences

from refdesk.documents import envelope, labels, shaping, stock
from refdesk.documents.envelope_stock import EnvelopeStock, EnvelopeStyle, address_zone, code_zone, stamp_zone
from refdesk.documents.envelope_text import Envelope, EnvelopeJob
from refdesk.documents.fonts import Face
from refdesk.documents.label_text import Label, LabelSheet
from refdesk.documents.report import Made
from refdesk.documents.stock import LabelStock, Nudge, Panel

PRIYA = ("Ms. Priya Raghunathan", "Kestrel Bookkeeping", "218 Alder Row", "Port Alder, OR 97138")
ABROAD = ("Wilhelmina van den Broek-Ossendrijver", "Keizersgracht 555-II", "1017 DR Amsterdam", "NETHERLANDS")
SENDER = ("Halloran & Daughters", "41 Cooper Street", "Port Alder, OR 97100")


def a_sheet(*addresses: tuple[str, ...], key: str = "5160", **changes: object) -> LabelSheet:
    sheet = stock.label(key)
    assert sheet is not None
    found = tuple(Label(str(number), lines[0] if lines else "Mai", lines) for number, lines in enumerate(addresses))
    return replace(LabelSheet(sheet, found, "Labels", "Halloran"), **changes)  # type: ignore[arg-type]


def made(sheet: LabelSheet) -> tuple[bytes, Made]:
    out = io.BytesIO()
    report = labels.render(sheet, out)
    return out.getvalue(), report


@pytest.mark.parametrize("sheet", stock.all_labels(), ids=lambda sheet: sheet.key)
def test_each_label_holds_its_own_address(sheet: LabelStock) -> None:
    pdf, report = made(a_sheet(*([PRIYA, ABROAD] * sheet.places), key=sheet.key, start=3))
    assert report.pages == 3
    assert not report.sentences()
    assert preferences(pdf)["/PrintScaling"] == "/None"
    names = places(pdf, 0, PRIYA[0])
    for place, name in enumerate(names):
        panel = stock.label_panel(sheet, 3 + 2 * place)
        assert panel.x < name.x < panel.x + 20
        assert panel.y + panel.height / 2 < name.y < panel.top
        last = places(pdf, 0, PRIYA[-1])[place]
        assert panel.y < last.y < panel.y + panel.height / 2
        above, below = panel.top - name.y - 0.64 * name.size, last.y - panel.y
        assert above == pytest.approx(below, abs=0.5)
    assert len(names) == len(range(3, sheet.places + 1, 2))


def test_used_labels_stay_free_and_nothing_else_is_printed() -> None:
    pdf, _report = made(a_sheet(PRIYA, start=5))
    sheet = stock.label("5160")
    assert sheet is not None
    panel = stock.label_panel(sheet, 5)
    left, top, right, bottom = ink_box(pictures(pdf)[0])
    assert panel.x + 13 < left < right < panel.right
    assert 792 - panel.top < top < bottom < 792 - panel.y


def test_the_nudge_moves_labels() -> None:
    still = places(made(a_sheet(PRIYA))[0], 0, PRIYA[0])[0]
    moved = places(made(a_sheet(PRIYA, nudge=Nudge(-4, 30)))[0], 0, PRIYA[0])[0]
    assert (moved.x - still.x, moved.y - still.y) == pytest.approx((-4, 14), abs=0.01)


def test_a_long_address_shrinks_then_wraps_then_is_reported() -> None:
    wide = ("Wilhelmina van den Broek-Ossendrijver", *ABROAD[1:])
    wider = (f"{wide[0]}-Lindqvist and sons of Amsterdam", *ABROAD[1:])
    widest = ("Maria-Theresia Wilhelmina " * 12, *ABROAD[1:])
    pdf, report = made(a_sheet(PRIYA, wide, wider, widest))
    sizes = [places(pdf, 0, words)[0].size for words in ("Ms. Priya", "Wilhelmina van", "and sons")]
    assert sizes[0] == 10.5
    assert 8 < sizes[1] < 10.5
    assert 8 < sizes[2] < 10.5, "once the name is wrapped there is room for a larger size"
    assert report.printed == ("0", "1", "2")
    (misfit,) = report.misfits
    assert misfit.sentence().startswith(f"{widest[0]}, label: ")
    assert misfit.lines_over > 0


def test_no_more_lines_are_broken_than_must_be() -> None:
    name = "Wilhelmina Maria van den Broek-Ossendrijver-Lindqvist"
    lines = (name, "Broek-Ossendrijver & Lindqvist Architects", "1017 DR Amsterdam", "NETHERLANDS")
    pdf, report = made(a_sheet(lines, key="L7160"))
    assert not report.sentences()
    text = page_texts(pdf)[0]
    rows = {round(places(pdf, 0, words)[0].y, 1) for words in ("Wilhelmina", "Lindqvist Architects", "1017", "NETHER")}
    assert len(rows) == 4
    assert all(words in text for words in lines[1:])
    assert places(pdf, 0, lines[1])[0].size > 8, "as large as the line that need not break allows"


def test_a_household_gets_one_label_and_all_of_it_count_as_printed() -> None:
    sheet = a_sheet(PRIYA, ABROAD, PRIYA)
    shared = tuple(replace(label, household="h1") if label.key != "1" else label for label in sheet.labels)
    pdf, report = made(replace(sheet, labels=shared))
    assert page_texts(pdf)[0].count(PRIYA[0]) == 1
    assert sorted(report.printed) == ["0", "1", "2"]


def test_without_an_address_somebody_is_named_and_nothing_is_printed() -> None:
    pdf, report = made(a_sheet((), ("", " \x00 ")))
    assert pdf == b""
    assert report.pages == 0
    assert [each.key for each in report.unaddressed] == ["0", "1"]
    assert report.sentences()[0] == "Mai: no address is known"
    assert made(a_sheet())[1] == Made(0, ())


def test_a_mixed_address_stays_left_and_a_hebrew_one_stands_right() -> None:
    mixed = ("עמית ברק", "Amit Barak", "77 Powerhouse Road")
    pdf, report = made(a_sheet(mixed, ("עמית ברק", "רחוב הרצל 5", "תל אביב")))
    assert not report.unprintable
    picture = pictures(pdf)[0]
    sheet = stock.label("5160")
    assert sheet is not None
    for place, left_edge in ((1, True), (2, False)):
        panel = stock.label_panel(sheet, place)
        box = [round(2 * edge) for edge in (panel.x, 792 - panel.top, panel.right, 792 - panel.y)]
        part = picture.crop((box[0], box[1], box[2], box[3]))
        upper = part.crop((0, 0, part.width, round(part.height * 0.42)))
        whole = ink_box(part)
        name = ink_box(upper)
        assert (abs(name[0] - whole[0]) < 2) is left_edge or abs(name[2] - whole[2]) < 2


def job(key: str, *addresses: tuple[str, ...], **changes: object) -> EnvelopeJob:
    found = stock.envelope(key)
    assert found is not None
    some = tuple(Envelope(str(number), lines[0] if lines else "Mai", lines) for number, lines in enumerate(addresses))
    return replace(EnvelopeJob(found, some, "Envelopes", "H", sender=SENDER, initials="H&D"), **changes)  # type: ignore[arg-type]


def posted(wanted: EnvelopeJob) -> tuple[bytes, Made]:
    out = io.BytesIO()
    report = envelope.render(wanted, out)
    return out.getvalue(), report


@pytest.mark.parametrize("paper", stock.all_envelopes(), ids=lambda paper: paper.key)
def test_sender_and_recipient_stand_where_the_post_reads(paper: EnvelopeStock) -> None:
    pdf, report = posted(job(paper.key, PRIYA, ABROAD, ("Very long " * 12, *PRIYA)))
    assert report.pages == 3
    assert not report.sentences()
    name, last = places(pdf, 0, PRIYA[0])[0], places(pdf, 0, PRIYA[-1])[0]
    assert name.size == 12.5
    if paper.style is EnvelopeStyle.US:
        assert name.x == pytest.approx(0.40 * paper.width, abs=0.1)
        assert (name.y + 0.64 * 12.5 + last.y) / 2 == pytest.approx((45 + 198) / 2, abs=0.5)
        sender = places(pdf, 0, "Halloran & Daughters")[0]
        assert (sender.x, sender.y) == pytest.approx((48, paper.height - 29), abs=0.1)
    else:
        assert name.x == pytest.approx(max(56.7, 0.36 * paper.width), abs=0.1)
        assert last.y == pytest.approx(62, abs=0.1)
        sender = places(pdf, 0, "Halloran & Daughters · 41 Cooper Street")[0]
        assert (sender.x, sender.y) == pytest.approx((42.5, paper.height - 42), abs=0.1)
    for page in pictures(pdf):
        for free in (stamp_zone(paper), code_zone(paper)):
            assert is_white(page, free, paper.height)
        left, top, right, bottom = ink_box(page)
        assert left >= 17 <= top
        assert right <= paper.width - 17
        assert bottom <= paper.height - 17


def is_white(page: object, panel: Panel, height: float) -> bool:
    box = tuple(round(2 * edge) for edge in (panel.x, height - panel.top, panel.right, height - panel.y))
    return page.crop(box).getextrema()[0] == 255  # type: ignore[attr-defined, no-any-return]


def test_an_envelope_that_goes_in_by_its_short_side_is_turned() -> None:
    pdf, _report = posted(job("A2", PRIYA, short_side_first=True))
    straight = places(posted(job("A2", PRIYA))[0], 0, PRIYA[0])[0]
    turned = places(pdf, 0, PRIYA[0])[0]
    assert (turned.x, turned.y) == pytest.approx((315 - straight.y, straight.x), abs=0.1)


def test_who_has_no_address_or_too_much_of_it_is_left_out() -> None:
    pdf, report = posted(job("A2", PRIYA, (), ("Nobody " * 400, "x")))
    assert report.printed == ("0",)
    assert len(page_texts(pdf)) == 1
    assert {each.key for each in report.unaddressed} == {"1"}
    assert {each.key for each in report.misfits} == {"2"}
    none, report = posted(job("#10", PRIYA, sender=("Halloran " * 300,)))
    assert (none, report.printed) == (b"", ())
    assert report.misfits[0].sentence().startswith("Sender, envelope: ")


def test_a_spoiled_logo_is_said_once_and_gives_way_to_the_initials() -> None:
    pdf, report = posted(job("A7", PRIYA, ABROAD, logo=b"no picture"))
    assert report.pages == 2
    assert [each.is_logo for each in report.spoiled] == [True]
    assert "H&D" in page_texts(pdf)[0]


def test_a_european_sender_is_one_underlined_line_that_never_reaches_the_stamp() -> None:
    long = ("Halloran & Töchter, Küchen und Bäder nach Maß", "Küferweg 41", "70173 Stuttgart")
    pdf, report = posted(job("C6", PRIYA, sender=long))
    assert not report.misfits
    lines = [places(pdf, 0, words)[0] for words in ("Halloran & Töchter", "Stuttgart")]
    assert lines[0].y > lines[1].y > 323 - 45
    widest = lines[0].x + shaping.width(Face.SANS, "Halloran & Töchter, Küchen und Bäder nach Maß", 7.0)
    assert widest < 459 - 209
    paper = stock.envelope("C6")
    assert paper is not None
    assert address_zone(paper).y < 62

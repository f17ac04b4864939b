"""The closing report on paper: what it says, where it stands, what its charts show, and that nothing is left out."""

import io
import math
from dataclasses import replace

import hostile
import paper_reading as reading
import pypdf
import pytest
from pypdf.generic import ContentStream

from refdesk.documents import campaign_report
from refdesk.documents.campaign_report_text import CampaignReportSheet, NotReached
from refdesk.documents.chart_rows import Boxes, Funnel, People, Step
from refdesk.documents.charts import Bin, Chart, Columns, Fill, Histogram, Mirror, Stacks
from refdesk.documents.report import Made
from refdesk.documents.report_page import Figure, Figures, Frame, Panel, Panels
from refdesk.documents.report_table import Head, Notes, Row, Table
from refdesk.documents.sheets import SIZES, Paper

WEEKS = ("1", "2", "3", "4")
KEY = ((Fill.SOLID, "November 2026"), (Fill.BEFORE, "November 2025"))
FUNNEL = Funnel((Step("On the list", 61, "100%"), Step("Called", 55, "90%"), Step("Reached", 0, "0%")))
MIRROR = Mirror((3, 0, 1, 0), (1, 2, 0, 0), WEEKS, ((Fill.SOLID, "received"), (Fill.OPEN, "given")))
ENDED = Histogram((Bin("talked", 38), Bin("message left", 19), Bin("wrong number", 0, Fill.PALE)))
STACKS = Stacks(
    ((4, 0, 2, 0), (1, 0, 0, 0), (0, 0, 3, 0)),
    WEEKS,
    ((Fill.SOLID, "on time"), (Fill.PALE, "late"), (Fill.OPEN, "open")),
)
BOXES = Boxes(
    (People("A+", 5, 6, "5 of 6"), People("not ranked yet", 0, 2, "0 of 2")),
    ((Fill.SOLID, "reached"), (Fill.OPEN, "not")),
)


def figure(number: str, head: str, *about: str) -> Figure:
    return Figure(number, head, about, Columns((20, 16, 12, 7), WEEKS, (18, 17, 0, 9)))


SHEET = CampaignReportSheet(
    frame=Frame(
        "Halloran & Daughters", "Closing report", "Referral month, November 2026", "Closed on November 30.",
        "Printed Monday, November 30, 2026 from RefDesk", "Week by week",
    ),
    figures=Figures(
        (figure("55", "people called", "of 61 on the list", "52 in 2025"), figure("38", "people reached", "30 in 2025"),
         figure("21", "people helped"), figure("1,234", "referrals received", "3 in 2025")), KEY, "At a glance",
    ),
    charts=(
        Panels((Panel("From the list", "Of 61 people 55 were called.", FUNNEL),
                Panel("Both ways", "4 came, 3 went.", MIRROR)), 30.0),
        Panels((Panel("How calls ended", "57 calls.", ENDED), Panel("Again", "57 calls.", ENDED)), 24.0),
        Panels((Panel("Promises", "6 of 10 kept.", STACKS), Panel("Who was reached", "By rank.", BOXES)), 30.0),
    ),
    tables=(
        Table(
            "In numbers", "What",
            (*(Head(week, 0.5 + 0.1 * place) for place, week in enumerate(WEEKS)), Head("in all", 1.0, strong=True)),
            (Row("People called", ("20", "16", "12", "7", "55")), Row("Gifts", ("–", "1", "–", "–", "1"))),
        ),
    ),
    not_reached=NotReached("Not reached", "23 people of 61.", tuple(f"Person {number}" for number in range(23))),
    notes=Notes("How to read this", ("Everybody counts once.", "A message left is a call.")),
    author="Nora Halloran", language="en_US", paper=Paper.LETTER,
)  # fmt: skip


def made(sheet: CampaignReportSheet = SHEET) -> tuple[Made, bytes]:
    out = io.BytesIO()
    return campaign_report.render(sheet, out), out.getvalue()


def with_chart(chart: Chart) -> CampaignReportSheet:
    return replace(SHEET, charts=(Panels((Panel("One", "It says so.", chart),), 0.0),))


def bars(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float, float]]:
    """Return x, y, width, height and gray of each filled rectangle."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    gray, found, pending = 0.0, [], []
    for operands, operator in ContentStream(reader.pages[page].get_contents(), reader).operations:
        if operator == b"g":
            gray = float(operands[0])
        elif operator == b"re":
            pending.append(tuple(float(each) for each in operands))
        elif operator in (b"f", b"B", b"f*", b"B*"):
            found += [(*each, gray) for each in pending]
            pending = []
        elif operator in (b"S", b"n"):
            pending = []
    return found


def test_it_says_all_that_the_month_brought() -> None:
    done, pdf = made()
    first, second = reading.page_texts(pdf)
    assert done.pages == 2
    for words in (
        "HALLORAN & DAUGHTERS", "Closing report", "Referral month, November 2026", "Closed on November 30.", "55",
        "people called", "of 61 on the list", "52 in 2025", "1,234", "From the list", "Of 61 people 55 were called.",
        "On the list", "90%", "received", "talked", "message", "on time", "late", "open", "A+", "5 of 6",
        "Printed Monday, November 30, 2026 from RefDesk", "page 1 of 2",
    ):  # fmt: skip
        assert words in first, words
    for words in (
        "HALLORAN & DAUGHTERS · CLOSING REPORT", "Week by week", "In numbers", "People called 20 16 12 7 55",
        "Gifts – 1 – – 1", "Not reached", "23 people of 61.", "Person 22", "How to read this", "Everybody counts once.",
        "page 2 of 2",
    ):  # fmt: skip
        assert words in second, words


@pytest.mark.parametrize("paper", Paper)
def test_it_stands_where_the_paper_has_it(paper: Paper) -> None:
    _done, pdf = made(replace(SHEET, paper=paper))
    width, height = SIZES[paper]

    def at(words: str, page: int = 0) -> tuple[float, float]:
        found = reading.places(pdf, page, words)[0]
        return found.x, height - found.y

    assert at("Closing report") == pytest.approx((54, 79), abs=2)
    assert at("Closed on November")[1] == pytest.approx(97, abs=0.5)
    assert at("people called")[1] == pytest.approx(112 + 19.5, abs=0.5)
    assert at("55") == pytest.approx((54, 112 + 31), abs=2)
    assert at("page 1 of 2")[1] == pytest.approx(height - 36, abs=0.5)
    levels = {round(height - each.y1, 1) for each in reading.strokes(pdf, 0) if not each.dashed}
    assert {112.0, round(height - 47.5, 1)} <= levels
    for picture in reading.pictures(pdf):
        left, top, right, bottom = reading.ink_box(picture)
        assert (left >= 53, top >= 17) == (True, True)
        assert (right <= width - 52, bottom <= height - 17) == (True, True)
        assert reading.ink_cover(picture) < 0.08
    lowest = min(word.y for words in ("on time", "not") for word in reading.places(pdf, 0, words))
    assert lowest > 47.5, "no chart stands on the foot"


def test_every_section_is_in_the_list_of_contents_with_its_corner() -> None:
    reader = pypdf.PdfReader(io.BytesIO(made()[1]))
    found = [(str(each.title), reader.get_destination_page_number(each), float(each.left)) for each in reader.outline]  # type: ignore[union-attr, arg-type]
    assert [(title, page) for title, page, _left in found] == [
        ("At a glance", 0), ("From the list", 0), ("Both ways", 0), ("How calls ended", 0), ("Again", 0),
        ("Promises", 0), ("Who was reached", 0), ("In numbers", 1), ("Not reached", 1), ("How to read this", 1),
    ]  # fmt: skip
    lefts = {title: left for title, _page, left in found}
    assert lefts["From the list"] == 54
    assert lefts["Both ways"] == pytest.approx(54 + (504 - 30) / 2 + 30, abs=1)
    assert reading.preferences(made()[1])["/PrintScaling"] == "/None"


def test_bars_are_as_long_as_their_counts() -> None:
    found = [each for each in bars(made(with_chart(FUNNEL))[1]) if each[3] == pytest.approx(11)]
    whole, called = [each for each in found if each[4] == pytest.approx(0.4)]
    assert called[2] / whole[2] == pytest.approx(55 / 61, abs=0.01)
    assert sum(each[4] == 1.0 for each in found) == 3, "each step shows of how many it is a part"
    talked, message = [each for each in bars(made(with_chart(ENDED))[1]) if each[2] > 50]
    assert (talked[3], message[3]) == pytest.approx((52, 26), abs=0.1)
    _done, pdf = made(with_chart(STACKS))
    parts = [each for each in bars(pdf) if each[2] > 20 and each[3] > 9]
    assert [round(each[4], 1) for each in parts] == [0.4, 0.8, 0.4, 1.0]
    assert [round(each[3] / 56 * 5) for each in parts] == [4, 1, 2, 3]


def test_last_year_is_a_line_across_the_bar() -> None:
    _done, pdf = made()
    marks = [each for each in reading.strokes(pdf, 0) if each.width == 0.8 and 8 < each.x2 - each.x1 < 30]
    assert len(marks) == 4 * 3 + 1, "one for each week of last year that had any, and one in the key"
    behind = [each for each in reading.strokes(pdf, 0) if each.width == 2.0]
    assert [(each.x1, each.y1) for each in behind] == [(each.x1, each.y1) for each in marks[:-1]]


def test_a_person_is_a_box_until_there_are_too_many() -> None:
    boxes = [each for each in bars(made(with_chart(BOXES))[1]) if each[2] == each[3] == pytest.approx(5.4)]
    assert [each[4] for each in boxes].count(pytest.approx(0.4)) == 5
    assert len(boxes) == 8
    crowd = replace(BOXES, groups=(*BOXES.groups, People("B", 20, 40, "20 of 40, 50%")))
    rows = [each for each in bars(made(with_chart(crowd))[1]) if each[3] == pytest.approx(5.4)]
    assert len(rows) == 5, "five bars: what is filled of three groups, of which one is empty"
    assert rows[-1][2] / rows[-2][2] == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    "chart",
    [
        Columns((), ()), Histogram(()), Mirror((), (), (), ()), Funnel(()), Stacks((), (), ()),
        Mirror((0,), (0,), ("1",), ()), Stacks(((0,),), ("1",), ((Fill.SOLID, "on time"),)),
        Histogram((Bin("none", 0),)),
    ],
)  # fmt: skip
def test_nothing_to_show_is_no_fault(chart: Chart) -> None:
    assert made(with_chart(chart))[0].pages >= 1


def test_fourteen_weeks_and_many_names_go_on_over_the_pages() -> None:
    heads = tuple(Head(str(week), 0.4 + 0.04 * week) for week in range(1, 16))
    table = Table("In numbers", "What", heads, tuple(Row(f"Row {row}", ("1234",) * 15) for row in range(12)))
    names = tuple(f"Wilhelmina van den Broek-Ossendrijver {number}" for number in range(300))
    done, pdf = made(replace(SHEET, tables=(table, table), not_reached=NotReached("Not reached", "300 people.", names)))
    texts = reading.page_texts(pdf)
    assert done.pages == len(texts) > 3
    everything = " ".join(texts)
    assert all(f"Ossendrijver {number} " in everything + " " for number in (0, 150, 299))
    assert everything.count("300 people.") == 1
    assert all(f"page {number} of {done.pages}" in each for number, each in enumerate(texts, 1))
    for picture in reading.pictures(pdf):
        assert reading.ink_box(picture)[3] <= 792 - 17


def test_a_heading_has_two_rows_below_it() -> None:
    for filling in range(24, 34):
        table = Table(
            "In numbers", "What", (Head("in all", 1.0),), tuple(Row(f"Row {row}", ("1",)) for row in range(filling))
        )
        _done, pdf = made(replace(SHEET, tables=(table,)))
        (page,) = [each for each in reading.page_texts(pdf) if "Not reached" in each]
        assert "Person 7" in page, filling


def test_the_same_month_is_the_same_file() -> None:
    assert made()[1] == made()[1]


def test_a_letter_that_no_face_has_is_told() -> None:
    sheet = replace(SHEET, not_reached=replace(SHEET.not_reached, names=("Li \U00012000",)))
    assert [each.characters for each in made(sheet)[0].unprintable] == [("\U00012000",)]


@pytest.mark.parametrize("words", hostile.WORDS)
def test_any_text_can_be_printed(words: str) -> None:
    line = words[:200]
    frame = replace(SHEET.frame, overline=line, period=line, line=line)
    done, pdf = made(replace(SHEET, frame=frame, not_reached=NotReached("Not reached", line, (line,) * 3)))
    assert done.pages >= 1
    assert math.isfinite(len(pdf))
    assert pdf.startswith(b"%PDF")

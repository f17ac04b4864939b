"""The printer's test sheet: every scale has its zero at the true middle of the paper, every ruler its true length."""

import io
from datetime import date

import pytest
from paper_reading import Stroke, ink_cover, page_texts, pictures, places, preferences, strokes

from refdesk.documents import test_sheet as printer_sheet
from refdesk.documents.sheets import SIZES, Paper
from refdesk.documents.test_sheet_text import RULER, SCALE_END, TestSheet
from refdesk.domain.lengths import Unit

MM = 72 / 25.4


def made(
    paper: Paper = Paper.LETTER, unit: Unit = Unit.MM, printer: str = "HP in the office", both: bool = True
) -> bytes:
    out = io.BytesIO()
    sheet = TestSheet(printer, "rear tray", paper, date(2026, 11, 16), unit, both, author="H")
    report = printer_sheet.render(sheet, out)
    assert report.pages == (2 if both else 1)
    return out.getvalue()


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("unit", list(Unit))
def test_scales_have_their_zero_in_the_middle_of_the_paper(paper: Paper, unit: Unit) -> None:
    width, height = SIZES[paper]
    end = SCALE_END[unit]
    pdf = made(paper, unit)
    for side in (0, 1):
        lines = strokes(pdf, side)
        for y in (height - 70, 52):
            (scale,) = [one for one in lines if level(one) and one.y1 == pytest.approx(y, abs=0.01) and span(one) < 60]
            assert (scale.x1, scale.x2) == pytest.approx((width / 2 - end, width / 2 + end), abs=0.01)
            ticks = [one for one in lines if upright(one) and one.y1 == pytest.approx(y, abs=0.01)]
            longest = max(ticks, key=lambda one: abs(one.y2 - one.y1))
            assert longest.x1 == pytest.approx(width / 2, abs=0.01)
            assert len(ticks) == (21 if unit is Unit.MM else 25)
        for x in (52, width - 70):
            (scale,) = [one for one in lines if upright(one) and one.x1 == pytest.approx(x, abs=0.01)]
            assert sorted((scale.y1, scale.y2)) == pytest.approx([height / 2 - end, height / 2 + end], abs=0.01)


def level(stroke: Stroke) -> bool:
    return stroke.y1 == stroke.y2


def upright(stroke: Stroke) -> bool:
    return stroke.x1 == stroke.x2


def span(stroke: Stroke) -> float:
    return abs(stroke.x2 - stroke.x1) + abs(stroke.y2 - stroke.y1)


@pytest.mark.parametrize("unit", list(Unit))
def test_rulers_have_their_true_length(unit: Unit) -> None:
    lines = [one for one in strokes(made(unit=unit), 0) if span(one) > 150 and not one.dashed]
    assert sorted(round(span(one), 2) for one in lines) == [round(RULER[unit], 2)] * 2
    assert {level(one) for one in lines} == {True, False}
    assert RULER[Unit.MM] == pytest.approx(100 * MM)
    assert RULER[Unit.INCH] == 288


def test_corner_marks_stand_at_their_distance_from_the_edge() -> None:
    width, height = SIZES[Paper.A4]
    lines = [one for one in strokes(made(Paper.A4), 0) if span(one) == pytest.approx(8, abs=0.01)]
    wanted = [n * MM for n in (3, 4, 5, 6, 8)]
    levels = {round(one.y1, 1) for one in lines if level(one)}
    uprights = {round(one.x1, 1) for one in lines if upright(one)}
    assert levels == {round(each, 1) for away in wanted for each in (away, height - away)}
    assert uprights == {round(each, 1) for away in wanted for each in (away, width - away)}


def test_both_sides_say_what_to_do_and_for_whom() -> None:
    pdf = made()
    first, second = page_texts(pdf)
    assert "HP in the office · rear tray · Letter · Monday, November 16, 2026" in first
    assert "Fold the sheet in half" in first
    assert "flip on the long edge" in second
    assert "1.5 mm to the right" in first
    assert "1/16 right" in page_texts(made(unit=Unit.INCH))[0]
    assert preferences(pdf)["/Duplex"] == "/DuplexFlipLongEdge"
    (only,) = page_texts(made(both=False))
    assert "Turn over" not in only
    assert all(ink_cover(picture) < 0.08 for picture in pictures(pdf))
    assert len(places(pdf, 1, "near the bottom")) == 1


def test_a_printer_of_any_name_has_its_sheet() -> None:
    assert "Printer test sheet" in page_texts(made(printer="Maria-Theresia " * 90))[0]

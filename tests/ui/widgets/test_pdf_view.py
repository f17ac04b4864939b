"""The viewer of pages: drawn as they come in sight, turned and sized by keys, read out part by part."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from windows import InlineJobs

from refdesk.progress import Progress
from refdesk.ui import pdf_pages
from refdesk.ui.pdf_pages import PdfPages
from refdesk.ui.widgets import passing_line
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.pdf_sheets import Spoken
from refdesk.ui.widgets.pdf_view import PdfView

PAGES = 3


class LaterJobs:
    """Jobs that wait until a test lets them run."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def start(self, work: Callable[[Progress], Any], *, then: Callable[[Any], None], **_how: Any) -> Any:
        self.waiting.append(lambda: then(work(Progress())))

    def run(self) -> None:
        waiting, self.waiting = self.waiting, []
        for job in waiting:
            job()


def pdf(*headings: str, pages: int = PAGES) -> bytes:
    """Return pages of Letter paper; the first has a section for each heading, and one beside the last."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 740, f"This is page {number}")
        for place, heading in enumerate(headings if number == 1 else ()):
            top = 700 - 200 * place
            canvas.bookmarkPage(heading, fit="XYZ", left=54, top=top)
            canvas.addOutlineEntry(heading, heading, level=0)
            canvas.drawString(54, top - 14, heading)
            canvas.drawString(54, top - 40, f"Words of {heading}")
        if headings and number == 1:
            canvas.bookmarkPage("beside", fit="XYZ", left=320, top=700)
            canvas.addOutlineEntry("Beside", "beside", level=0)
            canvas.drawString(320, 686, "Beside")
            canvas.drawString(320, 660, "Other words")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def view(window: QWidget) -> PdfView:
    made = PdfView(InlineJobs(), window, name="A report")
    made.resize(1000, 600)
    made.show()
    return made


def press(
    qtbot: QtBot, view: PdfView, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(view.sheets, key, modifier)


def test_pages_are_shown_as_large_as_on_paper_where_there_is_room(view: PdfView) -> None:
    view.show_pdf(pdf())
    assert (view.place.text(), view.size_words.text()) == ("Page 1 of 3", "100%")
    place = view.sheets.paper.places[0]
    assert place.width() == pytest.approx(612 * pdf_pages.true_scale(view), abs=1)
    assert place.height() / place.width() == pytest.approx(792 / 612, abs=0.01)
    view.resize(500, 600)
    narrow = view.sheets.paper.places[0].width()
    assert narrow < place.width()
    assert narrow <= view.sheets.viewport().width()
    assert view.sheets.horizontalScrollBar().maximum() == 0


def test_only_pages_in_sight_are_drawn_and_white_in_the_dark(view: PdfView) -> None:
    view.show_pdf(pdf())
    image = view.sheets.grab().toImage()
    corner = view.sheets.paper.places[0].topLeft()
    assert image.pixelColor(corner.x() + 8, corner.y() + 8) == QColor("#FFFFFF")
    assert view.sheets.paper.is_drawn(0)
    assert not view.sheets.paper.is_drawn(2)


def test_page_up_and_down_turn_and_the_ends_are_a_key_away(qtbot: QtBot, view: PdfView) -> None:
    view.show_pdf(pdf())
    assert not view.back.isEnabled()
    press(qtbot, view, Qt.Key.Key_PageDown)
    assert view.place.text() == "Page 2 of 3"
    press(qtbot, view, Qt.Key.Key_End)
    assert (view.place.text(), view.forth.isEnabled()) == ("Page 3 of 3", False)
    press(qtbot, view, Qt.Key.Key_PageUp)
    assert view.place.text() == "Page 2 of 3"
    press(qtbot, view, Qt.Key.Key_Home)
    press(qtbot, view, Qt.Key.Key_Down)
    assert (view.place.text(), view.sheets.verticalScrollBar().value()) == ("Page 1 of 3", 48)
    view.forth.click()
    view.back.click()
    assert view.place.text() == "Page 1 of 3"


def test_keys_and_buttons_change_the_size(qtbot: QtBot, view: PdfView) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    view.show_pdf(pdf())
    press(qtbot, view, Qt.Key.Key_Plus, control)
    assert view.size_words.text() == "125%"
    view.larger.click()
    assert view.size_words.text() == "150%"
    view.larger.click()
    across = view.sheets.horizontalScrollBar()
    assert across.value() == pytest.approx(across.maximum() / 2, abs=8) != 0, "what was in the middle stays there"
    press(qtbot, view, Qt.Key.Key_Right)
    assert across.value() > across.maximum() / 2 + 30
    press(qtbot, view, Qt.Key.Key_Minus, control)
    view.smaller.click()
    assert view.size_words.text() == "125%"
    press(qtbot, view, Qt.Key.Key_0, control)
    wide = view.sheets.paper.places[0].width()
    assert view.sheets.viewport().width() - 60 < wide <= view.sheets.viewport().width()
    while view.smaller.isEnabled():
        view.smaller.click()
    assert view.size_words.text() == "50%"


def test_a_page_stays_in_sight_while_its_size_changes(view: PdfView) -> None:
    view.show_pdf(pdf())
    view.sheets.turn(2)
    view.larger.click()
    assert view.place.text() == "Page 3 of 3"


def test_every_part_of_a_page_can_be_read_out(view: PdfView) -> None:
    view.show_pdf(pdf("First", "Second"))
    view.sheets.grab()
    spoken = [(each.accessibleName(), each.accessibleDescription()) for each in view.findChildren(Spoken)]
    assert spoken[:4] == [
        ("Head of page 1", "This is page 1"),
        ("First", "Words of First"),
        ("Beside", "Other words"),
        ("Second", "Words of Second"),
    ]
    first, beside = (each.geometry() for each in view.findChildren(Spoken)[1:3])
    assert first.right() <= beside.left()


def test_h_goes_from_heading_to_heading_and_says_it(
    qtbot: QtBot, view: PdfView, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(passing_line, "announce", lambda _source, words: said.append(words))
    view.show_pdf(pdf("First", "Second"))
    for _time in range(4):
        press(qtbot, view, Qt.Key.Key_H)
    assert view.heading() == "Second"
    press(qtbot, view, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert said == ["First. Words of First", "Beside. Other words", "Second. Words of Second", "Beside. Other words"]


def test_other_pages_take_the_place_of_those_before_and_nothing_else(window: QWidget) -> None:
    jobs = LaterJobs()
    view = PdfView(jobs, window, name="A report")
    view.resize(900, 600)
    view.show()
    view.show_pdf(pdf())
    view.show_pdf(pdf(pages=1))
    first, second = jobs.waiting
    jobs.waiting = []
    second()
    first()
    assert view.place.text() == "Page 1 of 1"
    view.sheets.grab()
    assert not view.sheets.paper.is_drawn(0)
    jobs.run()
    assert view.sheets.paper.is_drawn(0)
    view.show_pdf(pdf("First", pages=1))
    jobs.run()
    assert not view.sheets.paper.is_drawn(0), "the picture of before stays until the new one is there"
    assert view.sheets.paper.picture_of(0) is not None


def test_out_of_sight_only_small_pictures_are_kept(view: PdfView) -> None:
    view.show_pdf(pdf())
    paper = view.sheets.paper
    view.sheets.grab()
    sharp = paper.picture_of(0)
    assert sharp is not None
    view.hide()
    small = paper.picture_of(0)
    assert small is not None
    assert small.sizeInBytes() * 10 < sharp.sizeInBytes()
    view.hide()  # nothing is left to be made smaller, and nothing goes wrong
    view.show()
    view.sheets.grab()
    assert paper.is_drawn(0)
    assert paper.picture_of(0) == sharp


def test_without_pages_it_says_why(view: PdfView) -> None:
    assert not any(each.isEnabled() for each in (view.back, view.forth, view.larger, view.smaller, view.fit))
    view.show_pdf(pdf())
    view.show_words("There is nothing to show.")
    assert not view.has_pages()
    assert not view.sheets.isVisible()
    assert (view.place.text(), view.larger.isEnabled()) == ("", False)
    view.show_pdf(pdf())
    assert view.sheets.isVisible()


def test_a_thin_line_says_that_other_pages_are_on_their_way(view: PdfView) -> None:
    view.show_pdf(pdf())
    quiet = view.grab().toImage()
    view.set_busy(busy=True)
    busy = view.grab().toImage()
    y = view.sheets.y() - 3
    assert quiet.pixelColor(5, y) != busy.pixelColor(5, y)


def test_everything_has_a_name_and_one_tab_stop_leads_to_the_pages(view: PdfView) -> None:
    assert view.sheets.accessibleName() == "A report"
    assert view.sheets.focusPolicy() == Qt.FocusPolicy.StrongFocus
    for button in (view.back, view.forth, view.smaller, view.larger, view.fit):
        assert button.accessibleName() or button.text()


def test_sections_of_a_pdf_without_contents_are_its_pages() -> None:
    pages = PdfPages(pdf())
    assert [(each.heading, each.at, each.words) for each in pages.sections()] == [
        ("", 0, "This is page 1"),
        ("", 1, "This is page 2"),
        ("", 2, "This is page 3"),
    ]


def test_what_is_added_to_the_bar_is_reached_before_the_pages(qtbot: QtBot, view: PdfView) -> None:
    first, second = Button("Save", view), Button("Print", view)
    view.show_pdf(pdf())
    for button in (first, second):
        view.add_button(button)
        button.show()
    view.fit.setFocus()
    reached = []
    for _time in range(3):
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        reached.append(view.focusWidget())
    assert reached == [first, second, view.sheets]


def test_a_narrow_bar_leaves_out_what_has_a_key(view: PdfView) -> None:
    view.add_button(Button("Save as PDF", view))
    for width, shows_fit, shows_size in ((900, True, True), (460, False, True), (300, False, False), (900, True, True)):
        view.resize(width, 600)
        QApplication.sendPostedEvents()
        assert (view.fit.isVisible(), view.larger.isVisible()) == (shows_fit, shows_size), width
        assert view.place.width() >= view.place.minimumWidth()

"""The one door to paper: it prints at 100 %, asks what it must know once, and says plainly what stands in the way."""

from pathlib import Path
from typing import Any

import pytest
from file_printers import LASER, PHOTO, FilePrinters, marked_pdf, marks_on, request_of
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk import printer_facts
from refdesk.domain.print_position import Position, Side
from refdesk.printer_facts import PrinterFacts
from refdesk.services import printers as positions
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.printing.print_dialog import PrintDialog
from refdesk.ui.printing.queues import Queue, Tray
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

ONE, TWO = [(100.0, 100.0)], [(200.0, 200.0)]
PAGES = marked_pdf(ONE, TWO, ONE, TWO)


@pytest.fixture
def open_dialog(workplace: Workplace, window: QWidget, printers: FilePrinters, qtbot: QtBot) -> "OpenDialog":
    return OpenDialog(workplace, window, printers, qtbot)


class OpenDialog:
    def __init__(self, workplace: Workplace, window: QWidget, printers: FilePrinters, qtbot: QtBot) -> None:
        self.workplace, self.window, self.printers, self.qtbot = workplace, window, printers, qtbot
        self.sent: list[tuple[str, str]] = []
        self.tested: list[tuple[str, str]] = []

    def __call__(self, request: PrintRequest, **more: Any) -> PrintDialog:
        dialog = PrintDialog(self.workplace, self.window, request=request, printers=self.printers, **more)
        dialog.sent.connect(lambda *what: self.sent.append(what))
        dialog.test_wanted.connect(lambda *what: self.tested.append(what))
        dialog.open()
        return dialog


def _says(dialog: QWidget) -> str:
    return " ".join(label.text() for label in dialog.findChildren(Label) if label.isVisible())


def _errors(dialog: QWidget) -> dict[str, str]:
    return {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}


def _known(name: str = "Laser", **more: Any) -> None:
    facts: dict[str, Any] = {"kind": "laser", "flip": "long", "landed": ("|1", "|2"), **more}
    printer_facts.save(name, PrinterFacts(**facts))


def test_the_kind_of_printer_is_asked_once(open_dialog: OpenDialog) -> None:
    dialog = open_dialog(request_of(PAGES))
    assert "Asked once for each printer" in _says(dialog)
    dialog.main_button.click()
    assert "asked only once" in _errors(dialog)["kind"]
    assert open_dialog.printers.tickets == []
    focus = QApplication.focusWidget()
    assert focus is not None
    assert dialog.form.kind.isAncestorOf(focus)
    dialog.form.kind.set_value("laser")
    dialog.main_button.click()
    assert printer_facts.of("Laser").kind == "laser"
    dialog.reject()
    again = open_dialog(request_of(PAGES))
    assert "Asked once" not in _says(again)
    assert "Laser" in again.form.about.text()
    again.form.change.click()
    assert "Asked once" in _says(again)
    again.reject()


def test_all_pages_go_to_the_printer_and_then_the_request_hears_of_it(open_dialog: OpenDialog) -> None:
    _known()
    heard: list[str] = []
    request = request_of(PAGES, then=lambda: heard.append("then"))
    dialog = open_dialog(request)
    assert not request.pdf.exists()
    dialog.main_button.click()
    assert heard == ["then"]
    assert open_dialog.sent == [("Laser", "")]
    assert not dialog.isVisible()
    assert [round(marks_on(open_dialog.printers.paper(), at)[0][0]) for at in range(4)] == [100, 200, 100, 200]
    (ticket,) = open_dialog.printers.tickets
    assert (ticket.title, ticket.size, ticket.duplex) == ("Thank-you cards", (612.0, 792.0), "")


def test_what_was_put_off_is_not_noted(open_dialog: OpenDialog) -> None:
    heard: list[str] = []
    open_dialog(request_of(PAGES, then=lambda: heard.append("then"))).reject()
    assert (heard, open_dialog.sent) == ([], [])


def test_some_pages_and_several_copies(open_dialog: OpenDialog) -> None:
    _known()
    dialog = open_dialog(request_of(PAGES))
    dialog.form.pages.setText("2")
    dialog.form.copies.setText("3")
    dialog.main_button.click()
    assert [round(marks_on(open_dialog.printers.paper(), at)[0][0]) for at in range(3)] == [200, 200, 200]


@pytest.mark.parametrize(
    ("copies", "pages", "field"), [("0", "", "copies"), ("x", "", "copies"), ("100", "", "copies"), ("1", "9", "pages")]
)
def test_numbers_that_make_no_sense_are_said_beside_their_field(
    open_dialog: OpenDialog, copies: str, pages: str, field: str
) -> None:
    _known()
    dialog = open_dialog(request_of(PAGES))
    dialog.form.copies.setText(copies)
    dialog.form.pages.setText(pages)
    dialog.main_button.click()
    assert list(_errors(dialog)) == [field]
    assert open_dialog.printers.tickets == []
    dialog.reject()


def test_a_printer_that_turns_gets_both_sides_and_the_edge(open_dialog: OpenDialog) -> None:
    _known()
    dialog = open_dialog(request_of(PAGES, sides=2))
    assert "2 sheets" in _says(dialog)
    dialog.main_button.click()
    assert open_dialog.printers.tickets[0].duplex == "long"


def test_a_printer_that_turns_at_the_other_edge_gets_its_backs_on_their_head(open_dialog: OpenDialog) -> None:
    _known(flip="short")
    open_dialog(request_of(PAGES, sides=2)).main_button.click()
    paper = open_dialog.printers.paper()
    assert marks_on(paper, 0)[0] == pytest.approx((100, 100), abs=0.5)
    assert marks_on(paper, 1)[0] == pytest.approx((412, 592), abs=0.5)
    assert open_dialog.printers.tickets[0].duplex == "short"


@pytest.mark.parametrize(("on_top", "backs"), [("first", [200, 210]), ("last", [210, 200])])
def test_a_stack_is_turned_by_hand(open_dialog: OpenDialog, on_top: str, backs: list[int]) -> None:
    _known("Photo")
    heard: list[str] = []
    pdf = marked_pdf(ONE, TWO, ONE, [(210.0, 200.0)])
    dialog = open_dialog(request_of(pdf, sides=2, then=lambda: heard.append("then")), printer="Photo")
    dialog.main_button.click()
    assert dialog.isVisible()
    assert heard == []
    assert "turn them over at the long edge" in _says(dialog)
    dialog.turn.on_top.set_value(on_top)
    dialog.main_button.click()
    assert heard == ["then"]
    paper = open_dialog.printers.paper()
    assert [round(marks_on(paper, at)[0][0]) for at in range(2)] == backs
    assert printer_facts.of("Photo").last_on_top is (on_top == "last")
    assert {ticket.duplex for ticket in open_dialog.printers.tickets} == {""}


def test_what_was_read_from_the_test_sheet_moves_the_print(open_dialog: OpenDialog) -> None:
    _known()
    keep = {Side.FRONT: Position(3.0, -2.0)}
    open_dialog.workplace.desk.do(positions.keep, "Laser", "", keep)
    dialog = open_dialog(request_of(PAGES, sides=2))
    assert "front 0.04 in to the right, 0.03 in down; back not moved" in _says(dialog)
    dialog.main_button.click()
    assert marks_on(open_dialog.printers.paper(), 0)[0] == pytest.approx((103, 98), abs=0.5)
    assert marks_on(open_dialog.printers.paper(), 1)[0] == pytest.approx((200, 200), abs=0.5)


def test_a_test_sheet_is_printed_where_the_printer_itself_prints(open_dialog: OpenDialog) -> None:
    _known(flip="short", landed=())
    open_dialog.workplace.desk.do(positions.keep, "Laser", "", {Side.FRONT: Position(3.0), Side.BACK: Position(3.0)})
    dialog = open_dialog(request_of(PAGES, sides=2), at_zero=True)
    dialog.main_button.click()
    assert marks_on(open_dialog.printers.paper(), 0)[0] == pytest.approx((100, 100), abs=0.5)
    assert marks_on(open_dialog.printers.paper(), 1)[0] == pytest.approx((200, 200), abs=0.5)
    assert not dialog.isVisible()


def test_it_is_asked_how_it_landed_until_it_was_right_once(open_dialog: OpenDialog) -> None:
    _known(landed=())
    dialog = open_dialog(request_of(PAGES))
    dialog.main_button.click()
    assert dialog.landed.isVisible()
    assert dialog.main_button.words() == "Yes, it did"
    dialog.main_button.click()
    assert printer_facts.of("Laser").landed == ("|1",)
    dialog = open_dialog(request_of(PAGES))
    dialog.main_button.click()
    assert not dialog.isVisible()
    two_sided = open_dialog(request_of(PAGES, sides=2))
    two_sided.main_button.click()
    assert two_sided.landed.isVisible()
    two_sided.reject()
    assert printer_facts.of("Laser").landed == ("|1",)


def test_what_is_off_leads_to_the_test_sheet(open_dialog: OpenDialog) -> None:
    _known(landed=())
    open_dialog.printers.offered_trays = {"Laser": (Tray("Hand", "Hand feed"),)}
    dialog = open_dialog(request_of(PAGES))
    dialog.form.tray.set_value("Hand")
    dialog.main_button.click()
    dialog.off.click()
    assert open_dialog.tested == [("Laser", "Hand")]
    assert not dialog.isVisible()
    assert printer_facts.of("Laser").tray == "Hand"
    assert open_dialog.printers.tickets[0].tray == "Hand"


def test_without_a_printer_the_pages_are_saved(open_dialog: OpenDialog, workplace_said: Said, tmp_path: Path) -> None:
    heard: list[str] = []
    open_dialog.printers.offered = ()
    dialog = open_dialog(request_of(PAGES, then=lambda: heard.append("then")))
    assert "No printer is set up on this computer." in _says(dialog)
    assert dialog.main_button.words() == "Save as PDF…"
    dialog.main_button.click()
    assert heard == []
    workplace_said.saves = tmp_path / "cards"
    dialog.main_button.click()
    assert (tmp_path / "cards.pdf").read_bytes() == PAGES
    assert heard == ["then"]
    assert "cards.pdf" in workplace_said.told[-1]
    assert not dialog.isVisible()


def test_a_printer_that_was_set_up_meanwhile_is_found(open_dialog: OpenDialog) -> None:
    open_dialog.printers.offered = ()
    dialog = open_dialog(request_of(PAGES))
    open_dialog.printers.offered = (PHOTO,)
    dialog.none.pressed.emit()
    assert dialog.form.isVisible()
    assert dialog.main_button.words() == "Print"
    dialog.reject()


def test_a_folder_that_is_gone_keeps_the_pages(open_dialog: OpenDialog, workplace_said: Said, tmp_path: Path) -> None:
    dialog = open_dialog(request_of(PAGES))
    workplace_said.saves = tmp_path / "gone" / "cards.pdf"
    dialog.save.click()
    assert "was not saved" in _says(dialog)
    dialog.reject()


def test_a_printer_that_is_gone_is_said_and_another_can_be_chosen(open_dialog: OpenDialog) -> None:
    _known()
    heard: list[str] = []
    open_dialog.printers.is_gone = True
    dialog = open_dialog(request_of(PAGES, then=lambda: heard.append("then")))
    dialog.main_button.click()
    assert "not there any more" in _says(dialog)
    assert (heard, open_dialog.sent) == ([], [])
    open_dialog.printers.is_gone = False
    dialog.main_button.click()
    assert heard == ["then"]


@pytest.mark.parametrize(
    ("stock", "kind", "words"),
    [
        ("8315", "laser", "made for ink jet printers"),
        ("5315", "ink jet", "made for laser printers"),
        ("8315", "ink jet", ""),
    ],
)
def test_stock_for_another_kind_of_printer_is_said(open_dialog: OpenDialog, stock: str, kind: str, words: str) -> None:
    dialog = open_dialog(request_of(PAGES, stock_key=stock))
    part = next(each for each in dialog.form.kind._parts if each.choice.value.replace("_", " ") == kind)
    part.click()
    assert dialog.worry.isVisible() is bool(words)
    assert words in _says(dialog)
    dialog.reject()


def test_a_printer_in_trouble_is_said_before(open_dialog: OpenDialog) -> None:
    open_dialog.printers.offered = (Queue("Laser", "Office laser", has_fault=True),)
    dialog = open_dialog(request_of(PAGES))
    assert "Office laser is stopped or reports a fault" in _says(dialog)
    dialog.reject()


def test_the_tray_of_the_last_time_is_offered(open_dialog: OpenDialog) -> None:
    _known(tray="Hand")
    open_dialog.printers.offered_trays = {"Laser": (Tray("Tray1", "Tray 1"), Tray("Hand", "Hand feed"))}
    dialog = open_dialog(request_of(PAGES))
    assert dialog.form.tray.currentText() == "Hand feed"
    dialog.reject()


def test_what_to_put_in_is_said(open_dialog: OpenDialog) -> None:
    dialog = open_dialog(request_of(PAGES, paper="Letter"))
    assert "Put in: Letter, 8.5 × 11 in. It prints at 100%" in _says(dialog)
    dialog.reject()
    assert LASER.turns

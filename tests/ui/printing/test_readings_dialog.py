"""The creases of the test sheet are typed in, and later prints land right."""

import pypdfium2
import pytest
from file_printers import FilePrinters, marked_pdf, marks_on, request_of
from PySide6.QtWidgets import QWidget
from windows import Said

from refdesk import printer_facts
from refdesk.domain.lengths import POINTS_PER_MM, Unit
from refdesk.domain.print_position import ZERO, Position, Side
from refdesk.printer_facts import PrinterFacts
from refdesk.services import printers as positions
from refdesk.ui.printing.print_dialog import PrintDialog
from refdesk.ui.printing.readings_dialog import ReadingsDialog
from refdesk.ui.printing.side_readings import SideReadings
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace

MM = POINTS_PER_MM
MORE, LESS = "more", "less"


@pytest.fixture
def dialog(workplace: Workplace, window: QWidget, printers: FilePrinters) -> ReadingsDialog:
    made = ReadingsDialog(workplace, window, printer="Laser", tray="Tray1", printers=printers)
    made.open()
    return made


def _type(side: SideReadings, **readings: tuple[str, str]) -> None:
    for name, (length, way) in readings.items():
        side.readings[name].length.setText(length)
        side.readings[name].way.set_value(way)
        side.readings[name].changed.emit()


def _errors(dialog: QWidget) -> dict[str, str]:
    return {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}


def _kept(workplace: Workplace, side: Side) -> Position:
    return workplace.desk.ask(positions.position, "Laser", "Tray1", side)


def test_readings_become_the_position_of_the_tray(
    dialog: ReadingsDialog, workplace: Workplace, workplace_said: Said
) -> None:
    _type(dialog.front, top=("1/16", MORE), bottom=("1/16", MORE), left=("1/32", LESS), right=("1/32", LESS))
    assert dialog.front.outcome.text() == "Everything moves: 0.06 in to the right, 0.03 in down."
    assert dialog.back.outcome.text() == ""
    dialog.main_button.click()
    assert not dialog.isVisible()
    assert _kept(workplace, Side.FRONT) == Position(4.5, -2.25)
    assert _kept(workplace, Side.BACK) == ZERO
    assert workplace_said.done == ["Print position of Laser saved"]
    workplace.desk.undo()
    assert _kept(workplace, Side.FRONT) == ZERO


def test_a_sheet_that_lands_right_says_so(dialog: ReadingsDialog) -> None:
    _type(dialog.front, top=("0", MORE))
    assert dialog.front.outcome.text() == "It lands right: nothing is moved."
    dialog.reject()


def test_millimeters_are_read_where_they_are_chosen(dialog: ReadingsDialog, workplace: Workplace) -> None:
    dialog.unit.chosen.emit(Unit.MM.value)
    _type(dialog.back, top=("1.5", LESS), bottom=("1,5", LESS))
    dialog.main_button.click()
    assert _kept(workplace, Side.BACK).right == pytest.approx(-1.5 * MM)


def test_a_crooked_sheet_is_not_averaged(dialog: ReadingsDialog, workplace: Workplace) -> None:
    _type(dialog.front, top=("1/8", MORE), bottom=("0", MORE))
    assert "fed crooked" in dialog.front.outcome.text()
    dialog.main_button.click()
    assert "fed crooked" in _errors(dialog)["front_bottom"]
    assert _kept(workplace, Side.FRONT) == ZERO
    dialog.reject()


def test_a_page_that_was_fitted_is_said_and_can_be_balanced(dialog: ReadingsDialog, workplace: Workplace) -> None:
    assert not dialog.balance.isVisible()
    dialog.front.ruler.setText("3.92")
    _type(dialog.back, top=("0", MORE))
    assert "“Fit to page” is on" in dialog.front.outcome.text()
    dialog.main_button.click()
    assert "98%" in _errors(dialog)["front_ruler"]
    dialog.balance.click()
    dialog.main_button.click()
    assert _kept(workplace, Side.FRONT).scale == pytest.approx(4 / 3.92)
    assert _kept(workplace, Side.BACK).scale == pytest.approx(4 / 3.92)


@pytest.mark.parametrize(
    ("length", "way", "words"), [("abc", MORE, "such as 1/16"), ("1/16", "-", "side of the zero"), ("-1", MORE, "1/16")]
)
def test_what_is_no_reading_is_said(dialog: ReadingsDialog, length: str, way: str, words: str) -> None:
    _type(dialog.front, top=(length, way))
    dialog.main_button.click()
    assert words in _errors(dialog)["front_top"]
    dialog.reject()


def test_nothing_typed_is_nothing_saved(dialog: ReadingsDialog, workplace: Workplace) -> None:
    dialog.main_button.click()
    assert "front_top" in _errors(dialog)
    assert workplace.desk.ask(positions.positions) == ()
    dialog.reject()


def test_the_arrow_tells_where_the_printer_turns_and_the_question_comes_anew(dialog: ReadingsDialog) -> None:
    known = PrinterFacts("laser", "long", "Tray1", landed=("Tray1|2", "Hand|2"))
    printer_facts.save("Laser", known)
    dialog.arrow.set_value("other")
    dialog.main_button.click()
    after = printer_facts.of("Laser")
    assert (after.flip, after.landed, after.kind) == ("short", ("Hand|2",), "laser")


def test_the_test_sheet_is_printed_as_the_printer_is(
    dialog: ReadingsDialog, workplace: Workplace, printers: FilePrinters, window: QWidget
) -> None:
    printer_facts.save("Laser", PrinterFacts("laser", "long"))
    workplace.desk.do(positions.keep, "Laser", "Tray1", {Side.FRONT: Position(9.0, 9.0)})
    dialog.print_test.click()
    door = next(each for each in window.findChildren(PrintDialog) if each.isVisible())
    assert door.form.tray_key() == "Tray1"
    door.main_button.click()
    assert not door.isVisible()
    assert dialog.isVisible()
    (ticket,) = printers.tickets
    assert (ticket.queue, ticket.tray, ticket.duplex) == ("Laser", "Tray1", "long")
    document = pypdfium2.PdfDocument(printers.paper())
    assert len(document) == 2
    document.close()
    dialog.reject()


def test_a_printer_that_prints_too_far_left_is_mended_by_its_own_reading(
    workplace: Workplace, window: QWidget, printers: FilePrinters
) -> None:
    """The whole way: its zero lies 1.5 mm left of the crease, so 1.5 right is read; the next print lands 1.5 right."""
    printer_facts.save("Laser", PrinterFacts("laser", "long", landed=("|1",)))
    reading = ReadingsDialog(workplace, window, printer="Laser", tray="", printers=printers)
    reading.open()
    reading.unit.chosen.emit(Unit.MM.value)
    _type(reading.front, top=("1.5", MORE), bottom=("1.5", MORE))
    reading.main_button.click()
    door = PrintDialog(workplace, window, request=request_of(marked_pdf([(300.0, 300.0)])), printers=printers)
    door.open()
    door.main_button.click()
    assert marks_on(printers.paper())[0] == pytest.approx((300 + 1.5 * MM, 300), abs=0.5)


def test_a_print_that_waits_hears_of_what_was_read_meanwhile(
    workplace: Workplace, window: QWidget, printers: FilePrinters
) -> None:
    printer_facts.save("Laser", PrinterFacts("laser", "long"))
    door = PrintDialog(workplace, window, request=request_of(marked_pdf([], []), sides=2), printers=printers)
    door.open()
    reading = ReadingsDialog(workplace, window, printer="Laser", tray="", printers=printers)
    reading.open()
    _type(reading.front, top=("1/16", MORE), bottom=("1/16", MORE))
    reading.arrow.set_value("other")
    reading.main_button.click()
    assert "front 0.06 in to the right; back not moved" in door.position.text()
    assert door.form.flip.value() == "short"
    door.reject()

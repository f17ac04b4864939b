"""The owner measures a sheet that RefDesk does not bring: it is drawn as it is typed, and kept once it can be."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.ids import StockId
from refdesk.domain.lengths import Unit
from refdesk.services import own_stock
from refdesk.services.own_stock import EnvelopeStyle, Fold, StockDraft, StockKind
from refdesk.ui.printing.stock_dialog import StockDialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace


@pytest.fixture
def dialog(workplace: Workplace, window: QWidget) -> StockDialog:
    made = StockDialog(workplace, window)
    made.open()
    return made


def _errors(dialog: QWidget) -> dict[str, str]:
    return {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}


def _choose(dialog: StockDialog, kind: StockKind) -> None:
    next(part for part in dialog.form.kind._parts if part.choice.value == kind.value).click()


def _type_labels(dialog: StockDialog) -> None:
    form = dialog.form
    form.maker.setText("Zweckform")
    form.code.setText("3425")
    for edit, words in (
        (form.page.first, "210 mm"), (form.page.second, "297 mm"), (form.panel.first, "105 mm"),
        (form.panel.second, "57 mm"), (form.origin.second, "6 mm"), (form.grid.first, "2"), (form.grid.second, "5"),
    ):  # fmt: skip
        edit.setText(words)
    dialog.redraw()


def test_labels_are_typed_drawn_and_kept(dialog: StockDialog, workplace: Workplace, workplace_said: Said) -> None:
    heard: list[int] = []
    dialog.saved.connect(heard.append)
    _type_labels(dialog)
    assert dialog.form.paper.value() == "a4"
    outline = dialog.drawing.outline()
    assert outline is not None
    assert len(outline.panels) == 10
    assert dialog.says.text() == "The measures fit together."
    dialog.main_button.click()
    (row,) = workplace.desk.ask(own_stock.rows)
    assert row.draft is not None
    assert (row.name, row.draft.grid, heard) == ("Zweckform 3425", (2, 5), [row.stock_id])
    assert row.draft.pitch == row.draft.panel
    assert workplace_said.done == ["Stock Zweckform 3425 added"]


def test_a_new_sheet_is_drawn_empty_until_it_is_measured(dialog: StockDialog) -> None:
    outline = dialog.drawing.outline()
    assert outline is not None
    assert (outline.page, outline.panels) == ((612.0, 792.0), ())
    assert dialog.says.text() == "Measure one of them with a ruler."
    dialog.form.page.first.setText("wide")
    dialog.redraw()
    assert dialog.drawing.outline() is None
    dialog.reject()


def test_a_card_says_how_it_is_folded(dialog: StockDialog, workplace: Workplace) -> None:
    form = dialog.form
    assert not form.fold.isVisible()
    _choose(dialog, StockKind.CARDS)
    assert form.fold.isVisible()
    form.code.setText("My cards")
    form.panel.first.setText("4 1/4")
    form.panel.second.setText("5 1/2")
    form.grid.show_numbers((2, 2))
    form.fold.set_value(Fold.TENT)
    form.crop_marks.click()
    form.printers.set_value("laser")
    dialog.main_button.click()
    assert _errors(dialog) == {}
    (row,) = workplace.desk.ask(own_stock.rows)
    assert row.draft is not None
    assert (row.draft.fold, row.draft.crop_marks, row.draft.panel) == (Fold.TENT, True, (306.0, 396.0))
    assert [kind.value for kind in row.draft.printers] == ["laser"]


def test_an_envelope_has_its_size_alone(dialog: StockDialog, workplace: Workplace) -> None:
    _choose(dialog, StockKind.ENVELOPE)
    form = dialog.form
    assert not form.panel.isVisible()
    form.code.setText("Square")
    form.page.first.setText("6")
    form.page.second.setText("7")
    dialog.main_button.click()
    assert "exchange the two" in _errors(dialog)["size"]
    form.page.second.setText("6")
    form.style_of.set_value("eu")
    dialog.main_button.click()
    (row,) = workplace.desk.ask(own_stock.rows)
    assert row.draft is not None
    assert (row.draft.page, row.draft.style) == ((432.0, 432.0), EnvelopeStyle.EU)


def test_what_cannot_be_is_drawn_and_said_at_once(dialog: StockDialog, workplace: Workplace) -> None:
    _type_labels(dialog)
    dialog.form.grid.first.setText("3")
    dialog.redraw()
    assert "over the right edge" in dialog.says.text()
    outline = dialog.drawing.outline()
    assert outline is not None
    assert len(outline.panels) == 15
    dialog.main_button.click()
    assert "over the right edge" in _errors(dialog)["panel"]
    assert workplace.desk.ask(own_stock.rows) == ()
    dialog.reject()


@pytest.mark.parametrize("typed", ["wide", "", "1/0", "-3", "🎂", "9999999"])
def test_what_is_no_length_is_said_beside_its_field(dialog: StockDialog, workplace: Workplace, typed: str) -> None:
    _type_labels(dialog)
    dialog.form.panel.first.setText(typed)
    dialog.redraw()
    dialog.main_button.click()
    assert _errors(dialog)["panel"].endswith(".")
    assert workplace.desk.ask(own_stock.rows) == ()
    dialog.reject()


@pytest.mark.parametrize("typed", ["2.5", "x", "", "9999", "0", "999"])
def test_what_is_no_number_of_columns_is_said(dialog: StockDialog, typed: str) -> None:
    _type_labels(dialog)
    dialog.form.grid.first.setText(typed)
    dialog.redraw()
    dialog.main_button.click()
    assert _errors(dialog)
    dialog.reject()


def test_the_unit_changes_the_numbers_and_not_the_sheet(dialog: StockDialog) -> None:
    _type_labels(dialog)
    before = dialog.form.draft()
    dialog.unit.chosen.emit(Unit.MM.value)
    assert dialog.form.panel.first.text() == "105"
    assert dialog.form.panel.second.text() == "57"
    after = dialog.form.draft()
    assert after.panel == pytest.approx(before.panel, abs=0.02)
    dialog.unit.chosen.emit(Unit.INCH.value)
    assert dialog.form.panel.first.text() == "4.1339"
    dialog.reject()


def test_a_stock_is_corrected(workplace: Workplace, window: QWidget, workplace_said: Said) -> None:
    measures = ((198.0, 72.0), (3, 10), (9.0, 36.0), (198.0, 72.0))
    labels = StockDraft("Mine", "L1", StockKind.LABELS, (612.0, 792.0), *measures)
    stock_id = workplace.desk.do(own_stock.add, labels)
    dialog = StockDialog(workplace, window, stock_id=stock_id)
    dialog.open()
    assert dialog.form.draft() == labels
    dialog.form.code.setText("L2")
    dialog.main_button.click()
    assert [row.name for row in workplace.desk.ask(own_stock.rows)] == ["Mine L2"]
    assert workplace_said.done == ["Stock Mine L2 saved"]


def test_a_stock_that_is_gone_keeps_what_was_typed(workplace: Workplace, window: QWidget) -> None:
    dialog = StockDialog(workplace, window, stock_id=StockId(99))
    dialog.open()
    _type_labels(dialog)
    dialog.main_button.click()
    assert dialog.isVisible()
    dialog.reject()


def test_everything_is_reached_by_tab_and_has_a_name(dialog: StockDialog, qtbot: QtBot) -> None:
    _choose(dialog, StockKind.CARDS)
    stops = dialog.tab_stops()
    assert [stop for stop in stops if not (stop.accessibleName() or getattr(stop, "text", str)())] == []
    form = dialog.form
    for edit in (form.maker, form.code, form.page.first, form.page.second, form.grid.second, form.pitch.second):
        assert edit in stops
    form.maker.setFocus()
    qtbot.keyClick(form.maker, Qt.Key.Key_Tab)
    assert form.code.hasFocus()
    dialog.reject()

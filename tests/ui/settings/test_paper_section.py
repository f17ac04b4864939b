"""Stock and print position in Settings: what is known of each printer, and what the owner measured."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk import printer_facts
from refdesk.domain.print_position import Position, Side
from refdesk.printer_facts import PrinterFacts
from refdesk.services import own_stock, printers
from refdesk.services.own_stock import StockDraft, StockKind
from refdesk.services.printers import PrinterKind
from refdesk.ui.settings.paper_section import PaperSection
from refdesk.ui.settings.settings_page import SettingsPage
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

MEASURES = ((306.0, 144.0), (2, 5), (0.0, 36.0), (306.0, 144.0))
WITHOUT_RULES = True
LABELS = StockDraft("Zweckform", "3425", StockKind.LABELS, (612.0, 792.0), *MEASURES)


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> Iterator[SettingsPage]:
    made = SettingsPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    made.show()
    yield made
    made.hide()


@pytest.fixture
def section(page: SettingsPage) -> PaperSection:
    found = page.findChild(PaperSection)
    assert isinstance(found, PaperSection)
    return found


def _says(section: PaperSection) -> str:
    return " ".join(label.text() for label in section.findChildren(Label) if not label.isHidden())


def test_without_printers_and_own_stock_it_says_so(section: PaperSection) -> None:
    assert "No printer was used here yet." in _says(section)
    assert "measured with a ruler" in _says(section)
    assert (section.printers, section.stocks) == ([], [])


def test_each_tray_says_where_it_prints_and_leads_on(
    page: SettingsPage, section: PaperSection, workplace: Workplace, qtbot: QtBot
) -> None:
    printer_facts.save("Laser", PrinterFacts(kind="laser"))
    workplace.desk.do(printers.keep, "Laser", "Tray1", {Side.FRONT: Position(4.5, -2.25)})
    (line,) = section.printers
    assert "Laser, Tray1" in _says(section)
    assert "Laser; front 0.06 in to the right, 0.03 in down; back not moved" in _says(section)
    with qtbot.waitSignal(page.readings_wanted) as asked:
        line.readings.click()
    assert asked.args == ["Laser", "Tray1"]
    with qtbot.waitSignal(page.test_sheet_wanted) as asked:
        line.test.click()
    assert asked.args == ["Laser", "Tray1"]
    with qtbot.waitSignal(page.test_sheet_wanted) as asked:
        section.test.click()
    assert asked.args == ["", ""]


def test_a_position_is_forgotten_and_undo_brings_it_back(
    section: PaperSection, workplace: Workplace, workplace_said: Said
) -> None:
    printer_facts.save("Laser", PrinterFacts(kind="laser"))
    for tray in ("", "Hand"):
        workplace.desk.do(printers.keep, "Laser", tray, {Side.FRONT: Position(4.5)})
    section.printers[1].forget.click()
    assert [(line.printer, line.tray) for line in section.printers] == [("Laser", "")]
    assert printer_facts.of("Laser").kind == "laser"
    section.printers[0].forget.click()
    assert section.printers == []
    assert printer_facts.load() == {}
    assert workplace_said.done == ["Print position of Laser forgotten"] * 2
    workplace.desk.undo()
    assert [line.tray for line in section.printers] == [""]
    assert printer_facts.of("Laser").kind == "laser", "what was asked once is not asked again"


def test_a_printer_that_was_only_used_is_listed_and_forgotten(
    page: SettingsPage, section: PaperSection, workplace_said: Said
) -> None:
    printer_facts.save("Photo", PrinterFacts(kind=PrinterKind.INK_JET.value, landed=("|1",)))
    page.refresh()
    assert "Ink jet; not moved" in _says(section)
    section.printers[0].forget.click()
    assert printer_facts.load() == {}
    assert workplace_said.told == ["Photo forgotten. RefDesk asks what it is when you next print to it."]


def test_own_stock_is_listed_changed_and_removed(
    page: SettingsPage, section: PaperSection, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.own_stock_wanted) as asked:
        section.add_stock.click()
    assert asked.args == [0]
    stock_id = workplace.desk.do(own_stock.add, LABELS)
    (line,) = section.stocks
    assert "Zweckform 3425" in _says(section)
    assert "Labels, 2 × 5" in _says(section)
    with qtbot.waitSignal(page.own_stock_wanted) as asked:
        line.change.click()
    assert asked.args == [stock_id]
    line.remove.click()
    assert section.stocks == []
    assert workplace_said.done == ["Stock Zweckform 3425 removed"]
    workplace.desk.undo()
    assert len(section.stocks) == 1


def test_it_is_found_by_what_people_call_it(page: SettingsPage, section: PaperSection, workplace: Workplace) -> None:
    workplace.desk.do(own_stock.add, LABELS)
    for typed in ("printer", "labels", "zweckform", "print position"):
        page.search.setText(typed)
        assert not section.isHidden(), typed
    page.search.setText("backup")
    assert section.isHidden()

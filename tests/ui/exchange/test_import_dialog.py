"""Bringing contacts in through the window."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import IncomingPoint
from refdesk.services import contact_list, contacts, import_files
from refdesk.services.contact_list import Filter
from refdesk.services.import_files import Target
from refdesk.ui.exchange import target_words
from refdesk.ui.exchange.import_dialog import ImportDialog
from refdesk.ui.exchange.import_report import Became
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

PEOPLE = """First name,Last name,Handy,E-mail,Shoe size
Ana,Diaz,614-555-0173,ana@example.com,38
Bo,Lind,614-555-0174,bo@example.com,44
,,,,
Ana,Diaz,614-555-0173,ana@example.com,38
Cleo,Ruiz,,cleo@example.com,
"""


@pytest.fixture
def window(workplace: Workplace, qtbot: QtBot) -> QWidget:  # noqa: ARG001 - the look is put on first
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def _names(workplace: Workplace) -> list[str]:
    desk = workplace.desk
    ids = desk.ask(contact_list.matching_ids, Filter(), desk.today())
    rows = desk.ask(contact_list.rows, ids, desk.today())
    return [rows[each].name.usual for each in ids]


def _rows(dialog: ImportDialog) -> list[tuple[str, ...]]:
    model = dialog.report.model
    for at in range(model.rowCount()):
        model.row_at(at)
    model.fetch_wanted()
    return [tuple(str(model.index(at, column).data()) for column in range(4)) for at in range(model.rowCount())]


def test_a_file_is_looked_at_imported_and_accounted_for(
    qtbot: QtBot, workplace: Workplace, window: QWidget, file: Path, workplace_said: Any
) -> None:
    dialog = ImportDialog(workplace, window, path=file)
    dialog.open()
    qtbot.waitUntil(lambda: "Ana Diaz" in _words(dialog.side))
    said = _words(dialog)
    for words in ("5 rows in “people.csv”", "Ana Diaz", "614-555-0173 mobile", "Shoe size"):
        assert words in said
    dialog.main_button.click()
    assert _names(workplace) == ["Ana Diaz", "Bo Lind", "Cleo Ruiz"]
    assert "3 contacts added" in _words(dialog)
    dialog.report.chips[None].click()
    lines = _rows(dialog)
    assert [(line, became) for line, _name, became, _reason in lines] == [
        ("2", "added"), ("3", "added"), ("4", "not readable"), ("5", "already there"), ("6", "added"),
    ]  # fmt: skip
    assert lines[2][3] != ""
    assert "Ana Diaz" in lines[3][3]
    dialog.main_button.click()
    assert workplace_said.done == ["3 contacts imported from people.csv"]
    workplace.desk.undo()
    assert _names(workplace) == []


def test_the_report_begins_with_what_needs_a_look(workplace: Workplace, window: QWidget, file: Path) -> None:
    dialog = ImportDialog(workplace, window, path=file)
    dialog.open()
    dialog.main_button.click()
    assert dialog.report.chips[Became.UNREAD].isChecked()
    assert [row[0] for row in _rows(dialog)] == ["4"]
    counts = [chip.accessibleName() for chip in dialog.report.chips.values()]
    assert counts == ["All rows 5", "Added 3", "Filled in 0", "Already there 1", "Not readable 1"]
    dialog.reject()


def test_esc_on_the_report_says_what_was_done_once(
    workplace: Workplace, window: QWidget, file: Path, workplace_said: Any, qtbot: QtBot
) -> None:
    dialog = ImportDialog(workplace, window, path=file)
    dialog.open()
    dialog.main_button.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert workplace_said.done == ["3 contacts imported from people.csv"]


def test_a_column_is_told_to_be_something_else_and_seen_at_once(
    workplace: Workplace, window: QWidget, file: Path
) -> None:
    dialog = ImportDialog(workplace, window, path=file)
    dialog.open()
    box = dialog.columns.boxes[4]
    assert box.currentText() == "Keep in the notes"
    nickname = next(target for target, words in import_files.targets() if words == "Nickname")
    box.chosen.emit(nickname)
    assert dialog.columns.boxes[4].value() == nickname
    dialog.main_button.click()
    desk = workplace.desk
    (found,) = desk.ask(contact_list.suggest, "Bo Lind")
    assert desk.ask(contacts.draft_of, found.contact_id).draft.nickname == "44"
    dialog.reject()


def test_the_encoding_is_chosen_and_keeps_what_was_said_about_columns(
    qtbot: QtBot, workplace: Workplace, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("First name,Last name,Extra\nZoë,Müller,x\n".encode("cp850"))
    dialog = ImportDialog(workplace, window, path=path)
    dialog.open()
    skip = next(target for target, words in import_files.targets() if words == "Leave out")
    dialog.columns.boxes[2].chosen.emit(skip)
    dialog.encoding.chosen.emit("cp850")
    assert dialog.columns.boxes[2].value() == skip
    qtbot.waitUntil(lambda: "Zoë Müller" in _words(dialog.side))
    dialog.reject()


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04 workbook"])
def test_what_is_no_list_of_people_is_said_in_place(
    workplace: Workplace, window: QWidget, tmp_path: Path, content: bytes, workplace_said: Any
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    dialog = ImportDialog(workplace, window, path=path)
    dialog.open()
    assert dialog.fault.isVisible()
    assert len(_words(dialog.fault)) > 20
    assert not dialog.main_button.isEnabled()
    assert dialog.pick.hasFocus()
    assert workplace_said.faults == []
    dialog.reject()


def test_a_file_of_a_head_alone_says_that_it_holds_no_rows(
    workplace: Workplace, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("First name,Last name,E-mail\n", encoding="utf-8")
    dialog = ImportDialog(workplace, window, path=path)
    dialog.open()
    assert "“empty.csv” holds no rows" in _words(dialog.fault)
    assert "Say below" not in _words(dialog.fault)
    assert not dialog.main_button.isEnabled()
    dialog.reject()


def test_a_file_in_which_nobody_has_a_name_is_not_imported(
    workplace: Workplace, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "sizes.csv"
    path.write_text("Width,Height\n12,14\n9,8\n", encoding="utf-8")
    dialog = ImportDialog(workplace, window, path=path)
    dialog.open()
    assert "Say below what the columns are" in _words(dialog.fault)
    assert not dialog.main_button.isEnabled()
    dialog.columns.boxes[0].chosen.emit(
        next(target for target, words in import_files.targets() if words == "Last name")
    )
    assert dialog.main_button.isEnabled()
    assert not dialog.fault.isVisible()
    dialog.reject()


def test_a_vcard_file_has_no_columns(
    workplace: Workplace, window: QWidget, tmp_path: Path, workplace_said: Any
) -> None:
    path = tmp_path / "ana.vcf"
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Diaz;Ana;;;\r\nFN:Ana Diaz\r\nTEL;TYPE=CELL:614-555-0173\r\nEND:VCARD\r\n"
    path.write_text(card, encoding="utf-8", newline="")
    dialog = ImportDialog(workplace, window)
    dialog.open()
    workplace_said.opens = path
    dialog.pick.click()
    assert "1 card in “ana.vcf”" in _words(dialog)
    assert not dialog.columns.isVisible()
    dialog.main_button.click()
    assert _names(workplace) == ["Ana Diaz"]
    dialog.reject()


def test_a_second_import_adds_nobody_and_says_so(
    workplace: Workplace, window: QWidget, tmp_path: Path, workplace_said: Any
) -> None:
    workplace.desk.do(
        contacts.add, ContactDraft(given="Ana", family="Diaz", emails=(IncomingPoint("ana@example.com"),))
    )
    path = tmp_path / "ana.csv"
    path.write_text("First name,Last name,E-mail\nAna,Diaz,ana@example.com\n", encoding="utf-8")
    dialog = ImportDialog(workplace, window, path=path)
    dialog.open()
    dialog.main_button.click()
    assert "0 contacts added" in _words(dialog)
    assert "Ctrl+Z" not in _words(dialog), "it would take back what was done before"
    dialog.main_button.click()
    assert workplace_said.done == []
    assert workplace_said.told == ["Nobody new in ana.csv"]


def test_targets_of_known_programs_have_words() -> None:
    field = {words: target for target, words in import_files.targets()}
    street = field["Street"].field
    assert target_words.words(Target(street, "work", 2)) == "Street, work 2"
    assert target_words.words(Target(field["Phone"].field, "work", 2)) == "Phone, work 2"
    assert [words for target, words in target_words.choices(Target(street, "work", 2))][-1] == "Street, work 2"


def test_everything_that_a_column_can_be_has_words() -> None:
    street = next(target for target, words in import_files.targets() if words == "Street")
    said = {field: target_words.words(Target(field)) for field in type(street.field)}
    assert [field for field, words in said.items() if words == "As the file names it"] == []


def test_a_workbook_offers_its_sheets(qtbot: QtBot, workplace: Workplace, window: QWidget, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, given in (("Clients", "Ana"), ("Friends", "Bo")):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["First name", "Last name"])
        sheet.write_row(1, 0, [given, "Diaz"])
    book.close()
    dialog = ImportDialog(workplace, window, path=path)
    dialog.open()
    assert dialog.sheet.isVisible()
    qtbot.waitUntil(lambda: "Ana Diaz" in _words(dialog.side))
    dialog.sheet.chosen.emit("Friends")
    assert dialog.sheet.value() == "Friends"
    dialog.main_button.click()
    assert _names(workplace) == ["Bo Diaz"]
    dialog.reject()


def test_birthdays_of_the_preview_read_as_everywhere_else(
    qtbot: QtBot, workplace: Workplace, window: QWidget, tmp_path: Path
) -> None:
    file = tmp_path / "dates.csv"
    file.write_text("First Name,Birthday\nZora,March 3\nAmir,1979-02-28\n", encoding="utf-8")
    dialog = ImportDialog(workplace, window, path=file)
    dialog.open()
    qtbot.waitUntil(lambda: "Birthday March 3" in _words(dialog))
    assert "Birthday February 28, 1979" in _words(dialog)
    dialog.reject()


def test_the_preview_says_who_refuses_what(qtbot: QtBot, workplace: Workplace, window: QWidget, tmp_path: Path) -> None:
    file = tmp_path / "refusals.csv"
    file.write_text("First Name,Do not call,Do not mail\nZora,yes,yes\nAmir,no,\nBo,,yes\n", encoding="utf-8")
    dialog = ImportDialog(workplace, window, path=file)
    dialog.open()
    qtbot.waitUntil(lambda: "Bo\nNo mail, please" in _words(dialog.side))
    assert "Zora\nDo not call · No mail, please\nAmir\nBo\n" in _words(dialog.side) + "\n"
    dialog.reject()

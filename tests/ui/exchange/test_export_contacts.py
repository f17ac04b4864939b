"""Writing contacts to files through the window."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import ContactDraft
from refdesk.services import contacts
from refdesk.ui.exchange import export_contacts
from refdesk.ui.exchange.export_contacts import ExportDialog, Form
from refdesk.ui.workplace import Workplace


@pytest.fixture
def dialog(workplace: Workplace, qtbot: QtBot) -> ExportDialog:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    workplace.desk.do(contacts.add, ContactDraft(given="Ana", family="Diaz", notes="=1+1"))
    export_contacts.ask_and_write(workplace, window)
    found = window.findChild(ExportDialog)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("form", "chosen", "written", "holds"),
    [
        (Form.CSV, "out.csv", "out.csv", "=1+1"),
        (Form.SPREADSHEET, "out.csv", "out.csv", "'=1+1"),
        (Form.VCARD, "out", "out.vcf", "BEGIN:VCARD"),
        (Form.PACKED, "out", "out.zip", "Ana Diaz.vcf"),
        (Form.EXCEL, "out", "out.xlsx", "xl/worksheets/sheet1.xml"),
    ],
)
def test_everybody_is_written(
    dialog: ExportDialog, form: Form, chosen: str, written: str, holds: str, tmp_path: Path, workplace_said: Any
) -> None:
    workplace_said.saves = tmp_path / chosen
    dialog.forms[form].click()
    dialog.main_button.click()
    assert holds.encode() in (tmp_path / written).read_bytes()
    assert workplace_said.told == [f"1 contact written to “{written}”"]
    assert not dialog.isVisible()


def test_no_place_chosen_keeps_the_dialog(dialog: ExportDialog) -> None:
    dialog.main_button.click()
    assert dialog.isVisible()
    dialog.reject()


def test_a_place_that_cannot_be_written_is_said(dialog: ExportDialog, tmp_path: Path, workplace_said: Any) -> None:
    workplace_said.saves = tmp_path / "no such folder" / "out.csv"
    dialog.main_button.click()
    assert [fault.sentence for fault in workplace_said.faults] != []
    assert workplace_said.told == []


def test_everything_is_written(dialog: ExportDialog, tmp_path: Path, workplace_said: Any) -> None:
    workplace_said.saves = tmp_path / "all.json"
    dialog.forms[Form.EVERYTHING].click()
    dialog.main_button.click()
    assert json.loads((tmp_path / "all.json").read_text("utf-8"))["tables"]["contact"][0]["given"] == "Ana"
    assert workplace_said.told == ["Everything written to “all.json”"]


def test_only_those_chosen_are_written(workplace: Workplace, qtbot: QtBot, tmp_path: Path, workplace_said: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    chosen, _other = (workplace.desk.do(contacts.add, ContactDraft(given=name)) for name in ("Ana", "Bo"))
    workplace_said.saves = tmp_path / "out.csv"
    dialog = ExportDialog(workplace, window, contact_ids=[chosen])
    assert Form.EVERYTHING not in dialog.forms
    dialog.main_button.click()
    written = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "Ana" in written
    assert "Bo" not in written
    assert workplace_said.told == ["1 contact written to “out.csv”"]

"""Writing contacts to files through the window."""

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
    ],
)
def test_everybody_is_written(
    dialog: ExportDialog, form: Form, chosen: str, written: str, holds: str, tmp_path: Path, workplace_said: Any
) -> None:
    workplace_said.saves = tmp_path / chosen
    dialog.forms[form].click()
    dialog.main_button.click()
    assert holds in (tmp_path / written).read_text(encoding="utf-8-sig")
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

"""Erasing asks first, says what goes, and leaves nothing."""

from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import pytest
from office import Office
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingPoint
from refdesk.services import contact_list, contacts
from refdesk.services.contact_list import Filter
from refdesk.ui.contacts.erase_dialog import EraseDialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


@pytest.fixture
def ana(workplace: Workplace) -> ContactId:
    draft = ContactDraft(given="Ana", family="Diaz", phones=(IncomingPoint("(614) 555-0173"),), tags=("golf",))
    return workplace.desk.do(contacts.add, draft)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def words(dialog: EraseDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Label))


def everybody(workplace: Workplace) -> list[int]:
    return list(workplace.desk.ask(contact_list.matching_ids, Filter(include_inactive=True), workplace.desk.today()))


def test_it_says_what_goes_and_what_stays(workplace: Workplace, window: QWidget, ana: ContactId) -> None:
    Office(workplace.desk).referral(ana)
    dialog = EraseDialog(workplace, window, contact_id=ana)
    dialog.open()
    assert "Erase Ana Diaz for good?" in words(dialog)
    assert "Phones, e-mails, sites" in words(dialog)
    assert "What others need stays, without the name" in words(dialog)
    dialog.reject()
    assert ana in everybody(workplace)


def test_who_is_erased_is_gone(workplace: Workplace, window: QWidget, ana: ContactId, workplace_said: Any) -> None:
    dialog = EraseDialog(workplace, window, contact_id=ana)
    dialog.open()
    dialog.main_button.click()
    assert everybody(workplace) == []
    assert workplace_said.told == ["Erased, with 3 entries. Nothing of them is left in this file."]
    assert workplace.desk.undo_state().undo is None
    assert not dialog.isVisible()


def test_everything_can_be_saved_first(
    workplace: Workplace, window: QWidget, ana: ContactId, tmp_path: Path, workplace_said: Any
) -> None:
    workplace_said.saves = tmp_path / "ana"
    dialog = EraseDialog(workplace, window, contact_id=ana)
    dialog.open()
    dialog.save_first.click()
    assert is_zipfile(tmp_path / "ana.zip")
    assert workplace_said.told == ["Everything about them is in “ana.zip”"]
    assert dialog.isVisible()
    dialog.reject()

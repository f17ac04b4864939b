"""The data file in Settings: where it lies, how large it is, whether it is whole."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.errors import StoreDamaged
from refdesk.services import data_file as data_files
from refdesk.ui import outside
from refdesk.ui.settings.file_section import FileSection
from refdesk.ui.workplace import Workplace


@pytest.fixture
def section(window: QWidget, workplace: Workplace) -> FileSection:
    made = FileSection(workplace, window)
    window.layout().addWidget(made)
    made.refresh()
    return made


def test_it_says_where_the_file_lies_and_how_large_it_is(section: FileSection, data_file: Path) -> None:
    assert section.file.place.text() == str(data_file)
    assert section.head.text() == f"{data_file.name}, 1 MB"


def test_a_whole_file_is_called_whole(section: FileSection) -> None:
    section.file.check.click()
    assert section.file.found.text() == "The file is whole: each page, index and reference was read."
    assert section.file.check.isEnabled()


def test_damage_is_said_beside_the_button(section: FileSection, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_arguments: object, **_more: object) -> None:
        raise StoreDamaged("Page 3 cannot be read.")

    monkeypatch.setattr(data_files, "look_through", damaged)
    section.file.check.click()
    assert section.file.found.text() == "Page 3 cannot be read."
    assert section.file.check.isEnabled()


def test_its_folder_is_shown_or_it_is_said_why_not(section: FileSection, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(outside, "open_folder", lambda folder: bool(shown.append(folder)))
    section.file.folder.click()
    assert shown == [Path(section.file.place.text()).parent]
    assert "No program of this computer shows folders" in section.file.found.text()


def test_it_asks_for_the_way_to_another_computer_and_for_about(section: FileSection, qtbot: QtBot) -> None:
    with qtbot.waitSignals([section.move_wanted, section.about_wanted]):
        section.move_button.click()
        section.about.click()

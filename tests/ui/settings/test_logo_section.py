"""The logo is chosen in Settings, and goes through the gate for pictures."""

from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.errors import BadFile
from refdesk.services import own_pictures
from refdesk.services.desk import Desk
from refdesk.ui.settings.logo_section import LogoSection
from refdesk.ui.workplace import Workplace


def test_a_logo_is_chosen_shown_removed_and_brought_back(
    qtbot: QtBot, workplace: Workplace, file_desk: Desk, workplace_said: Said, tmp_path: Path
) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    section = LogoSection(workplace, over)
    over.show()
    assert section.choose.words() == "Choose a logo…"
    path = tmp_path / "logo.png"
    Image.new("RGB", (2000, 500), "navy").save(path)
    workplace_said.opens = path
    section.choose.click()
    section.refresh()
    logo = file_desk.ask(own_pictures.logo)
    assert logo is not None
    assert workplace_said.done == ["Logo saved"]
    assert section.shown.isVisible()
    section.remove.click()
    section.refresh()
    assert not section.shown.isVisible()
    file_desk.undo()
    assert file_desk.ask(own_pictures.logo) == logo
    path.write_bytes(b"no picture at all")
    section.choose.click()
    assert isinstance(workplace_said.faults[0], BadFile)
    assert file_desk.ask(own_pictures.logo) == logo

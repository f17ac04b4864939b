"""The page of pieces shows every piece, named for screen readers and large enough to hit."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui import theme
from refdesk.ui.pieces import PiecesPage

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)


@pytest.fixture(params=[theme.Mode.LIGHT, theme.Mode.DARK])
def page(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> PiecesPage:
    theme.apply(qapp, request.param, motion=False)
    made = PiecesPage()
    qtbot.addWidget(made)
    made.resize(1440, 1160)
    made.show()
    return made


def test_every_control_has_a_name_and_a_target_of_32(page: PiecesPage) -> None:
    controls = [each for each in page.findChildren(QWidget) if isinstance(each, CONTROLS) and each.isVisible()]
    assert len(controls) > 40
    nameless = [type(each).__name__ for each in controls if not _name(each)]
    small = [(_name(each), each.size()) for each in controls if min(each.width(), each.height()) < 32]
    assert nameless == []
    assert small == []


def test_the_page_stands_on_the_sheet_of_its_look(page: PiecesPage) -> None:
    picture = page.grab().toImage()
    assert picture.pixelColor(2, 2) == theme.current().sheet
    seen = {picture.pixelColor(x, y).name() for x in range(0, 1440, 4) for y in range(0, 1160, 4)}
    tokens = theme.current()
    for colour in (tokens.accent_fill, tokens.amber_soft, tokens.red_solid, tokens.green_mark, tokens.toast):
        assert colour.name() in seen


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text

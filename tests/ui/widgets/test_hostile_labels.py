"""Any text on the screen is text: nothing is drawn, opened or fetched because of what it says."""

from pathlib import Path

import hostile
import openings
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain import text
from refdesk.ui.widgets import label
from refdesk.ui.widgets.label import ElidedLabel, Label

RED = QColor(255, 0, 0)


def test_labels_show_any_text_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    red = QImage(40, 40, QImage.Format.Format_RGB32)
    red.fill(RED)
    red.save(str(tmp_path / "red.png"))
    pictures = tuple(f'<img src="{where}">' for where in (tmp_path / "red.png", (tmp_path / "red.png").as_uri()))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    shown = [Label("", parent=window, wrap=True), ElidedLabel("", parent=window)]
    for each in shown:
        each.resize(300, 80)
    with openings.watched() as opened:
        for word in (*pictures, *(text.clean(each, lines=True) for each in hostile.WORDS)):
            for each in shown:
                each.setText(word)
                picture = each.grab().toImage()
                assert each.text() == word
                assert each.textFormat() is Qt.TextFormat.PlainText
                assert word not in pictures or not has_red(picture)
            label.explain(window, word)
            assert "<img" not in window.toolTip()
            assert "<script" not in window.toolTip()
    assert opened.elsewhere() == []


def has_red(picture: QImage) -> bool:
    return any(
        picture.pixelColor(x, y) == RED for x in range(0, picture.width(), 4) for y in range(0, picture.height(), 4)
    )

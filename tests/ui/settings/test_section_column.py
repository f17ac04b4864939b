"""Sections stand below each other as high as they want to be; one that grows only moves those below."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui.settings.section_column import SectionColumn
from refdesk.ui.widgets.scroll import ScrollArea


class Piece(QWidget):
    """A section whose height is given; counts how often it was made larger or smaller."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.resized = 0
        self._inside = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._inside)
        self.want(300)

    def want(self, height: int) -> None:
        self._inside.setMinimumHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized += 1


def test_a_section_that_grows_moves_those_below_and_changes_none(qtbot: QtBot, window: QWidget) -> None:
    column = SectionColumn(window)
    area = ScrollArea(column, window)
    area.resize(1000, 400)
    last, *pieces = [Piece(column) for _each in range(4)]
    column.add(last, last=True)
    for piece in pieces:
        column.add(piece)
    area.show()
    qtbot.waitUntil(lambda: column.height() == 4 + 4 * 300 + 3 * 28 + 32)
    assert [each.geometry() for each in (*pieces, last)] == [QRect(0, 4 + at * 328, 760, 300) for at in range(4)]
    for piece in pieces:
        piece.resized = 0
    pieces[1].want(350)
    qtbot.waitUntil(lambda: last.y() == 4 + 3 * 328 + 50)
    assert [piece.resized for piece in pieces] == [0, 1, 0]
    pieces[0].hide()
    qtbot.waitUntil(lambda: pieces[1].y() == 4)
    assert column.height() == 4 + 2 * 328 + 50 + 300 + 32
    area.resize(500, 400)
    qtbot.waitUntil(lambda: pieces[1].width() == column.width() - 28)

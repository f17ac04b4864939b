"""Adding a layout to another leaves nothing behind that outlives its items."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from refdesk.ui import layout_items

_SAYS = """
import sys
import shiboken6
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget, QWidgetItem
from refdesk.ui import layout_items
app = QApplication(sys.argv[:1])
if {gives_up}:
    layout_items.give_up()
window = QWidget()
outer, inner = QVBoxLayout(window), QHBoxLayout()
inner.addWidget(QPushButton(window))
outer.addLayout(inner)
print(sum(isinstance(each, QWidgetItem) for each in shiboken6.getAllValidWrappers()))
"""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def kept(before: set[int]) -> Iterator[QLayoutItem]:
    for each in shiboken6.getAllValidWrappers():
        if isinstance(each, QLayoutItem) and not isinstance(each, QLayout) and id(each) not in before:
            yield each


def known() -> set[int]:
    return {id(each) for each in kept(set())}


def test_pyside_keeps_an_object_for_each_item_and_we_do_not() -> None:
    made = [_kept_by_pyside(gives_up=gives_up) for gives_up in (False, True)]
    assert made[0] > 0, "PySide6 keeps none any more: layout_items can go"
    assert made[1] == 0


def test_the_layouts_within_are_given_up_too_and_all_goes_on_working(window: QWidget) -> None:
    before = known()
    outer = QVBoxLayout(window)
    middle, inner, grid = QHBoxLayout(), QHBoxLayout(), QGridLayout()
    buttons = [QPushButton(words, window) for words in ("One", "Two", "Three")]
    grid.addWidget(buttons[0], 0, 0)
    inner.addWidget(buttons[1])
    inner.addStretch(1)
    middle.addLayout(inner)
    middle.addLayout(grid)
    middle.addWidget(buttons[2])
    outer.insertLayout(0, middle, 1)
    assert list(kept(before)) == []

    window.resize(400, 100)
    window.show()
    assert [button.x() > 0 for button in buttons] == [True] * 3
    buttons[1].deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert inner.count() == 1
    taken = grid.takeAt(0)
    assert taken is not None
    assert taken.widget() is buttons[0]


def test_a_space_made_by_ourselves_can_still_be_changed(window: QWidget) -> None:
    outer, inner, space = QHBoxLayout(window), QHBoxLayout(), QSpacerItem(10, 0)
    button = QPushButton("One", window)
    inner.addItem(space)
    inner.addWidget(button)
    outer.addLayout(inner)
    space.changeSize(40, 0)
    inner.invalidate()
    outer.setGeometry(QRect(0, 0, 300, 40))
    assert button.x() >= outer.contentsMargins().left() + 40


def test_the_widgets_of_a_layout_are_told_without_keeping_their_items(window: QWidget) -> None:
    before = known()
    row = QHBoxLayout(window)
    buttons = [QPushButton(words, window) for words in ("One", "Two")]
    for button in buttons:
        row.addWidget(button)
        row.addSpacing(4)
    assert layout_items.widgets(row) == buttons
    assert list(kept(before)) == []


def _kept_by_pyside(*, gives_up: bool) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _SAYS.format(gives_up=gives_up)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)

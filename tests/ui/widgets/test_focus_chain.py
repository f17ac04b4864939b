"""The order of Tab in a part of a window, and whose children PySide takes the parts for afterwards."""

import re

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from refdesk.ui.widgets import focus_chain


def test_the_parts_come_as_tab_goes_and_nothing_from_beside(qtbot: QtBot) -> None:
    window = _window(qtbot)
    region = QWidget(window)
    first, second, third = (QLineEdit(region) for _ in range(3))
    QLineEdit(window)
    late = QLineEdit(region)
    QWidget.setTabOrder(third, first)
    assert [part for part in focus_chain.inside(region) if isinstance(part, QLineEdit)] == [second, third, first, late]


def test_no_part_is_taken_for_the_child_of_the_one_before(qtbot: QtBot) -> None:
    window = _window(qtbot)
    region = QWidget(window)
    parts = [QLineEdit(region) for _ in range(3)]
    beside = [QLineEdit(window) for _ in range(3)]
    parts.append(QLineEdit(region))
    assert len(focus_chain.inside(region)) >= len(parts)
    assert {_taken_for_a_child_of(part) for part in (*parts, *beside)} <= {"QWidget"}


def test_what_comes_after_the_last_part_is_not_taken_for_its_child(qtbot: QtBot) -> None:
    window = _window(qtbot)
    region = QWidget(window)
    QLineEdit(region)
    after = QLineEdit(window)
    focus_chain.inside(region)
    assert _parent(after) == "QWidget", "or all that the window holds would be looked through when the region goes away"


def _window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def _taken_for_a_child_of(part: QWidget) -> str:
    parent = _parent(part)
    assert parent is not None
    return parent


def _parent(part: QWidget) -> str | None:
    found = re.search(r"parent\.+ <[\w.]*?(\w+) at", Shiboken.dump(part))
    return found.group(1) if found is not None else None

"""A region with one Tab stop keeps it when the member that Tab reached is hidden or disabled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from refdesk.ui.widgets.roving import Roving


def reached(members: list[QPushButton]) -> list[str]:
    return [each.text() for each in members if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_tab_reaches_the_next_one_when_the_first_goes_away(window: QWidget) -> None:
    region = QWidget(window)
    row = QHBoxLayout(region)
    members = [QPushButton(words, region) for words in ("attic", "basement", "golf")]
    for each in members:
        row.addWidget(each)
    Roving(region).set_members([*members])
    region.show()
    assert reached(members) == ["attic"]
    members[0].hide()
    members[1].hide()
    assert reached([each for each in members if not each.isHidden()]) == ["golf"]
    members[2].setEnabled(False)
    members[1].show()
    assert reached([each for each in members if each.isEnabled() and not each.isHidden()]) == ["basement"]

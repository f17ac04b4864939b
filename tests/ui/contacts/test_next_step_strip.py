"""The strip of the next step: one line where there is room, its words below where they would stand as a tower."""

from datetime import date

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.plan import PlanDraft
from refdesk.ui.contacts.next_step_strip import NextStepStrip
from refdesk.ui.widgets.label import Label

TODAY = date(2026, 11, 20)
LONG = "Coffee on High Street: show the Braun photographs"


@pytest.mark.parametrize(("width", "step", "below"), [(900, LONG, False), (420, LONG, True), (420, "Call", False)])
def test_the_words_of_a_next_step_never_stand_as_a_tower(qtbot: QtBot, width: int, step: str, below: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    strip = NextStepStrip(window)
    column.addWidget(strip)
    column.addStretch(1)
    strip.show_plan(PlanDraft(next_step=step, next_step_on=date(2026, 11, 25)), TODAY)
    window.resize(width, 300)
    window.show()
    qtbot.waitUntil(strip.isVisible)

    head, words = strip.findChildren(Label)
    assert words.text() == f"{step}, Wednesday, November 25"
    qtbot.waitUntil(lambda: (words.y() >= head.geometry().bottom()) is below)
    assert words.height() <= 2 * words.fontMetrics().height() + 2
    assert strip.change.geometry().right() < width

"""The first hour in Settings: put away, brought back, and how much of it is left."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.first_hour import Step
from refdesk.services import first_hour
from refdesk.ui.settings.hour_section import HourSection
from refdesk.ui.workplace import Workplace


@pytest.fixture
def section(window: QWidget, workplace: Workplace) -> HourSection:
    made = HourSection(workplace, window)
    window.layout().addWidget(made)
    made.refresh()
    return made


def test_it_is_put_away_and_brought_back(section: HourSection, workplace: Workplace, workplace_said: Said) -> None:
    assert section.kept.isChecked()
    section.kept.click()
    assert workplace.desk.ask(first_hour.left_on_today) == ()
    section.kept.click()
    assert workplace.desk.ask(first_hour.left_on_today) == tuple(Step)
    assert workplace_said.done == [
        "Your first hour is put away.", "What is left of your first hour is shown again.",
    ]  # fmt: skip


def test_it_says_how_much_is_left_whenever_it_is_seen(section: HourSection, workplace: Workplace) -> None:
    assert section.state.text() == "7 of 7 steps are left."
    section.hide()
    workplace.desk.do(first_hour.skip, Step.GOALS)
    workplace.desk.do(first_hour.put_away)
    section.show()
    assert section.state.text() == "6 of 7 steps are left."
    assert not section.kept.isChecked()
    for step in Step:
        workplace.desk.do(first_hour.skip, step)
    section.refresh()
    assert section.state.text() == "Nothing is left of it: you are through."


def test_it_leads_there(section: HourSection, qtbot: QtBot) -> None:
    with qtbot.waitSignal(section.first_hour_wanted, timeout=1000):
        section.go_on.click()

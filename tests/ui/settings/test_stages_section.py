"""Stages in Settings: each change is saved at once, and what has to stay stays."""

from collections.abc import Iterator

import pytest
from office import Office
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.services import stages
from refdesk.ui.settings.goals_section import GoalsSection
from refdesk.ui.settings.settings_page import SettingsPage
from refdesk.ui.settings.stages_section import StageEdit, StagesSection
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

WITHOUT_RULES = True


@pytest.fixture
def section(qtbot: QtBot, workplace: Workplace, people: Office) -> Iterator[StagesSection]:
    assert people.stages()
    page = SettingsPage(workplace)
    qtbot.addWidget(page)
    page.resize(1236, 836)
    page.show()
    found = page.findChild(StagesSection)
    assert isinstance(found, StagesSection)
    yield found
    page.hide()


def _names(workplace: Workplace) -> list[str]:
    return [line.name for line in workplace.desk.ask(stages.lines)]


def _edit(section: StagesSection, name: str) -> StageEdit:
    return next(each for each in section.lines if each.words() == name)


def _says(section: StagesSection) -> str:
    return " ".join(label.text() for label in section.findChildren(Label) if label.isVisible())


def _type(qtbot: QtBot, edit: StageEdit, *, name: str = "", days: str = "") -> None:
    for line, words in ((edit.name, name), (edit.days, days)):
        if words:
            line.selectAll()
            qtbot.keyClicks(line, words)
            qtbot.keyClick(line, Qt.Key.Key_Return)


def test_a_stage_gets_another_name_and_other_days(
    section: StagesSection, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    _type(qtbot, _edit(section, "Proposal"), name="Estimate")
    _type(qtbot, _edit(section, "Estimate"), days="21")
    assert workplace_said.done == ["Stage Estimate saved", "Stage Estimate saved"]
    found = workplace.desk.ask(stages.lines)[3]
    assert (found.name, found.stalled_after_days) == ("Estimate", 21)
    edit = _edit(section, "Estimate")
    edit.days.clear()
    qtbot.keyClick(edit.days, Qt.Key.Key_Return)
    assert workplace.desk.ask(stages.lines)[3].stalled_after_days is None


def test_tab_from_a_new_name_leaves_the_days_chosen_so_that_a_number_replaces_them(
    section: StagesSection, workplace: Workplace, qtbot: QtBot
) -> None:
    edit = _edit(section, "Proposal")
    edit.name.setFocus()
    edit.name.selectAll()
    qtbot.keyClicks(edit.name, "Estimate")
    qtbot.keyClick(edit.name, Qt.Key.Key_Tab)
    qtbot.waitUntil(edit.days.hasFocus)
    section.refresh()  # as the page does a moment after each change
    qtbot.keyClicks(edit.days, "5")
    qtbot.keyClick(edit.days, Qt.Key.Key_Return)
    found = workplace.desk.ask(stages.lines)[3]
    assert (found.name, found.stalled_after_days) == ("Estimate", 5)


def test_what_is_refused_is_said_and_stays_as_typed(section: StagesSection, workplace: Workplace, qtbot: QtBot) -> None:
    edit = _edit(section, "Meeting")
    _type(qtbot, edit, name="Won")
    assert "Another stage has this name." in _says(section)
    assert edit.words() == "Won"
    _type(qtbot, edit, name="Visit")
    assert "Another stage" not in _says(section)
    _type(qtbot, edit, days="soon")
    assert "Type 1 to 999 days" in _says(section)
    assert _names(workplace) == ["New", "Contacted", "Visit", "Proposal", "Won", "Lost"]


def test_a_stage_moves_and_its_button_keeps_the_focus(
    section: StagesSection, workplace: Workplace, qtbot: QtBot
) -> None:
    section.window().activateWindow()
    qtbot.waitUntil(section.window().isActiveWindow)
    qtbot.mouseClick(_edit(section, "Proposal").up, Qt.MouseButton.LeftButton)
    assert _names(workplace) == ["New", "Contacted", "Proposal", "Meeting", "Won", "Lost"]
    assert [each.words() for each in section.lines] == _names(workplace)
    assert _edit(section, "Proposal").up.hasFocus()
    qtbot.keyClick(_edit(section, "Proposal").up, Qt.Key.Key_Space)
    qtbot.keyClick(_edit(section, "Proposal").up, Qt.Key.Key_Space)
    assert _names(workplace)[0] == "Proposal"
    assert not _edit(section, "Proposal").up.isEnabled()
    assert _edit(section, "Proposal").down.hasFocus()


def test_a_new_stage_is_added_and_goes_again(
    section: StagesSection, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    qtbot.keyClicks(section.new_name, "Estimate")
    qtbot.keyClick(section.new_name, Qt.Key.Key_Return)
    assert _names(workplace) == ["New", "Contacted", "Meeting", "Proposal", "Estimate", "Won", "Lost"]
    assert section.new_name.text() == ""
    qtbot.mouseClick(_edit(section, "Estimate").remove, Qt.MouseButton.LeftButton)
    assert "Estimate" not in _names(workplace)
    assert workplace_said.done == ["Stage Estimate added", "Stage Estimate removed"]
    qtbot.mouseClick(section.add_button, Qt.MouseButton.LeftButton)
    assert section._new.error() == "Type a name."


def test_what_has_to_stay_says_why(section: StagesSection, people: Office, qtbot: QtBot) -> None:
    people.referral()
    assert not _edit(section, "Won").remove.isEnabled()
    assert _edit(section, "Won").remove.toolTip() == "The last of its kind stays."
    qtbot.mouseClick(_edit(section, "New").remove, Qt.MouseButton.LeftButton)
    assert "Somebody stands in this stage." in _says(section)


def test_the_search_finds_stages_and_goals_by_their_words(section: StagesSection, qtbot: QtBot) -> None:
    page = section.window()
    assert isinstance(page, SettingsPage)
    page.search.setText("proposal")
    assert section.isVisible()
    goals = page.findChild(GoalsSection)
    assert isinstance(goals, GoalsSection)
    assert not goals.isVisible()
    page.search.setText("goal")
    assert goals.isVisible()
    assert not section.isVisible()
    with qtbot.waitSignal(page.goals_wanted, timeout=500) as wanted:
        goals.open.click()
    assert wanted.args == ["given", "week"]

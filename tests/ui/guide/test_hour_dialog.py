from pathlib import Path

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain import profile as profiles
from refdesk.domain.first_hour import Step
from refdesk.domain.ranking import Rank
from refdesk.services import business, data_file, first_hour
from refdesk.ui.guide.hour_dialog import HourDialog
from refdesk.ui.guide.hour_fields import FolderPanel, WordsPanel
from refdesk.ui.guide.hour_panels import PlansPanel
from refdesk.ui.guide.step_list import StepLine
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace

BACKUP = 7


@pytest.fixture
def dialog(qtbot: QtBot, workplace: Workplace) -> HourDialog:
    workplace.desk.do(business.save, profiles.starting("US", business_name="Fernhollow", owner="Nadia Ostrow"))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = HourDialog(workplace, window)
    made.open()
    return made


def _errors(dialog: HourDialog) -> dict[str, str]:
    return {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}


def _words(dialog: HourDialog) -> WordsPanel:
    return next(iter(dialog.findChildren(WordsPanel)))


def _folder(dialog: HourDialog) -> FolderPanel:
    return next(iter(dialog.findChildren(FolderPanel)))


def test_any_step_is_gone_to_by_arrows(dialog: HourDialog, qtbot: QtBot) -> None:
    lines = dialog.findChildren(StepLine)
    assert lines[0].accessibleName() == "Step 1, Tagline and whom you help, now"
    lines[0].setFocus()
    qtbot.keyClick(lines[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is lines[1]
    qtbot.keyClick(lines[1], Qt.Key.Key_Return)
    assert dialog.at is Step.PEOPLE
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)
    assert focus.words() == "Import contacts…"


def test_words_that_are_too_long_stay_and_are_asked_about_once(
    dialog: HourDialog, qtbot: QtBot, workplace: Workplace
) -> None:
    _words(dialog).tagline.setText("word " * 100)
    dialog.show_step(2)
    assert dialog.at is Step.WORDS
    assert list(_errors(dialog)) == ["tagline"]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert workplace.desk.ask(business.load).tagline == ""


def test_closing_the_window_saves_what_stands_here(dialog: HourDialog, workplace: Workplace) -> None:
    _words(dialog).tagline.setText("Kitchens, on time")
    gone_on: list[bool] = []
    dialog.hold(lambda: gone_on.append(True))
    assert gone_on == [True]
    assert workplace.desk.ask(business.load).tagline == "Kitchens, on time"


def test_a_folder_is_looked_at_before_it_is_kept(
    dialog: HourDialog, qtbot: QtBot, workplace: Workplace, tmp_path: Path
) -> None:
    dialog.show_step(BACKUP)
    panel = _folder(dialog)
    panel.line.setText(str(tmp_path / "gone"))
    panel.keep.click()
    assert "There is no folder" in _errors(dialog)["second_backup_folder"]
    place = data_file.backup_folder_of(workplace.file)
    place.mkdir(exist_ok=True)
    panel.line.setText(str(place))
    panel.keep.click()
    assert "another folder than the first" in _errors(dialog)["second_backup_folder"]
    panel.line.setText(str(tmp_path))
    with qtbot.waitSignal(dialog.back_up_wanted, timeout=1000):
        panel.keep.click()
    assert Step.BACKUP in workplace.desk.ask(first_hour.look).done
    assert workplace.desk.ask(business.load).second_backup_folder == str(tmp_path)


def test_the_best_without_a_plan_are_offered_and_the_focus_stays(
    dialog: HourDialog, workplace: Workplace, qtbot: QtBot
) -> None:
    dialog.show_step(5)
    panel = next(iter(dialog.findChildren(PlansPanel)))
    assert panel.people == []
    ana = Office(workplace.desk).contact("Ana", "Diaz", rank=Rank.A)
    assert [button.words() for button in panel.people] == ["Plan for Ana Diaz…"]
    with qtbot.waitSignal(dialog.plan_wanted) as asked:
        panel.people[0].click()
    assert asked.args == [ana]


def test_a_skipped_step_is_marked_and_taken_up_again(dialog: HourDialog, workplace_said: Said) -> None:
    dialog.show_step(6)
    dialog.skip.click()
    assert dialog.at is Step.BACKUP
    dialog.show_step(6)
    names = [line.accessibleName() for line in dialog.findChildren(StepLine)]
    assert names[5] == "Step 6, Your goals, now"
    dialog.show_step(1)
    assert dialog.findChildren(StepLine)[5].accessibleName() == "Step 6, Your goals, skipped"
    dialog.show_step(6)
    assert dialog.skip.words() == "Take it up again"
    dialog.skip.click()
    assert dialog.skip.words() == "Skip this step"
    assert workplace_said.faults == []

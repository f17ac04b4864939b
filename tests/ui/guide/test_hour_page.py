from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain import profile as profiles
from refdesk.domain.first_hour import Step
from refdesk.domain.plan import PlanDraft
from refdesk.domain.ranking import Rank
from refdesk.services import business, data_file, first_hour, goals, plans
from refdesk.ui import theme
from refdesk.ui.guide.hour_fields import FolderPanel, WordsPanel
from refdesk.ui.guide.hour_page import NARROW_BELOW, HourPage
from refdesk.ui.guide.hour_panels import GoalsPanel, PlansPanel
from refdesk.ui.guide.printed_page import PrintedPage
from refdesk.ui.guide.step_list import StepLine
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace

PLANS, GOALS, BACKUP = 5, 6, 7


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> Iterator[HourPage]:
    workplace.desk.do(business.save, profiles.starting("US", business_name="Fernhollow", owner="Nadia Ostrow"))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1228, 836)
    made = HourPage(workplace, window)
    made.resize(window.size())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.hide()


def _errors(page: HourPage) -> dict[str, str]:
    return {field.name: field.error() for field in page.findChildren(Field) if field.error()}


def _words(page: HourPage) -> WordsPanel:
    return next(iter(page.findChildren(WordsPanel)))


def _folder(page: HourPage) -> FolderPanel:
    return next(iter(page.findChildren(FolderPanel)))


def _said(page: PrintedPage) -> str:
    """Return everything that stands on the page that is shown."""
    return " ".join(section.words for section in page.sheets.paper._sections)


def test_any_step_is_gone_to_by_arrows(page: HourPage, qtbot: QtBot) -> None:
    lines = page.findChildren(StepLine)
    assert lines[0].accessibleName() == "Step 1, Tagline and whom you help, now"
    lines[0].setFocus()
    qtbot.keyClick(lines[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is lines[1]
    qtbot.keyClick(lines[1], Qt.Key.Key_Return)
    assert page.at is Step.PEOPLE
    focus = QApplication.focusWidget()
    assert isinstance(focus, Button)
    assert focus.words() == "Import contacts…"


def test_the_page_shows_at_once_what_is_typed(page: HourPage) -> None:
    panel = _words(page)
    assert "Your tagline" in _said(panel.printed)
    panel.tagline.setText("Kitchens, on time")
    panel.printed._draw()
    assert "Kitchens, on time" in _said(panel.printed)
    assert "Your tagline" not in _said(panel.printed)


def test_what_has_no_room_on_the_page_is_said(page: HourPage) -> None:
    panel = _words(page)
    panel.client.setPlainText("\n".join(["Owners of old houses"] * 90))
    panel.printed._draw()
    assert panel.printed.words.text()


def test_a_field_is_saved_when_it_is_left(page: HourPage, qtbot: QtBot, workplace: Workplace) -> None:
    panel = _words(page)
    panel.begin()
    qtbot.keyClicks(panel.tagline, "Kitchens, on time")
    assert workplace.desk.ask(business.load).tagline == ""
    qtbot.keyClick(panel.tagline, Qt.Key.Key_Tab)
    assert workplace.desk.ask(business.load).tagline == "Kitchens, on time"
    assert QApplication.focusWidget() is panel.client
    qtbot.keyClicks(panel.client, "Owners")
    panel.client.clearFocus()  # as the window does when it closes
    assert workplace.desk.ask(business.load).ideal_client == "Owners"


def test_words_that_are_too_long_stay_and_hold_the_step(page: HourPage, workplace: Workplace, qtbot: QtBot) -> None:
    _words(page).tagline.setText("word " * 100)
    page.show_step(2)
    assert page.at is Step.WORDS
    assert list(_errors(page)) == ["tagline"]
    with qtbot.assertNotEmitted(page.leave_wanted):
        page.leave.click()
    assert workplace.desk.ask(business.load).tagline == ""
    _words(page).tagline.setText("Kitchens, on time")
    with qtbot.waitSignal(page.leave_wanted, timeout=1000):
        page.leave.click()
    assert _errors(page) == {}


def test_what_is_undone_elsewhere_is_shown(page: HourPage, workplace: Workplace) -> None:
    _words(page).tagline.setText("Kitchens, on time")
    assert page.save()
    workplace.desk.undo()
    assert _words(page).tagline.text() == ""


def test_a_folder_is_looked_at_before_it_is_kept(
    page: HourPage, qtbot: QtBot, workplace: Workplace, tmp_path: Path
) -> None:
    page.show_step(BACKUP)
    panel = _folder(page)
    panel._chosen(str(tmp_path / "gone"))
    assert "There is no folder" in _errors(page)["second_backup_folder"]
    place = data_file.backup_folder_of(workplace.file)
    place.mkdir(exist_ok=True)
    panel._chosen(str(place))
    assert "another folder than the first" in _errors(page)["second_backup_folder"]
    with qtbot.waitSignal(page.back_up_wanted, timeout=1000):
        panel._chosen(str(tmp_path))
    assert _errors(page) == {}
    assert Step.BACKUP in workplace.desk.ask(first_hour.look).done
    assert workplace.desk.ask(business.load).second_backup_folder == str(tmp_path)


def test_the_best_without_a_plan_are_offered_and_the_plan_is_shown_on_paper(
    page: HourPage, workplace: Workplace, qtbot: QtBot
) -> None:
    page.show_step(PLANS)
    panel = next(iter(page.findChildren(PlansPanel)))
    assert panel.people == []
    assert panel.printed.isHidden()
    ana = Office(workplace.desk).contact("Ana", "Diaz", rank=Rank.A)
    assert [button.words() for button in panel.people] == ["Plan for Ana Diaz…"]
    with qtbot.waitSignal(page.plan_wanted) as asked:
        panel.people[0].click()
    assert asked.args == [ana]
    workplace.desk.do(plans.save, ana, PlanDraft(benefit="Two neighbors sent"))
    assert panel.people == []
    assert "Fill in “Tagline”" in panel.printed.words.text()
    _words(page).tagline.setText("Kitchens, on time")
    _words(page).save()
    assert "Two neighbors sent" in _said(panel.printed)
    with qtbot.waitSignal(page.report_wanted) as shown:
        panel.printed.link.click()
    assert shown.args == ["hand-out-desk", ana]


def test_the_focus_goes_on_when_the_button_that_had_it_goes_away(page: HourPage, workplace: Workplace) -> None:
    page.show_step(GOALS)
    panel = next(iter(page.findChildren(GoalsPanel)))
    assert QApplication.focusWidget() is panel.keep
    panel.keep.click()
    assert QApplication.focusWidget() is page.main
    panel.begin()
    today = workplace.desk.ask(business.working_time).date_of(workplace.desk.now())
    assert {each.target for each in workplace.desk.ask(goals.in_force, today)} == {1, 2}
    workplace.desk.undo()
    assert not panel.keep.isHidden()
    page.show_step(PLANS)
    plan_panel = next(iter(page.findChildren(PlansPanel)))
    Office(workplace.desk).contact("Ana", "Diaz", rank=Rank.A)
    plan_panel.people[0].setFocus()
    workplace.desk.undo()
    assert page.isAncestorOf(QApplication.focusWidget())


def test_a_skipped_step_is_marked_and_taken_up_again(page: HourPage, workplace_said: Said) -> None:
    page.show_step(GOALS)
    page.skip.click()
    assert page.at is Step.BACKUP
    page.show_step(GOALS)
    names = [line.accessibleName() for line in page.findChildren(StepLine)]
    assert names[5] == "Step 6, Your goals, now"
    page.show_step(1)
    assert page.findChildren(StepLine)[5].accessibleName() == "Step 6, Your goals, skipped"
    page.show_step(GOALS)
    assert page.skip.words() == "Take it up again"
    page.skip.click()
    assert page.skip.words() == "Skip this step"
    assert workplace_said.faults == []


def test_it_is_put_away_and_brought_back(page: HourPage, workplace: Workplace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.leave_wanted, timeout=1000):
        page.side.away.click()
    assert workplace.desk.ask(first_hour.look).kept.put_away
    assert page.side.away.accessibleName() == "Bring the first hour back"
    with qtbot.assertNotEmitted(page.leave_wanted):
        page.side.away.click()
    assert not workplace.desk.ask(first_hour.look).kept.put_away


def test_going_on_begins_with_the_first_step_that_is_left(page: HourPage, workplace: Workplace) -> None:
    page.show_step(GOALS)
    workplace.desk.do(first_hour.skip, Step.WORDS)
    page.go_on()
    assert page.at is Step.PEOPLE


def test_a_narrow_window_has_a_line_of_numbers_on_top(page: HourPage) -> None:
    page.resize(NARROW_BELOW - 4, 636)
    QApplication.sendPostedEvents()
    lines = page.findChildren(StepLine)
    assert len({line.y() for line in lines}) == 1
    assert (
        lines[-1].mapTo(page, lines[-1].rect().bottomRight()).x()
        < page.side.away.mapTo(page, page.rect().topLeft()).x()
    )
    assert page.side.y() + page.side.height() <= page._right.y()
    assert (page.main.words(), page.main.accessibleName()) == ("Next", "Next: Bring your contacts in")
    page.resize(1228, 836)
    QApplication.sendPostedEvents()
    assert len({line.x() for line in lines}) == 1
    assert page.side.width() == theme.scaled(332)


def test_in_a_low_window_the_page_stands_beside_the_answers(page: HourPage) -> None:
    words = _words(page)
    page.window().resize(1228, 836)
    page.resize(1228, 836)
    QApplication.sendPostedEvents()
    below = words.printed.mapTo(page, QPoint(0, 0)).y()
    assert below > words.client.mapTo(page, QPoint(0, 0)).y(), "where there is room, it stands below them"
    page.window().resize(1024, 700)
    page.resize(1024, 636)
    QApplication.sendPostedEvents()
    corner, client = words.printed.mapTo(page, QPoint(0, 0)), words.client.mapTo(page, QPoint(0, 0))
    assert corner.x() > client.x() + words.client.width()
    assert corner.y() < client.y()
    assert words.printed.ground.height() > 250, "more than its head is seen"


def test_ctrl_p_prints_the_page_that_is_shown(page: HourPage, qtbot: QtBot) -> None:
    asked: list[PrintRequest] = []
    page.print_wanted.connect(asked.append)
    said = page.printing()
    assert isinstance(said, str)
    assert "Write both first" in said
    _words(page).tagline.setText("Old houses made new")
    _words(page).client.setPlainText("Owners of old houses")
    act = page.printing()
    assert not isinstance(act, str)
    act()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0].pdf.read_bytes().startswith(b"%PDF")
    assert asked[0].title == "Who I can help"
    asked[0].pdf.unlink()
    page.show_step(GOALS)
    assert isinstance(page.printing(), str)
    page.show_step(PLANS)
    assert "Plan for somebody" in str(page.printing())

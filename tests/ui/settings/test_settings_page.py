from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from office import Office
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk import settings
from refdesk.domain import lessons as rules
from refdesk.domain import profile as profiles
from refdesk.domain.lessons import LessonKey
from refdesk.domain.profile import Paper, Profile
from refdesk.domain.rules import Rules
from refdesk.domain.working_time import Away, Hours
from refdesk.errors import DiskFull
from refdesk.services import business, data_file
from refdesk.settings import Appearance, MachineSettings
from refdesk.ui import slices
from refdesk.ui.settings import drafts
from refdesk.ui.settings.backups_section import BackupsSection
from refdesk.ui.settings.settings_page import SettingsPage
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.workplace import Workplace


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> Iterator[SettingsPage]:
    begun = profiles.starting("US", business_name="Fernhollow", owner="Nadia Ostrow")
    workplace.desk.do(business.save, begun)
    shown = SettingsPage(workplace)
    qtbot.addWidget(shown)
    shown.resize(1236, 836)
    shown.show()
    yield shown
    shown.hide()


def _backups(page: SettingsPage) -> BackupsSection:
    found = page.findChild(BackupsSection)
    assert isinstance(found, BackupsSection)
    return found


def _saved(page: SettingsPage) -> Profile:
    return page.workplace.desk.ask(business.load)


def _editor(page: SettingsPage, name: str) -> Any:
    return page.rows[name].editor


def _line(page: SettingsPage, name: str) -> LineEdit:
    line = _editor(page, name).line
    assert isinstance(line, LineEdit)
    return line


def _type(qtbot: QtBot, line: LineEdit, words: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def _error(page: SettingsPage, name: str) -> str:
    return page.rows[name].field.error()


class TestALine:
    LOWEST = "business_name"

    def test_it_is_saved_when_it_is_left_and_said_with_undo(
        self, page: SettingsPage, qtbot: QtBot, workplace_said: Said
    ) -> None:
        _type(qtbot, _line(page, "trade"), "Kitchen and bath renovation")
        assert _saved(page).trade == "Kitchen and bath renovation"
        assert workplace_said.done == ["Trade saved"]

    def test_undo_brings_the_former_words_back(self, page: SettingsPage, qtbot: QtBot) -> None:
        _type(qtbot, _line(page, "owner"), "Ines Halloran")
        page.workplace.desk.undo()
        assert _line(page, "owner").text() == "Nadia Ostrow"

    def test_a_wrong_one_says_why_and_keeps_what_was_typed(self, page: SettingsPage, qtbot: QtBot) -> None:
        _type(qtbot, _line(page, "email"), "nadia at home")
        assert _error(page, "email") != ""
        assert _line(page, "email").text() == "nadia at home"
        assert _saved(page).email == ""

    def test_it_waits_while_others_are_saved_and_is_saved_when_right(self, page: SettingsPage, qtbot: QtBot) -> None:
        _type(qtbot, _line(page, "email"), "nadia at home")
        _type(qtbot, _line(page, "phone"), "(503) 555-0142")
        assert _saved(page).phone == "(503) 555-0142"
        assert _line(page, "email").text() == "nadia at home"
        _type(qtbot, _line(page, "email"), "nadia@fernhollow.example")
        assert _saved(page).email == "nadia@fernhollow.example"
        assert _error(page, "email") == ""

    def test_the_name_of_the_business_is_needed(self, page: SettingsPage, qtbot: QtBot) -> None:
        _type(qtbot, _line(page, "business_name"), " ")
        assert _error(page, "business_name") == "Type the name of your business."
        assert _saved(page).business_name == "Fernhollow"

    def test_leaving_it_as_it_was_saves_nothing(self, page: SettingsPage, qtbot: QtBot, workplace_said: Said) -> None:
        _type(qtbot, _line(page, "owner"), "Nadia Ostrow")
        assert workplace_said.done == []

    def test_a_full_disk_is_said_beside_the_field_and_saving_works_later(
        self, page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_arguments: object) -> None:
            raise DiskFull("Not saved: the disk is full.")

        with monkeypatch.context() as no_room:
            no_room.setattr(page.workplace.desk, "do", full)
            _type(qtbot, _line(page, "site"), "fernhollow.example")
            assert _error(page, "site") == "Not saved: the disk is full."
            assert _line(page, "site").text() == "fernhollow.example"
        _type(qtbot, _line(page, "phone"), "(503) 555-0142")
        assert _saved(page).site == "fernhollow.example"


class TestWorkingTime:
    LOWEST = "away"

    def test_hours_are_read_as_people_type_them(self, page: SettingsPage, qtbot: QtBot) -> None:
        _type(qtbot, _editor(page, "week")._days[0].closes, "6:30 pm")
        assert _saved(page).week[0] == Hours(time(9), time(18, 30))

    def test_a_day_is_freed_and_worked_by_its_box(self, page: SettingsPage, qtbot: QtBot) -> None:
        saturday = _editor(page, "week")._days[5]
        qtbot.keyClick(saturday.check, Qt.Key.Key_Space)
        assert _saved(page).week[5] == Hours(time(9), time(17))
        qtbot.keyClick(saturday.check, Qt.Key.Key_Space)
        assert _saved(page).week[5] is None

    def test_closing_before_opening_is_refused_with_the_day(self, page: SettingsPage, qtbot: QtBot) -> None:
        _type(qtbot, _editor(page, "week")._days[1].closes, "8:00")
        assert _error(page, "week").startswith("Tuesday:")
        assert _saved(page).week[1] == Hours(time(9), time(17))

    def test_one_day_at_least_is_worked(self, page: SettingsPage) -> None:
        for day in _editor(page, "week")._days[:5]:
            day.check.click()
        assert _error(page, "week") == "Choose at least one working day."
        assert any(_saved(page).week)

    def test_the_default_week_is_one_press_away(self, page: SettingsPage, qtbot: QtBot) -> None:
        _type(qtbot, _editor(page, "week")._days[0].opens, "7")
        back = page.rows["week"].back
        assert back.isVisible()
        assert "Monday to Friday" in back.words()
        back.click()
        assert _saved(page).week[0] == Hours(time(9), time(17))
        assert not back.isVisible()

    def test_days_off_are_added_in_order_and_taken_out(self, page: SettingsPage, qtbot: QtBot) -> None:
        editor = _editor(page, "days_off")
        for typed in ("12/31/2026", "12/24/2026"):
            editor.day.setFocus()
            qtbot.keyClicks(editor.day, typed)
            editor.add.click()
        assert _saved(page).days_off == (date(2026, 12, 24), date(2026, 12, 31))
        assert editor.lines.words() == ["Dec 24, 2026", "Dec 31, 2026"]
        cross = editor.lines.findChildren(IconButton)[0]
        cross.setFocus()
        qtbot.keyClick(cross, Qt.Key.Key_Space)
        assert _saved(page).days_off == (date(2026, 12, 31),)
        assert QApplication.focusWidget() is editor.day, "the focus stays here, though the cross is gone"

    def test_a_day_that_is_none_stays_as_typed(self, page: SettingsPage, qtbot: QtBot) -> None:
        editor = _editor(page, "days_off")
        qtbot.keyClicks(editor.day, "Nov 31")
        qtbot.keyClick(editor.day, Qt.Key.Key_Return)
        editor.add.click()
        assert _error(page, "days_off") == "November has 30 days"
        assert editor.day.text() == "Nov 31"

    def test_an_absence_needs_its_days_in_order(self, page: SettingsPage, qtbot: QtBot) -> None:
        editor = _editor(page, "away")
        qtbot.keyClicks(editor.first, "7/17/2027")
        qtbot.keyClicks(editor.last, "7/6/2027")
        editor.add.click()
        assert _error(page, "away") == "The last day away lies before the first."
        editor.last.clear()
        qtbot.keyClicks(editor.last, "7/30/2027")
        editor.add.click()
        assert _saved(page).away == (Away(date(2027, 7, 17), date(2027, 7, 30)),)
        assert _error(page, "away") == ""
        (cross,) = editor.lines.findChildren(IconButton)
        cross.setFocus()
        qtbot.keyClick(cross, Qt.Key.Key_Space)
        assert _saved(page).away == ()
        assert QApplication.focusWidget() is editor.first

    def test_the_next_public_holidays_are_named(self, page: SettingsPage) -> None:
        field = page.rows["keeps_holidays"].field
        assert "November 26" in field.hint()
        _editor(page, "keeps_holidays").check.click()
        assert not _saved(page).keeps_holidays
        assert "You work on public holidays" in field.hint()


class TestPlace:
    LOWEST = "paper"

    def test_another_country_brings_what_is_usual_there(self, page: SettingsPage, workplace_said: Said) -> None:
        _editor(page, "country").combo.chosen.emit("DE")
        saved = _saved(page)
        assert (saved.currency, saved.paper, saved.zone) == ("EUR", Paper.A4, "Europe/Berlin")
        assert workplace_said.done == ["Country saved; what is usual there follows"]
        page.workplace.desk.undo()
        assert _saved(page).currency == "USD"

    def test_what_was_chosen_otherwise_stays(self, page: SettingsPage) -> None:
        _editor(page, "currency").combo.chosen.emit("CHF")
        _editor(page, "country").combo.chosen.emit("DE")
        assert _saved(page).currency == "CHF"

    def test_regions_are_offered_only_where_there_are_some(self, page: SettingsPage) -> None:
        assert page.rows["region"].isVisible()
        _editor(page, "country").combo.chosen.emit("MC")
        assert not page.rows["region"].isVisible()

    def test_paper_is_chosen_at_once(self, page: SettingsPage) -> None:
        _editor(page, "paper").segment.chosen.emit("a4")
        assert _saved(page).paper is Paper.A4

    def test_the_wheel_changes_nothing_in_passing(self, page: SettingsPage) -> None:
        combo = _editor(page, "currency").combo
        at, none = QPointF(5, 5), QPoint()
        wheel = QWheelEvent(
            at, combo.mapToGlobal(at), none, QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(combo, wheel)
        assert combo.value() == "USD"
        assert _saved(page).currency == "USD"


class TestCalls:
    LOWEST = "minutes_a_day"

    def test_a_field_that_is_none_is_named_while_it_is_typed(self, page: SettingsPage, qtbot: QtBot) -> None:
        words: TextEdit = _editor(page, "script_hello").text
        words.setPlainText("")
        qtbot.keyClicks(words, "Hello {{ frist_name }}")
        assert "Did you mean “first_name”?" in _error(page, "script_hello")
        assert _saved(page).script_hello == Profile().script_hello

    def test_it_reads_as_it_will_be_said(self, page: SettingsPage, qtbot: QtBot) -> None:
        editor = _editor(page, "script_hello")
        editor.text.setPlainText("")
        qtbot.keyClicks(editor.text, "{{ first_name }}, it is {{ owner_first_name }}")
        assert editor.sample.text() == "It reads: “Ana, it is Nadia”"

    def test_a_right_one_is_saved_when_it_is_left(self, page: SettingsPage, qtbot: QtBot) -> None:
        words: TextEdit = _editor(page, "script_ask").text
        words.setFocus()
        words.selectAll()
        qtbot.keyClicks(words, "May I be the one you name?")
        page.search.setFocus()
        assert _saved(page).script_ask == "May I be the one you name?"

    def test_minutes_must_make_sense(self, page: SettingsPage, qtbot: QtBot) -> None:
        for typed in ("7", "many", "99999"):
            page.rows["minutes_a_day"].show_error("")
            _type(qtbot, _line(page, "minutes_a_day"), typed)
            assert _error(page, "minutes_a_day") != "", typed
            assert _line(page, "minutes_a_day").text() == typed
            assert _saved(page).minutes_a_day == 40


class TestBackups:
    def test_they_are_listed_with_reason_and_people(self, page: SettingsPage, qtbot: QtBot) -> None:
        data_file.back_up(page.workplace.file, "asked for")
        page.show_backups()
        with qtbot.waitSignal(page.restore_wanted) as wanted:
            (button,) = [b for b in _backups(page).findChildren(type(_backups(page).now)) if b.words() == "Restore…"]
            button.click()
        assert wanted.args == [data_file.saved_copies(page.workplace.file)[0].path]
        assert "Nov 18, 2026" in button.accessibleName()

    def test_a_backup_is_asked_for(self, page: SettingsPage, qtbot: QtBot) -> None:
        with qtbot.waitSignal(page.back_up_wanted):
            _backups(page).now.click()

    def test_a_folder_that_is_not_there_is_refused(self, page: SettingsPage, qtbot: QtBot, tmp_path: Path) -> None:
        _type(qtbot, _line(page, "second_backup_folder"), str(tmp_path / "gone"))
        assert "There is no folder" in _error(page, "second_backup_folder")
        assert _line(page, "second_backup_folder").text() == str(tmp_path / "gone")

    def test_a_folder_that_is_there_is_taken_and_emptied_again(
        self, page: SettingsPage, qtbot: QtBot, tmp_path: Path
    ) -> None:
        _type(qtbot, _line(page, "second_backup_folder"), str(tmp_path))
        assert _saved(page).second_backup_folder == str(tmp_path)
        page.rows["second_backup_folder"].back.click()
        assert _saved(page).second_backup_folder == ""


class TestLook:
    def test_each_choice_is_kept_on_this_computer_and_told(self, page: SettingsPage) -> None:
        told: list[MachineSettings] = []
        page.appearance_changed.connect(told.append)
        _editor(page, "appearance").segment.chosen.emit("dark")
        _editor(page, "text_size").segment.chosen.emit("130")
        _editor(page, "motion").check.click()
        kept = settings.load()
        assert (kept.appearance, kept.text_size, kept.motion) == (Appearance.DARK, 130, False)
        assert told[-1] == kept

    def test_the_file_is_left_alone(self, page: SettingsPage) -> None:
        before = _saved(page)
        _editor(page, "appearance").segment.chosen.emit("dark")
        assert _saved(page) == before


class TestSearch:
    def test_it_leaves_what_has_the_words(self, page: SettingsPage) -> None:
        page.search.setText("paper")
        shown = {name for name, row in page.rows.items() if row.isVisible()}
        assert "paper" in shown
        assert "owner" not in shown

    def test_words_that_no_setting_has_say_so(self, page: SettingsPage) -> None:
        page.search.setText("telescope")
        assert page._nothing.text() == "No setting has “telescope” in it."
        assert not any(row.isVisible() for row in page.rows.values())
        page.search.clear()
        assert page.rows["owner"].isVisible()

    def test_while_nothing_is_sought_nothing_is_missed(self, qtbot: QtBot, workplace: Workplace) -> None:
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        page = SettingsPage(workplace, window)
        page.show()
        page._say_whether_found()  # its sections are not laid out yet
        assert page._nothing.isHidden()


def test_what_is_saved_while_one_seeks_leaves_its_section_marked(page: SettingsPage, tmp_path: Path) -> None:
    page.search.setText("second backup")
    page.rows["second_backup_folder"].offered.emit("second_backup_folder", str(tmp_path))
    page.refresh()
    assert [link.words() for link in page._links if link.is_here()] == ["Backups"]


def test_a_link_leads_to_its_section_and_is_marked(page: SettingsPage) -> None:
    calls = next(link for link in page._links if link.words() == "Calls")
    calls.click()
    assert [link.words() for link in page._links if link.is_here()] == ["Calls"]
    assert page._scroll.verticalScrollBar().value() > 0


def test_every_setting_has_its_row_with_what_it_changes(page: SettingsPage) -> None:
    numbers = {each.name for each in fields(Rules)}
    look = {"appearance", "text_size", "motion"}
    assert (set(Profile.__dataclass_fields__) - {"rules"}) | numbers | look == set(page.rows)
    speaks_for_itself = {"week"}
    silent = {name for name, row in page.rows.items() if not row.field.hint().strip()}
    assert silent <= speaks_for_itself


WORDS = (
    "business name", "trade", "logo", "phone", "site", "address", "country", "region", "time zone", "working days",
    "holidays", "away", "currency", "paper", "tagline", "different", "ideal client", "what you put right", "treat",
    "rewards", "rules", "goals", "stages", "script", "stock", "print position", "backup", "second backup folder",
    "language", "data file", "discreet", "dark", "text size",
)  # fmt: skip


def test_the_search_has_its_key_wherever_the_focus_is_in_the_window(qtbot: QtBot, workplace: Workplace) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    beside, page = QPushButton("Settings", window), SettingsPage(workplace, window)
    row.addWidget(beside)
    row.addWidget(page)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    beside.setFocus()
    qtbot.keyClick(beside, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()


def test_everything_that_can_be_set_is_found_by_its_words(page: SettingsPage) -> None:
    for words in WORDS:
        page.search.setText(words)
        assert any(section.isVisible() for section in page._sections), words
        assert page._nothing.isHidden(), words


class TestSlices:
    @pytest.fixture(autouse=True)
    def laid_out_once(self) -> None:
        """Lay out after each step, as people have it."""

    @pytest.fixture(autouse=True)
    def short(self, monkeypatch: pytest.MonkeyPatch, whole_slices: None) -> None:  # noqa: ARG002 - comes after it
        monkeypatch.setattr(slices, "SLICE_S", 0.0)

    def test_sections_come_one_after_the_other_and_a_link_waits_for_its_own(
        self, workplace: Workplace, qtbot: QtBot
    ) -> None:
        page = SettingsPage(workplace)
        qtbot.addWidget(page)
        page._slices.finish()
        page.resize(1236, 836)
        page.show()
        assert page._sections[-1].isHidden()
        link = page._links[-2]
        link.click()
        assert page._scroll.verticalScrollBar().value() == 0
        page._slices.finish()
        page._finding.finish()
        assert not page._sections[-1].isHidden()
        assert page._scroll.verticalScrollBar().value() > 0
        assert page.isAncestorOf(page.focusWidget())
        assert page._sections[-2].isAncestorOf(page.focusWidget())


def test_every_control_has_a_name(page: SettingsPage) -> None:
    nameless = [
        type(widget).__name__
        for row in page.rows.values()
        for widget in row.findChildren(LineEdit)
        if not widget.accessibleName()
    ]
    assert nameless == []


def test_a_file_that_lacks_its_names_asks_for_them_first(workplace: Workplace) -> None:
    kept = drafts.Drafts(workplace.desk)
    offered = kept.offer({"phone": "(503) 555-0142"})
    assert {problem.field for problem in offered.problems} == {"business_name", "owner"}
    assert workplace.desk.ask(business.load).phone == ""
    kept.offer({"business_name": "Fernhollow"})
    assert kept.offer({"owner": "Nadia"}).saved != ()
    saved = workplace.desk.ask(business.load)
    assert saved == replace(Profile(), phone="(503) 555-0142", business_name="Fernhollow", owner="Nadia")


def test_amounts_that_are_kept_hold_their_currency_and_nothing_else(
    page: SettingsPage, office: Office, workplace_said: Said
) -> None:
    office.referral(value_expected_minor=90_000)
    page.rows["currency"].editor.offered.emit("JPY")
    assert "Amounts in USD" in page.rows["currency"].field.error()
    page.rows["trade"].editor.offered.emit("Baker")
    page.rows["country"].editor.offered.emit("JP")
    saved = _saved(page)
    assert (saved.currency, saved.trade, saved.country, saved.zone) == ("USD", "Baker", "JP", "Asia/Tokyo")
    assert workplace_said.faults == []


def test_what_people_who_refer_are_taught_is_written_in_settings(page: SettingsPage) -> None:
    words = "We call on the same day.\nWe say how it went."
    page.rows["how_we_treat"].editor.offered.emit(words)
    assert _saved(page).how_we_treat == words
    desk = page.workplace.desk
    lesson = next(each for each in rules.lessons(_saved(page)) if each.key is LessonKey.HOW_WE_TREAT)
    assert (lesson.text, lesson.is_ready) == (words, True)
    desk.undo()
    assert page.rows["how_we_treat"].editor.text.text() == ""

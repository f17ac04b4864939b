"""About: the version, the file and whether it is whole, the licenses, and a report that names nobody."""

import logging

import pytest
from office import Office
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk import logs, paths
from refdesk.services import data_file, problem_report
from refdesk.ui.about.about_dialog import AboutDialog
from refdesk.ui.about.licenses_dialog import LicensesDialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace
from refdesk.version import VERSION

SECRET = ("Zephyrina", "Quillfeather", "555-0173", "owes us a favour")


@pytest.fixture
def dialog(workplace: Workplace, people: Office, window: QWidget) -> AboutDialog:
    people.contact("Zephyrina", "Quillfeather", phone="(614) 555-0173", notes="owes us a favour")
    made = AboutDialog(workplace, window)
    made.open()
    return made


def test_it_says_the_version_and_where_the_file_lies(dialog: AboutDialog, workplace: Workplace) -> None:
    shown = " ".join(label.text() for label in dialog.findChildren(Label))
    assert f"RefDesk {VERSION}." in shown
    assert str(workplace.file.path) in shown


def test_the_report_is_copied_and_names_nobody(dialog: AboutDialog) -> None:
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.report.toPlainText()
    for expected in (f"RefDesk: {VERSION}", "SQLite: 3.", "Qt: 6.", "Schema: 0", "contact: 1"):
        assert expected in copied
    assert [word for word in SECRET if word in copied] == []


def test_a_whole_file_is_found_whole(dialog: AboutDialog) -> None:
    dialog.file.check.click()
    assert "whole" in dialog.file.found.text()
    assert dialog.file.check.isEnabled()


def test_a_damaged_file_is_named(dialog: AboutDialog, workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_file.engines, "is_sound", lambda *_given, **_named: False)
    dialog.file.check.click()
    assert "damaged" in dialog.file.found.text()
    assert workplace.file.path.exists()


def test_the_licenses_are_all_there(dialog: AboutDialog, window: QWidget, qtbot: QtBot) -> None:
    dialog.licenses.click()
    opened = window.findChild(LicensesDialog)
    assert opened.text.toPlainText() == paths.resource("NOTICES.txt").read_text("utf-8")
    opened.main_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(LicensesDialog))
    assert dialog.isVisible()


def test_the_report_ends_with_the_last_lines_of_the_log(workplace: Workplace) -> None:
    logs.start()
    for number in range(problem_report.LAST_LINES + 5):
        logging.getLogger("refdesk.test").info("contact %s", number)
    logs.stop()
    made = problem_report.report(workplace.file, libraries={})
    assert made.endswith(f"contact {problem_report.LAST_LINES + 4}")
    assert "contact 4\n" not in made
    assert len(problem_report.last_lines(paths.log_folder())) == problem_report.LAST_LINES

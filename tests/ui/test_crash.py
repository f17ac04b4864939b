"""A bug is shown with a report that names no person."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from refdesk.errors import DiskFull
from refdesk.ui import crash


@pytest.mark.loud
def test_a_bug_shows_a_report_without_words_of_people(qtbot: QtBot) -> None:
    keeper = QObject()
    watch = crash.CrashWatch(keeper)
    try:
        raise ValueError("Ana Diaz, (614) 555-0173")
    except ValueError as error:
        watch._catch(type(error), error, error.__traceback__)
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, crash.CrashWindow))
    window._copy()
    report = QGuiApplication.clipboard().text()
    assert "ValueError" in report
    assert "Ana" not in report
    assert "614" not in report
    window.accept()
    qtbot.waitUntil(lambda: watch._window is None)


def test_a_fault_in_plain_words_is_no_bug(qtbot: QtBot) -> None:
    keeper = QObject()
    watch = crash.CrashWatch(keeper)
    fault = DiskFull("Not saved: the disk is full.")
    with qtbot.waitSignal(watch.told) as told:
        watch._catch(type(fault), fault, None)
    assert told.args == [fault]
    assert watch._window is None

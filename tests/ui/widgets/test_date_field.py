"""A day is typed or picked; a wrong one is said beside the field."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCalendarWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot

from refdesk.ui.widgets.date_field import CalendarPopup, DateField
from refdesk.ui.widgets.field import Field

TODAY = date(2026, 11, 18)


@pytest.fixture
def field(window: QWidget) -> DateField:
    made = DateField(TODAY, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(Field("Received", made, window, name="day"))
    made.setFocus()
    return made


def test_typing_a_day_tells_it_and_leaving_writes_it_out(field: DateField, qtbot: QtBot) -> None:
    heard: list[object] = []
    field.day_changed.connect(heard.append)
    qtbot.keyClicks(field, "11/3/2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.day() == heard[-1] == date(2026, 11, 3)
    assert field.text() == "Nov 3, 2026"


def test_a_wrong_day_is_said_after_leaving_and_not_while_typing(field: DateField, qtbot: QtBot) -> None:
    box = field.parentWidget()
    assert isinstance(box, Field)
    qtbot.keyClicks(field, "Nov 31")
    assert box.error() == ""
    field.clearFocus()
    assert box.error() == field.sentence() == "November has 30 days"
    assert field.day() is None
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Nov 30")
    assert box.error() == ""
    assert field.day() == date(2026, 11, 30)


def test_a_day_is_picked_from_the_calendar_by_keys(field: DateField, qtbot: QtBot) -> None:
    qtbot.keyClick(field, Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    month = popup.findChild(QCalendarWidget)
    assert month.selectedDate() == QDate(2026, 11, 18)
    grid = popup.focusWidget() or month
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert field.day() == date(2026, 11, 19)
    assert QApplication.activePopupWidget() is None


def test_escape_closes_the_calendar_and_keeps_the_day(field: DateField, qtbot: QtBot) -> None:
    field.set_day(TODAY)
    field.open_calendar()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert field.day() == TODAY


@pytest.mark.parametrize(
    ("day", "button", "key"),
    [
        (date.max, "Next month", Qt.Key.Key_PageDown),
        (date.max, "Next month", Qt.Key.Key_Down),
        (date.min, "Month before", Qt.Key.Key_PageUp),
        (date.min, "Month before", Qt.Key.Key_Up),
    ],
)
def test_the_calendar_ends_where_days_end(window: QWidget, qtbot: QtBot, day: date, button: str, key: Qt.Key) -> None:
    calendar = CalendarPopup(day, TODAY, window)
    calendar.open_below(window)
    month = calendar.findChild(QCalendarWidget)
    view = month.findChild(QTableView)
    qtbot.keyClick(view, key)
    next(each for each in calendar.findChildren(QAbstractButton) if each.accessibleName() == button).click()
    assert (month.yearShown(), month.monthShown()) == (day.year, day.month)
    assert month.selectedDate() == QDate(day.year, day.month, day.day)
    calendar.close()

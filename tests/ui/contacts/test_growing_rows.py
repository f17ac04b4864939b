"""Rows of an editor: added below, taken away by their cross, the focus always near."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import PointKind
from refdesk.domain.incoming import DateKind, IncomingDate, IncomingPoint
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.ui import theme
from refdesk.ui.contacts.dates_editor import DatesEditor
from refdesk.ui.contacts.points_editor import PointsEditor
from refdesk.ui.widgets import focus_chain

PHONES = tuple(IncomingPoint(f"614-555-010{last}", main=last == 1) for last in range(3))
WEDDING = IncomingDate(DateKind.ANNIVERSARY, YearlyDate(6, 1, 2001))


def room(qtbot: QtBot) -> QWidget:
    """Return a window to stand in."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def test_a_dropped_row_leaves_the_focus_in_the_next_one(qtbot: QtBot) -> None:
    window = room(qtbot)
    editor = PointsEditor(PointKind.PHONE, "US", window)
    editor.show_points(PHONES, least=1)
    editor.resize(800, 400)
    editor.show()
    editor.rows[1].drop.click()
    assert [row.value.text() for row in editor.rows] == ["614-555-0100", "614-555-0102"]
    assert [row.field.name for row in editor.rows] == ["phones.0", "phones.1"]
    assert window.focusWidget() is editor.rows[1].value
    for _each in range(2):
        editor.rows[0].drop.click()
    assert window.focusWidget() is editor.add
    editor.add.click()
    assert window.focusWidget() is editor.rows[0].value
    assert editor.rows[0].main.isHidden()  # a single one is the main one anyway


@pytest.mark.parametrize("percent", [100, 130])
def test_the_label_of_a_number_stands_in_one_line_with_it(qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    theme.apply(qapp, theme.Mode.LIGHT, text_percent=percent, motion=False)
    window = room(qtbot)
    editor = PointsEditor(PointKind.PHONE, "US", window)
    editor.show_points(PHONES, least=1)
    editor.resize(800, 400)
    editor.show()
    qtbot.waitUntil(editor.rows[0].label.isVisible)
    tops = [part.mapTo(window, part.rect().topLeft()).y() for part in (editor.rows[0].value, editor.rows[0].label)]
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    assert abs(tops[0] - tops[1]) <= 1


def test_a_row_that_is_added_says_what_was_not_said_yet(qtbot: QtBot) -> None:
    window = room(qtbot)
    editor = DatesEditor(window)
    editor.show_dates(())
    editor.add.click()
    assert [row.kind.value() for row in editor.rows] == [DateKind.BIRTHDAY, DateKind.ANNIVERSARY]
    editor.show_dates((WEDDING,))
    assert editor.dates() == (WEDDING,)
    editor.show_dates(())
    assert [row.kind.value() for row in editor.rows] == [DateKind.BIRTHDAY]


def test_tab_goes_through_the_rows_and_then_to_the_button_below_them(qtbot: QtBot) -> None:
    window = room(qtbot)
    phones, emails = (PointsEditor(kind, "US", window) for kind in (PointKind.PHONE, PointKind.EMAIL))
    phones.show_points(PHONES, least=1)
    emails.show_points((), least=1)
    phones.add.click()
    phones.rows[0].drop.click()
    emails.rows[0].drop.click()
    emails.add.click()
    expected = [stop for editor in (phones, emails) for row in editor.rows for stop in (row.value, row.drop)]
    expected.insert(2 * len(phones.rows), phones.add)
    expected.append(emails.add)
    assert [part for part in focus_chain.inside(window) if part in expected] == expected


def test_a_day_that_is_wrong_says_so_when_it_is_left_and_no_longer_once_it_is_right(qtbot: QtBot) -> None:
    window = room(qtbot)
    editor = DatesEditor(window)
    editor.show_dates(())
    editor.show()
    (row,) = editor.rows
    row.day.setFocus()
    qtbot.keyClicks(row.day, "o")
    assert row.field.error() == ""
    qtbot.keyClick(row.day, Qt.Key.Key_Return)
    assert row.field.error() == "This is not a day. Type it as March 12, with the year if you know it."
    row.day.selectAll()
    qtbot.keyClicks(row.day, "3/14")
    assert row.field.error() == ""

"""Reminders are set, opened, ticked, taken out, and saved for the calendar."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from office import Office
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.reminders import Every, ReminderDraft, Repeat
from refdesk.services import business, reminders
from refdesk.services.clocks import Clocks
from refdesk.services.reminders import ReminderLine
from refdesk.ui import theme
from refdesk.ui.reminders.reminder_dialog import ReminderDialog
from refdesk.ui.reminders.reminders_dialog import RemindersDialog
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

TODAY = date(2026, 11, 18)


@pytest.fixture
def window(qtbot: QtBot, workplace: Workplace) -> QWidget:  # noqa: ARG001 - the look is put on first
    theme.shared().by_key = False
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1236, 836)
    QVBoxLayout(made)
    made.show()
    return made


def all_of(workplace: Workplace) -> tuple[ReminderLine, ...]:
    desk = workplace.desk
    return desk.ask(reminders.everything_open, Clocks(desk.now(), desk.ask(business.working_time)))


def words(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(Label) if label.isVisible()}


def test_a_reminder_about_somebody_is_set_by_its_fields(
    workplace: Workplace, window: QWidget, qtbot: QtBot, workplace_said: Any
) -> None:
    ana = Office(workplace.desk).contact()
    dialog = ReminderDialog(workplace, window, contact_id=ana)
    dialog.open()
    assert not dialog.count.isVisible()
    dialog.at.setText("nine")
    dialog.main_pressed.emit()
    assert {each.name: each.error() for each in dialog.findChildren(Field) if each.error()} == {
        "at": "Type a time such as 9:30."
    }
    dialog.at.setText("9 am")
    dialog.main_pressed.emit()
    assert {each.name for each in dialog.findChildren(Field) if each.error()} == {"text"}
    dialog.text.setPlainText("Ask about the roof")
    dialog.on.set_day(date(2026, 11, 20))
    dialog.repeats.set_value(Every.WEEK)
    dialog.repeats.chosen.emit(Every.WEEK)
    assert dialog.count.isVisible()
    dialog.count.setText("2")
    with qtbot.waitSignal(dialog.saved):
        dialog.main_pressed.emit()
    assert workplace_said.done == ["Reminder set: Ask about the roof"]
    (line,) = all_of(workplace)
    expected = ReminderDraft("Ask about the roof", date(2026, 11, 20), time(9), ana, Repeat(Every.WEEK, 2))
    assert line.draft == expected


def test_the_list_ticks_opens_and_takes_out(
    workplace: Workplace, window: QWidget, workplace_said: Any
) -> None:  # fmt: skip
    desk = workplace.desk
    desk.do(reminders.add, ReminderDraft("Order ink", TODAY, time(9)))
    desk.do(reminders.add, ReminderDraft("Rent", date(2026, 11, 30), repeat=Repeat(Every.MONTH)))
    desk.do(reminders.add, ReminderDraft("Old thing", date(2026, 12, 24)))
    made = RemindersDialog(workplace, window)
    made.open()
    ink, rent, old = made.lines.lines()
    assert "Order ink" in words(ink)
    assert {"Rent", "every month", "Nov 30"} <= words(rent)
    rent.findChildren(Check)[0].click()
    ink, old, rent = made.lines.lines()
    assert "Dec 30" in words(rent)
    old.findChildren(IconButton)[0].click()
    made.lines.lines()[0].findChildren(Check)[0].click()
    (rent,) = made.lines.lines()
    assert rent.hasFocus()
    rent.click()
    dialog = window.findChild(ReminderDialog)
    assert dialog is not None
    dialog.text.setPlainText("Pay the rent")
    dialog.main_pressed.emit()
    assert "Pay the rent" in words(made.lines.lines()[0])
    assert workplace_said.done == [
        "Reminder done: Rent. Again on Dec 30", "Reminder deleted: Old thing", "Reminder done: Order ink",
        "Reminder changed: Pay the rent",
    ]  # fmt: skip


def test_the_list_is_reached_from_a_new_reminder(workplace: Workplace, window: QWidget) -> None:
    dialog = ReminderDialog(workplace, window)
    dialog.open()
    dialog.all.click()
    assert not dialog.isVisible()
    (made,) = window.findChildren(RemindersDialog)
    assert made.isVisible()
    made.main_button.click()
    assert not window.findChildren(ReminderDialog)[-1].all.isVisible()


def test_an_empty_list_says_what_a_reminder_is_for(workplace: Workplace, window: QWidget) -> None:
    made = RemindersDialog(workplace, window)
    made.open()
    assert made.none.isVisible()
    made.main_button.click()
    assert window.findChild(ReminderDialog) is not None


def test_the_calendar_file_is_written_where_one_says(
    workplace: Workplace, window: QWidget, workplace_said: Any, tmp_path: Path
) -> None:
    workplace.desk.do(reminders.add, ReminderDraft("Order ink", TODAY))
    made = RemindersDialog(workplace, window)
    made.open()
    made.save.click()
    assert workplace_said.told == []
    workplace_said.saves = tmp_path / "mine"
    made.save.click()
    assert workplace_said.told == ["1 entry written to “mine.ics”: open it with your calendar"]
    assert "SUMMARY:Order ink" in (tmp_path / "mine.ics").read_text(encoding="utf-8")


def test_one_that_was_done_meanwhile_says_so(workplace: Workplace, window: QWidget, workplace_said: Any) -> None:
    made_id = workplace.desk.do(reminders.add, ReminderDraft("Order ink", TODAY))
    dialog = ReminderDialog(workplace, window, reminder_id=made_id)
    dialog.open()
    workplace.desk.do(reminders.finish, made_id)
    dialog.main_pressed.emit()
    assert "This reminder is already done." in words(dialog)
    assert workplace_said.done == []

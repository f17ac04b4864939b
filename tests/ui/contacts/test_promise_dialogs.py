"""Promises are noted from anywhere, corrected, and shown with how they were kept."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.promises import PromiseDraft
from refdesk.services import promises
from refdesk.ui.contacts.person_panel import PersonPanel
from refdesk.ui.contacts.person_parts import Part
from refdesk.ui.contacts.promise_dialog import PromiseDialog
from refdesk.ui.contacts.promises_dialog import PromisesDialog
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.person_picker import Suggestion
from refdesk.ui.workplace import Workplace


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(Label) if label.isVisible() and label.text()]


def test_a_promise_to_anybody_about_a_referral_of_theirs(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot, workplace_said: Any
) -> None:
    dialog = PromiseDialog(workplace, window)
    dialog.open()
    assert not dialog.about.isVisible()
    dialog.main_pressed.emit()
    wrong = {field.name for field in dialog.findChildren(Field) if field.error()}
    assert wrong == {"contact_id", "text", "due_on"}
    dialog.who.set_person(Suggestion(people.ana, "Ana Diaz"))
    dialog.who.changed.emit()
    assert [each for _value, each in dialog.about.choices()] == ["No referral", "Theo Marchetti, Kitchen"]
    dialog.about.set_value(people.referral)
    dialog.text.setPlainText("Send the plans")
    dialog.due.set_day(workplace.desk.today() - timedelta(days=1))
    dialog.main_pressed.emit()
    assert {field.name for field in dialog.findChildren(Field) if field.error()} == {"due_on"}
    dialog.due.set_day(workplace.desk.today() + timedelta(days=1))
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.main_pressed.emit()
    assert workplace_said.done == ["Promise to Ana Diaz noted"]
    assert workplace.desk.ask(promises.of, saved.args[0]).referral_id == people.referral


def test_an_open_promise_is_corrected_and_kept_from_the_list(
    workplace: Workplace, window: QWidget, people: Any, workplace_said: Any  # noqa: ARG001
) -> None:  # fmt: skip
    first = PromiseDialog(workplace, window)
    first.open()
    first.all.click()
    assert not first.isVisible()
    (made,) = window.findChildren(PromisesDialog)
    (line,) = made.lines.lines()
    assert {"Bring the photographs", "Ana Diaz", "by Tuesday"} <= set(words(line))
    line.click()
    dialog = window.findChildren(PromiseDialog)[-1]
    assert not dialog.all.isVisible()
    assert not dialog.who.isVisible()
    dialog.due.set_day(workplace.desk.today() + timedelta(days=1))
    dialog.main_pressed.emit()
    (line,) = made.lines.lines()
    assert "by tomorrow" in words(line)
    QTest.keyClick(line, Qt.Key.Key_Space)
    assert made.lines.lines() == []
    assert workplace_said.done == ["Promise to Ana Diaz changed", "Promise to Ana Diaz kept"]
    assert {"November 2026", "1 of 1"} <= set(words(made.months))


def test_the_rate_stands_beside_twenty_promises_and_not_beside_fewer(
    workplace: Workplace, window: QWidget, people: Any
) -> None:
    desk = workplace.desk
    for count, percent in ((19, False), (1, True)):
        for _number in range(count):
            desk.do(promises.keep, desk.do(promises.add, PromiseDraft(people.bo, "Send it", desk.today())))
        made = PromisesDialog(workplace, window)
        made.open()
        assert ("100%" in words(made.months)) is percent
        made.reject()


def test_a_promise_is_changed_from_the_page_of_the_person(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot
) -> None:
    panel = PersonPanel(workplace, window)
    panel.resize(760, 800)
    panel.show()
    panel.show_person(people.ana)
    pencil = next(
        each for each in panel.parts.part(Part.PROMISES).findChildren(IconButton)
        if each.accessibleName() == "Change the promise: Bring the photographs"
    )  # fmt: skip
    pencil.click()
    dialog = window.findChild(PromiseDialog)
    assert dialog is not None
    assert dialog.text.text() == "Bring the photographs"
    with qtbot.waitSignal(panel.promise_wanted) as wanted:
        panel.parts.promise_wanted.emit()
    assert wanted.args == [people.ana]

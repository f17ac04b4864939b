"""Who was forgotten is asked for by walk of life, and made on the spot."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ranking import Rank
from refdesk.services import contacts, forgotten
from refdesk.ui.sorting.forgotten_dialog import ForgottenDialog
from refdesk.ui.workplace import Workplace

Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def dialog(workplace: Workplace, window: QWidget) -> ForgottenDialog:
    for given in ("Bo", "Cy", "Dee", "Eli"):
        workplace.desk.do(contacts.add, ContactDraft(given=given, family="Bell", job_title="Personal banker"))
    made = ForgottenDialog(workplace, window)
    made.open()
    return made


def press(dialog: ForgottenDialog, *keys: Key | str, modifiers: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        target = QApplication.focusWidget() or dialog
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, modifiers or Qt.KeyboardModifier.NoModifier)


def known(workplace: Workplace, key: str) -> tuple[str, ...]:
    return next(each.names for each in workplace.desk.ask(forgotten.questions) if each.walk.key == key)


def test_enter_makes_the_contact_and_goes_on(
    dialog: ForgottenDialog, workplace: Workplace, workplace_said: Said
) -> None:
    assert dialog.walks.count.text() == "19 open"
    assert dialog.title.text() == "Attorney"
    assert dialog.form.given.hasFocus()
    press(dialog, "Lou", Key.Key_Tab, "Lamb", Key.Key_Tab, "Lamb Law", Key.Key_Tab, "(614) 555-0142")
    press(dialog, Key.Key_B, modifiers=ALT)
    assert dialog.form.phone.text() == "(614) 555-0142"
    press(dialog, Key.Key_Return)
    assert known(workplace, "attorney") == ("Lou Lamb",)
    assert workplace_said.done == ["Lou Lamb added"]
    assert (dialog.title.text(), dialog.walks.count.text()) == ("Accountant", "18 open")
    assert dialog.form.given.hasFocus()
    assert dialog.form.is_empty()
    assert dialog.form.rank is None
    dialog.reject()


def test_nobody_and_later_go_on(dialog: ForgottenDialog, workplace: Workplace) -> None:
    press(dialog, Key.Key_L, modifiers=CONTROL)
    assert dialog.title.text() == "Accountant"
    dialog.nobody.click()
    assert dialog.title.text() == "Real estate broker"
    for _rest in range(17):
        press(dialog, Key.Key_B, modifiers=CONTROL)
    assert dialog.title.text() == "Attorney"
    assert dialog.walks.count.text() == "1 open"
    press(dialog, Key.Key_B, modifiers=CONTROL)
    assert dialog.walks.count.text() == "All answered"
    assert not any(each.is_open for each in workplace.desk.ask(forgotten.questions))
    dialog.reject()


def test_who_is_there_is_named_and_more_can_be_added(dialog: ForgottenDialog, workplace: Workplace) -> None:
    dialog._go_to(20)
    assert dialog.title.text() == "Banker"
    assert dialog.have.text() == "You have: Bo Bell, Cy Bell and 2 more"
    assert not dialog.nobody.isEnabled()
    dialog.form.given.setText("Fay")
    press(dialog, Key.Key_Return)
    assert "Fay" in known(workplace, "banker") or len(known(workplace, "banker")) == forgotten.NAMES_SHOWN
    assert dialog.title.text() == "Attorney"
    dialog.reject()


def test_undo_shows_the_answer_again(dialog: ForgottenDialog, workplace: Workplace) -> None:
    press(dialog, "Lou", Key.Key_Return)
    dialog.form.choose(Rank.A)
    dialog.just_done.pressed.emit()
    assert known(workplace, "attorney") == ()
    assert (dialog.title.text(), dialog.form.given.text(), dialog.form.rank) == ("Attorney", "Lou", None)
    assert dialog.walks.count.text() == "19 open"
    press(dialog, Key.Key_Return, Key.Key_B, modifiers=CONTROL)
    dialog.reject()


def test_nothing_typed_is_told_beside_the_field(dialog: ForgottenDialog) -> None:
    press(dialog, Key.Key_Return)
    assert dialog.form.given.accessibleDescription() == "Type a name or an organization."
    QApplication.sendPostedEvents()
    given, family = (edit.mapTo(dialog, QPoint()).y() for edit in (dialog.form.given, dialog.form.family))
    assert given == family, "a fault below one field moves the other"
    press(dialog, "Lou")
    dialog.form.phone.setText("no digits")
    press(dialog, Key.Key_Return)
    assert dialog.form.phone.accessibleDescription() == "A phone number needs digits."
    assert dialog.title.text() == "Attorney"
    dialog.reject()


def test_another_question_is_chosen_in_the_list(dialog: ForgottenDialog) -> None:
    dialog.walks.view.setFocus()
    press(dialog, Key.Key_Down, Key.Key_Return)
    assert dialog.title.text() == "Accountant"
    assert dialog.form.given.hasFocus()
    dialog.form.ranks.button(Rank.C).setFocus()
    press(dialog, "d")
    assert dialog.form.rank is Rank.D
    press(dialog, "d")
    assert dialog.form.rank is None
    assert all(stop.accessibleName() or getattr(stop, "words", str)() for stop in dialog.tab_stops())
    dialog.reject()

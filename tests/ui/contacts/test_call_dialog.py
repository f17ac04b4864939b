"""A call: the number large, dialed with a key, a note, a letter, and what came of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.call_codes import Code
from refdesk.domain.contact import PointKind, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.referral import Fits
from refdesk.domain.thanks import Part
from refdesk.domain.touches import Purpose
from refdesk.services import (
    board,
    business,
    call_mode,
    calls,
    campaigns,
    contacts,
    person,
    referral_detail,
    thanks_queue,
)
from refdesk.services.campaigns import PlanDraft
from refdesk.services.referral_detail import Detail
from refdesk.ui import outside
from refdesk.ui.contacts import letter_run
from refdesk.ui.contacts.call_dialog import CallDialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


@pytest.fixture
def dialed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the addresses that were handed to the system."""
    found: list[str] = []
    monkeypatch.setattr(outside, "open_address", lambda address: found.append(address) or True)
    return found


def opened(workplace: Workplace, window: QWidget, contact_id: ContactId, **more: Any) -> CallDialog:
    dialog = CallDialog(workplace, window, contact_id=contact_id, **more)
    dialog.open()
    dialog.steps.finish()
    return dialog


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def errors(dialog: QWidget) -> dict[str, str]:
    return {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}


def detail(workplace: Workplace, people: Any) -> Detail:
    desk = workplace.desk
    return desk.ask(referral_detail.detail, people.referral, desk.now(), desk.ask(business.working_time))


def with_phones(workplace: Workplace, contact_id: ContactId, *typed: str) -> None:
    known = workplace.desk.ask(contacts.draft_of, contact_id)
    phones = tuple(IncomingPoint(each, "work", main=at == 0) for at, each in enumerate(typed))
    workplace.desk.do(contacts.save, contact_id, replace(known.draft, phones=phones), version=known.version)


def _type(qtbot: QtBot, typed: str) -> None:
    for letter in typed:
        qtbot.keyClicks(QApplication.focusWidget(), letter)


def test_a_note_typed_at_once_is_a_note_and_no_outcome(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot, dialed: list[str]
) -> None:
    for typed in ("wants bids", "Wants bids", "nm, asks 3 bids", "3 bids", "oak table"):
        dialog = opened(workplace, window, people.ana)
        assert dialog.head.dial_button.hasFocus()
        _type(qtbot, typed)
        assert dialog.note.toPlainText() == typed
        assert dialog.outcome.value() is Code.TALKED, "as it was before"
        dialog.note.clear()
        dialog.reject()
    assert dialed == []


def test_the_letter_that_dials_stands_in_no_note(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot, dialed: list[str]
) -> None:
    dialog = opened(workplace, window, people.ana)
    _type(qtbot, "dwants a quote")
    assert len(dialed) == 1
    assert dialog.note.toPlainText() == "wants a quote"


def test_backspace_takes_back_what_a_letter_did(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(workplace, window, people.ana)
    _type(qtbot, "w")
    assert dialog.outcome.value() is Code.WRONG_NUMBER
    assert dialog.head.dial_button.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert dialog.outcome.value() is Code.TALKED
    monkeypatch.setattr(letter_run, "RIGHT_AFTER_MS", -1)
    _type(qtbot, "n")
    _type(qtbot, "asks")
    assert dialog.outcome.value() is Code.NO_ANSWER, "a letter by itself, and later a note"
    assert dialog.note.toPlainText() == "asks"
    dialog.outcome.choose(Code.MESSAGE)
    dialog.head.dial_button.setFocus()
    qtbot.keyClick(dialog.head.dial_button, Qt.Key.Key_Backspace)
    assert dialog.outcome.value() is Code.MESSAGE, "chosen otherwise, it stays"
    dialog.note.clear()
    dialog.reject()


def test_one_key_dials_and_a_letter_says_how_it_went(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot, dialed: list[str], workplace_said: Any
) -> None:
    dialog = opened(workplace, window, people.ana, purpose=Purpose.KEEP_IN_TOUCH)
    assert "(614) 555-0173" in words(dialog.head)
    assert dialog.head.dial_button.hasFocus()
    qtbot.keyClick(dialog.head.dial_button, Qt.Key.Key_D)
    assert dialed == ["tel:+16145550173"]
    qtbot.keyClick(dialog.head.dial_button, Qt.Key.Key_N)
    assert dialog.outcome.value() is Code.NO_ANSWER
    assert not dialog.closing.asked.isVisible()
    qtbot.keyClick(dialog.note, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert dialog.closing.asked.isVisible()
    dialog.note.setFocus()
    qtbot.keyClicks(dialog.note, "Wants bids")
    dialog.closing.promise.setText("Send three bids")
    dialog.main_pressed.emit()
    assert errors(dialog) == {"promise_due_on": "Choose a day by which you will do it."}
    dialog.closing.promise_by.set_day(workplace.desk.today() + timedelta(days=1))
    with qtbot.waitSignal(dialog.saved):
        dialog.main_pressed.emit()
    assert workplace_said.done == ["Call with Ana Diaz logged"]
    desk = workplace.desk
    found = desk.ask(person.panel, people.ana, desk.today(), desk.zone)
    assert found.timeline[0].title in {"Wants bids", "Promised: Send three bids"}
    assert "Send three bids" in [each.text for each in found.open_promises]
    desk.undo()
    assert "Send three bids" not in [
        each.text for each in desk.ask(person.panel, people.ana, desk.today(), desk.zone).promises
    ]


def test_a_first_contact_asks_what_was_learned_and_brings_the_referral_on(
    workplace: Workplace, window: QWidget, people: Any
) -> None:
    before = detail(workplace, people)
    dialog = opened(workplace, window, people.theo, referral_id=people.referral, purpose=Purpose.FIRST_CONTACT)
    assert "Ana Diaz sent Theo Marchetti" in words(dialog.head)
    assert "No phone number is known." in words(dialog)
    assert dialog.first.prepared.value() == 4
    dialog.outcome.choose(Code.MESSAGE)
    assert not dialog.first.fits.isVisible()
    dialog.outcome.choose(Code.TALKED)
    dialog.first.prepared.set_value(5)
    dialog.first.fits.set_value(Fits.PARTLY)
    dialog.main_pressed.emit()
    after = detail(workplace, people)
    assert (after.preparedness, after.fits) == (5, Fits.PARTLY)
    stages = [stage.stage_id for stage in workplace.desk.ask(board.stage_list)]
    assert (before.stage_id, after.stage_id) == (stages[0], stages[1])
    workplace.desk.undo()
    assert replace(detail(workplace, people), version=before.version) == before


def test_ringing_in_vain_teaches_nothing(workplace: Workplace, window: QWidget, people: Any) -> None:
    before = detail(workplace, people)
    dialog = opened(workplace, window, people.theo, referral_id=people.referral, purpose=Purpose.FIRST_CONTACT)
    dialog.first.prepared.set_value(1)
    dialog.outcome.choose(Code.NO_ANSWER)
    dialog.main_pressed.emit()
    after = detail(workplace, people)
    assert (after.preparedness, after.fits, after.stage_id) == (4, before.fits, before.stage_id)


def test_a_word_of_thanks_is_no_longer_owed_after_the_call(workplace: Workplace, window: QWidget, people: Any) -> None:
    desk = workplace.desk

    def words_owed() -> list[Any]:
        queue = desk.ask(thanks_queue.queue, desk.now(), desk.ask(business.working_time))
        return [cell for row in queue for cell in row.parts if cell.part is Part.WORD and cell.is_owed]

    assert len(words_owed()) == 1
    dialog = opened(workplace, window, people.ana, referral_id=people.referral, purpose=Purpose.THANKS)
    dialog.outcome.choose(Code.NO_ANSWER)
    dialog.main_pressed.emit()
    assert len(words_owed()) == 1
    dialog = opened(workplace, window, people.ana, referral_id=people.referral, purpose=Purpose.THANKS)
    dialog.main_pressed.emit()
    assert words_owed() == []


def test_call_back_asks_for_a_day(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = opened(workplace, window, people.ana)
    dialog.outcome.choose(Code.CALL_BACK)
    assert dialog.call_back.isVisible()
    dialog.main_pressed.emit()
    assert errors(dialog) == {"call_back_on": "Choose the day on which to call back."}
    dialog.call_back.set_day(workplace.desk.today() + timedelta(days=2))
    dialog.main_pressed.emit()
    desk = workplace.desk
    found = desk.ask(person.panel, people.ana, desk.today(), desk.zone)
    assert "Call back" in [each.text for each in found.open_promises]


def test_the_number_that_was_called_is_the_wrong_one(
    workplace: Workplace, window: QWidget, people: Any, dialed: list[str]
) -> None:
    with_phones(workplace, people.ana, "(614) 555-0173", "(614) 555-0199")
    dialog = opened(workplace, window, people.ana)
    first, second = dialog.head.others.chips
    assert (first.isChecked(), dialog.head.called()) == (True, "(614) 555-0173")
    second.click()
    dialog.head.dial_button.click()
    assert dialed == ["tel:+16145550199"]
    dialog.outcome.choose(Code.WRONG_NUMBER)
    dialog.main_pressed.emit()
    desk = workplace.desk
    assert [each.as_typed for each in desk.ask(calls.numbers, people.ana)] == ["(614) 555-0173"]
    assert desk.ask(contacts.points_to_use, [people.ana], PointKind.PHONE) == {people.ana: "(614) 555-0173"}
    desk.undo()
    assert len(desk.ask(calls.numbers, people.ana)) == 2


def test_do_not_call_again_is_kept_and_the_next_call_is_refused_softly(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot, dialed: list[str]
) -> None:
    dialog = opened(workplace, window, people.ana)
    dialog.outcome.choose(Code.DO_NOT_CALL)
    dialog.main_pressed.emit()
    dialog = opened(workplace, window, people.ana)
    assert "Ana Diaz is not to be called: write instead." in words(dialog)
    assert not dialog.head.isVisible()
    assert not dialog.note.isVisible()
    assert not dialog.main_button.isEnabled()
    qtbot.keyClick(dialog.cancel_button, Qt.Key.Key_D)
    assert dialed == []


def test_whoever_left_is_not_called(workplace: Workplace, window: QWidget, people: Any) -> None:
    workplace.desk.do(contacts.set_status, people.ana, Status.INACTIVE)
    dialog = opened(workplace, window, people.ana)
    assert "Ana Diaz is off every list and call." in words(dialog)


def test_nobody_writes_to_who_died(workplace: Workplace, window: QWidget, people: Any) -> None:
    desk = workplace.desk
    draft = desk.ask(contacts.draft_of, people.ana).draft
    desk.do(contacts.save, people.ana, replace(draft, emails=(IncomingPoint("ana@diaz.example"),)))
    desk.do(contacts.set_status, people.ana, Status.INACTIVE)
    assert opened(workplace, window, people.ana).callee.email == "ana@diaz.example"
    desk.do(contacts.set_status, people.ana, Status.DECEASED)
    assert opened(workplace, window, people.ana).callee.email == ""


def test_a_computer_that_cannot_dial_says_the_number(
    workplace: Workplace, window: QWidget, people: Any, monkeypatch: pytest.MonkeyPatch, workplace_said: Any
) -> None:
    monkeypatch.setattr(outside, "open_address", lambda _address: False)
    dialog = opened(workplace, window, people.ana)
    dialog.head.dial_button.click()
    assert workplace_said.told == ["No program here can dial. Call (614) 555-0173 by hand."]


def test_a_call_of_the_referral_month_leads_to_its_script(
    workplace: Workplace, window: QWidget, office: Office, qtbot: QtBot
) -> None:
    ana = office.contact("Ana", "Lind", phone="(614) 555-0100")
    bo = office.contact("Bo", "Lind")
    today = workplace.desk.today()
    workplace.desk.do(campaigns.plan, PlanDraft(today, today + timedelta(days=7)))
    dialog = opened(workplace, window, ana)
    assert dialog.month is not None
    with qtbot.waitSignal(dialog.month_wanted) as asked:
        dialog.month.pressed.emit()
    assert asked.args == [workplace.desk.ask(call_mode.entry_of, ana, today)]
    assert not dialog.isVisible()
    assert opened(workplace, window, bo).month is None

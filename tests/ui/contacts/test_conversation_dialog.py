"""Logging a conversation."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.call_codes import Code
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.referral import Fits
from refdesk.domain.touches import Asked, Purpose, TouchKind
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import business, contact_editing, contact_list, contacts, person, referral_detail
from refdesk.services.person import Person
from refdesk.services.referral_detail import Detail
from refdesk.ui.contacts.conversation_dialog import ConversationDialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


def _person(workplace: Workplace, contact_id: Any) -> Person:
    desk = workplace.desk
    return desk.ask(person.panel, contact_id, desk.today(), desk.zone)


def _errors(dialog: QWidget) -> dict[str, str]:
    return {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def test_a_call_with_a_promise_is_logged(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot, workplace_said: Any
) -> None:
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.steps.finish()
    assert "(614) 555-0173" in _words(dialog.head)
    dialog.note.setPlainText("The studio moves in May")
    dialog.closing.promise.setText("Send the movers' number")
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"promise_due_on": "Choose a day by which you will do it."}
    dialog.closing.promise_by.set_day(workplace.desk.today() + timedelta(days=2))
    with qtbot.waitSignal(dialog.saved):
        dialog.main_pressed.emit()
    assert workplace_said.done == ["Call with Ana Diaz logged"]
    found = _person(workplace, people.ana)
    assert "The studio moves in May" in [line.title for line in found.timeline]
    assert found.row.last_touch_on == workplace.desk.today()
    assert "Send the movers' number" in [each.text for each in found.open_promises]
    workplace.desk.undo()
    assert "Send the movers' number" not in [each.text for each in _person(workplace, people.ana).promises]


def test_the_letters_of_a_call_sheet_set_the_outcome(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot
) -> None:
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.steps.finish()
    dialog.note.setFocus()
    qtbot.keyClick(dialog.note, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert dialog.outcome.value() is Code.NO_ANSWER
    assert not dialog.closing.asked.isVisible()
    dialog.main_button.setFocus()
    qtbot.keyClick(dialog.main_button, Qt.Key.Key_T)
    assert dialog.outcome.value() is Code.TALKED
    assert dialog.closing.asked.isVisible()


def test_what_was_hidden_is_not_logged(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.steps.finish()
    dialog.closing.promise.setText("Call again")
    dialog.closing.asked.set_value(Asked.DIRECTLY)
    dialog.outcome.choose(Code.NO_ANSWER)
    dialog.main_pressed.emit()
    found = _person(workplace, people.ana)
    assert found.asked.last_asked_on is None
    assert len(found.open_promises) == 1


def test_a_wrong_number_marks_the_phone(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.steps.finish()
    dialog.outcome.choose(Code.WRONG_NUMBER)
    dialog.main_pressed.emit()
    assert _person(workplace, people.ana).phone == ""


def test_who_is_not_to_be_called_is_not_dialed_from_here_either(
    workplace: Workplace, window: QWidget, people: Any
) -> None:
    desk = workplace.desk
    opened = desk.ask(contacts.draft_of, people.ana)
    desk.do(contact_editing.save, people.ana, replace(opened.draft, may_be_called=MayBeCalled.NO))
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    assert dialog.head.isHidden()
    assert dialog.kind.value() == TouchKind.MESSAGE
    dialog.reject()


def test_a_first_contact_shows_who_sent_them_and_the_need(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ConversationDialog(
        workplace, window, contact_id=people.theo, referral_id=people.referral, purpose=Purpose.FIRST_CONTACT
    )
    dialog.open()
    dialog.steps.finish()
    said = _words(dialog.head)
    assert "Ana Diaz sent Theo Marchetti" in said
    assert "Kitchen · wants to talk with us · expects your call" in said
    dialog.main_pressed.emit()
    (touch,) = [line for line in _person(workplace, people.theo).timeline if line.touch_id]
    assert (touch.title, touch.referral_id) == ("First contact", people.referral)


def test_asking_somebody_who_was_never_given_anything_is_warned_of(
    workplace: Workplace, window: QWidget, people: Any
) -> None:
    dialog = ConversationDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    dialog.steps.finish()
    assert not dialog.closing.warning.isVisible()
    dialog.closing.asked.set_value(Asked.DIRECTLY)
    dialog.closing.asked.chosen.emit(Asked.DIRECTLY)
    assert "Give first" in _words(dialog.closing.warning)
    dialog.main_pressed.emit()
    assert _person(workplace, people.bo).asked.last_asked_on == workplace.desk.today()


def test_a_meeting_of_yesterday_with_somebody_new_is_one_step(
    workplace: Workplace, window: QWidget, workplace_said: Any
) -> None:
    desk = workplace.desk
    dialog = ConversationDialog(workplace, window)
    dialog.open()
    dialog.steps.finish()
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"contact_id": "Choose with whom."}
    dialog.who.set_new_name("Nia Vance")
    dialog.kind.set_value(TouchKind.MEETING)
    dialog.kind.chosen.emit(TouchKind.MEETING)
    assert not dialog.outcome.isVisible()
    dialog.day.set_day(desk.today() - timedelta(days=1))
    dialog.main_pressed.emit()
    assert workplace_said.done == ["Meeting with Nia Vance logged"]
    (found,) = desk.ask(contact_list.suggest, "Nia Vance")
    assert _person(workplace, found.contact_id).row.last_touch_on == desk.today() - timedelta(days=1)
    desk.undo()
    assert desk.ask(contact_list.suggest, "Nia Vance") == ()


def test_a_day_that_has_not_come_is_refused(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.steps.finish()
    dialog.day.set_day(workplace.desk.today() + timedelta(days=1))
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"at": "This moment has not come yet."}


def test_calling_back_asks_for_the_day_and_promises_it(workplace: Workplace, window: QWidget, people: Any) -> None:
    desk = workplace.desk
    dialog = ConversationDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    dialog.steps.finish()
    assert not dialog.call_back.isVisible()
    dialog.outcome.choose(Code.CALL_BACK)
    assert dialog.call_back.isVisible()
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"call_back_on": "Choose the day on which to call back."}
    dialog.call_back.set_day(desk.today() + timedelta(days=2))
    dialog.main_pressed.emit()
    (promise,) = _person(workplace, people.bo).open_promises
    assert (promise.text, promise.due_on) == ("Call back", desk.today() + timedelta(days=2))
    desk.undo()
    assert _person(workplace, people.bo).promises == ()


def test_the_three_closing_questions_and_the_lesson_are_one_step(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot
) -> None:
    desk = workplace.desk
    desk.do(
        business.save, replace(desk.ask(business.load), business_name="F", owner="N", tagline="Warm floors by spring")
    )
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.steps.finish()
    assert dialog.closing is not None
    assert "Warm floors by spring" in _words(dialog.closing.lesson)
    dialog.closing.asked.set_value(Asked.LIGHTLY)
    qtbot.keyClicks(dialog.closing.day, "3/12")
    dialog.closing.lesson.repeats.click()
    assert dialog.closing.lesson.taught.isChecked()
    dialog.main_pressed.emit()
    found = _person(workplace, people.ana)
    assert found.draft.birthday == YearlyDate(3, 12)
    assert (found.lessons.taught, found.lessons.repeated) == (1, 1)
    assert [line.asked for line in found.asks] == [Asked.LIGHTLY]
    desk.undo()
    before = _person(workplace, people.ana)
    assert (before.draft.birthday, before.lessons.taught, before.asks) == (None, 0, ())


def test_a_date_and_a_time_that_are_none_are_said_beside_them(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot
) -> None:
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.steps.finish()
    assert dialog.closing is not None
    dialog.closing.day.setText("someday")
    dialog.time.clear()
    qtbot.keyClicks(dialog.time, "later")
    dialog.main_pressed.emit()
    errors = _errors(dialog)
    assert errors["time"] == "Type a time such as 9:30."
    assert errors["remember_on"].startswith("This is not a day.")
    dialog.reject()


def test_the_time_of_day_is_kept(workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot) -> None:
    desk = workplace.desk
    yesterday = desk.today() - timedelta(days=1)
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.steps.finish()
    dialog.day.set_day(yesterday)
    dialog.time.clear()
    qtbot.keyClicks(dialog.time, "9:30")
    assert dialog.draft().touch.at == datetime.combine(yesterday, time(9, 30), desk.zone)
    dialog.reject()


def test_something_useful_sent_counts_as_giving(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ConversationDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    dialog.steps.finish()
    dialog.kind.set_value(TouchKind.USEFUL)
    dialog.kind.chosen.emit(TouchKind.USEFUL)
    assert dialog.closing is not None
    assert not dialog.closing.isVisible()
    dialog.note.setPlainText("The article on old windows")
    dialog.main_pressed.emit()
    assert _person(workplace, people.bo).asked.useful_sent == 1


def test_every_control_has_a_name_and_tab_goes_as_one_reads(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.steps.finish()
    assert dialog.closing is not None
    stops = dialog.tab_stops()
    assert [stop for stop in stops if not stop.accessibleName() and not getattr(stop, "text", str)()] == []
    inside = [dialog.day, dialog.time, dialog.note, dialog.purpose, dialog.closing.promise, dialog.closing.day]
    places = [stops.index(each) for each in inside]
    assert places == sorted(places)
    dialog.reject()


def _first_contact(workplace: Workplace, window: QWidget, people: Any) -> ConversationDialog:
    dialog = ConversationDialog(
        workplace, window, contact_id=people.theo, referral_id=people.referral, purpose=Purpose.FIRST_CONTACT
    )
    dialog.open()
    dialog.steps.finish()
    return dialog


def _referral(workplace: Workplace, people: Any) -> Detail:
    working = workplace.desk.ask(business.working_time)
    return workplace.desk.ask(referral_detail.detail, people.referral, workplace.desk.now(), working)


def test_rule_2_a_first_contact_asks_how_prepared_they_were_and_whether_they_fit(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot
) -> None:
    dialog = _first_contact(workplace, window, people)
    assert dialog.first.isVisible()
    assert dialog.first.prepared.value() == 4, "what is known stands there"
    dialog.first.fits.set_value(Fits.PARTLY)
    dialog.first.prepared.set_value(5)
    qtbot.keyClicks(dialog.first.next_step, "Visit and measure")
    qtbot.keyClicks(dialog.first.next_step_on, "tomorrow")
    dialog.main_pressed.emit()
    found = _referral(workplace, people)
    assert (found.preparedness, found.fits, found.stage_name) == (5, Fits.PARTLY, "Contacted")
    assert (found.next_step, str(found.next_step_on)) == ("Visit and measure", "2026-11-19")
    assert [talk.purpose for talk in found.conversations] == [Purpose.FIRST_CONTACT]
    workplace.desk.undo()
    found = _referral(workplace, people)
    assert (found.preparedness, found.fits, found.stage_name, found.conversations) == (4, None, "New", ())


def test_after_ringing_in_vain_nothing_is_asked_and_nothing_changes(
    workplace: Workplace, window: QWidget, people: Any
) -> None:
    dialog = _first_contact(workplace, window, people)
    dialog.first.fits.set_value(Fits.NO)
    dialog.outcome.choose(Code.NO_ANSWER)
    assert not dialog.first.isVisible()
    dialog.main_pressed.emit()
    found = _referral(workplace, people)
    assert (found.fits, found.stage_name, found.tried) == (None, "New", True)


def test_a_day_without_a_next_step_and_a_word_that_is_none_are_asked_about(
    workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot
) -> None:
    dialog = _first_contact(workplace, window, people)
    qtbot.keyClicks(dialog.first.next_step_on, "tomorrow")
    dialog.main_pressed.emit()
    fields = {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}
    assert fields == {"next_step": "Type what comes next."}
    dialog.reject()


def test_another_purpose_asks_nothing_about_the_referral(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = _first_contact(workplace, window, people)
    dialog.purpose.set_value(Purpose.OTHER)
    dialog.purpose.chosen.emit(Purpose.OTHER)
    assert not dialog.first.isVisible()
    dialog.main_pressed.emit()
    assert _referral(workplace, people).stage_name == "New"


def test_who_wants_no_calls_is_written_to(workplace: Workplace, window: QWidget, people: Any) -> None:
    workplace.desk.do(contacts.mark_do_not_call, people.ana)
    dialog = ConversationDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    assert dialog.kind.value() == TouchKind.MESSAGE
    assert not dialog._outcome_field.isVisible()
    dialog.reject()
    chosen = ConversationDialog(workplace, window)
    chosen.open()
    assert chosen.kind.value() == TouchKind.CALL
    chosen.kind.set_value(TouchKind.MEETING)
    chosen.kind.chosen.emit(TouchKind.MEETING)
    chosen.who.set_person(chosen._suggestion(people.ana))
    assert chosen.kind.value() == TouchKind.MEETING, "what was chosen by hand stays"
    chosen.reject()

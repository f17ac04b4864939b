"""The word of thanks and the gift: what is typed arrives, what may not be is said beside its field."""

from datetime import date, timedelta

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.gifts import GiftState
from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.domain.thanks import Part
from refdesk.services import business, gifts, promise_lists, thanks, thanks_queue
from refdesk.services.clocks import Clocks
from refdesk.ui.gifts.gift_dialog import GiftDialog
from refdesk.ui.gifts.word_dialog import WordDialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def word_part(workplace: Workplace, people: Office) -> ThanksPartId:
    sender = people.contact("Samuel", "Okafor", phone="(614) 555-0190")
    people.referral(sender, prospect=ContactDraft(given="Beatriz", family="Nogueira"))
    (row,) = workplace.desk.ask(thanks_queue.queue, workplace.desk.now(), people.working)
    cell = row.cell(Part.WORD)
    assert cell is not None
    return cell.part_id


def _error(dialog: QWidget, name: str) -> str:
    return next(field.error() for field in dialog.findChildren(Field) if field.name == name)


def _labels(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(Label)]


def test_the_word_dialog_shows_the_number_and_logs_how_it_was_said(
    workplace: Workplace, people: Office, window: QWidget, word_part: ThanksPartId, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog = WordDialog(workplace, window, part_id=word_part)
    dialog.open()
    assert "(614) 555-0190" in _labels(dialog)
    assert "Sent you Beatriz Nogueira on Wednesday, November 18." in _labels(dialog)
    dialog.kind.set_value("message")
    qtbot.keyClicks(dialog.note, "Pleased")
    with qtbot.waitSignal(dialog.saved, timeout=500):
        qtbot.keyClick(dialog.note, Qt.Key.Key_Return, CONTROL)
    assert workplace_said.done == ["Thank-you to Samuel Okafor logged"]
    (row,) = workplace.desk.ask(thanks_queue.queue, workplace.desk.now(), people.working)
    assert row.next_part is Part.CARD


def test_a_word_that_was_said_meanwhile_is_not_said_twice(
    workplace: Workplace, window: QWidget, word_part: ThanksPartId
) -> None:
    workplace.desk.do(thanks.record_word, word_part)
    dialog = WordDialog(workplace, window, part_id=word_part)
    dialog.open()
    assert "This thank-you is no longer owed." in _labels(dialog)
    assert not dialog.main_button.isEnabled()
    dialog.reject()


def _gift(workplace: Workplace, window: QWidget, contact_id: ContactId | None = None) -> GiftDialog:
    dialog = GiftDialog(workplace, window, contact_id=contact_id)
    dialog.open()
    return dialog


def _save(dialog: GiftDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.occasion, Qt.Key.Key_Return, CONTROL)


def test_a_gift_goes_into_the_ledger_with_all_that_was_typed(
    workplace: Workplace, people: Office, window: QWidget, workplace_said: Said, qtbot: QtBot
) -> None:
    people.contact("Grace", "Liang")
    dialog = _gift(workplace, window)
    assert dialog.person.hasFocus()
    qtbot.keyClicks(dialog.person, "Grace")
    qtbot.keyClick(dialog.person, Qt.Key.Key_Return)
    for line, words in (
        (dialog.name, "Pear jam"), (dialog.category, "Food"), (dialog.cost, "$9"), (dialog.shipping, "4.60"),
        (dialog.occasion, "Thanks"), (dialog.reason, "Sent us Keisha"), (dialog.relationship, "Colleague"),
    ):  # fmt: skip
        qtbot.keyClicks(line, words)
    _save(dialog, qtbot)
    assert workplace_said.done == ["Gift to Grace Liang logged"]
    (row,) = workplace.desk.ask(gifts.ledger, 2026).rows
    assert (row.name, row.gift, row.category, row.occasion) == ("Grace Liang", "Pear jam", "Food", "Thanks")
    assert (row.business_reason, row.relationship) == ("Sent us Keisha", "Colleague")
    assert (row.cost_minor, row.shipping_minor, row.on) == (900, 460, date(2026, 11, 18))


def test_the_same_gift_twice_is_refused_beside_its_name_with_the_first_date(
    workplace: Workplace, people: Office, window: QWidget, clock: TestClock, qtbot: QtBot
) -> None:
    grace = people.contact("Grace", "Liang")
    first = _gift(workplace, window, grace)
    assert first.name.hasFocus()
    qtbot.keyClicks(first.name, "Pear jam")
    _save(first, qtbot)
    clock.moment += timedelta(days=30)
    again = _gift(workplace, window, grace)
    qtbot.keyClicks(again.name, "pear JAM")
    _save(again, qtbot)
    assert _error(again, "name") == "Grace Liang had this on Wednesday, November 18, 2026. Choose something else."
    assert again.isVisible()
    again.reject()
    assert len(workplace.desk.ask(gifts.ledger, 2026).rows) == 1


def test_what_is_missing_or_wrong_stands_beside_its_field(
    workplace: Workplace, people: Office, window: QWidget, qtbot: QtBot
) -> None:
    people.contact("Grace", "Liang")
    dialog = _gift(workplace, window)
    qtbot.keyClicks(dialog.cost, "a lot")
    _save(dialog, qtbot)
    assert _error(dialog, "cost_minor").startswith("Type an amount")
    dialog.cost.setText("5")
    assert _error(dialog, "cost_minor") == ""
    _save(dialog, qtbot)
    assert _error(dialog, "contact_id") == "Choose who gets it."
    assert _error(dialog, "name") == "Type what it is."
    qtbot.keyClicks(dialog.person, "Nobody")
    _save(dialog, qtbot)
    assert _error(dialog, "contact_id") == "Pick somebody from the list."
    dialog.reject()


def test_a_gift_to_come_is_planned(workplace: Workplace, people: Office, window: QWidget, qtbot: QtBot) -> None:
    dialog = _gift(workplace, window, people.contact("Grace", "Liang"))
    qtbot.keyClicks(dialog.name, "Honey")
    dialog.on.setText("")
    qtbot.keyClicks(dialog.on, "tomorrow")
    _save(dialog, qtbot)
    assert "planned" in _error(dialog, "on")
    dialog.state.set_value(GiftState.PLANNED.value)
    _save(dialog, qtbot)
    assert workplace.desk.ask(gifts.ledger, 2026).rows[0].state is GiftState.PLANNED


def test_it_says_so_when_somebody_may_not_accept_gifts(workplace: Workplace, people: Office, window: QWidget) -> None:
    dialog = _gift(workplace, window, people.contact("Grace", "Liang", may_accept_gifts=False))
    assert "Grace Liang may not accept gifts. A card is always right." in _labels(dialog)
    dialog.reject()


def _promised(workplace: Workplace) -> list[tuple[str, str, date, str]]:
    clocks = Clocks(workplace.desk.now(), workplace.desk.ask(business.working_time))
    open_ones = workplace.desk.ask(promise_lists.open_ones, clocks)
    return [(each.name, each.text, each.due_on, each.about) for each in open_ones]


def test_a_promise_made_while_thanking_is_noted_in_the_same_step(
    workplace: Workplace, window: QWidget, word_part: ThanksPartId
) -> None:
    dialog = WordDialog(workplace, window, part_id=word_part)
    dialog.open()
    dialog.promised.promise.setText("Send photographs")
    dialog.main_pressed.emit()
    assert _error(dialog, "promise_due_on") == "Choose a day by which you will do it."
    dialog.promised.by.set_day(date(2026, 11, 20))
    dialog.main_pressed.emit()
    assert _promised(workplace) == [("Samuel Okafor", "Send photographs", date(2026, 11, 20), "Beatriz Nogueira")]
    assert workplace.desk.undo_state().undo.label == "Thank-you to Samuel Okafor logged"
    workplace.desk.undo()
    assert _promised(workplace) == []


def test_a_promise_that_goes_with_a_gift_is_noted_with_it(
    workplace: Workplace, people: Office, window: QWidget
) -> None:  # fmt: skip
    dialog = GiftDialog(workplace, window, contact_id=people.contact())
    dialog.open()
    dialog.name.setText("Honey")
    dialog.promised.by.setText("1e9")
    dialog.main_pressed.emit()
    assert _error(dialog, "promise_due_on") == "Type a day, such as today or Nov 18."
    dialog.promised.by.set_day(date(2026, 11, 20))
    dialog.main_pressed.emit()
    assert _error(dialog, "promise_text") == "Type what you promised."
    dialog.promised.promise.setText("Bring the other jar")
    dialog.main_pressed.emit()
    assert _promised(workplace) == [("Ana Diaz", "Bring the other jar", date(2026, 11, 20), "")]
    assert workplace.desk.undo_state().undo.label == "Gift to Ana Diaz logged"

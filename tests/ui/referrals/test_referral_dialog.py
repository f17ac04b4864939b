"""New referral: few keys log it, what happens then is said before, and nothing typed is lost."""

from datetime import timedelta

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.ids import ReferralId
from refdesk.domain.referral import Fits, Introduced
from refdesk.services import contact_list, referral_detail, thanks_queue
from refdesk.services.referral_detail import Detail
from refdesk.ui.referrals.referral_dialog import ReferralDialog
from refdesk.ui.referrals.typed_referral import Who
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace


@pytest.fixture
def opened(workplace: Workplace, people: Office, window: QWidget) -> ReferralDialog:
    assert people.stages(), "a referral needs a board"
    dialog = ReferralDialog(workplace, window)
    dialog.open()
    return dialog


def _detail(workplace: Workplace, people: Office, referral_id: int) -> Detail:
    return workplace.desk.ask(referral_detail.detail, ReferralId(referral_id), workplace.desk.now(), people.working)


def _error(dialog: ReferralDialog, name: str) -> str:
    return next(field.error() for field in dialog.findChildren(Field) if field.name == name)


def _save(dialog: ReferralDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.form.need, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_two_names_and_control_enter_log_a_referral_with_new_people(
    opened: ReferralDialog, workplace: Workplace, people: Office, workplace_said: Said, qtbot: QtBot
) -> None:
    heard: list[int] = []
    opened.saved.connect(heard.append)
    sender = opened.form.givers.pickers()[0]
    assert sender.hasFocus()
    qtbot.keyClicks(sender, "Ana Diaz")
    qtbot.keyClicks(opened.form.prospect, "Theo Marchetti")
    qtbot.keyClicks(opened.form.phone, "(614) 555-0177")
    qtbot.keyClicks(opened.form.need, "A new kitchen")
    qtbot.keyClicks(opened.form.worth, "$14,000")
    _save(opened, qtbot)
    assert workplace_said.done == ["Referral from Ana Diaz logged"]
    saved = _detail(workplace, people, heard[0])
    assert (saved.prospect.name, saved.prospect.phone) == ("Theo Marchetti", "(614) 555-0177")
    assert [giver.name for giver in saved.givers] == ["Ana Diaz"]
    assert (saved.need, saved.value_minor, saved.preparedness) == ("A new kitchen", 1_400_000, None)
    assert saved.received_at == workplace.desk.now()
    assert not opened.isVisible()


def _type(words: str, qtbot: QtBot) -> None:
    """Type into whatever has the focus, as hands do."""
    qtbot.keyClicks(QApplication.focusWidget(), words)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_the_second_name_is_typed_right_after_the_first_was_chosen(
    opened: ReferralDialog, people: Office, workplace_said: Said, key: Qt.Key, qtbot: QtBot
) -> None:
    people.contact("Ana", "Diaz")
    _type("Ana", qtbot)
    qtbot.keyClick(QApplication.focusWidget(), key)
    _type("Theo Marchetti", qtbot)
    assert opened.form.prospect.new_name() == "Theo Marchetti"
    assert not opened.form.givers.unknown.isChecked()
    _save(opened, qtbot)
    assert workplace_said.done == ["Referral from Ana Diaz logged"]


def test_nobody_is_unknown_while_somebody_is_named(opened: ReferralDialog, qtbot: QtBot) -> None:
    givers = opened.form.givers
    qtbot.keyClick(givers.pickers()[0], Qt.Key.Key_Tab)
    assert givers.unknown.hasFocus()
    qtbot.keyClicks(givers.pickers()[0], "Ana")
    assert not givers.unknown.isEnabled()
    givers.pickers()[0].clear()
    givers.pickers()[0].changed.emit()
    assert givers.unknown.isEnabled()


def test_what_is_put_right_is_no_longer_called_wrong(opened: ReferralDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.form.givers.pickers()[0], "Ana Diaz")
    _save(opened, qtbot)
    assert _error(opened, "prospect")
    qtbot.keyClicks(opened.form.prospect, "T")
    assert not _error(opened, "prospect")


def test_every_field_arrives(opened: ReferralDialog, workplace: Workplace, people: Office, qtbot: QtBot) -> None:
    form = opened.form
    qtbot.keyClicks(form.givers.pickers()[0], "Ana Diaz")
    qtbot.mouseClick(form.givers.more, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(form.givers.pickers()[1], "Bo Lind")
    qtbot.keyClicks(form.prospect, "Theo Marchetti")
    form.introduced.set_value(Introduced.MEETING)
    form.preparedness.set_value("4")
    form.expects_call.setChecked(True)
    form.fits.set_value(Fits.PARTLY)
    form.may_share.setChecked(False)
    form.day.setText("")
    qtbot.keyClicks(form.day, "yesterday")
    form.time.setText("9:30 am")
    qtbot.keyClicks(form.next_step, "Visit")
    qtbot.keyClicks(form.next_step_on, "tomorrow")
    with qtbot.waitSignal(opened.saved, timeout=500) as saved:
        _save(opened, qtbot)
    assert saved.args is not None
    found = _detail(workplace, people, saved.args[0])
    assert [giver.name for giver in found.givers] == ["Ana Diaz", "Bo Lind"]
    assert (found.introduced, found.preparedness, found.expects_call) == (Introduced.MEETING, 4, True)
    assert (found.may_share, found.fits) == (False, Fits.PARTLY)
    assert people.working.local(found.received_at).strftime("%Y-%m-%d %H:%M") == "2026-11-17 09:30"
    assert (found.next_step, str(found.next_step_on)) == ("Visit", "2026-11-19")


def test_a_known_sender_stands_there_already(workplace: Workplace, people: Office, window: QWidget) -> None:
    giver = people.contact("Samuel", "Okafor")
    people.referral(giver)
    dialog = ReferralDialog(workplace, window, giver_id=giver)
    dialog.open()
    shown = dialog.form.givers.pickers()[0].person()
    assert shown is not None
    assert (shown.name, shown.aside) == ("Samuel Okafor", "sent us 1, we sent 0")
    assert "Thank Samuel with a word: Today by 5 PM" in dialog.panel.words()
    dialog.reject()


def test_what_happens_then_follows_each_field_at_once(opened: ReferralDialog, qtbot: QtBot) -> None:
    form = opened.form
    assert opened.panel.words()[1] == "First contact: Today by 5 PM"
    qtbot.keyClicks(form.givers.pickers()[0], "Ana")
    qtbot.keyClicks(form.prospect, "Theo")
    assert opened.panel.words()[0] == "Thank Ana with a word: Today by 5 PM"
    assert opened.panel.words()[1] == "First contact with Theo: Today by 5 PM, or ask Ana to introduce you"
    form.expects_call.setChecked(True)
    assert opened.panel.words()[1] == "First contact with Theo: Today by 5 PM"
    assert opened.panel.words()[2] == "Two lines back to Ana: once you have reached Theo"
    assert opened.panel.words()[3] == "Handwritten card to Ana: By Friday"
    form.may_share.setChecked(False)
    assert opened.panel.words()[2] == "Two lines back to Ana: no more than that you have spoken"
    qtbot.keyClicks(form.next_step, "Visit")
    assert opened.panel.words()[4] == "Next: Visit: no day yet"
    qtbot.keyClicks(form.next_step_on, "tomorrow")
    assert opened.panel.words()[4] == "Next: Visit: Nov 19, 2026"
    form.next_step_on.setText("")
    qtbot.keyClicks(form.next_step_on, "yesterday")
    assert opened.panel.words()[4] == "Next: Visit: Nov 17, 2026: this day is over"
    form.next_step.clear()
    form.day.setText("")
    qtbot.keyClicks(form.day, "yesterday")
    assert opened.panel.words()[0] == "Thank Ana with a word: 1 day late"
    form.givers.unknown.setChecked(True)
    assert len(opened.panel.words()) == 2, "first contact and a note"
    opened.reject()


def test_what_is_missing_stands_beside_its_field(opened: ReferralDialog, workplace: Workplace, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.form.worth, "a lot")
    qtbot.keyClicks(opened.form.next_step_on, "soonish")
    _save(opened, qtbot)
    assert _error(opened, "giver") == "Type who sent this person, or tick that you don’t know."
    assert _error(opened, "prospect") == "Type who was sent."
    assert _error(opened, "value_expected_minor").startswith("Type an amount")
    assert _error(opened, "next_step_on") == "Type a day, such as tomorrow or Nov 18."
    assert opened.isVisible()
    assert workplace.desk.ask(contact_list.suggest, "Theo") == ()
    opened.reject()


def test_nobody_is_added_as_the_one_who_sent_themselves_or_twice(opened: ReferralDialog, qtbot: QtBot) -> None:
    opened.form.givers.pickers()[0].insert("Ana Díaz")
    qtbot.mouseClick(opened.form.givers.more, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(opened.form.givers.pickers()[1], "ana diaz")
    qtbot.keyClicks(opened.form.prospect, "Ana Diaz")
    _save(opened, qtbot)
    assert _error(opened, "prospect") == "Nobody sends themselves. Type whom this person sent."
    assert _error(opened, "giver.1") == "This person is named above already."
    assert opened.isVisible()
    opened.reject()


def test_a_moment_to_come_and_a_wrong_time_are_refused(opened: ReferralDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.form.givers.pickers()[0], "Ana")
    qtbot.keyClicks(opened.form.prospect, "Theo")
    opened.form.time.setText("noonish")
    _save(opened, qtbot)
    assert _error(opened, "received_time") == "Type a time, such as 9:30 AM."
    opened.form.time.setText("5 pm")
    _save(opened, qtbot)
    assert _error(opened, "received_at") == "This moment has not come yet."
    opened.reject()


def test_not_knowing_who_sent_them_is_allowed(
    opened: ReferralDialog, workplace: Workplace, people: Office, workplace_said: Said, qtbot: QtBot
) -> None:
    opened.form.givers.unknown.setChecked(True)
    qtbot.keyClicks(opened.form.prospect, "Theo Marchetti")
    _save(opened, qtbot)
    assert workplace_said.done == ["Referral logged"]
    assert workplace.desk.ask(thanks_queue.queue, workplace.desk.now(), people.working) == ()


def test_escape_keeps_a_draft_that_the_next_dialog_offers(
    opened: ReferralDialog, workplace: Workplace, window: QWidget, clock: TestClock, qtbot: QtBot
) -> None:
    qtbot.keyClicks(opened.form.prospect, "Theo Marchetti")
    qtbot.keyClick(opened.form.prospect, Qt.Key.Key_Escape)  # closes the suggestions
    qtbot.keyClick(opened.form.prospect, Qt.Key.Key_Escape)
    assert not opened.isVisible()
    clock.moment += timedelta(hours=1)
    again = ReferralDialog(workplace, window)
    again.open()
    assert again.form.prospect.text() == ""
    (offer,) = [each for each in again.findChildren(Notice) if each.isVisible()]
    offer.pressed.emit()
    assert again.form.prospect.text() == "Theo Marchetti"
    assert not offer.isVisible()
    qtbot.keyClicks(again.form.givers.pickers()[0], "Ana Diaz")
    _save(again, qtbot)
    third = ReferralDialog(workplace, window)
    third.open()
    assert not [each for each in third.findChildren(Notice) if each.isVisible()]
    third.reject()


def test_an_untouched_form_leaves_no_draft(
    opened: ReferralDialog, workplace: Workplace, window: QWidget, qtbot: QtBot
) -> None:
    qtbot.keyClick(opened.form.need, Qt.Key.Key_Escape)
    again = ReferralDialog(workplace, window)
    again.open()
    assert not [each for each in again.findChildren(Notice) if each.isVisible()]
    again.reject()


def test_a_name_that_is_known_is_said_to_be_known(
    workplace: Workplace, people: Office, window: QWidget, qtbot: QtBot
) -> None:
    people.contact("Ana", "Diaz")
    dialog = ReferralDialog(workplace, window)
    dialog.open()
    sender = dialog.form.givers.pickers()[0]
    qtbot.keyClicks(sender, "Ana Diaz")
    assert sender.suggestions() == ["Ana Diaz", "Add “Ana Diaz”"]
    qtbot.keyClick(sender, Qt.Key.Key_Return)
    assert dialog.form.value().givers == (Who(sender.person()),)
    dialog.reject()


def test_in_a_small_window_what_happens_stands_under_the_form(workplace: Workplace, window: QWidget) -> None:
    window.resize(1024, 700)
    dialog = ReferralDialog(workplace, window)
    dialog.open()
    assert dialog.panel.y() > dialog.form.y()
    window.resize(1400, 800)
    QApplication.sendPostedEvents()
    assert dialog.panel.width() == 320
    dialog.reject()

"""The update for a giver: its text follows the choice, one key copies it, and it is logged once it went out."""

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.touches import Outcome, Purpose, TouchKind
from refdesk.services import referral_detail, referrals, updates
from refdesk.services.clocks import Clocks
from refdesk.services.referral_detail import Conversation
from refdesk.ui import outside
from refdesk.ui.referrals.update_dialog import UpdateDialog
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

CONTROL = Qt.KeyboardModifier.ControlModifier
THEO = "Thank you again for sending Theo Marchetti.\nWe spoke today, and I will let you know what comes of it."


@pytest.fixture
def ana(people: Office) -> ContactId:
    return people.contact(email="ana@example.com", phone="(614) 555-0187")


@pytest.fixture
def theo(people: Office, ana: ContactId) -> ReferralId:
    return _sent(people, ana, "Theo Marchetti")


def _sent(people: Office, giver: ContactId, name: str, **more: object) -> ReferralId:
    given, _space, family = name.partition(" ")
    referral_id = people.referral(giver, prospect=ContactDraft(given=given, family=family), **more)
    people.desk.do(referrals.log_first_contact, referral_id, referrals.Attempt())
    return referral_id


def _opened(workplace: Workplace, window: QWidget, who: ContactId) -> UpdateDialog:
    dialog = UpdateDialog(workplace, window, contact_id=who)
    dialog.open()
    return dialog


def _updates(people: Office, referral_id: ReferralId) -> list[Conversation]:
    detail = people.desk.ask(referral_detail.detail, referral_id, people.desk.now(), people.working)
    return [each for each in detail.conversations if each.purpose is Purpose.UPDATE]


def _is_due(people: Office) -> bool:
    return bool(people.desk.ask(updates.due, Clocks(people.desk.now(), people.working), discreet=False))


def test_the_key_c_copies_the_text_and_logs_it(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, theo: ReferralId, workplace_said: Said,
    qtbot: QtBot,
) -> None:  # fmt: skip
    dialog = _opened(workplace, window, ana)
    assert dialog.words.text() == THEO
    with qtbot.waitSignal(dialog.saved, timeout=500) as saved:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_C)
    assert saved.args == [ana]
    assert QGuiApplication.clipboard().text() == THEO
    assert workplace_said.done == ["Update to Ana Diaz logged"]
    (told,) = _updates(people, theo)
    assert (told.kind, told.outcome, told.summary) == (TouchKind.MESSAGE, Outcome.NONE, THEO)
    assert not _is_due(people)
    workplace.desk.undo()
    assert _updates(people, theo) == []
    assert _is_due(people)


def test_the_referral_from_which_it_was_asked_for_is_chosen_though_nothing_is_due(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, theo: ReferralId
) -> None:
    hanne = _sent(people, ana, "Hanne Kjeldsen")
    people.desk.do(updates.log, ana, [theo, hanne])
    people.desk.do(referrals.lose, hanne, "Found somebody nearer")
    assert not _is_due(people), "both were mentioned today"
    asked_from = UpdateDialog(workplace, window, contact_id=ana, referral_id=hanne)
    assert asked_from.chosen() == (hanne,)
    assert "Hanne Kjeldsen" in asked_from.words.text()
    assert asked_from.main_button.isEnabled()
    assert _opened(workplace, window, ana).chosen() == ()


def test_in_the_text_c_is_a_letter_and_what_was_typed_goes_out(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, theo: ReferralId, qtbot: QtBot
) -> None:
    dialog = _opened(workplace, window, ana)
    dialog.words.edit.setFocus()
    dialog.words.edit.selectAll()
    qtbot.keyClicks(dialog.words.edit, "cheers")
    assert dialog.words.text() == "cheers"
    qtbot.keyClick(dialog.words.edit, Qt.Key.Key_Return, CONTROL)
    assert QGuiApplication.clipboard().text() == "cheers"
    assert [each.summary for each in _updates(people, theo)] == ["cheers"]


def test_the_text_follows_the_choice_until_somebody_changed_it(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, theo: ReferralId, qtbot: QtBot
) -> None:
    hanne = _sent(people, ana, "Hanne Kjeldsen")
    dialog = _opened(workplace, window, ana)
    assert dialog.chosen() == (theo, hanne)
    assert dialog.words.text().startswith("Thank you again for sending Theo Marchetti and Hanne Kjeldsen.")
    first, second = (check for check in dialog.findChildren(Check) if check is not dialog.hear_less)
    second.click()
    assert dialog.words.text() == THEO
    first.click()
    assert dialog.words.text() == ""
    assert not dialog.main_button.isEnabled()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_C)
    assert _updates(people, theo) == []
    first.click()
    dialog.words.edit.setPlainText("My own words")
    second.click()
    assert dialog.words.text() == "My own words"
    dialog.main_button.click()
    assert len(_updates(people, theo)) == len(_updates(people, hanne)) == 1


def test_the_mail_program_gets_the_text_and_it_is_logged(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, theo: ReferralId,
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot,
) -> None:  # fmt: skip
    opened: list[str] = []
    monkeypatch.setattr(outside, "open_address", lambda address: not opened.append(address))
    dialog = _opened(workplace, window, ana)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_M)
    (address,) = opened
    assert address.startswith("mailto:ana@example.com?subject=Thank%20you%20for%20the%20introduction&body=Thank%20you")
    assert dialog.isHidden()
    assert len(_updates(people, theo)) == 1


def test_without_a_mail_program_it_says_so_and_logs_nothing(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, theo: ReferralId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(outside, "open_address", lambda _address: False)
    dialog = _opened(workplace, window, ana)
    dialog.words.mail.click()
    assert "No mail program opened. Copy the text instead." in [label.text() for label in dialog.findChildren(Label)]
    assert not dialog.isHidden()
    assert _updates(people, theo) == []


def test_told_by_phone_it_shows_the_number_and_is_only_logged(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, theo: ReferralId, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("before")
    dialog = _opened(workplace, window, ana)
    dialog.words.ways.set_value("call")
    dialog.words.ways.chosen.emit("call")
    assert dialog.main_button.words() == "Log it"
    assert dialog.words.mail.isHidden()
    assert "(614) 555-0187" in [label.text() for label in dialog.findChildren(Label) if label.isVisible()]
    qtbot.keyClick(dialog.main_button, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "before"
    (told,) = _updates(people, theo)
    assert (told.kind, told.outcome) == (TouchKind.CALL, Outcome.TALKED)


def test_who_wants_to_hear_less_is_kept_at_once(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, theo: ReferralId, workplace_said: Said
) -> None:
    dialog = _opened(workplace, window, ana)
    dialog.hear_less.click()
    assert workplace_said.done == ["Ana Diaz hears only how it ended"]
    assert not _is_due(people)
    dialog.reject()
    assert _opened(workplace, window, ana).hear_less.isChecked()
    assert _updates(people, theo) == []


def test_where_nothing_may_be_told_the_text_says_no_more(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId
) -> None:
    _sent(people, ana, "Theo Marchetti", may_share=False)
    dialog = _opened(workplace, window, ana)
    assert dialog.words.text() == "We have spoken; thank you for the introduction."


def test_with_nothing_to_tell_it_says_so(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, clock: TestClock
) -> None:
    assert people.stages()
    clock.forward(days=1)
    dialog = _opened(workplace, window, ana)
    assert "There is nothing to tell just now." in [label.text() for label in dialog.findChildren(Label)]
    assert not dialog.main_button.isEnabled()
    assert dialog.words.isHidden()

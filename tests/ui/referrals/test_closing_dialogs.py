"""Won, lost, and how we did: each asked in one small window, each one step that can be undone."""

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.touches import Asked, TouchDraft
from refdesk.services import evidence, referral_detail, referrals, touches, wins
from refdesk.services.clocks import Clocks
from refdesk.services.referral_detail import Detail
from refdesk.services.wins import Won
from refdesk.ui.referrals.how_we_did_dialog import HowWeDidDialog
from refdesk.ui.referrals.lost_dialog import LostDialog
from refdesk.ui.referrals.win_dialog import WinDialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

CONTROL = Qt.KeyboardModifier.ControlModifier
GONE = ReferralId(999)


@pytest.fixture
def ana(people: Office) -> ContactId:
    return people.contact()


@pytest.fixture
def theo(people: Office, ana: ContactId) -> ReferralId:
    return people.referral(ana, value_expected_minor=1_400_000)


def _won(people: Office, referral_id: ReferralId) -> Won:
    return people.desk.ask(wins.of, referral_id, Clocks(people.desk.now(), people.working))


def _detail(people: Office, referral_id: ReferralId) -> Detail:
    return people.desk.ask(referral_detail.detail, referral_id, people.desk.now(), people.working)


def _enter(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)


def _said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Label) if not label.isHidden())


def _error(dialog: QWidget, name: str) -> str:
    return next(field.error() for field in dialog.findChildren(Field) if field.name == name)


def test_control_enter_alone_wins_with_the_value_guessed(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog = WinDialog(workplace, window, referral_id=theo)
    dialog.open()
    assert dialog.worth.hasFocus()
    assert "Ana Diaz will be thanked once more, with the good news." in _said(dialog)
    with qtbot.waitSignal(dialog.saved, timeout=500) as saved:
        _enter(qtbot)
    assert saved.args == [theo]
    assert workplace_said.done == ["Business with Theo Marchetti won"]
    assert _won(people, theo).value_minor == 1_400_000
    people.desk.undo()
    assert not _won(people, theo).is_won


def test_what_cannot_be_read_is_said_beside_its_field(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, qtbot: QtBot
) -> None:
    dialog = WinDialog(workplace, window, referral_id=theo)
    dialog.open()
    dialog.worth.setText("a lot")
    _enter(qtbot)
    assert "Type an amount" in _error(dialog, "value_minor")
    dialog.worth.clear()
    dialog.day.setText("")
    qtbot.keyClicks(dialog.day, "tomorrow")
    _enter(qtbot)
    assert _error(dialog, "on") == "This day has not come yet."
    assert not _won(people, theo).is_won
    dialog.reject()


def test_who_was_won_gets_repeat_business(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    people.desk.do(wins.win, theo, value_minor=100_000)
    dialog = WinDialog(workplace, window, referral_id=theo)
    dialog.open()
    assert dialog.worth.text() == ""
    assert "So far: $1,000.00." in _said(dialog)
    qtbot.keyClicks(dialog.worth, "250")
    _enter(qtbot)
    assert workplace_said.done == ["Repeat business with Theo Marchetti added"]
    assert [each.value_minor for each in _won(people, theo).wins] == [100_000, 25_000]


def test_a_win_is_corrected(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, qtbot: QtBot
) -> None:
    win_id = people.desk.do(wins.win, theo, value_minor=100_000, note="A kitchen")
    dialog = WinDialog(workplace, window, referral_id=theo, win_id=win_id)
    dialog.open()
    assert (dialog.worth.text(), dialog.note.text()) == ("1,000", "A kitchen")
    dialog.worth.setText("900")
    _enter(qtbot)
    assert [each.value_minor for each in _won(people, theo).wins] == [90_000]


def test_what_was_moved_back_stands_there_again(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, qtbot: QtBot
) -> None:
    people.desk.do(wins.win, theo, value_minor=100_000)
    people.desk.do(referrals.move, theo, people.stages()["Meeting"])
    dialog = WinDialog(workplace, window, referral_id=theo)
    dialog.open()
    assert dialog.worth.text() == "1,000"
    _enter(qtbot)
    assert len(_won(people, theo).wins) == 1


def test_lost_asks_why_and_goes_on_to_the_last_word_for_the_giver(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, ana: ContactId, workplace_said: Said,
    qtbot: QtBot,
) -> None:  # fmt: skip
    people.desk.do(referrals.log_first_contact, theo, referrals.Attempt())
    dialog = LostDialog(workplace, window, referral_id=theo)
    told: list[tuple[int, int]] = []
    dialog.update_wanted.connect(lambda giver, referral: told.append((giver, referral)))
    dialog.open()
    _enter(qtbot)
    assert "why" in _error(dialog, "lost_reason")
    qtbot.keyClicks(dialog.reason, "Found somebody nearer")
    _enter(qtbot)
    assert told == [(ana, theo)]
    assert workplace_said.done == ["Theo Marchetti moved to Lost"]
    assert _detail(people, theo).lost_reason == "Found somebody nearer"


def test_no_last_word_where_nothing_may_be_told_or_it_is_not_wanted(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId, theo: ReferralId, qtbot: QtBot
) -> None:
    told: list[int] = []
    for referral_id, wanted in ((people.referral(ana, may_share=False), True), (theo, False)):
        people.desk.do(referrals.log_first_contact, referral_id, referrals.Attempt())
        dialog = LostDialog(workplace, window, referral_id=referral_id)
        dialog.update_wanted.connect(lambda giver, _referral: told.append(giver))
        dialog.open()
        assert len(dialog.tells) == (referral_id == theo)
        for tell in dialog.tells:
            tell.setChecked(wanted)
        qtbot.keyClicks(dialog.reason, "No need any more")
        _enter(qtbot)
    assert told == []


def test_each_of_several_givers_is_offered_the_last_word(
    workplace: Workplace, people: Office, window: QWidget, ana: ContactId
) -> None:
    bo, cy = people.contact("Bo", "Lind"), people.contact("Cy", "Moss")
    several = people.referral(ana, bo, cy)
    people.desk.do(touches.log, TouchDraft(_detail(people, several).prospect.contact_id, people.desk.now()))
    dialog = LostDialog(workplace, window, referral_id=several)
    dialog.open()
    heard: list[int] = []
    dialog.update_wanted.connect(lambda giver, _referral: heard.append(giver))
    assert [tell.text() for tell in dialog.tells] == [
        f"Then a kind last word to {name}" for name in ("Ana Diaz", "Bo Lind", "Cy Moss")
    ]
    dialog.tells[1].setChecked(False)
    dialog.reason.setText("A cousin does it")
    dialog.main_button.click()
    assert heard == [cy, ana], "the first one is asked on top"


def test_lost_before_a_try_says_what_to_do(
    workplace: Workplace, window: QWidget, theo: ReferralId, qtbot: QtBot
) -> None:
    dialog = LostDialog(workplace, window, referral_id=theo)
    dialog.open()
    qtbot.keyClicks(dialog.reason, "Found somebody nearer")
    _enter(qtbot)
    assert "Log a call first" in _said(dialog)
    dialog.reject()


def test_a_happy_answer_is_kept_and_proposes_an_ask(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    people.desk.do(wins.win, theo)
    people.desk.do(wins.finish_work, theo)
    dialog = HowWeDidDialog(workplace, window, referral_id=theo)
    dialog.open()
    assert dialog.advice.isHidden()
    qtbot.keyClick(dialog.satisfaction, Qt.Key.Key_5)
    assert dialog.satisfaction.value() == "5"
    assert not dialog.advice.isHidden()
    assert "mention lightly" in _said(dialog.advice), "nothing was given to Theo yet"
    qtbot.keyClicks(dialog.moment, "Showed it to the neighbors")
    dialog.asked.set_value(Asked.DIRECTLY)
    dialog.asked.chosen.emit(Asked.DIRECTLY)
    assert "Give first." in _said(dialog.warning), "rule 5 warns"
    _enter(qtbot)
    assert workplace_said.done == ["How we did for Theo Marchetti logged"]
    facts = people.desk.ask(evidence.of, _won(people, theo).contact_id)
    assert (facts.satisfaction, [line.text for line in facts.lines]) == (5, ["Showed it to the neighbors"])
    people.desk.undo()
    assert people.desk.ask(evidence.of, _won(people, theo).contact_id).satisfaction is None


def test_an_unhappy_answer_proposes_nothing_and_an_empty_one_is_asked_for(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, qtbot: QtBot
) -> None:
    people.desk.do(wins.win, theo)
    dialog = HowWeDidDialog(workplace, window, referral_id=theo)
    dialog.open()
    _enter(qtbot)
    assert "Choose 1 to 5" in _error(dialog, "satisfaction")
    qtbot.keyClick(dialog.satisfaction, Qt.Key.Key_2)
    assert dialog.advice.isHidden()
    _enter(qtbot)
    assert people.desk.ask(evidence.of, _won(people, theo).contact_id).satisfaction == 2


def test_after_the_digit_tab_goes_on_to_the_next_field_and_words_typed_there_leave_the_digit_alone(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, qtbot: QtBot
) -> None:
    people.desk.do(wins.win, theo)
    dialog = HowWeDidDialog(workplace, window, referral_id=theo)
    dialog.open()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Dust in the hall")
    assert dialog.moment.text() == "Dust in the hall"
    assert dialog.satisfaction.value() == "2"


def test_who_was_asked_lately_is_not_proposed_to_be_asked_again(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, clock: TestClock, qtbot: QtBot
) -> None:
    person = _won(people, theo).contact_id
    people.desk.do(touches.log, TouchDraft(person, people.desk.now(), asked=Asked.DIRECTLY))
    people.desk.do(wins.win, theo)
    clock.forward(days=89)
    dialog = HowWeDidDialog(workplace, window, referral_id=theo)
    dialog.open()
    qtbot.keyClick(dialog.satisfaction, Qt.Key.Key_4)
    assert "mention lightly" in _said(dialog.advice)
    dialog.reject()


def test_what_is_gone_is_said_and_cannot_be_closed(workplace: Workplace, people: Office, window: QWidget) -> None:
    assert people.stages()
    for dialog in (
        WinDialog(workplace, window, referral_id=GONE),
        LostDialog(workplace, window, referral_id=GONE),
        HowWeDidDialog(workplace, window, referral_id=GONE),
    ):
        dialog.open()
        assert "no longer there" in _said(dialog)
        assert not dialog.main_button.isEnabled()
        dialog.reject()

"""Asking for an introduction: whom, in which way, with a text to forward; logged and then awaited."""

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.introducing import Way
from refdesk.domain.profile import starting
from refdesk.domain.touches import TouchKind
from refdesk.services import business, introductions, referral_detail
from refdesk.services.clocks import Clocks
from refdesk.services.introductions import Awaited
from refdesk.ui import outside
from refdesk.ui.referrals.introduction_dialog import IntroductionDialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


@pytest.fixture
def givers(people: Office) -> tuple[ContactId, ContactId]:
    people.desk.do(business.save, starting("US", business_name="Fernhollow", owner="Ines Novak"))
    return people.contact(email="ana@example.com"), people.contact("Bo", "Lind", phone="(614) 555-0187")


@pytest.fixture
def referral_id(people: Office, givers: tuple[ContactId, ContactId]) -> ReferralId:
    return people.referral(*givers, need="A kitchen")


def _opened(workplace: Workplace, window: QWidget, referral_id: ReferralId) -> IntroductionDialog:
    dialog = IntroductionDialog(workplace, window, referral_id=referral_id)
    dialog.open()
    return dialog


def _awaited(people: Office) -> tuple[Awaited, ...]:
    return people.desk.ask(introductions.awaited, Clocks(people.desk.now(), people.working))


def test_a_text_to_forward_is_copied_and_the_introduction_awaited(
    workplace: Workplace, people: Office, window: QWidget, referral_id: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog = _opened(workplace, window, referral_id)
    text = dialog.words.text()
    assert text.startswith("Ana, would you introduce me to Theo Marchetti?")
    assert "A kitchen." in text
    with qtbot.waitSignal(dialog.saved, timeout=500):
        qtbot.keyClick(dialog.main_button, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == text
    assert workplace_said.done == ["Ana Diaz asked for an introduction to Theo Marchetti"]
    (found,) = _awaited(people)
    assert (found.name, found.way) == ("Ana Diaz", Way.MESSAGE)
    detail = people.desk.ask(referral_detail.detail, referral_id, people.desk.now(), people.working)
    assert (detail.tried, detail.reached_for, detail.clock) == (True, False, None)
    workplace.desk.undo()
    assert _awaited(people) == ()


def test_another_giver_and_another_way_make_another_text(
    workplace: Workplace, people: Office, window: QWidget, referral_id: ReferralId, givers: tuple[ContactId, ContactId]
) -> None:
    dialog = _opened(workplace, window, referral_id)
    dialog.giver.set_value(givers[1])
    dialog.giver.chosen.emit(givers[1])
    dialog.way.set_value("meeting")
    dialog.way.chosen.emit("meeting")
    assert dialog.words.text().startswith("Bo, would you bring Theo Marchetti and me together")
    dialog.words.ways.set_value("call")
    dialog.words.ways.chosen.emit("call")
    assert "(614) 555-0187" in [label.text() for label in dialog.findChildren(Label) if label.isVisible()]
    dialog.main_button.click()
    (found,) = _awaited(people)
    assert (found.contact_id, found.way) == (givers[1], Way.MEETING)
    detail = people.desk.ask(referral_detail.detail, referral_id, people.desk.now(), people.working)
    assert detail.conversations[0].kind is TouchKind.CALL


def test_the_mail_program_gets_the_text(
    workplace: Workplace, people: Office, window: QWidget, referral_id: ReferralId, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:  # fmt: skip
    opened: list[str] = []
    monkeypatch.setattr(outside, "open_address", lambda address: not opened.append(address))
    _opened(workplace, window, referral_id)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_M)
    assert opened[0].startswith("mailto:ana@example.com?subject=An%20introduction%20to%20Theo%20Marchetti%3F&body=Ana")
    assert len(_awaited(people)) == 1


def test_asking_again_says_when_it_was_asked(
    workplace: Workplace, people: Office, window: QWidget, referral_id: ReferralId, givers: tuple[ContactId, ContactId]
) -> None:
    people.desk.do(introductions.ask, referral_id, givers[0], Way.CALL)
    dialog = _opened(workplace, window, referral_id)
    assert dialog.way.value() == "call"
    shown = [label.text() for label in dialog.findChildren(Label) if label.isVisible()]
    assert "Ana Diaz was asked on November 18. This asks again." in shown


def test_where_nobody_is_known_there_is_nobody_to_ask(workplace: Workplace, people: Office, window: QWidget) -> None:
    unknown = people.referral(giver_ids=())
    dialog = _opened(workplace, window, unknown)
    assert "Nobody is known who could introduce you." in [label.text() for label in dialog.findChildren(Label)]
    assert not dialog.main_button.isEnabled()

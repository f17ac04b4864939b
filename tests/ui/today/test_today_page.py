"""Today as its owner uses it."""

from datetime import timedelta

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.promises import PromiseDraft
from refdesk.services import promises
from refdesk.services.desk import Desk
from refdesk.ui.today.today_page import TodayPage
from refdesk.ui.workplace import Workplace


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace) -> TodayPage:
    made = TodayPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    return made


def texts(page: TodayPage) -> list[str]:
    return [row.accessibleName() for row in page.rows()]


def test_a_new_file_says_how_to_begin(page: TodayPage, qtbot: QtBot) -> None:
    page.show()
    assert page.rows() == []
    assert page.empty._new.isVisible()
    with qtbot.waitSignal(page.referral_wanted):
        qtbot.mouseClick(page.empty._new.act, Qt.MouseButton.LeftButton)
    page.hide()


def test_a_referral_brings_a_call_and_thanks(page: TodayPage, office: Office) -> None:
    ana, theo = office.contact(given="Ana", family="Diaz"), office.contact(given="Theo", family="Marchetti")
    office.referral(ana, prospect_id=theo)
    page.show()
    first, word, card = texts(page)
    assert "Theo Marchetti" in first
    assert "Ana Diaz" in word
    assert "Ana Diaz" in card
    assert "3 things to do" in page.head.summary.text()
    page.hide()


def test_keys_walk_the_lines_and_enter_does_it(page: TodayPage, office: Office, qtbot: QtBot) -> None:
    ana, theo = office.contact(given="Ana"), office.contact(given="Theo")
    referral = office.referral(ana, prospect_id=theo)
    page.show()
    page.take_focus()
    with qtbot.waitSignal(page.call_wanted) as asked:
        qtbot.keyClick(page.rows()[0], Qt.Key.Key_Return)
    assert asked.args == [theo, referral, "first_contact"]
    qtbot.keyClick(page.rows()[0], Qt.Key.Key_Down)
    assert page.rows()[1]._current
    with qtbot.waitSignal(page.word_wanted):
        qtbot.keyClick(page.rows()[1], Qt.Key.Key_Return)
    page.hide()


def test_a_kept_promise_leaves_and_can_come_back(
    page: TodayPage, office: Office, file_desk: Desk, workplace_said: Said, clock: TestClock, qtbot: QtBot
) -> None:
    grace = office.contact(given="Grace", family="Liang")
    due = file_desk.today()
    file_desk.do(promises.add, PromiseDraft(contact_id=grace, text="Send the name of a roofer", due_on=due))
    page.show()
    (row,) = page.rows()
    qtbot.mouseClick(row._button, Qt.MouseButton.LeftButton)
    assert page.rows() == []
    assert workplace_said.done == ["Promise to Grace Liang kept"]
    file_desk.undo()
    assert len(page.rows()) == 1
    clock.moment += timedelta(days=3)
    page.refresh()
    assert page.rows()[0].accessibleName().startswith("Overdue")
    page.hide()


def test_a_hidden_page_waits_until_it_is_seen(page: TodayPage, office: Office) -> None:
    page.show()
    page.hide()
    office.referral(office.contact(given="Ana"), prospect_id=office.contact(given="Theo"))
    assert page.rows() == []
    page.show()
    assert len(page.rows()) == 3
    page.hide()

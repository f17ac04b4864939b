"""A won referral in its panel: what it brought, the work, and how we did; and the way there over the board."""

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.ids import ReferralId
from refdesk.domain.wins import HowWeDid
from refdesk.services import referrals, wins
from refdesk.services.clocks import Clocks
from refdesk.services.wins import Won
from refdesk.ui.referrals.lost_dialog import LostDialog
from refdesk.ui.referrals.referrals_page import ReferralsPage
from refdesk.ui.referrals.win_dialog import WinDialog
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def theo(people: Office) -> ReferralId:
    return people.referral(people.contact(), value_expected_minor=1_400_000)


@pytest.fixture
def page(workplace: Workplace, people: Office, theo: ReferralId, window: QWidget) -> ReferralsPage:
    assert people.stages()
    made = ReferralsPage(workplace, window)
    layout = window.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(made)
    made.show()
    made.refresh()
    made.show_referral(theo)
    return made


def _won(people: Office, referral_id: ReferralId) -> Won:
    return people.desk.ask(wins.of, referral_id, Clocks(people.desk.now(), people.working))


def _words(page: ReferralsPage) -> list[str]:
    section = page.drawer.won
    if section.isHidden():
        return []
    found = [*(each.words() for each in section.stops), section.head.link.words()]
    for line in section._lines:
        found += [each.text() for each in ([line] if isinstance(line, Label) else line.findChildren(Label))]
    return [words.replace("\u00a0", " ") for words in found]


def _press(page: ReferralsPage, words: str, qtbot: QtBot) -> None:
    button: Button = next(each for each in page.drawer.won.stops if each.words() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_stands_there_while_nothing_is_won(page: ReferralsPage) -> None:
    assert _words(page) == []


def test_a_move_to_won_is_done_at_once_and_asks_what_it_brings(
    page: ReferralsPage, people: Office, window: QWidget, theo: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    page._move(theo, people.stages()["Won"])
    assert _won(people, theo).is_won
    (dialog,) = window.findChildren(WinDialog)
    assert dialog.worth.text() == "14,000"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert workplace_said.done == ["Theo Marchetti moved to Won", "Business with Theo Marchetti won"]
    assert "$14,000" in _words(page)


def test_escape_leaves_the_value_open_for_later(
    page: ReferralsPage, people: Office, window: QWidget, theo: ReferralId, qtbot: QtBot
) -> None:
    page._move(theo, people.stages()["Won"])
    (dialog,) = window.findChildren(WinDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert _won(people, theo).is_won
    with qtbot.waitSignal(page.win_wanted, timeout=500) as wanted:
        _press(page, "What does it bring?", qtbot)
    assert wanted.args == [theo]


def test_a_move_to_lost_asks_why_and_for_the_last_word(
    page: ReferralsPage, people: Office, window: QWidget, theo: ReferralId, qtbot: QtBot
) -> None:
    people.desk.do(referrals.log_first_contact, theo, referrals.Attempt())
    page._move(theo, people.stages()["Lost"])
    (dialog,) = window.findChildren(LostDialog)
    qtbot.keyClicks(dialog.reason, "No money")
    with qtbot.waitSignal(page.update_wanted, timeout=500):
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return, CONTROL)


def test_the_work_is_done_and_then_one_asks_how_we_did(
    page: ReferralsPage, people: Office, theo: ReferralId, clock: TestClock, workplace_said: Said, qtbot: QtBot
) -> None:
    people.desk.do(wins.win, theo, value_minor=500_000, note="A kitchen")
    assert {"$5,000", "A kitchen", "The work is done", "Repeat business"} <= set(_words(page))
    _press(page, "The work is done", qtbot)
    assert workplace_said.done == ["Work for Theo Marchetti done"]
    assert page.drawer.won.stops[-1].hasFocus(), "what comes next has the focus"
    assert page.drawer.won.stops[-1].words() == "How did we do?"
    with qtbot.waitSignal(page.satisfaction_wanted, timeout=500) as wanted:
        _press(page, "How did we do?", qtbot)
    assert wanted.args == [theo]
    people.desk.do(wins.log_review, HowWeDid(theo, people.desk.now(), satisfaction=5))
    assert "How did we do?" not in _words(page)
    assert "Work done Nov 18, asked how we did Nov 18" in _words(page)
    clock.forward(days=40)
    people.desk.do(wins.add_business, theo, value_minor=100_000)
    assert {"$6,000 in all", "The work is done"} <= set(_words(page))


def test_a_win_is_a_link_that_corrects_it_and_the_referral_has_its_editor(
    page: ReferralsPage, people: Office, theo: ReferralId, qtbot: QtBot
) -> None:
    win_id = people.desk.do(wins.win, theo, value_minor=500_000)
    with qtbot.waitSignal(page.win_change_wanted, timeout=500) as wanted:
        _press(page, "$5,000", qtbot)
    assert wanted.args == [theo, win_id]
    edit = next(each for each in page.drawer.head.links if each.words() == "Edit")
    with qtbot.waitSignal(page.edit_referral_wanted, timeout=500) as edited:
        qtbot.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert edited.args == [theo]


def test_a_win_that_was_none_is_removed_in_its_dialog(
    workplace: Workplace, people: Office, window: QWidget, theo: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    win_id = people.desk.do(wins.win, theo, value_minor=500_000)
    dialog = WinDialog(workplace, window, referral_id=theo, win_id=win_id)
    dialog.open()
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert workplace_said.done == ["Win with Theo Marchetti removed"]
    assert _won(people, theo).wins == ()
    people.desk.undo()
    assert len(_won(people, theo).wins) == 1

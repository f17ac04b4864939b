"""The panel of a referral: thanks and updates, the one update that is due at its foot, and the introduction."""

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.introducing import Way
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.services import given, introductions, referrals, updates
from refdesk.services.clocks import Clocks
from refdesk.ui.referrals.referrals_page import ReferralsPage
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


@pytest.fixture
def ana(people: Office) -> ContactId:
    return people.contact()


@pytest.fixture
def theo(people: Office, ana: ContactId) -> ReferralId:
    return people.referral(ana)


@pytest.fixture
def page(workplace: Workplace, theo: ReferralId, window: QWidget) -> ReferralsPage:
    made = ReferralsPage(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show()
    made.show_referral(theo)
    return made


def _told(page: ReferralsPage) -> list[str]:
    thanks = page.drawer.thanks
    return [child.accessibleName() for child in thanks._lines]


def _head(page: ReferralsPage) -> list[str]:
    return [line.text() for line in page.drawer.head._lines if isinstance(line, Label)]


def _buttons(page: ReferralsPage) -> dict[str, Button]:
    return {button.words(): button for button in page.drawer.introduction.stops}


def test_the_update_that_is_due_is_copied_and_marked_at_the_foot(
    page: ReferralsPage, people: Office, theo: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    drawer = page.drawer
    assert drawer.copy.isHidden()
    people.desk.do(referrals.log_first_contact, theo, referrals.Attempt())
    assert drawer.copy.isVisible()
    assert _told(page)[-1] == "Update: you spoke today, Tomorrow"
    qtbot.mouseClick(drawer.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("Thank you again for sending Theo Marchetti.\nWe spoke")
    assert workplace_said.told == ["Two lines for Ana Diaz copied. Mark as updated once they are sent."]
    qtbot.mouseClick(drawer.updated, Qt.MouseButton.LeftButton)
    assert workplace_said.done == ["Update to Ana Diaz logged"]
    assert drawer.copy.isHidden()
    assert drawer.updated.isHidden()
    assert _told(page)[-1] == "Update: We spoke today, and I will let you know what comes of it., Nov 18"
    people.desk.undo()
    assert drawer.copy.isVisible()


def test_one_update_marks_everybody_whom_the_giver_sent(
    page: ReferralsPage, people: Office, ana: ContactId, theo: ReferralId
) -> None:
    hanne = people.referral(ana, prospect=ContactDraft(given="Hanne", family="Kjeldsen"))
    for referral_id in (theo, hanne):
        people.desk.do(referrals.log_first_contact, referral_id, referrals.Attempt())
    page.drawer.updated.click()
    assert people.desk.ask(updates.due, Clocks(people.desk.now(), people.working), discreet=False) == ()


def test_each_giver_is_told_in_turn(page: ReferralsPage, people: Office, ana: ContactId, workplace_said: Said) -> None:
    both = people.referral(ana, people.contact("Bo", "Lind"), prospect=ContactDraft(given="Hanne"))
    people.desk.do(referrals.log_first_contact, both, referrals.Attempt())
    page.show_referral(both)
    for _turn in range(2):
        page.drawer.updated.click()
    assert workplace_said.done == ["Update to Ana Diaz logged", "Update to Bo Lind logged"]
    assert page.drawer.updated.isHidden()


def test_the_section_opens_the_update_of_its_giver(
    page: ReferralsPage, people: Office, ana: ContactId, theo: ReferralId, qtbot: QtBot
) -> None:
    link = page.drawer.thanks.head.link
    assert link.isHidden(), "nothing can be told before the first contact"
    people.desk.do(referrals.log_first_contact, theo, referrals.Attempt())
    assert link.accessibleName() == "Give Ana Diaz an update"
    with qtbot.waitSignal(page.update_wanted, timeout=500) as wanted:
        link.click()
    assert wanted.args == [ana, theo]


def test_the_introduction_is_asked_for_awaited_and_then_it_is_for_us_to_call(
    page: ReferralsPage, people: Office, ana: ContactId, theo: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    drawer = page.drawer
    with qtbot.waitSignal(page.introduction_wanted, timeout=500) as wanted:
        _buttons(page)["Ask Ana Diaz to introduce us"].click()
    assert wanted.args == [theo]
    people.desk.do(introductions.ask, theo, ana, Way.MEETING)
    assert list(_buttons(page)) == ["It happened", "Ask again", "Give up"]
    assert drawer.contact.words() == "Log first contact"
    assert drawer.detail is not None
    (waiting,) = drawer.detail.introducing.awaited
    menu = drawer.introduction.happened_menu(waiting.introduction_id, waiting.way)
    assert [action.property("words") for action in menu.actions()] == ["In person", "By message", "By a call"]
    menu.actions()[0].trigger()
    assert workplace_said.done == ["Ana Diaz introduced Theo Marchetti"]
    assert drawer.detail.expects_call
    assert len(drawer.detail.introducing.to_call) == 1
    people.desk.do(referrals.log_first_contact, theo, referrals.Attempt())
    assert drawer.introduction.isHidden()
    assert drawer.contact.words() == "Log a conversation"


def test_an_introduction_is_given_up_and_taken_back(
    page: ReferralsPage, people: Office, ana: ContactId, theo: ReferralId, workplace_said: Said
) -> None:
    people.desk.do(introductions.ask, theo, ana, Way.MESSAGE)
    _buttons(page)["Give up"].click()
    assert workplace_said.done == ["Introduction to Theo Marchetti given up"]
    assert list(_buttons(page)) == ["Ask Ana Diaz to introduce us"]
    people.desk.undo()
    assert "It happened" in _buttons(page)


def test_nobody_is_asked_to_introduce_whoever_expects_our_call(page: ReferralsPage, people: Office) -> None:
    page.show_referral(people.referral(expects_call=True, prospect=ContactDraft(given="Hanne")))
    assert page.drawer.introduction.isHidden()


def test_a_referral_given_says_whether_both_agreed_and_that_it_was_a_surprise(
    page: ReferralsPage, people: Office, ana: ContactId
) -> None:
    eva = ContactDraft(given="Eva", family="Lind")
    draft = ReferralDraft(people.desk.now(), Direction.GIVEN, new_prospect=eva, recipient_id=ana)
    page.show_referral(people.desk.do(given.log, draft, both_agreed=True, unexpected=True))
    assert "Introduced: name only, both agreed, a surprise" in _head(page)
    page.show_referral(people.desk.do(given.log, draft))
    assert "Introduced: name only" in _head(page)

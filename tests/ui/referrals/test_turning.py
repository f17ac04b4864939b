"""Received or given: the switch at the head of the dialogs of referrals takes along what was typed."""

from typing import Any

import pytest
from office import Office
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.ids import ReferralId
from refdesk.domain.referral import Direction, Introduced
from refdesk.services import given
from refdesk.ui.referrals.both_ways import BothWays
from refdesk.ui.referrals.given_dialog import GivenDialog
from refdesk.ui.referrals.referral_dialog import ReferralDialog
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace


@pytest.fixture
def both_ways(workplace: Workplace, people: Office, window: QWidget) -> BothWays:
    assert people.stages(), "a referral needs a board"
    return BothWays(workplace, window)


def _open(window: QWidget, kind: type[Any]) -> Any:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def test_what_was_typed_goes_along_and_comes_back(both_ways: BothWays, window: QWidget, qtbot: QtBot) -> None:
    both_ways.receive()
    first = _open(window, ReferralDialog)
    assert first.switch.value() == Direction.RECEIVED
    first.form.givers.pickers()[0].set_new_name("Ana Diaz")
    qtbot.keyClicks(first.form.prospect, "Theo Marchetti")
    qtbot.keyClicks(first.form.phone, "(614) 555-0177")
    qtbot.keyClicks(first.form.need, "A new kitchen")
    qtbot.keyClicks(first.form.worth, "$14,000")
    first.switch.chosen.emit(Direction.GIVEN)
    assert not first.isVisible()
    second = _open(window, GivenDialog)
    typed = second.value()
    assert (typed.recipient.name, typed.prospect.name) == ("Ana Diaz", "Theo Marchetti")
    assert (typed.prospect_phone, typed.need, typed.introduced) == (
        "(614) 555-0177", "A new kitchen", Introduced.LETTER,
    )  # fmt: skip
    assert second.holds_typed(), "closing the window asks about it"
    second.need.setPlainText("A new kitchen and bath")
    second.switch.chosen.emit(Direction.RECEIVED)
    third = _open(window, ReferralDialog)
    back = third.form.value()
    assert [who.name for who in back.givers] == ["Ana Diaz"]
    assert (back.prospect.name, back.phone, back.need) == ("Theo Marchetti", "(614) 555-0177", "A new kitchen and bath")
    assert (back.worth, back.introduced) == ("$14,000", Introduced.NAME_ONLY)
    assert not [each for each in third.findChildren(Notice) if each.isVisible()], "it is no draft of its own"
    third.reject()


def test_what_was_turned_is_logged_and_its_letter_comes_next(
    both_ways: BothWays, people: Office, window: QWidget, qtbot: QtBot
) -> None:
    both_ways.receive()
    first = _open(window, ReferralDialog)
    first.form.givers.pickers()[0].set_new_name("Ana Diaz")
    first.form.prospect.set_new_name("Theo Marchetti")
    first.switch.chosen.emit(Direction.GIVEN)
    second = _open(window, GivenDialog)
    second.both_agreed.setChecked(True)
    with qtbot.waitSignal(both_ways.given_saved) as saved:
        second.main_button.click()
    found = people.desk.ask(given.given, ReferralId(saved.args[0]))
    assert (found.recipient.name, found.prospect.name) == ("Ana Diaz", "Theo Marchetti")


def test_a_giver_who_may_not_accept_gifts_is_noted(
    workplace: Workplace, people: Office, window: QWidget
) -> None:  # fmt: skip
    people.stages()
    lee = people.contact("Lee", "Park", may_accept_gifts=False)
    dialog = ReferralDialog(workplace, window, giver_id=lee)
    dialog.open()
    assert "Lee may not accept gifts. A card is always right." in " ".join(dialog.panel.words())
    dialog.form.givers.unknown.setChecked(True)
    assert "may not accept gifts" not in " ".join(dialog.panel.words())
    dialog.reject()

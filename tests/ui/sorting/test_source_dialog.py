"""A new client becomes a source with one key."""

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import Category
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.services import contacts, evidence, new_sources, wins
from refdesk.services.clocks import Clocks
from refdesk.services.new_sources import NewSource
from refdesk.ui.sorting.source_dialog import SourceDialog
from refdesk.ui.workplace import Workplace


@pytest.fixture
def client(people: Office, clock: TestClock) -> ContactId:
    referral_id = people.referral()
    people.desk.do(wins.win, referral_id)
    clock.forward(days=31)
    (found,) = _proposed(people)
    return found.contact_id


def _proposed(people: Office) -> tuple[NewSource, ...]:
    return people.desk.ask(new_sources.proposed, Clocks(people.desk.now(), people.working))


def _rank(people: Office, contact_id: ContactId) -> Rank | None:
    return people.desk.ask(contacts.draft_of, contact_id).draft.rank


def _opened(workplace: Workplace, window: QWidget, client: ContactId) -> SourceDialog:
    dialog = SourceDialog(workplace, window, contact_id=client)
    dialog.open()
    return dialog


def test_enter_takes_the_rank_that_is_proposed(
    workplace: Workplace, people: Office, window: QWidget, client: ContactId, workplace_said: Said, qtbot: QtBot
) -> None:
    day = people.desk.today()
    people.desk.do(evidence.note, EvidenceDraft(client, Of.HAPPY, day, 5, "So glad you came"))
    dialog = _opened(workplace, window, client)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert _rank(people, client) is Rank.B, "satisfied, and not asked properly yet"
    assert workplace_said.done == ["Theo Marchetti is a source now, ranked B"]
    assert not dialog.isVisible()
    assert _proposed(people) == ()
    people.desk.undo()
    assert _rank(people, client) is None


@pytest.mark.parametrize(("key", "rank"), [(Qt.Key.Key_A, Rank.A), (Qt.Key.Key_Plus, Rank.A_PLUS)])
def test_a_letter_takes_another(
    workplace: Workplace, people: Office, window: QWidget, client: ContactId, qtbot: QtBot, key: Qt.Key, rank: Rank
) -> None:
    _opened(workplace, window, client)
    qtbot.keyClick(QApplication.focusWidget(), key)
    assert _rank(people, client) is rank


def test_d_does_not_ask_and_is_not_proposed_again(
    workplace: Workplace, people: Office, window: QWidget, client: ContactId, workplace_said: Said, qtbot: QtBot
) -> None:
    _opened(workplace, window, client)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D)
    assert workplace_said.done == ["Theo Marchetti will not be asked"]
    assert _proposed(people) == ()


def test_escape_leaves_it_for_later(
    workplace: Workplace, people: Office, window: QWidget, client: ContactId, qtbot: QtBot
) -> None:
    dialog = _opened(workplace, window, client)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(_proposed(people)) == 1


def test_somebody_who_is_gone_is_not_ranked(workplace: Workplace, people: Office, window: QWidget) -> None:
    assert people.contact(category=Category.CLIENT)
    dialog = _opened(workplace, window, ContactId(999))
    assert not dialog.main_button.isEnabled()
    dialog.reject()

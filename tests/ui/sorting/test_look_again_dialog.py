"""Ranks that no longer fit are accepted, kept or set to another one, line by line or all at once."""

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.services import contacts
from refdesk.ui.sorting.look_again_dialog import LookAgainDialog
from refdesk.ui.sorting.top_sources_dialog import TopSourcesDialog
from refdesk.ui.workplace import Workplace

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(workplace: Workplace, clock: TestClock) -> dict[str, ContactId]:
    """Rank three people who send and one of whom nothing is known, and let half a year pass."""
    office = Office(workplace.desk)
    found = {name: office.contact(name, rank=Rank.C) for name in ("Ana", "Bo", "Cy", "Dee")}
    clock.forward(days=180)
    for name in ("Ana", "Ana", "Bo", "Cy"):
        office.referral(found[name], preparedness=5 if name == "Ana" else 2)
    return found


def opened(workplace: Workplace, window: QWidget) -> LookAgainDialog:
    dialog = LookAgainDialog(workplace, window)
    dialog.open()
    return dialog


def names(dialog: LookAgainDialog) -> list[str]:
    return [dialog._people[each].name.given for each in dialog._model.ids()]


def rank(workplace: Workplace, contact_id: ContactId) -> Rank | None:
    return workplace.desk.ask(contacts.draft_of, contact_id).draft.rank


def press(dialog: QWidget, *keys: Key | str) -> None:
    for key in keys:
        target = QApplication.focusWidget() or dialog
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)


def test_enter_accepts_k_keeps_and_a_letter_sets(
    workplace: Workplace, window: QWidget, people: dict[str, ContactId]
) -> None:
    dialog = opened(workplace, window)
    assert names(dialog) == ["Ana", "Bo", "Cy"]
    assert dialog.about.text().startswith("3 ranks were set a while ago")
    press(dialog, Key.Key_Return, "k", "b")
    assert [rank(workplace, people[each]) for each in ("Ana", "Bo", "Cy", "Dee")] == ["A+", "C", "B", "C"]
    assert dialog.about.text() == "All ranks have been looked at."
    dialog.reject()
    again = opened(workplace, window)
    assert again.about.text() == "No rank needs a look: what people send fits it."
    assert not again.main_button.isEnabled()
    again.reject()


def test_undo_brings_the_line_back(workplace: Workplace, window: QWidget, people: dict[str, ContactId]) -> None:
    dialog = opened(workplace, window)
    press(dialog, Key.Key_Down, Key.Key_Return)
    assert names(dialog) == ["Ana", "Cy"]
    QTest.keyClick(dialog.view, Key.Key_Z, CONTROL)
    assert names(dialog) == ["Ana", "Bo", "Cy"]
    assert rank(workplace, people["Bo"]) is Rank.C
    assert dialog.view.current_id() == people["Bo"]
    dialog.reject()


def test_all_are_accepted_as_one_step(workplace: Workplace, window: QWidget, people: dict[str, ContactId]) -> None:
    dialog = opened(workplace, window)
    QTest.keyClick(dialog.view, Key.Key_Return, CONTROL)
    assert [rank(workplace, people[each]) for each in ("Ana", "Bo", "Cy")] == ["A+", "A", "A"]
    dialog.undo.click()
    assert names(dialog) == ["Ana", "Bo", "Cy"]
    assert [rank(workplace, people[each]) for each in ("Ana", "Bo", "Cy")] == ["C", "C", "C"]
    dialog.reject()


def test_buttons_do_what_the_keys_do(workplace: Workplace, window: QWidget, people: dict[str, ContactId]) -> None:
    dialog = opened(workplace, window)
    said = dialog._model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Ana Diaz, Rank C now, Rank A+ proposed: 2 referrals in the last 12 months"
    dialog.take.click()
    dialog.keep.click()
    dialog.ranks.button(Rank.D).click()
    assert [rank(workplace, people[each]) for each in ("Ana", "Bo", "Cy")] == ["A+", "C", "D"]
    dialog.reject()


def test_top_sources_lead_to_the_person(workplace: Workplace, window: QWidget, people: dict[str, ContactId]) -> None:
    dialog = TopSourcesDialog(workplace, window)
    shown: list[int] = []
    dialog.person_wanted.connect(shown.append)
    dialog.open()
    assert dialog.about.text().startswith("1 person")
    said = dialog._model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Ana Diaz, Rank C, 2 referrals, prepared 5 of 5"
    press(dialog, Key.Key_Return)
    assert shown == [people["Ana"]]


def test_without_referrals_there_is_no_top_source(workplace: Workplace, window: QWidget) -> None:
    dialog = TopSourcesDialog(workplace, window)
    dialog.open()
    assert dialog.about.text().startswith("Nobody with a rank has sent anybody")
    assert not dialog.main_button.isEnabled()
    dialog.reject()

"""The sorting round as a person works it: keys, digits, skip, back, the end, and going on another day."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from windows import Said

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.services import contacts, sorting
from refdesk.services.erasing import erase
from refdesk.ui.sorting.sorting_dialog import SortingDialog
from refdesk.ui.workplace import Workplace

Key = Qt.Key


def people(workplace: Workplace, *given: str) -> list[ContactId]:
    return [workplace.desk.do(contacts.add, ContactDraft(given=each, family="Diaz")) for each in given]


def opened(workplace: Workplace, window: QWidget) -> SortingDialog:
    dialog = SortingDialog(workplace, window)
    dialog.open()
    return dialog


def press(dialog: SortingDialog, *keys: Key | str) -> None:
    for key in keys:
        target = QApplication.focusWidget() or dialog
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)


def rank(workplace: Workplace, contact_id: ContactId) -> tuple[Rank | None, int | None]:
    draft = workplace.desk.ask(contacts.draft_of, contact_id).draft
    return draft.rank, draft.referrals_remembered


def test_each_key_gives_its_rank(workplace: Workplace, window: QWidget) -> None:
    ids = people(workplace, "Ana", "Bo", "Cy", "Dee", "Eli", "Fay")
    dialog = opened(workplace, window)
    assert dialog.view.place.text() == "1 of 6"
    assert dialog.view.card.name.text() == "Ana Diaz"
    press(dialog, "+", "a", "B", "c", "d", "=")
    assert [rank(workplace, each)[0] for each in ids] == ["A+", "A", "B", "C", "D", "A+"]
    assert dialog.end.title.text() == "6 people ranked in this round"
    assert dialog.end.note.text().startswith("Everybody has a rank.")
    assert dialog.main_button.words() == "Done"
    dialog.reject()


def test_a_digit_changes_the_proposal_at_once_and_enter_takes_it(workplace: Workplace, window: QWidget) -> None:
    ana, bo = people(workplace, "Ana", "Bo")
    dialog = opened(workplace, window)
    assert dialog.view.card.reason.text() == "Proposed: may know somebody; nothing is known yet"
    press(dialog, "2")
    assert dialog.view.card.reason.text() == "Proposed: you remember 2 in two years"
    assert dialog.view.digits.value() == "2"
    assert dialog.main_button.words() == "Accept A"
    press(dialog, "4")
    assert dialog.main_button.words() == "Accept A+"
    press(dialog, Key.Key_Return)
    assert rank(workplace, ana) == (Rank.A_PLUS, 4)
    assert dialog.view.digits.value() == ""
    press(dialog, "b")
    assert rank(workplace, bo) == (Rank.B, None)
    dialog.reject()


def test_back_takes_the_last_one_back_with_its_digit(workplace: Workplace, window: QWidget) -> None:
    ana, bo, cy = people(workplace, "Ana", "Bo", "Cy")
    dialog = opened(workplace, window)
    assert not dialog.back.isEnabled()
    press(dialog, "3", "a", Key.Key_Space)
    assert dialog.view.card.name.text() == "Cy Diaz"
    press(dialog, Key.Key_Backspace)
    assert dialog.view.card.name.text() == "Bo Diaz"
    QTest.keyClick(dialog.view.card, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.view.card.name.text() == "Ana Diaz"
    assert rank(workplace, ana) == (None, None)
    assert dialog.view.digits.value() == "3"
    press(dialog, Key.Key_Return, "c", "d")
    assert [rank(workplace, each)[0] for each in (ana, bo, cy)] == ["A", "C", "D"]
    dialog.back.click()
    assert dialog.view.card.name.text() == "Cy Diaz"
    assert rank(workplace, cy) == (None, None)
    dialog.reject()


def test_back_undoes_that_one_even_after_somebody_else_wrote(workplace: Workplace, window: QWidget) -> None:
    ana, bo = people(workplace, "Ana", "Bo")
    dialog = opened(workplace, window)
    press(dialog, "a")
    workplace.desk.do(contacts.set_status, bo, Status.INACTIVE)
    press(dialog, Key.Key_Backspace)
    assert rank(workplace, ana) == (None, None)
    assert workplace.desk.ask(contacts.draft_of, bo).draft.status is Status.INACTIVE
    dialog.reject()


def test_who_was_skipped_comes_after_the_others(workplace: Workplace, window: QWidget) -> None:
    ana, bo, cy = people(workplace, "Ana", "Bo", "Cy")
    dialog = opened(workplace, window)
    press(dialog, Key.Key_Space, "b", "c")
    assert dialog.end.later.text() == "1 left for later"
    assert dialog.main_button.words() == "The one left for later"
    press(dialog, Key.Key_Return)
    assert dialog.view.card.name.text() == "Ana Diaz"
    assert dialog.view.place.text() == "1 of 1"
    press(dialog, "d")
    assert [rank(workplace, each)[0] for each in (ana, bo, cy)] == ["D", "B", "C"]
    assert dialog.end.title.text() == "1 person ranked in this round"
    dialog.reject()


def test_the_digit_of_somebody_who_is_skipped_is_kept(workplace: Workplace, window: QWidget) -> None:
    ana, _bo = people(workplace, "Ana", "Bo")
    dialog = opened(workplace, window)
    press(dialog, "2", Key.Key_Space)
    assert rank(workplace, ana) == (None, 2)
    press(dialog, Key.Key_Backspace)
    assert rank(workplace, ana) == (None, None)
    assert dialog.view.card.reason.text() == "Proposed: you remember 2 in two years"
    dialog.reject()


def test_a_round_has_fifty_and_goes_on(workplace: Workplace, window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting.next_round, "__kwdefaults__", sorting.next_round.__kwdefaults__ | {"limit": 2})
    people(workplace, *(f"Bo{at}" for at in range(5)))
    dialog = opened(workplace, window)
    assert (dialog.view.place.text(), dialog.view.to_go.text()) == ("1 of 2", "5 to go")
    press(dialog, "a")
    assert (dialog.view.place.text(), dialog.view.to_go.text()) == ("2 of 2", "4 to go")
    press(dialog, "b")
    assert dialog.end.note.text().startswith("3 people still have no rank.")
    assert dialog.main_button.words() == "2 more"
    assert dialog.cancel_button.words() == "Done"
    press(dialog, Key.Key_Return)
    assert (dialog.view.place.text(), dialog.view.to_go.text()) == ("1 of 2", "3 to go")
    press(dialog, Key.Key_Backspace)
    assert (dialog.view.place.text(), dialog.view.card.name.text()) == ("2 of 2", "Bo1 Diaz")
    assert dialog.view.to_go.text() == "4 to go"
    dialog.reject()


def test_leaving_keeps_what_was_done_and_goes_on_another_day(
    workplace: Workplace, window: QWidget, workplace_said: Said
) -> None:
    people(workplace, "Ana", "Bo", "Cy")
    dialog = opened(workplace, window)
    press(dialog, "a", Key.Key_Escape)
    assert workplace_said.told == ["1 person ranked, 2 to go"]
    again = opened(workplace, window)
    assert again.view.card.name.text() == "Bo Diaz"
    press(again, Key.Key_Escape)
    assert len(workplace_said.told) == 1


def test_buttons_do_what_the_keys_do(workplace: Workplace, window: QWidget) -> None:
    ana, bo, cy = people(workplace, "Ana", "Bo", "Cy")
    dialog = opened(workplace, window)
    dialog.view.ranks.button(Rank.B).click()
    dialog.skip.click()
    QTest.mouseClick(dialog.view.digits.findChildren(QWidget)[1], Qt.MouseButton.LeftButton)
    dialog.main_button.click()
    assert [rank(workplace, each) for each in (ana, bo, cy)] == [("B", None), (None, None), ("B", 1)]
    assert dialog.main_button.hasFocus()
    dialog.reject()


def test_nobody_to_rank_says_so(workplace: Workplace, window: QWidget) -> None:
    dialog = opened(workplace, window)
    assert dialog.end.title.text() == "Nobody waits for a rank"
    closed: list[bool] = []
    dialog.accepted.connect(lambda: closed.append(True))
    press(dialog, Key.Key_Return)
    assert closed


def test_who_is_gone_in_the_meantime_is_passed_over(workplace: Workplace, window: QWidget) -> None:
    ana, bo = people(workplace, "Ana", "Bo")
    dialog = opened(workplace, window)
    workplace.desk.do(erase, ana)
    press(dialog, "a")
    assert dialog.view.card.name.text() == "Bo Diaz"
    assert (dialog.view.place.text(), dialog.view.to_go.text()) == ("1 of 1", "1 to go")
    press(dialog, "c")
    assert rank(workplace, bo) == (Rank.C, None)
    dialog.reject()


def test_everything_is_named(workplace: Workplace, window: QWidget) -> None:
    people(workplace, "Ana")
    dialog = opened(workplace, window)
    assert dialog.view.card.hasFocus()
    assert "Ana Diaz" in dialog.view.card.accessibleName()
    assert "Rank C" in dialog.view.card.accessibleName()
    assert dialog.view.ranks.button(Rank.C).accessibleName() == "C, maybe, proposed"
    assert all(stop.accessibleName() or getattr(stop, "words", str)() for stop in dialog.tab_stops())
    dialog.reject()

"""Birthdays and anniversaries of a month: who is missed, whose card is next, and the list on paper."""

from datetime import date
from pathlib import Path

import pypdf
import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.occasions import CardFor, CardOccasion
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import cards, contacts
from refdesk.ui.gifts import dates_dialog
from refdesk.ui.gifts.date_line import DateLine
from refdesk.ui.gifts.dates_dialog import DatesDialog
from refdesk.ui.workplace import Workplace


@pytest.fixture
def dialog(workplace: Workplace, window: QWidget, people: Office) -> DatesDialog:
    for given, day, kind in (("Ana", 2, DateKind.BIRTHDAY), ("Bo", 23, DateKind.BIRTHDAY),
                             ("Cleo", 25, DateKind.ANNIVERSARY), ("Dora", 30, DateKind.BIRTHDAY)):  # fmt: skip
        people.contact(given, "Lind", dates=(IncomingDate(kind, YearlyDate(11, day, 1980)),))
    made = DatesDialog(workplace, window)
    made.open()
    return made


def lines(dialog: DatesDialog) -> list[DateLine]:
    return dialog._date_lines()


def test_the_month_says_how_each_day_stands(dialog: DatesDialog) -> None:
    assert dialog.month.text() == "November 2026"
    assert [line.accessibleName() for line in lines(dialog)] == [
        "Monday, November 2, Ana Lind, Birthday, 46 years, missed",
        "Monday, November 23, Bo Lind, Birthday, 46 years, mail by Wednesday, November 18",
        "Wednesday, November 25, Cleo Lind, Anniversary, 46 years, mail by Friday, November 20",
        "Monday, November 30, Dora Lind, Birthday, 46 years, mail by Wednesday, November 25",
    ]
    assert dialog.summary.text().startswith("4 days to think of somebody, 1 missed.")
    dialog.reject()


def test_those_next_are_chosen_and_each_kind_has_its_cards(dialog: DatesDialog, qtbot: QtBot) -> None:
    assert [each.name for each in dialog.chosen()] == ["Bo Lind", "Cleo Lind"]
    assert lines(dialog)[1].hasFocus()
    assert dialog.main_button.words() == "Print 1 birthday card"
    assert dialog.other_button.words() == "Print 1 anniversary card"
    qtbot.keyClick(lines(dialog)[1], Qt.Key.Key_Down)
    qtbot.keyClick(lines(dialog)[2], Qt.Key.Key_Space)
    assert dialog.other_button.isHidden()
    qtbot.keyClick(lines(dialog)[2], Qt.Key.Key_Home)
    qtbot.keyClick(lines(dialog)[0], Qt.Key.Key_Space)
    assert dialog.main_button.words() == "Print 2 birthday cards"
    with qtbot.waitSignal(dialog.occasion_cards_wanted, timeout=500) as asked:
        qtbot.keyClick(lines(dialog)[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["birthday", [lines(dialog)[0].day.contact_id, lines(dialog)[1].day.contact_id]]


def test_anniversary_cards_have_a_button_of_their_own(dialog: DatesDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.occasion_cards_wanted, timeout=500) as asked:
        qtbot.mouseClick(dialog.other_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["anniversary", [lines(dialog)[2].day.contact_id]]


def test_nothing_chosen_prints_nothing(dialog: DatesDialog, qtbot: QtBot) -> None:
    for line in lines(dialog)[1:3]:
        line.check.toggle()
    assert not dialog.main_button.isEnabled()
    with qtbot.assertNotEmitted(dialog.occasion_cards_wanted, wait=20):
        qtbot.keyClick(lines(dialog)[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.reject()


def test_enter_opens_the_contact(dialog: DatesDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.person_wanted, timeout=500) as asked:
        qtbot.keyClick(lines(dialog)[0], Qt.Key.Key_Return)
    assert asked.args == [lines(dialog)[0].day.contact_id]


def test_m_says_that_a_card_is_on_its_way(
    dialog: DatesDialog, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    qtbot.keyClick(lines(dialog)[1], Qt.Key.Key_M)
    assert workplace_said.done == ["Card to Bo Lind mailed"]
    assert lines(dialog)[1].accessibleName().endswith("remembered")
    assert not lines(dialog)[1].check.isEnabled()
    assert dialog.main_button.words() == "Print 1 anniversary card"
    focus = QApplication.focusWidget()
    assert focus is lines(dialog)[1]
    dora = lines(dialog)[3].day
    card = CardFor(dora.contact_id, CardOccasion.BIRTHDAY, dora.on)
    workplace.desk.do(cards.printed, {card: "Happy birthday"}, "plain-letter")
    assert lines(dialog)[3].accessibleName().endswith("card printed")
    qtbot.keyClick(lines(dialog)[3], Qt.Key.Key_M)
    assert lines(dialog)[3].accessibleName().endswith("mailed Nov 18")
    workplace.desk.undo()
    assert lines(dialog)[3].accessibleName().endswith("card printed")
    dialog.reject()


def test_months_are_walked_through_over_the_turn_of_the_year(dialog: DatesDialog, people: Office, qtbot: QtBot) -> None:
    people.contact("Eve", "Lind", dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 29)),))
    for _step in range(2):
        qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert dialog.month.text() == "January 2027"
    assert lines(dialog) == []
    assert dialog.none.text().startswith("Nobody whom you know has a birthday or an anniversary in January 2027.")
    assert not dialog.list_button.isEnabled()
    assert not dialog.print_button.isEnabled()
    qtbot.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert [line.day.on for line in lines(dialog)] == [date(2027, 2, 28)]
    for _step in range(4):
        qtbot.mouseClick(dialog.former, Qt.MouseButton.LeftButton)
    assert dialog.month.text() == "October 2026"
    dialog.reject()


def test_the_list_goes_to_the_printer(dialog: DatesDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.print_wanted, timeout=2000) as asked:
        qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert asked.args is not None
    [request] = asked.args
    assert request.title == "Birthdays November 2026"
    assert "Cleo Lind" in pypdf.PdfReader(request.pdf).pages[0].extract_text()
    request.pdf.unlink()
    dialog.reject()


def test_the_list_is_saved(dialog: DatesDialog, workplace_said: Said, tmp_path: Path, qtbot: QtBot) -> None:
    workplace_said.saves = tmp_path / "birthdays"
    qtbot.mouseClick(dialog.list_button, Qt.MouseButton.LeftButton)
    assert workplace_said.told == ["4 days listed in birthdays.pdf"]
    assert "Cleo Lind" in pypdf.PdfReader(tmp_path / "birthdays.pdf").pages[0].extract_text()
    workplace_said.saves = tmp_path / "birthdays.csv"
    dialog.save_list()
    assert (tmp_path / "birthdays.csv").read_text(encoding="utf-8-sig").count("\n") == 5
    workplace_said.saves = None
    dialog.save_list()
    dialog.reject()


def test_what_changes_elsewhere_is_shown(dialog: DatesDialog, workplace: Workplace, clock: TestClock) -> None:
    draft = ContactDraft(given="Fay", family="Lind", dates=(IncomingDate(DateKind.OTHER, YearlyDate(11, 5)),))
    workplace.desk.do(contacts.add, draft)
    assert [line.day.name for line in lines(dialog)][:2] == ["Ana Lind", "Fay Lind"]
    assert clock.moment.month == 11
    dialog.reject()


def test_a_long_month_comes_bit_by_bit_and_all_its_cards_are_chosen(
    workplace: Workplace, window: QWidget, people: Office, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(dates_dialog, "_AT_ONCE", 3)
    for at in range(5):
        people.contact(f"P{at}", "Lind", dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(11, 23)),))
    dialog = DatesDialog(workplace, window)
    dialog.open()
    assert len(lines(dialog)) == 3
    assert dialog.main_button.words() == "Print 5 birthday cards"
    assert dialog.more.words() == "Show 2 more"
    lines(dialog)[0].check.toggle()
    assert dialog.main_button.words() == "Print 4 birthday cards"
    qtbot.mouseClick(dialog.more, Qt.MouseButton.LeftButton)
    assert len(lines(dialog)) == 5
    assert [line.check.isChecked() for line in lines(dialog)] == [False, True, True, True, True]
    assert dialog.more.isHidden()
    dialog.reject()

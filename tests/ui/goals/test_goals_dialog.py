"""The goals: numbers for a week and a month, kept in one step, with how it went beside them."""

from datetime import date

import pytest
from office import Office
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk import i18n
from refdesk.domain.goals import Measure, Period
from refdesk.services import goals
from refdesk.ui import theme
from refdesk.ui.goals import period_bars
from refdesk.ui.goals.goals_dialog import GoalsDialog
from refdesk.ui.theme import Style
from refdesk.ui.workplace import Workplace


@pytest.fixture
def dialog(workplace: Workplace, people: Office, window: QWidget) -> GoalsDialog:
    people.referral(people.contact(), preparedness=5)
    made = GoalsDialog(workplace, window, measure=Measure.WELL_PREPARED, period=Period.MONTH)
    made.open()
    return made


def targets(workplace: Workplace) -> dict[tuple[Measure, Period], int]:
    found = workplace.desk.ask(goals.in_force, workplace.desk.today())
    return {(aim.measure, aim.period): aim.target for aim in found}


def test_it_shows_what_is_aimed_at_and_begins_at_the_goal_asked_for(dialog: GoalsDialog) -> None:
    number = dialog.numbers[Measure.WELL_PREPARED, Period.MONTH]
    assert (number.text(), number.hasFocus()) == ("2", True)
    assert dialog.numbers[Measure.CALLS, Period.WEEK].text() == ""
    assert dialog.history.head.text() == "Well-prepared referrals, month by month"
    assert dialog.history.bars.accessibleName().endswith("November 2026: 1 of 2")


def test_no_month_is_cut(dialog: GoalsDialog) -> None:
    widths = QFontMetrics(theme.font(Style.SECOND_STRONG))
    months = [i18n.month_year(date(2026, month, 1)) for month in range(1, 13)]
    assert max(map(widths.horizontalAdvance, months)) <= theme.scaled(period_bars.WHEN[Period.MONTH])
    assert dialog.history.bars.accessibleName().startswith("December 2025")


def test_what_was_changed_is_kept_in_one_step(
    dialog: GoalsDialog, workplace: Workplace, qtbot: QtBot
) -> None:  # fmt: skip
    for key, typed in (((Measure.CALLS, Period.WEEK), "15"), ((Measure.GIVEN, Period.WEEK), "")):
        dialog.numbers[key].setFocus()
        dialog.numbers[key].selectAll()
        qtbot.keyClicks(dialog.numbers[key], typed or "\b")
    assert dialog.history.head.text() == "Referrals given, week by week"
    dialog.main_button.click()
    assert targets(workplace) == {
        (Measure.CALLS, Period.WEEK): 15,
        (Measure.THANKS_IN_TIME, Period.WEEK): 2,
        (Measure.WELL_PREPARED, Period.MONTH): 2,
    }
    workplace.desk.undo()
    assert targets(workplace)[Measure.GIVEN, Period.WEEK] == 1


def test_letters_are_no_number(dialog: GoalsDialog, qtbot: QtBot) -> None:
    number = dialog.numbers[Measure.CARDS, Period.WEEK]
    qtbot.keyClicks(number, "a-7x")
    assert number.text() == "7"


def test_nothing_changed_is_nothing_done(dialog: GoalsDialog, workplace: Workplace) -> None:
    before = workplace.desk.undo_state().undo
    dialog.main_button.click()
    assert workplace.desk.undo_state().undo == before
    assert not dialog.isVisible()

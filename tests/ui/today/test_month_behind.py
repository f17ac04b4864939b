"""Today offers to plan the rest of a referral month anew when it is behind."""

from datetime import date

import months
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from refdesk.domain.today import Look
from refdesk.services.today import Section
from refdesk.ui.today.today_page import TodayPage
from refdesk.ui.workplace import Workplace


def test_the_line_of_a_month_that_is_behind_asks_for_its_new_plan(
    qtbot: QtBot, workplace: Workplace, office: Office, clock: TestClock
) -> None:
    office.stages()
    office.contact("Ana", "Lind", phone="(614) 555-0101")
    office.contact("Bo", "Lind", phone="(614) 555-0102")
    month = months.all_on(office.desk, office.desk.today(), last=date(2026, 11, 30))
    clock.forward(days=1)
    page = TodayPage(workplace)
    qtbot.addWidget(page)
    page.resize(1236, 836)
    page.show()
    (row,) = [row for row in page.rows() if row.line.look is Look.BEHIND]
    assert row.line.section is Section.CALLS
    assert "November 2026" in row.accessibleName()
    with qtbot.waitSignal(page.replan_wanted) as asked:
        qtbot.keyClick(row, Qt.Key.Key_Return)
    assert asked.args == [month]
    page.hide()

"""The head of a call: the number stays in sight whatever the name is."""

from datetime import date

import months
from office import Office
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import MayBeCalled
from refdesk.services import call_mode, campaign_days
from refdesk.ui.campaign.call_steps import Step
from refdesk.ui.campaign.call_top import CallTop
from refdesk.ui.widgets.scroll import ScrollArea

DAY, LAST = date(2026, 11, 18), date(2026, 11, 30)
ROOM = 420
LONG = "Wolfeschlegelsteinhausenbergerdorff"


def test_a_name_of_one_long_word_leaves_the_number_in_sight(qtbot: QtBot, office: Office) -> None:
    office.contact("Ana", LONG, phone="(614) 555-0100", may_be_called=MayBeCalled.YES)
    month = months.all_on(office.desk, DAY, last=LAST)
    (entry,) = office.desk.ask(campaign_days.day_entries, month, DAY)
    call = office.desk.ask(call_mode.call, entry.entry_id, DAY, office.working, office.desk.zone)
    window = QWidget()
    qtbot.addWidget(window)
    top = CallTop(window)
    area = ScrollArea(top, window)
    window.resize(ROOM, 300)
    area.resize(ROOM, 300)
    window.show()
    top.show_call(call, number=1, count=1, country="US", today=DAY, with_form=True)
    qtbot.waitUntil(lambda: top.width() <= ROOM and top._phone.width() >= top._phone.sizeHint().width())
    assert top._phone.mapTo(top, top._phone.rect().topRight()).x() < ROOM
    room = QRect(0, 0, top._name.width(), 1000)
    taken = top._name.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), top._name.text())
    assert taken.width() <= top._name.width(), "no letter of the name is cut"
    assert top._name.accessibleName() == f"Ana {LONG}"


def test_a_first_name_of_one_long_word_does_not_widen_the_script(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    step = Step(1, "Say hello", window)
    step.say(f"{LONG}{LONG}, it is Ana.")
    assert step.words.text().startswith(LONG)
    assert step.minimumSizeHint().width() < ROOM

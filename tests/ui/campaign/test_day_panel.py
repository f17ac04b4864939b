"""The lines of a day's calls: what a long name does to them."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import EntryState
from refdesk.domain.ids import ContactId, EntryId
from refdesk.services.campaign_days import DayEntry
from refdesk.ui.campaign.day_panel import EntryLine

TODAY = date(2026, 11, 18)
NARROW, WIDE = 330, 700
LONG = "Maximiliane Castellanos-Lind"
SHORT = DayEntry(
    number=1, entry_id=EntryId(1), try_id=None, contact_id=ContactId(1), name="Ana Lind", first_name="Ana",
    organisation="", phone="+16145550100", best_time="", rank=None, what_they_do="", good_lead_for_them="",
    last_touch_on=None, try_number=1, code=None, call_back_on=None, help_answer="", lead_for_them="",
    state=EntryState.OPEN, may_be_called=True,
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    made.resize(NARROW, 200)
    made.show()
    return made


def shown(window: QWidget, entry: DayEntry) -> EntryLine:
    line = EntryLine(entry, "US", TODAY, window)
    column = window.layout()
    assert column is not None
    column.addWidget(line)
    line.show()
    column.activate()
    return line


def is_below(line: EntryLine) -> bool:
    """Whether the phone stands below the name, and both are whole."""
    name, phone = line._name.geometry(), line._phone.geometry()
    whole = name.width() >= line._name.fontMetrics().horizontalAdvance(line.entry.name)
    return phone.top() >= name.bottom() and whole and phone.width() >= line._phone.sizeHint().width()


def test_a_long_name_puts_the_phone_below_it(window: QWidget, qtbot: QtBot) -> None:
    short = shown(window, SHORT)
    long = shown(window, replace(SHORT, name=LONG))
    qtbot.waitUntil(lambda: is_below(long))
    assert not is_below(short)
    assert long.sizeHint().height() > short.sizeHint().height()
    assert long._detail.geometry().top() >= long._phone.geometry().bottom(), "nothing lies on the phone"
    assert long._detail.geometry().bottom() < long.height(), "the last line is not cut off"


def test_a_line_follows_the_width_and_the_result(window: QWidget, qtbot: QtBot) -> None:
    line = shown(window, replace(SHORT, name=LONG))
    high = line.sizeHint().height()
    window.resize(WIDE, 200)
    qtbot.waitUntil(lambda: not is_below(line))
    window.resize(NARROW, 200)
    qtbot.waitUntil(lambda: is_below(line))
    line.show_entry(replace(line.entry, code=Code.TALKED), "US", TODAY)
    assert line.sizeHint().height() < high, "the phone is not shown any more"

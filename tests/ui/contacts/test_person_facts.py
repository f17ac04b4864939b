"""Facts stand in columns; what must not be cut goes on below."""

from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.services import households, person
from refdesk.services.desk import Desk
from refdesk.ui.contacts import person_facts
from refdesk.ui.contacts.person_facts import Fact, PersonFacts
from refdesk.ui.widgets.label import Label

ADDRESS = "1161 Lark Lane West, Westerville Heights, OH 43081"


def test_an_address_is_never_cut(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    facts = PersonFacts(window)
    facts.setFixedWidth(600)
    facts.show_facts([Fact("phone", "(614) 555-0173", "Phone"), Fact("house", ADDRESS, "Address", wraps=True)])
    window.show()
    facts.adjustSize()
    (words,) = [each for each in facts.findChildren(Label) if each.text() == ADDRESS]
    assert words.wordWrap()
    assert words.heightForWidth(words.width()) > words.fontMetrics().height() * 1.5
    assert words.height() >= words.heightForWidth(words.width())


def test_where_a_household_lives_is_never_cut_either(desk: Desk, people: Any) -> None:
    desk.do(households.together, (people.ana, people.cleo))
    shown = desk.ask(person.panel, people.ana, desk.today(), ZoneInfo("America/New_York"))
    (home,) = [each for each in person_facts.facts_of(shown, today=desk.today(), country="US") if each.icon == "house"]
    assert home.words.startswith("With Cleo Ruiz")
    assert home.wraps

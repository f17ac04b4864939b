"""The numbers of the rules in Settings: each saved by itself, with its default, and refused in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain import rules
from refdesk.domain.profile import starting
from refdesk.services import business
from refdesk.ui.settings.editors import NumberEditor
from refdesk.ui.settings.row import SettingRow
from refdesk.ui.settings.rules_section import RulesSection
from refdesk.ui.workplace import Workplace


@pytest.fixture
def section(workplace: Workplace, window: QWidget) -> RulesSection:
    workplace.desk.do(business.save, starting("US", business_name="Fernhollow", owner="Nadia Fern"))
    made = RulesSection(workplace, window)
    for _step in made.build():
        pass
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show_saved(workplace.desk.ask(business.load).rules)
    return made


def _type(row: SettingRow, words: str, qtbot: QtBot) -> None:
    editor = row.editor
    assert isinstance(editor, NumberEditor)
    editor.line.setFocus()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, words)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    editor.line.clearFocus()


def test_each_number_is_shown_with_its_default_and_what_it_changes(section: RulesSection) -> None:
    assert list(section.rows) == [each.name for each in rules.all_of()]
    for row in section.rows.values():
        assert row.field.editor.accessibleName() or row.field.editor.focusProxy().accessibleName()
        assert row.back is None, "there is nothing to go back to"


def test_a_number_is_saved_undone_and_put_back(
    section: RulesSection, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    row = section.rows["ask_days"]
    _type(row, "60", qtbot)
    assert workplace.desk.ask(business.load).rules.ask_days == 60
    assert workplace_said.done == ["Between two direct asks saved"]
    section.show_saved(workplace.desk.ask(business.load).rules)
    assert row.back.words() == "Back to default: 90"
    row.back.click()
    assert workplace.desk.ask(business.load).rules.ask_days == 90


@pytest.mark.parametrize("words", ["many", "0", "-3", "99999999"])
def test_what_is_no_such_number_is_refused_in_words(
    section: RulesSection, workplace: Workplace, words: str, qtbot: QtBot
) -> None:
    row = section.rows["update_then"]
    _type(row, words, qtbot)
    assert row.field.error() == "Type a number from 1 to 365."
    assert workplace.desk.ask(business.load).rules.update_then == 28


def test_a_search_leaves_each_number_under_its_head(section: RulesSection) -> None:
    def heads() -> list[str]:
        return [words[names[0]] for head, names in section._groups if not head.isHidden()]

    words = rules.HEADS
    list(section.filter(""))
    assert heads() == list(words.values())
    list(section.filter("birthday"))
    assert heads() == ["Birthdays and other days"]
    list(section.filter("zeppelin"))
    assert heads() == []

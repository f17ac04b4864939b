"""Texts that people hear: the coach and the reading-ease hint follow each key, and the page that shows them opens."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk import i18n
from refdesk.domain.hand_outs import Kind
from refdesk.domain.profile import Profile
from refdesk.ui.reports.all_kinds import all_kinds
from refdesk.ui.settings import sections, used_in
from refdesk.ui.settings.said_row import SaidRow
from refdesk.ui.settings.section import Section
from refdesk.ui.workplace import Workplace


@pytest.fixture
def taught(window: QWidget, workplace: Workplace) -> Section:  # noqa: ARG001 - the look of the windows
    made = sections.people_who_refer(window)
    window.layout().addWidget(made)
    return made


@pytest.fixture
def business(window: QWidget, workplace: Workplace) -> Section:  # noqa: ARG001 - the look of the windows
    made = sections.business(window)
    window.layout().addWidget(made)
    return made


def row(section: Section, name: str) -> SaidRow:
    return next(each for each in section.findChildren(SaidRow) if each.name == name)


def test_the_coach_counts_and_names_while_it_is_typed(business: Section, qtbot: QtBot) -> None:
    tagline = row(business, "tagline")
    tagline.show_value("")
    assert tagline.remark.text().startswith("Say in about eight words")
    line = tagline.editor.focusProxy()
    qtbot.keyClicks(line, "Innovative kitchens for old houses")
    assert tagline.remark.text().startswith("5 words. Everybody says “innovative”.")
    assert "is repeated" in tagline.remark.text()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    qtbot.keyClicks(line, "Cold rooms in old houses, warm by winter")
    assert tagline.remark.text() == "8 words. Say it aloud once: a friend can repeat that."


def test_a_long_sentence_is_named_and_a_short_one_praised(taught: Section) -> None:
    treat = row(taught, "how_we_treat")
    treat.show_value("We call on the same day.")
    assert treat.remark.text() == "Easy to say"
    treat.show_value("We call. " + "and we tell you " * 8)
    assert treat.remark.text() == "One long sentence: split the second"
    treat.show_value("")
    assert treat.remark.isHidden()


@pytest.fixture
def german() -> Iterator[None]:
    i18n.use("de_DE")
    yield
    i18n.use(i18n.DEFAULT_LOCALE)


@pytest.mark.usefixtures("german")
def test_other_languages_are_not_judged(taught: Section) -> None:
    treat = row(taught, "how_we_treat")
    treat.show_value("We call on the same day.")
    assert treat.remark.isHidden()


def test_each_text_leads_to_the_report_that_shows_it(taught: Section, qtbot: QtBot) -> None:
    different = row(taught, "different")
    assert different.see is not None
    with qtbot.waitSignal(different.page_wanted) as wanted:
        different.see.click()
    assert wanted.args == ["hand-out-who"]


def test_every_use_names_a_setting_and_a_report_that_there_is() -> None:
    assert set(used_in.USES) <= set(Profile.__dataclass_fields__)
    assert {used_in.report_of(kind) for kind in Kind} <= {each.key for each in all_kinds()}

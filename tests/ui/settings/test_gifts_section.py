"""Gifts in Settings: rules and tax year follow the country until they are chosen, the trade suggests the mode."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.services import business, gift_limits
from refdesk.ui.settings.gifts_section import GiftsSection, YearStartEditor
from refdesk.ui.settings.settings_page import SettingsPage
from refdesk.ui.workplace import Workplace

LOWEST = "tax_year_start"


@pytest.fixture
def page(workplace: Workplace, window: QWidget) -> SettingsPage:
    kept = workplace.desk.ask(business.load)
    workplace.desk.do(business.save, replace(kept, business_name="Fern Title Agency", owner="Nadia Fern"))
    made = SettingsPage(workplace, window)
    made.resize(window.size())
    made.show()
    return made


def section(page: SettingsPage) -> GiftsSection:
    found = page.findChild(GiftsSection)
    assert isinstance(found, GiftsSection)
    return found


def test_rules_and_tax_year_follow_the_country(page: SettingsPage, workplace: Workplace) -> None:
    page.rows["country"].editor.offered.emit("GB")
    rules = workplace.desk.ask(gift_limits.rules)
    assert (rules.rule_set.value, rules.start.kept) == ("uk", "04-06")
    year = page.rows["tax_year_start"].editor
    assert isinstance(year, YearStartEditor)
    assert (year.month.value(), year.day.value()) == (4, 6)
    assert "2026/27" in page.rows["tax_year_start"].field.hint()
    assert "£50.00 a person or household a year" in page.rows["gift_rules"].field.hint()


def test_a_day_that_not_every_year_has_is_refused_beside_it(page: SettingsPage, workplace: Workplace) -> None:
    year = page.rows["tax_year_start"].editor
    assert isinstance(year, YearStartEditor)
    year.month.set_value(2)
    year.day.set_value(29)
    year.month.chosen.emit(2)
    assert page.rows["tax_year_start"].field.error() == "Choose a day that every year has."
    year.month.set_value(7)
    year.day.set_value(1)
    year.month.chosen.emit(7)
    assert page.rows["tax_year_start"].field.error() == ""
    assert workplace.desk.ask(business.load).tax_year_start == "07-01"


def test_the_trade_suggests_what_to_give_and_the_suggestion_goes_once_it_is_taken(
    page: SettingsPage, workplace: Workplace
) -> None:
    mode = page.rows["gift_mode"]
    assert "settlement and mortgages" in mode.field.hint()
    mode.editor.offered.emit("notes_only")
    assert workplace.desk.ask(gift_limits.rules).mode.value == "notes_only"
    assert "settlement and mortgages" not in mode.field.hint()


def test_the_buttons_lead_to_limits_and_rewards(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.limits_wanted, timeout=500):
        section(page).limits.click()
    with qtbot.waitSignal(page.rewards_wanted, timeout=500):
        section(page).rewards.click()

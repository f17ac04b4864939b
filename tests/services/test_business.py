"""The settings of the business come back as they were given."""

from dataclasses import replace
from datetime import date, time

import pytest
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.profile import Paper, Profile
from refdesk.domain.working_time import Away, Hours
from refdesk.errors import Refused
from refdesk.services import business
from refdesk.services.desk import Desk

FULL = Profile(
    business_name="Müller & Söhne", owner="Ana", trade="Plumber", phone="+1 614 555 0173", address=Address(city="Köln"),
    country="DE", region="NW", zone="Europe/Berlin", week=(Hours(time(7, 30), time(16)), *(None,) * 6),
    days_off=(date(2026, 12, 24),), away=(Away(date(2026, 8, 1), date(2026, 8, 14)),), currency="EUR", paper=Paper.A4,
    discreet=True, minutes_a_day=80, different="One crew from start to end", ideal_client="Owners of old houses",
    problems_solved="Cold floors\nDripping taps", how_we_treat="We call on the same day\nWe tell you how it went",
    rewards="Dinner for two",
)  # fmt: skip


def test_every_setting_comes_back(desk: Desk) -> None:
    desk.do(business.save, FULL)
    assert desk.ask(business.load) == FULL
    assert desk.ask(business.working_time) == FULL.working_time


def test_a_new_file_has_the_defaults(desk: Desk) -> None:
    assert desk.ask(business.load) == Profile()


def test_one_change_is_one_row_and_one_undo(desk: Desk) -> None:
    desk.do(business.save, FULL)
    desk.do(business.save, replace(FULL, tagline="Warm floors by spring"))
    desk.undo()
    assert desk.ask(business.load) == FULL


def test_the_zone_of_the_business_decides_its_day(desk: Desk) -> None:
    desk.do(business.save, replace(FULL, zone="Pacific/Kiritimati"))
    assert desk.today() == date(2026, 11, 19)
    desk.undo()
    assert desk.today() == date(2026, 11, 18)


def test_wrong_settings_are_refused_by_name(desk: Desk) -> None:
    with pytest.raises(Refused) as told:
        desk.do(business.save, replace(FULL, zone="Mars/Olympus", business_name=" "))
    assert {problem.field for problem in told.value.problems} == {"zone", "business_name"}


def test_amounts_that_are_kept_cannot_be_counted_in_other_decimals(office: Office) -> None:
    office.desk.do(business.save, replace(FULL, currency="USD"))
    office.desk.do(business.save, replace(FULL, currency="JPY"))
    office.desk.do(business.save, replace(FULL, currency="USD"))
    office.referral(value_expected_minor=250_000)
    with pytest.raises(Refused, match="Begin a new file for JPY"):
        office.desk.do(business.save, replace(FULL, currency="JPY"))
    office.desk.do(business.save, replace(FULL, currency="EUR"))
    assert office.desk.ask(business.load).currency == "EUR"

from dataclasses import fields, replace
from datetime import date, time

import pytest

from refdesk.domain import profile
from refdesk.domain.profile import Paper, Profile
from refdesk.domain.working_time import OFFICE_WEEK, Away, Hours

FERNHOLLOW = profile.starting("US", business_name="Fernhollow", owner="Nadia Kerr")


def test_a_new_business_begins_with_what_its_country_uses() -> None:
    german = profile.starting("DE", business_name="Fernhollow", owner="Nadia Kerr")
    assert (FERNHOLLOW.currency, FERNHOLLOW.paper, FERNHOLLOW.zone) == ("USD", Paper.LETTER, "America/New_York")
    assert (german.currency, german.paper, german.zone) == ("EUR", Paper.A4, "Europe/Berlin")
    assert profile.problems(FERNHOLLOW) == profile.problems(german) == ()


def test_the_working_time_is_the_one_of_the_settings() -> None:
    working = replace(FERNHOLLOW, days_off=(date(2026, 11, 18),), away=(Away(date(2026, 12, 1), date(2026, 12, 2)),),
                      keeps_holidays=False).working_time  # fmt: skip
    assert working.zone == "America/New_York"
    assert working.working_day_from(date(2026, 11, 18)) == date(2026, 11, 19)
    assert working.working_day_from(date(2026, 12, 1)) == date(2026, 12, 3)
    assert working.is_working_day(date(2026, 11, 26))
    assert not FERNHOLLOW.working_time.is_working_day(date(2026, 11, 26))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"business_name": " "}, "business_name"),
        ({"owner": ""}, "owner"),
        ({"tagline": "x" * 201}, "tagline"),
        ({"different": "x" * 2_001}, "different"),
        ({"ideal_client": "x" * 2_001}, "ideal_client"),
        ({"problems_solved": "x" * 2_001}, "problems_solved"),
        ({"how_we_treat": "x" * 2_001}, "how_we_treat"),
        ({"rewards": "x" * 2_001}, "rewards"),
        ({"email": "nobody"}, "email"),
        ({"phone": "none"}, "phone"),
        ({"site": "my site"}, "site"),
        ({"country": "XX"}, "country"),
        ({"zone": "Mars/Base"}, "zone"),
        ({"zone": "../etc"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"currency": "XYZ"}, "currency"),
        ({"week": (None,) * 7}, "week"),
        ({"week": OFFICE_WEEK[:6]}, "week"),
        ({"week": (Hours(time(17), time(9)), *OFFICE_WEEK[1:])}, "week"),
        ({"away": (Away(date(2026, 12, 2), date(2026, 12, 1)),)}, "away"),
        ({"minutes_a_day": 7}, "minutes_a_day"),
        ({"backup_folder": "b", "second_backup_folder": "b"}, "second_backup_folder"),
        ({"script_hello": "{{ prospect }}"}, "script_hello"),
        ({"script_help": "{{ first_name }}"}, "script_help"),
        ({"script_ask": "{{ fir"}, "script_ask"),
    ],
)
def test_wrong_settings_are_named(changed: dict[str, object], field: str) -> None:
    found = profile.problems(replace(FERNHOLLOW, **changed))  # type: ignore[arg-type]
    assert {problem.field for problem in found} == {field}


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes_a_day": 8},
        {"minutes_a_day": 1_440},
        {"rewards": "x" * 2_000},
        {"away": (Away(date(2026, 12, 1), date(2026, 12, 1)),)},
    ],
)
def test_the_edges_of_settings_are_right(changed: dict[str, object]) -> None:
    assert profile.problems(replace(FERNHOLLOW, **changed)) == ()  # type: ignore[arg-type]


def test_every_setting_has_a_title() -> None:
    assert all(profile.title(each.name) for each in fields(Profile))
    assert profile.title("script_help") == "Help first"

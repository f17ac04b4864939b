"""Rule 4: how long an introduction is awaited, and the words with which it is asked for."""

from dataclasses import replace
from datetime import date

import pytest

from refdesk.domain import introducing
from refdesk.domain.introducing import Way, Wish
from refdesk.domain.profile import Profile
from refdesk.domain.working_time import Away, WorkingTime

WORKING = WorkingTime(zone="America/New_York", country="US", region="OH")
WISH = Wish("Ana", "Theo Marchetti", "Theo", "A kitchen in a 1920s house")
PROFILE = Profile(
    business_name="Fernhollow", owner="Ines Novak", tagline="Old houses, new kitchens", phone="(614) 555-0100",
    email="ines@example.com",
)  # fmt: skip


def due(asked_on: str, working: WorkingTime = WORKING) -> date:
    return working.date_of(introducing.clock(date.fromisoformat(asked_on), working).due_at)


@pytest.mark.parametrize(
    ("asked_on", "expected"),
    [
        ("2026-11-16", "2026-11-19"),
        ("2026-11-18", "2026-11-23"),  # over a weekend
        ("2026-11-21", "2026-11-25"),  # asked on a Saturday
        ("2026-11-25", "2026-12-01"),  # over Thanksgiving
        ("2028-02-28", "2028-03-02"),  # February 29 is a working day
        ("2026-03-06", "2026-03-11"),  # the clocks go forward
    ],
)
def test_rule_4_three_working_days_then_it_is_time_to_ask_again(asked_on: str, expected: str) -> None:
    assert due(asked_on) == date.fromisoformat(expected)


def test_rule_4_who_is_away_waits_until_back() -> None:
    away = replace(WORKING, away=(Away(date(2026, 11, 17), date(2026, 11, 22)),))
    assert due("2026-11-16", away) == date(2026, 11, 25)


def test_after_an_introduction_the_call_is_due_on_the_next_working_day() -> None:
    clock = introducing.call_clock(date(2026, 11, 20), WORKING)
    assert WORKING.date_of(clock.due_at) == date(2026, 11, 23)


def test_a_message_has_a_part_to_forward_as_it_is() -> None:
    assert introducing.text(WISH, Way.MESSAGE, PROFILE) == (
        "Ana, would you introduce me to Theo Marchetti? Here are a few lines that you can forward as they are:\n\n"
        "Hello Theo, this is Ines Novak of Fernhollow, of whom I told you. Old houses, new kitchens. "
        "I thought of them for this: A kitchen in a 1920s house. Is it all right if you two talk for ten minutes?\n"
        "(614) 555-0100, ines@example.com\n\n"
        "Thank you, Ines"
    )


@pytest.mark.parametrize("way", Way)
def test_every_way_has_its_words_with_and_without_a_profile(way: Way) -> None:
    for profile in (PROFILE, Profile()):
        for wish in (WISH, replace(WISH, need="")):
            text = introducing.text(wish, way, profile)
            assert text.startswith("Ana, would you ")
            assert "Theo Marchetti" in text
            assert ("kitchen in a 1920s house" in text) is bool(wish.need)
            assert not any(mark in text for mark in ("{", "}", "  ", " ,", ".."))
            assert text == text.strip()

"""A referral that we gave: ten days later we ask how it went, and the letter says no more than is known."""

from datetime import date, time

import pytest

from refdesk.domain import giving
from refdesk.domain.giving import Party
from refdesk.domain.profile import Profile, starting
from refdesk.domain.working_time import Away, WorkingTime

NEW_YORK = WorkingTime(zone="America/New_York", country="US")
NADIA = starting("US", business_name="Fernhollow", owner="Nadia Fern")


@pytest.mark.parametrize(
    ("given_on", "due_on"),
    [
        (date(2026, 11, 2), date(2026, 11, 12)),
        (date(2026, 11, 4), date(2026, 11, 16)),  # the tenth day is a Saturday
        (date(2026, 11, 16), date(2026, 11, 27)),  # Thanksgiving
        (date(2028, 2, 19), date(2028, 2, 29)),  # the leap day is a day like others
        (date(2027, 2, 19), date(2027, 3, 1)),
        (date(2026, 3, 3), date(2026, 3, 13)),  # the clocks go forward in between
    ],
)
def test_after_ten_days_it_is_due_by_the_close_of_a_working_day(given_on: date, due_on: date) -> None:
    clock = giving.clock(given_on, NEW_YORK)
    assert clock.began_at == NEW_YORK.start_of(giving.check_back_on(given_on))
    assert NEW_YORK.local(clock.due_at).date() == due_on
    assert NEW_YORK.local(clock.due_at).time() == time(17)
    assert clock.overdue_at > clock.due_at


def test_away_dates_move_it() -> None:
    away = WorkingTime(zone="America/New_York", away=(Away(date(2026, 11, 10), date(2026, 11, 17)),))
    assert away.date_of(giving.clock(date(2026, 11, 2), away).due_at) == date(2026, 11, 18)


def test_the_letter_names_both_the_need_and_how_they_reach_each_other() -> None:
    omar = Party("Omar Benali", "Omar", "Roofs that last", "(614) 555-0112", "omar@example.com")
    letter = giving.letter(omar, Party("Eva Lind", "Eva", phone="(614) 555-0187"), "A roof that leaks", NADIA)
    assert letter.startswith("Hello Eva, hello Omar,\n\n")
    assert "This is what Eva Lind is looking for: A roof that leaks." in letter
    assert "Omar Benali: Roofs that last." in letter
    assert "Eva Lind: (614) 555-0187\nOmar Benali: (614) 555-0112, omar@example.com" in letter
    assert letter.endswith("Warm regards,\nNadia Fern\nFernhollow")


def test_what_is_not_known_leaves_no_gap() -> None:
    letter = giving.letter(Party("Omar Benali", "Omar"), Party("Eva Lind", "Eva"), " ", Profile())
    assert "looking for" not in letter
    assert ": " not in letter
    assert "\n\n\n" not in letter
    assert letter == letter.strip()

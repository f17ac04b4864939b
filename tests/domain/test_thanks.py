from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from refdesk.domain import thanks
from refdesk.domain.rules import Rules
from refdesk.domain.thanks import Part, PartState
from refdesk.domain.working_time import WorkingTime

NEW_YORK = WorkingTime(zone="America/New_York", country="US")
WEDNESDAY = datetime(2026, 11, 18, 13, 55, tzinfo=UTC)
LATER = WEDNESDAY + timedelta(days=1)


def test_thanks_open_with_a_word_today_and_a_card_on_the_second_working_day() -> None:
    word, card = thanks.opening(WEDNESDAY, NEW_YORK)
    assert (word.part, NEW_YORK.local(word.due_at).strftime("%a %H:%M")) == (Part.WORD, "Wed 17:00")
    assert (card.part, NEW_YORK.local(card.due_at).strftime("%a %H:%M")) == (Part.CARD, "Fri 17:00")


@pytest.mark.parametrize("part", [Part.CARD, Part.GIFT, Part.REWARD])
def test_all_but_the_word_have_the_time_of_the_card(part: Part) -> None:
    assert thanks.clock(part, WEDNESDAY, NEW_YORK) == NEW_YORK.card(WEDNESDAY)
    assert thanks.clock(Part.WORD, WEDNESDAY, NEW_YORK) == NEW_YORK.first_contact(WEDNESDAY)


@pytest.mark.parametrize(
    ("parts", "following"),
    [
        ([PartState(Part.CARD, LATER), PartState(Part.WORD, LATER)], Part.WORD),
        ([PartState(Part.WORD, LATER, done_at=LATER), PartState(Part.CARD, LATER)], Part.CARD),
        ([PartState(Part.WORD, LATER, waived_at=LATER), PartState(Part.CARD, LATER, done_at=LATER),
          PartState(Part.REWARD, LATER)], Part.REWARD),
        ([PartState(Part.WORD, LATER, done_at=LATER)], None),
        ([], None),
    ],
)  # fmt: skip
def test_the_next_part_is_the_first_still_owed(parts: list[PartState], following: Part | None) -> None:
    assert thanks.next_part(parts) is following


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-11-18T23:00-05:00", 0),
        ("2026-11-19T00:01-05:00", 1),
        ("2026-11-24T09:00-05:00", 6),
        ("2026-11-25T09:00-05:00", 7),
        ("2027-11-25T09:00-05:00", 7),
        ("2026-11-17T09:00-05:00", 0),
    ],
)
def test_the_track_counts_days_of_the_business(now: str, day: int) -> None:
    assert thanks.day_number(WEDNESDAY, datetime.fromisoformat(now).astimezone(UTC), NEW_YORK) == day


def test_the_clock_goes_on_as_long_as_the_rules_say() -> None:
    later = replace(NEW_YORK, rules=Rules(card_overdue_days=14))
    now = datetime.fromisoformat("2026-11-29T09:00-05:00").astimezone(UTC)
    assert thanks.day_number(WEDNESDAY, now, later) == 11
    assert thanks.day_number(WEDNESDAY, now, NEW_YORK) == 7

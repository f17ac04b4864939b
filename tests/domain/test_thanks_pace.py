"""How soon people are thanked: an average from five on, a share from twenty on."""

from datetime import UTC, datetime, timedelta

import pytest

from refdesk.domain import thanks_pace
from refdesk.domain.thanks import Part
from refdesk.domain.thanks_pace import Owed
from refdesk.domain.working_time import Away, WorkingTime

WORKING = WorkingTime()
# A Wednesday at ten.
OPENED = datetime(2026, 11, 18, 10, tzinfo=UTC)
NOW = OPENED + timedelta(days=30)


def owed(part: Part, after: timedelta | None) -> Owed:
    clock = WORKING.first_contact(OPENED) if part is Part.WORD else WORKING.card(OPENED)
    return Owed(OPENED, clock.due_at, None if after is None else OPENED + after)


def test_a_word_is_measured_in_hours_of_work() -> None:
    over_night = [owed(Part.WORD, timedelta(hours=24))] * 5
    pace = thanks_pace.of(Part.WORD, over_night, NOW, WORKING)
    assert (pace.average, pace.in_time, pace.decided) == (8.0, 0, 5)


def test_a_card_is_measured_in_working_days() -> None:
    over_the_weekend = [owed(Part.CARD, timedelta(days=5))] * 4 + [owed(Part.CARD, timedelta(days=1))]
    pace = thanks_pace.of(Part.CARD, over_the_weekend, NOW, WORKING)
    assert pace.average == pytest.approx((3 * 4 + 1) / 5)
    assert pace.in_time == 1


def test_four_say_nothing_about_the_fifth() -> None:
    pace = thanks_pace.of(Part.WORD, [owed(Part.WORD, timedelta(hours=1))] * 4, NOW, WORKING)
    assert (pace.done, pace.average, pace.percent) == (4, None, None)


def test_what_is_still_open_counts_once_its_time_is_over() -> None:
    open_ones = [owed(Part.WORD, None)] * 20
    assert thanks_pace.of(Part.WORD, open_ones, OPENED, WORKING).decided == 0
    late = thanks_pace.of(Part.WORD, open_ones, NOW, WORKING)
    assert (late.decided, late.percent, late.done) == (20, 0, 0)


def test_being_away_is_no_delay() -> None:
    away = WorkingTime(away=(Away(OPENED.date(), OPENED.date() + timedelta(days=7)),))
    told = [owed(Part.WORD, timedelta(days=7, hours=24))] * 20
    assert thanks_pace.of(Part.WORD, told, NOW, away).percent == 100

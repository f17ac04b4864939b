"""Rule 7: keep in touch by rank; any touch resets the time; five people a day."""

from datetime import date, timedelta

import pytest

from refdesk.domain import keeping_in_touch as rules
from refdesk.domain.keeping_in_touch import Waiting
from refdesk.domain.ranking import Rank
from refdesk.domain.working_time import DueState, WorkingTime

TODAY = date(2026, 11, 18)
WORKING = WorkingTime(zone="America/New_York")


@pytest.mark.parametrize(("rank", "days"), [(Rank.A_PLUS, 30), (Rank.A, 45), (Rank.B, 90), (Rank.C, 180)])
def test_each_rank_has_its_days(rank: Rank, days: int) -> None:
    assert rules.every(rank) == days
    assert rules.touched_by(rank, TODAY) == TODAY - timedelta(days=days)


def test_those_who_are_not_asked_are_never_named() -> None:
    assert Rank.D not in rules.RANKS
    assert list(rules.RANKS) == [Rank.A_PLUS, Rank.A, Rank.B, Rank.C]


def test_a_word_is_due_on_its_day_late_after_it_and_never_red() -> None:
    one = Waiting(Rank.A_PLUS, TODAY - timedelta(days=30))
    clock = rules.clock(one, TODAY, WORKING)
    assert WORKING.date_of(clock.due_at) == TODAY
    assert clock.state(WORKING.open_of(TODAY)) is DueState.DUE
    assert clock.state(WORKING.open_of(TODAY + timedelta(days=1))) is DueState.LATE
    for days in (1, 30, 31, 4000):
        later = TODAY + timedelta(days=days)
        assert rules.clock(one, later, WORKING).state(WORKING.close_of(later)) is DueState.LATE


def test_somebody_never_met_is_due_today() -> None:
    one = Waiting(Rank.B, None)
    assert WORKING.date_of(rules.clock(one, TODAY, WORKING).due_at) == TODAY
    assert rules.words(one, TODAY) == "Never yet"
    assert rules.words(Waiting(Rank.B, TODAY - timedelta(days=92)), TODAY) == "92 days"


def test_five_people_a_day() -> None:
    assert [rules.left_today(done) for done in (0, 4, 5, 9)] == [5, 1, 0, 0]

"""Clocks of rows say what the rules say, whatever they share with others."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain.thanks import Part
from refdesk.domain.working_time import Away, Clock, DueState, WorkingTime
from refdesk.services.clocks import Clocks

WORKING = WorkingTime(zone="America/New_York", country="US", away=(Away(date(2026, 11, 12), date(2026, 11, 16)),))
SIX_WEEKS = st.integers(0, 42 * 24 * 60 - 1)
MOMENTS = SIX_WEEKS.map(lambda minutes: datetime(2026, 10, 25, tzinfo=UTC) + timedelta(minutes=minutes))


@given(st.lists(MOMENTS, min_size=1, max_size=8), MOMENTS)
def test_a_shared_clock_is_the_clock_of_the_rules(received: list[datetime], now: datetime) -> None:
    clocks = Clocks(now, WORKING)
    for moment in received:
        rule = WORKING.moved(WORKING.first_contact(moment))
        face = clocks.first_contact(moment)
        assert (face.due_at, face.overdue_at, face.state) == (rule.due_at, rule.overdue_at, rule.state(now))
        assert face.words == WORKING.words(rule, now)
        assert face.share_gone == WORKING.share_gone(rule, now)


def test_a_part_keeps_the_due_moment_it_was_given() -> None:
    opened = datetime(2026, 11, 18, 15, tzinfo=UTC)
    given_due = opened + timedelta(days=1)
    for part in (Part.WORD, Part.CARD):
        face = Clocks(opened + timedelta(days=2), WORKING).part(part, opened, given_due)
        assert face.due_at == given_due
        assert face.state is not DueState.DUE


def test_an_absence_entered_later_moves_the_clock() -> None:
    due, overdue = datetime(2026, 11, 12, 22, tzinfo=UTC), datetime(2026, 11, 13, 22, tzinfo=UTC)
    face = Clocks(datetime(2026, 11, 14, tzinfo=UTC), WORKING).face(Clock(due - timedelta(hours=5), due, overdue))
    assert (WORKING.date_of(face.due_at), face.state) == (date(2026, 11, 17), DueState.DUE)

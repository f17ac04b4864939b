"""Rule 11: promises have a due date, and are kept in time or not; rule 14: rates only from twenty on."""

from datetime import date

import pytest

from refdesk.domain import promises, rates
from refdesk.domain.promises import Kept
from refdesk.domain.working_time import Away, WorkingTime

# Wednesday; Thursday the 26th is Thanksgiving; the 30th is a Monday off.
WORKING = WorkingTime(zone="America/New_York", country="US", away=(Away(date(2026, 11, 30), date(2026, 11, 30)),))
DUE = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("due", "kept_on", "dropped_on", "today", "how"),
    [
        (DUE, DUE, None, DUE, Kept.IN_TIME),
        (DUE, date(2026, 11, 17), None, DUE, Kept.IN_TIME),
        (DUE, date(2026, 11, 19), None, DUE, Kept.LATE),
        (DUE, None, None, DUE, Kept.RUNNING),
        (DUE, None, None, date(2026, 11, 19), Kept.NOT),
        (DUE, None, DUE, DUE, Kept.MOOT),
        (DUE, None, date(2026, 11, 19), date(2026, 11, 20), Kept.NOT),
        (date(2026, 11, 21), date(2026, 11, 23), None, DUE, Kept.IN_TIME),  # due on a Saturday, done on the Monday
        (date(2026, 11, 21), date(2026, 11, 24), None, DUE, Kept.LATE),
        (date(2026, 11, 26), date(2026, 11, 27), None, DUE, Kept.IN_TIME),  # due on a holiday
        (date(2026, 11, 28), None, None, date(2026, 12, 1), Kept.RUNNING),  # a weekend, then a day off
        (date(2026, 11, 28), None, None, date(2026, 12, 2), Kept.NOT),
    ],
)
def test_how_a_promise_was_kept(
    due: date, kept_on: date | None, dropped_on: date | None, today: date, how: Kept
) -> None:  # fmt: skip
    found = promises.kept(due, kept_on=kept_on, dropped_on=dropped_on, today=today, working=WORKING)
    assert found is how


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(19, 19, None), (0, 0, None), (20, 20, 100), (0, 20, 0), (13, 20, 65), (999, 1000, 99), (1, 1000, 1)],
)
def test_a_rate_needs_twenty_and_says_all_only_when_it_is_all(part: int, whole: int, percent: int | None) -> None:
    assert rates.percent(part, whole) == percent

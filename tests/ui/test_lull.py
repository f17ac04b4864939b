"""What nobody waits for is done while the window has nothing to do."""

import pytest

from refdesk.ui import lull
from refdesk.ui.lull import Lull


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return how long the thread worked at each look at its clock."""
    times: list[float] = [0.0]
    monkeypatch.setattr("time.thread_time", lambda: times.pop(0) if len(times) > 1 else times[0])
    return times


def test_a_thread_that_worked_is_left_alone(worked: list[float]) -> None:
    each = Lull()
    worked[:] = [1.0, 1.0 + lull.WORK_S / 2]
    assert [each.has_come(), each.has_come()] == [False, True]


def test_nobody_waits_for_ever(worked: list[float]) -> None:
    each = Lull()
    worked[:] = [float(turn) for turn in range(1, 2 * lull.PATIENCE)]
    assert [each.has_come() for _turn in range(lull.PATIENCE + 2)] == [*[False] * lull.PATIENCE, True, False]


def test_what_is_done_in_a_lull_does_not_end_it(worked: list[float]) -> None:
    each = Lull()
    worked[:] = [0.0, 1.0, 1.0]
    assert each.has_come()
    each.begin_anew()
    assert each.has_come()

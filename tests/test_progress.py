import contextlib
import threading
from collections.abc import Iterator

import pytest

from refdesk.errors import Cancelled
from refdesk.progress import SILENT, STEPS_BETWEEN_REPORTS, Progress

Told = tuple[int, int, str]


@pytest.fixture
def told() -> list[Told]:
    return []


@pytest.fixture
def progress(told: list[Told]) -> Progress:
    return Progress(lambda done, total, note: told.append((done, total, note)))


def test_every_item_comes_through_in_order(progress: Progress) -> None:
    assert list(progress.over(range(1000))) == list(range(1000))


def test_it_reports_at_the_start_now_and_then_and_at_the_end(progress: Progress, told: list[Told]) -> None:
    items = STEPS_BETWEEN_REPORTS + 1
    list(progress.over(range(items), note="Reading"))
    assert told == [(0, items, "Reading"), (STEPS_BETWEEN_REPORTS, items, "Reading"), (items, items, "Reading")]


def test_a_total_that_nobody_knows_is_zero(progress: Progress, told: list[Told]) -> None:
    def unknown() -> Iterator[int]:
        yield 1

    list(progress.over(unknown()))
    assert told == [(0, 0, ""), (0, 0, "")]


def test_a_given_total_is_told(progress: Progress, told: list[Told]) -> None:
    list(progress.over(iter("ab"), total=2))
    assert told[-1] == (2, 2, "")


def _stop_at(progress: Progress, last: int, items: int) -> int:
    """Work through the items, press Stop at one of them, and return how many were done."""
    done = 0
    with contextlib.suppress(Cancelled):
        for item in progress.over(range(items)):
            done += 1
            if item == last:
                progress.stop()
    return done


def test_stop_ends_the_work_within_its_next_steps(progress: Progress) -> None:
    assert 11 <= _stop_at(progress, last=10, items=10_000) <= 11 + STEPS_BETWEEN_REPORTS


def test_stop_is_heard_from_another_thread(progress: Progress) -> None:
    stopper = threading.Thread(target=progress.stop)
    stopper.start()
    stopper.join()
    with pytest.raises(Cancelled):
        progress.check()


def test_a_stop_at_the_last_item_still_counts(progress: Progress, told: list[Told]) -> None:
    assert _stop_at(progress, last=0, items=1) == 1
    assert told == [(0, 1, "")]


def test_the_silent_one_tells_nobody_and_goes_on() -> None:
    SILENT.say(1, 2, "nobody hears")
    assert list(SILENT.over([1, 2])) == [1, 2]

"""Garbage goes without a halt: what is many is looked through while the person is in another program."""

import gc
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from refdesk.ui import garbage
from refdesk.ui.garbage import Collecting

pytestmark = pytest.mark.usefixtures("collects_by_itself")


@pytest.fixture
def looked_through(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[int]:  # noqa: ARG001 - Qt runs
    """Return what is collected, by generation; nothing is."""
    collected: list[int] = []

    def note(generation: int = 2) -> int:
        collected.append(generation)
        return 0

    monkeypatch.setattr(gc, "collect", note)
    monkeypatch.setattr(garbage, "A_RUSH", 10**10)
    return collected


@pytest.mark.parametrize(
    ("counts", "state", "long", "expected"),
    [
        ((10, 99, 99), Qt.ApplicationState.ApplicationActive, -1.0, []),
        ((10**9, 0, 0), Qt.ApplicationState.ApplicationActive, -1.0, [0]),
        ((10**9, 99, 0), Qt.ApplicationState.ApplicationActive, -1.0, [1]),
        ((10**9, 99, 99), Qt.ApplicationState.ApplicationActive, 1.0, [2]),
        ((10**9, 99, 99), Qt.ApplicationState.ApplicationActive, -1.0, [1]),
        ((10**9, 99, 10**6), Qt.ApplicationState.ApplicationActive, -1.0, [2]),
        ((10**9, 99, 99), Qt.ApplicationState.ApplicationInactive, -1.0, [2]),
        ((10**9, 99, 99), Qt.ApplicationState.ApplicationHidden, -1.0, [2]),
    ],
    ids=[
        "nothing due",
        "young",
        "middle",
        "old ones at once",
        "old ones that take long",
        "far too many",
        "nobody is here",
        "nobody sees it",
    ],
)
def test_many_old_objects_wait_until_nobody_is_here(
    looked_through: list[int], monkeypatch: pytest.MonkeyPatch, counts: tuple[int, int, int],
    state: Qt.ApplicationState, long: float, expected: list[int],
) -> None:  # fmt: skip
    monkeypatch.setattr(gc, "get_count", lambda: counts)
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: state)
    monkeypatch.setattr(garbage, "LONG_S", long)
    monkeypatch.setattr(garbage, "MOST_YOUNG", 10**9)
    Collecting(None).collect_what_is_due()
    assert looked_through == expected


def test_young_ones_do_not_gather(looked_through: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (800, 0, 0))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(garbage, "MOST_YOUNG", 2_000)
    collecting = Collecting(None)
    for _turn in range(4):
        collecting.collect_what_is_due()
    assert looked_through == [0, 0, 1, 0]


def test_what_took_long_is_not_looked_through_again_while_the_person_is_here(
    looked_through: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter((0.0, 0.5, 1.0, 1.0))
    monkeypatch.setattr(gc, "get_count", lambda: (10**9, 99, 99))
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: Qt.ApplicationState.ApplicationActive)
    monkeypatch.setattr("time.thread_time", lambda: next(times))
    collecting = Collecting(None)
    for _turn in range(2):
        collecting.collect_what_is_due()
    assert looked_through == [2, 1]


def test_what_came_in_a_rush_is_put_by_until_nobody_is_here(
    looked_through: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    state = Qt.ApplicationState.ApplicationActive
    done: list[str] = []
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "get_count", lambda: (10**11, 99, 99))
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: state)
    for name in ("freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, partial(done.append, name))
    collecting = Collecting(None)
    collecting.collect_what_is_due()
    assert (done, looked_through) == (["freeze"], [])
    state = Qt.ApplicationState.ApplicationInactive
    collecting.collect_what_is_due()
    collecting.collect_what_is_due()
    assert (done, looked_through) == (["freeze", "unfreeze"], [2, 2])

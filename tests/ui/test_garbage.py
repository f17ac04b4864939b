"""Garbage goes without a halt: what is many is looked through while the person is in another program."""

import gc
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from refdesk.ui import garbage, lull
from refdesk.ui.garbage import Collecting

pytestmark = pytest.mark.usefixtures("collects_by_itself")

MOST = 2_000
ALL = 2
"""The generation that stands for all that is not put by."""


@pytest.fixture
def done(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[object]:  # noqa: ARG001 - Qt runs
    """Return what is done, a collection by its generation; nothing is."""
    told: list[object] = []

    def note(generation: int = ALL) -> int:
        told.append(generation)
        return 0

    monkeypatch.setattr(gc, "collect", note)
    for name in ("freeze", "unfreeze"):
        monkeypatch.setattr(gc, name, partial(told.append, name))
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(garbage, "MOST_AT_ONCE", MOST)
    monkeypatch.setattr(garbage, "AWAY_TURNS", 3)
    return told


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch, done: list[object]) -> Callable[..., list[object]]:
    """Return what takes one turn with so many young objects, and returns all that was done so far."""
    worked = 0.0
    monkeypatch.setattr("time.thread_time", lambda: worked)
    monkeypatch.setattr(lull, "PATIENCE", 2)
    collecting = Collecting(None)

    def take(young: int, *, is_here: bool = True, works: float = 0.0) -> list[object]:
        nonlocal worked
        worked += works
        state = Qt.ApplicationState.ApplicationActive if is_here else Qt.ApplicationState.ApplicationInactive
        monkeypatch.setattr(gc, "get_count", lambda: (young, 99, 99))
        monkeypatch.setattr(QGuiApplication, "applicationState", lambda: state)
        collecting.collect_what_is_due()
        return done

    return take


def test_a_few_new_objects_wait(turn: Callable[..., list[object]]) -> None:
    assert turn(700) == []


def test_what_stayed_is_looked_through_once_more_and_then_put_by(turn: Callable[..., list[object]]) -> None:
    for _turn in range(2):
        turn(800)
    assert turn(800) == [0, 0, ALL, "freeze"]
    assert turn(800)[4:] == [0], "it is not looked through again"


def test_a_window_that_opens_something_is_left_alone_for_a_while(turn: Callable[..., list[object]]) -> None:
    assert turn(800, works=1.0) == []
    assert turn(800) == [0]
    for _turn in range(2):
        turn(800, works=1.0)
    assert turn(800, works=1.0) == [0, 0], "but not for ever"


def test_what_came_in_a_rush_is_not_looked_through(turn: Callable[..., list[object]]) -> None:
    assert turn(MOST + 1) == ["freeze"]


def test_the_first_look_after_a_rush_is_a_whole_one(turn: Callable[..., list[object]]) -> None:
    turn(MOST + 1)
    assert turn(800) == ["freeze", ALL, "freeze"]
    assert turn(800)[3:] == [0]


def test_what_was_put_by_is_collected_once_the_person_is_away(turn: Callable[..., list[object]]) -> None:
    turn(MOST + 1)
    for _turn in range(2):
        turn(0, is_here=False)
    assert turn(0, is_here=False) == ["freeze", "unfreeze", ALL, "freeze"]
    assert turn(0, is_here=False)[4:] == [], "and once only"


def test_a_moment_in_another_program_is_no_time_to_collect(turn: Callable[..., list[object]]) -> None:
    turn(MOST + 1)
    for is_here in (False, False, True, False, False):
        turn(0, is_here=is_here)
    assert turn(0) == ["freeze"]


def test_what_comes_in_a_rush_while_nobody_is_here_is_collected(turn: Callable[..., list[object]]) -> None:
    assert turn(MOST + 1, is_here=False) == [ALL, "freeze"]

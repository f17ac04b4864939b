"""Slices give the event loop its turn, and never do what is no longer wanted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from refdesk.ui import slices
from refdesk.ui.slices import Slices
from refdesk.ui.widgets.line import AT_ONCE, Line, Lines


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch, whole_slices: None) -> None:  # noqa: ARG001 - comes after it
    """Let a slice end after each step."""
    monkeypatch.setattr(slices, "SLICE_S", 0.0)


def _noting(done: list[str], words: str) -> Iterator[None]:
    for letter in words:
        done.append(letter)
        yield


@pytest.mark.usefixtures("short")
def test_the_first_slice_comes_at_once_and_events_come_between_the_others(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    made = Slices(window)
    QTimer.singleShot(0, window, lambda: done.append("-"))
    made.run(_noting(done, "abc"))
    assert done == ["a"]
    qtbot.waitUntil(lambda: made.is_done)
    assert "".join(done).startswith("a-") or "".join(done).startswith("ab-")
    assert sorted(done) == ["-", "a", "b", "c"]


@pytest.mark.usefixtures("short")
def test_what_is_run_anew_takes_the_place_of_what_was_left(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    made = Slices(window)
    made.run(_noting(done, "abc"))
    made.run(_noting(done, "xyz"))
    qtbot.waitUntil(lambda: made.is_done)
    assert done == ["a", "x", "y", "z"]
    made.run(_noting(done, "mn"))
    made.stop()
    QCoreApplication.processEvents()
    assert made.is_done
    assert done == ["a", "x", "y", "z", "m"]


def test_what_comes_soon_lets_what_is_there_be_painted_first(
    qtbot: QtBot, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "AFTER_PAINT_MS", 50)
    done: list[str] = []
    made, stopped = Slices(window), Slices(window)
    made.run_soon(_noting(done, "abc"))
    stopped.run_soon(_noting(done, "xyz"))
    stopped.stop()
    QCoreApplication.processEvents()
    assert done == []
    qtbot.waitUntil(lambda: made.is_done)
    assert done == ["a", "b", "c"]


@pytest.mark.usefixtures("short")
def test_what_is_left_can_be_finished_at_once(window: QWidget) -> None:
    done: list[str] = []
    made = Slices(window)
    made.run(_noting(done, "abc"))
    made.finish()
    assert made.is_done
    made.finish()
    QCoreApplication.processEvents()
    assert done == ["a", "b", "c"]


@pytest.mark.usefixtures("short")
def test_two_take_turns_and_what_is_seen_comes_first(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    hidden = QWidget(window)
    one, other, unseen = Slices(window), Slices(window), Slices(hidden)
    unseen.run(_noting(done, "xyz"))
    one.run(_noting(done, "abc"))
    other.run(_noting(done, "mno"))
    qtbot.waitUntil(lambda: unseen.is_done)
    assert "".join(done) == "xambncoyz"
    gone = Slices(hidden)
    gone.run(_noting(done, "123"))
    hidden.deleteLater()
    qtbot.waitUntil(lambda: not isValid(gone))
    QCoreApplication.processEvents()
    assert done[-1] == "1"


def _numbers(lines: Lines) -> list[str]:
    return [line.accessibleName() for line in lines.lines()]


@pytest.mark.usefixtures("short")
def test_long_lists_show_some_at_once_and_keep_lines_they_know(qtbot: QtBot, window: QWidget) -> None:
    lines = Lines(window, name="Numbers")
    lines.show()

    def line_of(number: int) -> Line:
        known = {line.accessibleName(): line for line in lines.known()}
        return known.get(str(number)) or Line(lines, name=str(number))

    wanted = list(range(AT_ONCE + 8))
    lines.feed(wanted, line_of)
    assert len(lines.lines()) == AT_ONCE
    qtbot.waitUntil(lambda: len(lines.lines()) == len(wanted))
    assert _numbers(lines) == [str(number) for number in wanted]
    former = list(lines.lines())
    lines.feed(wanted[1:], line_of)
    lines.feed(wanted[2:], line_of)
    qtbot.waitUntil(lambda: len(lines.lines()) == len(wanted) - 2)
    qtbot.waitUntil(lambda: lines.known() == lines.lines())
    assert lines.lines() == former[2:]
    assert all(line.isVisible() for line in lines.lines())
    qtbot.waitUntil(lambda: not isValid(former[0]))


def test_lines_that_stand_stay_as_they_are_while_others_come(qtbot: QtBot, window: QWidget) -> None:
    inside = QWidget(window)
    lines = Lines(inside, name="Lines")
    column = QVBoxLayout(inside)
    column.addWidget(lines)
    column.addStretch(1)
    inside.resize(400, 900)
    inside.show()
    heights: list[int] = []

    class Noting(Line):
        def resizeEvent(self, event: QResizeEvent) -> None:
            super().resizeEvent(event)
            heights.append(self.height())

    rows = list(range(3 * AT_ONCE))
    lines.feed(rows, lambda row: Noting(lines, name=str(row)))
    qtbot.waitUntil(lambda: len(lines.lines()) == len(rows))
    qtbot.waitUntil(lambda: lines.height() == len(rows) * lines.lines()[0].height())
    assert len(heights) == len(rows)

"""Garbage goes without a halt: what is many is looked through while the person is in another program."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from refdesk.ui import garbage
from refdesk.ui.garbage import Collecting


@pytest.fixture
def looked_through(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[int]:  # noqa: ARG001 - Qt runs
    """Return what is collected, by generation; nothing is."""
    collected: list[int] = []

    def note(generation: int = 2) -> int:
        collected.append(generation)
        return 0

    monkeypatch.setattr(gc, "collect", note)
    return collected


@pytest.mark.parametrize(
    ("counts", "state", "most_old", "expected"),
    [
        ((10, 99, 99), Qt.ApplicationState.ApplicationActive, -1, []),
        ((10**9, 0, 0), Qt.ApplicationState.ApplicationActive, -1, [0]),
        ((10**9, 99, 0), Qt.ApplicationState.ApplicationActive, -1, [1]),
        ((10**9, 99, 99), Qt.ApplicationState.ApplicationActive, 10**9, [2]),
        ((10**9, 99, 99), Qt.ApplicationState.ApplicationActive, -1, [1]),
        ((10**9, 99, 99), Qt.ApplicationState.ApplicationInactive, -1, [2]),
        ((10**9, 99, 99), Qt.ApplicationState.ApplicationHidden, -1, [2]),
    ],
    ids=["nothing due", "young", "middle", "few old ones", "many old ones", "nobody is here", "nobody sees it"],
)
def test_many_old_objects_wait_until_nobody_is_here(
    looked_through: list[int], monkeypatch: pytest.MonkeyPatch, counts: tuple[int, int, int],
    state: Qt.ApplicationState, most_old: int, expected: list[int],
) -> None:  # fmt: skip
    monkeypatch.setattr(gc, "get_count", lambda: counts)
    monkeypatch.setattr(QGuiApplication, "applicationState", lambda: state)
    monkeypatch.setattr(garbage, "MOST_OLD", most_old)
    monkeypatch.setattr(garbage, "MOST_YOUNG", 10**9)
    Collecting(None).collect_what_is_due()
    assert looked_through == expected


def test_young_ones_do_not_gather(looked_through: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (10**9, 0, 0))
    monkeypatch.setattr(garbage, "MOST_YOUNG", -1)
    Collecting(None).collect_what_is_due()
    assert looked_through == [1]

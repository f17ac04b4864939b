"""Whole stories through the one window."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import TestClock
from journeys.person import Outdoors, Person
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from refdesk.ui import theme
from refdesk.ui.printing import queues


@pytest.fixture(autouse=True)
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no story print on paper, whatever printers this computer has."""
    monkeypatch.setattr(queues.SystemPrinters, "queues", lambda _system: ())


@pytest.fixture
def outdoors(tmp_path: Path, clock: TestClock) -> Outdoors:
    """Return the folder and the time of this story."""
    return Outdoors(tmp_path, clock)


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, outdoors: Outdoors) -> Iterator[Person]:
    """Return somebody who sits down at RefDesk."""
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    sitting = Person(qtbot, outdoors)
    yield sitting
    sitting.closes()


@pytest.fixture
def made_up(sample_once: Path, tmp_path: Path) -> Path:
    """Return a made-up business of this story's own."""
    return Path(shutil.copy2(sample_once, tmp_path / "Fernhollow.refdesk"))

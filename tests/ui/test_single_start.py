"""A second start raises the first."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from refdesk.ui import single_start


class Second(QThread):
    """A start of the program on a thread of its own: the first must be free to answer."""

    def __init__(self, home: Path, file: Path | None) -> None:
        super().__init__()
        self._home, self._file = home, file
        self.answer: bool | None = None

    def run(self) -> None:
        self.answer = single_start.raise_first(self._home, self._file)


def test_the_first_window_is_told_which_file(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = QObject()
    first = single_start.FirstStart(tmp_path, keeper)
    assert first.claim()
    second = Second(tmp_path, tmp_path / "mine.refdesk")
    with qtbot.waitSignal(first.raised) as told:
        second.start()
    second.wait()
    assert second.answer is True
    assert told.args == [str(tmp_path / "mine.refdesk")]
    first.close()


@pytest.mark.usefixtures("qapp")
def test_without_a_first_window_the_second_goes_on(tmp_path: Path) -> None:
    assert not single_start.raise_first(tmp_path, None)


def test_of_two_starts_at_once_one_is_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = QObject()
    held = single_start.become_first(tmp_path, None)
    assert held is not None
    answers: list[object] = []

    class Later(QThread):
        def run(self) -> None:
            answers.append(single_start.become_first(tmp_path, tmp_path / "mine.refdesk"))

    later = Later()
    later.start()  # before the first one listens
    first = single_start.FirstStart(tmp_path, keeper)
    with qtbot.waitSignal(first.raised):
        assert first.claim()
    later.wait()
    assert answers == [None]
    first.close()
    held.unlock()


@pytest.mark.usefixtures("qapp")
def test_a_first_window_that_never_answers_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_start, "TURNS", 2)
    held = single_start.become_first(tmp_path, None)
    assert held is not None
    assert single_start.become_first(tmp_path, None) is not None
    held.unlock()

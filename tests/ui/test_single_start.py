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

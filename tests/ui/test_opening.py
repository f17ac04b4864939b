"""Opening takes its time beside the window; a file that another computer holds opens to read."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desks import TestClock
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from refdesk.domain import profile
from refdesk.domain.contact import ContactDraft
from refdesk.errors import StoreFault
from refdesk.progress import Progress
from refdesk.services import contact_list, contacts, data_file
from refdesk.services.data_file import OpenFile
from refdesk.settings import MachineSettings
from refdesk.ui import job_dialog
from refdesk.ui.fault_dialog import FaultDialog
from refdesk.ui.guide.first_start import FirstStart
from refdesk.ui.job_dialog import JobCover
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.widgets.buttons import Button

MINE = profile.starting("US", business_name="Fernhollow", owner="Nadia Fern")
GOLDEN = Path(__file__).parent.parent / "store" / "golden" / "0002-5.refdesk"
REFUSED = "This file is open on STUDIO-PC; nothing can be changed here."


@pytest.fixture
def mine(tmp_path: Path, clock: TestClock) -> Path:
    path = tmp_path / "mine.refdesk"
    made = data_file.create(path, MINE, clock=clock)
    made.desk.do(contacts.add, ContactDraft(given="Ana"))
    made.close()
    return path


@pytest.fixture
def window(qtbot: QtBot, clock: TestClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(job_dialog, "SHOW_AFTER_MS", 0)
    made = MainWindow(Outside(clock=clock, sample=lambda: tmp_path / "sample.refdesk"), MachineSettings())
    made.show()
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible())
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let every opening wait until the gate is opened."""
    opened, really = threading.Event(), data_file.open_file

    def waiting(path: Path, **more: object) -> OpenFile:
        opened.wait(5)
        return really(path, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(data_file, "open_file", waiting)
    yield opened
    opened.set()


@pytest.fixture
def held(mine: Path, clock: TestClock) -> Iterator[OpenFile]:
    """Return the file as another computer has it open."""
    file = data_file.open_file(mine, clock=clock)
    note = mine.with_name(mine.name + ".open")
    said = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({**said, "computer": "STUDIO-PC", "who": "nadia"}), encoding="utf-8")
    yield file
    file.close()


def arrived(window: MainWindow) -> Callable[[], bool]:
    return lambda: window._way is None


def faults(window: MainWindow) -> list[FaultDialog]:
    return [each for each in window.findChildren(FaultDialog) if each.isVisible()]


def people(window: MainWindow) -> int:
    assert window.opened is not None
    desk = window.opened.workplace.desk
    return desk.ask(contact_list.counts, desk.today()).all


def button(window: MainWindow, words: str) -> Button:
    return next(each for each in window.findChildren(Button) if each.isVisible() and each.words() == words)


def opens_to_read(window: MainWindow, qtbot: QtBot, path: Path) -> OpenFile:
    window.begin(path)
    qtbot.waitUntil(lambda: bool(faults(window)))
    (dialog,) = faults(window)
    assert dialog.main_button.words() == "Open to read"
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.opened is not None and window._way is None)
    assert window.opened is not None
    return window.opened.file


class TestOpening:
    def test_leaves_the_window_alive_and_says_what_goes_on(
        self, window: MainWindow, mine: Path, gate: threading.Event, qtbot: QtBot
    ) -> None:
        window.begin(mine)
        (cover,) = window.findChildren(JobCover)
        qtbot.waitUntil(cover.isVisible)
        assert cover._note.text() == "Opening “mine”…"
        assert window.opened is None
        gate.set()
        qtbot.waitUntil(arrived(window))
        assert people(window) == 1

    def test_can_be_stopped(
        self, window: MainWindow, mine: Path, gate: threading.Event, qtbot: QtBot, clock: TestClock
    ) -> None:
        window.begin(mine)
        (cover,) = window.findChildren(JobCover)
        cover.escape()
        gate.set()
        qtbot.waitUntil(arrived(window))
        assert window.findChild(FirstStart).isVisible()
        data_file.open_file(mine, clock=clock).close()

    def test_is_left_when_the_window_closes(
        self, window: MainWindow, mine: Path, gate: threading.Event, qtbot: QtBot, clock: TestClock
    ) -> None:
        window.begin(mine)
        window.close()
        gate.set()
        qtbot.waitUntil(lambda: not window.isVisible())
        data_file.open_file(mine, clock=clock).close()

    def test_brings_an_older_file_to_this_version_after_a_backup(
        self, window: MainWindow, tmp_path: Path, qtbot: QtBot
    ) -> None:
        path = Path(shutil.copy(GOLDEN, tmp_path / "old.refdesk"))
        window.begin(path)
        qtbot.waitUntil(arrived(window), timeout=10_000)
        assert window.opened is not None
        assert people(window) > 0
        assert len(list((tmp_path / "old backups").glob("*.refdesk"))) == 1

    def test_says_each_part_of_an_upgrade(self, tmp_path: Path, clock: TestClock) -> None:
        said: list[str] = []
        path = Path(shutil.copy(GOLDEN, tmp_path / "old.refdesk"))
        progress = Progress(lambda _done, _total, note: said.append(note))
        data_file.open_file(path, clock=clock, progress=progress).close()
        notes = [each for each in dict.fromkeys(said) if each]
        assert notes[0] == "Making a backup before the upgrade…"
        assert notes[-1] == "Upgrading your file…"


class TestToRead:
    def test_another_computer_is_named_and_nothing_can_be_changed(
        self, window: MainWindow, mine: Path, held: OpenFile, qtbot: QtBot
    ) -> None:
        file = opens_to_read(window, qtbot, mine)
        assert people(window) == 1
        assert "only to read" in window.windowTitle()
        assert file.reading.startswith("Open on STUDIO-PC by nadia since ")
        before = held.desk.ask(contact_list.counts, held.desk.today())
        with pytest.raises(StoreFault, match=REFUSED):
            file.desk.do(contacts.add, ContactDraft(given="Bea"))
        with pytest.raises(StoreFault, match=REFUSED):
            file.desk.undo()
        with pytest.raises(StoreFault, match=REFUSED):
            data_file.back_up(file, "asked for")
        assert held.desk.ask(contact_list.counts, held.desk.today()) == before

    def test_the_store_itself_takes_no_write(
        self, window: MainWindow, mine: Path, held: OpenFile, qtbot: QtBot
    ) -> None:
        assert held.lock is not None
        file = opens_to_read(window, qtbot, mine)
        with file.desk.engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
            connection.execute(text("DELETE FROM setting"))

    def test_what_is_pressed_is_refused_in_one_sentence(
        self, window: MainWindow, mine: Path, held: OpenFile, qtbot: QtBot
    ) -> None:
        opens_to_read(window, qtbot, mine)
        assert window.opened is not None
        window.opened.undo.undo()
        assert [each.sentence for each in faults(window)] == [REFUSED]
        window.restore_from(mine)
        assert [each.sentence for each in faults(window)] == [REFUSED]
        assert window.opened.file.reading
        assert held.lock is not None

    def test_what_is_saved_there_is_seen_here(
        self, window: MainWindow, mine: Path, held: OpenFile, qtbot: QtBot
    ) -> None:
        opens_to_read(window, qtbot, mine)
        held.desk.do(contacts.add, ContactDraft(given="Bea"))
        assert people(window) == 2

    def test_try_again_says_that_it_is_still_held_and_then_opens_it(
        self, window: MainWindow, mine: Path, held: OpenFile, qtbot: QtBot
    ) -> None:
        opens_to_read(window, qtbot, mine)
        assert window.opened is not None
        qtbot.mouseClick(button(window, "Try again"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(arrived(window))
        assert "STUDIO-PC" in window.opened.shell.passing_line.words()
        assert window.opened.file.reading
        held.close()
        qtbot.mouseClick(button(window, "Try again"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window._way is None and window.opened is not None and not window.opened.file.reading)
        window.opened.workplace.desk.do(contacts.add, ContactDraft(given="Bea"))
        assert people(window) == 2

    def test_closing_leaves_the_file_to_who_has_it(
        self, window: MainWindow, mine: Path, held: OpenFile, qtbot: QtBot
    ) -> None:
        opens_to_read(window, qtbot, mine)
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert not mine.with_name("mine backups").exists()
        assert mine.with_name(mine.name + ".open").exists()
        held.desk.do(contacts.add, ContactDraft(given="Bea"))

    def test_a_file_that_may_not_be_written_opens_to_read(
        self, window: MainWindow, mine: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(data_file.os, "access", lambda _path, mode: mode != data_file.os.W_OK)
        before = mine.read_bytes()
        file = opens_to_read(window, qtbot, mine)
        assert people(window) == 1
        with pytest.raises(StoreFault, match="may not write"):
            file.desk.do(contacts.add, ContactDraft(given="Bea"))
        window.put_away()
        assert mine.read_bytes() == before

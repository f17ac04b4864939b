"""Closing, restoring and looking around take their time beside the window, which stays alive and says so."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desks import TestClock
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain import profile
from refdesk.domain.contact import ContactDraft
from refdesk.errors import DiskFull, RefDeskError
from refdesk.progress import Progress
from refdesk.services import contact_list, contacts, data_file
from refdesk.settings import MachineSettings
from refdesk.store import backup as backups
from refdesk.ui import job_dialog, slices
from refdesk.ui.fault_dialog import FaultDialog
from refdesk.ui.guide.first_start import FirstStart
from refdesk.ui.job_dialog import JobCover
from refdesk.ui.leaving_cover import LeavingCover
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.places import PlaceName
from refdesk.ui.restore_dialog import RestoreDialog
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.menu import Menu

MINE = profile.starting("US", business_name="Fernhollow", owner="Nadia Fern")
CONTROL = Qt.KeyboardModifier.ControlModifier


class Gate:
    """Holds work up in its thread until the test lets it go on, or somebody stops it."""

    def __init__(self) -> None:
        self.reached, self.opened = threading.Event(), threading.Event()

    def wait(self, progress: Progress) -> None:
        self.reached.set()
        while not self.opened.wait(0.005):
            progress.say(1, 4)


@pytest.fixture(autouse=True)
def seen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_dialog, "SHOW_AFTER_MS", 0)


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.opened.set()


@pytest.fixture
def slow_copy(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """Let every copy of a file wait at the gate, half written."""
    copy = backups._copy

    def waiting(source: Path, aside: Path, progress: Progress) -> None:
        copy(source, aside, Progress())
        gate.wait(progress)

    monkeypatch.setattr(backups, "_copy", waiting)
    return gate


@pytest.fixture
def mine(tmp_path: Path, clock: TestClock) -> Path:
    return make(tmp_path / "mine.refdesk", clock, "Ana")


@pytest.fixture
def asked() -> dict[str, Path | None]:
    return {"opens": None}


@pytest.fixture
def window(
    qtbot: QtBot, tmp_path: Path, clock: TestClock, gate: Gate, asked: dict[str, Path | None]
) -> Iterator[MainWindow]:
    def sample() -> Path:
        gate.reached.set()
        gate.opened.wait(5)
        return make(tmp_path / "sample.refdesk", clock, "Made-up", "People")

    def ask_to_open(_parent: QWidget, _title: str, _folder: str, _filter: str) -> Path | None:
        return asked["opens"]

    made = MainWindow(Outside(clock=clock, sample=sample, ask_to_open=ask_to_open), MachineSettings())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    gate.opened.set()
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible())
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def restores(window: MainWindow, qtbot: QtBot, backup: Path) -> None:
    """Choose a backup, see what is in it, and say yes."""
    window.restore_from(backup)
    qtbot.waitUntil(lambda: bool(cover_of(window, RestoreDialog)))
    cover_of(window, RestoreDialog)[0].main_button.click()


def make(path: Path, clock: TestClock, *people: str) -> Path:
    made = data_file.create(path, MINE, clock=clock)
    for given in people:
        made.desk.do(contacts.add, ContactDraft(given=given))
    made.close()
    return path


def begins(window: MainWindow, qtbot: QtBot, path: Path | None) -> None:
    """Let the window begin, and wait until the file is there or named."""
    window.begin(path)
    qtbot.waitUntil(lambda: window._way is None)


def people(window: MainWindow) -> int:
    assert window.opened is not None
    desk = window.opened.workplace.desk
    return desk.ask(contact_list.counts, desk.today()).all


def is_open(window: MainWindow, path: Path) -> Callable[[], bool]:
    return lambda: window.opened is not None and window.opened.file.path == path and window._way is None


def cover_of(window: MainWindow, kind: type[QWidget]) -> list[QWidget]:
    return [each for each in window.findChildren(kind) if each.isVisible()]


def leaving(window: MainWindow, qtbot: QtBot, gate: Gate) -> LeavingCover:
    """Close the window, and return the cover once the backup is half written."""
    window.close()
    qtbot.waitUntil(gate.reached.is_set)
    (cover,) = cover_of(window, LeavingCover)
    assert isinstance(cover, LeavingCover)
    qtbot.waitUntil(cover.stay.isVisible)
    return cover


def backups_of(path: Path) -> list[Path]:
    return sorted(path.with_name(f"{path.stem} backups").glob("*.refdesk"))


def left_whole(path: Path, clock: TestClock, many: int = 1) -> bool:
    """Tell whether a file is closed, whole, and holds so many people; nothing half made lies about."""
    assert not [*path.parent.rglob("*.part*"), *path.parent.rglob("*.restored*"), *path.parent.rglob("*.new")]
    data_file.open_file(path, clock=clock).close()
    return data_file.check(path)[2] == many


def no_room(*_arguments: object, **_named: object) -> None:
    raise DiskFull("No backup was made: the disk is full.")


class TestClosing:
    def test_says_that_a_backup_is_made_and_closes_after_it(
        self, window: MainWindow, mine: Path, slow_copy: Gate, qtbot: QtBot, clock: TestClock
    ) -> None:
        begins(window, qtbot, mine)
        cover = leaving(window, qtbot, slow_copy)
        assert cover._note.text() == "Making a checked backup before closing…"
        assert window.isVisible()
        slow_copy.opened.set()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert len(backups_of(mine)) == 1
        assert left_whole(mine, clock)

    def test_can_be_done_without_the_backup(
        self, window: MainWindow, mine: Path, slow_copy: Gate, qtbot: QtBot, clock: TestClock
    ) -> None:
        begins(window, qtbot, mine)
        leaving(window, qtbot, slow_copy).skip.click()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert backups_of(mine) == []
        assert left_whole(mine, clock)

    def test_leaves_a_place_half_made(
        self, window: MainWindow, mine: Path, qtbot: QtBot, clock: TestClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(slices, "SLICE_S", 0.0)
        begins(window, qtbot, mine)
        assert window.opened is not None
        window.opened.shell.go_to(PlaceName.SETTINGS)  # what it still has to make asks the file
        assert not slices.all_done()
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible())
        qtbot.waitUntil(slices.all_done)
        assert left_whole(mine, clock)

    def test_can_be_called_off_by_escape(self, window: MainWindow, mine: Path, slow_copy: Gate, qtbot: QtBot) -> None:
        begins(window, qtbot, mine)
        leaving(window, qtbot, slow_copy)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not cover_of(window, LeavingCover))
        assert window.isVisible()
        assert people(window) == 1
        window.opened.workplace.desk.do(contacts.add, ContactDraft(given="Bea"))  # type: ignore[union-attr]
        assert people(window) == 2

    def test_asked_for_again_and_again_waits_all_the_same(
        self, window: MainWindow, mine: Path, slow_copy: Gate, qtbot: QtBot, clock: TestClock
    ) -> None:
        begins(window, qtbot, mine)
        leaving(window, qtbot, slow_copy)
        for _turn in range(3):
            window.close()
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Q, CONTROL)
        assert window.isVisible()
        slow_copy.opened.set()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert len(backups_of(mine)) == 1
        assert left_whole(mine, clock)

    def test_lets_no_key_of_the_window_through(
        self, window: MainWindow, mine: Path, slow_copy: Gate, qtbot: QtBot
    ) -> None:
        begins(window, qtbot, mine)
        cover = leaving(window, qtbot, slow_copy)
        for key in (Qt.Key.Key_Z, Qt.Key.Key_R, Qt.Key.Key_2):
            QTest.keyClick(QApplication.focusWidget(), key, CONTROL)
        for _stop in range(3):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            assert cover.isAncestorOf(QApplication.focusWidget())
        assert people(window) == 1
        assert not cover_of(window, Dialog)

    @pytest.mark.parametrize("stays", [True, False])
    def test_a_full_disk_is_said_and_the_person_chooses(
        self, window: MainWindow, mine: Path, qtbot: QtBot, clock: TestClock, monkeypatch: pytest.MonkeyPatch,
        stays: bool,
    ) -> None:  # fmt: skip
        monkeypatch.setattr(data_file.backups, "copy_to", no_room)
        begins(window, qtbot, mine)
        window.close()
        qtbot.waitUntil(lambda: any(each._about.text() for each in window.findChildren(LeavingCover)))
        (cover,) = window.findChildren(LeavingCover)
        qtbot.waitUntil(lambda: cover._about.text() == "No backup was made: the disk is full.")
        assert window.isVisible()
        if stays:
            cover.stay.click()
            assert people(window) == 1
            monkeypatch.undo()
            return
        cover.skip.click()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert left_whole(mine, clock)

    def test_a_second_start_meanwhile_brings_the_file_back(
        self, window: MainWindow, mine: Path, slow_copy: Gate, qtbot: QtBot
    ) -> None:
        begins(window, qtbot, mine)
        before = window.opened
        leaving(window, qtbot, slow_copy)
        window.raise_with("")
        slow_copy.opened.set()
        qtbot.waitUntil(is_open(window, mine))
        assert window.isVisible()
        assert window.opened is not before
        assert people(window) == 1

    def test_a_second_start_meanwhile_brings_its_own_file(
        self, window: MainWindow, mine: Path, slow_copy: Gate, qtbot: QtBot, clock: TestClock, tmp_path: Path
    ) -> None:
        other = make(tmp_path / "other.refdesk", clock, "Bea", "Cleo")
        begins(window, qtbot, mine)
        leaving(window, qtbot, slow_copy)
        window.raise_with(str(other))
        slow_copy.opened.set()
        qtbot.waitUntil(is_open(window, other))
        assert people(window) == 2
        assert left_whole(mine, clock)

    def test_a_long_write_is_taken_back_first(
        self, window: MainWindow, mine: Path, gate: Gate, qtbot: QtBot, clock: TestClock
    ) -> None:
        begins(window, qtbot, mine)
        assert window.opened is not None
        stopped: list[object] = []
        job = window.opened.workplace.jobs.start(gate.wait, then=stopped.append, writes=True)
        job.ended.connect(lambda: stopped.append("ended"))
        qtbot.waitUntil(gate.reached.is_set)
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert stopped == ["ended"]
        assert left_whole(mine, clock)

    def test_another_file_that_was_to_come_is_let_go_when_the_window_closes(
        self, window: MainWindow, mine: Path, slow_copy: Gate, qtbot: QtBot, clock: TestClock, tmp_path: Path
    ) -> None:
        other = make(tmp_path / "other.refdesk", clock, "Bea")
        begins(window, qtbot, mine)
        window.open_path(other)
        qtbot.waitUntil(slow_copy.reached.is_set)
        window.close()
        slow_copy.opened.set()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert left_whole(mine, clock)
        assert left_whole(other, clock)


class TestAnotherFile:
    def test_leaves_no_menu_of_the_one_before(
        self, window: MainWindow, mine: Path, tmp_path: Path, qtbot: QtBot, clock: TestClock
    ) -> None:
        begins(window, qtbot, mine)
        menus = len(window.findChildren(Menu))
        other = make(tmp_path / "other.refdesk", clock, "Bo")
        window.open_path(other)
        qtbot.waitUntil(is_open(window, other))
        qtbot.waitUntil(lambda: len(window.findChildren(Menu)) == menus)


class TestRestoring:
    @pytest.fixture
    def backup(self, mine: Path, clock: TestClock, tmp_path: Path) -> Path:
        """Return a backup with one person, of a file that has two by now."""
        file = data_file.open_file(mine, clock=clock)
        made = data_file.back_up(file, "asked for")
        file.desk.do(contacts.add, ContactDraft(given="Bea"))
        data_file.back_up(file, "asked for")
        file.close()
        return Path(shutil.copy2(mine.with_name("mine backups") / made.file, tmp_path / "chosen.refdesk"))

    def test_leaves_the_window_alive_and_nothing_open(
        self, window: MainWindow, mine: Path, backup: Path, slow_copy: Gate, qtbot: QtBot
    ) -> None:
        begins(window, qtbot, mine)
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        restores(window, qtbot, backup)
        qtbot.waitUntil(slow_copy.reached.is_set)
        qtbot.waitUntil(lambda: bool(cover_of(window, JobCover)))
        assert window.opened is None
        slow_copy.opened.set()
        qtbot.waitUntil(is_open(window, mine))
        assert people(window) == 1
        assert len(list(mine.parent.glob("mine before restore *.refdesk"))) == 1

    @pytest.mark.parametrize("how", ["stop", "full", "close"])
    def test_what_ends_it_leaves_the_file_as_it_was(
        self, window: MainWindow, mine: Path, backup: Path, slow_copy: Gate, qtbot: QtBot, clock: TestClock,
        monkeypatch: pytest.MonkeyPatch, how: str,
    ) -> None:  # fmt: skip
        begins(window, qtbot, mine)
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        if how == "full":
            monkeypatch.setattr(backups, "copy_to", no_room)
            restores(window, qtbot, backup)
            qtbot.waitUntil(lambda: bool(cover_of(window, FaultDialog)))
        else:
            restores(window, qtbot, backup)
            qtbot.waitUntil(slow_copy.reached.is_set)
            if how == "stop":
                qtbot.waitUntil(lambda: bool(cover_of(window, JobCover)))
                QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
            else:
                window.close()
                window.close()
        if how == "close":
            qtbot.waitUntil(lambda: not window.isVisible())
            assert left_whole(mine, clock, 2)
        else:
            qtbot.waitUntil(is_open(window, mine))
            assert people(window) == 2
        assert not list(mine.parent.glob("mine before restore *"))

    def test_a_second_start_meanwhile_waits_for_it(
        self, window: MainWindow, mine: Path, backup: Path, slow_copy: Gate, qtbot: QtBot
    ) -> None:
        begins(window, qtbot, mine)
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        restores(window, qtbot, backup)
        qtbot.waitUntil(slow_copy.reached.is_set)
        window.raise_with("")
        slow_copy.opened.set()
        qtbot.waitUntil(is_open(window, mine))
        assert people(window) == 1


class TestLookingAround:
    def test_the_made_up_business_is_made_beside_the_window(
        self, window: MainWindow, mine: Path, gate: Gate, qtbot: QtBot, tmp_path: Path
    ) -> None:
        begins(window, qtbot, mine)
        window.open_sample()
        qtbot.waitUntil(gate.reached.is_set)
        qtbot.waitUntil(lambda: bool(cover_of(window, JobCover)))
        assert people(window) == 1
        gate.opened.set()
        qtbot.waitUntil(is_open(window, tmp_path / "sample.refdesk"))
        assert people(window) == 2

    def test_stopped_it_leaves_the_own_file_open(
        self, window: MainWindow, mine: Path, gate: Gate, qtbot: QtBot
    ) -> None:
        begins(window, qtbot, mine)
        window.open_sample()
        qtbot.waitUntil(lambda: bool(cover_of(window, JobCover)))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        gate.opened.set()
        qtbot.waitUntil(is_open(window, mine))
        qtbot.waitUntil(lambda: not cover_of(window, JobCover))
        assert people(window) == 1

    def test_closing_meanwhile_still_backs_the_own_file_up(
        self, window: MainWindow, mine: Path, gate: Gate, qtbot: QtBot, clock: TestClock
    ) -> None:
        begins(window, qtbot, mine)
        window.open_sample()
        qtbot.waitUntil(gate.reached.is_set)
        window.close()
        window.close()
        gate.opened.set()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert len(backups_of(mine)) == 1
        assert left_whole(mine, clock)

    def test_a_full_disk_is_said_and_the_own_file_stays_open(
        self, window: MainWindow, mine: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begins(window, qtbot, mine)
        monkeypatch.setattr(window, "_make_sample", no_room)
        window.open_sample()
        qtbot.waitUntil(lambda: bool(cover_of(window, FaultDialog)))
        assert people(window) == 1


class TestTheFirstStart:
    def test_closing_while_a_file_is_made_leaves_it_whole(
        self, window: MainWindow, gate: Gate, qtbot: QtBot, clock: TestClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        create = data_file.create

        def slow(*arguments: object, **named: object) -> object:
            gate.reached.set()
            gate.opened.wait(5)
            return create(*arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(data_file, "create", slow)
        begins(window, qtbot, None)
        first = window.findChild(FirstStart)
        first.welcome.begin.click()
        first.business_step.owner.setText("Nadia")
        first.business_step.business.setText("Fernhollow")
        first.frame.main.click()
        first.frame.main.click()
        qtbot.waitUntil(gate.reached.is_set)
        window.close()
        assert window.isVisible()
        gate.opened.set()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert window.machine.last_file is not None
        assert left_whole(window.machine.last_file, clock, 0)

    def test_closing_while_a_backup_comes_in_leaves_nothing_half(
        self, window: MainWindow, mine: Path, slow_copy: Gate, qtbot: QtBot, clock: TestClock,
        asked: dict[str, Path | None], tmp_path: Path,
    ) -> None:  # fmt: skip
        asked["opens"] = Path(shutil.copy2(mine, tmp_path / "mine 2026-11-18 100000.refdesk"))
        begins(window, qtbot, None)
        window.findChild(FirstStart).welcome.open.click()
        qtbot.waitUntil(slow_copy.reached.is_set)
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert left_whole(mine, clock)
        assert left_whole(asked["opens"], clock)


def test_a_file_of_a_second_start_waits_for_an_open_form(
    window: MainWindow, mine: Path, qtbot: QtBot, clock: TestClock, tmp_path: Path
) -> None:
    begins(window, qtbot, mine)
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    form = FaultDialog(RefDeskError("A form."), window)
    form.open()
    window.raise_with(str(make(tmp_path / "other.refdesk", clock, "Bea", "Cleo")))
    said = [each.sentence for each in window.findChildren(FaultDialog) if each is not form]
    assert said == ["Finish what is open here first; then open “other.refdesk”."]
    assert people(window) == 1

"""Before a backup takes the place of the open file, the window says what is in it; whoever says no changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import TestClock
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from refdesk.domain import profile
from refdesk.domain.contact import ContactDraft
from refdesk.progress import Progress
from refdesk.services import contact_list, contacts, data_file, restoring
from refdesk.services.data_file import OpenFile
from refdesk.settings import MachineSettings
from refdesk.store import engine
from refdesk.ui.fault_dialog import FaultDialog
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.restore_dialog import RestoreDialog

MINE = profile.starting("US", business_name="Fernhollow", owner="Nadia Fern")


def add(file: OpenFile, clock: TestClock, *people: str) -> None:
    for given in people:
        clock.forward(minutes=1)
        file.desk.do(contacts.add, ContactDraft(given=given))


@pytest.fixture
def mine(tmp_path: Path, clock: TestClock) -> Path:
    """Return a file with three people; the backup of it has one of them, and was made at 10:01 in its own zone."""
    file = data_file.create(tmp_path / "mine.refdesk", MINE, clock=clock)
    add(file, clock, "Ana")
    data_file.back_up(file, "asked for")
    add(file, clock, "Bea", "Cleo")
    file.close()
    return file.path


@pytest.fixture
def backup(mine: Path) -> Path:
    (made,) = mine.with_name("mine backups").glob("*.refdesk")
    return made


@pytest.fixture
def window(mine: Path, clock: TestClock, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Outside(clock=clock, sample=Path), MachineSettings())
    made.show()
    made.begin(mine)
    qtbot.waitUntil(lambda: made.opened is not None and made._way is None)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible())
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def asks(window: MainWindow, qtbot: QtBot, backup: Path) -> RestoreDialog:
    """Choose a backup, and return the dialog that comes."""
    window.restore_from(backup)
    qtbot.waitUntil(lambda: window.findChild(RestoreDialog) is not None)
    return window.findChild(RestoreDialog)


def words(dialog: RestoreDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]


def spoken(dialog: RestoreDialog) -> list[str]:
    return [label.accessibleName() for label in dialog.findChildren(QLabel) if label.accessibleName()]


def people(window: MainWindow) -> int:
    assert window.opened is not None
    desk = window.opened.workplace.desk
    return desk.ask(contact_list.counts, desk.today()).all


def kept_aside(mine: Path) -> list[str]:
    return [each.name for each in mine.parent.glob("mine before restore *")]


def test_it_says_what_is_in_the_backup_and_what_would_go(window: MainWindow, backup: Path, qtbot: QtBot) -> None:
    dialog = asks(window, qtbot, backup)
    assert spoken(dialog)[:6] == [
        "Made, this backup: Nov 18, 2026, 10:01\u202fAM", "Made, your file now: Open now",
        "Last done, this backup: “Ana added”\nNov 18, 2026, 10:01\u202fAM",
        "Last done, your file now: “Cleo added”\nNov 18, 2026, 10:03\u202fAM",
        "People, this backup: 1", "People, your file now: 3",
    ]  # fmt: skip
    assert "2 things were done since." in words(dialog)
    newest = "They stay in the file that is kept aside. The newest: “Cleo added”, Nov 18, 2026, 10:03\u202fAM."
    assert newest in words(dialog)
    assert dialog.main_button.text() == "Restore this backup"
    assert QApplication.focusWidget() is dialog.main_button
    dialog.reject()


@pytest.mark.parametrize("how", ["cancel", "escape"])
def test_whoever_says_no_changes_nothing(window: MainWindow, mine: Path, backup: Path, qtbot: QtBot, how: str) -> None:
    before, opened = backup.read_bytes(), window.opened
    dialog = asks(window, qtbot, backup)
    if how == "cancel":
        dialog.cancel_button.click()
    else:
        QTest.keyClick(dialog.main_button, Qt.Key.Key_Escape)
    assert window.opened is opened
    assert people(window) == 3
    assert kept_aside(mine) == []
    assert backup.read_bytes() == before
    assert list(mine.with_name("mine backups").glob("*.refdesk*")) == [backup]
    assert not window._early_keys._listens


def test_whoever_says_yes_has_the_backup_and_the_file_as_it_was(
    window: MainWindow, mine: Path, backup: Path, clock: TestClock, qtbot: QtBot
) -> None:
    assert window.opened is not None
    window.opened._restore(backup)  # as a line of Settings does
    qtbot.waitUntil(lambda: window.findChild(RestoreDialog) is not None)
    window.findChild(RestoreDialog).main_button.click()
    qtbot.waitUntil(lambda: window.opened is not None and window._way is None and people(window) == 1)
    assert kept_aside(mine) == ["mine before restore 2026-11-18 100300.refdesk"]  # ten o'clock in New York
    assert kept_aside(mine)[0] in window.opened.shell.passing_line.words()
    kept = data_file.open_file(mine.with_name(kept_aside(mine)[0]), clock=clock)
    assert kept.desk.ask(contact_list.counts, kept.desk.today()).all == 3
    kept.close()


def test_what_follows_from_each_other_is_told_and_nothing_else(
    window: MainWindow, mine: Path, clock: TestClock, tmp_path: Path
) -> None:
    other = data_file.create(
        tmp_path / "other.refdesk", profile.starting("US", business_name="X", owner="X"), clock=clock
    )
    add(other, clock, "Dora")
    other.close()
    same, ahead = tmp_path / "same.refdesk", tmp_path / "ahead.refdesk"
    for path, more in ((same, ()), (ahead, ("Dora",))):
        data_file.copy(mine, path)
        file = data_file.open_file(path, clock=clock)
        add(file, clock, *more)
        file.close()
    assert window.opened is not None
    choices = [restoring.look(window.opened.file, path) for path in (same, ahead, other.path)]
    said = []
    for choice in choices:
        dialog = RestoreDialog(choice, window.opened.file.desk.zone, window)
        said.append(dialog._consequence(choice)[0])
        assert ("Business, this backup: X" in spoken(dialog)) == (choice is choices[-1])
        assert not any(each.startswith("Made") for each in spoken(dialog))
        dialog.deleteLater()
    assert said == ["Nothing was done since.", "1 thing more was done in it.", ""]


def newer(backup: Path, _mine: Path) -> Path:
    connection = engine.file_connection(backup, "rw")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    return backup


def foreign(backup: Path, _mine: Path) -> Path:
    backup.write_bytes(b"First Name,Last Name\n" * 300)
    return backup


def gone(backup: Path, _mine: Path) -> Path:
    backup.unlink()
    return backup


def itself(_backup: Path, mine: Path) -> Path:
    return mine


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (newer, "newer RefDesk"),
        (foreign, "is not a RefDesk file"),
        (gone, "not there"),
        (itself, "is the file that is open"),
    ],
)
def test_what_cannot_be_put_back_is_said_and_the_file_stays(
    window: MainWindow, mine: Path, backup: Path, qtbot: QtBot, make: object, says: str
) -> None:
    assert callable(make)
    opened = window.opened
    window.restore_from(make(backup, mine))
    qtbot.waitUntil(lambda: window.findChild(FaultDialog) is not None)
    assert says in window.findChild(FaultDialog).sentence
    window.findChild(FaultDialog).accept()
    assert window.findChild(RestoreDialog) is None
    assert window.opened is opened
    assert kept_aside(mine) == []


def test_reading_that_is_stopped_asks_nothing(
    window: MainWindow, backup: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_of: object, progress: Progress) -> None:
        progress.stop()
        progress.check()

    monkeypatch.setattr(restoring, "look", stopped)
    opened = window.opened
    window.restore_from(backup)
    qtbot.waitUntil(lambda: window._way is None)
    assert window.opened is opened
    assert window.findChild(RestoreDialog) is None
    assert window.findChild(FaultDialog) is None
    assert not window._early_keys._listens

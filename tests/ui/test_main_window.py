"""The one window: which file it opens, how it leaves it, and what its keys do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk import settings
from refdesk.domain import profile
from refdesk.domain.contact import ContactDraft
from refdesk.errors import StoreDamaged
from refdesk.services import contact_list, contacts, data_file
from refdesk.settings import MachineSettings
from refdesk.ui.fault_dialog import FaultDialog
from refdesk.ui.guide.first_start import FirstStart
from refdesk.ui.help import handbook
from refdesk.ui.help.help_window import HelpWindow
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.places import PlaceName
from refdesk.ui.referrals.referrals_page import ReferralsPage
from refdesk.ui.restore_dialog import RestoreDialog
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Notice

MINE = profile.starting("US", business_name="Fernhollow", owner="Nadia Fern")


class World:
    """What a person would choose in the system's dialogs."""

    def __init__(self, folder: Path, clock: TestClock) -> None:
        self.folder, self.clock = folder, clock
        self.opens: Path | None = None

    def make(self, name: str, *people: str) -> Path:
        path = self.folder / f"{name}.refdesk"
        made = data_file.create(path, MINE, clock=self.clock)
        for given in people:
            made.desk.do(contacts.add, ContactDraft(given=given))
        made.close()
        return path

    def sample(self) -> Path:
        return self.make("sample", "Made-up")

    def ask_to_open(self, _parent: QWidget, _title: str, _folder: str, _filter: str) -> Path | None:
        return self.opens


@pytest.fixture
def world(tmp_path: Path, clock: TestClock) -> World:
    return World(tmp_path, clock)


@pytest.fixture
def window(qtbot: QtBot, world: World) -> Iterator[MainWindow]:
    outside = Outside(clock=world.clock, sample=world.sample, ask_to_open=world.ask_to_open)
    made = MainWindow(outside, MachineSettings())
    made.show()
    yield made
    closes(made, qtbot)
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def closes(window: MainWindow, qtbot: QtBot) -> None:
    """Close the window and wait until it is: a backup may come first."""
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def begins(window: MainWindow, qtbot: QtBot, path: Path | None) -> None:
    """Let the window begin, and wait until the file is there or named."""
    window.begin(path)
    arrives(window, qtbot)


def arrives(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the window is on its way nowhere any more."""
    qtbot.waitUntil(lambda: window._way is None)


def people(window: MainWindow) -> int:
    assert window.opened is not None
    desk = window.opened.workplace.desk
    return desk.ask(contact_list.counts, desk.today()).all


def is_open(window: MainWindow, path: Path) -> bool:
    return window.opened is not None and window.opened.file.path == path


def faults(window: MainWindow) -> list[str]:
    return [dialog.sentence for dialog in window.findChildren(FaultDialog) if dialog.isVisible()]


def test_without_a_file_it_shows_how_to_begin(window: MainWindow, qtbot: QtBot) -> None:
    begins(window, qtbot, None)
    assert window.findChild(FirstStart).isVisible()
    assert not window.findChild(FirstStart).welcome.back.isVisible()


def test_the_last_file_opens_by_itself(window: MainWindow, world: World, qtbot: QtBot) -> None:
    begins(window, qtbot, world.make("mine", "Ana"))
    assert people(window) == 1
    assert settings.load().last_file == world.folder / "mine.refdesk"
    assert "mine" in window.windowTitle()


def test_a_file_that_is_gone_is_named_and_forgotten(window: MainWindow, world: World, qtbot: QtBot) -> None:
    gone = world.folder / "gone.refdesk"
    window.machine = settings.with_opened(MachineSettings(), gone)
    begins(window, qtbot, None)
    assert "gone.refdesk" in faults(window)[0]
    assert not gone.exists()
    assert settings.load().last_file is None
    assert window.findChild(FirstStart).isVisible()


def test_a_broken_file_leaves_the_open_one_open(window: MainWindow, world: World, qtbot: QtBot) -> None:
    begins(window, qtbot, world.make("mine", "Ana"))
    broken = world.folder / "broken.refdesk"
    broken.write_bytes(b"x" * 4000)
    world.opens = broken
    window.open_another()
    arrives(window, qtbot)
    assert "broken.refdesk" in faults(window)[0]
    assert people(window) == 1


def test_a_file_open_elsewhere_is_refused_in_words(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("theirs")
    other = data_file.open_file(path, clock=world.clock)
    begins(window, qtbot, path)
    assert "another window" in faults(window)[0]
    other.close()


def test_keys_go_to_places_and_back(window: MainWindow, world: World, qtbot: QtBot) -> None:
    begins(window, qtbot, world.make("mine", "Ana"))
    assert window.opened is not None
    shell = window.opened.shell
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shell.here is PlaceName.CONTACTS)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert shell.here is PlaceName.TODAY


def test_a_referral_found_from_the_search_box_has_the_focus(window: MainWindow, world: World, qtbot: QtBot) -> None:
    begins(window, qtbot, world.make("mine"))
    assert window.opened is not None
    opened = window.opened
    Office(opened.workplace.desk).referral()
    opened.shell.top_bar.take_focus()
    opened.routes.show_referral(1)
    qtbot.waitUntil(lambda: (page := window.findChild(ReferralsPage)) is not None and not page.drawer.isHidden())
    page = window.findChild(ReferralsPage)
    qtbot.waitUntil(page.board.has_focus)


def test_a_place_asked_for_while_the_file_opens_is_shown_once_it_is_there(
    window: MainWindow, world: World, qtbot: QtBot
) -> None:
    path = world.make("mine", "Ana")
    window.begin(path)
    assert window.opened is None
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    arrives(window, qtbot)
    assert window.opened is not None
    shell = window.opened.shell
    qtbot.waitUntil(lambda: shell.here is PlaceName.CONTACTS, timeout=10_000)  # a thread may read the place in first


def test_undo_and_redo_by_key_say_what_they_did(window: MainWindow, world: World, qtbot: QtBot) -> None:
    begins(window, qtbot, world.make("mine"))
    assert window.opened is not None
    window.opened.workplace.desk.do(contacts.add, ContactDraft(given="Ana"))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert people(window) == 0
    assert window.opened.shell.passing_line.words().startswith("Taken back")
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, control_shift)
    assert people(window) == 1


def test_undo_works_after_a_restart(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine", "Ana")
    begins(window, qtbot, path)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert people(window) == 0


def test_closing_makes_a_backup_and_leaves_one_whole_file(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine", "Ana")
    begins(window, qtbot, path)
    closes(window, qtbot)
    assert [each.name for each in path.parent.glob("mine.refdesk-*")] == []
    assert len(list((path.parent / "mine backups").glob("*.refdesk"))) == 1
    assert data_file.check(path)[2] == 1
    assert settings.load().window is not None


def test_a_backup_is_put_back_and_the_present_file_kept(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine", "Ana")
    begins(window, qtbot, path)
    window.back_up()
    assert window.opened is not None
    folder = path.parent / "mine backups"
    qtbot.waitUntil(lambda: len(list(folder.glob("*.refdesk"))) == 1)
    (backup,) = folder.glob("*.refdesk")
    window.opened.workplace.desk.do(contacts.add, ContactDraft(given="Bea"))
    world.opens = backup
    window.restore()
    qtbot.waitUntil(lambda: window.findChild(RestoreDialog) is not None)
    window.findChild(RestoreDialog).main_button.click()
    qtbot.waitUntil(lambda: is_open(window, path) and people(window) == 1)
    assert "kept as" in window.opened.shell.passing_line.words()


def test_the_made_up_business_leads_back_to_ones_own(window: MainWindow, world: World, qtbot: QtBot) -> None:
    mine = world.make("mine", "Ana", "Bea")
    begins(window, qtbot, mine)
    window.open_sample()
    qtbot.waitUntil(lambda: is_open(window, world.folder / "sample.refdesk"))
    assert people(window) == 1
    assert settings.load().last_file == mine
    assert window.opened is not None
    sheet = window.opened.shell.sheet
    (banner,) = [notice for notice in sheet.findChildren(Notice) if notice.parent() is sheet]
    assert "Made-up business" in " ".join(label.text() for label in banner.findChildren(Label))
    banner.pressed.emit()
    qtbot.waitUntil(lambda: is_open(window, mine))
    assert people(window) == 2


def test_a_new_business_leads_back_to_the_open_one(window: MainWindow, world: World, qtbot: QtBot) -> None:
    mine = world.make("mine", "Ana")
    begins(window, qtbot, mine)
    window.new_file()
    arrives(window, qtbot)
    start = window.findChild(FirstStart)
    assert start.welcome.back.isVisible()
    assert start.welcome.back.text() == "Back to “mine”"
    qtbot.keyClick(start.welcome, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: is_open(window, mine))


def test_a_second_start_brings_its_file(window: MainWindow, world: World, qtbot: QtBot) -> None:
    begins(window, qtbot, world.make("mine", "Ana"))
    other = world.make("other", "Bea", "Cleo")
    window.raise_with(str(other))
    qtbot.waitUntil(lambda: is_open(window, other))
    assert people(window) == 2


def test_what_a_command_did_beside_it_is_seen(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine")
    begins(window, qtbot, path)
    beside = data_file.open_file(path, clock=world.clock, client="command", beside=True)
    beside.desk.do(contacts.add, ContactDraft(given="Ana"))
    beside.close()
    assert window.opened is not None
    heard: list[object] = []
    window.opened.workplace.bus.changed.connect(heard.append)
    window.opened._news.look()
    assert len(heard) == 1


def test_a_narrow_window_has_a_rail(window: MainWindow, world: World, qtbot: QtBot) -> None:
    begins(window, qtbot, world.make("mine"))
    assert window.opened is not None
    window.resize(1440, 900)
    wide = window.opened.shell.sidebar.width()
    window.resize(1024, 700)
    assert window.opened.shell.sidebar.width() < wide


def test_a_damaged_file_is_kept_and_its_newest_backup_offered(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine", "Ana")
    file = data_file.open_file(path, clock=world.clock)
    data_file.back_up(file, "asked for")
    file.close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 30_000)
    damaged = path.read_bytes()
    window.machine = settings.with_opened(MachineSettings(), path)
    begins(window, qtbot, None)
    assert window.findChild(FirstStart).isVisible()
    assert not window.findChild(FirstStart).welcome.back.isVisible()
    assert settings.load().last_file != path, "nothing was opened yet"
    assert window.machine.last_file == path, "the next start asks again"
    dialog = window.findChild(FaultDialog)
    assert "damaged" in dialog.sentence
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(RestoreDialog) is not None)
    assert path.read_bytes() == damaged, "it is asked first"
    asked = window.findChild(RestoreDialog)
    said = [label.text() for label in asked.findChildren(Label) if label.isVisible()]
    assert {"This backup", "The damaged file is kept aside, in the same folder."} < set(said)
    assert "Your file now" not in said
    qtbot.mouseClick(asked.main_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_open(window, path))
    assert people(window) == 1
    (aside,) = path.parent.glob("mine before restore *.refdesk")
    assert aside.read_bytes() == damaged


def test_an_open_file_is_read_through_once_a_week(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine", "Ana")
    begins(window, qtbot, path)
    qtbot.waitUntil(lambda: bool(settings.load().read_through))
    today = world.clock().date()
    assert settings.load().read_through == ((path, today),)
    assert not settings.read_through_due(window.machine, path, today)
    world.clock.forward(days=7)
    assert settings.read_through_due(window.machine, path, world.clock().date())


def test_damage_found_beside_the_work_is_told(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine", "Ana")
    begins(window, qtbot, path)
    assert window.opened is not None
    window.opened._found_damage(StoreDamaged("The file is damaged."))
    assert faults(window) == ["The file is damaged."]


def test_a_file_that_goes_away_is_said_once(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine", "Ana")
    begins(window, qtbot, path)
    assert window.opened is not None
    moved = path.rename(path.with_name("moved.refdesk"))
    window.opened._news.look()
    window.opened._news.look()
    assert len(faults(window)) == 1
    moved.rename(path)
    window.opened._news.look()
    assert not window.opened._news._worried


def test_closing_while_a_backup_runs_leaves_nothing_half_made(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine", "Ana")
    begins(window, qtbot, path)
    window.back_up()
    closes(window, qtbot)
    folder = path.parent / "mine backups"
    assert not list(folder.glob("*.part*"))
    assert list(folder.glob("*.refdesk"))
    data_file.open_file(path, clock=world.clock).close()


def test_a_page_that_outlives_its_file_starts_nothing(window: MainWindow, world: World, qtbot: QtBot) -> None:
    path = world.make("mine", "Ana")
    begins(window, qtbot, path)
    assert window.opened is not None
    window.back_up()
    page = window.opened.shell.go_to(PlaceName.CONTACTS)
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    started: list[object] = []
    window.close()
    assert not window.isVisible(), "there was nothing to wait for"
    window.jobs.started.connect(started.append)
    page.refresh()
    qtbot.wait(300)  # the list settles on its first person, who would be read
    assert started == []
    assert [each.name for each in path.parent.glob("mine.refdesk-*")] == []


def test_f1_opens_the_page_of_the_screen_and_of_the_dialog_on_it(
    window: MainWindow, world: World, qtbot: QtBot
) -> None:
    begins(window, qtbot, world.make("mine"))
    qtbot.keyClick(window, Qt.Key.Key_F1)
    opened = window.findChild(HelpWindow)
    assert opened.shown == "today"
    window.activateWindow()
    window.opened.routes.new_contact()
    qtbot.waitUntil(lambda: window.findChild(Dialog) is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)
    assert opened.shown == "person"
    dialog = next(each for each in window.findChildren(Dialog) if each.isVisible())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert [each for each in window.findChildren(Dialog) if each.isVisible()] == [dialog]
    dialog.reject()


def test_f1_helps_before_there_is_a_file(window: MainWindow, qtbot: QtBot) -> None:
    begins(window, qtbot, None)
    qtbot.keyClick(window.findChild(FirstStart), Qt.Key.Key_F1)
    assert window.findChild(HelpWindow).shown == "first-hour"


def test_the_help_names_every_key_of_the_window(window: MainWindow, world: World, qtbot: QtBot) -> None:
    begins(window, qtbot, world.make("mine"))
    page = handbook.page("keys").body
    keys = [shortcut.key().toString() for shortcut in window.opened.shell.findChildren(QShortcut)]
    places = {f"Ctrl+{number}" for number in range(1, 8)}
    assert len(keys) > 15
    assert [key for key in keys if f"**{key}**" not in page and key not in places] == []

"""Whoever is quicker than the start: nothing is read in on the window's thread, and no key is lost meanwhile."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from windows import InlineJobs

from refdesk.progress import Progress
from refdesk.ui import read_in
from refdesk.ui.held_input import HeldInput
from refdesk.ui.palette.palette_field import PaletteField, Source
from refdesk.ui.places import PlaceName
from refdesk.ui.shell import Shell
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = """
import importlib.abc, os, sys, threading
from functools import partial
from pathlib import Path
from refdesk import app, settings
app.read_window_in()
from PySide6.QtWidgets import QApplication
from refdesk.ui import places, warming
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.widgets.dialog import Dialog

class Ear(importlib.abc.MetaPathFinder):
    heard = []
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread() and name.startswith("refdesk.ui."):
            self.heard.append(name)
        return None

warming.BEGIN_AFTER_MS = 600_000  # whoever goes everywhere before anything is got ready
qt = QApplication([])
machine = settings.load()
app.dress(qt, machine)
window = MainWindow(Outside(clock=app.utc_now, sample=Path), machine)
window.begin(Path(sys.argv[1]))
window.show()

def until(is_so):
    for _turn in range(4000):
        if is_so():
            return
        qt.processEvents()
        threading.Event().wait(0.005)
    raise SystemExit("it did not come")

until(lambda: window.opened is not None and window.jobs.is_idle)
ear, opened = Ear(), window.opened
sys.meta_path.insert(0, ear)
for place in places.all_places():
    opened.shell.visit(place.name)
    until(lambda: opened.shell.here is place.name)
routes = opened.routes
for opens in (routes.new_contact, routes.log_conversation, routes.new_referral, routes.log_gift, routes.set_goals,
              routes.import_contacts, routes.add_promise, routes.show_promises, routes.add_reminder,
              routes.show_reminders, routes.find_duplicates, routes.sort_new, routes.find_forgotten,
              routes.show_top_sources, routes.referrals.give_referral, routes.referrals.find_help,
              routes.referrals.meet_someone, routes.paper.show_dates, routes.paper.show_limits,
              opened.records.show_history, opened.records.show_about):
    opens()
    until(lambda: any(each.isVisible() for each in window.findChildren(Dialog)))
    for each in window.findChildren(Dialog):
        each.reject()
    until(lambda: window.jobs.is_idle)
print(*ear.heard)
sys.stdout.flush()
os._exit(0)
"""


class LateJobs:
    """Jobs that are done when the test says so."""

    def __init__(self) -> None:
        self.left: list[Callable[[], None]] = []

    def start(self, work: Callable[[Progress], Any], *, then: Callable[[Any], None], **_how: object) -> Any:
        self.left.append(lambda: then(work(Progress())))

    def go_on(self) -> None:
        left, self.left = self.left, []
        for each in left:
            each()


@pytest.fixture
def late() -> LateJobs:
    return LateJobs()


@pytest.fixture
def shell(
    qtbot: QtBot, workplace: Workplace, late: LateJobs, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:  # fmt: skip
    monkeypatch.setattr(read_in, "are_in", lambda _names: False)
    window = QWidget()
    qtbot.addWidget(window)
    find = PaletteField(Source(lambda _typed: (), lambda _typed, _found: (), InlineJobs()), window)
    made = Shell(replace(workplace, jobs=late), Menu(window, name="File"), Menu(window, name="New"), find, window)
    made.resize(1440, 900)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.hide()


def test_nothing_is_read_in_on_the_thread_of_the_window(data_file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, str(data_file)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_keys_reach_what_opens_once_it_is_read_in(
    qtbot: QtBot, late: LateJobs, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(read_in, "are_in", lambda _names: False)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    behind, comes = QLineEdit(window), QLineEdit(window)
    column.addWidget(behind)
    column.addWidget(comes)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    behind.setFocus()
    read_in.then(late, window, ["refdesk.ui.page"], comes.setFocus)
    held = QApplication.focusWidget()
    assert isinstance(held, HeldInput)
    QTest.keyClicks(held, "Ann")
    assert (behind.text(), comes.text()) == ("", "")
    late.go_on()
    assert held.isVisible(), "what opens is made in an event of its own"
    QTest.keyClicks(held, "e")
    qtbot.waitUntil(lambda: comes.text() == "Anne")
    assert (behind.text(), window.findChild(HeldInput)) == ("", None)


def test_what_is_asked_for_last_opens_alone(
    qtbot: QtBot, late: LateJobs, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(read_in, "are_in", lambda _names: False)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    opened: list[str] = []
    read_in.then(late, window, ["refdesk.ui.page"], partial(opened.append, "first"))
    read_in.then(late, window, ["refdesk.ui.page"], partial(opened.append, "last"))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    late.go_on()
    qtbot.waitUntil(lambda: opened == ["last"])


def test_the_last_place_asked_for_counts(shell: Shell, late: LateJobs) -> None:
    shell.visit(PlaceName.CONTACTS)
    shell.visit(PlaceName.SETTINGS)
    assert shell.here is None
    late.go_on()
    assert shell.here is PlaceName.SETTINGS


def test_keys_reach_a_place_that_comes(shell: Shell, late: LateJobs, qtbot: QtBot) -> None:
    shell.go_to_by_key(PlaceName.SETTINGS)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shell.sheet.pages.currentWidget())
    QTest.keyClicks(QApplication.focusWidget(), "tax")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    late.go_on()
    page: Any = shell.go_to(PlaceName.SETTINGS)
    assert page.search.text() == "ta"


def test_a_place_that_is_made_is_shown_at_once(shell: Shell) -> None:
    shown: list[object] = []
    page = shell.go_to(PlaceName.SETTINGS)
    shell.go_to(PlaceName.CONTACTS)
    shell.visit(PlaceName.SETTINGS, shown.append)
    assert (shell.here, shown) == (PlaceName.SETTINGS, [page])

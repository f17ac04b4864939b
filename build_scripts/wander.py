"""Goes through the window of the made-up business as nobody would plan to: clicks, keys and words at random.

python3 build_scripts/wander.py [--steps N] [SEED ...]    each seed is a walk of its own

A fault, a warning of Qt, a crash of the process and a file that is not sound in the end are told with the last steps.
Turns of the event loop differ from run to run, so a seed leads nearly, not wholly, the same way again.
"""

import argparse
import faulthandler
import os
import random
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import environment

sys.path.insert(0, str(environment.ROOT))

ONE = "--one"
STEPS, SEEDS = 500, (1, 2, 3)
TOLD = 12
"""So many of the last steps are told."""
BEGIN_MS, PAUSES_MS = 1500, (0, 5, 20, 60)
WORDS = (
    "Ana", "Maria Garcia", "O'Neil", "tomorrow", "next friday", "12/24", "Feb 29", "9am", "2030", "0", "-5", "1,200",
    "99999999999", "614-555-0148", "x@example.com", "=1+1", "%s", "{name}", "a" * 300,
)  # fmt: skip
KEYS = (
    "Tab", "Backtab", "Return", "Escape", "Up", "Down", "Left", "Right", "Space", "Home", "End", "PageDown", "PageUp",
    "Delete", "Backspace", "F1", "F2", "F6", "S",
)  # fmt: skip
WITH_CTRL, WITH_ALT = "KRLNZYFAPEDI12345678", "tmnbwxhpsldaeio"
SIZES = ((1440, 900), (1024, 700))
NOT_TAKEN = ("Quit", "Restore", "New business", "Open")
"""What leads away from the file, by the words that it begins with."""
OF_PLATFORM = ("This plugin does not support", "OpenType support missing")


def main(arguments: list[str]) -> int:
    """Take the walks, each in a process of its own; returns 1 if one of them met a fault."""
    if arguments[:1] == [ONE]:
        code = walk(int(arguments[1]), int(arguments[2]))
        sys.stdout.flush()
        os._exit(code)  # whatever stands open now would never stand open at the end of the program
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", metavar="SEED", type=int, nargs="*", default=SEEDS)
    parser.add_argument("--steps", type=int, default=STEPS)
    asked = parser.parse_args(arguments)
    try:
        python = environment.ready("test")
    except environment.CannotSetUp as reason:
        print(reason, file=sys.stderr)
        return 1
    return max(_in_own_process(python, seed, asked.steps) for seed in asked.seeds)


def _in_own_process(python: Path, seed: int, steps: int) -> int:
    with tempfile.TemporaryDirectory(prefix="refdesk-wander-", ignore_cleanup_errors=True) as home:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "REFDESK_HOME": home, "TMPDIR": home}
        done = subprocess.run([str(python), __file__, ONE, str(seed), str(steps)], env=surroundings, check=False)
    if done.returncode not in {0, 1}:
        print(f"walk {seed}: the process ended with {done.returncode}")
    return min(abs(done.returncode), 1)


def walk(seed: int, steps: int) -> int:
    """Take one walk and say how it went; returns 1 if it met a fault."""
    from PySide6.QtWidgets import QApplication

    from refdesk.services import data_file, sample
    from refdesk.ui import theme

    faulthandler.enable()
    file = sample.throw_away_copy()
    app = QApplication([])
    theme.apply(app, motion=False)
    wanderer = Wanderer(file, random.Random(seed))  # noqa: S311 - no secret hangs on it
    wanderer.listen()
    wanderer.go(steps)
    wanderer.leave()
    data_file.check(file)
    print(f"walk {seed}: {steps} steps, {len(wanderer.faults)} faults")
    return 1 if wanderer.faults else 0


class Wanderer:
    """Somebody at the window who reads nothing."""

    def __init__(self, file: Path, chance: random.Random) -> None:
        from refdesk import app
        from refdesk.settings import MachineSettings
        from refdesk.ui.main_window import MainWindow, Outside

        self.faults: list[str] = []
        self._chance, self._folder, self._saved = chance, file.parent, 0
        self._steps: list[str] = []
        outside = Outside(clock=app.utc_now, sample=lambda: file, ask_to_open=_nothing, ask_to_save=self._save_where)
        self._window = MainWindow(outside, MachineSettings(motion=False))
        self._window.resize(*chance.choice(SIZES))
        self._window.begin(file)
        self._window.show()
        self._window.activateWindow()

    def listen(self) -> None:
        """Hear of every fault and warning, and keep what would be handed to other programs."""
        from PySide6.QtCore import qInstallMessageHandler

        from refdesk.errors import RefDeskError
        from refdesk.ui import outside

        def caught(kind: type[BaseException], fault: BaseException, trace: Any) -> None:  # noqa: ANN401
            if not issubclass(kind, RefDeskError):  # those have words of their own for the person
                self._tell("".join(traceback.format_exception(kind, fault, trace)))

        def said(_kind: object, _context: object, words: str) -> None:
            if not any(each in words for each in OF_PLATFORM):
                self._tell(words)

        sys.excepthook = caught
        qInstallMessageHandler(said)
        outside.open_address = lambda _address: self._chance.random() < 0.5  # type: ignore[assignment]
        outside.open_folder = lambda _folder: True  # type: ignore[assignment]

    def go(self, steps: int) -> None:
        """Take so many steps, each in an event of its own: a menu or dialog may keep the one before waiting."""
        from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

        taken = 0

        def take() -> None:
            nonlocal taken
            taken += 1
            if taken <= steps:
                QTimer.singleShot(self._chance.choice(PAUSES_MS), take)
                self._step()

        QTimer.singleShot(BEGIN_MS, take)
        while taken <= steps:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def leave(self) -> None:
        """Take everything back, and close the file."""
        self._window.jobs.shut_down()
        if self._window.opened is None:
            return
        desk = self._window.opened.workplace.desk
        while desk.undo() is not None:
            pass
        self._window.opened.close()

    def _tell(self, fault: str) -> None:
        self.faults.append(fault)
        print(fault, *(f"  {step}" for step in self._steps[-TOLD:]), sep="\n", flush=True)

    def _step(self) -> None:
        ways: list[tuple[Callable[[], None], int]] = [
            (self._click, 40), (self._press, 16), (self._press_with_ctrl, 6), (self._press_with_alt, 8),
            (self._type, 16), (self._command, 6), (self._resize, 1), (self._wait, 7),
        ]  # fmt: skip
        if self._menu() is not None:
            self._choose_of_menu()
            return
        way = self._chance.choices([way for way, _weight in ways], [weight for _way, weight in ways])[0]
        way()

    def _note(self, step: str) -> None:
        self._steps.append(step)

    def _click(self) -> None:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QAbstractScrollArea

        if not (found := list(_offered(self._top()))):
            return
        widget = self._chance.choice(found)
        inside = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        place = inside.rect().center()
        if self._chance.random() < 0.5:
            # What is not laid out yet may have less than no room.
            wide, high = max(inside.width(), 1), max(inside.height(), 1)
            place = QPoint(self._chance.randrange(wide), self._chance.randrange(high))
        button = Qt.MouseButton.RightButton if self._chance.random() < 0.06 else Qt.MouseButton.LeftButton
        self._note(f"{button.name} at {place.x()}, {place.y()} of {_named(widget)}")
        act = QTest.mouseDClick if self._chance.random() < 0.05 else QTest.mouseClick
        act(inside, button, pos=place)

    def _press(self) -> None:
        from PySide6.QtCore import Qt

        self._send(getattr(Qt.Key, f"Key_{self._chance.choice(KEYS)}"), Qt.KeyboardModifier.NoModifier)

    def _press_with_ctrl(self) -> None:
        from PySide6.QtCore import Qt

        key = self._chance.choice([*WITH_CTRL, "Return", "Left", "Right", "Slash"])
        self._send(getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.ControlModifier)

    def _press_with_alt(self) -> None:
        from PySide6.QtCore import Qt

        letter = self._chance.choice(WITH_ALT).upper()
        self._send(getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)

    def _send(self, key: Any, modifier: Any) -> None:  # noqa: ANN401 - of Qt
        from PySide6.QtTest import QTest

        focus = self._focus()
        self._note(f"{modifier.name} {key.name} on {_named(focus)}")
        QTest.keyClick(focus, key, modifier)

    def _type(self) -> None:
        from PySide6.QtTest import QTest

        words, focus = self._chance.choice(WORDS), self._focus()
        self._note(f"{words[:20]!r} into {_named(focus)}")
        QTest.keyClicks(focus, words)

    def _command(self) -> None:
        from refdesk.ui import commands

        opened = self._window.opened
        if opened is None or self._top() is not self._window:
            return
        every = commands.of_window(
            opened.routes, opened.records, opened.help, opened.files, opened.shell, self._window
        )  # fmt: skip
        command = self._chance.choice(every)
        if not command.words.startswith(NOT_TAKEN):
            self._note(f"command {command.words!r}")
            command.act()

    def _resize(self) -> None:
        self._window.resize(*self._chance.choice(SIZES))

    def _wait(self) -> None:
        self._note("waits")

    def _choose_of_menu(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        menu = self._menu()
        lines = [line for line in menu.actions() if line.isEnabled() and not line.text().startswith(NOT_TAKEN)]
        if not lines or self._chance.random() < 0.3:
            self._note("leaves the menu")
            QTest.keyClick(menu, Qt.Key.Key_Escape)
            return
        line = self._chance.choice(lines)
        self._note(f"menu {line.text()!r}")
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(line).center())

    def _menu(self) -> Any:  # noqa: ANN401 - a menu of Qt
        from PySide6.QtWidgets import QApplication, QMenu

        open_one = QApplication.activePopupWidget()
        return open_one if isinstance(open_one, QMenu) else None

    def _top(self) -> Any:  # noqa: ANN401 - a widget of Qt
        """Return what lies above everything else: a list that dropped down, a window, a dialog, or the main window."""
        from PySide6.QtWidgets import QApplication

        from refdesk.ui.widgets import dialog

        above = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        active = QApplication.activeWindow()
        if above is None and active is not None and active.isVisible() and active is not self._window:
            above = active
        dialogs = [each for each in dialog.of_window(self._window) if each.isVisible()]
        return above or (dialogs[-1] if dialogs else self._window)

    def _focus(self) -> Any:  # noqa: ANN401 - a widget of Qt
        from PySide6.QtWidgets import QApplication

        focus = QApplication.focusWidget()
        return focus if focus is not None and focus.isVisible() else self._top()

    def _save_where(self, _parent: object, _title: str, suggested: str, _filter: str) -> Path | None:
        self._saved += 1
        name = f"saved-{self._saved}{Path(suggested).suffix}"
        return self._folder / name if self._chance.random() < 0.7 else None


def _nothing(_parent: object, _title: str, _folder: str, _filter: str) -> None:
    return None


def _offered(above: Any) -> Iterable[Any]:  # noqa: ANN401 - widgets of Qt
    """Yield what can be clicked, but what leads away from the file."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QWidget

    for widget in above.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.ClickFocus or hasattr(widget, "clicked")
        if takes and widget.isVisible() and widget.isEnabled() and not widget.accessibleName().startswith(NOT_TAKEN):
            yield widget


def _named(widget: Any) -> str:  # noqa: ANN401 - a widget of Qt
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

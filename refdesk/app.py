"""Wires everything, once: a command, or the window."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import i18n, logs, paths, settings
from refdesk.settings import MachineSettings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from refdesk.ui.main_window import MainWindow
    from refdesk.ui.single_start import FirstStart


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    machine = settings.load()
    speak(machine)
    if _wants_window(words):
        return show_window(machine, file=Path(words[0]) if words else None, demo=False)
    from refdesk.cli import parser, running  # reads in every command and all that it needs

    asked = parser.parse(words)
    if asked.command is not None:
        return running.run(asked)
    return show_window(machine, file=asked.file, demo=asked.demo)


def utc_now() -> datetime:
    """Return the moment now: the one clock of the program."""
    return datetime.now(UTC)  # noqa: TID251 - here it begins


def speak(machine: MachineSettings) -> None:
    """Use the language of this machine's settings."""
    i18n.use(machine.language or i18n.DEFAULT_LOCALE, paths.resource("translations"))


def show_window(machine: MachineSettings, *, file: Path | None, demo: bool) -> int:
    """Open the window, or raise the one that is open already; returns the exit code."""
    logs.start()
    end_watch = logs.watch_for_crashes()
    read_window_in()
    from refdesk.ui import crash, single_start
    from refdesk.ui.main_window import MainWindow, Outside

    app, home = _application(), paths.settings_folder()
    place = None if demo else single_start.become_first(home, file)
    if place is None and not demo:
        return 0
    dress(app, machine)
    window = MainWindow(Outside(clock=utc_now, sample=_make_sample), machine)
    window.appearance_changed.connect(partial(dress, app))
    watch = crash.CrashWatch(window)
    watch.told.connect(window.show_fault)
    watch.begin()
    _begin(window, single_start.FirstStart(home, window), file=file, demo=demo)
    watch.show_last(logs.last_crash())
    code = app.exec()
    watch.end()
    end_watch()
    if place is not None:
        place.unlock()
    return code


def read_window_in() -> None:
    """Read in what a window needs, in the order that starts soonest."""
    from refdesk import heap

    heap.hold_little()
    with read_in():
        # SQLAlchemy before PySide6: measured to start quicker.
        from refdesk.services import data_file  # noqa: F401, I001

        from refdesk.ui import qt_sources

        qt_sources.leave_unread()
        from refdesk.ui import crash, main_window, single_start  # noqa: F401


def _wants_window(words: list[str]) -> bool:
    """Tell whether the words ask for the window alone: none at all, or a data file."""
    return not words or (len(words) == 1 and words[0].endswith(paths.FILE_SUFFIX) and not words[0].startswith("-"))


def _make_sample() -> Path:
    from refdesk.services import sample  # most starts never look at it

    return sample.throw_away_copy()


def _application() -> "QApplication":
    """Return the application with its name and icon."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication), "only one application runs"
    app.setApplicationName(paths.APP)
    app.setApplicationDisplayName(paths.APP)
    app.setWindowIcon(QIcon(str(paths.resource("app", "refdesk.png"))))
    return app


def _begin(window: "MainWindow", first: "FirstStart", *, file: Path | None, demo: bool) -> None:
    """Show the window with the file asked for, or with the made-up business."""
    if not demo and first.claim():
        first.raised.connect(window.raise_with)
    if demo:
        window.open_sample()
    else:
        window.begin(file)
    place = window.machine.window
    window.showMaximized() if place and place.maximized else window.show()


@contextmanager
def read_in() -> Iterator[None]:
    """Read modules in without looking for garbage among them: they stay, and looking costs a tenth of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def dress(app: object, machine: MachineSettings) -> None:
    """Give the program the look of this machine's settings, now and when they change."""
    from PySide6.QtWidgets import QApplication

    from refdesk.ui import theme

    assert isinstance(app, QApplication), "the look belongs to the application"
    theme.apply(app, theme.Mode(machine.appearance.value), text_percent=machine.text_size, motion=machine.motion)

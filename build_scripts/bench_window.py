"""Measures of the window as a whole, each in a process of its own: the start, the memory, the longest event.

`bench_window.py (start FILE | visit FILE quick | visit FILE whole)` and `bench_window.py (bare-start | bare-memory
LIBRARY...)` are those processes.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import bench_figures  # and no more of ours: what it imported would count as part of the bare window
from bench_figures import Figure

GUI_LIMIT = 0.05
QUIET_S = 0.6
FIRST_LOOK_S = 5.0
QUICK_BELOW = 1_000
QUICK_QUIET_S, QUICK_LOOK_S = 0.2, 2.0
SCROLLS, QUICK_SCROLLS = 20, 3
CALLS = 3
WORDS = ("q", "qu", "ros", "oak street", "614-2")


def start_measure(path: Path, people: int, runs: int) -> Figure:
    """Return the time from the start of the process to the first painted window."""
    taken: dict[str, list[float]] = {"start": [], "bare-start": []}
    for _run in range(runs):
        for kind, arguments in (("start", [str(path)]), ("bare-start", [])):
            taken[kind].append(_child(kind, *arguments)["cpu"])
    ours, floor = (statistics.median(taken[kind]) for kind in ("start", "bare-start"))
    return Figure("start to the first painted window", people, ours, floor, goal=5, growth_goal=1.15)


def visit_measures(path: Path, people: int, runs: int) -> list[Figure]:
    """Return the memory with every screen visited, and the longest that one event took on the way."""
    pace = "quick" if people < QUICK_BELOW else "whole"
    visits = [_child("visit", str(path), pace) for _run in range(max(runs // 2, 1))]
    libraries: list[str] = visits[0]["libraries"]
    bare = statistics.median(_child("bare-memory", *libraries)["memory"] for _run in range(max(runs // 2, 1)))
    mine = statistics.median(visit["memory"] for visit in visits)
    longest = min((visit["longest"] for visit in visits), key=lambda found: found[0])
    allowed = (bare + 60e6) / bare
    return [
        Figure("memory, every screen visited", people, mine, bare, goal=allowed, unit="bytes"),
        Figure(f"longest event: {longest[1]}", people, longest[0], GUI_LIMIT, goal=1),
    ]


def _child(kind: str, *arguments: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="refdesk-bench-", ignore_cleanup_errors=True) as home:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "REFDESK_HOME": home}
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # as on a computer where the program ran before
        command = [sys.executable, __file__, kind, *arguments]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{kind}: {done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def start(path: Path) -> dict[str, Any]:
    """Open the program on a file as `refdesk FILE` does; return when the window was painted."""
    window = open_window(path)
    return {"cpu": bench_figures.cpu(), "title": window.windowTitle()}


def open_window(path: Path) -> Any:  # noqa: ANN401 - the libraries come in the order in which the program asks for them
    """Return the main window on a file, painted: all that `refdesk FILE` does, with the moment of the data."""
    from bench_clock import clock

    from refdesk import app, logs, paths, settings

    machine = settings.load()
    app.speak(machine)
    logs.start()
    logs.watch_for_crashes()
    app.read_window_in()
    from PySide6.QtWidgets import QApplication

    from refdesk.ui import crash, single_start
    from refdesk.ui.main_window import MainWindow, Outside

    qt = QApplication(sys.argv[:1])
    qt.setCursorFlashTime(0)  # a line that blinks is work without end
    home = paths.settings_folder()
    held = single_start.become_first(home, path)
    app.dress(qt, machine)
    window: Any = MainWindow(Outside(clock=clock, sample=lambda: path), machine)
    window.held = held  # as long as the window lives
    crash.CrashWatch(window)
    single_start.FirstStart(home, window).claim()
    window.resize(1440, 900)
    window.begin(path)
    window.show()
    _until_painted(window, lambda: window.opened is not None)
    return window


def bare_start() -> dict[str, Any]:
    """Show a bare window."""
    from PySide6.QtWidgets import QApplication

    qt = QApplication(sys.argv[:1])
    window = _bare_window(qt)
    return {"cpu": bench_figures.cpu(), "title": window.windowTitle()}


def _bare_window(_qt: Any) -> Any:  # noqa: ANN401
    """Return a bare window of an application, painted."""
    from PySide6.QtWidgets import QMainWindow

    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    _until_painted(window)
    return window


def bare_memory(libraries: list[str]) -> dict[str, Any]:
    """Show a bare window with the same libraries imported."""
    import importlib
    from contextlib import suppress

    for library in libraries:
        with suppress(ImportError):
            importlib.import_module(library)
    from PySide6.QtWidgets import QApplication

    qt = QApplication(sys.argv[:1])
    window = _bare_window(qt)  # it is there while it is measured, as ours is
    return {"title": window.windowTitle(), "memory": bench_figures.resident()}


def visit(path: Path, *, quick: bool) -> dict[str, Any]:
    """See every screen, search, and go through the list; return the memory and the longest event."""
    window = open_window(path)
    watch = Watch(window, quick=quick)
    shell = window.opened.shell
    from refdesk.ui import places

    watch.rest("the first look at Today", least=QUICK_LOOK_S if quick else FIRST_LOOK_S)
    for place in places.all_places():
        watch.do(f"going to {place.name}", partial(shell.go_to, place.name))
    contacts = watch.do("going back to contacts", partial(shell.go_to, places.PlaceName.CONTACTS))
    pane = contacts.list
    for words in (*WORDS, ""):
        watch.do(f"typing “{words}”", partial(pane.search.setText, words))
    for turn in range(6):
        watch.do("the next person", partial(pane.view.setCurrentIndex, pane.model.index(turn * 3, 0)))
    bar = pane.view.verticalScrollBar()
    scrolls = QUICK_SCROLLS if quick else SCROLLS
    for turn in range(scrolls):
        watch.do("scrolling", partial(bar.setValue, bar.maximum() * turn // scrolls))
    see_more(window, watch)
    see_reports(window, watch)
    see_month(window, watch)
    import bench_dialogs

    with tempfile.TemporaryDirectory(prefix="refdesk-bench-", ignore_cleanup_errors=True) as folder:
        bench_dialogs.see_dialogs(window, watch, Path(folder))
    bench_dialogs.see_found(window, watch)
    for place in places.all_places():
        watch.do(f"going back to {place.name}", partial(shell.go_to, place.name))
    third = {name.split(".")[0] for name in sys.modules} - {"refdesk", "__main__", "__mp_main__"}
    libraries = [name for name in sys.modules if name.split(".")[0] in third and "bench" not in name]
    return {"memory": bench_figures.resident(), "longest": watch.longest, "libraries": libraries}


def see_more(window: Any, watch: "Watch") -> None:  # noqa: ANN401
    """See what lies within the places: the sections of Settings, and the handbook."""
    from refdesk.ui.help.help_window import HelpWindow
    from refdesk.ui.places import PlaceName
    from refdesk.ui.settings.section_link import SectionLink

    opened = window.opened
    settings = watch.do("going to Settings", partial(opened.shell.go_to, PlaceName.SETTINGS))
    for link in settings.findChildren(SectionLink):
        watch.do("a section of Settings", link.click)
    for time_of in ("first", "second"):
        watch.do(f"opening the handbook, the {time_of} time", opened.help.show_here)
        watch.do("a page of the handbook", opened.help.show_keys)
        watch.do("closing the handbook", window.findChild(HelpWindow).close)
    watch.do("going back to contacts", partial(opened.shell.go_to, PlaceName.CONTACTS))


def see_reports(window: Any, watch: "Watch") -> None:  # noqa: ANN401
    """See every kind of report, the tree among them, and one after the other without waiting for the pages."""
    from refdesk.ui.commands import REPORTS

    show = window.opened.records.show_report
    keys = [key for key, _words, _icon in REPORTS]
    for time_of in ("first", "second"):
        for key in keys:
            watch.do(f"the report {key}, the {time_of} time", partial(show, key))
    for key in keys:
        watch.do_at_once(f"the report {key}, passed by", partial(show, key))
    watch.rest("reports passed by")


def see_month(window: Any, watch: "Watch") -> None:  # noqa: ANN401
    """See the referral month: calls with the script on screen, another day, the grid, and its other views."""
    import bench_dialogs

    from refdesk.ui.campaign.month_views import View
    from refdesk.ui.places import PlaceName

    page = watch.do("going to the referral month", partial(window.opened.shell.go_to, PlaceName.CAMPAIGN))
    today = window.opened.workplace.desk.today()
    for at in range(1, CALLS + 1):
        watch.do("the next call", partial(page.calls.go_to, at))
    watch.do("beginning the call", page.call.begin)
    for day in (today + timedelta(days=1), today):
        watch.do("another day of the month", partial(page.show_day, day))
    for time_of in ("first", "second"):
        watch.do(f"entering results, the {time_of} time", page.enter_results)
        for view in (View.FOLLOW, View.REPORT, View.CALENDAR):
            see = partial(page.views.show_view, view) if view is View.CALENDAR else partial(page.open_view, view)
            watch.do(f"the {view.value} view of the month, the {time_of} time", see)
        for name, opening in (("the plan of the month", page.plan), ("sheets", partial(page.print_sheets, today))):
            watch.do(f"opening {name}, the {time_of} time", opening)
            bench_dialogs.close(window, watch, name)


class Watch:
    """Does things in the window and keeps the longest that the thread of the window worked in one go."""

    def __init__(self, window: Any, *, quick: bool = False) -> None:  # noqa: ANN401
        from refdesk.ui.jobs import Job

        self._quiet = QUICK_QUIET_S if quick else QUIET_S
        self._window, self._job_class = window, Job
        self.longest = (0.0, "")

    def do(self, what: str, act: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Do something, and wait until nothing more comes of it."""
        begun = time.thread_time()
        result = act()
        self._note(what, begun)
        self.rest(what)
        return result

    def do_at_once(self, what: str, act: Callable[[], Any]) -> None:
        """Do something, and go on without waiting for what comes of it."""
        begun = time.thread_time()
        act()
        self._note(what, begun)

    def look(self, seconds: float, what: str) -> None:
        """Let the window work so long, though it has more to do."""
        from PySide6.QtCore import QCoreApplication

        until = time.monotonic() + seconds
        while time.monotonic() < until:
            begun = time.thread_time()
            QCoreApplication.processEvents()
            self._note(what, begun)
            time.sleep(0.002)

    def rest(self, what: str, *, least: float = 0.0) -> None:
        """Wait until the window has nothing more to do, and at least so many seconds."""
        from PySide6.QtCore import QCoreApplication, QEvent

        begun_at = quiet_since = time.monotonic()
        while time.monotonic() < max(quiet_since + self._quiet, begun_at + least):
            begun = time.thread_time()
            QCoreApplication.processEvents()
            spent = self._note(what, begun)
            begun = time.thread_time()
            # What was done outside of any event, as `do` does it, lets nothing go by itself: a click would.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            spent += self._note(what, begun)
            if spent > 0.001 or self._window.jobs.findChildren(self._job_class):
                quiet_since = time.monotonic()
            time.sleep(0.002)

    def _note(self, what: str, begun: float) -> float:
        spent = time.thread_time() - begun
        self.longest = max(self.longest, (spent, what))
        return spent


def _until_painted(window: Any, is_there: Callable[[], bool] = lambda: True) -> None:  # noqa: ANN401
    """Wait until the window is painted with what it is to show."""
    from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject

    class Painted(QObject):
        seen = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or (event.type() == QEvent.Type.Paint and is_there())
            return False

    painted = Painted(window)
    window.installEventFilter(painted)
    while not painted.seen:  # asleep meanwhile, as a window is: to look again and again would count as work
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def main(arguments: list[str]) -> int:
    """Be one of the processes that are measured."""
    kind, *rest = arguments
    sides: dict[str, Callable[[], object]] = {
        "start": lambda: start(Path(rest[0])),
        "bare-start": bare_start,
        "visit": lambda: visit(Path(rest[0]), quick=rest[1] == "quick"),
        "bare-memory": lambda: bare_memory(rest),
    }
    found = sides[kind]()
    print(json.dumps(found), flush=True)
    os._exit(0)  # what follows is not measured


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

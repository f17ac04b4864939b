"""Guards around every test: nothing unexpected is said, nothing is left open, nothing leaves this machine."""

import gc
import logging
import os
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:  # neither Qt nor the server's driver is needed to run the other tests
    from postgres_server import Server
    from PySide6.QtWidgets import QApplication

HERE = Path(__file__).resolve().parent
pytest_plugins = ["desks", "office", "windows"]
# Without a file that says otherwise, Qt's off-screen screen is 800 x 800.
if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={HERE / 'offscreen_screen.json'}"
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ.pop("QT_SCALE_FACTOR", None)

SLOW_MACHINES = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
IN_CI = bool(os.environ.get("CI"))
settings.register_profile(
    "refdesk", deadline=None, derandomize=IN_CI, database=None, suppress_health_check=SLOW_MACHINES
)
settings.load_profile("refdesk")

# By Python's own measure the collector would walk through all that was imported, thousands of times in a run.
GARBAGE_AT = 10_000
WHOLE_EACH = 20

LOOPBACK = ("127.0.0.1", "::1", "localhost")
_HOMES = count()
OpenCheck = Callable[[], str]


def _stay_on_this_machine(event: str, details: tuple[Any, ...]) -> None:
    """Refuse whatever reaches beyond loopback; an audit hook sees every Python socket, libraries' too."""
    if event == "socket.connect":
        address = details[1]
        outside = isinstance(address, tuple) and address[0] not in LOOPBACK
    elif event == "socket.getaddrinfo":
        outside = details[0] not in (*LOOPBACK, None, "")
    else:
        return
    if outside:
        raise AssertionError(f"a test reached for the internet: {event} {details[-1]}")


sys.addaudithook(_stay_on_this_machine)


def pytest_collection_finish() -> None:
    """Let the collector look only at what tests make from here on, and only between two of them.

    By itself it runs on whichever thread makes the next object. Where tests are spread over processes, one thread of
    each hears what to run next, and a window that it collects ends the process.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(0)


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """Collect what the last tests left, on the thread that runs them."""
    young, collected, _whole = gc.get_count()
    if young > GARBAGE_AT:
        gc.collect(2 if collected > WHOLE_EACH else 0)


@pytest.fixture
def collects_by_itself() -> Iterator[None]:
    """Let Python collect by its usual measure: for tests of just that."""
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(0)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def own_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home: it never sees or changes what belongs to the person at this machine."""
    home = _homes / str(next(_HOMES))
    monkeypatch.setenv("REFDESK_HOME", str(home / "refdesk"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def nothing_unexpected_is_logged(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or worse without the marker `loud`, and a `loud` one that logs none."""
    yield
    noise = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    loud = [f"{record.name}: {record.getMessage()}" for record in noise if record.levelno >= logging.WARNING]
    if request.node.get_closest_marker("loud"):
        assert loud or request.node.stash.get(_SKIPPED, False), "this test is marked loud and logs no warning"
        return
    assert not loud, f"unexpected log: {loud}"


_SKIPPED: pytest.StashKey[bool] = pytest.StashKey()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember that a test was skipped or failed, so that no guard asks more of it."""
    outcome: Any = yield
    if not outcome.get_result().passed:
        item.stash[_SKIPPED] = True


@pytest.fixture
def checks_at_end() -> Iterator[list[OpenCheck]]:
    """Take functions that say what is still open ("" for nothing) and ask them when everything else has ended."""
    checks: list[OpenCheck] = []
    yield checks
    open_things = [answer for check in checks if (answer := check())]
    assert not open_things, f"left open: {open_things}"


@pytest.fixture(autouse=True)
def no_window_is_left_or_waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail on a window that is still shown at the end, and at once on a dialog that would wait for a person."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None:
        yield
        return
    for kind, name in _waiting(widgets):
        monkeypatch.setattr(kind, name, _refuse_to_wait(f"{kind.__name__}.{name}"))
    yield
    if widgets.QApplication.instance() is None:
        return
    shown = [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
    names = [f"{type(window).__name__} {window.windowTitle()!r}" for window in shown]
    for window in shown:
        window.hide()
        window.deleteLater()
    _destroy_windows(widgets)
    _put_on_the_usual_look(widgets.QApplication.instance())
    assert not names, f"still shown at the end: {names}"


def _destroy_windows(widgets: ModuleType) -> None:
    """Destroy what this test's windows left behind, now and whole.

    Nothing runs Qt's loop between two tests, so what was told to leave later would stay, and Python's collector would
    take it apart while a later test's new theme still sends it events.
    """
    from PySide6.QtCore import QEvent

    for window in widgets.QApplication.topLevelWidgets():
        if window.parent() is None:
            window.deleteLater()
    widgets.QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _put_on_the_usual_look(app: "QApplication") -> None:
    """Take off what a test put on: large words would wrap where the next test expects a line."""
    from refdesk.ui import theme

    look = theme.shared()
    if (look.mode, look.text_percent, look.motion) != (theme.Mode.LIGHT, 100, False):
        theme.apply(app, theme.Mode.LIGHT, motion=False)


@pytest.fixture(autouse=True)
def no_jobs_are_left() -> Iterator[None]:
    """Fail a test whose jobs were not shut down: their threads go on, and only their window collects garbage."""
    yield
    left = not gc.isenabled()
    gc.enable()
    assert not left, "jobs were started and not shut down"


def _waiting(widgets: ModuleType) -> list[tuple[Any, str]]:
    """Return what stops a test until a person answers."""
    message = [(widgets.QMessageBox, name) for name in ("information", "question", "warning", "critical", "about")]
    asked = ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory")
    files = [(widgets.QFileDialog, name) for name in asked]
    return [(widgets.QDialog, "exec"), (widgets.QMessageBox, "exec"), (widgets.QMenu, "exec"), *message, *files]


def _refuse_to_wait(name: str) -> Callable[..., None]:
    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError(f"{name} would wait for a person; the test must answer in its place")

    return refuse


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """Dress the application, so that a test measures what people see."""
    _put_on_the_usual_look(qapp)
    return qapp


@pytest.fixture
def samples() -> Path:
    """Return the folder of files made by other programs; tests that need it are skipped without it."""
    folder = os.environ.get("REFDESK_SAMPLES")
    if not folder:
        pytest.skip("REFDESK_SAMPLES names no folder of sample files")
    return Path(folder)


@pytest.fixture(scope="session")
def postgres_server() -> "Iterator[Server]":
    """Run one throw-away server for this process's tests, from the first that asks for it."""
    postgres_server = pytest.importorskip("postgres_server", reason="psycopg is not installed")
    programs = postgres_server.programs()
    if programs is None:
        pytest.skip("PostgreSQL is not on this machine (no initdb and pg_ctl)")
    with postgres_server.running(programs) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: "Server") -> Iterator[str]:
    """Return the URL of a new, empty database on the throw-away server."""
    url = postgres_server.new_database()
    yield url
    postgres_server.drop(url)

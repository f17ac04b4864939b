"""What a stranger meets first: the set-up says in a plain sentence what is missing."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "build_scripts"
LIBRARIES = {"libnot-there.so.1": "libnot-there1", "libalso-not.so.2": "libalso-not2"}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the script anew, so that a test may change what it knows."""
    spec = importlib.util.spec_from_file_location("environment", SCRIPTS / "environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ON_LINUX", True)
    return module


def _programs(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)


def test_an_old_python_is_named_with_the_one_that_is_needed(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(environment.CannotSetUp, match=r"needs Python 3\.11 or newer; this is Python 3\.10\.4"):
        environment.ready("run")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither root nor apt-get")
class TestMissingSystemLibraries:
    @pytest.fixture(autouse=True)
    def two_are_missing(self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(environment, "QT_LIBRARIES", LIBRARIES)
        monkeypatch.setattr(os, "geteuid", lambda: 1000)

    def test_on_debian_the_exact_command_is_given(
        self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _programs(monkeypatch, "apt-get")
        with pytest.raises(
            environment.CannotSetUp, match=r"sudo sh -c .*apt-get install .* libalso-not2 libnot-there1"
        ):
            environment._check_qt_libraries()

    def test_on_fedora_the_exact_command_is_given(
        self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _programs(monkeypatch, "dnf")
        with pytest.raises(environment.CannotSetUp, match=r"sudo dnf install 'libnot-there\.so\.1\(\)\(64bit\)'"):
            environment._check_qt_libraries()

    def test_elsewhere_the_libraries_are_named(self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        _programs(monkeypatch)
        with pytest.raises(environment.CannotSetUp, match=r"libnot-there\.so\.1 libalso-not\.so\.2"):
            environment._check_qt_libraries()

    def test_root_on_debian_installs_them(self, environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        ran: list[list[str]] = []
        _programs(monkeypatch, "apt-get")
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(environment, "_run", lambda command, *_: ran.append(command))
        environment._check_qt_libraries()
        assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]
        assert ran[1][-2:] == ["libalso-not2", "libnot-there1"]


def test_another_lock_folder_or_project_makes_the_environment_anew(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(SCRIPTS / "lock", tmp_path / "lock")
    monkeypatch.setattr(environment, "LOCKS", tmp_path / "lock")
    before = environment._fingerprint("run")
    assert environment._fingerprint("run") == before
    assert environment._fingerprint("test") != before
    with (tmp_path / "lock" / "run.txt").open("a", encoding="utf-8") as lock:
        lock.write("one-more==1.0\n")
    assert environment._fingerprint("run") != before


@pytest.mark.parametrize(
    ("surroundings", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, False),
        ({"DISPLAY": ""}, False),
    ],
)
def test_a_display_is_known_by_what_the_desktop_sets(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str], *, seen: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert environment.has_display() is seen

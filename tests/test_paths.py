import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk import paths


@pytest.mark.parametrize("folder", [paths.data_folder, paths.settings_folder, paths.log_folder])
def test_a_folder_is_made_private_under_the_given_home(folder: Callable[[], Path], own_home: Path) -> None:
    made = folder()
    assert made.is_dir()
    assert made.is_relative_to(own_home / "refdesk")
    if sys.platform != "win32":
        assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_the_three_folders_are_apart() -> None:
    assert len({paths.data_folder(), paths.settings_folder(), paths.log_folder()}) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="the places of other systems are other ones")
def test_without_a_given_home_they_lie_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    assert paths.data_folder() == own_home / ".local/share/RefDesk"
    assert paths.settings_folder() == own_home / ".config/RefDesk"
    assert paths.log_folder() == own_home / ".local/state/RefDesk/log"


def test_resources_are_found_in_the_source_tree() -> None:
    assert paths.resource("app", "refdesk.svg").is_file()
    assert paths.resource("NOTICES.txt").is_file()


def test_resources_are_found_in_the_built_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("fonts") == tmp_path / "resources" / "fonts"


def test_resources_are_found_in_an_installed_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "refdesk" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "refdesk" / "paths.py"))
    assert paths.resource("fonts") == tmp_path / "refdesk" / "_resources" / "fonts"


def test_an_installation_without_resources_is_a_mistake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "refdesk").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "refdesk" / "paths.py"))
    with pytest.raises(AssertionError, match="without its resources"):
        paths.resource("fonts")

"""Where things lie: shipped resources, the owner's data, settings and logs of this machine."""

import os
import sys
from pathlib import Path

import platformdirs

APP = "RefDesk"
FILE_SUFFIX = ".refdesk"
HOME_VARIABLE = "REFDESK_HOME"


def resource(*parts: str) -> Path:
    """Return a shipped file or folder, whether run from the source tree, an installed wheel or the frozen program."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    for root in (Path(frozen) / "resources" if frozen else None, package / "_resources", package.parent / "resources"):
        if root is not None and root.is_dir():
            return root.joinpath(*parts)
    raise AssertionError("RefDesk was installed without its resources")


def data_folder() -> Path:
    """Return the folder that holds data files by default; made private (0700) when it is missing."""
    return _private(_home("data") or Path(platformdirs.user_data_dir(APP, appauthor=False)))


def settings_folder() -> Path:
    """Return the folder of this machine's settings."""
    return _private(_home("settings") or Path(platformdirs.user_config_dir(APP, appauthor=False)))


def log_folder() -> Path:
    """Return the folder of logs and crash notes."""
    return _private(_home("logs") or Path(platformdirs.user_log_dir(APP, appauthor=False)))


def _home(kind: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / kind if home else None


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder

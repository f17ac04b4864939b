"""Makes the environment that the other build scripts run in, with nothing but Python's own library."""

from __future__ import annotations  # an older Python must come as far as being told that it is too old

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "build_scripts" / "lock"
OLDEST_PYTHON = (3, 11)
ON_WINDOWS = sys.platform == "win32"
ON_LINUX = sys.platform.startswith("linux")

# What PySide6-Essentials loads from the system: the library, and the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


class CannotSetUp(Exception):
    """Say in plain words what is missing and how to get it."""


def ready(kind: str) -> Path:
    """Return the environment's Python, with the libraries of `kind` ("run" or "test") installed."""
    _check_python()
    stamp = VENV / f"refdesk-{kind}.stamp"
    wanted = _fingerprint(kind)
    if not (python().exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        _make_venv()
        _install(kind)
        stamp.write_text(wanted, encoding="utf-8")
    _check_qt_libraries()
    return python()


def python() -> Path:
    """Return the environment's own Python."""
    return program("python")


def program(name: str) -> Path:
    """Return a program that is installed in the environment."""
    return VENV / "Scripts" / f"{name}.exe" if ON_WINDOWS else VENV / "bin" / name


def has_display() -> bool:
    """Tell whether a window can be seen: only Linux can be without a display, and Qt can be told to draw off-screen."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return not platform.startswith(("offscreen", "minimal"))
    return not ON_LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(sentence: str) -> None:
    """Tell the person what happens, at once."""
    print(sentence, flush=True)


def _check_python() -> None:
    if sys.version_info[:2] < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        raise CannotSetUp(f"RefDesk needs Python 3.11 or newer; this is Python {found}. Install a newer one first.")
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info[1]}-venv"
        _apt_install([package], "Python's module for environments (venv)")


def _fingerprint(kind: str) -> str:
    """Return what the environment was made from: another lock, project, Python or folder makes it anew."""
    parts = [str(ROOT), sys.version, (LOCKS / f"{kind}.txt").read_text(encoding="utf-8")]
    parts.append((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _make_venv() -> None:
    if _venv_works():
        return
    say("Making the environment (.venv) ...")
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "The environment could not be made.")


def _venv_works() -> bool:
    """Tell whether an environment is there that this Python made in this folder and that has pip."""
    if not python().exists():
        return False
    probe = "import sys, pip; print(sys.version); print(sys.prefix)"
    answer = subprocess.run([str(python()), "-c", probe], capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout == f"{sys.version}\n{VENV}\n" and _scripts_point_here()


def _scripts_point_here() -> bool:
    """Tell whether the folder was not moved or copied since: programs of an environment name their Python in full."""
    start = VENV / ("Scripts/activate" if ON_WINDOWS else "bin/activate")
    return start.exists() and str(VENV) in start.read_text(encoding="utf-8", errors="replace")


def _install(kind: str) -> None:
    say("Installing the libraries from the lock; the first time takes a minute or two ...")
    pip = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    failed = "The libraries could not be installed. Is this computer online?"
    if kind == "test":
        pip.append("--no-compile")  # of what is installed to test with, a run imports less than half
    _run([*pip, "--require-hashes", "-r", str(LOCKS / f"{kind}.txt")], failed)
    _run([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], "RefDesk itself could not be installed.")


def _check_qt_libraries() -> None:
    """See that the system has what Qt needs; on Debian and Ubuntu the missing ones are installed when we may."""
    if not ON_LINUX:
        return
    missing = [name for name in QT_LIBRARIES if not _loads(name)]
    if not missing:
        return
    if shutil.which("apt-get"):
        _apt_install(sorted({QT_LIBRARIES[name] for name in missing}), "The system libraries that windows need")
        return
    wanted = " ".join(f"'{name}()(64bit)'" for name in missing)
    for installer in ("dnf", "zypper", "yum"):
        if shutil.which(installer):
            raise CannotSetUp(
                f"Qt needs system libraries. Install them, then start again:\n  sudo {installer} install {wanted}"
            )
    raise CannotSetUp("Qt needs these system libraries; install them, then start again:\n  " + " ".join(missing))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt_install(packages: list[str], what: str) -> None:
    """Install Debian packages when we are root; else raise with the exact command."""
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise CannotSetUp(f"{what} must be installed first: {' '.join(packages)}")
    if os.geteuid() != 0:
        raise CannotSetUp(f"{what} must be installed first. Run this, then start again:\n  sudo sh -c '{command}'")
    say(f"{what}: installing {' '.join(packages)} ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    failed = f"{what} could not be installed. Run this, then start again:\n  {command}"
    _run(["apt-get", "update", "-qq"], failed, quiet)
    _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], failed, quiet)
    importlib.invalidate_caches()


def _run(command: list[str], failed: str, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode != 0:
        raise CannotSetUp(f"{failed}\n\n{(done.stdout + done.stderr).strip()[-3000:]}")

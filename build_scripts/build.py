"""Builds the program that needs no Python, in dist/RefDesk, and lets it check itself.

python3 build_scripts/build.py
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import environment

SPEC = environment.ROOT / "build_scripts" / "refdesk.spec"
DIST = environment.ROOT / "dist"
WORK = environment.ROOT / "build"


def main() -> int:
    """Make the environment, build, and run the built program's own check."""
    try:
        python = environment.ready("test")
    except environment.CannotSetUp as reason:
        print(reason, file=sys.stderr)
        return 1
    environment.say("Building the program; this takes a minute or two ...")
    places = ["--distpath", str(DIST), "--workpath", str(WORK)]
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places, str(SPEC)]
    built = subprocess.run(command, cwd=environment.ROOT, check=False)
    if built.returncode != 0:
        return built.returncode
    environment.say(
        f"Built {program().relative_to(environment.ROOT)}: {size(DIST / 'RefDesk') / 1e6:.0f} MB. Its self-check:"
    )
    return self_check()


def program() -> Path:
    """Return the built program."""
    if sys.platform == "darwin":
        return DIST / "RefDesk.app" / "Contents" / "MacOS" / "RefDesk"
    return DIST / "RefDesk" / ("RefDesk.exe" if environment.ON_WINDOWS else "RefDesk")


def self_check() -> int:
    """Run the built program's own check in a home of its own, off-screen."""
    with tempfile.TemporaryDirectory(prefix="refdesk-built-", ignore_cleanup_errors=True) as home:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "REFDESK_HOME": home}
        return subprocess.run([str(program()), "--self-check"], cwd=home, env=surroundings, check=False).returncode


def size(folder: Path) -> int:
    """Return how many bytes a folder holds."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


if __name__ == "__main__":
    sys.exit(main())

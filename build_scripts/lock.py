"""Locks the libraries anew after pyproject.toml changed: every version with its hashes, and no host.

python3 build_scripts/lock.py [--upgrade]
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import environment

# The tool that can lock for every system at once; it is needed here only.
LOCKER = "uv"
COMMON = [
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--python-version",
    "3.11",
]
LOCKED = {"run": ["--group", "run"], "test": ["--group", "run", "--group", "test"]}


def main(arguments: list[str]) -> int:
    """Write both locks; versions stay as they are unless the project asks otherwise or `--upgrade` is given."""
    with tempfile.TemporaryDirectory(prefix="refdesk-lock-") as folder:
        locker = install_locker(Path(folder))
        for kind, groups in LOCKED.items():
            target = environment.LOCKS / f"{kind}.txt"
            command = [str(locker), "pip", "compile", "pyproject.toml", *groups, *COMMON, "-o", str(target), "--quiet"]
            done = subprocess.run([*command, *arguments], cwd=environment.ROOT, check=False)
            if done.returncode != 0:
                return done.returncode
            environment.say(f"locked {target.relative_to(environment.ROOT)}")
    return 0


def install_locker(folder: Path) -> Path:
    """Put the locking tool into an environment of its own, which is thrown away."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if environment.ON_WINDOWS else "bin")
    subprocess.run([str(programs / "python"), "-m", "pip", "install", "--quiet", LOCKER], check=True)
    return programs / LOCKER


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Files that are costly to make: one process of a run makes each, and every test of every process copies it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the file that `make` wrote, for this run's tests to read and copy; nothing may be written into it."""
    base = folders.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "made-once" / name
    made.parent.mkdir(exist_ok=True)
    with FileLock(made.with_suffix(".once")):
        if not made.exists():
            aside = made.with_name(f"unfinished-{name}")
            aside.unlink(missing_ok=True)
            make(aside)
            aside.rename(made)
    return made

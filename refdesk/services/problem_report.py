"""A report of a problem: versions, counts and the last lines of the log; ids only, and no word of anybody."""

import platform
import sys
from collections import deque
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from refdesk import i18n, logs, paths
from refdesk.services.data_file import OpenFile
from refdesk.store import engine as engines
from refdesk.store import schema
from refdesk.version import VERSION

LAST_LINES = 60


def report(opened: OpenFile, *, libraries: Mapping[str, str]) -> str:
    """Return the report of an open file as text to copy; `libraries` are what the window adds: name and version."""
    counted = opened.desk.ask(_counts)
    about = {
        "RefDesk": VERSION,
        "Built program": "yes" if getattr(sys, "frozen", False) else "no",
        "Python": platform.python_version(),
        "SQLite": engines.sqlite_version(),
        **libraries,
        "System": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Language": i18n.code(),
        "Schema": schema.NEWEST,
        "File": f"{_size(opened.path) / 1e6:.1f} MB, {'read only' if opened.reading else 'open'}",
        "Warned": "yes" if opened.warning else "no",
    }
    lines = [f"{name}: {words}" for name, words in about.items()]
    rows = [f"  {table}: {number}" for table, number in sorted(counted.items()) if number]
    return "\n".join([*lines, "Rows:", *rows, "Log:", *(f"  {line}" for line in last_lines(paths.log_folder()))])


def last_lines(folder: Path) -> list[str]:
    """Return the last lines of the log; none if there is no log."""
    try:
        with (folder / logs.FILE_NAME).open(encoding="utf-8", errors="replace") as log:
            return [line.rstrip() for line in deque(log, LAST_LINES)]
    except OSError:
        return []


def _counts(session: Session) -> Mapping[str, int]:
    return schema.counts(session.connection())


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

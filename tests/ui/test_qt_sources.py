"""Importing after PySide6 reads no sources."""

import subprocess
import sys

_SAYS = """
import linecache
from refdesk.ui import qt_sources
if {leaves}:
    qt_sources.leave_unread()
import refdesk.ui.theme
print(sum("refdesk" in file and bool(lines[2:]) for file, lines in linecache.cache.items()))
"""


def test_sources_of_what_is_imported_are_not_kept() -> None:
    kept = [_kept(leaves=leaves) for leaves in (False, True)]
    assert kept[0] > 0, "PySide6 reads no sources any more: qt_sources can go"
    assert kept[1] == 0


def _kept(*, leaves: bool) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _SAYS.format(leaves=leaves)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)

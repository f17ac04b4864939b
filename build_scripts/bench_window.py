"""Measures of the window as a whole, each in a process of its own: the start, the memory, the longest event.

`bench_window.py (start | visit) FILE` and `bench_window.py (bare-start | bare-memory LIBRARY...)` are those processes.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench_figures import Figure

GUI_LIMIT = 0.05
QUIET_S = 0.6
FIRST_LOOK_S = 5.0
WORDS = ("q", "qu", "ros", "oak street", "614-2")


def start_measure(path: Path, people: int, runs: int) -> Figure:
    """Return the time from the start of the process to the first painted window."""
    taken: dict[str, list[float]] = {"start": [], "bare-start": []}
    for _run in range(runs):
        for kind, arguments in (("start", [str(path)]), ("bare-start", [])):
            taken[kind].append(_child(kind, *arguments)["cpu"])
    ours, floor = (statistics.median(taken[kind]) for kind in ("start", "bare-start"))
    return Figure("start to the first painted window", people, ours, floor, goal=5, growth_goal=1.15)


def visit_measures(path: Path, people: int, runs: int) -> list[Figure]:
    """Return the memory with every screen visited, and the longest that one event took on the way."""
    visits = [_child("visit", str(path)) for _run in range(max(runs // 2, 1))]
    libraries: list[str] = visits[0]["libraries"]
    bare = statistics.median(_child("bare-memory", *libraries)["memory"] for _run in range(max(runs // 2, 1)))
    mine = statistics.median(visit["memory"] for visit in visits)
    longest = min((visit["longest"] for visit in visits), key=lambda found: found[0])
    allowed = (bare + 60e6) / bare
    return [
        Figure("memory, every screen visited", people, mine, bare, goal=allowed, unit="bytes"),
        Figure(f"longest event: {longest[1]}", people, longest[0], GUI_LIMIT, goal=1),
    ]


def _child(kind: str, *arguments: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="refdesk-bench-", ignore_cleanup_errors=True) as home:
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "REFDESK_HOME": home}
        command = [sys.executable, __file__, kind, *arguments]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{kind}: {done.stderr}")
    sides: dict[str, Callable[[], object]] = {
        "start": lambda: start(Path(rest[0])),
        "bare-start": lambda: bare_start(),
        "visit": lambda: visit(Path(rest[0])),
        "bare-memory": lambda: bare_memory(rest),
    }
    found = sides[kind]()
    print(json.dumps(found), flush=True)
    os._exit(0)  # what follows is not measured


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

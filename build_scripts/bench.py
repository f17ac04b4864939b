"""Measures how fast RefDesk is beside the raw limit of the same machine in the same run.

python3 build_scripts/bench.py [--quick] [--million] [--runs N] [--json] [--only start|visit|lists|...]

Data of 1,000, 10,000 and 100,000 people is made first (with --million also of 1,000,000). Each measure runs in a
process of its own, ours and its floor in turn, and gives the medians. Times are processor time, so that a machine busy
with other things tells the same; where the disk is waited for, it is said. `growth` compares ours with the next smaller
size.
"""

from __future__ import annotations  # an older Python must come as far as being told that it is too old

import argparse
import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench_figures import Figure

SIZES = (1_000, 10_000, 100_000)
QUICK_SIZES = (400,)
MILLION = 1_000_000
RUNS = 5
KINDS = ("start", "visit", "lists", "import", "write", "today", "backup", "report", "paper", "tree")
ONE = "--one"


def main(arguments: list[str]) -> int:
    """Measure everything, or be the process of one measure."""
    if arguments[:1] == [ONE]:
        return measure_one(*arguments[1:])
    asked = _parse(arguments)
    if Path(sys.prefix) != environment.VENV:
        try:
            python = environment.ready("test")
        except environment.CannotSetUp as reason:
            print(reason, file=sys.stderr)
            return 1
        return subprocess.run([str(python), __file__, *arguments], check=False).returncode
    return measure_all(asked)


def measure_all(asked: argparse.Namespace) -> int:
    """Run each measure at each size and show what was found."""
    import bench_figures

    sizes = QUICK_SIZES if asked.quick else (*SIZES, MILLION) if asked.million else SIZES
    found = []
    with tempfile.TemporaryDirectory(prefix="refdesk-bench-", ignore_cleanup_errors=True) as folder:
        for people in sizes:
            _tell(f"Making {people:,} people ...")
            path = _made(Path(folder), people)
            for kind in asked.only or KINDS:
                if kind in {"paper", "tree"} and people != sizes[0]:
                    continue  # they read no file: these measures have sizes of their own
                _tell(f"{kind}, {people:,} people ...")
                found += [bench_figures.of(each) for each in _in_own_process(kind, path, people, asked.runs)]
    found.sort(key=lambda figure: figure.name)
    print(json.dumps(bench_figures.plain(found), indent=1) if asked.json else bench_figures.table(found))
    return 0


def measure_one(kind: str, file: str, people: str, runs: str) -> int:
    """Print the figures of one measure as JSON, for the process that asked."""
    figures = _figures(kind, Path(file), int(people), int(runs))
    print(json.dumps([dataclasses.asdict(figure) for figure in figures]), flush=True)
    os._exit(0)  # what follows is not measured


def _figures(kind: str, path: Path, people: int, runs: int) -> Sequence[Figure]:
    if kind in {"start", "visit"}:
        import bench_window

        return (
            [bench_window.start_measure(path, people, runs)]
            if kind == "start"
            else bench_window.visit_measures(path, people, runs)
        )
    if kind == "lists":
        import bench_lists

        return bench_lists.list_measures(path, people, runs)
    if kind == "paper":
        import bench_paper

        cards, calls = (100, 100) if people < SIZES[0] else (1_000, 5_000)
        return bench_paper.paper_measures(cards, calls, runs)
    if kind == "tree":
        import bench_tree

        return bench_tree.tree_measures(400 if people < SIZES[0] else bench_tree.PEOPLE, runs)
    if kind == "report":
        import bench_report

        return [bench_report.report_measure(path, people, runs)]
    import bench_store

    if kind == "import":
        return list(bench_store.import_measures(path.parent, people, runs))
    one = {"write": bench_store.write_measure, "today": bench_store.today_measure, "backup": bench_store.backup_measure}
    return [one[kind](path, people, runs)]


def _made(folder: Path, people: int) -> Path:
    path = folder / f"{people}.refdesk"
    _run([sys.executable, "-c", f"import bench_data, pathlib; bench_data.make(pathlib.Path({str(path)!r}), {people})"])
    return path


def _in_own_process(kind: str, path: Path, people: int, runs: int) -> list[dict[str, object]]:
    few = 1 if people >= MILLION else min(runs, 3) if people >= SIZES[-1] and kind == "import" else runs
    said = _run([sys.executable, __file__, ONE, kind, str(path), str(people), str(few)])
    figures: list[dict[str, object]] = json.loads(said.splitlines()[-1])
    return figures


def _run(command: list[str]) -> str:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parent)}
    with tempfile.TemporaryDirectory(prefix="refdesk-bench-", ignore_cleanup_errors=True) as home:
        surroundings["REFDESK_HOME"] = home
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return done.stdout


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how fast RefDesk is beside the raw limit.")
    parser.add_argument("--json", action="store_true", help="write JSON instead of the table")
    parser.add_argument("--quick", action="store_true", help="small data and one run: is everything measured?")
    parser.add_argument("--million", action="store_true", help="also with 1,000,000 people")
    parser.add_argument("--only", action="append", choices=KINDS, help="only this measure; can be given again")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each side is run; the medians count")
    asked = parser.parse_args(arguments)
    asked.runs = 1 if asked.quick else asked.runs
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The measuring of speed: its shape and that it runs; how fast we are is for people to read, not for a test."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parents[1] / "build_scripts"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import bench_figures

    return bench_figures


def test_table_and_json_say_the_same(bench: Any) -> None:
    figures = [
        bench.Figure("scrolling a page", 1_000, 0.002, 0.001, goal=1.5),
        bench.Figure("scrolling a page", 100_000, 0.003, 0.002, goal=1.5),
    ]
    lines = bench.table(figures).splitlines()
    assert lines[0].split() == ["measure", "contacts", "ours", "floor", "ratio", "goal", "growth"]
    assert lines[1].split()[-5:] == ["1.00", "ms", "2.00", "1.50", "over"]
    assert lines[2].split()[-4:] == ["ms", "1.50", "1.50", "1.50"]
    first, last = bench.plain(figures)["measures"]
    assert set(first) == {"name", "ours", "floor", "ratio", "goal", "growth"}
    assert (first["ratio"], first["growth"], last["growth"]) == (2.0, None, 1.5)


def test_both_sides_are_run_in_turn(bench: Any) -> None:
    order: list[str] = []
    sides = (lambda: order.append("ours"), lambda: order.append("floor"))
    bench.median_of(sides, runs=3)
    assert order == ["ours", "floor"] * 3


def test_late_is_the_95th_of_a_hundred(bench: Any) -> None:
    assert bench.late(range(100)) == 95
    assert bench.late([7.0]) == 7.0


def test_quick_run_measures_a_write_and_today() -> None:
    command = [sys.executable, str(SCRIPTS / "bench.py"), "--quick", "--json", "--only", "write", "--only", "today"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["measures"]
    assert [each["name"].split(",")[0] for each in found] == ["one recorded write (wall time)", "what is to do today"]
    assert all(each["ratio"] == pytest.approx(each["ours"] / each["floor"]) and each["floor"] > 0 for each in found)

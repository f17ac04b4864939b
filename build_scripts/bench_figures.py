"""What a measure finds, how the two sides are timed in turn, and the table and JSON of it."""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STATUS = Path("/proc/self/status")
Side = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure at one size: ours and its raw floor, in seconds or in bytes.

    `goal` is the largest ratio wanted; `growth_goal` how much ours may grow from the smallest size to the largest.
    """

    name: str
    contacts: int
    ours: float
    floor: float
    goal: float
    growth_goal: float | None = None
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Return ours in parts of the floor."""
        return self.ours / self.floor


def of(told: Mapping[str, Any]) -> Figure:
    """Return the figure that another process told as JSON."""
    return Figure(**told)


def cpu() -> float:
    """Return the processor time of this process so far: what it cost, however busy the machine is with others."""
    return time.process_time()


def median_of(sides: tuple[Side, Side], *, runs: int, timer: Callable[[], float] = cpu) -> tuple[float, float]:
    """Run both sides in turn and return the median time of each."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _run in range(runs):
        for side, times in zip(sides, taken, strict=True):
            begun = timer()
            side()
            times.append(timer() - begun)
    return statistics.median(taken[0]), statistics.median(taken[1])


def late(times: Iterable[float]) -> float:
    """Return the 95th percentile."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]


def resident() -> int:
    """Return the memory that this process holds now, in bytes; where that cannot be read, the most it ever held."""
    if STATUS.exists():
        found = next(line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
        return int(found.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def growths(figures: list[Figure]) -> dict[tuple[str, int], float]:
    """Return for each figure how ours compares with that of the next smaller size."""
    found = {}
    for figure in figures:
        smaller = [each for each in figures if each.name == figure.name and each.contacts < figure.contacts]
        if smaller:
            found[figure.name, figure.contacts] = figure.ours / max(smaller, key=lambda each: each.contacts).ours
    return found


def table(figures: list[Figure]) -> str:
    """Return the figures as lines of text."""
    grown = growths(figures)
    head = ("measure", "contacts", "ours", "floor", "ratio", "goal", "growth", "")
    rows = [head]
    for each in figures:
        growth = grown.get((each.name, each.contacts))
        rows.append(
            (
                each.name, f"{each.contacts:,}", _shown(each.ours, each.unit), _shown(each.floor, each.unit),
                f"{each.ratio:.2f}", f"{each.goal:.2f}", "" if growth is None else f"{growth:.2f}",
                "" if each.ratio <= each.goal and _grows_little(each, figures) else "over",
            )
        )  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            word.ljust(width) if column == 0 else word.rjust(width)
            for column, (word, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _grows_little(figure: Figure, figures: list[Figure]) -> bool:
    """Tell whether ours keeps to its growth, from the smallest size on."""
    smallest = min((each for each in figures if each.name == figure.name), key=lambda each: each.contacts)
    return figure.growth_goal is None or figure.ours <= smallest.ours * figure.growth_goal


def plain(figures: list[Figure]) -> dict[str, list[dict[str, Any]]]:
    """Return the figures in the shape that --json writes."""
    grown = growths(figures)
    return {
        "measures": [
            {
                "name": f"{each.name}, {each.contacts:,} contacts", "ours": each.ours, "floor": each.floor,
                "ratio": each.ratio, "goal": each.goal, "growth": grown.get((each.name, each.contacts)),
            }
            for each in figures
        ]
    }  # fmt: skip


def _shown(value: float, unit: str) -> str:
    if unit == "bytes":
        return f"{value / 1e6:.1f} MB"
    return f"{value * 1000:.2f} ms" if value < 1 else f"{value:.2f} s"

"""Which pages go through the printer, in which order: what was chosen, both sides, copies, stacks turned by hand."""

import re
from dataclasses import dataclass

from refdesk.domain.print_position import Side
from refdesk.errors import Problem, Refused
from refdesk.i18n import _

MOST_COPIES = 99
_PART = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One side of a sheet on its way: the page that it gets, counted from 0, or None for a side that stays empty."""

    page: int | None
    side: Side


Run = tuple[Leaf, ...]
"""What goes through the printer without a pause."""


def sheets(pages: int, sides: int) -> int:
    """Return how many sheets of paper that many pages need."""
    return -(-pages // sides)


def read(words: str, sheets: int) -> tuple[int, ...]:
    """Return the sheets of "1-3, 5", counted from 0 and each once, in their order; all of them for "".

    Raises `Refused` with what is wrong.
    """
    typed = words.replace("–", "-").replace(" ", "")
    if not typed:
        return tuple(range(sheets))
    found: set[int] = set()
    for part in typed.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise Refused(Problem("pages", _("Type numbers such as 1-3, 5, or leave it empty for all.")))
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= sheets:
            raise Refused(Problem("pages", _("There are only the numbers from 1 to {n}.").format(n=sheets)))
        found.update(range(first - 1, last))
    return tuple(sorted(found))


def runs(
    chosen: tuple[int, ...],
    *,
    pages: int,
    sides: int,
    copies: int = 1,
    by_hand: bool = False,
    last_on_top: bool = False,
) -> tuple[Run, ...]:
    """Return what goes through the printer: in two runs when a person turns the stack between front and back.

    `last_on_top` is how the turned stack lies in the tray: its backs are then printed from the last to the first. A
    back without a page is still fed, so that the stack stays in step.
    """
    stack = [sheet for _copy in range(copies) for sheet in chosen]
    if sides == 1:
        return (tuple(Leaf(sheet, Side.FRONT) for sheet in stack),) if stack else ()
    fronts = [Leaf(2 * sheet, Side.FRONT) for sheet in stack]
    backs = [Leaf(2 * sheet + 1 if 2 * sheet + 1 < pages else None, Side.BACK) for sheet in stack]
    if not by_hand:
        both = tuple(leaf for pair in zip(fronts, backs, strict=True) for leaf in pair)
        return (both,) if both else ()
    if not any(leaf.page is not None for leaf in backs):
        return (tuple(fronts),) if fronts else ()
    return tuple(fronts), tuple(reversed(backs) if last_on_top else backs)

"""The test sheet of a printer: whose it is, and in what it is measured."""

from dataclasses import dataclass
from datetime import date

from refdesk.documents.sheets import Paper
from refdesk.domain.lengths import POINTS_PER_INCH, POINTS_PER_MM, Unit

RULER: dict[Unit, float] = {Unit.MM: 100 * POINTS_PER_MM, Unit.INCH: 4 * POINTS_PER_INCH}
"""How long the printed rulers are, in points: 100 mm or 4 inches."""
SCALE_END: dict[Unit, float] = {Unit.MM: 10 * POINTS_PER_MM, Unit.INCH: 0.375 * POINTS_PER_INCH}
"""How far the scales A to D reach to each side of their zero, in points: 10 mm or 3/8 inch."""


@dataclass(frozen=True, slots=True)
class TestSheet:
    """A test sheet of two sides; it is always printed without any nudge."""

    __test__ = False  # its name begins like that of a test

    printer: str
    tray: str
    paper: Paper
    day: date
    unit: Unit = Unit.MM
    two_sided: bool = True
    language: str = "en-US"
    author: str = ""
